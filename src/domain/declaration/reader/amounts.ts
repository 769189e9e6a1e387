import type { AmountKind, AmountPeriod } from '../risk.ts';
import {
  countedMany,
  countedThing,
  followingAmountCues,
  medicalAmountCues,
  strongAmountCues,
  unitPriceAfter,
  unitPriceBefore,
} from './lexicon/amount-cues.ts';
import { type Numeral, numerals } from './numerals.ts';
import type { Amount } from './reading.ts';

/** What the rest of the text is about, for sums whose own clause does not say what they are. */
export type MoneyTheme = {
  readonly medical: boolean;
  readonly education: boolean;
  readonly business: boolean;
  readonly accident: boolean;
  readonly work: boolean;
};

/** A sum with its place in the plain text, so that callers may leave out sums of hypothetical or settled clauses. */
export type PlacedAmount = Amount & { readonly start: number; readonly end: number };

type Sum = {
  readonly start: number;
  readonly end: number;
  readonly min: number;
  readonly max: number | null;
  readonly said: Numeral;
};

const currency =
  /^(?:块钱|块|元钱|元整|元|圆|大洋|人民币|rmb|RMB|钱)(?!地|田|石|板|肉|砖|瓦|玻璃|骨)/;
const hotline = /^(?:110|119|120|122|12345|12348|12356|12317|12333|12315|12328|12355|12338)$/;
const moneyWords =
  /花|欠|借|贷|工资|费|钱|付|交|垫|掏|报|赔|补|挣|赚|亏|损失|差|收入|存|押金|捐|筹|剩|拿|给|还|债|账|缴|租|薪|投|自费|凑|要|领|寄|转|骗|卖|攒|涨|降|医保|房租|低保|补|养老|药|一个?月|每个?月|一年|一共|总共|¥|￥/;
const atMost =
  /(?:不到|不足|不满|没到|落不下|落不到|落不了|剩不下|剩不到|挣不到|挣不了|挣不上|挣不下|不超过|最多也?就?|顶多也?就?|至多|撑死|存不下|攒不下|赚不到|赚不了|卖不到|卖不上|没超过|低于|少于)(?:个|了|有)?$/;
const atLeast =
  /(?:不止|超过|不下|不低于|不少于|至少|起码|少说也?|最少|高于|多于)(?:要|得|有|花了|是|准备|要准备|还要|需要)?$/;
const openAfter =
  /^(?:块钱|块|元钱|元)?(?:都|还)?(?:以上|出头|开外|往上|不止|还多|挂零|打不住|有余|朝上|冒头|多)/;
const atMostAfter =
  /^(?:块钱|块|元钱|元)?(?:都|还|也)?(?:不到|没到(?!账|手|位|期)|不足|以内|以下|之内)/;

/** End of the last match of a global pattern, or -1. */
function last(pattern: RegExp, text: string): number {
  if (text.length === 0) return -1;
  let end = -1;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    end = match.index + match[0].length;
    if (match[0].length === 0) pattern.lastIndex += 1;
  }
  return end;
}

function merged(text: string): readonly Sum[] {
  const sums: Sum[] = [];
  const said = numerals(text);
  for (let i = 0; i < said.length; i += 1) {
    const one = said[i];
    const next = said[i + 1];
    if (!one) continue;
    const between = next ? text.slice(one.end, next.start) : '';
    if (next && /^(?:块钱|块|元)?(?:到|至|-|~|、)$/.test(between) && one.max !== null) {
      // 3到5万: the first figure takes the unit of the second.
      const factor =
        !one.scaled && next.min >= 100 && one.min < 100
          ? unitOf(text.slice(next.start, next.end))
          : 1;
      const min = one.min * factor;
      if (min < next.min) {
        sums.push({ start: one.start, end: next.end, min, max: next.max, said: next });
        i += 1;
        continue;
      }
    }
    sums.push({ start: one.start, end: one.end, min: one.min, max: one.max, said: one });
  }
  return sums;
}

function unitOf(words: string): number {
  if (/[万wW]/.test(words)) return 10_000;
  if (/[千kK]/.test(words)) return 1000;
  if (/百/.test(words)) return 100;
  return 1;
}

function isMoney(text: string, sum: Sum, clause: string): boolean {
  const after = text.slice(sum.end, sum.end + 8);
  const words = text.slice(sum.start, sum.end);
  const prior = text.slice(Math.max(0, sum.start - 4), sum.start);
  if (sum.min <= 0 || /[#某]/.test(text.charAt(sum.start - 1)) || /^[#]/.test(after)) return false;
  const hasCurrency =
    currency.test(after.replace(/^[多来把]/, '')) || /(?:¥|￥|人民币)$/.test(prior);
  if (hasCurrency) return !(sum.min < 2 && /^块(?!钱)/.test(after) && !moneyWords.test(clause));
  if (hotline.test(words)) return false;
  if (/[a-zA-Z]$/.test(prior) || /^[a-zA-Z]/.test(after)) return false;
  const big = sum.said.scaled && sum.min >= 1000;
  if (big ? countedMany.test(after) : countedThing.test(after)) return false;
  if (/第$|[零〇一二三四五六七八九\d]$/.test(prior)) return false;
  if (big)
    return (
      !/^(?:分|千|万)$/.test(words) &&
      (words.length > 1 || moneyWords.test(clause)) &&
      !/^(?:千万|万一|万分|万万)$/.test(words)
    );
  if (sum.said.scaled && sum.min >= 100) return words.length > 1 && moneyWords.test(clause);
  return (
    sum.min >= 100 && /^\d/.test(words) && moneyWords.test(clause) && !/^(?:19|20)\d\d$/.test(words)
  );
}

function periodOf(before: string, after: string): AmountPeriod {
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

function kindOf(
  before: string,
  after: string,
  period: AmountPeriod,
  theme: MoneyTheme,
  earlier: string,
  later: string,
): AmountKind {
  const medical = theme.medical || theme.accident;
  if (/(?:每个?月|一个?月|每年)[^，。]{0,8}还(?!欠|剩|有|差|没)/.test(before))
    return 'debt_payment';
  if (
    /(?:保险|对方|老板|工头|司机|车主|肇事|工地|厂里|矿上|学校)[^，。]{0,8}(?:赔|给了|垫了|拿了|出了)/.test(
      before,
    ) &&
    (theme.accident || /赔/.test(before)) &&
    !/工资|工钱/.test(before)
  )
    return 'compensation';
  const unpaid =
    /欠|差|拖/.test(before) && /^[^，。]{0,6}(?:工资|工钱|薪|血汗钱|劳务费)/.test(after);
  if (unpaid) return 'unpaid_wage';
  const following = followingAmountCues.find(([, cue]) => cue.test(after))?.[0] ?? null;
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
  if (kind === null && spent >= 0 && medical) kind = 'medical_total';
  if (kind === null && spent >= 0 && theme.education && !medical) kind = 'education_cost';
  if (kind === null) {
    if (/药|医院|手术|住院|治|医/.test(before)) kind = 'medical_total';
    else if (period === 'month' && theme.work) kind = 'wage';
    else if (theme.business) kind = 'business_loss';
    else if (medical && /要|得|需/.test(before)) kind = 'medical_needed';
    else kind = medical ? 'medical_total' : theme.education ? 'education_cost' : 'other';
  }
  // A span makes treatment recurring; what the family pays of it stays self-paid.
  if (
    (kind === 'medical_total' || kind === 'medical_needed') &&
    (period === 'month' || period === 'year')
  )
    kind = 'medical_recurring';
  if (kind === 'debt' && (period === 'month' || (period === 'year' && /还|利/.test(before))))
    kind = 'debt_payment';
  if (kind === 'wage' && period === 'year') kind = 'income_annual';
  if (kind === 'business_loss' && theme.accident && /赔/.test(before) && !theme.business)
    kind = 'compensation';
  if (kind === 'compensation' && theme.business && !theme.accident && /赔(?:了|进|光)/.test(before))
    kind = 'business_loss';
  return kind;
}

/** All sums of money in a plain text with their kinds. Unit prices, counts and hotline numbers are left out. */
export function amountsIn(text: string, theme: MoneyTheme): readonly PlacedAmount[] {
  const found: PlacedAmount[] = [];
  const sums = merged(text);
  let previousEnd = 0;
  for (const [index, sum] of sums.entries()) {
    const left = text.slice(Math.max(0, sum.start - 24), sum.start);
    const clauseStart = sum.start - left.length + Math.max(0, last(/[，。；！？\n]/g, left));
    const clauseEnd = text.slice(sum.end, sum.end + 24).search(/[，。；！？\n]/);
    const after = text.slice(sum.end, clauseEnd < 0 ? sum.end + 24 : sum.end + clauseEnd);
    const wholeBefore = text.slice(clauseStart, sum.start);
    const before = text.slice(Math.max(clauseStart, previousEnd), sum.start);
    const clause = wholeBefore + after;
    const nearClause = clause + text.slice(Math.max(0, clauseStart - 12), clauseStart);
    if (!isMoney(text, sum, nearClause)) continue;
    const earlier = text.slice(Math.max(previousEnd, clauseStart - 24, 0), clauseStart);
    const sentence = earlier.slice(earlier.lastIndexOf('。') + 1);
    const isPremium =
      /医保|保险|参保/.test(clause) || (/医保|保险/.test(sentence) && /一个人|每人/.test(clause));
    if ((unitPriceBefore.test(wholeBefore) || unitPriceAfter.test(after)) && !isPremium) {
      previousEnd = sum.end;
      continue;
    }
    let { min, max } = sum;
    const closed = currency.exec(after);
    const rest = closed ? after.slice(closed[0].length) : after;
    if (atMost.test(wholeBefore) || atMostAfter.test(after)) {
      max = max ?? min;
      min = 0;
    } else if (
      atLeast.test(wholeBefore) ||
      openAfter.test(after) ||
      /^[多几](?![年月天个])/.test(rest)
    )
      max = null;
    // 三千块都拿不出来 says what is not there.
    if (/^(?:块钱|块|元|钱)*(?:都|也)(?:拿不出|摸不出|掏不出|没有?(?=[，。]|$))/.test(after)) {
      previousEnd = sum.end;
      continue;
    }
    const next = sums[index + 1];
    const afterOwn =
      next && next.start < sum.end + after.length ? text.slice(sum.end, next.start) : after;
    const period = periodOf(wholeBefore, after);
    const kind =
      isPremium && /一个人|每人|每个人|保费|医保费|交不起/.test(clause) && !/报/.test(before)
        ? 'insurance_premium'
        : kindOf(
            before === '' ? wholeBefore : before,
            afterOwn,
            period,
            theme,
            sentence,
            text.slice(sum.end, sum.end + 24),
          );
    previousEnd = sum.end;
    const monthly = kind === 'wage' && period === 'once' ? 'month' : period;
    // Small change in a tale of trade is a price (今年八块都没人要).
    if (
      sum.min < 100 &&
      !['savings', 'medical_needed', 'wage', 'other', 'education_cost', 'transport_cost'].includes(
        kind,
      )
    )
      continue;
    found.push({ kind, min, max, period: monthly, start: sum.start, end: sum.end });
  }
  return found;
}

/** One sum said twice counts once; of a loan and what is still owed of it, the latter stays. */
export function withoutRepeats(amounts: readonly PlacedAmount[], text: string): readonly Amount[] {
  const kept: PlacedAmount[] = [];
  for (const amount of amounts) {
    const before = text.slice(Math.max(0, amount.start - 4), amount.start);
    const same = kept.find((other) => other.min === amount.min && other.max === amount.max);
    if (same && (same.kind === amount.kind || /[这那]$/.test(before))) continue;
    if (
      amount.kind === 'debt' &&
      /(?:还欠|还剩|还有|仍欠|剩|变成|滚成|滚到|涨到)[^，。]{0,5}$/.test(
        text.slice(Math.max(0, amount.start - 8), amount.start),
      )
    ) {
      const loan = kept.findLastIndex(
        (other) =>
          other.kind === 'debt' &&
          (other.min > amount.min || /变成|滚|涨到/.test(text.slice(other.end, amount.start))) &&
          /贷|借|欠/.test(text.slice(Math.max(0, other.start - 10), other.start)),
      );
      if (loan >= 0) kept.splice(loan, 1);
    }
    kept.push(amount);
  }
  return kept.map(({ kind, min, max, period }) => ({ kind, min, max, period }));
}
