/** The official name and public line at the top of the web chat. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { accountById } from '#src/store/account.ts';
import { inScope } from '#src/store/database.ts';
import { areaAndAbove, packIdFor } from '#src/store/registry/areas.ts';
import { topAreaPath } from '#src/store/registry/top-area.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { BackgroundDeps } from '../duty/work-context.ts';
import { officialOf } from './account-facts.ts';

/** For an account its own county's, for nobody yet the first county's. */
export const bureauFactsFor = (
  deps: Pick<BackgroundDeps, 'db' | 'clock' | 'policies'>,
  accountId: string | null,
): Promise<{ readonly name: string; readonly phone: string }> =>
  inScope(deps.db, SYSTEM, async (trx) => {
    const account = accountId === null ? null : await accountById(trx, accountId);
    const chain = await areaAndAbove(trx, account?.area_path ?? (await topAreaPath(trx)));
    const today = fromInstant(deps.clock.now());
    const packId = await packIdFor(trx, chain[0]?.areaPath ?? '', today);
    return officialOf(deps.policies.packFor(packId, today), chain);
  });
