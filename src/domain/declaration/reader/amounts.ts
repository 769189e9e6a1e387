import { kindOf, last, type MoneyTheme, periodOf } from './amount-kind.ts';
import {
  countedMany,
  countedThing,
  unitPriceAfter,
  unitPriceBefore,
} from './lexicon/amount-cues.ts';
import { type Numeral, numerals } from './numerals.ts';
import type { Amount } from './reading.ts';

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
  /(?:不止|超过|不下|不低于|不少于|至少|起码|少说(?:也|都)?|最少|高于|多于)(?:要|得|有|花了?|是|准备|要准备|还要|需要|亏了?|欠了?|损失了?|赔了?|借了?|用了?|折了?)?$/;
const openAfter =
  /^(?:块钱|块|元钱|元)?(?:都|还)?(?:以上|出头|开外|往上|不止|还多|挂零|打不住|有余|朝上|冒头|多)/;
const atMostAfter =
  /^(?:块钱|块|元钱|元)?(?:都|还|也)?(?:不到|没到(?!账|手|位|期)|不足|以内|以下|之内)/;

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
      /医保|保险|参保/.test(clause) ||
      (/医保|保险/.test(sentence) && /一个人|每人|口人|一家|全家/.test(clause));
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
    const said =
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
    // 老板说赔三十万，只给了五万: what came of it is compensation as well.
    const partPaid = found.at(-1)?.kind === 'compensation' && /给|付|拿到|到手/.test(before);
    const kind = partPaid && (said === 'medical_total' || said === 'other') ? 'compensation' : said;
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
