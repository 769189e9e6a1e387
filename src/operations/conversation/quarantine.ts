/** Updates set aside after three failures, for whoever runs the system: when, where and why, and to be tried again. */
import { type Db, inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import {
  type QuarantinedUpdate,
  quarantinedUpdates,
  retryQuarantined,
} from '#src/store/views/quarantine.ts';

/** Rows shown; more are only counted by `doctor`. */
const SHOWN = 200;

/** The newest ones, never what was said. */
export const updatesSetAside = (deps: { readonly db: Db }): Promise<readonly QuarantinedUpdate[]> =>
  inScope(deps.db, SYSTEM, (trx) => quarantinedUpdates(trx, SHOWN));

/** Puts these (null: all) back to be worked off by the next sweep of a running service; returns how many. */
export const tryAgain = (
  deps: { readonly db: Db },
  ids: readonly number[] | null,
): Promise<number> => inScope(deps.db, SYSTEM, (trx) => retryQuarantined(trx, ids));
