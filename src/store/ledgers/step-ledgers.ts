/** The ledgers of the procedure: what a village reviews and reviewed, what hung in public, who was recognised, what was marked. */
import { sql } from 'kysely';
import { publicityFields } from '#src/domain/case/public-notice.ts';
import type { PublicityField } from '#src/domain/policy/settings.ts';
import type { CodedWords } from './coded-words.ts';
import { MEETING, PUBLIC_NOTICE, PUBLICITY_STATE, REVIEW_STEP, WAY } from './help-words.ts';
import { camel, inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import { CASE_STATE, MONITORED, REASON } from './words.ts';

type Definition = { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery };

/** What waits for the village meeting (巴南 2022 第17项: 每月至少研究1次; 陇县 2021 第1项: 每周研判一次). */
export const reviewAgenda: Definition = {
  columns: [
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'step', title: '评议事项', type: 'code', words: REVIEW_STEP },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'headName', title: '户主姓名', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    { key: 'group', title: '组', type: 'text' },
    { key: 'size', title: '家庭人口数', type: 'number' },
    { key: 'risks', title: '困难类型', type: 'codes' },
    { key: 'verifiedOn', title: '入户核实日期', type: 'date' },
    { key: 'suggested', title: '核算提示类别', type: 'code', words: MONITORED },
    { key: 'dueOn', title: '评议期限', type: 'date' },
    { key: 'urgent', title: '紧急', type: 'boolean' },
  ],
  query: (area) => sql`select c.number as "caseNumber", c.state as step, h.code as "householdCode",
      h.head_name as "headName", a.code as "areaCode", a.full_name as "areaName", h.group_name as "group", h.size,
      array(select distinct r from declaration d, unnest(d.risk_types) r where d.case_id = c.id order by r) as risks,
      c.data #>> '{dossier,verification,on}' as "verifiedOn",
      (select s.suggested from assessment s where s.household_id = h.id and s.complete
        order by s.made_on desc, s.changed_at desc limit 1) as suggested,
      (select min(d.due_on) from duty d where d.case_id = c.id and d.kind = c.state and d.state = 'open') as "dueOn",
      c.urgent
    from case_file c join household h on h.id = c.household_id join area a on a.id = c.area_id
    where c.state in ('village-review', 'elimination-village') and c.closed_at is null
      and ${inArea('c.area_path', area)} order by c.area_path, c.due_on, c.id`,
};

/** Minutes: a row per household a meeting spoke about. */
export const reviews: Definition = {
  columns: [
    { key: 'meetingId', title: '会议标识', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    { key: 'kind', title: '会议', type: 'code', words: MEETING },
    { key: 'heldOn', title: '日期', type: 'date' },
    { key: 'staffPresent', title: '到会干部', type: 'codes' },
    { key: 'villagersPresent', title: '到会村民代表人数', type: 'number' },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'headName', title: '户主姓名', type: 'text' },
    { key: 'category', title: '建议类别', type: 'code', words: MONITORED },
    { key: 'reason', title: '不建议的理由', type: 'code', words: REASON },
    { key: 'photos', title: '照片数', type: 'number' },
    { key: 'recordedBy', title: '记录人', type: 'text' },
    { key: 'recordedAt', title: '登记时间', type: 'instant' },
    { key: 'minutes', title: '会议记录', type: 'text', secret: 'village_meeting.minutes_enc' },
  ],
  query: (
    area,
  ) => sql`select m.id as "meetingId", a.code as "areaCode", a.full_name as "areaName", m.kind,
      m.held_on as "heldOn", array(select s.name from staff s where s.id = any(m.staff_present) order by s.id) as "staffPresent",
      m.villagers_present as "villagersPresent", c.number as "caseNumber", h.head_name as "headName", i.category, i.reason,
      (select count(*) from village_meeting_media p where p.meeting_id = m.id) as photos,
      r.name as "recordedBy", m.recorded_at as "recordedAt", m.minutes_enc as minutes, m.id as "secretRow"
    from village_meeting m join area a on a.id = m.area_id left join staff r on r.id = m.recorded_by
      left join meeting_item i on i.meeting_id = m.id left join case_file c on c.id = i.case_id
      left join household h on h.id = c.household_id
    where ${inArea('m.area_path', area)} order by m.held_on, m.id, c.number`,
};

/** What stood on it (公示内容): these fields and no others. */
const POSTED: CodedWords<PublicityField> = {
  'head-name': '公示的户主',
  'village-group': '公示的住址',
  'household-size': '公示的家庭人口',
  category: '公示的拟定类别',
};
const posted = sql.join(
  publicityFields.map((field) => sql`n.fields ->> ${sql.lit(field)} as ${sql.ref(camel(field))}`),
);

/** What hung in the village and for how long (巴南 2022 第18项: 村内公示不少于5天). */
export const publicity: Definition = {
  columns: [
    { key: 'noticeId', title: '公示标识', type: 'text' },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'kind', title: '公示类型', type: 'code', words: PUBLIC_NOTICE },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    ...publicityFields.map(
      (field): LedgerColumn => ({ key: camel(field), title: POSTED[field], type: 'text' }),
    ),
    { key: 'postedOn', title: '张贴日期', type: 'date' },
    { key: 'postedBy', title: '张贴人', type: 'text' },
    { key: 'minDays', title: '至少公示天数', type: 'number' },
    { key: 'mayCloseAt', title: '最早撤下时间', type: 'instant' },
    { key: 'state', title: '状态', type: 'code', words: PUBLICITY_STATE },
    { key: 'closedAt', title: '撤下时间', type: 'instant' },
    { key: 'closedBy', title: '撤下人', type: 'text' },
    { key: 'objections', title: '异议数', type: 'number' },
    { key: 'upheld', title: '成立的异议', type: 'number' },
  ],
  query: (
    area,
  ) => sql`select n.id as "noticeId", c.number as "caseNumber", n.kind, a.code as "areaCode",
      a.full_name as "areaName", ${posted}, n.posted_on as "postedOn", p.name as "postedBy", n.min_days as "minDays",
      n.may_close_at as "mayCloseAt", case when n.closed_at is not null then 'closed'
        when n.withdrawn_at is not null then 'withdrawn' else 'hanging' end as state,
      coalesce(n.closed_at, n.withdrawn_at) as "closedAt", q.name as "closedBy",
      (select count(*) from objection o where o.notice_id = n.id) as objections,
      (select count(*) from objection o where o.notice_id = n.id and o.upheld) as upheld
    from public_notice n join area a on a.id = n.area_id join case_file c on c.id = n.case_id
      left join staff p on p.id = n.posted_by left join staff q on q.id = n.closed_by
    where ${inArea('n.area_path', area)} order by n.posted_on, n.id`,
};

/** Who was recognised (纳入), how long it took, and whether person and plan followed in time. */
export const enrolments: Definition = {
  columns: [
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'headName', title: '户主姓名', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    { key: 'category', title: '监测对象类别', type: 'code', words: MONITORED },
    { key: 'clueOn', title: '发现线索日期', type: 'date' },
    { key: 'identifyDueOn', title: '识别期限', type: 'date' },
    { key: 'enrolledOn', title: '纳入日期', type: 'date' },
    { key: 'days', title: '识别用时（天）', type: 'number' },
    { key: 'decidedBy', title: '审定人', type: 'text' },
    { key: 'responsible', title: '帮扶责任人', type: 'text' },
    { key: 'planOn', title: '计划日期', type: 'date' },
    { key: 'confirmedOn', title: '农户确认日期', type: 'date' },
    { key: 'measures', title: '帮扶措施数', type: 'number' },
    { key: 'state', title: '现在的状态', type: 'code', words: CASE_STATE },
    { key: 'pack', title: '政策包', type: 'text' },
    { key: 'packVersion', title: '政策包版本', type: 'text' },
  ],
  query: (
    area,
  ) => sql`select c.number as "caseNumber", h.code as "householdCode", h.head_name as "headName",
      a.code as "areaCode", a.full_name as "areaName", c.data #>> '{assistance,category}' as category,
      (c.clue_at at time zone 'Asia/Shanghai')::date as "clueOn", c.due_on as "identifyDueOn",
      c.data #>> '{assistance,enrolledOn}' as "enrolledOn",
      (c.data #>> '{assistance,enrolledOn}')::date - (c.clue_at at time zone 'Asia/Shanghai')::date as days,
      d.name as "decidedBy", r.name as responsible, p.adopted_on as "planOn", p.confirmed_on as "confirmedOn",
      (select count(*) from measure m where m.household_id = h.id) as measures, c.state,
      c.pack_id as pack, c.pack_version as "packVersion"
    from case_file c join household h on h.id = c.household_id join area a on a.id = c.area_id
      left join staff d on d.id = (c.data #>> '{assistance,decidedBy}')::uuid
      left join plan p on p.household_id = h.id left join staff r on r.id = p.responsible_staff_id
    where c.data #>> '{assistance,enrolledOn}' is not null and ${inArea('c.area_path', area)}
    order by c.data #>> '{assistance,enrolledOn}', c.id`,
};

/** The monthly list of eliminated risks for the national system (陇县 2021 第4项: 每月标注). */
export const eliminationMarking: Definition = {
  columns: [
    { key: 'month', title: '月份', type: 'text' },
    { key: 'caseNumber', title: '个案编号', type: 'text' },
    { key: 'householdCode', title: '户编号', type: 'text' },
    { key: 'headName', title: '户主姓名', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '村', type: 'text' },
    { key: 'way', title: '风险消除方式', type: 'code', words: WAY },
    { key: 'enrolledOn', title: '风险识别时间', type: 'date' },
    { key: 'appliedOn', title: '申请消除日期', type: 'date' },
    { key: 'markedOn', title: '风险消除时间', type: 'date' },
    { key: 'markedBy', title: '标注人', type: 'text' },
  ],
  query: (
    area,
    { month },
  ) => sql`select l.month, c.number as "caseNumber", h.code as "householdCode",
      h.head_name as "headName", a.code as "areaCode", a.full_name as "areaName", e.way,
      e.enrolled_on as "enrolledOn", e.applied_on as "appliedOn", e.marked_on as "markedOn", s.name as "markedBy"
    from elimination_entry e join elimination_list l on l.id = e.list_id join household h on h.id = e.household_id
      join area a on a.id = h.area_id join case_file c on c.id = e.case_id left join staff s on s.id = l.marked_by
    where ${month === null ? sql`true` : sql`l.month = ${sql.lit(month)}`} and ${inArea('e.area_path', area)}
    order by l.month, e.area_path, h.head_name, c.number`,
};
