/**
 * The ledger of monitored households (监测台账; 陇县 2021 第2项), column names of the national form: the household, its risks, sums and
 * guarantees at recognition and after, measures by class, who answers for it. Eliminated households stay in it.
 */
import { type RawBuilder, sql } from 'kysely';
import { rigidCauses, type SheetLine } from '#src/domain/assessment/income-sheet.ts';
import { developmentClasses, measureClasses } from '#src/domain/policy/toolbox.ts';
import { DISASTER, HOUSING, MEASURE_CLASS, RISK_STATE, SCHOOLING, WAY } from './help-words.ts';
import { camel, inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import { HOUSEHOLD_KIND, MONITORED } from './words.ts';

type Definition = { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery };

const RISKS = [1, 2, 3, 4, 5] as const;

/** The nine sums of the form, as they stand in an assessment. */
const SUMS = [
  ['wage', '工资性收入'],
  ['business', '生产经营性收入'],
  ['property', '财产性收入'],
  ['transfer', '转移性收入'],
  ['business-cost', '生产经营性支出'],
  ['claims', '理赔收入'],
] as const satisfies readonly (readonly [SheetLine, string])[];

/** The same columns twice: at recognition (识别时) and after elimination (消除后). */
const PHASES = [
  { key: 'before', title: '识别时' },
  { key: 'after', title: '消除后' },
] as const;

const phaseColumns = ({ key, title }: (typeof PHASES)[number]): readonly LedgerColumn[] => [
  ...SUMS.map(
    ([line, name]): LedgerColumn => ({
      key: `${key}-${line}`,
      title: `${title}${name}`,
      type: 'number',
    }),
  ),
  { key: `${key}-rigid`, title: `${title}合规自付支出`, type: 'number' },
  { key: `${key}-net`, title: `${title}家庭纯收入`, type: 'number' },
  { key: `${key}-per-person`, title: `${title}家庭人均纯收入`, type: 'number' },
  { key: `${key}-reference`, title: `${title}收入参考（人均）`, type: 'number' },
  { key: `${key}-housing`, title: `${title}住房安全`, type: 'code', words: HOUSING },
  { key: `${key}-schooling`, title: `${title}义务教育`, type: 'code', words: SCHOOLING },
  { key: `${key}-water`, title: `${title}饮水有问题`, type: 'boolean' },
  { key: `${key}-uninsured`, title: `${title}没参加医保人数`, type: 'number' },
];

const camelColumn = (column: LedgerColumn): LedgerColumn => ({ ...column, key: camel(column.key) });

const column = (key: string): RawBuilder<unknown> => sql.raw(`"${camel(key)}"`);

/** What the assessment of a phase says, under the names of the phase. */
function phaseValues(key: (typeof PHASES)[number]['key']): RawBuilder<unknown> {
  const from = (name: string): RawBuilder<unknown> => sql.raw(`(n.${key}).${name}`);
  const sums = SUMS.map(
    ([line]) =>
      sql`(${from('sheet')} ->> ${sql.lit(line)})::integer as ${column(`${key}-${line}`)}`,
  );
  const rigid = rigidCauses.map(
    (cause) => sql`coalesce((${from('sheet')} ->> ${sql.lit(cause)})::integer, 0)`,
  );
  return sql.join([
    ...sums,
    sql`case when ${from('sheet')} is not null then ${sql.join(rigid, sql` + `)} end as ${column(`${key}-rigid`)}`,
    sql`${from('net_yuan')} as ${column(`${key}-net`)}`,
    sql`${from('net_per_person')} as ${column(`${key}-per-person`)}`,
    sql`${from('reference_per_person')} as ${column(`${key}-reference`)}`,
    sql`${from('housing')} as ${column(`${key}-housing`)}`,
    sql`${from('schooling')} as ${column(`${key}-schooling`)}`,
    sql`cardinality(${from('water')}) > 0 as ${column(`${key}-water`)}`,
    sql`cardinality(${from('uninsured')}) as ${column(`${key}-uninsured`)}`,
  ]);
}

const developments = sql.join([...developmentClasses].map((each) => sql.lit(each)));

export const monitored: Definition = {
  columns: [
    { key: 'householdId', title: '户标识', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'headName', title: '户主姓名', type: 'text' },
    { key: 'sex', title: '性别', type: 'code', words: { male: '男', female: '女' } },
    {
      key: 'idNumber',
      title: '证件号码',
      type: 'text',
      secret: 'member.id_number',
      secretRow: 'headRow',
    },
    { key: 'ethnicity', title: '民族', type: 'text' },
    { key: 'politicalStatus', title: '政治面貌', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    { key: 'group', title: '自然村（组）', type: 'text' },
    { key: 'address', title: '家庭住址', type: 'text' },
    { key: 'phone', title: '联系电话', type: 'text', secret: 'household.phone' },
    { key: 'size', title: '家庭人口数', type: 'number' },
    { key: 'kind', title: '户类型', type: 'code', words: HOUSEHOLD_KIND },
    { key: 'category', title: '监测对象类别', type: 'code', words: MONITORED },
    { key: 'exitedPoverty', title: '是否脱贫户', type: 'boolean' },
    { key: 'noLabour', title: '整户无劳动能力兜底保障户', type: 'boolean' },
    { key: 'relocated', title: '居住在易地扶贫搬迁安置区', type: 'boolean' },
    ...RISKS.map(
      (at): LedgerColumn => ({ key: `risk${at}`, title: `致贫返贫风险${at}`, type: 'text' }),
    ),
    { key: 'disaster', title: '因自然灾害子项', type: 'code', words: DISASTER },
    { key: 'firstEnrolledOn', title: '首次识别时间', type: 'date' },
    { key: 'enrolledOn', title: '风险识别时间', type: 'date' },
    { key: 'riskState', title: '风险是否消除', type: 'code', words: RISK_STATE },
    { key: 'eliminatedOn', title: '风险消除时间', type: 'date' },
    { key: 'way', title: '风险消除方式', type: 'code', words: WAY },
    { key: 'contactName', title: '监测联系人', type: 'text' },
    {
      key: 'contactPhone',
      title: '监测联系人电话',
      type: 'text',
      secret: 'staff.phone',
      secretRow: 'contactRow',
    },
    ...PHASES.flatMap(phaseColumns).map(camelColumn),
    { key: 'development', title: '实施开发式帮扶措施情况', type: 'boolean' },
    ...measureClasses.map(
      (each): LedgerColumn => ({
        key: camel(`help-${each}`),
        title: MEASURE_CLASS[each],
        type: 'text',
      }),
    ),
    { key: 'responsibleName', title: '帮扶责任人', type: 'text' },
    { key: 'responsibleSince', title: '帮扶开始时间', type: 'date' },
    {
      key: 'responsiblePhone',
      title: '帮扶责任人电话',
      type: 'text',
      secret: 'staff.phone',
      secretRow: 'responsibleRow',
    },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
  ],
  query: (
    area,
  ) => sql`select h.id as "householdId", h.code as "householdCode", h.head_name as "headName",
      m.sex, m.id_number_enc as "idNumber", m.id as "headRow", m.details ->> 'ethnicity' as ethnicity,
      m.details ->> 'politicalStatus' as "politicalStatus", a.code as "areaCode", a.full_name as "areaName",
      h.group_name as "group", h.address, h.phone_enc as phone, h.size, h.kind,
      coalesce(h.monitored, c.data #>> '{assistance,category}') as category,
      h.kind = 'exited-poverty' as "exitedPoverty", 'no-labour' = any(h.flags) as "noLabour",
      'relocated' = any(h.flags) as relocated,
      ${sql.join(RISKS.map((at) => sql`(coalesce((n.newest).risks, told.risks))[${sql.lit(at)}] as ${sql.raw(`risk${at}`)}`))},
      (n.newest).disaster, coalesce(e.first_on, c.data #>> '{assistance,enrolledOn}') as "firstEnrolledOn",
      c.data #>> '{assistance,enrolledOn}' as "enrolledOn",
      case when c.state = 'eliminated' then 'eliminated' else 'monitored' end as "riskState",
      case when c.state = 'eliminated' then c.data #>> '{state,on}' end as "eliminatedOn",
      case when c.state = 'eliminated' then c.data #>> '{elimination,way}' end as way,
      o.name as "contactName", o.phone_enc as "contactPhone", o.id as "contactRow",
      ${phaseValues('before')}, ${phaseValues('after')},
      coalesce(k.development, false) as development,
      ${sql.join(measureClasses.map((each) => sql`k.titles ->> ${sql.lit(each)} as ${column(`help-${each}`)}`))},
      r.name as "responsibleName", p.adopted_on as "responsibleSince", r.phone_enc as "responsiblePhone",
      r.id as "responsibleRow", c.number as "caseNumber", h.id as "secretRow"
    from household h join area a on a.id = h.area_id
      left join lateral (select id, number, state, data from case_file where household_id = h.id
        and data #>> '{assistance,enrolledOn}' is not null order by clue_at desc limit 1) c on true
      left join lateral (select to_char(min(v.at at time zone 'Asia/Shanghai'), 'YYYY-MM-DD') as first_on
        from case_event v join case_file g on g.id = v.case_id
        where g.household_id = h.id and v.kind = 'enrolled') e on true
      left join lateral (select array_agg(distinct x order by x) as risks
        from declaration d, unnest(d.risk_types) x where d.case_id = c.id) told on true
      left join lateral (select id, sex, id_number_enc, details from member where household_id = h.id
        order by (relation = '户主') desc, ordinal limit 1) m on true
      -- One look at the assessments for all three: a county reads this for every household.
      left join lateral (select (array_agg(s order by s.made_on desc, s.changed_at desc))[1] as newest,
          (array_agg(s order by s.made_on desc, s.changed_at desc) filter (where s.occasion = 'identification'))[1] as before,
          (array_agg(s order by s.made_on desc, s.changed_at desc) filter (where s.occasion = 'elimination'))[1] as after
        from assessment s where s.household_id = h.id and s.complete) n on true
      left join lateral (select jsonb_object_agg(y.class, y.titles) as titles, bool_or(y.development) as development
        from (select class, string_agg(title, '、' order by planned_on, id) as titles,
            bool_or(class in (${developments}) and state in ('in-progress', 'done')) as development
          from measure where household_id = h.id and state <> 'stopped' group by class) y) k on true
      -- Lateral, so that the planner, who expects few rows behind row-level security, goes by the index.
      left join lateral (select responsible_staff_id, adopted_on from plan where household_id = h.id limit 1) p on true
      left join staff r on r.id = p.responsible_staff_id
      left join lateral (select s.id, s.name, s.phone_enc from post q join staff s on s.id = q.staff_id
        where q.area_path = h.area_path and q.role = 'village-officer' and q.until is null
        order by q.since, q.id limit 1) o on true
    where (h.monitored is not null or c.id is not null) and ${inArea('h.area_path', area)}
    order by h.area_path, h.head_name, h.id`,
};
