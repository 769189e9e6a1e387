/** A county enters a year of working days: stored for all processes, and open duties are counted again. */
import { type HolidayYear, withYears } from '#src/domain/calendar/working-days.ts';
import { storeYear } from '#src/store/holiday-year.ts';
import { type Recount, recountDuties } from '../duty/recount-duties.ts';
import { type BackgroundDeps, inBackground } from '../duty/work-context.ts';

/**
 * Stores the year over what was known of it and counts again what it changes: estimates become dates, and a correction moves
 * what was counted with the wrong days. Running processes notice within a minute; run twice it changes nothing the second time.
 */
export async function importHolidayYear(
  deps: BackgroundDeps,
  year: HolidayYear,
): Promise<Recount & { readonly known: boolean }> {
  const before = deps.policies.calendar;
  await inBackground(deps, ({ trx, now }) => storeYear(trx, year, now));
  const after = withYears(before, [year]);
  const recount = await recountDuties(deps, after, { year: year.year, before });
  return { ...recount, known: before.published.has(year.year) };
}
