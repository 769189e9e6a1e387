/** The ledgers of reporting: monthly reports (月报) and rectification (整改台账). */
import { sql } from 'kysely';
import { type MonthFigure, monthFigures } from '#src/domain/ledger/month-report.ts';
import {
  DEPARTMENT,
  RECTIFICATION_CATEGORY,
  RECTIFICATION_SOURCE,
  RECTIFICATION_STATE,
} from './help-words.ts';
import type { CodedWords } from './coded-words.ts';
import { inArea, type LedgerColumn, type LedgerQuery } from './ledger.ts';
import { LEVEL } from './words.ts';

type Definition = { readonly columns: readonly LedgerColumn[]; readonly query: LedgerQuery };

/** Households unless the title says otherwise. */
const FIGURES: CodedWords<MonthFigure> = {
  monitored: '监测户数',
  monitoredPeople: '监测人数',
  unstableExited: '脱贫不稳定户',
  marginal: '边缘易致贫户',
  suddenHardship: '突发严重困难户',
  clues: '新线索（条）',
  selfReported: '其中农户自报（条）',
  enrolled: '新纳入',
  notEligible: '没纳入',
  eliminated: '风险消除',
  identifying: '正在识别',
  identifyingLate: '其中超期',
  visited: '本月走访到',
  measuresStarted: '落实措施（项）',
  withoutMeasure: '没有在实施的措施',
  issuesNew: '新问题（件）',
  issuesSettled: '办结问题（件）',
  issuesOpen: '没办结问题（件）',
  alarmsNew: '新预警（条）',
  alarmsOpen: '没办完预警（条）',
  followedForInsurance: '跟进参保（人）',
  insured: '已参保（人）',
  uninsured: '没参保（人）',
  zeroEmployment: '没有人就业',
  jobsDiffer: '务工对不上（人）',
  lowIncome: '低收入',
  rectificationOpen: '整改没销号（条）',
  rectificationLate: '整改超期（条）',
  everEnrolled: '累计纳入',
  everEliminated: '累计消除',
};
const figures = sql.join(
  monthFigures.map(
    (figure) => sql`(r.numbers ->> ${sql.lit(figure)})::integer as ${sql.ref(figure)}`,
  ),
);

export const monthReports: Definition = {
  columns: [
    { key: 'month', title: '月份', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'level', title: '级别', type: 'code', words: LEVEL },
    { key: 'body', title: '正文', type: 'text' },
    ...monthFigures.map(
      (figure): LedgerColumn => ({ key: figure, title: FIGURES[figure], type: 'number' }),
    ),
    { key: 'madeAt', title: '生成时间', type: 'instant' },
    { key: 'sentBy', title: '报送人', type: 'text' },
    { key: 'sentAt', title: '报送时间', type: 'instant' },
  ],
  query: (
    area,
    { month },
  ) => sql`select r.month, a.code as "areaCode", a.full_name as "areaName", r.level, r.body,
      ${figures}, r.made_at as "madeAt", s.name as "sentBy", r.sent_at as "sentAt"
    from month_report r join area a on a.id = r.area_id left join staff s on s.id = r.sent_by
    where ${month === null ? sql`true` : sql`r.month = ${sql.lit(month)}`} and ${inArea('r.area_path', area)}
    order by r.month, r.area_path`,
};

export const rectifications: Definition = {
  columns: [
    { key: 'number', title: '编号', type: 'text' },
    { key: 'areaCode', title: '地区代码', type: 'text' },
    { key: 'areaName', title: '地区', type: 'text' },
    { key: 'department', title: '责任部门', type: 'code', words: DEPARTMENT },
    { key: 'source', title: '问题来源', type: 'code', words: RECTIFICATION_SOURCE },
    { key: 'category', title: '问题类别', type: 'code', words: RECTIFICATION_CATEGORY },
    { key: 'problem', title: '问题', type: 'text', secret: 'rectification.problem_enc' },
    { key: 'measure', title: '整改措施', type: 'text', secret: 'rectification.measure_enc' },
    { key: 'owner', title: '责任人', type: 'text' },
    { key: 'foundOn', title: '发现日期', type: 'date' },
    { key: 'dueOn', title: '整改时限', type: 'date' },
    { key: 'state', title: '状态', type: 'code', words: RECTIFICATION_STATE },
    { key: 'overdue', title: '已超期', type: 'boolean' },
    { key: 'reportedBy', title: '报整改人', type: 'text' },
    { key: 'reportedOn', title: '报整改日期', type: 'date' },
    { key: 'evidence', title: '整改情况', type: 'text', secret: 'rectification.evidence_enc' },
    { key: 'photos', title: '照片数', type: 'number' },
    { key: 'returned', title: '退回次数', type: 'number' },
    { key: 'closedBy', title: '复核人', type: 'text' },
    { key: 'closedOn', title: '销号日期', type: 'date' },
  ],
  query: (
    area,
    { today },
  ) => sql`select r.number, a.code as "areaCode", a.full_name as "areaName", r.department,
      r.source, r.category, r.problem_enc as problem, r.measure_enc as measure, o.name as owner,
      r.found_on as "foundOn", r.due_on as "dueOn", r.state,
      r.state <> 'closed' and r.due_on < ${sql.lit(today)}::date as overdue, p.name as "reportedBy",
      r.reported_on as "reportedOn", r.evidence_enc as evidence,
      case when r.evidence_media_id is null then 0 else 1 end as photos, r.returned, c.name as "closedBy",
      r.closed_on as "closedOn", r.id as "secretRow"
    from rectification r join area a on a.id = r.area_id left join staff o on o.id = r.owner_staff_id
      left join staff p on p.id = r.reported_by left join staff c on c.id = r.closed_by
    where ${inArea('r.area_path', area)} order by r.due_on, r.number`,
};
