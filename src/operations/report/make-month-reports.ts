/**
 * Making the reports of the month that is over (监测台账月报, LX-08): a village's, a town's, the county's, each once, from the pack's first
 * day of reporting. A missed day costs nothing: whenever the sweep runs, it makes what is not there yet.
 */
import { termsOf } from '#src/domain/policy/terms.ts';
import { categoryTitle } from '#src/domain/case/public-notice.ts';
import { categories } from '#src/domain/case/dossier.ts';
import { firstOfMonth, monthOf, type YearMonth } from '#src/domain/calendar/local-date.ts';
import {
  type MonthNumbers,
  noNumbers,
  plusNumbers,
  reportingOn,
} from '#src/domain/ledger/month-report.ts';
import { areaPath, areaRange } from '#src/domain/people/areas.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { monthReportBody } from '#src/flows/text/month-report.ts';
import {
  areasWithoutReport,
  countMonth,
  insertMonthReport,
  knownBefore,
} from '#src/store/month-report.ts';
import { pathsUpwards } from '#src/store/registry/areas.ts';
import { countyAreas } from '#src/store/registry/top-area.ts';
import { areaPacks } from '../duty/area-packs.ts';
import { openDuty } from '../duty/open-duty.ts';
import type { WorkContext } from '../duty/work-context.ts';

type Place = Awaited<ReturnType<typeof areasWithoutReport>>[number];

/** Makes what is missing for each county. Returns how many reports are new. System scope. */
export async function makeMonthReports(context: WorkContext): Promise<number> {
  let made = 0;
  for (const county of await countyAreas(context.trx)) {
    const pack = (await areaPacks(context, [county.areaPath]))(county.areaPath);
    const reporting = reportingOn(context.today, pack);
    if (reporting === null) continue;
    const range = areaRange(areaPath(county.areaPath));
    if (!(await knownBefore(context.trx, range, firstOfMonth(monthOf(context.today))))) continue;
    const places = await areasWithoutReport(context.trx, reporting.month, range);
    if (places.length === 0) continue;
    const numbers = await numbersOf(context, pack, reporting.month, range);
    for (const place of places) {
      const report = reportOf(context, pack, place, reporting.month, numbers(place.areaPath));
      if (!(await insertMonthReport(context.trx, report, context.now))) continue;
      made += 1;
      if (place.level !== 'village') await askToSend(context, pack, place, report.id, reporting);
    }
  }
  return made;
}

/** Numbers of a month for any area in the range: each row counts for where it stands and for all above. */
export async function numbersOf(
  { trx, today }: Pick<WorkContext, 'trx' | 'today'>,
  pack: Pack,
  month: YearMonth,
  range: { readonly from: string; readonly to: string },
): Promise<(areaPath: string) => MonthNumbers> {
  const sums = new Map<string, MonthNumbers>();
  const lowIncomeYuan = lowIncomeOf(pack);
  for (const { path, ...counted } of await countMonth(trx, {
    month,
    today,
    range,
    lowIncomeYuan,
  })) {
    for (const at of pathsUpwards(path)) {
      sums.set(at, plusNumbers(sums.get(at) ?? noNumbers, counted));
    }
  }
  return (at) => sums.get(at) ?? noNumbers;
}

/** The county's own figure for low incomes: its target (潼南 8700, 丰都 10000), else its line; null: it says none. */
export const lowIncomeOf = ({ settings }: Pack): number | null =>
  settings['income_floor_target.yuan'].value ?? settings['monitor_line.yuan'].value;

const reportOf = (
  context: WorkContext,
  pack: Pack,
  place: Place,
  month: YearMonth,
  numbers: MonthNumbers,
) => ({
  id: context.newId(),
  month,
  areaId: place.areaId,
  areaPath: place.areaPath,
  level: place.level,
  numbers,
  body: monthReportBody({
    areaName: place.name,
    level: place.level,
    month,
    madeOn: context.today,
    numbers,
    lowIncomeYuan: lowIncomeOf(pack),
    terms: termsOf(pack),
    groups: categories.map((category) => ({
      category,
      title: categoryTitle(pack, category),
      listed: pack.settings.target_groups.value.some((each) => each.category === category),
    })),
    insuredTarget: pack.settings['medical.enrol_target'].value,
  }),
});

/** Towns look through theirs and send it; the county its own. Villages' stand in their town's. */
async function askToSend(
  context: WorkContext,
  pack: Pack,
  place: Place,
  reportId: string,
  reporting: NonNullable<ReturnType<typeof reportingOn>>,
): Promise<void> {
  await openDuty(context, {
    key: `send-month-report:${place.areaId}:${reporting.month}`,
    terms: dutyTerms('send-month-report', {
      openedAt: context.now,
      pack,
      calendar: context.policies.calendar,
      // Made late, it is due on the day: nobody is late with what was not there.
      dueOn: reporting.dueOn < context.today ? context.today : reporting.dueOn,
      ...(place.level === 'county' ? { ownerRole: 'county-officer' as const } : {}),
    }),
    pack,
    area: place,
    about: {},
    details: { month: reporting.month, reportId },
  });
}
