/** A county enters a year of working days: stored for all processes, and open duties are counted again. */
import { type HolidayYear, withYears } from '#src/domain/calendar/working-days.ts';
import { lockYears, storedYears, storeYear } from '#src/store/holiday-year.ts';
import { type Recount, recountWithin } from '../duty/recount-duties.ts';
import { type BackgroundDeps, inBackground } from '../duty/work-context.ts';

/**
 * Stores the year over what was known of it and counts again what it changes: estimates become dates, and a correction moves
 * what was counted with the wrong days. One transaction, one import at a time (a lock on the table), and what was known before is
 * read under that lock: run twice it changes nothing the second time. Running processes notice within a minute.
 */
export async function importHolidayYear(
  deps: BackgroundDeps,
  year: HolidayYear,
): Promise<Recount & { readonly known: boolean }> {
  const { value } = await inBackground(deps, async (context) => {
    await lockYears(context.trx);
    const before = withYears(deps.policies.calendar, await storedYears(context.trx));
    await storeYear(context.trx, year, context.now);
    const after = withYears(before, [year]);
    const recount = await recountWithin(context, { before, after }, year.year);
    return { ...recount, known: before.published.has(year.year) };
  });
  return value;
}
