/** The words of coded values in ledgers. `docs/ledgers.md` shows them; a test compares. */

type Words = Readonly<Record<string, string>>;

export const LEVEL: Words = {
  county: '县',
  town: '乡镇',
  village: '村',
  group: '组',
  other: '其他',
};

export const ROLE: Words = {
  'village-officer': '村信息员',
  'village-secretary': '村党组织书记',
  'resident-team': '驻村工作队员',
  helper: '帮扶责任人',
  'town-officer': '镇街信息员',
  'town-leader': '镇街分管领导',
  'county-officer': '县信息员',
  'county-leader': '县主管部门负责人',
  'department-officer': '行业部门联络员',
  'on-call': '值班员',
  auditor: '监督检查员',
  administrator: '系统管理员',
};

export const HOUSEHOLD_KIND: Words = { general: '一般农户', 'exited-poverty': '脱贫户' };

export const MONITORED: Words = {
  'unstable-exited': '脱贫不稳定户',
  marginal: '边缘易致贫户',
  'sudden-hardship': '突发严重困难户',
};

export const HOUSEHOLD_FLAG: Words = {
  'minimum-living': '低保',
  destitute: '特困',
  'no-labour': '整户无劳动能力',
  relocated: '易地搬迁',
};

export const ORIGIN: Words = { registry: '名册导入', claimed: '本人自报，待核实' };

export const REPORTER: Words = {
  self: '本人',
  relative: '家人代报',
  'third-party': '他人代报',
  staff: '干部代报',
};

export const SOURCE: Words = {
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

export const URGENCY: Words = { emergency: '危急', high: '紧急', normal: '一般', none: '无' };

export const DECLARATION_STATE: Words = {
  received: '已收到',
  held: '待镇街核对',
  open: '办理中',
  withdrawing: '申请撤回',
  closed: '已办结',
};

export const CASE_STATE: Words = {
  clue: '待受理',
  accepted: '已受理',
  verified: '已入户核实',
  'close-proposed': '拟办结，待镇街确认',
  'withdrawal-requested': '申请撤回，待电话确认',
  closed: '已办结',
};

export const DUTY_KIND: Words = {
  'accept-clue': '受理分派',
  'verify-home': '入户核实',
  identify: '识别认定',
  'confirm-proposal': '确认办结意见',
  'call-farmer': '电话联系农户',
  'monthly-visit': '每月走访',
  'door-to-door': '上门告知',
  'check-registry-match': '核对户籍信息',
  'answer-ticket': '答复来访',
  'answer-rights-request': '答复个人信息请求',
  'explain-breach': '说明超期原因',
};

export const DUTY_STATE: Words = { open: '待办', done: '已完成', cancelled: '已取消' };

export const STRENGTH: Words = { hard: '硬性', soft: '原则上' };

export const VISIT_KIND: Words = {
  routine: '日常走访',
  'home-verification': '入户核实',
  phone: '电话访问',
};

export const VISIT_OUTCOME: Words = {
  'all-well': '一切正常',
  changed: '有变化',
  hardship: '有困难',
};

export const FINDING: Words = { true: '属实', partly: '部分属实', untrue: '不属实' };

/** States of everything sent to a person (DESIGN §2). */
export const MESSAGE_STATE: Words = {
  queued: '待发',
  sending: '发送中',
  waiting: '等对方查看',
  sent: '已发出',
  failed: '发送失败',
  unreachable: '联系不上',
  uncertain: '不确定是否送达',
  cancelled: '已取消',
};

export const MESSAGE_KIND: Words = {
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

export const NOTICE_STATE: Words = {
  'awaiting-approval': '待第二人审核',
  rejected: '审核未通过',
  sending: '发送中',
  paused: '已暂停',
  done: '已完成',
  cancelled: '已取消',
};

export const TICKET_KIND: Words = {
  question: '政策咨询',
  complaint: '投诉反映',
  help: '人工帮助',
  'data-request': '个人信息请求',
};

export const TICKET_STATE: Words = { open: '待答复', answered: '已答复' };

export const ACTOR: Words = { person: '农户', staff: '干部', system: '系统' };
