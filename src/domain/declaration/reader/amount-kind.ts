import type { AmountKind, AmountPeriod } from '../risk.ts';
import { followingAmountCues, medicalAmountCues, strongAmountCues } from './lexicon/amount-cues.ts';

/** What the rest of the text is about, for sums whose own clause does not say what they are. */
export type MoneyTheme = {
  readonly medical: boolean;
  readonly education: boolean;
  readonly business: boolean;
  readonly accident: boolean;
  readonly work: boolean;
};

/** End of the last match of a global pattern, or -1. */
export function last(pattern: RegExp, text: string): number {
  if (text.length === 0) return -1;
  let end = -1;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    end = match.index + match[0].length;
    if (match[0].length === 0) pattern.lastIndex += 1;
  }
  return end;
}

/** The span a sum covers, by the words around it. */
export function periodOf(before: string, after: string): AmountPeriod {
  if (/^(?:块钱|块|元|钱)?(?:左右)?(?:的)?(?:\/|一个|每个?|一)月/.test(after)) return 'month';
  if (/^(?:块钱|块|元|钱)?(?:左右)?(?:的)?(?:\/|一|每)(?:学)?年/.test(after)) return 'year';
  const month = last(
    /(?<!住院|住了院?|这|前后|上|用了|干了|做了)(?:每个?月|一个?月|月月|月薪|月供|按月|\/月)/g,
    before,
  );
  const year = last(
    /(?<!这|住院|前后|用了|干了|做了)(?:每年|一年(?!级)|一学年|年收入|全年|年年)/g,
    before,
  );
  if (month < 0 && year < 0) return 'once';
  return month > year ? 'month' : 'year';
}

/**
 * What a sum is: the nearest cue before it in its clause, else directly after it, else in the clause before or after.
 * `before` and `after` end at the next sum or clause; `earlier` and `later` reach beyond.
 */
export function kindOf(
  before: string,
  after: string,
  period: AmountPeriod,
  theme: MoneyTheme,
  earlier: string,
  later: string,
): AmountKind {
  const medical = theme.medical || theme.accident;
  if (
    /(?:每个?月|一个?月|每年)[^，。]{0,8}还(?!欠|剩|有|差|没|要(?!还)|得|不|能|是|靠|挣|贴)/.test(
      before,
    )
  )
    return 'debt_payment';
  if (
    /(?:保险|对方|老板|工头|司机|车主|肇事|工地|厂里|厂长|厂头|公司|矿上|学校|包工头|他们?家|人家)[^，。]{0,8}(?:赔|给了|垫了|拿了|出了|已?付了?|已经?给||甩了|丢了|只给|只出|才给|掏了|认了)/.test(
      before,
    ) &&
    (theme.accident || /赔/.test(before)) &&
    !/工资|工钱/.test(before)
  )
    return 'compensation';
  // What others borrowed is no debt of the household.
  if (/^[^，。]{0,3}借给/.test(after) || /(?:借给[^，。]{0,8}|借了?我|欠我(?:家)?)$/.test(before))
    return /工|老板/.test(before + earlier) ? 'unpaid_wage' : 'other';
  if (
    /还(?:有|剩|差|欠)[^，。贷]{0,3}$/.test(before) &&
    /贷|欠|债|账|借/.test(before + earlier) &&
    !/手术|住院|药/.test(before)
  )
    return 'debt';
  if (medical && /(?:手术|移植)费(?:就|都)?$/.test(before) && !/花|报/.test(after))
    return 'medical_needed';
  if (medical && /押金[^，。]{0,3}(?:交|缴)了$/.test(before))
    return theme.education && !theme.medical ? 'education_cost' : 'medical_total';
  if (
    period === 'once' &&
    /(?:压|拖|欠)了?[^，。]{0,6}没(?:给|发|结)/.test(earlier + before) &&
    theme.work
  )
    return 'unpaid_wage';
  if (theme.work && /^[^，。]{0,3}，?(?:到)?(?:现在|如今)[^，。]{0,5}没(?:给|发|结)/.test(later))
    return 'unpaid_wage';
  const unpaid =
    /欠|差|拖/.test(before) && /^[^，。]{0,6}(?:工资|工钱|薪|血汗钱|劳务费)/.test(after);
  if (unpaid) return 'unpaid_wage';
  if (
    /^[^，。]{0,3}的?(?:工资|工钱|薪|血汗钱|劳务费|辛苦钱)/.test(after) &&
    /没|欠|拖|跑|不给|水漂|要不/.test(before + after + later)
  )
    return 'unpaid_wage';
  const following = followingAmountCues.find(([, cue]) => cue.test(after))?.[0] ?? null;
  if (following === 'debt' && /房贷|车贷|月供|每个?月|一个?月/.test(before)) return 'debt_payment';
  if (
    following === 'debt' &&
    /没还|未还|还不上|还不起|外债|贷款|账|债|饥荒|窟窿/.test(after.slice(0, 9))
  )
    return 'debt';
  let kind: AmountKind | null = null;
  let nearest = -1;
  for (const [candidate, cue] of strongAmountCues) {
    const end = last(cue, before);
    if (end > nearest) {
      nearest = end;
      kind = candidate;
    }
  }
  // 工钱一共三万六，要到现在一分没见到.
  if (
    kind === 'wage' &&
    period === 'once' &&
    /一分(?:钱)?(?:都|也)?没|没(?:见|看|拿|给|结|发|得|要)(?:到|着|回来)?(?=[，。]|$)|要不/.test(
      later,
    )
  )
    return 'unpaid_wage';
  // 欠我两个月，一共九千四, after a boss was named.
  if (kind === 'debt' && /欠(?:了)?(?:我|他|她)[^，。]{0,8}$/.test(before) && theme.work)
    return 'unpaid_wage';
  if (following === 'medical_self_paid' && (kind === 'savings' || kind === 'other'))
    return following;
  if (following === 'unpaid_wage' && (kind === 'wage' || kind === 'savings' || kind === 'other'))
    return following;
  if (kind === null && following !== null) return following;
  const spent = last(medicalAmountCues, before);
  // 卡里的钱看病花了三千: what it went on counts more than where it lay.
  if (
    medical &&
    spent > nearest + 2 &&
    (kind === 'savings' || kind === 'transport_cost' || kind === 'other')
  )
    kind = null;
  if (
    kind === null &&
    (spent <= 0 || !medical || /^(?:，|现在|总共|一共|前后|就|是|剩下|的|还)*$/.test(before))
  ) {
    // 拖欠工资三个月，一共一万八: the clause before says what it is.
    let back = -1;
    for (const [candidate, cue] of strongAmountCues) {
      const end = last(cue, earlier);
      if (end > back) {
        back = end;
        kind = candidate;
      }
    }
    if (last(medicalAmountCues, earlier) > back && medical) kind = null;
    if (kind === null && period !== 'once' && /大学|高中|读书|上学|幼儿园|大专|读研/.test(earlier))
      kind = 'education_cost';
  }
  // 三四万，都是东拼西凑借的: only the next clause says it.
  if (
    kind === null &&
    spent < 0 &&
    !/要|花|交|得/.test(before) &&
    /^[^。]{0,20}(?:借|欠|贷|东拼西凑|凑的)/.test(later)
  )
    return 'debt';
  if (kind === null && /花|用|交|要|得|共|总/.test(before) && earlier !== '') {
    // 花了三万 after a clause that says on what.
    for (const [candidate, cue] of strongAmountCues) {
      if (candidate !== 'education_cost' && candidate !== 'transport_cost') continue;
      if (last(cue, earlier) >= 0 && !/住院|手术|医/.test(before)) kind = candidate;
    }
  }
  if (
    kind === null &&
    period === 'month' &&
    /洗碗|餐馆|扫地|保洁|做工|矿|厂|工地|上班|打工|干活|做工|跑车/.test(before)
  )
    return 'wage';
  if (kind === null && spent >= 0 && medical) kind = 'medical_total';
  if (kind === null && spent >= 0 && theme.education && !medical) kind = 'education_cost';
  if (kind === null && /支出|开销|费用|花销/.test(before) && /读|大学|上学/.test(earlier))
    kind = 'education_cost';
  if (kind === null) {
    if (/药|医院|手术|住院|治|医/.test(before)) kind = 'medical_total';
    else if (period === 'month' && theme.work) kind = 'wage';
    else if (theme.business) kind = 'business_loss';
    else if (medical && /要|得|需/.test(before)) kind = 'medical_needed';
    else if (medical && /要(?:装|做|换|开|动|治|住|转)[^，。]{0,8}，$/.test(earlier))
      kind = 'medical_needed';
    else kind = medical ? 'medical_total' : theme.education ? 'education_cost' : 'other';
  }
  if (
    kind === 'medical_total' &&
    /(?:要|需|得)(?:个|准备|交|出|花|先交)?$/.test(before) &&
    !/药|花了|检查/.test(before) &&
    period === 'once'
  )
    kind = 'medical_needed';
  if (kind === 'medical_needed' && !medical && theme.education) kind = 'education_cost';
  // A span makes treatment recurring; what the family pays of it stays self-paid.
  if (
    (kind === 'medical_total' || kind === 'medical_needed') &&
    (period === 'month' || period === 'year')
  )
    kind = 'medical_recurring';
  if (kind === 'debt' && (period === 'month' || (period === 'year' && /还|利/.test(before))))
    kind = 'debt_payment';
  if (kind === 'wage' && period === 'year') kind = 'income_annual';
  // 补贴只有一千五: what is had is named before.
  if (kind === 'savings') {
    const income =
      /(补贴|补助|低保|养老金?|退休金?|工资|收入)[^，。]{0,5}(?:只有|才|剩|就)[^，。]{0,3}$/.exec(
        before,
      );
    if (income) kind = /工资|收入/.test(income[0]) ? 'wage' : 'other';
  }
  if (
    kind === 'medical_total' &&
    /全(?:部|都)?是?自(?:费|己(?:出|掏|付))[^。]{0,8}$/.test(earlier + before)
  )
    kind = 'medical_self_paid';
  if (kind === 'medical_needed' && /学校[^，。]{0,6}$/.test(before)) kind = 'education_cost';
  if (kind === 'business_loss' && theme.accident && /赔/.test(before) && !theme.business)
    kind = 'compensation';
  if (kind === 'compensation' && theme.business && !theme.accident && /赔(?:了|进|光)/.test(before))
    kind = 'business_loss';
  return kind;
}
