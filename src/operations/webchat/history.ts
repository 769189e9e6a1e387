/** A person's own conversation as their chat page shows it, and the proof that it was shown. */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { SYSTEM, setScope } from '#src/store/scope.ts';
import {
  type HistoryWindow,
  markShown,
  messagesShown,
  type OwnLine,
  ownLines,
  type ShownMessage,
  waitingMessages,
} from '#src/store/webchat-history.ts';
import type { Clock } from '../ports.ts';
import { type ChatSession, WEBCHAT } from './session.ts';

export type HistoryDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly fields: FieldEncryption;
};

export type HistoryEntry =
  | ({ readonly from: 'us' } & ShownMessage)
  | ({ readonly from: 'person' } & OwnLine);

export type History = {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** There is more before the first entry. */
  readonly more: boolean;
  /** Hand it back as `since` to get what came after; null when there is nothing yet. */
  readonly cursor: Instant | null;
};

/**
 * A line is stamped before its transaction commits, so one that commits late may carry an earlier stamp than one already
 * shown. Reading again from this far back finds it; the page knows by its key what it has. In milliseconds.
 */
const OVERLAP_MS = 10_000;

/** The newest part of the conversation, what came `since` a cursor, or what stood `before` a moment. */
export async function readHistory(
  deps: HistoryDeps,
  session: Pick<ChatSession, 'accountId' | 'chat'>,
  part: { readonly since?: Instant; readonly before?: Instant; readonly limit: number },
): Promise<History> {
  const window: HistoryWindow = {
    since: part.since === undefined ? null : plusMs(part.since, -OVERLAP_MS),
    before: part.before ?? null,
    limit: part.limit,
  };
  const person = { kind: 'person', accountId: session.accountId, householdId: null } as const;
  return await inScope(deps.db, person, async (trx) => {
    const ours = await messagesShown(trx, deps.fields, session.accountId, window);
    // What came in belongs to a chat, not to an account, and only the system may read it; the chat is this session's own.
    await setScope(trx, SYSTEM);
    const theirs = await ownLines(trx, deps.fields, WEBCHAT, session.chat, window);
    return merge(ours, theirs, part.limit, part.since ?? null);
  });
}

function merge(
  ours: readonly ShownMessage[],
  theirs: readonly OwnLine[],
  limit: number,
  since: Instant | null,
): History {
  const all: readonly HistoryEntry[] = [
    ...theirs.map((line) => ({ from: 'person', ...line }) as const),
    ...ours.map((message) => ({ from: 'us', ...message }) as const),
  ].toSorted((a, b) => a.at - b.at);
  // A full list is cut at its oldest entry: what the other list holds before that would stand there without its neighbours.
  const full = [ours, theirs].filter((list) => list.length >= limit);
  const from = Math.max(0, ...full.map((list) => list[0]?.at ?? 0));
  const entries = all.filter((entry) => entry.at >= from);
  return { entries, more: full.length > 0, cursor: all.at(-1)?.at ?? since };
}

/** A page in front of the person shows these messages. Unknown ids and those of other people change nothing. */
export async function acknowledgeShown(
  deps: Pick<HistoryDeps, 'db' | 'clock'>,
  session: Pick<ChatSession, 'accountId'>,
  messageIds: readonly string[],
): Promise<number> {
  const person = { kind: 'person', accountId: session.accountId, householdId: null } as const;
  return await inScope(deps.db, person, (trx) =>
    markShown(trx, session.accountId, messageIds, deps.clock.now()),
  );
}

/** What waits to be shown on the pages of these accounts, by account. */
export const whatWaits = (
  deps: Pick<HistoryDeps, 'db'>,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> =>
  inScope(deps.db, SYSTEM, (trx) => waitingMessages(trx, accountIds));
