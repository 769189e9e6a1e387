/** What the worker does for tickets and comparisons by the clock. Each may run twice, late or not at all without anybody noticing. */
import { openComparisonDuties } from '../alarm/comparison-duty.ts';
import type { Sweep } from '../duty/sweeps.ts';
import { inBackground } from '../duty/work-context.ts';
import { alignMonthZero, draftMonthlyNotices } from './month-zero.ts';

const HOUR = 3_600_000;

export const issueSweeps: readonly Sweep[] = [
  {
    name: 'month-of-issues',
    everyMs: HOUR,
    run: async (deps) => {
      const { accounts } = await inBackground(deps, async (context) => {
        await alignMonthZero(context);
        await draftMonthlyNotices(context);
        await openComparisonDuties(context);
      });
      return accounts;
    },
  },
];
