/**
 * Passing households on to departments (转办, BN-29, LX-21, LX-31, LX-48, TN-13, TN-19, TN-26, XX-09): every night the rules look at the
 * followed households; what holds stands in the department's list, what holds no more is settled by itself.
 */
import { monthOf } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import {
  dueReferrals,
  type ReferralKind,
  referralTopic,
  ruleKinds,
} from '#src/domain/ledger/referral.ts';
import { areaPath, areaRange } from '#src/domain/people/areas.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import {
  type FollowedHousehold,
  followedHouseholds,
  insertReferrals,
  settleReferrals,
  tellDepartments,
} from '#src/store/referral.ts';
import { countyAreas } from '#src/store/registry/top-area.ts';
import { areaPacks } from '../duty/area-packs.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from '../duty/work-context.ts';
import { lowIncomeOf } from './make-month-reports.ts';

const PAGE = 500;

/** The department a kind goes to under a pack. */
export const departmentOf = (pack: Pack, kind: ReferralKind): DepartmentCode =>
  pack.settings['routing.topics'].value[referralTopic[kind]];

/** Looks at all followed households, page by page, then tells the departments. Returns how many referrals are new. */
export async function alignReferrals(deps: BackgroundDeps): Promise<number> {
  let opened = 0;
  let after: string | null = null;
  for (;;) {
    const page: { readonly opened: number; readonly last: string | null } = (
      await inBackground(deps, (context) => alignPage(context, after))
    ).value;
    opened += page.opened;
    if (page.last === null) break;
    after = page.last;
  }
  await inBackground(deps, openReferralDuties);
  return opened;
}

async function alignPage(
  context: WorkContext,
  after: string | null,
): Promise<{ readonly opened: number; readonly last: string | null }> {
  const { trx, today } = context;
  const found = await followedHouseholds(trx, today, after, PAGE);
  const packOf = await areaPacks(
    context,
    found.map((each) => each.areaPath),
  );
  const due = found.flatMap((household) => {
    const pack = packOf(household.areaPath);
    return dueReferrals(factsOf(household, pack)).map((each) => ({ ...each, household, pack }));
  });
  const opened = await insertReferrals(
    trx,
    due.map(({ kind, people, household, pack }) => ({
      id: context.newId(),
      householdId: household.householdId,
      areaId: household.areaId,
      areaPath: household.areaPath,
      kind,
      department: departmentOf(pack, kind),
      source: 'rule',
      people,
      foundOn: today,
      visitId: null,
    })),
  );
  await settleReferrals(
    trx,
    found.map((each) => each.householdId),
    ruleKinds,
    due.map(({ household, kind }) => `${household.householdId} ${kind}`),
    today,
  );
  return { opened, last: found.length < PAGE ? null : (found.at(-1)?.householdId ?? null) };
}

function factsOf(household: FollowedHousehold, pack: Pack) {
  const line = lowIncomeOf(pack);
  const { netPerPerson } = household;
  const below = netPerPerson === null || line === null ? null : netPerPerson < line;
  return {
    members: household.members,
    lowIncome: household.monitored ? true : below,
    hasSafetyNet: household.hasSafetyNet,
  };
}

/** One duty a department and month while something is open, done when nothing is. System scope. */
export async function openReferralDuties(context: WorkContext): Promise<void> {
  const month = monthOf(context.today);
  for (const county of await countyAreas(context.trx)) {
    const pack = (await areaPacks(context, [county.areaPath]))(county.areaPath);
    const range = areaRange(areaPath(county.areaPath));
    for (const { department, open } of await tellDepartments(context.trx, range, context.today)) {
      await openDuty(context, {
        key: referralDutyKey(county.areaId, department, month),
        terms: dutyTerms('handle-referrals', {
          openedAt: context.now,
          pack,
          calendar: context.policies.calendar,
        }),
        pack,
        area: county,
        about: {},
        department,
        details: { month, open },
      });
    }
  }
}

const referralDutyKey = (areaId: string, department: DepartmentCode, month: string): string =>
  `handle-referrals:${areaId}:${department}:${month}`;

/** The last open referral of a department is answered: its duty of the month is done. System scope. */
export async function closeReferralDuty(
  context: WorkContext,
  department: DepartmentCode,
  byStaffId: string,
): Promise<void> {
  for (const county of await countyAreas(context.trx)) {
    const range = areaRange(areaPath(county.areaPath));
    const left = await tellDepartments(context.trx, range, context.today);
    if (left.some((each) => each.department === department)) continue;
    const key = referralDutyKey(county.areaId, department, monthOf(context.today));
    await closeDuties(context, { key }, { state: 'done', byStaffId, outcome: 'answered' });
  }
}
