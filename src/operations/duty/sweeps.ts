/** What the worker does for duties by the clock. Each may run twice, late or not at all without anybody noticing. */
import { openIncomePlans } from '../plan/income-plan.ts';
import { sweepQuality } from '../quality/sweep-quality.ts';
import { sweepCalls } from './call-farmers.ts';
import { openLongCaseReviews } from '../case/long-cases.ts';
import { openMonthlyVisits } from './open-monthly-visits.ts';
import { recountEstimates } from './recount-duties.ts';
import { sweepPromises } from './broken-promises.ts';
import { openRecurringWork } from './open-recurring-work.ts';
import { openVillageAgendas } from './open-village-agendas.ts';
import { passOnUnseen } from './pass-on-unseen.ts';
import { sendDigests } from './send-digests.ts';
import { sweepReminders } from './sweep-reminders.ts';
import type { BackgroundDeps } from './work-context.ts';

export type Sweep = {
  readonly name: string;
  readonly everyMs: number;
  /** Returns the accounts that have a message to be sent now. */
  run(deps: BackgroundDeps): Promise<readonly string[]>;
};

const MINUTE = 60_000;

export const dutySweeps: readonly Sweep[] = [
  {
    name: 'monthly-visits',
    everyMs: 60 * MINUTE,
    run: async (deps) => {
      await openMonthlyVisits(deps);
      return [];
    },
  },
  {
    name: 'long-cases',
    everyMs: 60 * MINUTE,
    run: async (deps) => {
      await openLongCaseReviews(deps);
      return [];
    },
  },
  {
    name: 'village-agendas',
    everyMs: 60 * MINUTE,
    run: async (deps) => {
      await openVillageAgendas(deps);
      return [];
    },
  },
  {
    name: 'recurring-work',
    everyMs: 60 * MINUTE,
    run: async (deps) => {
      await openRecurringWork(deps);
      return [];
    },
  },
  {
    name: 'farmer-calls',
    everyMs: 15 * MINUTE,
    run: async (deps) => {
      await sweepCalls(deps);
      return [];
    },
  },
  {
    // A year that came with a new version of the program, or that another process entered.
    name: 'recount',
    everyMs: 60 * MINUTE,
    run: async (deps) => {
      await recountEstimates(deps);
      return [];
    },
  },
  {
    name: 'income-plans',
    everyMs: 6 * 60 * MINUTE,
    run: async (deps) => {
      await openIncomePlans(deps);
      return [];
    },
  },
  {
    // 数据体检: every save checks its own household; this finds what time alone has made wrong.
    name: 'quality',
    everyMs: 24 * 60 * MINUTE,
    run: async (deps) => {
      await sweepQuality(deps);
      return [];
    },
  },
  {
    name: 'promises',
    everyMs: 15 * MINUTE,
    run: sweepPromises,
  },
  {
    name: 'reminders',
    everyMs: MINUTE,
    run: async (deps) => {
      await sweepReminders(deps);
      await passOnUnseen(deps);
      return await sendDigests(deps);
    },
  },
];
