/** Years of working days a county has entered itself; they hold over those that come with the program. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { HolidayYear } from '#src/domain/calendar/working-days.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** All of them, earliest first. */
export async function storedYears(trx: Trx): Promise<readonly HolidayYear[]> {
  const rows = await trx
    .selectFrom('holiday_year')
    .select(['year', 'source', 'off_days as off', 'work_days as work'])
    .orderBy('year')
    .execute();
  return rows;
}

/** One import at a time: the next one waits until this transaction ends and then reads what it stored. */
export async function lockYears(trx: Trx): Promise<void> {
  await sql`lock table holiday_year in share row exclusive mode`.execute(trx);
}

/** Stores a year; one stored before is replaced (primary key year). */
export async function storeYear(trx: Trx, year: HolidayYear, now: Instant): Promise<void> {
  const content = {
    source: year.source,
    off_days: [...year.off],
    work_days: [...year.work],
    stored_at: timestamp(now),
  };
  await trx
    .insertInto('holiday_year')
    .values({ year: year.year, ...content })
    .onConflict((c) => c.column('year').doUpdateSet(content))
    .execute();
}
