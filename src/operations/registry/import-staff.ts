/** Importing staff and their posts: a row per post. Posts open and close by date; whoever the file leaves out stays. */
import { fromInstant, type LocalDate, localDateOf } from '#src/domain/calendar/local-date.ts';
import { foldIdentityNumber } from '#src/domain/people/identity-number.ts';
import { readPersonName, sameName } from '#src/domain/people/person-name.ts';
import { readPhone } from '#src/domain/people/phone.ts';
import {
  isRole,
  levelOf,
  mayStandAt,
  type Role,
  roles,
  roleTitle,
} from '#src/domain/people/roles.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import { type DepartmentCode, departmentNamed } from '#src/domain/policy/departments.ts';
import { type Area, allAreas } from '#src/store/registry/areas.ts';
import {
  assignHouseholds,
  endAssignments,
  unknownHouseholdCodes,
} from '#src/store/registry/assignments.ts';
import { lockForImport } from '#src/store/registry/household-batch.ts';
import { matchByIdNumber } from '#src/store/registry/members.ts';

import {
  closePost,
  insertStaff,
  openPost,
  staffByCode,
  staffByPhone,
  updateStaff,
} from '#src/store/registry/staff.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { type AreaFinder, areaFinder } from './area-finder.ts';
import type { ImportDeps } from './import-deps.ts';
import { ISSUE_TEXT, type IssueCode } from './import-text.ts';
import {
  type ColumnNames,
  columnReader,
  emptyTally,
  isGarbled,
  type IssueSink,
  type SourceRow,
  type SourceTable,
  type Tally,
} from './table-rows.ts';

export type StaffColumn =
  | 'staffCode'
  | 'name'
  | 'phone'
  | 'role'
  | 'department'
  | 'areaCode'
  | 'town'
  | 'village'
  | 'since'
  | 'until'
  | 'households'
  | 'idNumber';

/** Header names; `docs/import.md` shows this table. */
export const STAFF_COLUMNS: Readonly<Record<StaffColumn, ColumnNames>> = {
  staffCode: ['人员编号', '工号', 'staff_code'],
  name: ['姓名', 'name'],
  phone: ['联系电话', '电话', '手机号', '手机号码', 'phone'],
  role: ['岗位', '职务', 'role'],
  department: ['部门', '行业部门', '所属部门', 'department'],
  areaCode: ['地区代码', '村代码', '行政区划代码', 'area_code'],
  town: ['乡镇', '镇', '乡', '镇街', '乡镇(街道)', 'town'],
  village: ['村', '行政村', '村(社区)', 'village'],
  since: ['开始日期', '任职日期', 'since'],
  until: ['结束日期', '离任日期', 'until'],
  households: ['包户户编号', '包户', 'households'],
  idNumber: ['证件号码', '身份证号', '身份证号码', 'id_number'],
};

/** What counties call a post besides its title here. */
const OTHER_TITLES: Readonly<Record<string, Role>> = {
  信息员: 'village-officer',
  网格员: 'village-officer',
  信息监测员: 'village-officer',
  扶贫专干: 'village-officer',
  村支书: 'village-secretary',
  驻村工作队: 'resident-team',
  驻村干部: 'resident-team',
  帮扶干部: 'helper',
  帮扶联系人: 'helper',
  分管领导: 'town-leader',
  值班人员: 'on-call',
};

export type StaffImportSummary = {
  readonly rows: number;
  readonly bad: number;
  readonly staff: Tally;
  readonly posts: { opened: number; closed: number; unchanged: number };
  readonly assigned: number;
  readonly unknownColumns: readonly string[];
};

type StaffRow = {
  readonly row: number;
  readonly code: string | null;
  readonly name: string;
  readonly phone: string;
  readonly role: Role;
  readonly department: DepartmentCode | null;
  readonly area: Area;
  readonly since: LocalDate;
  readonly until: LocalDate | null;
  readonly households: readonly string[];
  readonly idNumber: string;
};

/** Imports the table in one transaction: a county has some thousand staff. */
export async function importStaff(
  deps: ImportDeps,
  table: SourceTable,
  report: IssueSink,
): Promise<StaffImportSummary> {
  const columns = columnReader(table.headers, STAFF_COLUMNS);
  const today = fromInstant(deps.clock.now());
  const summary = {
    rows: 0,
    bad: 0,
    staff: emptyTally(),
    posts: { opened: 0, closed: 0, unchanged: 0 },
    assigned: 0,
    unknownColumns: columns.unknown,
  };
  const tell = (row: number, column: StaffColumn, code: IssueCode, imported: boolean): void => {
    if (!imported) summary.bad += 1;
    report({ row, column: columns.title(column), imported, ...ISSUE_TEXT[code] });
  };
  await inScope(deps.db, SYSTEM, async (trx) => {
    await lockForImport(trx);
    const areas = areaFinder(await allAreas(trx));
    const seen = new Set<string>();
    for await (const source of table.rows) {
      summary.rows += 1;
      const row = readStaffRow(source, {
        cell: (key) => columns.cell(source, key),
        areas,
        today,
        tell,
      });
      if (row !== null) await takeRow(trx, deps, row, seen, summary, tell);
    }
  });
  return summary;
}

function readStaffRow(
  source: SourceRow,
  context: {
    readonly cell: (key: StaffColumn) => string;
    readonly areas: AreaFinder;
    readonly today: LocalDate;
    readonly tell: (row: number, column: StaffColumn, code: IssueCode, imported: boolean) => void;
  },
): StaffRow | null {
  const { cell, areas, today } = context;
  const refuse = (column: StaffColumn, code: IssueCode): null => {
    context.tell(source.row, column, code, false);
    return null;
  };
  if (isGarbled(source)) return refuse('name', 'garbled');
  const name = readPersonName(cell('name'));
  if (!name.ok) return refuse('name', name.refusal.code === 'empty' ? 'no-name' : 'bad-name');
  const phone = readPhone(cell('phone'));
  if (phone?.kind === 'unknown') context.tell(source.row, 'phone', 'bad-phone', true);
  if (phone === null && cell('staffCode') === '') return refuse('phone', 'no-phone');
  if (cell('role') === '') return refuse('role', 'no-role');
  const role = readRole(cell('role'));
  if (role === null) return refuse('role', 'unknown-role');
  const department = role === 'department-officer' ? departmentNamed(cell('department')) : null;
  if (role === 'department-officer' && department === null) {
    return refuse('department', 'no-department');
  }
  const area = readArea(
    role,
    { code: cell('areaCode'), town: cell('town'), village: cell('village') },
    areas,
  );
  if (typeof area === 'string')
    return refuse(cell('areaCode') === '' ? 'village' : 'areaCode', area);
  // A post opened wrongly before this was checked can still be ended.
  if (!mayStandAt(role, area.level) && cell('until') === '')
    return refuse(cell('areaCode') === '' ? 'village' : 'areaCode', 'wrong-level');
  const since = readDay(cell('since'));
  if (since === undefined) return refuse('since', 'bad-date');
  const until = readDay(cell('until'));
  if (until === undefined) return refuse('until', 'bad-date');
  return {
    row: source.row,
    code: cell('staffCode') || null,
    name: name.value,
    phone: phone?.digits ?? '',
    role,
    department,
    area,
    since: since ?? today,
    until,
    households: [
      ...new Set(
        cell('households')
          .split(/[\s、,，;；|/]+/)
          .filter((code) => code !== ''),
      ),
    ],
    idNumber: foldIdentityNumber(cell('idNumber')),
  };
}

/** Adds or updates the person, then opens or closes the post. */
async function takeRow(
  trx: Trx,
  deps: ImportDeps,
  row: StaffRow,
  seen: Set<string>,
  summary: { readonly staff: Tally; readonly posts: StaffImportSummary['posts']; assigned: number },
  tell: (row: number, column: StaffColumn, code: IssueCode, imported: boolean) => void,
): Promise<void> {
  const { fields, newId } = deps;
  const known =
    (row.code === null ? undefined : await staffByCode(trx, row.code)) ??
    (await staffByPhone(trx, fields, row.phone)).find((staff) => sameName(staff.name, row.name));
  const [own] = await matchByIdNumber(trx, fields, row.idNumber);
  const person = {
    code: row.code,
    name: row.name,
    phone: row.phone,
    householdId: own?.householdId ?? null,
  };
  const staffId = known?.staffId ?? newId();
  if (known === undefined) {
    await insertStaff(trx, fields, { id: staffId, ...person, at: deps.clock.now() });
    summary.staff.added += 1;
    seen.add(staffId);
  } else {
    const changed = await updateStaff(trx, fields, staffId, person);
    // Somebody with two posts stands in two rows and counts once.
    if (!seen.has(staffId)) summary.staff[changed ? 'changed' : 'unchanged'] += 1;
    seen.add(staffId);
  }
  const post = { staffId, role: row.role, department: row.department, areaId: row.area.areaId };
  if (row.until !== null) {
    const outcome = await closePost(trx, post, row.until);
    if (outcome === 'not-held') tell(row.row, 'until', 'post-not-held', true);
    else summary.posts[outcome === 'closed' ? 'closed' : 'unchanged'] += 1;
    if (row.role === 'helper') await endAssignments(trx, staffId, row.until);
    return;
  }
  const opened = await openPost(trx, {
    id: newId(),
    ...post,
    areaPath: row.area.areaPath,
    since: row.since,
  });
  summary.posts[opened ? 'opened' : 'unchanged'] += 1;
  const unknown = await unknownHouseholdCodes(trx, row.households);
  if (unknown.length > 0) tell(row.row, 'households', 'unknown-household', true);
  summary.assigned += await assignHouseholds(trx, {
    staffId,
    codes: row.households.filter((code) => !unknown.includes(code)),
    since: row.since,
    newId,
  });
}

/** A role by its title, its code, or what a county calls it. */
function readRole(word: string): Role | null {
  const plain = word.normalize('NFKC').replace(/\s/g, '');
  if (isRole(plain)) return plain;
  return roles.find((role) => roleTitle(role) === plain) ?? OTHER_TITLES[plain] ?? null;
}

/** The area of a post: as said, or the county itself for a post of the county. */
function readArea(
  role: Role,
  said: { readonly code: string; readonly town: string; readonly village: string },
  areas: AreaFinder,
): Area | IssueCode {
  const nothing = said.code === '' && said.town === '' && said.village === '';
  if (nothing && levelOf(role) === 'county') return areas.top() ?? 'no-area';
  const answer =
    said.code === '' && said.village === '' && said.town !== ''
      ? areas.findTown(said.town)
      : areas.find({ ...said, group: '' });
  if (answer.kind === 'found') return answer.area;
  if (answer.kind === 'ambiguous') return 'ambiguous-area';
  return answer.kind === 'missing' ? 'no-area' : 'unknown-area';
}

/** 2026-01-31, 2026/1/31, 2026年1月31日, 20260131; null when empty, undefined when no day. */
export function readDay(text: string): LocalDate | null | undefined {
  if (text === '') return null;
  const plain = text.normalize('NFKC');
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (match === null) return undefined;
  return localDateOf(Number(match[1]), Number(match[2]), Number(match[3])) ?? undefined;
}
