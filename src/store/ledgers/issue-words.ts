/** The words of coded values in the ledgers of tickets, alarms and comparisons. */
import type { AlarmKind, AlarmState, UnrealReason } from '#src/domain/alarm/alarm.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { FixWay, IssueState, NotSoReason } from '#src/domain/ticket/issue.ts';
import type { ProduceClass } from '#src/domain/ticket/produce.ts';
import type { CodedWords } from './coded-words.ts';

export const TOPIC: CodedWords<RoutingTopic> = {
  identification: '识别认定',
  'compulsory-education': '义务教育',
  'education-aid': '教育资助',
  'medical-insurance': '参保和报销',
  'medical-relief': '医疗救助',
  'village-clinic': '村医和签约',
  housing: '住房安全',
  'drinking-water': '饮水安全',
  'social-assistance': '低保和救助',
  disability: '残疾人服务',
  employment: '就业',
  'unpaid-wages': '欠薪',
  'small-loans': '小额信贷',
  'unsold-produce': '农产品卖难',
  insurance: '保险',
  relocation: '易地搬迁',
  'resident-teams': '驻村管理',
  conduct: '干部作风',
  inspection: '督查',
};

export const ISSUE_STATE: CodedWords<IssueState['tag']> = {
  reported: '待核实',
  'not-so': '核实不属实',
  verified: '属实待办',
  fixing: '办理中',
  fixed: '已办，待回访',
  closed: '已办结',
};

export const FIX_WAY: CodedWords<FixWay> = {
  repaired: '修好',
  paid: '钱款补上',
  arranged: '已安排',
  explained: '按政策说明',
  'over-by-itself': '自行消除',
};

export const NOT_SO: CodedWords<NotSoReason> = {
  'no-such-trouble': '没有此情况',
  'over-already': '已经解决',
  'in-hand-elsewhere': '别处在办',
};

export const PRODUCE: CodedWords<ProduceClass> = {
  vegetables: '蔬菜',
  fruit: '水果',
  grain: '粮油',
  livestock: '牲畜',
  poultry: '家禽和蛋',
  herbs: '药材',
  tea: '茶叶',
  fish: '水产',
  other: '其他',
};

export const REPEAT_SCOPE = { household: '本户再发', village: '本村再发' } as const;

export const ALARM_KIND: CodedWords<AlarmKind> = {
  'big-medical-cost': '医疗费用负担重',
  'not-insured': '未参保',
  'grave-illness': '新患大病',
  'aid-stopped': '救助停发',
  'aid-granted': '新纳入救助',
  'severe-disability': '重度残疾',
  'out-of-school': '失学辍学',
  'dangerous-house': '危房住人',
  'unsafe-water': '饮水不达标',
  'lost-job': '失业返乡',
  'zero-employment': '零就业家庭',
  'unpaid-wages': '被欠薪',
  'disaster-loss': '受灾损失',
  'unsold-produce': '大面积滞销',
};

export const ALARM_STATE: CodedWords<AlarmState['tag']> = {
  received: '待核实',
  'not-real': '核实不属实',
  verified: '属实待处理',
  fixed: '已处理',
};

export const UNREAL: CodedWords<UnrealReason> = {
  'wrong-data': '名单不准',
  'over-already': '困难已过去',
  'known-already': '已在帮扶',
};
