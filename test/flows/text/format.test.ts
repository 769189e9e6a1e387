import { describe, expect, it } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import {
  daysLeft,
  formatAmount,
  formatContact,
  formatDay,
  formatYuan,
  shortened,
  spaced,
} from '#src/flows/text/format.ts';

const today = localDate('2026-11-24');

describe('days, money and numbers as people read them', () => {
  it('names the weekday, and the year only when it is another one', () => {
    expect(formatDay(localDate('2026-11-27'), today)).toBe('11月27日 周五');
    expect(formatDay(localDate('2027-01-04'), today)).toBe('2027年1月4日 周一');
  });

  it('counts the days left', () => {
    expect(daysLeft(localDate('2026-11-27'), today)).toBe('还有3天');
    expect(daysLeft(today, today)).toBe('今天到期');
    expect(daysLeft(localDate('2026-11-22'), today)).toBe('已超2天');
  });

  it.each([
    [850, '850元'],
    [9999, '9999元'],
    [10_000, '1万元'],
    [38_000, '3.8万元'],
    [38_499, '3.84万元'],
    [125_000_000, '1.25亿元'],
  ])('writes %i yuan as %s', (yuan, words) => {
    expect(formatYuan(yuan)).toBe(words);
  });

  it('keeps the openness of an amount', () => {
    const of = (min: number, max: number | null) =>
      formatAmount({ kind: 'debt', min, max, period: 'once' });
    expect(of(50_000, null)).toBe('5万多元');
    expect(of(300, 400)).toBe('300元到400元');
    expect(of(0, 10_000)).toBe('不到1万元');
    expect(formatAmount({ kind: 'wage', min: 3800, max: 3800, period: 'month' })).toBe(
      '每月3800元',
    );
  });

  it('sets Latin letters apart and cuts long words by signs', () => {
    expect(spaced('用WPS打开')).toBe('用 WPS 打开');
    expect(shortened('𠮷野家的人\n都在', 4)).toBe('𠮷野家的……');
    expect(formatContact({ title: '村信息员', name: '', phone: '' })).toBe('村信息员');
  });
});
