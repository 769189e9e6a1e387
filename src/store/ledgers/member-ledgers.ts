/** The ledgers of people: medical insurance (参保台账), jobs (务工台账) and how jobs changed. */
import { sql } from 'kysely';
import { INSURED, JOB, JOB_PLACE, STATUS_SOURCE } from './help-words.ts';
import { inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import { HOUSEHOLD_KIND, LABOUR, MONITORED } from './words.ts';

type Definition = { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery };

const PERSON: readonly LedgerColumn[] = [
  { key: 'memberId', title: '成员标识', type: 'text' },
  { key: 'name', title: '姓名', type: 'text' },
  { key: 'relation', title: '与户主关系', type: 'text' },
  { key: 'idNumber', title: '证件号码', type: 'text', secret: 'member.id_number' },
  { key: 'householdCode', title: '户编号', type: 'text' },
  { key: 'headName', title: '户主姓名', type: 'text' },
  { key: 'areaCode', title: '地区代码', type: 'text' },
  { key: 'areaName', title: '村', type: 'text' },
];
const person = sql`e.id as "memberId", e.name, e.relation, e.id_number_enc as "idNumber", e.id as "secretRow",
  h.code as "householdCode", h.head_name as "headName", a.code as "areaCode", a.full_name as "areaName"`;

/**
 * People whose insurance the documents want followed: of households that left poverty, monitored ones, 低保 and 特困 (潼南 2025（三）
 * 低收入人口和脱贫人口参保台账; 巴南 2022 第10项; 陇县 2021 第17项).
 */
export const followedForInsurance = sql`h.origin = 'registry' and (h.kind = 'exited-poverty' or h.monitored is not null
  or h.flags && array['minimum-living', 'destitute'])`;

export const insurance: Definition = {
  columns: [
    ...PERSON,
    { key: 'kind', title: '户类型', type: 'code', words: HOUSEHOLD_KIND },
    { key: 'category', title: '监测对象类别', type: 'code', words: MONITORED },
    { key: 'insured', title: '参保情况', type: 'code', words: INSURED },
    { key: 'year', title: '参保年度', type: 'number' },
    { key: 'source', title: '信息来源', type: 'code', words: STATUS_SOURCE },
    { key: 'enteredBy', title: '登记人', type: 'text' },
    { key: 'verifiedOn', title: '最近一次核实日期', type: 'date' },
    { key: 'differs', title: '与部门名单不一致', type: 'boolean' },
  ],
  query: (
    area,
  ) => sql`select ${person}, h.kind, h.monitored as category, t.insured, t.insured_year as year,
      t.insured_source as source, t.insured_on as "verifiedOn",
      coalesce(s.name, '') as "enteredBy", coalesce(t.insured_doubted, false) as differs
    from member e join household h on h.id = e.household_id join area a on a.id = h.area_id
      left join member_status t on t.member_id = e.id left join staff s on s.id = t.insured_by
    where ${followedForInsurance} and ${inArea('h.area_path', area)} order by h.area_path, h.id, e.ordinal`,
};

/** Who can work or works: everybody with labour, and everybody with a job on record (陇县 2021 第10项, 丰都 2024（九）). */
export const jobs: Definition = {
  columns: [
    ...PERSON,
    { key: 'kind', title: '户类型', type: 'code', words: HOUSEHOLD_KIND },
    { key: 'category', title: '监测对象类别', type: 'code', words: MONITORED },
    { key: 'labour', title: '劳动技能', type: 'code', words: LABOUR },
    { key: 'job', title: '就业情况', type: 'code', words: JOB },
    { key: 'place', title: '务工地点', type: 'code', words: JOB_PLACE },
    { key: 'registryPlace', title: '名册务工地点', type: 'text' },
    { key: 'registryMonths', title: '名册务工时长（月）', type: 'number' },
    { key: 'since', title: '从哪天起', type: 'date' },
    { key: 'source', title: '信息来源', type: 'code', words: STATUS_SOURCE },
    { key: 'enteredBy', title: '登记人', type: 'text' },
    { key: 'verifiedOn', title: '最近一次核实日期', type: 'date' },
    { key: 'registerMonth', title: '人社名单月份', type: 'text' },
    { key: 'registerEmployed', title: '人社名单上在业', type: 'boolean' },
    { key: 'differs', title: '与部门名单不一致', type: 'boolean' },
  ],
  query: (
    area,
  ) => sql`select ${person}, h.kind, h.monitored as category, e.labour, t.job, t.job_place as place,
      e.details ->> 'workPlace' as "registryPlace", (e.details ->> 'workMonths')::integer as "registryMonths",
      t.job_since as since, t.job_source as source, t.job_on as "verifiedOn",
      t.register_month as "registerMonth", t.register_employed as "registerEmployed",
      coalesce(s.name, '') as "enteredBy", coalesce(t.job_doubted, false) as differs
    from member e join household h on h.id = e.household_id join area a on a.id = h.area_id
      left join member_status t on t.member_id = e.id left join staff s on s.id = t.job_by
    where h.origin = 'registry' and (e.labour in ('ordinary', 'skilled', 'weak') or t.job is not null
      or e.details ? 'workMonths') and ${inArea('h.area_path', area)} order by h.area_path, h.id, e.ordinal`,
};

export const jobChanges: Definition = {
  columns: [
    { key: 'changedOn', title: '变动日期', type: 'date' },
    ...PERSON,
    { key: 'from', title: '变动前', type: 'code', words: JOB },
    { key: 'to', title: '变动后', type: 'code', words: JOB },
    { key: 'place', title: '务工地点', type: 'code', words: JOB_PLACE },
    { key: 'source', title: '信息来源', type: 'code', words: STATUS_SOURCE },
    { key: 'enteredBy', title: '登记人', type: 'text' },
  ],
  query: (
    area,
    { month },
  ) => sql`select j.changed_on as "changedOn", ${person}, j.from_job as "from", j.to_job as "to",
      j.to_place as place, j.source, coalesce(s.name, '') as "enteredBy"
    from job_change j join member e on e.id = j.member_id join household h on h.id = e.household_id
      join area a on a.id = h.area_id left join staff s on s.id = j.by_staff
    where ${month === null ? sql`true` : sql`to_char(j.changed_on, 'YYYY-MM') = ${sql.lit(month)}`}
      and ${inArea('j.area_path', area)} order by j.changed_on, j.id`,
};
