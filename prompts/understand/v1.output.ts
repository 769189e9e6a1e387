/**
 * The only shape in which an answer to understand/v1 is taken. The lists are written out, not imported: a published version
 * keeps its words. `satisfies` stops the compiler when one of them is no longer known to the domain.
 */
import { z } from 'zod';
import type { Reading } from '#src/domain/declaration/reader/reading.ts';
import type {
  AmountKind,
  AmountPeriod,
  GuaranteeIssue,
  Intent,
  MemberFlag,
  Relation,
  Reporter,
  RiskType,
  SecondaryIntent,
  SubIntent,
  Urgency,
} from '#src/domain/declaration/risk.ts';

const intents = [
  'declaration',
  'question',
  'complaint',
  'other',
] as const satisfies readonly Intent[];

const subIntents = [
  'declare',
  'policy_question',
  'progress_query',
  'complaint_cadre',
  'complaint_unfair',
  'data_right_request',
  'withdraw',
  'exit_request',
  'crisis',
  'injection',
  'off_topic',
  'spam',
  'greeting',
] as const satisfies readonly SubIntent[];

const secondaryIntents = ['question', 'complaint'] as const satisfies readonly SecondaryIntent[];

const riskTypes = [
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
] as const satisfies readonly RiskType[];

const guaranteeIssues = [
  '义务教育',
  '基本医疗',
  '住房安全',
  '饮水安全',
] as const satisfies readonly GuaranteeIssue[];

const urgencies = ['emergency', 'high', 'normal', 'none'] as const satisfies readonly Urgency[];

const reporters = ['self', 'relative', 'third_party'] as const satisfies readonly Reporter[];

const relations = [
  ...(['本人', '配偶', '父', '母', '子', '女', '子女', '祖父', '祖母'] as const),
  ...(['孙子', '孙女', '孙辈', '兄弟', '姐妹', '公公', '婆婆', '岳父', '岳母'] as const),
  ...(['儿媳', '女婿', '亲属', '家庭成员', '邻居', '邻居子女'] as const),
] as const satisfies readonly Relation[];

const memberFlags = [
  ...(['大病', '慢性病', '残疾', '精神障碍', '受伤', '行动不便', '无劳动能力'] as const),
  ...(['失业', '被欠薪', '在校', '失学', '去世', '未参保', '受侵害'] as const),
] as const satisfies readonly MemberFlag[];

const amountKinds = [
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
] as const satisfies readonly AmountKind[];

const amountPeriods = ['once', 'month', 'year'] as const satisfies readonly AmountPeriod[];

// Limits are refinements, not schema keywords: servers differ in which keywords they take, and an answer is parsed here anyway.
const whole = (least: number, most: number): z.ZodType<number> =>
  z.number().refine((n) => Number.isInteger(n) && n >= least && n <= most);
/** A household's money never reaches a hundred million yuan; a larger figure is a misread number. */
const yuan = whole(0, 100_000_000);
const few = <T extends z.ZodType>(item: T) => z.array(item).refine((list) => list.length <= 40);

const member = z.strictObject({
  relation: z.enum(relations),
  age: whole(0, 130).nullable(),
  count: whole(1, 99),
  flags: few(z.enum(memberFlags)),
});

const amount = z
  .strictObject({
    kind: z.enum(amountKinds),
    min: yuan,
    max: yuan.nullable(),
    period: z.enum(amountPeriods),
  })
  .refine((sum) => sum.max === null || sum.min <= sum.max);

/** `names`: full names, and placeholders such as [姓名1], exactly as they stand in the words. */
export type Understood = Omit<Reading, 'pii'> & { readonly names: readonly string[] };

export const understoodV1 = z.strictObject({
  intent: z.enum(intents),
  subIntent: z.enum(subIntents),
  secondaryIntents: few(z.enum(secondaryIntents)),
  riskTypes: few(z.enum(riskTypes)),
  guaranteeIssues: few(z.enum(guaranteeIssues)),
  urgency: z.enum(urgencies),
  reporter: z.enum(reporters),
  householdSize: whole(1, 60).nullable(),
  membersAffected: few(member),
  amounts: few(amount),
  names: few(z.string().refine((name) => name.length <= 40)),
}) satisfies z.ZodType<Understood>;
