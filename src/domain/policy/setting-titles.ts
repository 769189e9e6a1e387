/** What each parameter is called by people, and in which group they look for it; the order is the order of reading. */
import type { SettingName } from './settings.ts';

/** Groups of parameters in the order they are shown. */
export const settingGroups = [
  '称呼和机构',
  '识别范围和收入',
  '识别认定',
  '帮扶和风险消除',
  '办理时限',
  '走访和排查',
  '提醒',
  '队伍、会议和报告',
  '分工',
  '保障政策',
  '工具箱',
  '考核指标',
  '个人信息',
] as const;
export type SettingGroup = (typeof settingGroups)[number];

const TITLES: Readonly<Record<SettingGroup, Partial<Readonly<Record<SettingName, string>>>>> = {
  称呼和机构: {
    'terms.object': '对象的称呼',
    'terms.household': '家庭的称呼',
    'terms.low_income': '低收入人群的称呼',
    'terms.exited_poverty': '脱贫户的称呼',
    target_groups: '监测对象类别',
    'posts.titles': '岗位名称',
    'bureau.name': '主管部门',
    departments: '各部门名称',
    'area.levels': '地区层级',
    hotline: '咨询电话',
    'emergency.numbers': '紧急电话',
  },
  识别范围和收入: {
    scope: '监测范围（人群）',
    'monitor_line.yuan': '监测范围（元/人·年）',
    'monitor_line.expression': '监测线公式',
    'monitor_line.inputs': '监测线公式要填的数',
    'income_floor_target.yuan': '低收入群体收入目标（元/人·年）',
    income_gap_ratio: '收入差距比例',
    'city.disposable_income_yuan': '全市农村居民人均可支配收入（元/年）',
    'income.net': '家庭纯收入算法',
    'income.reference': '收入参考范围算法',
    'income.window_months': '收入计算期（月）',
    'income.expense_causes': '要问刚性支出的原因',
    'category.sudden': '突发严重困难户',
    household_classes: '分类走访的家庭',
    risk_types: '风险类型',
    channels: '线索来源',
    asset_questions: '请村里说明的资产',
    'insurance.five_none': '综合防贫保险的“五无”',
  },
  识别认定: {
    'case.steps': '识别步骤',
    'clock.identify': '识别认定时限',
    'clock.accept': '受理',
    'clock.verify': '入户核实',
    'clock.authorise': '承诺授权',
    'clock.village_review': '村级研判',
    'clock.town_review': '乡镇审核',
    'clock.county_decision': '县级审定',
    'clock.objection': '异议核查',
    'clock.confirm_proposal': '不立案、并案的复核',
    'publicity.min_days': '公示最短天数',
    'publicity.before_town_review': '公示在乡镇审核之前',
    'publicity.fields': '公示内容',
    auth_commitment_required: '必须有承诺授权',
    'village_review.period': '村级研判周期',
    'suspension.reasons': '可以暂停计时的理由',
    'suspension.max_days': '暂停合计最长（天）',
    'clock.relief': '先帮后补手续',
  },
  帮扶和风险消除: {
    'clock.plan': '明确责任人和措施',
    'clock.measure_start': '第一项措施开始',
    'plan.rule.labour': '有劳动力的家庭',
    'plan.rule.no_labour': '没有劳动力的家庭',
    'plan.rule.handout': '不能单独成为措施的',
    'elim.min_months': '风险消除最短时间',
    'elim.min_measures': '风险消除前至少落实措施（项）',
    'elim.conditions': '风险消除条件',
    'elim.condition_strengths': '风险消除条件和记录对不上时',
    'elim.evidence_max_days': '收支核算、走访多久内算数（天）',
    'elim.no_labour_stays': '整户无劳动力的不标注消除',
    'elim.steps': '风险消除步骤',
    'elim.spot_check_share': '县级抽查比例',
    'elim.rate_target': '风险消除率（只在县级显示）',
    'elim.long_case_years': '多少年未消除要逐户研判（年）',
    'clock.long_case_review': '长期未消除的逐户研判',
  },
  办理时限: {
    'clock.answer_farmer': '答复农户',
    'clock.answer_refusal': '答复不予纳入',
    'clock.call_farmer': '打电话给农户',
    'clock.check_match': '核对是哪一户',
    'clock.ticket.verify': '问题工单核实',
    'clock.ticket.fix': '问题工单解决',
    'clock.alarm.verify': '预警核实',
    'clock.alarm.fix': '预警整改',
    'clock.call_back': '办结后回访',
    'clock.rights_request': '个人信息请求',
    'clock.door_to_door': '上门告知',
    'clock.explain_breach': '说明超期原因',
    'clock.approve_notice': '审批通知',
    'draft.silent_days': '没填完的申报多少天后打电话（天）',
    'notice.silent_days': '通知多少天没点已知晓算没收到（天）',
  },
  走访和排查: {
    'visit.monitored.per_month': '监测户每月走访（次）',
    'visit.exited_poverty.months': '脱贫户走访月份',
    'visit.all_households.per_year': '所有农户每年走访（次）',
    'visit.verifiers': '入户核实人数',
    'visit.monthly_visitors': '日常走访人数',
    'campaign.quarters': '集中排查的季度',
    'campaign.team_size': '集中排查一组人数',
  },
  提醒: {
    'reminder.ladder': '提醒级别',
    'reminder.digest': '每日汇总时间',
    'reminder.red_repeat_days': '超期变红以后多久再提醒（天）',
    'reminder.quiet': '免打扰时间',
    'farmer.quiet': '农户免打扰时间',
    'alert.repeat_minutes': '危急情况多久没人接手再上报（分钟）',
    'alert.chain': '危急情况上报顺序',
    'broadcast.groups': '通知人群',
  },
  '队伍、会议和报告': {
    'staff.info_officers': '信息员人数',
    'staff.water_keeper_per_village': '每村水管员',
    'staff.industry_guide_per_village': '每村产业指导员',
    'presence.min_ratio': '驻村干部在村时间比例',
    'post.min_term_years': '驻村任期（年）',
    'data_match.period': '数据比对周期',
    'data_match.departments': '数据比对部门',
    'report.monthly': '月报日期',
    'report.yearly': '年度报告日期',
    'meeting.dispatch': '专班调度',
    'meeting.special': '专题会议',
    'meeting.county': '县级会议研究',
    'meeting.town': '乡镇会议研究',
    'meeting.joint': '联席会议',
    recurring_duties: '定期工作',
  },
  分工: {
    'routing.topics': '哪类事归哪个部门',
    'ticket.topics': '可以报的问题',
    'routing.table': '责任分工表',
  },
  保障政策: {
    'home_teaching.per_month': '每月送教上门（次）',
    'home_teaching.ages': '送教上门年龄（岁）',
    'water.thresholds': '饮水安全标准',
    'water.fee_rate': '水费收缴率',
    'medical.enrol_target': '医保参保率',
    'medical.big_cost_yuan': '高额医疗费用（元）',
    'medical.nets': '医疗费用报销顺序',
    'social_aid.classes': '社会救助分类',
    'housing.rule': '住房安全',
    'housing.occupied_is_emergency': '危房住人算紧急情况',
    'edu.aid_scope': '教育资助范围',
    'edu.aid_local_only': '教育资助只给本地户籍',
    'edu.loan_yuan': '助学贷款（元/年）',
    'award.industry_cap_yuan': '到户产业奖补上限（元/户·年）',
    'award.industry_ways': '到户产业奖补条件',
    'jobs.min_per_household': '每户至少就业（人）',
    'jobs.total_target': '就业规模（人）',
    'jobs.graduate_rate': '毕业生就业率',
    'loan.overdue_max': '小额信贷逾期率上限',
    'income_plan.quarters': '增收计划季度',
  },
  工具箱: { toolbox: '帮扶措施' },
  考核指标: { kpis: '考核指标' },
  个人信息: { 'privacy.retention_months': '保存期限（月）' },
};

const BY_NAME: ReadonlyMap<string, { readonly group: SettingGroup; readonly title: string }> =
  new Map(
    settingGroups.flatMap((group) =>
      Object.entries(TITLES[group]).map(([name, title]) => [name, { group, title }] as const),
    ),
  );

/** All parameters in reading order with group and title; one nobody gave a title yet comes last under its own name. */
export function settingsInOrder<Name extends string>(
  names: readonly Name[],
): readonly { readonly name: Name; readonly group: SettingGroup | null; readonly title: string }[] {
  const order = [...BY_NAME.keys()];
  const place = (name: string): number => {
    const at = order.indexOf(name);
    return at < 0 ? order.length : at;
  };
  return [...names]
    .sort((a, b) => place(a) - place(b))
    .map((name) => {
      const known = BY_NAME.get(name);
      return { name, group: known?.group ?? null, title: known?.title ?? name };
    });
}
