/** The ledgers of the work: reports, cases, duties, visits, and the log of events. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { amountsInWords, tellingInWords } from './json-words.ts';
import { joinHolder } from '../post-holder.ts';
import { inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import {
  ACTOR,
  CASE_STATE,
  DECLARATION_STATE,
  DUTY_KIND,
  DUTY_STATE,
  FINDING,
  REPORTER,
  ROLE,
  SOURCE,
  STRENGTH,
  URGENCY,
  VISIT_KIND,
  VISIT_OUTCOME,
  VISIT_WANT,
} from './words.ts';

type Definition = { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery };

export const declarations: Definition = {
  columns: [
    { key: 'declarationId', title: '申报标识', type: 'text' },
    { key: 'receiptNumber', title: '受理号', type: 'text' },
    { key: 'state', title: '状态', type: 'code', words: DECLARATION_STATE },
    { key: 'urgency', title: '紧急程度', type: 'code', words: URGENCY },
    { key: 'riskTypes', title: '困难类型', type: 'codes' },
    { key: 'guaranteeIssues', title: '三保障和饮水', type: 'codes' },
    { key: 'source', title: '发现渠道', type: 'code', words: SOURCE },
    { key: 'reporter', title: '申报人', type: 'code', words: REPORTER },
    { key: 'submittedAt', title: '提交时间', type: 'instant' },
    { key: 'processedAt', title: '立案时间', type: 'instant' },
    { key: 'answeredAt', title: '答复时间', type: 'instant' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'householdId', title: '户标识', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'caseId', title: '个案标识', type: 'text' },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'filedByStaffId', title: '代报干部', type: 'text' },
    { key: 'checks', title: '规则检查', type: 'codes' },
    { key: 'rulesVersion', title: '规则版本', type: 'text' },
    { key: 'amounts', title: '金额', type: 'json', inWords: amountsInWords },
    {
      key: 'private',
      title: '本人原话和家庭成员',
      type: 'json',
      inWords: tellingInWords,
      secret: 'declaration_private.body_enc',
    },
  ],
  query: (
    area,
  ) => sql`select d.id as "declarationId", d.receipt_number as "receiptNumber", d.state, d.urgency,
      d.risk_types as "riskTypes", d.guarantee_issues as "guaranteeIssues", d.source, d.reporter,
      d.submitted_at as "submittedAt", d.processed_at as "processedAt", d.answered_at as "answeredAt",
      a.code as "areaCode", a.full_name as "areaName", d.household_id as "householdId", h.code as "householdCode",
      d.case_id as "caseId", c.number as "caseNumber", d.filed_by_staff as "filedByStaffId",
      jsonb_path_query_array(coalesce(d.checks, '[]'), '$[*].code') as checks, d.rules_version as "rulesVersion",
      d.amounts, s.body_enc as private, d.id as "secretRow"
    from declaration d join area a on a.id = d.area_id
      left join household h on h.id = d.household_id left join case_file c on c.id = d.case_id
      left join declaration_private s on s.declaration_id = d.id
    where ${inArea('d.area_path', area)} order by d.submitted_at, d.id`,
};

/** The day identification ended: recognised, closed, or not yet. */
const identifiedOn = (today: LocalDate) => sql`(case when c.closed_at is not null
    then (c.closed_at at time zone 'Asia/Shanghai')::date
  when c.state in ('enrolled', 'assisting', 'eliminated') or c.state like 'elimination-%'
    then (c.data #>> '{assistance,enrolledOn}')::date
  else ${sql.lit(today)}::date end)`;

export const cases: Definition = {
  columns: [
    { key: 'caseId', title: '个案标识', type: 'text' },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'state', title: '状态', type: 'code', words: CASE_STATE },
    { key: 'urgent', title: '紧急', type: 'boolean' },
    { key: 'householdId', title: '户标识', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'pack', title: '政策包', type: 'text' },
    { key: 'packVersion', title: '政策包版本', type: 'text' },
    { key: 'clueAt', title: '发现线索时间', type: 'instant' },
    { key: 'openedOn', title: '立案日期', type: 'date' },
    { key: 'dueOn', title: '识别期限', type: 'date' },
    { key: 'grossDays', title: '识别用时（天）', type: 'number' },
    { key: 'suspendedDays', title: '其中暂停（天）', type: 'number' },
    { key: 'closedAt', title: '办结时间', type: 'instant' },
    { key: 'reports', title: '申报次数', type: 'number' },
  ],
  query: (
    area,
    { today },
  ) => sql`select c.id as "caseId", c.number as "caseNumber", c.state, c.urgent,
      c.household_id as "householdId", h.code as "householdCode", a.code as "areaCode", a.full_name as "areaName",
      c.pack_id as pack, c.pack_version as "packVersion", c.clue_at as "clueAt", c.opened_on as "openedOn",
      c.due_on as "dueOn", ${identifiedOn(today)} - (c.clue_at at time zone 'Asia/Shanghai')::date as "grossDays",
      (select coalesce(sum(greatest(0, least((s ->> 'until')::date, (s ->> 'resumedOn')::date, ${identifiedOn(today)})
          - (s #>> '{approved,on}')::date)), 0)
        from jsonb_array_elements(c.data -> 'suspensions') s where s #>> '{approved,on}' is not null) as "suspendedDays",
      c.closed_at as "closedAt",
      (select count(*) from declaration d where d.case_id = c.id) as reports
    from case_file c join area a on a.id = c.area_id join household h on h.id = c.household_id
    where ${inArea('c.area_path', area)} order by c.clue_at, c.id`,
};

export const duties: Definition = {
  columns: [
    { key: 'dutyId', title: '待办标识', type: 'text' },
    { key: 'kind', title: '事项', type: 'code', words: DUTY_KIND },
    { key: 'state', title: '状态', type: 'code', words: DUTY_STATE },
    { key: 'ownerRole', title: '责任岗位', type: 'code', words: ROLE },
    { key: 'ownerStaffId', title: '责任人标识', type: 'text' },
    { key: 'ownerName', title: '责任人', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'receiptNumber', title: '受理号', type: 'text' },
    { key: 'householdId', title: '户标识', type: 'text' },
    { key: 'strength', title: '时限性质', type: 'code', words: STRENGTH },
    { key: 'clause', title: '依据', type: 'text' },
    { key: 'createdAt', title: '产生时间', type: 'instant' },
    { key: 'dueOn', title: '到期日', type: 'date' },
    { key: 'estimated', title: '到期日为估算', type: 'boolean' },
    { key: 'nextLevel', title: '下一次提醒', type: 'text' },
    { key: 'nextAt', title: '下一次提醒时间', type: 'instant' },
    { key: 'breachedAt', title: '超期时间', type: 'instant' },
    { key: 'closedAt', title: '办结时间', type: 'instant' },
    { key: 'outcome', title: '结果', type: 'text' },
  ],
  query: (
    area,
    { today },
  ) => sql`select d.id as "dutyId", d.kind, d.state, d.owner_role as "ownerRole",
      coalesce(d.owner_staff_id, holder.id) as "ownerStaffId", coalesce(s.name, holder.name) as "ownerName", a.code as "areaCode", a.full_name as "areaName",
      c.number as "caseNumber", r.receipt_number as "receiptNumber", d.household_id as "householdId", d.strength,
      d.clause, d.created_at as "createdAt", d.due_on as "dueOn", d.estimated, d.next_level as "nextLevel",
      d.next_at as "nextAt", d.breached_at as "breachedAt", d.closed_at as "closedAt", d.outcome
    from duty d join area a on a.id = d.area_id left join staff s on s.id = d.owner_staff_id
      left join case_file c on c.id = d.case_id left join declaration r on r.id = d.declaration_id
      ${joinHolder(today)}
    where ${inArea('d.area_path', area)} order by d.created_at, d.id`,
};

export const visits: Definition = {
  columns: [
    { key: 'visitId', title: '走访标识', type: 'text' },
    { key: 'kind', title: '走访类型', type: 'code', words: VISIT_KIND },
    { key: 'outcome', title: '走访情况', type: 'code', words: VISIT_OUTCOME },
    { key: 'finding', title: '核实结论', type: 'code', words: FINDING },
    { key: 'householdId', title: '户标识', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'staffId', title: '走访人标识', type: 'text' },
    { key: 'staffName', title: '走访人', type: 'text' },
    { key: 'secondStaffId', title: '同行人标识', type: 'text' },
    { key: 'visitedOn', title: '走访日期', type: 'date' },
    { key: 'receivedAt', title: '登记时间', type: 'instant' },
    { key: 'photos', title: '照片数', type: 'number' },
    { key: 'wants', title: '农户提出', type: 'codes', words: VISIT_WANT },
    { key: 'note', title: '备注', type: 'text', secret: 'visit.note_enc' },
  ],
  query: (
    area,
  ) => sql`select v.id as "visitId", v.kind, v.outcome, v.finding, v.household_id as "householdId",
      h.code as "householdCode", c.number as "caseNumber", a.code as "areaCode", a.full_name as "areaName",
      v.staff_id as "staffId", s.name as "staffName", v.second_staff_id as "secondStaffId",
      v.visited_on as "visitedOn", v.received_at as "receivedAt",
      (select count(*) from visit_media m where m.visit_id = v.id) as photos,
      v.details -> 'wants' as wants, v.note_enc as note, v.id as "secretRow"
    from visit v join household h on h.id = v.household_id join area a on a.id = h.area_id
      join staff s on s.id = v.staff_id left join case_file c on c.id = v.case_id
    where ${inArea('v.area_path', area)} order by v.received_at, v.id`,
};

/** What happened to cases: ids, codes, dates and hashes only. */
export const events: Definition = {
  columns: [
    { key: 'caseId', title: '个案标识', type: 'text' },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'seq', title: '序号', type: 'number' },
    { key: 'kind', title: '事件', type: 'text' },
    { key: 'at', title: '时间', type: 'instant' },
    { key: 'actorKind', title: '经手方', type: 'code', words: ACTOR },
    { key: 'actorId', title: '经手人标识', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'payload', title: '内容', type: 'json' },
    { key: 'hash', title: '校验值', type: 'text' },
  ],
  query: (area) => sql`select e.case_id as "caseId", c.number as "caseNumber", e.seq, e.kind, e.at,
      e.actor_kind as "actorKind", e.actor_id as "actorId", a.code as "areaCode", e.payload, e.hash
    from case_event e join case_file c on c.id = e.case_id join area a on a.id = c.area_id
    where ${inArea('e.area_path', area)} order by e.id`,
};
