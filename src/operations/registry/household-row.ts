/** One row of a roster: a member of a household, with what the row says about the household (国家采集表的一行). */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { foldIdentityNumber, readIdentityNumber } from '#src/domain/people/identity-number.ts';
import { readPersonName } from '#src/domain/people/person-name.ts';
import { readPhone } from '#src/domain/people/phone.ts';
import type { Area } from '#src/store/registry/areas.ts';
import type { AreaFinder } from './area-finder.ts';
import {
  EDUCATION,
  HEALTH,
  KIND,
  LABOUR,
  MONITORED,
  readCode,
  readCodes,
  readYesNo,
  SCHOOLING,
  SEX,
} from './form-codes.ts';
import { IDENTITY_TEXT, ISSUE_TEXT, type IssueCode } from './import-text.ts';
import {
  type ColumnNames,
  type ColumnReader,
  isGarbled,
  type IssueSink,
  type SourceRow,
} from './table-rows.ts';

export type HouseholdColumn =
  | 'householdCode'
  | 'headName'
  | 'name'
  | 'idNumber'
  | 'disabilityCard'
  | 'relation'
  | 'sex'
  | 'phone'
  | 'areaCode'
  | 'town'
  | 'village'
  | 'group'
  | 'address'
  | 'kind'
  | 'exitedPoverty'
  | 'monitored'
  | 'size'
  | 'health'
  | 'labour'
  | 'schooling'
  | 'education'
  | 'ethnicity'
  | 'politicalStatus'
  | 'workPlace'
  | 'workMonths'
  | 'registeredHere'
  | 'minimumLiving'
  | 'destitute'
  | 'noLabour'
  | 'relocated';

/** Header names, the national form's first, an English one last. `docs/import.md` shows this table. */
export const HOUSEHOLD_COLUMNS: Readonly<Record<HouseholdColumn, ColumnNames>> = {
  householdCode: ['户编号', '户编码', '家庭编号', 'household_code'],
  headName: ['户主姓名', '户主', 'head_name'],
  name: ['姓名', '成员姓名', '家庭成员姓名', 'name'],
  idNumber: ['证件号码', '身份证号', '身份证号码', '公民身份号码', 'id_number'],
  disabilityCard: ['残疾人证号', '残疾证号', '残疾人证', 'disability_card'],
  relation: ['与户主关系', '与户主的关系', '关系', 'relation'],
  sex: ['性别', 'sex'],
  phone: ['联系电话', '电话', '手机号', '手机号码', 'phone'],
  areaCode: ['村代码', '地区代码', '行政区划代码', 'area_code'],
  town: ['乡镇', '镇', '乡', '乡(镇)', '乡镇(街道)', '镇街', 'town'],
  village: ['村', '行政村', '村(社区)', '村名', 'village'],
  group: ['组', '村民小组', '自然村', 'group'],
  address: ['家庭住址', '住址', '地址', 'address'],
  kind: ['户类型', 'household_kind'],
  exitedPoverty: ['是否脱贫户', 'exited_poverty'],
  monitored: ['监测对象类别', 'monitored'],
  size: ['家庭人口数', '人口数', '家庭人口', 'size'],
  health: ['健康状况', 'health'],
  labour: ['劳动技能', 'labour'],
  schooling: ['在校生状况', '在校生情况', 'schooling'],
  education: ['文化程度', 'education'],
  ethnicity: ['民族', 'ethnicity'],
  politicalStatus: ['政治面貌', 'political_status'],
  workPlace: ['务工地点', 'work_place'],
  workMonths: ['务工时长(月)', '务工时长', 'work_months'],
  registeredHere: ['是否本地户籍', '本地户籍', 'registered_here'],
  minimumLiving: ['低保', '是否低保', 'minimum_living'],
  destitute: ['特困', '是否特困', 'destitute'],
  noLabour: ['整户无劳动能力兜底保障户', 'no_labour'],
  relocated: ['居住在易地扶贫搬迁安置区', '易地搬迁', 'relocated'],
};

/** A row as read. Numbers are folded; '' where the row says nothing. */
export type HouseholdRow = {
  readonly row: number;
  readonly area: Area;
  readonly householdCode: string | null;
  readonly headName: string;
  readonly groupName: string;
  readonly address: string;
  readonly kind: 'general' | 'exited-poverty';
  readonly monitored: 'unstable-exited' | 'marginal' | 'sudden-hardship' | null;
  /** 家庭人口数 as written; null when the row does not say. */
  readonly size: number | null;
  readonly flags: readonly string[];
  readonly name: string;
  readonly isHead: boolean;
  readonly relation: string;
  readonly sex: 'male' | 'female' | null;
  readonly bornOn: LocalDate | null;
  readonly idNumber: string;
  readonly idNumberFlag: string | null;
  readonly disabilityCard: string;
  readonly phone: string;
  readonly health: readonly string[];
  readonly labour: string | null;
  readonly schooling: string | null;
  readonly education: string | null;
  readonly details: Readonly<Record<string, string | number>>;
};

/** What reading a row needs. `today` catches birth dates in the future. */
export type RowContext = {
  readonly columns: ColumnReader<HouseholdColumn>;
  readonly areas: AreaFinder;
  readonly today: LocalDate;
  readonly report: IssueSink;
};

/** Reads a row; null when it cannot be taken. Everything found is reported; what can be kept is kept. */
export function readHouseholdRow(source: SourceRow, context: RowContext): HouseholdRow | null {
  const { columns } = context;
  const cell = (key: HouseholdColumn): string => columns.cell(source, key);
  const reject = (key: HouseholdColumn, code: IssueCode): null => {
    context.report({
      row: source.row,
      column: columns.title(key),
      imported: false,
      ...ISSUE_TEXT[code],
    });
    return null;
  };
  if (isGarbled(source)) return reject('name', 'garbled');
  const place = readPlace(source, context, reject);
  if (place === null) return null;
  const writtenHead = cell('headName');
  const writtenName = columns.has('name') ? cell('name') : writtenHead;
  if (writtenName === '') return reject('name', 'no-name');
  const name = readPersonName(writtenName);
  if (!name.ok) return reject('name', name.refusal.code === 'empty' ? 'no-name' : 'bad-name');
  const relation = cell('relation') || (writtenHead === writtenName ? '户主' : '');
  const isHead = /^(?:户主|本人|本人或户主|户主本人|head)$/i.test(relation);
  const headName = writtenHead !== '' ? writtenHead : isHead ? name.value : '';
  const householdCode = cell('householdCode') || null;
  if (householdCode === null && headName === '') return reject('householdCode', 'no-household');
  return {
    row: source.row,
    ...place,
    householdCode,
    headName,
    name: name.value,
    isHead,
    relation: isHead ? '户主' : relation || '其他',
    ...readNumbers(source, context),
    ...readCodedValues(source, context),
  };
}

function readPlace(
  source: SourceRow,
  { columns, areas }: RowContext,
  reject: (key: HouseholdColumn, code: IssueCode) => null,
): { readonly area: Area; readonly groupName: string; readonly address: string } | null {
  const code = columns.cell(source, 'areaCode');
  const groupName = columns.cell(source, 'group');
  const answer = areas.find({
    code,
    town: columns.cell(source, 'town'),
    village: columns.cell(source, 'village'),
    group: groupName,
  });
  const column = code === '' ? 'village' : 'areaCode';
  switch (answer.kind) {
    case 'found':
      return { area: answer.area, groupName, address: columns.cell(source, 'address') };
    case 'missing':
      return reject(column, 'no-area');
    case 'unknown':
      return reject(column, 'unknown-area');
    case 'ambiguous':
      return reject(column, 'ambiguous-area');
  }
}

/** ID number, disability card, phone, and what follows from the ID number. A wrong one is flagged and kept. */
function readNumbers(source: SourceRow, { columns, today, report }: RowContext) {
  const warn = (
    key: HouseholdColumn,
    text: { readonly reason: string; readonly mend: string },
  ): void => {
    report({ row: source.row, column: columns.title(key), imported: true, ...text });
  };
  let idNumber = foldIdentityNumber(columns.cell(source, 'idNumber'));
  let disabilityCard = foldIdentityNumber(columns.cell(source, 'disabilityCard'));
  const reading = idNumber === '' ? null : readIdentityNumber(idNumber, today);
  const flag = reading?.verdict === 'flagged' ? reading.flag : null;
  if (/^\d(?:\.\d+)?E\+?\d+$/.test(idNumber)) warn('idNumber', ISSUE_TEXT['excel-number']);
  else if (flag !== null) warn('idNumber', IDENTITY_TEXT[flag]);
  // The form takes a disability card in the same column; its first 18 characters are the holder's ID number.
  if (reading?.kind === 'disability-card') {
    if (disabilityCard === '') disabilityCard = idNumber;
    idNumber = idNumber.slice(0, 18);
  } else if (disabilityCard !== '') {
    const card = readIdentityNumber(disabilityCard, today);
    if (card.verdict === 'flagged') warn('disabilityCard', IDENTITY_TEXT[card.flag]);
    else if (card.kind !== 'disability-card') warn('disabilityCard', IDENTITY_TEXT.shape);
  }
  const written = readCode(SEX, columns.cell(source, 'sex'));
  if (written === undefined) warn('sex', ISSUE_TEXT['unknown-value']);
  if (reading?.verdict === 'valid' && written && written !== reading.sex)
    warn('sex', ISSUE_TEXT['sex-differs']);
  const phone = readPhone(columns.cell(source, 'phone'));
  if (phone?.kind === 'unknown') warn('phone', ISSUE_TEXT['bad-phone']);
  return {
    idNumber,
    idNumberFlag: flag,
    disabilityCard,
    sex: written ?? reading?.sex ?? null,
    bornOn: reading?.birthDate ?? null,
    phone: phone?.digits ?? '',
  };
}

/** The coded fields of the form. A word that is not known leaves the field empty and is reported. */
function readCodedValues(source: SourceRow, { columns, report }: RowContext) {
  const known = <T>(key: HouseholdColumn, read: (cell: string) => T | undefined): T | undefined => {
    const value = read(columns.cell(source, key));
    if (value === undefined) {
      report({
        row: source.row,
        column: columns.title(key),
        imported: true,
        ...ISSUE_TEXT['unknown-value'],
      });
    }
    return value;
  };
  const yes = (key: HouseholdColumn): boolean => known(key, readYesNo) ?? false;
  const kind = known('kind', (cell) => readCode(KIND, cell));
  const exited = yes('exitedPoverty');
  const flags = [
    ...(yes('minimumLiving') ? ['minimum-living'] : []),
    ...(yes('destitute') ? ['destitute'] : []),
    ...(yes('noLabour') ? ['no-labour'] : []),
    ...(yes('relocated') ? ['relocated'] : []),
  ];
  const details: Record<string, string | number> = {};
  for (const key of ['ethnicity', 'politicalStatus', 'workPlace'] as const) {
    const text = columns.cell(source, key);
    if (text !== '') details[key] = text;
  }
  // Said of few people: who is on the county's roster is registered in it unless the row says no.
  const said = columns.cell(source, 'registeredHere') !== '';
  const here = said ? known('registeredHere', readYesNo) : undefined;
  if (here !== undefined) details['registeredHere'] = here ? '是' : '否';
  const workMonths = known('workMonths', readCount);
  if (typeof workMonths === 'number') details['workMonths'] = workMonths;
  return {
    kind: exited ? ('exited-poverty' as const) : (kind ?? 'general'),
    monitored: known('monitored', (cell) => readCode(MONITORED, cell)) ?? null,
    size: known('size', readCount) ?? null,
    flags,
    health: known('health', (cell) => readCodes(HEALTH, cell)) ?? [],
    labour: known('labour', (cell) => readCode(LABOUR, cell)) ?? null,
    schooling: known('schooling', (cell) => readCode(SCHOOLING, cell)) ?? null,
    education: known('education', (cell) => readCode(EDUCATION, cell)) ?? null,
    details,
  };
}

/** A small whole number; null for an empty cell, undefined for anything else. */
function readCount(cell: string): number | null | undefined {
  const plain = cell
    .normalize('NFKC')
    .replace(/[人个月]+$/, '')
    .trim();
  if (plain === '') return null;
  return /^\d{1,3}(?:\.0+)?$/.test(plain) ? Number.parseInt(plain, 10) : undefined;
}
