/** All ledgers by name, in the order in which they are listed to people. */
import * as help from './help-ledgers.ts';
import type { LedgerColumn, LedgerName, LedgerQuery } from './ledger.ts';
import * as people from './member-ledgers.ts';
import { alarms, comparisons, tickets } from './issue-ledgers.ts';
import { messages, noticeDelivery, notices } from './message-ledgers.ts';
import { monitored } from './monitored-ledger.ts';
import { areas, households, staff } from './registry-ledgers.ts';
import { quality } from './quality-ledger.ts';
import { relief } from './relief-ledger.ts';
import * as report from './report-ledgers.ts';
import * as step from './step-ledgers.ts';
import { cases, declarations, duties, events, visits } from './work-ledgers.ts';

export type Ledger = {
  /** 台账名称 */
  readonly title: string;
  readonly columns: readonly LedgerColumn[];
  readonly query: LedgerQuery;
};

export const LEDGERS: Readonly<Record<LedgerName, Ledger>> = {
  areas: { title: '地区', ...areas },
  staff: { title: '人员和岗位', ...staff },
  households: { title: '农户', ...households },
  declarations: { title: '申报', ...declarations },
  cases: { title: '个案', ...cases },
  duties: { title: '待办', ...duties },
  visits: { title: '走访', ...visits },
  messages: { title: '消息', ...messages },
  notices: { title: '政策通知', ...notices },
  'notice-delivery': { title: '通知送达名单', ...noticeDelivery },
  tickets: { title: '来访和投诉', ...tickets },
  alarms: { title: '部门预警', ...alarms },
  comparisons: { title: '数据比对', ...comparisons },
  monitored: { title: '监测台账', ...monitored },
  relief: { title: '先行救助台账', ...relief },
  enrolments: { title: '纳入台账', ...step.enrolments },
  'review-agenda': { title: '村级评议议题', ...step.reviewAgenda },
  reviews: { title: '村级评议记录', ...step.reviews },
  publicity: { title: '公示台账', ...step.publicity },
  assessments: { title: '收支核算', ...help.assessments },
  measures: { title: '帮扶措施', ...help.measures },
  'elimination-marking': { title: '风险消除标注清单', ...step.eliminationMarking },
  'low-income': { title: '低收入台账', ...help.lowIncome },
  insurance: { title: '参保台账', ...people.insurance },
  jobs: { title: '务工台账', ...people.jobs },
  'job-changes': { title: '务工变动', ...people.jobChanges },
  referrals: { title: '部门转办', ...help.referrals },
  'joint-reviews': { title: '一事一议', ...help.jointReviews },
  rectification: { title: '整改台账', ...report.rectifications },
  'month-report': { title: '月报', ...report.monthReports },
  quality: { title: '数据体检', ...quality },
  events: { title: '办理过程', ...events },
};

/** Whether a text names a ledger. */
export const isLedgerName = (text: string): text is LedgerName => Object.hasOwn(LEDGERS, text);
