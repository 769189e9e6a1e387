/** One sum of money as somebody types or says it in answer to “how much a year”: 38000, 5万, 三千八, 一个月三千, 每月 2800 干了 9 个月. */
import { fold } from '#src/domain/declaration/reader/normalise.ts';
import { numerals } from '#src/domain/declaration/reader/numerals.ts';

export type TypedYuan =
  | { readonly kind: 'yuan'; readonly yuan: number }
  /** 五六万, 三万多: one figure is wanted. */
  | { readonly kind: 'range' }
  /** Several sums, or none. */
  | { readonly kind: 'unclear' };

/** 没有, 无, 一分没有. */
const NOTHING =
  /^(?:没有?|无|零|〇|0+(?:\.0+)?|一分(?:钱)?(?:都|也)?没有?)(?:元|块钱?|的|了|收入)?$/;
/** 一个月三千, 每月三千, 月工资三千. */
const MONTHLY = /每个?月|一个?月(?!份)|月(?:薪|均|工资|收入)/;
const MONTHS = /([\d一二两三四五六七八九十]+)\s*个月/g;

/** Reads an answer. Whole yuan; sums a month are made a year, by the months named or by twelve. */
export function typedYuan(text: string): TypedYuan {
  const words = fold(text)
    .replace(/[,，](?=\d{3})/g, '')
    .replace(/[一每全]年(?:一共|共|大概|大约)?/g, '')
    .replace(/[。！!\s]+$/g, '')
    .trim();
  if (NOTHING.test(words)) return { kind: 'yuan', yuan: 0 };
  const monthly = MONTHLY.test(words);
  const months = monthly ? monthsIn(words) : null;
  const sums = numerals(words.replace(MONTHS, '，').replace(MONTHLY, '，'));
  const [sum] = sums;
  if (sum === undefined || sums.length > 1) return { kind: 'unclear' };
  if (sum.max === null || sum.max !== sum.min) return { kind: 'range' };
  return { kind: 'yuan', yuan: sum.min * (monthly ? (months ?? 12) : 1) };
}

/** Months worked, where more than one is named; “一个月” says that the sum is monthly. */
function monthsIn(words: string): number | null {
  for (const match of words.matchAll(MONTHS)) {
    const months = numerals(match[1] ?? '')[0]?.min ?? 0;
    if (months > 1 && months <= 12) return months;
  }
  return null;
}
