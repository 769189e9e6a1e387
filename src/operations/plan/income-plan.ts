/** The yearly income plan (增收计划, K13): a duty a quarter for each low-income household, done by its helper, seen by the household. */
import { partsOf } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import {
  doIncomeStep as decideStep,
  incomeStepDue,
  isLowIncome,
} from '#src/domain/plan/income-plan.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { incomeAsked } from '#src/flows/text/plan-farmer.ts';
import { trustsAtLeast } from '#src/domain/people/trust.ts';
import {
  assessedHouseholds,
  confirmIncomeStep as confirmStep,
  incomePlanOf,
  insertIncomeStep,
} from '#src/store/income-step.ts';
import { tellOwnAccounts } from './tell-own-accounts.ts';
import { areaPacks } from '../duty/area-packs.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from '../duty/work-context.ts';
import { allowed, inPost } from '../staff/as-post.ts';
import { householdSubject } from '../staff/subjects.ts';
import type { Handler } from '../turn.ts';

const keyOf = (householdId: string, year: number, step: string): string =>
  `income-plan:${householdId}:${year}:${step}`;

/** This quarter's step is done; the household is asked to look at it. */
export const doIncomeStep: Handler<'do-income-step'> = async (turn, ask) => {
  const { trx, today } = turn;
  const asked = await householdSubject(turn, ask.householdId);
  if (asked === null) return refused({ code: 'gone' });
  const proof = await allowed(turn, 'make-plan', asked.subject);
  if (!proof.ok) return proof;
  const { year } = partsOf(today);
  const before = await incomePlanOf(trx, ask.householdId, year);
  const { step, perPersonYuan } = ask;
  const decided = decideStep(before, { step, on: today, perPersonYuan, confirmed: false });
  if (!decided.ok) return decided;
  const written = await inPost(turn, proof.value, () =>
    insertIncomeStep(trx, {
      householdId: ask.householdId,
      areaPath: asked.household.areaPath,
      year,
      step,
      on: today,
      perPersonYuan,
      staffId: proof.value.staffId,
    }),
  );
  if (!written) return refused({ code: 'done-already' });
  await closeDuties(
    turn,
    { key: keyOf(ask.householdId, year, step) },
    { state: 'done', byStaffId: proof.value.staffId },
  );
  const helper = turn.account.staff?.name ?? '';
  const news = incomeAsked(step, year, perPersonYuan, helper);
  return accepted({ asked: await tellOwnAccounts(turn, ask.householdId, news) });
};

/** 是这样, by the household itself. */
export const confirmIncomeStep: Handler<'confirm-income-step'> = async (turn, ask) => {
  const { person } = turn.account;
  if (person === null || !trustsAtLeast(person.trust, 'phone-matched')) {
    return refused({ code: 'not-yours' });
  }
  const { householdId } = person;
  const said = await confirmStep(turn.trx, { householdId, ...ask }, turn.today);
  return said ? accepted({}) : refused({ code: 'said-already' });
};

const PAGE = 200;

/** Opens this quarter's duty for every low-income household that lacks it; safe to run at any time (unique key). */
export async function openIncomePlans(deps: BackgroundDeps): Promise<number> {
  let opened = 0;
  let after: string | null = null;
  for (;;) {
    const { value }: { readonly value: { readonly last: string | null; readonly opened: number } } =
      await inBackground(deps, (context) => openPage(context, after));
    opened += value.opened;
    if (value.last === null) return opened;
    after = value.last;
  }
}

async function openPage(context: WorkContext, after: string | null) {
  const { trx, today, policies } = context;
  const { year } = partsOf(today);
  const found = await assessedHouseholds(trx, after, PAGE);
  const packOf = await areaPacks(
    context,
    found.map((each) => each.areaPath),
  );
  let opened = 0;
  for (const { householdId, areaId, areaPath, netPerPerson } of found) {
    const pack = packOf(areaPath);
    const { settings } = pack;
    const line = monitoringLine(pack);
    const lineYuan = line.kind === 'fixed' ? line.yuan : null;
    const low = isLowIncome(netPerPerson, settings['income_floor_target.yuan'].value, lineYuan);
    if (low !== true) continue;
    const done = await incomePlanOf(trx, householdId, year);
    const due = incomeStepDue(done, today, settings['income_plan.quarters'].value);
    if (due === null) continue;
    const duty = await openDuty(context, {
      key: keyOf(householdId, year, due.step),
      terms: dutyTerms('income-plan', {
        openedAt: context.now,
        pack,
        calendar: policies.calendar,
      }),
      pack,
      area: { areaId, areaPath },
      about: { householdId },
      details: { step: due.step, year },
      announce: 'none',
    });
    if (duty !== null) opened += 1;
  }
  return { opened, last: found.length < PAGE ? null : (found.at(-1)?.householdId ?? null) };
}
