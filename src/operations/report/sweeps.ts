/** What the worker does for reports and referrals by the clock. Each may run twice, late or not at all without anybody noticing. */
import type { Sweep } from '../duty/sweeps.ts';
import { inBackground } from '../duty/work-context.ts';
import { alignReferrals } from './align-referrals.ts';
import { makeMonthReports } from './make-month-reports.ts';
import { openJointReviews } from './open-joint-reviews.ts';

const HOUR = 3_600_000;

export const reportSweeps: readonly Sweep[] = [
  {
    name: 'referrals',
    everyMs: 24 * HOUR,
    run: async (deps) => {
      await alignReferrals(deps);
      return [];
    },
  },
  {
    name: 'joint-reviews',
    everyMs: HOUR,
    run: async (deps) => (await inBackground(deps, openJointReviews)).accounts,
  },
  {
    name: 'month-reports',
    everyMs: HOUR,
    run: async (deps) => (await inBackground(deps, makeMonthReports)).accounts,
  },
];
