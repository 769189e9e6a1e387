/** In which months households that left poverty are visited (脱贫户定期走访“回头看”), by the county's months or by the class's own rhythm. */
import type { ExitClass } from '../assessment/exit-class.ts';
import type { Pack } from '../policy/pack.ts';

const MONTHS = 12;

/**
 * Months 1–12 in order. A class whose `visitsPerYear` the county has entered (西咸 二（1）2 定期走访, without a number) is spread evenly over
 * the year, the last visit in December; without one the months of `visit.exited_poverty.months` hold for all.
 */
export function exitedVisitMonths(
  { settings }: Pick<Pack, 'settings'>,
  exitClass: ExitClass | null,
): readonly number[] {
  const times = settings.household_classes.value.find(
    ({ code }) => code === exitClass,
  )?.visitsPerYear;
  if (times === undefined || times === null) return settings['visit.exited_poverty.months'].value;
  const most = Math.min(MONTHS, times);
  return Array.from({ length: most }, (_, at) => Math.round(((at + 1) * MONTHS) / most));
}
