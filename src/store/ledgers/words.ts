/**
 * The words of coded values in ledgers. `docs/ledgers.md` shows them and a test compares; a state added elsewhere does not compile
 * until it has its word here.
 */
import type { Selectable } from 'kysely';
import type { LabourCode } from '#src/domain/assessment/workforce.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import type { StateName } from '#src/domain/case/case.ts';
import type { Finding } from '#src/domain/case/dossier.ts';
import type { ClueSource, Reporter } from '#src/domain/declaration/declaration.ts';
import type { Urgency } from '#src/domain/declaration/risk.ts';
import type { DutyKind, DutyState, DutyTerms } from '#src/domain/duty/duty.ts';
import { roles, roleTitle } from '#src/domain/people/roles.ts';
import type { VisitWant } from '#src/domain/visit/visit.ts';
import type { MessageKind } from '../message.ts';
import type { CaseEventTable, DeclarationTable, TicketTable, VisitTable } from '../schema/case.ts';
import type { MessageState } from '../schema/conversation.ts';
import type { NoticeTable } from '../schema/notice.ts';
import type { AreaLevel, HouseholdTable } from '../schema/registry.ts';
import type { CodedWords } from './coded-words.ts';

export const LEVEL: CodedWords<AreaLevel> = {
  county: '县',
  town: '乡镇',
  village: '村',
  group: '组',
  other: '其他',
};

export const ROLE: CodedWords = Object.fromEntries(roles.map((role) => [role, roleTitle(role)]));

export const HOUSEHOLD_KIND: CodedWords<NonNullable<Selectable<HouseholdTable>['kind']>> = {
  general: '一般农户',
  'exited-poverty': '脱贫户',
};

export const MONITORED: CodedWords<NonNullable<HouseholdTable['monitored']>> = {
  'unstable-exited': '脱贫不稳定户',
  marginal: '边缘易致贫户',
  'sudden-hardship': '突发严重困难户',
};

export const HOUSEHOLD_FLAG: CodedWords<
  'minimum-living' | 'destitute' | 'no-labour' | 'relocated'
> = {
  'minimum-living': '低保',
  destitute: '特困',
  'no-labour': '整户无劳动能力',
  relocated: '易地搬迁',
};

export const ORIGIN: CodedWords<HouseholdTable['origin']> = {
  registry: '名册导入',
  claimed: '本人自报，待核实',
};

export const REPORTER: CodedWords<Reporter> = {
  self: '本人',
  relative: '家人代报',
  'third-party': '他人代报',
  staff: '干部代报',
};

export const SOURCE: CodedWords<ClueSource> = {
  self_declare: '农户自主申报',
  proxy_declare: '他人代申报',
  cadre_visit: '干部走访',
  grid_report: '网格上报',
  campaign: '集中排查',
  dept_alert: '部门预警',
  data_match: '数据比对',
  hotline_12317: '热线反映',
  social_info: '信访舆情',
  inspection: '督查检查',
  sector_worker: '行业人员发现',
};

export const URGENCY: CodedWords<Urgency> = {
  emergency: '危急',
  high: '紧急',
  normal: '一般',
  none: '无',
};

export const DECLARATION_STATE: CodedWords<DeclarationTable['state']> = {
  received: '已收到',
  held: '待镇街核对',
  open: '办理中',
  withdrawing: '申请撤回',
  closed: '已办结',
};

export const CASE_STATE: CodedWords<StateName> = {
  clue: '待受理',
  accepted: '已受理',
  authorisation: '待承诺授权',
  'village-review': '待村级评议',
  publicity: '村内公示',
  'town-review': '待镇街审核',
  'county-decision': '待县级审定',
  enrolled: '已纳入，定计划',
  assisting: '帮扶中',
  'elimination-village': '风险消除：待村级评议',
  'elimination-town': '风险消除：待镇街审核',
  'elimination-county-check': '风险消除：待县级核查',
  'elimination-publicity': '风险消除：公示',
  'elimination-marking': '风险消除：待标注',
  eliminated: '风险已消除',
  'close-proposed': '拟办结，待镇街确认',
  'withdrawal-requested': '申请撤回，待电话确认',
  closed: '已办结',
};

export const REASON: CodedWords<ReasonCode> = {
  'same-matter': '同一件事已在办',
  'same-household': '同一户已在办',
  'no-hardship-found': '没有发现困难',
  'hardship-over': '困难已解决',
  'not-resident': '不在本村居住',
  'only-a-question': '只是咨询',
  'filed-by-mistake': '报错了',
  'no-longer-needed': '不再需要',
  'can-cope': '自己能应对',
  'already-helped': '已有帮扶',
  'authorisation-refused': '不同意授权',
  other: '其他',
};

/** 劳动技能 */
export const LABOUR: CodedWords<LabourCode> = {
  ordinary: '普通劳动力',
  skilled: '技能劳动力',
  weak: '弱劳动力或半劳动力',
  lost: '丧失劳动力',
  none: '无劳动力',
};

export const DUTY_KIND: CodedWords<DutyKind> = {
  'accept-clue': '受理分派',
  'verify-home': '入户核实',
  identify: '识别认定',
  'confirm-proposal': '确认办结意见',
  'call-farmer': '电话联系农户',
  authorise: '承诺授权',
  'village-review': '村级评议',
  'village-agenda': '定期研判',
  'tell-refusal': '告知未纳入原因',
  'post-publicity': '张贴公示',
  'close-publicity': '结束公示',
  'check-objection': '核查异议',
  'town-review': '镇街审核',
  'county-decision': '县级审定',
  'approve-fast-track': '审批先行救助',
  'give-relief': '先行救助',
  'refer-relief': '办理临时救助',
  'approve-suspension': '审批暂停计时',
  'make-plan': '定责任人和帮扶计划',
  'confirm-plan': '请农户确认计划',
  'start-measure': '落实第一项帮扶',
  'fill-assessment': '填收支和三保障',
  'income-plan': '增收计划',
  'mend-data': '数据体检',
  'long-case-review': '两年以上逐户研判',
  'elimination-village': '风险消除评议',
  'elimination-town': '风险消除审核',
  'elimination-county': '风险消除核查',
  'post-elimination': '张贴风险消除公示',
  'close-elimination': '结束风险消除公示',
  'mark-elimination': '系统标注风险消除',
  'monthly-visit': '每月走访',
  'approve-notice': '审批通知',
  'resume-notice': '处理暂停的通知',
  'door-to-door': '上门告知',
  'check-registry-match': '核对户籍信息',
  'answer-ticket': '答复来访',
  'answer-rights-request': '答复个人信息请求',
  'explain-breach': '说明超期原因',
  'verify-issue': '核实问题',
  'fix-issue': '整改问题',
  'persuade-return': '劝返复学',
  'call-back': '回访',
  'verify-alarm': '核实预警',
  'fix-alarm': '整改预警',
  'month-zero': '月清零',
  'data-comparison': '每月数据比对',
  'send-month-report': '报送月报',
  'handle-referrals': '办理部门转办',
  'joint-opinion': '一事一议意见',
  'joint-decision': '一事一议决定',
  rectify: '整改问题',
  'confirm-rectification': '复核整改',
  'recurring-work': '定期工作',
};

export const DUTY_STATE: CodedWords<DutyState['tag']> = {
  open: '待办',
  done: '已完成',
  cancelled: '已取消',
};

export const STRENGTH: CodedWords<DutyTerms['strength']> = { hard: '硬性', soft: '原则上' };

export const VISIT_KIND: CodedWords<VisitTable['kind']> = {
  routine: '日常走访',
  'home-verification': '入户核实',
  phone: '电话访问',
};

export const VISIT_OUTCOME: CodedWords<VisitTable['outcome']> = {
  'all-well': '一切正常',
  changed: '有变化',
  hardship: '有困难',
};

export const VISIT_WANT: CodedWords<VisitWant> = {
  loan: '想贷款',
  health: '有人新患病或病重',
};

export const FINDING: CodedWords<Finding> = {
  true: '属实',
  partly: '部分属实',
  untrue: '不属实',
};

/** States of everything sent to a person. */
export const MESSAGE_STATE: CodedWords<MessageState> = {
  queued: '待发',
  sending: '发送中',
  waiting: '等对方查看',
  sent: '已发出',
  failed: '发送失败',
  unreachable: '联系不上',
  uncertain: '不确定是否送达',
  cancelled: '已取消',
};

export const MESSAGE_KIND: CodedWords<MessageKind | 'notice'> = {
  reply: '对话回复',
  receipt: '申报回执',
  danger: '危险应答',
  'to-do': '待办通知',
  reminder: '到期提醒',
  escalation: '超期上报',
  digest: '每日汇总',
  progress: '进度告知',
  alert: '紧急呼叫',
  apology: '致歉',
  notice: '政策通知',
};

export const NOTICE_STATE: CodedWords<NoticeTable['state']> = {
  'awaiting-approval': '待第二人审核',
  rejected: '审核未通过',
  sending: '发送中',
  paused: '已暂停',
  done: '已完成',
  cancelled: '已取消',
};

export const TICKET_KIND: CodedWords<TicketTable['kind']> = {
  question: '政策咨询',
  complaint: '投诉反映',
  help: '人工帮助',
  'data-request': '个人信息请求',
};

export const TICKET_STATE: CodedWords<'open' | 'answered'> = { open: '待答复', answered: '已答复' };

export const ACTOR: CodedWords<CaseEventTable['actor_kind']> = {
  person: '农户',
  staff: '干部',
  system: '系统',
};
