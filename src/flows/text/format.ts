/**
 * Days, money and numbers as people read them. Quantities with their measure word are set solid (11月27日, 还有3天, 3.8万元);
 * phone numbers, codes and Latin letters stand apart from Chinese text by a space.
 */
import {
  daysBetween,
  fromInstant,
  type LocalDate,
  minuteOfDay,
  partsOf,
} from '#src/domain/calendar/local-date.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Amount } from '#src/domain/declaration/reader/reading.ts';
import type { ContactFacts } from '../facts.ts';

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

/** 11月27日 周五; with the year when it is not this one: 2027年1月4日 周一. */
export function formatDay(day: LocalDate, today: LocalDate): string {
  const { year, month, day: date, weekday } = partsOf(day);
  const prefix = year === partsOf(today).year ? '' : `${year}年`;
  return `${prefix}${month}月${date}日 ${WEEKDAYS[weekday - 1] ?? ''}`;
}

/** 今天到期, 还有3天, 已超2天. Calendar days. */
export function daysLeft(due: LocalDate, today: LocalDate): string {
  const left = daysBetween(today, due);
  if (left === 0) return '今天到期';
  return left > 0 ? `还有${left}天` : `已超${-left}天`;
}

/** 11月27日 周五 14:05. */
export function formatMoment(at: Instant, today: LocalDate): string {
  const minutes = minuteOfDay(at);
  const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
  return `${formatDay(fromInstant(at), today)} ${clock}`;
}

/** 3.8万元, 850元, 1.25亿元. Yuan in; two decimals at most, cut rather than rounded up. */
export function formatYuan(yuan: number): string {
  if (yuan >= 1e8) return `${decimals(yuan / 1e8)}亿元`;
  return yuan >= 10_000 ? `${decimals(yuan / 10_000)}万元` : `${yuan}元`;
}

/** 3.8万元, 5万多元, 300元到400元, 不到1万元; with 每月 or 每年 before it. */
export function formatAmount(amount: Amount): string {
  const period = { once: '', month: '每月', year: '每年' }[amount.period];
  return `${period}${span(amount)}`;
}

function span({ min, max }: Amount): string {
  if (max === null) return formatYuan(min).replace(/元$/, '多元');
  if (min === max) return formatYuan(min);
  return min === 0 ? `不到${formatYuan(max)}` : `${formatYuan(min)}到${formatYuan(max)}`;
}

/** 村信息员 王秀英，电话 13800008000; without a name or a number what there is. */
export function formatContact(contact: ContactFacts): string {
  const who = [contact.title, contact.name].filter((part) => part !== '').join(' ');
  return contact.phone === '' ? who : `${who}，电话 ${contact.phone}`;
}

/** A name or label of other people's making put between Chinese words: a space where Latin or a digit would touch them. */
export function spaced(text: string): string {
  return text
    .replace(/(\p{Script=Han})([A-Za-z])/gu, '$1 $2')
    .replace(/([A-Za-z])(\p{Script=Han})/gu, '$1 $2');
}

/** 张大山家; a name of Latin letters stands apart. */
export const familyOf = (headName: string): string => spaced(`${headName}家`);

/** The first `limit` signs, with an ellipsis when there were more; line breaks become spaces. */
export function shortened(text: string, limit: number): string {
  const signs = [...text.replace(/\s+/g, ' ').trim()];
  return signs.length <= limit ? signs.join('') : `${signs.slice(0, limit).join('')}……`;
}

const decimals = (value: number): string => String(Math.floor(value * 100 + 1e-6) / 100);
