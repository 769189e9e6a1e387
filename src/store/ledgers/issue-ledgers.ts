/** The ledgers of questions and issue tickets, of department alarms, and of the monthly comparisons. */
import { sql } from 'kysely';
import { DEPARTMENT } from './help-words.ts';
import {
  ALARM_KIND,
  ALARM_STATE,
  FIX_WAY,
  ISSUE_STATE,
  NOT_SO,
  PRODUCE,
  REPEAT_SCOPE,
  TOPIC,
  UNREAL,
} from './issue-words.ts';
import { figuresInWords } from './json-words.ts';
import { inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import { ROLE, SOURCE, TICKET_KIND, TICKET_STATE } from './words.ts';

type Definition = { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery };

/**
 * Both kinds of tickets: what people asked or complained about (`question`, `complaint`, `help`, `data-request`), and troubles that
 * a department puts right (`issue`). Columns of the one are empty in rows of the other.
 */
export const tickets: Definition = {
  columns: [
    { key: 'ticketId', title: '来访标识', type: 'text' },
    { key: 'ticketNumber', title: '来访编号', type: 'text' },
    {
      key: 'kind',
      title: '类别',
      type: 'code',
      words: { ...TICKET_KIND, issue: '问题工单' },
    },
    { key: 'state', title: '状态', type: 'code', words: { ...TICKET_STATE, ...ISSUE_STATE } },
    { key: 'ownerRole', title: '答复岗位', type: 'code', words: ROLE },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'createdAt', title: '提出时间', type: 'instant' },
    { key: 'dueOn', title: '答复期限', type: 'date' },
    { key: 'answeredAt', title: '答复时间', type: 'instant' },
    { key: 'words', title: '原话', type: 'text', secret: 'ticket.body_enc' },
    { key: 'answer', title: '答复', type: 'text', secret: 'ticket.answer_enc' },
    { key: 'topic', title: '问题类别', type: 'code', words: TOPIC },
    { key: 'department', title: '责任部门', type: 'code', words: DEPARTMENT },
    { key: 'emergency', title: '危急', type: 'boolean' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'receiptNumber', title: '受理号', type: 'text' },
    { key: 'reports', title: '反映次数', type: 'number' },
    { key: 'product', title: '滞销农产品', type: 'code', words: PRODUCE },
    { key: 'verifyDueOn', title: '核实期限', type: 'date' },
    { key: 'verifiedOn', title: '核实日期', type: 'date' },
    { key: 'notSo', title: '不属实原因', type: 'code', words: NOT_SO },
    { key: 'fixDueOn', title: '整改期限', type: 'date' },
    { key: 'fixedOn', title: '整改日期', type: 'date' },
    { key: 'way', title: '整改方式', type: 'code', words: FIX_WAY },
    { key: 'closedOn', title: '办结日期', type: 'date' },
    { key: 'reopened', title: '重办次数', type: 'number' },
    { key: 'repeat', title: '重复问题', type: 'code', words: REPEAT_SCOPE },
    { key: 'openedBy', title: '登记干部', type: 'text' },
    { key: 'issueWords', title: '问题原话', type: 'text', secret: 'issue_ticket.words_enc' },
  ],
  query: (area) => sql`
    select t.id as "ticketId", t.number as "ticketNumber", t.kind, t.state, t.owner_role as "ownerRole",
      a.code as "areaCode", a.full_name as "areaName", t.created_at as "createdAt", t.due_on as "dueOn",
      t.answered_at as "answeredAt", t.body_enc as words, t.answer_enc as answer,
      null::text as topic, null::text as department, null::boolean as emergency, null::text as "householdCode",
      null::text as "receiptNumber", null::integer as reports, null::text as product,
      null::date as "verifyDueOn", null::date as "verifiedOn", null::text as "notSo",
      null::date as "fixDueOn", null::date as "fixedOn", null::text as way, null::date as "closedOn",
      null::integer as reopened, null::text as repeat, null::text as "openedBy",
      null::text as "issueWords", t.id as "secretRow"
    from ticket t left join area a on a.id = t.area_id where ${inArea('t.owner_area_path', area)}
    union all
    select i.id, i.number, 'issue', i.state, 'department-officer', a.code, a.full_name, i.received_at, i.fix_due_on,
      null, null, null, i.topic, i.department, i.emergency, h.code, r.receipt_number, i.reports, i.product,
      i.verify_due_on, i.verified_on, i.data #>> '{state,reason}', i.fix_due_on, i.fixed_on,
      i.data #>> '{state,way}', i.closed_on, (i.data ->> 'reopened')::integer, i.repeat_scope, s.name,
      i.words_enc, i.id
    from issue_ticket i join area a on a.id = i.area_id
      left join household h on h.id = i.household_id left join declaration r on r.id = i.declaration_id
      left join staff s on s.id = i.opened_by_staff
    where ${inArea('i.area_path', area)}
    order by "createdAt", "ticketId"`,
};

export const alarms: Definition = {
  columns: [
    { key: 'alarmId', title: '预警标识', type: 'text' },
    { key: 'alarmNumber', title: '预警编号', type: 'text' },
    { key: 'kind', title: '预警内容', type: 'code', words: ALARM_KIND },
    { key: 'state', title: '状态', type: 'code', words: ALARM_STATE },
    { key: 'department', title: '来源部门', type: 'code', words: DEPARTMENT },
    { key: 'source', title: '来源', type: 'code', words: SOURCE },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'figures', title: '名单数据', type: 'json', inWords: figuresInWords },
    { key: 'receivedAt', title: '收到时间', type: 'instant' },
    { key: 'verifyDueOn', title: '核实期限', type: 'date' },
    { key: 'verifiedOn', title: '核实日期', type: 'date' },
    { key: 'unreal', title: '不属实原因', type: 'code', words: UNREAL },
    { key: 'fixDueOn', title: '整改期限', type: 'date' },
    { key: 'fixedOn', title: '整改日期', type: 'date' },
    { key: 'way', title: '整改方式', type: 'code', words: FIX_WAY },
    { key: 'closedOn', title: '办结日期', type: 'date' },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'receiptNumber', title: '受理号', type: 'text' },
    { key: 'runId', title: '比对标识', type: 'text' },
  ],
  query: (
    area,
  ) => sql`select m.id as "alarmId", m.number as "alarmNumber", m.kind, m.state, m.department, m.source,
      h.code as "householdCode", a.code as "areaCode", a.full_name as "areaName", m.data -> 'figures' as figures,
      m.received_at as "receivedAt", m.verify_due_on as "verifyDueOn", m.verified_on as "verifiedOn",
      m.data #>> '{state,reason}' as unreal, m.fix_due_on as "fixDueOn", m.fixed_on as "fixedOn",
      m.data #>> '{state,way}' as way, m.closed_on as "closedOn", c.number as "caseNumber",
      r.receipt_number as "receiptNumber", m.run_id as "runId"
    from alarm m join area a on a.id = m.area_id left join household h on h.id = m.household_id
      left join case_file c on c.id = m.case_id left join declaration r on r.id = m.declaration_id
    where ${inArea('m.area_path', area)} order by m.received_at, m.id`,
};

/** One row a list; the whole county's, so an area says nothing. */
export const comparisons: Definition = {
  columns: [
    { key: 'runId', title: '比对标识', type: 'text' },
    { key: 'month', title: '月份', type: 'text' },
    { key: 'department', title: '部门', type: 'code', words: DEPARTMENT },
    { key: 'startedAt', title: '开始时间', type: 'instant' },
    { key: 'finishedAt', title: '完成时间', type: 'instant' },
    { key: 'rows', title: '名单行数', type: 'number' },
    { key: 'matchedByNumber', title: '按证件号码对上', type: 'number' },
    { key: 'matchedByName', title: '按姓名和村对上', type: 'number' },
    { key: 'unmatched', title: '没有对上', type: 'number' },
    { key: 'bad', title: '读不进去', type: 'number' },
    { key: 'findings', title: '有风险户次', type: 'number' },
    { key: 'known', title: '已经知道', type: 'number' },
    { key: 'newRisks', title: '新发现', type: 'number' },
  ],
  query:
    () => sql`select id as "runId", month, department, started_at as "startedAt", finished_at as "finishedAt",
      rows_read as rows, matched_by_number as "matchedByNumber", matched_by_name as "matchedByName", unmatched, bad,
      findings, known, new_risks as "newRisks"
    from comparison_run order by started_at, id`,
};
