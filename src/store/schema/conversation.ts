/** Rows of accounts, messages in and out, media, and the outbox, as migration 02 made them. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Trust } from '#src/domain/people/trust.ts';
import type { MediaKind } from '#src/flows/flow.ts';

export type AccountTable = {
  id: string;
  channel: string;
  chat: string;
  created_at: Instant;
  consent: 'given' | 'refused' | null;
  staff_id: string | null;
  area_id: string | null;
  area_path: string | null;
  household_id: string | null;
  member_id: string | null;
  name: Generated<string>;
  group_name: Generated<string>;
  phone_enc: string | null;
  phone_index: string | null;
  id_number_enc: string | null;
  id_number_index: string | null;
  trust: Generated<Trust>;
  reachable: Generated<boolean>;
  elder_mode: Generated<boolean>;
  /** The account whose code joined this one to the same person. */
  joined_from: Generated<string | null>;
};

export type NotifierPaceTable = { kind: 'ordinary'; told_at: Instant };

export type ConsentTable = {
  id: string;
  account_id: string;
  scope: 'general' | 'health-finance';
  text_version: string;
  given_at: Instant;
  withdrawn_at: Instant | null;
};

export type ConversationTable = {
  account_id: string;
  state_enc: string;
  updated_at: Instant;
  draft_touched_at: Instant | null;
};

export type InboundTable = {
  id: GeneratedAlways<number>;
  channel: string;
  receiver: string;
  update_id: string;
  chat: string;
  body_enc: string;
  received_at: Instant;
  attempts: Generated<number>;
  state: Generated<'new' | 'done' | 'quarantined'>;
  fault_code: string | null;
  done_at: Instant | null;
};

export type OutboxTable = {
  id: string;
  queue: string;
  /** JSON text when written; ids only. */
  payload: ColumnType<unknown, string, never>;
  created_at: Instant;
  not_before: Instant;
  round: Generated<number>;
  enqueued_at: Instant | null;
  closed_at: Instant | null;
  fault_code: string | null;
};

/** States of everything that is sent to a person. */
export type MessageState =
  | 'queued'
  | 'sending'
  | 'waiting'
  | 'sent'
  | 'failed'
  | 'unreachable'
  | 'uncertain'
  | 'cancelled';

export type MessageTable = {
  id: string;
  seq: GeneratedAlways<number>;
  account_id: string;
  kind: string;
  vital: Generated<boolean>;
  broadcast: Generated<boolean>;
  /** Encrypted JSON of a `Message`; null for a notice, whose words stand in its own row. */
  body_enc: string | null;
  notice_id: string | null;
  token: Generated<number>;
  state: Generated<MessageState>;
  created_at: Instant;
  not_before: Instant | null;
  claimed_at: Instant | null;
  attempts: Generated<number>;
  settled_at: Instant | null;
  shown_at: Instant | null;
  external_id: string | null;
  fault_code: string | null;
  repeat_of: string | null;
  /** When the outbound notifier announced it; only of staff messages that wait to be looked at. */
  notified_at: Generated<Instant | null>;
};

export type MediaTable = {
  id: string;
  account_id: string | null;
  area_path: string | null;
  kind: MediaKind;
  channel: string;
  reference_enc: string | null;
  mime_type: string;
  bytes: number | null;
  sha256: string | null;
  state: 'awaiting' | 'stored' | 'gone' | 'refused';
  transcript_enc: string | null;
  created_at: Instant;
};

export type PacerTable = { receiver: string; next_at: Instant; blocked_until: Instant };

export type InvitationTable = {
  id: string;
  code_hash: string;
  role: Role;
  /** Of a department officer's post; null for every other role. */
  department: DepartmentCode | null;
  area_id: string;
  staff_id: string | null;
  name: Generated<string>;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
  used_by: string | null;
};

export type OneTimeCodeTable = {
  id: string;
  kind: 'console' | 'join';
  code_hash: string;
  account_id: string | null;
  staff_id: string | null;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
};

export type WebSessionTable = {
  token_hash: string;
  kind: 'chat' | 'console';
  account_id: string | null;
  staff_id: string | null;
  shared_device: Generated<boolean>;
  created_at: Instant;
  last_seen_at: Instant;
  ended_at: Instant | null;
};
