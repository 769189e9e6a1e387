/** Updates a crash left behind: stored, acknowledged, but never worked off. */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { chatsLeftBehind } from '#src/store/inbound.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock } from '../ports.ts';

/** The receiving process works an update off at once; after this long it did not. */
const LEFT_MS = 5_000;

/** Chats to be worked off again, oldest first. */
export const findLeftBehind = (deps: {
  readonly db: Db;
  readonly clock: Clock;
}): Promise<readonly { readonly channel: string; readonly chat: string }[]> =>
  inScope(deps.db, SYSTEM, (trx) => chatsLeftBehind(trx, plusMs(deps.clock.now(), -LEFT_MS), 100));
