/** Turns the text of a holiday file into one published year. Touches no disk. */
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import {
  daysBetween,
  type LocalDate,
  parseLocalDate,
  plusDays,
  weekday,
  yearOf,
} from '#src/domain/calendar/local-date.ts';
import type { HolidayYear } from '#src/domain/calendar/working-days.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { type Mistake, type ParsedFile, shapeMistakes, syntaxMistakes } from './mistake.ts';

/** 'YYYY-MM-DD', or 'YYYY-MM-DD..YYYY-MM-DD' for every day from the first to the last. */
const days = z.string().transform((text, context): readonly LocalDate[] => {
  const [first, last = first, ...rest] = text.split('..');
  const from = parseLocalDate(first ?? '');
  const to = parseLocalDate(last ?? '');
  // The longest holiday is nine days; a month's worth is a typing mistake.
  if (
    from !== null &&
    to !== null &&
    rest.length === 0 &&
    from <= to &&
    daysBetween(from, to) < 31
  ) {
    return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => plusDays(from, at));
  }
  context.addIssue({
    code: 'custom',
    message: '不是日历上的日期',
    params: { remedy: '写成 YYYY-MM-DD，几天连着的写成 起..止' },
  });
  return z.NEVER;
});

const yearShape = z
  .strictObject({
    year: z.int().min(2000).max(2100),
    source: z.string().min(1),
    off: z.array(days),
    work: z.array(days),
  })
  .superRefine(({ year, off, work }, context) => {
    const free = new Set(off.flat());
    const complain = (key: 'off' | 'work', at: number, message: string): void =>
      context.addIssue({
        code: 'custom',
        path: [key, at],
        message,
        params: { remedy: '对照国务院办公厅的放假通知改' },
      });
    for (const [key, lists] of [['off', off] as const, ['work', work] as const]) {
      for (const [at, list] of lists.entries()) {
        // New Year's holidays may begin in December and a make-up day may lie in it; nothing lies further away.
        if (list.some((day) => !isNear(day, year))) complain(key, at, `不是 ${year} 年的日子`);
      }
    }
    for (const [at, list] of work.entries()) {
      if (list.some((day) => free.has(day))) complain('work', at, '这天又写成了放假');
      if (list.some((day) => weekday(day) <= 5))
        complain('work', at, '调休上班的日子应是周六或周日');
    }
  });

const isNear = (day: LocalDate, year: number): boolean =>
  yearOf(day) === year ||
  (day >= `${year - 1}-12-20` && yearOf(day) < year) ||
  day.startsWith(`${year + 1}-01-0`);

/** Reads one year's file. Never throws; refuses with every mistake found. */
export function readHolidayYear(
  file: string,
  text: string,
): Result<HolidayYear, readonly Mistake[]> {
  const lines = new LineCounter();
  const parsed: ParsedFile = { file, document: parseDocument(text, { lineCounter: lines }), lines };
  const syntax = syntaxMistakes(parsed);
  if (syntax.length > 0) return refused(syntax);
  const read = yearShape.safeParse(parsed.document.toJS());
  if (!read.success)
    return refused(
      shapeMistakes(
        () => parsed,
        read.error,
        () => null,
        '对照自带的 2026 年日历',
      ),
    );
  const { year, source, off, work } = read.data;
  return accepted({ year, source, off: off.flat(), work: work.flat() });
}
