/** Staff at the console: let in once by a link, out again after an idle hour or at the end of the working day. */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Action } from '#src/domain/people/action.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { useCode } from '#src/store/one-time-code.ts';
import { type ActivePost, postsOf } from '#src/store/registry/posts.ts';
import { SYSTEM } from '#src/store/scope.ts';
import {
  consoleSession,
  endSession,
  insertConsoleSession,
  touchSession,
} from '#src/store/web-session.ts';
import type { Clock } from '../ports.ts';

export type ConsoleDeps = { readonly db: Db; readonly clock: Clock };

/** Who is at the console and in which posts. */
export type ConsoleUser = {
  readonly staffId: string;
  readonly name: string;
  /** The widest area first. */
  readonly posts: readonly ActivePost[];
};

const IDLE_MS = 60 * 60_000;
const LONGEST_MS = 12 * 60 * 60_000;

/** Uses a link's code up and begins a session. False when the code is not good (any more); its `used_at` is set once. */
export const enterConsole = (
  deps: ConsoleDeps,
  code: string,
  tokenHash: string,
): Promise<boolean> =>
  inScope(deps.db, SYSTEM, async (trx) => {
    const now = deps.clock.now();
    const staffId = await useCode(trx, 'console', code, now);
    if (staffId === null) return false;
    await insertConsoleSession(trx, { tokenHash, staffId }, now);
    return true;
  });

/** Who holds a session; null when it is over. Reading it counts as use. */
export async function consoleUser(
  deps: ConsoleDeps,
  tokenHash: string,
): Promise<ConsoleUser | null> {
  const now = deps.clock.now();
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const session = await consoleSession(trx, tokenHash);
    if (session === null) return null;
    if (now >= plusMs(session.lastSeenAt, IDLE_MS) || now >= plusMs(session.beganAt, LONGEST_MS)) {
      await endSession(trx, tokenHash, now);
      return null;
    }
    await touchSession(trx, tokenHash, now);
    const posts = await postsOf(trx, session.staffId, fromInstant(now));
    return {
      staffId: session.staffId,
      name: session.name,
      posts: posts.toSorted((a, b) => a.areaPath.length - b.areaPath.length),
    };
  });
}

/** Ends a session. */
export const leaveConsole = (deps: ConsoleDeps, tokenHash: string): Promise<void> =>
  inScope(deps.db, SYSTEM, (trx) => endSession(trx, tokenHash, deps.clock.now()));

/** The posts of a person that carry an action. */
export const postsCarrying = (user: ConsoleUser, action: Action): readonly ActivePost[] =>
  user.posts.filter((post) => roleCarries(post.role, action));
