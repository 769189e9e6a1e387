/** Rows of notices, their recipients, and what watches over the service, as migration 04 made them. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Json } from './case.ts';
import type { MessageState } from './conversation.ts';

export type NoticeTable = {
  id: string;
  title: string;
  body: string;
  area_id: string;
  area_path: string;
  audience: Json;
  reveals: boolean;
  content_hash: string;
  draft_id: string;
  state: 'awaiting-approval' | 'rejected' | 'sending' | 'paused' | 'done' | 'cancelled';
  created_by: string;
  created_at: Instant;
  approved_by: string | null;
  approved_at: Instant | null;
  finished_at: Instant | null;
  read_by: LocalDate;
  chased_at: Instant | null;
  rejected_by: string | null;
  rejected_reason: string | null;
  quiet_from: Generated<number>;
  quiet_to: Generated<number>;
  night_by: Generated<string | null>;
};

export type NoticeRecipientTable = {
  id: string;
  seq: GeneratedAlways<number>;
  notice_id: string;
  household_id: string;
  account_id: string | null;
  area_id: string;
  area_path: string;
  message_id: string | null;
  state: Generated<MessageState>;
  claimed_at: Instant | null;
  settled_at: Instant | null;
  shown_at: Instant | null;
  read_at: Instant | null;
  fault_code: string | null;
  told_at: Generated<Instant | null>;
  told_by: Generated<string | null>;
};

/** A day told to a farmer and what became of it (migration 20). */
export type ToldDayTable = {
  id: string;
  account_id: string;
  area_path: string;
  kind: 'home-visit' | 'answer' | 'issue-verify' | 'issue-fix' | 'duty';
  subject: string;
  day: LocalDate;
  told_at: Instant;
  settled_at: Instant | null;
  broken: Generated<boolean>;
};

export type PolicyPackTable = {
  id: string;
  version: string;
  body: Json;
  stored_at: Instant;
};

export type PromptRunTable = {
  id: string;
  prompt: string;
  version: string;
  content_hash: string;
  model: string;
  outcome: string;
  input_tokens: number | null;
  output_tokens: number | null;
  milliseconds: number;
  at: Instant;
};

export type AccessLogTable = {
  id: GeneratedAlways<number>;
  staff_id: string;
  post_id: string | null;
  household_id: string | null;
  what: string;
  at: Instant;
  /** Of an export: which, of what, how many rows. Ids, codes and numbers only. */
  details: ColumnType<unknown, string | undefined, never>;
};

export type HeartbeatTable = {
  process: string;
  roles: Generated<string[]>;
  started_at: Instant;
  at: Instant;
};
