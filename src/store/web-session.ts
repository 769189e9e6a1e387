/** Sessions of browsers. The cookie holds a random token; the table holds its digest only. */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** A living session of the web chat with what belongs to its account. */
export type ChatSession = {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly chat: string;
  readonly areaPath: string | null;
  readonly staffId: string | null;
  readonly elderMode: boolean;
  readonly sharedDevice: boolean;
  readonly lastSeenAt: Instant;
};

/** Being used is written down at most this often, in milliseconds: a page that loads ten files is one use. */
const TOUCH_MS = 15_000;

/** Begins a session of the web chat. The digest is the primary key. */
export async function insertChatSession(
  trx: Trx,
  session: {
    readonly tokenHash: string;
    readonly accountId: string;
    readonly sharedDevice: boolean;
  },
  now: Instant,
): Promise<void> {
  const { tokenHash, accountId, sharedDevice } = session;
  await insertSession(
    trx,
    { kind: 'chat', tokenHash, accountId, staffId: null, sharedDevice },
    now,
  );
}

async function insertSession(
  trx: Trx,
  session: {
    readonly kind: 'chat' | 'console';
    readonly tokenHash: string;
    readonly accountId: string | null;
    readonly staffId: string | null;
    readonly sharedDevice: boolean;
  },
  now: Instant,
): Promise<void> {
  await trx
    .insertInto('web_session')
    .values({
      token_hash: session.tokenHash,
      kind: session.kind,
      account_id: session.accountId,
      staff_id: session.staffId,
      shared_device: session.sharedDevice,
      created_at: timestamp(now),
      last_seen_at: timestamp(now),
      ended_at: null,
    })
    .execute();
}

/** The session of a token, ended ones excluded; null when there is none. How long it may be idle is the caller's rule. */
export async function chatSession(trx: Trx, tokenHash: string): Promise<ChatSession | null> {
  const row = await trx
    .selectFrom('web_session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .select([
      's.token_hash',
      's.shared_device',
      's.last_seen_at',
      'a.id',
      'a.chat',
      'a.area_path',
      'a.staff_id',
      'a.elder_mode',
    ])
    .where('s.token_hash', '=', tokenHash)
    .where('s.kind', '=', 'chat')
    .where('s.ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    tokenHash: row.token_hash,
    accountId: row.id,
    chat: row.chat,
    areaPath: row.area_path,
    staffId: row.staff_id,
    elderMode: row.elder_mode,
    sharedDevice: row.shared_device,
    lastSeenAt: row.last_seen_at,
  };
}

/** Writes down that the person used the session just now. */
export async function touchSession(trx: Trx, tokenHash: string, now: Instant): Promise<void> {
  await trx
    .updateTable('web_session')
    .set({ last_seen_at: timestamp(now) })
    .where('token_hash', '=', tokenHash)
    .where('last_seen_at', '<', timestamp(plusMs(now, -TOUCH_MS)))
    .execute();
}

/** Ends a session; it never comes back. */
export async function endSession(trx: Trx, tokenHash: string, now: Instant): Promise<void> {
  await trx
    .updateTable('web_session')
    .set({ ended_at: timestamp(now) })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends every session of an account (换人使用 said in words, erasure). */
export async function endSessionsOfAccount(
  trx: Trx,
  accountId: string,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('web_session')
    .set({ ended_at: timestamp(now) })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute();
}

/** A living session of the console. */
export type ConsoleSession = {
  readonly tokenHash: string;
  readonly staffId: string;
  readonly name: string;
  readonly beganAt: Instant;
  readonly lastSeenAt: Instant;
};

/** Begins a session of the console. The digest is the primary key. */
export async function insertConsoleSession(
  trx: Trx,
  session: { readonly tokenHash: string; readonly staffId: string },
  now: Instant,
): Promise<void> {
  await insertSession(
    trx,
    { kind: 'console', ...session, accountId: null, sharedDevice: false },
    now,
  );
}

/** The console session of a token; null when there is none, it was ended, or its person is no longer active. */
export async function consoleSession(trx: Trx, tokenHash: string): Promise<ConsoleSession | null> {
  const row = await trx
    .selectFrom('web_session as s')
    .innerJoin('staff as p', 'p.id', 's.staff_id')
    .select(['s.token_hash', 's.created_at', 's.last_seen_at', 'p.id', 'p.name'])
    .where('s.token_hash', '=', tokenHash)
    .where('s.kind', '=', 'console')
    .where('s.ended_at', 'is', null)
    .where('p.active', '=', true)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    tokenHash: row.token_hash,
    staffId: row.id,
    name: row.name,
    beganAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  };
}
