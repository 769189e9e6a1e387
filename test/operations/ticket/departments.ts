/** Officers of departments for the invented county, each with an account that can be told something. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import { insertStaff, openPost } from '#src/store/registry/staff.ts';
import { AREAS, type County, insertAccount, uuid } from '#test/operations/duty/county.ts';

const NUMBERS = {
  water: 201,
  housing: 202,
  labour: 203,
  education: 204,
  medical: 205,
  civil: 206,
} as const;
export type Department = keyof typeof NUMBERS & DepartmentCode;

export const staffOf = (department: Department): string => uuid(NUMBERS[department]);
export const accountOfDepartment = (department: Department): string =>
  uuid(NUMBERS[department]).replace('-9000-', '-a000-');

export async function addDepartments(county: County): Promise<void> {
  const { areaId, areaPath } = AREAS.county;
  await county.system(async (trx) => {
    for (const department of Object.keys(NUMBERS) as Department[]) {
      const id = staffOf(department);
      await insertStaff(trx, county.deps.fields, {
        id,
        code: department,
        name: `${department} 联络员`,
        phone: '',
        householdId: null,
        at: county.clock.now(),
      });
      await openPost(trx, {
        id: id.replace('-9000-', '-b000-'),
        staffId: id,
        role: 'department-officer',
        department,
        areaId,
        areaPath,
        since: localDate('2026-01-01'),
      });
      await insertAccount(trx, accountOfDepartment(department), 'telegram', county.clock.now(), {
        staff_id: id,
      });
    }
  });
}
