/** Who sits at a browser: sessions of the web chat, and when they end. */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { findOrMakeAccount } from '#src/store/account.ts';
import { setElderMode } from '#src/store/account-person.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import {
  type ChatSession,
  chatSession,
  endSession,
  insertChatSession,
  touchSession,
} from '#src/store/web-session.ts';
import type { Clock, NewId } from '../ports.ts';

export type { ChatSession } from '#src/store/web-session.ts';

export type SessionDeps = { readonly db: Db; readonly clock: Clock; readonly newId: NewId };

/** A phone used by several people lets go of the last one after this long without anything being sent. */
export const SHARED_IDLE_MS = 10 * 60_000;
/** A browser nobody opened for half a year is taken for lost or sold; the person scans the village's code again. */
export const OWN_IDLE_MS = 180 * 24 * 3600_000;

/** Name of the web chat among the channels. */
export const WEBCHAT = 'webchat';

/**
 * Begins a session for a new person. `chat` and the token behind `tokenHash` are random and made by the caller; the session's
 * digest is a primary key, so a repeated begin with one token fails rather than joins.
 */
export async function beginChatSession(
  deps: SessionDeps,
  begin: {
    readonly tokenHash: string;
    readonly chat: string;
    readonly sharedDevice: boolean;
    readonly elderMode: boolean;
  },
): Promise<ChatSession> {
  const now = deps.clock.now();
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const account = await findOrMakeAccount(trx, WEBCHAT, begin.chat, deps.newId, now);
    const { tokenHash, sharedDevice } = begin;
    await insertChatSession(trx, { tokenHash, accountId: account.id, sharedDevice }, now);
    if (begin.elderMode) await setElderMode(trx, account.id, true);
    return {
      tokenHash,
      accountId: account.id,
      chat: begin.chat,
      areaPath: account.area_path,
      staffId: account.staff_id,
      elderMode: begin.elderMode,
      sharedDevice,
      lastSeenAt: now,
    };
  });
}

/**
 * The session behind a token; null when there is none or it was idle too long (it is then ended for good). `used` says that the
 * person did something just now: a page that only listens keeps no shared phone logged in.
 */
export async function readChatSession(
  deps: SessionDeps,
  tokenHash: string,
  used: boolean,
): Promise<ChatSession | null> {
  const now = deps.clock.now();
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const session = await chatSession(trx, tokenHash);
    if (session === null) return null;
    const idleLimit = session.sharedDevice ? SHARED_IDLE_MS : OWN_IDLE_MS;
    if (now >= plusMs(session.lastSeenAt, idleLimit)) {
      await endSession(trx, tokenHash, now);
      return null;
    }
    if (used) await touchSession(trx, tokenHash, now);
    return session;
  });
}

/** 换人使用: the browser lets go of the person. The conversation stays with their account. */
export async function endChatSession(deps: SessionDeps, tokenHash: string): Promise<void> {
  await inScope(deps.db, SYSTEM, (trx) => endSession(trx, tokenHash, deps.clock.now()));
}

/** 长辈模式 on or off for the person of a session. */
export async function switchElderMode(
  deps: Pick<SessionDeps, 'db'>,
  session: ChatSession,
  on: boolean,
): Promise<void> {
  await inScope(
    deps.db,
    { kind: 'person', accountId: session.accountId, householdId: null },
    (trx) => setElderMode(trx, session.accountId, on),
  );
}
