/** Posts of departments: in the demo county, from a file, by invitation. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { departmentCodes } from '#src/domain/policy/departments.ts';
import { importStaff } from '#src/operations/registry/import-staff.ts';
import { inviteStaff } from '#src/operations/registry/invite-staff.ts';
import type { RowIssue, SourceTable } from '#src/operations/registry/table-rows.ts';
import { inScope } from '#src/store/database.ts';
import { findInvitation } from '#src/store/invitation.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { type Office, openOffice } from '#test/support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office.close());

const posts = () =>
  inScope(office.db, SYSTEM, (trx) =>
    trx
      .selectFrom('post')
      .innerJoin('staff', 'staff.id', 'post.staff_id')
      .select(['post.department', 'staff.code'])
      .where('role', '=', 'department-officer')
      .execute(),
  );

const table = (rows: readonly (readonly string[])[]): SourceTable => ({
  headers: ['人员编号', '姓名', '岗位', '部门'],
  rows: (async function* () {
    for (const [at, cells] of rows.entries()) yield { row: at + 2, cells };
  })(),
});

test('the demo county has an officer of every department', async () => {
  expect(new Set((await posts()).map((each) => each.department))).toEqual(new Set(departmentCodes));
});

test('a department officer is imported with the department, one without is told to name it', async () => {
  const issues: RowIssue[] = [];
  await importStaff(
    office,
    table([
      ['B1', '高水利', '行业部门联络员', '水利'],
      ['B1', '高水利', '行业部门联络员', 'housing'],
      ['B2', '林无名', '行业部门联络员', ''],
      ['B3', '林业员', '行业部门联络员', '林业'],
    ]),
    (issue) => issues.push(issue),
  );
  const own = (await posts()).filter((each) => each.code === 'B1').map((each) => each.department);
  expect(new Set(own)).toEqual(new Set(['housing', 'water']));
  expect(issues.map(({ row, column, imported }) => ({ row, column, imported }))).toEqual([
    { row: 4, column: '部门', imported: false },
    { row: 5, column: '部门', imported: false },
  ]);
});

test('an invitation of a department carries it to the post, and no other post takes one', async () => {
  let codes = 0;
  const deps = {
    ...office,
    newCode: () => {
      codes += 1;
      return `KODE${codes}`;
    },
  };
  const offered = async (role: 'department-officer' | 'county-officer') => {
    const invited = await inviteStaff(deps, {
      role,
      department: 'education',
      areaCode: '539901000000',
      name: '',
    });
    if (!invited.ok) throw new Error(invited.refusal.code);
    const { code } = invited.value;
    return await inScope(office.db, SYSTEM, (trx) => findInvitation(trx, code, office.clock.now()));
  };
  const over = { role: 'village-officer', areaCode: '539901000000', name: '' } as const;
  expect(await inviteStaff(deps, over)).toEqual({ ok: false, refusal: { code: 'wrong-level' } });
  expect((await offered('department-officer'))?.department).toBe('education');
  expect((await offered('county-officer'))?.department).toBe(null);
});
