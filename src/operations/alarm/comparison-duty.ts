/**
 * The monthly comparison as a duty of the bureau (LX-07 每月与民政、医保、卫健、残联等部门开展一次数据比对; FD-46 每月组织数据比对; clock K10). It is
 * done when every department the pack names has handed in the month's list.
 */
import { registerDepartments, type RegisterDepartment } from '#src/domain/alarm/register-risk.ts';
import { monthOf, type YearMonth } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { departmentNamed } from '#src/domain/policy/departments.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { comparisonsOf } from '#src/store/comparison.ts';
import { countyAreas } from '#src/store/registry/top-area.ts';
import { comparisonReported } from '#src/flows/text/comparison.ts';
import { packInForce } from '../duty/area-packs.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import { ownerOf } from '../duty/receivers.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** Departments whose list the pack asks for and that have one; others the pack names hand nothing in. */
export const departmentsWanted = (pack: Pack): readonly RegisterDepartment[] => {
  const named = pack.settings['data_match.departments'].value.map(departmentNamed);
  return registerDepartments.filter((code) => named.includes(code));
};

/** Departments that have not handed in their list this month. */
export async function departmentsMissing(
  { trx }: Pick<WorkContext, 'trx'>,
  pack: Pack,
  month: YearMonth,
): Promise<readonly RegisterDepartment[]> {
  const done = new Set((await comparisonsOf(trx, month)).map((run) => run.department));
  return departmentsWanted(pack).filter((code) => !done.has(code));
}

const keyOf = (areaId: string, month: YearMonth): string => `data-comparison:${areaId}:${month}`;

/** Opens this month's duty for each county; safe at any time (unique key of area and month). System scope. */
export async function openComparisonDuties(context: WorkContext): Promise<void> {
  const month = monthOf(context.today);
  for (const county of await countyAreas(context.trx)) {
    const pack = await packOf(context, county.areaPath);
    if (pack.settings['data_match.period'].value !== 'month') continue;
    if ((await departmentsMissing(context, pack, month)).length === 0) continue;
    await openDuty(context, {
      key: keyOf(county.areaId, month),
      terms: dutyTerms('data-comparison', {
        openedAt: context.now,
        pack,
        calendar: context.policies.calendar,
      }),
      pack,
      area: county,
      about: {},
      details: { month },
    });
  }
}

/** Closes the month's duty once every list is in, and hands its owner the report of the month. System scope. */
export async function closeComparisonDuty(context: WorkContext, month: YearMonth): Promise<void> {
  for (const county of await countyAreas(context.trx)) {
    const pack = await packOf(context, county.areaPath);
    if ((await departmentsMissing(context, pack, month)).length > 0) continue;
    const closed = await closeDuties(
      context,
      { key: keyOf(county.areaId, month) },
      { state: 'done', byStaffId: null, outcome: 'all-compared' },
    );
    const owner =
      closed.length === 0 ? null : await ownerOf(context, 'county-officer', county.areaPath);
    if (owner !== null) {
      const { staffId, role } = owner.post;
      const report = { month, runs: await comparisonsOf(context.trx, month), missing: [] };
      await tellStaff(
        context,
        { staffId, role, areaPath: county.areaPath },
        'to-do',
        comparisonReported(report),
      );
    }
  }
}

const packOf = async (context: WorkContext, areaPath: string): Promise<Pack> =>
  await packInForce(context, areaPath);
