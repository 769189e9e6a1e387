/** The ledgers of help: assessments, measures, low-income households, referrals and joint decisions. */
import { sql } from 'kysely';
import { type SheetLine, sheetLines } from '#src/domain/assessment/income-sheet.ts';
import { monitoredCategories } from '#src/domain/assessment/category.ts';
import {
  DEPARTMENT,
  EFFECT,
  JOINT_DECISION,
  JOINT_MEANS,
  MEASURE_CLASS,
  MEASURE_STATE,
  OCCASION,
  REFERRAL_ANSWER,
  REFERRAL_KIND,
  REFERRAL_SOURCE,
  STOP_REASON,
} from './help-words.ts';
import type { CodedWords } from './coded-words.ts';
import { camel, inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import { HOUSEHOLD_FLAG, HOUSEHOLD_KIND, MONITORED } from './words.ts';

type Definition = { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery };

const WHO: readonly LedgerColumn[] = [
  { key: 'householdCode', title: '户编号', type: 'text' },
  { key: 'headName', title: '户主姓名', type: 'text' },
  { key: 'areaCode', title: '地区代码', type: 'text' },
  { key: 'areaName', title: '村', type: 'text' },
];
const who = sql`h.code as "householdCode", h.head_name as "headName", a.code as "areaCode", a.full_name as "areaName"`;

/** The lines of the sheet, whole yuan of the household for the year; empty where nobody asked. */
const LINES: CodedWords<SheetLine> = {
  wage: '工资性收入',
  business: '生产经营性收入',
  'business-cost': '生产经营性支出',
  property: '财产性收入',
  transfer: '转移性收入',
  claims: '理赔收入',
  illness: '看病自付',
  disability: '残疾自付',
  schooling: '上学自付',
  disaster: '受灾自付',
  other: '其他刚性自付',
};
const lines = sql.join(
  sheetLines.map((line) => sql`(s.sheet ->> ${sql.lit(line)})::integer as ${sql.ref(camel(line))}`),
);

export const assessments: Definition = {
  columns: [
    { key: 'assessmentId', title: '核算标识', type: 'text' },
    ...WHO,
    { key: 'occasion', title: '核算时点', type: 'code', words: OCCASION },
    { key: 'from', title: '核算期起', type: 'date' },
    { key: 'to', title: '核算期止', type: 'date' },
    { key: 'people', title: '人口数', type: 'number' },
    ...sheetLines.map(
      (line): LedgerColumn => ({ key: camel(line), title: `${LINES[line]}（元）`, type: 'number' }),
    ),
    { key: 'net', title: '家庭纯收入', type: 'number' },
    { key: 'perPerson', title: '家庭人均纯收入', type: 'number' },
    { key: 'reference', title: '收入参考（人均）', type: 'number' },
    { key: 'risks', title: '困难类型', type: 'codes' },
    { key: 'suggested', title: '核算提示类别', type: 'code', words: MONITORED },
    { key: 'complete', title: '已填完', type: 'boolean' },
    { key: 'madeBy', title: '核算人', type: 'text' },
    { key: 'madeOn', title: '日期', type: 'date' },
    { key: 'pack', title: '政策包', type: 'text' },
    { key: 'packVersion', title: '政策包版本', type: 'text' },
  ],
  query: (area) => sql`select s.id as "assessmentId", ${who}, s.occasion, s.window_from as "from",
      s.window_to as "to", s.people, ${lines}, s.net_yuan as net, s.net_per_person as "perPerson",
      s.reference_per_person as reference, s.risks, s.suggested, s.complete, m.name as "madeBy", s.made_on as "madeOn",
      s.pack_id as pack, s.pack_version as "packVersion"
    from assessment s join household h on h.id = s.household_id join area a on a.id = h.area_id
      left join staff m on m.id = s.made_by
    where ${inArea('s.area_path', area)} order by s.made_on, s.id`,
};

export const measures: Definition = {
  columns: [
    { key: 'measureId', title: '措施标识', type: 'text' },
    ...WHO,
    { key: 'category', title: '监测对象类别', type: 'code', words: MONITORED },
    { key: 'class', title: '措施类别', type: 'code', words: MEASURE_CLASS },
    { key: 'title', title: '措施', type: 'text' },
    { key: 'department', title: '牵头部门', type: 'code', words: DEPARTMENT },
    { key: 'risks', title: '对应风险', type: 'codes' },
    { key: 'state', title: '状态', type: 'code', words: MEASURE_STATE },
    { key: 'plannedOn', title: '计划日期', type: 'date' },
    { key: 'startedOn', title: '开始日期', type: 'date' },
    { key: 'endedOn', title: '结束日期', type: 'date' },
    { key: 'stopReason', title: '停止原因', type: 'code', words: STOP_REASON },
    { key: 'yuan', title: '本年已发（元）', type: 'number' },
    { key: 'effect', title: '成效', type: 'code', words: EFFECT },
    { key: 'effectOn', title: '成效日期', type: 'date' },
    { key: 'responsible', title: '帮扶责任人', type: 'text' },
  ],
  query: (
    area,
  ) => sql`select m.id as "measureId", ${who}, h.monitored as category, m.class, m.title, m.department,
      m.risks, m.state, m.planned_on as "plannedOn", m.started_on as "startedOn", m.ended_on as "endedOn",
      m.stop_reason as "stopReason", m.yuan, m.effect, m.effect_on as "effectOn", r.name as responsible
    from measure m join household h on h.id = m.household_id join area a on a.id = h.area_id
      join plan p on p.id = m.plan_id left join staff r on r.id = p.responsible_staff_id
    where ${inArea('m.area_path', area)} order by m.area_path, m.planned_on, m.id`,
};

/** Why a household stands in the ledger of low incomes. */
const LOW_INCOME_REASON: Readonly<Record<string, string>> = {
  ...Object.fromEntries(monitoredCategories.map((each) => [each, MONITORED[each]])),
  'minimum-living': '低保',
  destitute: '特困',
  'below-target': '人均纯收入低于目标',
};

/**
 * Low-income households, one row each, with the day somebody last looked (巴南 2022 第17项 低收入人群台账; 丰都 2024（十）“一户一档”).
 * In it: 低保, 特困, monitored, and whoever's last full assessment lies below the county's target.
 */
export const lowIncome: Definition = {
  columns: [
    { key: 'householdId', title: '户标识', type: 'text' },
    ...WHO,
    { key: 'group', title: '组', type: 'text' },
    { key: 'phone', title: '联系电话', type: 'text', secret: 'household.phone' },
    { key: 'size', title: '家庭人口数', type: 'number' },
    { key: 'kind', title: '户类型', type: 'code', words: HOUSEHOLD_KIND },
    { key: 'reasons', title: '列入原因', type: 'codes', words: LOW_INCOME_REASON },
    { key: 'flags', title: '保障情况', type: 'codes', words: HOUSEHOLD_FLAG },
    { key: 'perPerson', title: '最近核算人均纯收入', type: 'number' },
    { key: 'assessedOn', title: '核算日期', type: 'date' },
    { key: 'labour', title: '劳动力人数', type: 'number' },
    { key: 'working', title: '务工人数', type: 'number' },
    { key: 'measures', title: '正在实施的措施', type: 'codes' },
    {
      key: 'incomePlan',
      title: '今年增收计划',
      type: 'codes',
      words: { agree: '已商定', implement: '在实施', verify: '已核实' },
    },
    { key: 'lastVerifiedOn', title: '最近一次核实日期', type: 'date' },
    { key: 'daysSince', title: '距今天数', type: 'number' },
  ],
  query: (area, { today, lowIncomeYuan }) => {
    const below =
      lowIncomeYuan === null
        ? sql`false`
        : sql`coalesce(s.net_per_person < ${sql.lit(lowIncomeYuan)}, false)`;
    const day = sql`${sql.lit(today)}::date`;
    return sql`select q.*, ${day} - q."lastVerifiedOn" as "daysSince" from (
      select h.id as "householdId", ${who}, h.group_name as "group", h.phone_enc as phone, h.size, h.kind,
        array_remove(array[h.monitored, case when 'minimum-living' = any(h.flags) then 'minimum-living' end,
          case when 'destitute' = any(h.flags) then 'destitute' end,
          case when ${below} then 'below-target' end], null) as reasons, h.flags,
        s.net_per_person as "perPerson", s.made_on as "assessedOn",
        w.labour, w.working,
        array(select m.title from measure m where m.household_id = h.id and m.state = 'in-progress'
          order by m.planned_on, m.id) as measures,
        array(select i.step from income_step i where i.household_id = h.id
          and i.year = extract(year from ${day}) order by i.done_on) as "incomePlan",
        greatest((select max(v.visited_on) from visit v where v.household_id = h.id and v.kind <> 'phone'),
          s.made_on, w.told_on) as "lastVerifiedOn", h.id as "secretRow", h.area_path
      from household h join area a on a.id = h.area_id
        left join lateral (select net_per_person, made_on from assessment where household_id = h.id and complete
          order by made_on desc, changed_at desc limit 1) s on true
        left join lateral (select count(*) filter (where e.labour in ('ordinary', 'skilled', 'weak')) as labour,
            count(*) filter (where coalesce(t.job in ('away', 'nearby', 'working'), (e.details ->> 'workMonths')::integer > 0)) as working,
            max(t.job_on) as told_on
          from member e left join member_status t on t.member_id = e.id where e.household_id = h.id) w on true
      where h.origin = 'registry' and ${inArea('h.area_path', area)}
        and (h.monitored is not null or h.flags && array['minimum-living', 'destitute'] or ${below})
    ) q order by q.area_path, q."headName", q."householdId"`;
  },
};

export const referrals: Definition = {
  columns: [
    { key: 'referralId', title: '转办标识', type: 'text' },
    ...WHO,
    { key: 'phone', title: '联系电话', type: 'text', secret: 'household.phone' },
    { key: 'kind', title: '事项', type: 'code', words: REFERRAL_KIND },
    { key: 'department', title: '部门', type: 'code', words: DEPARTMENT },
    { key: 'source', title: '来源', type: 'code', words: REFERRAL_SOURCE },
    { key: 'people', title: '涉及人数', type: 'number' },
    { key: 'foundOn', title: '发现日期', type: 'date' },
    { key: 'toldOn', title: '告知部门日期', type: 'date' },
    { key: 'answer', title: '办理结果', type: 'code', words: REFERRAL_ANSWER },
    { key: 'answeredBy', title: '办理人', type: 'text' },
    { key: 'closedOn', title: '办结日期', type: 'date' },
  ],
  query: (
    area,
  ) => sql`select r.id as "referralId", ${who}, h.phone_enc as phone, r.kind, r.department, r.source,
      r.people, r.found_on as "foundOn", r.told_on as "toldOn", r.answer, s.name as "answeredBy",
      r.closed_on as "closedOn", h.id as "secretRow"
    from referral r join household h on h.id = r.household_id join area a on a.id = r.area_id
      left join staff s on s.id = r.answered_by
    where ${inArea('r.area_path', area)} order by r.department, r.area_path, r.found_on, r.id`,
};

export const jointReviews: Definition = {
  columns: [
    { key: 'reviewId', title: '会商标识', type: 'text' },
    ...WHO,
    { key: 'selfPaid', title: '自付医疗费（元）', type: 'number' },
    { key: 'openedOn', title: '提出日期', type: 'date' },
    { key: 'dueOn', title: '期限', type: 'date' },
    { key: 'departments', title: '参加部门', type: 'codes', words: DEPARTMENT },
    { key: 'supporting', title: '同意的部门', type: 'codes', words: DEPARTMENT },
    { key: 'opposing', title: '不同意的部门', type: 'codes', words: DEPARTMENT },
    { key: 'decision', title: '决定', type: 'code', words: JOINT_DECISION },
    { key: 'means', title: '救助方式', type: 'codes', words: JOINT_MEANS },
    { key: 'granted', title: '救助金额（元）', type: 'number' },
    { key: 'decidedBy', title: '决定人', type: 'text' },
    { key: 'decidedOn', title: '决定日期', type: 'date' },
  ],
  query: (
    area,
  ) => sql`select j.id as "reviewId", ${who}, j.self_paid_yuan as "selfPaid", j.opened_on as "openedOn",
      j.due_on as "dueOn", j.departments,
      array(select o.department from joint_opinion o where o.review_id = j.id and o.supports order by 1) as supporting,
      array(select o.department from joint_opinion o where o.review_id = j.id and not o.supports order by 1) as opposing,
      j.decision, j.means, j.granted_yuan as granted, s.name as "decidedBy", j.decided_on as "decidedOn"
    from joint_review j join household h on h.id = j.household_id join area a on a.id = j.area_id
      left join staff s on s.id = j.decided_by
    where ${inArea('j.area_path', area)} order by j.opened_on, j.id`,
};
