/** Words for issue tickets (问题工单) that several conversations share: topics, steps, ways and reasons. */
import type { AlarmKind, UnrealReason } from '#src/domain/alarm/alarm.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { FixWay, IssueState, IssueStep, NotSoReason } from '#src/domain/ticket/issue.ts';

/** As farmers say it; on buttons and in lists. */
const TOPICS: Readonly<Record<RoutingTopic, string>> = {
  identification: '困难申报',
  'compulsory-education': '孩子上学',
  'education-aid': '上学补助',
  'medical-insurance': '医保报销',
  'medical-relief': '看病救助',
  'village-clinic': '村里看病',
  housing: '房子不安全',
  'drinking-water': '吃水用水',
  'social-assistance': '低保救助',
  disability: '残疾人服务',
  employment: '找活干',
  'unpaid-wages': '被欠工钱',
  'small-loans': '小额贷款',
  'unsold-produce': '东西卖不掉',
  insurance: '保险赔付',
  relocation: '搬迁后的事',
  'resident-teams': '驻村工作',
  conduct: '干部作风',
  inspection: '检查督查',
};
export const issueTopic = (topic: RoutingTopic): string => TOPICS[topic];

const STEPS: Readonly<Record<IssueStep, string>> = {
  begun: '开始办了',
  'moved-out': '人已搬出来',
  'appraised-safe': '鉴定：安全',
  'appraised-dangerous': '鉴定：是危房',
  renovated: '改造完了',
  accepted: '验收合格',
  persuaded: '劝过了，还没回',
  'back-at-school': '孩子回校了',
  'body-reason': '身体原因上不了',
  'home-teaching': '安排送教上门',
  'water-carried': '已经应急送水',
};
export const stepLabel = (step: IssueStep): string => STEPS[step];

const WAYS: Readonly<Record<FixWay, string>> = {
  repaired: '修好了',
  paid: '钱已补上',
  arranged: '安排好了',
  explained: '按政策讲清了',
  'over-by-itself': '自己好了',
};
export const wayLabel = (way: FixWay): string => WAYS[way];

const NOT_SO: Readonly<Record<NotSoReason, string>> = {
  'no-such-trouble': '没有这个情况',
  'over-already': '已经解决了',
  'in-hand-elsewhere': '别的单位在办',
};
export const notSoLabel = (reason: NotSoReason): string => NOT_SO[reason];

/** What is put right on the spot and so may be said to be done by a day, once it was found true; money and aid never are. */
const REPAIRED: ReadonlySet<RoutingTopic> = new Set(['housing', 'drinking-water']);

/** By when and how it goes on. Before somebody looked nothing is promised; of aid never more than an answer. */
export function issueOutlook(topic: RoutingTopic, by: string, verified: boolean): string {
  if (!REPAIRED.has(topic)) return `${by}前给您结果`;
  return verified ? `${by}前办好` : `属实的，${by}前办好`;
}

const STATES: Readonly<Record<IssueState['tag'], string>> = {
  reported: '等核实',
  'not-so': '核实不属实',
  verified: '属实，等解决',
  fixing: '正在解决',
  fixed: '办好了，等回访',
  closed: '已经办结',
};
export const issueStateLabel = (state: IssueState['tag']): string => STATES[state];

/** The same for who told of it. */
const OWN_STATES: Readonly<Record<IssueState['tag'], string>> = {
  reported: '收到了，等人来看',
  'not-so': '看过了，没看到说的情况',
  verified: '看过了，情况是这样，等着办',
  fixing: '正在办',
  fixed: '办过了，等您说解决没有',
  closed: '办结了',
};
export const ownIssueStateLabel = (state: IssueState['tag']): string => OWN_STATES[state];

const ALARMS: Readonly<Record<AlarmKind, string>> = {
  'big-medical-cost': '医疗费用负担重',
  'not-insured': '没有参加医保',
  'grave-illness': '新得大病',
  'aid-stopped': '低保或救助停了',
  'aid-granted': '新纳入低保或救助',
  'severe-disability': '新评为重度残疾',
  'out-of-school': '孩子没有在校',
  'dangerous-house': '危房有人住',
  'unsafe-water': '饮水不达标',
  'lost-job': '务工人员没活干',
  'zero-employment': '全家没人就业',
  'unpaid-wages': '被欠工钱',
  'disaster-loss': '受灾有损失',
  'unsold-produce': '农产品大面积卖不掉',
};
export const alarmLabel = (kind: AlarmKind): string => ALARMS[kind];

const UNREAL: Readonly<Record<UnrealReason, string>> = {
  'wrong-data': '名单不准',
  'over-already': '困难已经过去',
  'known-already': '早就在帮扶',
};
export const unrealLabel = (reason: UnrealReason): string => UNREAL[reason];
