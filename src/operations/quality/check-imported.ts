/** The data checks over households an import has just brought or changed, so that a village sees what to mend today and not tomorrow. */
import { countFindingsOf } from '#src/store/quality.ts';
import { householdsToCheckAmong } from '#src/store/quality-snapshot.ts';
import { type BackgroundDeps, inBackground } from '../duty/work-context.ts';
import { checkHouseholds } from './check-households.ts';

/** Households looked through in one transaction for something to check; most of a roster has nothing. */
const LOOKED = 2000;
/** Households checked in one transaction: some hundred milliseconds, so nobody's report waits for it. */
const CHECKED = 200;

/** Idempotent; what a run broken off leaves out the night finds. Returns how many were checked and how many findings are open. */
export async function checkImported(
  deps: BackgroundDeps,
  householdIds: readonly string[],
): Promise<{ readonly checked: number; readonly findings: number }> {
  let checked = 0;
  let findings = 0;
  for (let from = 0; from < householdIds.length; from += LOOKED) {
    const some = householdIds.slice(from, from + LOOKED);
    const { value: ids } = await inBackground(deps, ({ trx }) => householdsToCheckAmong(trx, some));
    checked += ids.length;
    for (let at = 0; at < ids.length; at += CHECKED) {
      const portion = ids.slice(at, at + CHECKED);
      const { value } = await inBackground(deps, async (context) => {
        await checkHouseholds(context, portion);
        return await countFindingsOf(context.trx, portion);
      });
      findings += value;
    }
  }
  return { checked, findings };
}
