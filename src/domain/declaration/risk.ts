/**
 * Closed lists of the reading of a farmer's words: what may be named, in the order in which it is printed.
 * The words are the field's own (监测对象 forms), so they stay Chinese; nothing outside these lists is ever produced.
 */

/** Causes of hardship (致贫返贫风险类型), in the order in which a reading lists them. */
export const riskTypes = [
  '因病',
  '因残',
  '因学',
  '因自然灾害',
  '因意外事故',
  '因产业项目失败',
  '因务工就业不稳',
  '因缺劳动力',
  '住房安全',
  '饮水安全',
  '其他',
] as const;
export type RiskType = (typeof riskTypes)[number];

/** Guarantees (三保障和饮水安全) that a household may lack. Housing and water are risk types as well. */
export const guaranteeIssues = ['义务教育', '基本医疗', '住房安全', '饮水安全'] as const;
export type GuaranteeIssue = (typeof guaranteeIssues)[number];

/** `emergency`: life or safety in danger now. `none`: no hardship was reported. */
export const urgencies = ['emergency', 'high', 'normal', 'none'] as const;
export type Urgency = (typeof urgencies)[number];

/** What a message is. A present hardship of a concrete household makes it a declaration (申报), whatever its form. */
export const intents = ['declaration', 'question', 'complaint', 'other'] as const;
export type Intent = (typeof intents)[number];

/** The sub-intents each intent admits. */
export const subIntents = {
  declaration: ['declare'],
  question: ['policy_question', 'progress_query'],
  complaint: ['complaint_cadre', 'complaint_unfair', 'data_right_request'],
  other: [
    'data_right_request',
    'withdraw',
    'exit_request',
    'crisis',
    'injection',
    'off_topic',
    'spam',
    'greeting',
  ],
} as const satisfies Record<Intent, readonly string[]>;
export type SubIntent = (typeof subIntents)[Intent][number];

/** What a declaration may carry beside the hardship. */
export const secondaryIntents = ['question', 'complaint'] as const;
export type SecondaryIntent = (typeof secondaryIntents)[number];

/** Who writes: one of the household, a relative writing for another household, or anybody else. */
export const reporters = ['self', 'relative', 'third_party'] as const;
export type Reporter = (typeof reporters)[number];

/** Relation of an affected person, seen from the writer. The last two stand for anybody outside the writer's family. */
export const relations = [
  '本人',
  '配偶',
  '父',
  '母',
  '子',
  '女',
  '子女',
  '祖父',
  '祖母',
  '孙子',
  '孙女',
  '孙辈',
  '兄弟',
  '姐妹',
  '公公',
  '婆婆',
  '岳父',
  '岳母',
  '儿媳',
  '女婿',
  '亲属',
  '家庭成员',
  '邻居',
  '邻居子女',
] as const;
export type Relation = (typeof relations)[number];

/** What weighs on an affected person. 失学 goes with 义务教育, 未参保 with 基本医疗, never one without the other. */
export const memberFlags = [
  '大病',
  '慢性病',
  '残疾',
  '精神障碍',
  '受伤',
  '行动不便',
  '无劳动能力',
  '失业',
  '被欠薪',
  '在校',
  '失学',
  '去世',
  '未参保',
  '受侵害',
] as const;
export type MemberFlag = (typeof memberFlags)[number];

/** What a sum of money is. */
export const amountKinds = [
  'medical_total',
  'medical_reimbursed',
  'medical_self_paid',
  'medical_needed',
  'medical_recurring',
  'education_cost',
  'wage',
  'unpaid_wage',
  'debt',
  'debt_payment',
  'business_loss',
  'compensation',
  'donation',
  'savings',
  'income_annual',
  'insurance_premium',
  'transport_cost',
  'other',
] as const;
export type AmountKind = (typeof amountKinds)[number];

/** The span a sum covers. A span that is neither month nor year (a semester, half a year) is `once`. */
export const amountPeriods = ['once', 'month', 'year'] as const;
export type AmountPeriod = (typeof amountPeriods)[number];
