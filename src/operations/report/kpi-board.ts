/** Every target of a county's pack with what it stands at (FD-55, TN-10, LX-31 …), for the county only. */
import { fromInstant, type LocalDate, monthOf } from '#src/domain/calendar/local-date.ts';
import { type KpiBase, kpiBase, knownEnough } from '#src/domain/ledger/kpi-base.ts';
import { type KpiSource, kpiSource, metAgainst } from '#src/domain/ledger/kpi-figure.ts';
import { kpiMet, kpiValue } from '#src/domain/ledger/kpi-value.ts';
import { areaPath, areaRange } from '#src/domain/people/areas.ts';
import type { Kpi } from '#src/domain/policy/kpi.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { kpiFiguresOf } from '#src/store/kpi-figure.ts';
import { kpiFigures } from '#src/store/kpi-figures.ts';
import { packIdFor } from '#src/store/registry/areas.ts';
import { countyAreas } from '#src/store/registry/top-area.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { Clock } from '../ports.ts';
import { lowIncomeOf, numbersOf } from './make-month-reports.ts';

export type KpiLine = {
  readonly kpi: Kpi;
  /** In the target's unit; null: nothing to count from. */
  readonly value: number | null;
  /** The day a handed-in figure is of; null for one counted from what is stored now. */
  readonly asOf: LocalDate | null;
  /** Handed in for the year before; null when it was not. */
  readonly before: number | null;
  /** Of how many a counted share is known; null for a figure that leaves nobody out. */
  readonly base: KpiBase | null;
  /** Null: not known, or known of too few. */
  readonly met: boolean | null;
  /** What has to come in before a value shows; null when there is one. */
  readonly missing: KpiSource | null;
};

export type KpiBoard = {
  readonly countyName: string;
  readonly packTitle: string;
  readonly lines: readonly KpiLine[];
};

/** The boards of all counties, as things stand now. */
export const kpiBoards = (deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly policies: PolicyBook;
}): Promise<readonly KpiBoard[]> =>
  inScope(deps.db, SYSTEM, async (trx) => {
    const today = fromInstant(deps.clock.now());
    const boards: KpiBoard[] = [];
    for (const county of await countyAreas(trx)) {
      const packId = await packIdFor(trx, county.areaPath, today);
      const pack = deps.policies.packFor(packId, today);
      const range = areaRange(areaPath(county.areaPath));
      const city = pack.settings['city.disposable_income_yuan'].value;
      const ratio = pack.settings.income_gap_ratio.value;
      const month = (await numbersOf({ trx, today }, pack, monthOf(today), range))(county.areaPath);
      const figures = await kpiFigures(trx, range, {
        lowIncomeYuan: lowIncomeOf(pack),
        halfOfCityYuan: city === null || ratio === null ? null : Math.round(city * ratio),
      });
      const year = Number(today.slice(0, 4));
      const handed = await kpiFiguresOf(trx, county.areaId, [year, year - 1]);
      const lines = pack.settings.kpis.value.map((kpi): KpiLine => {
        // What can be counted here is never overruled by a list.
        const counted = kpiValue(kpi.code, { month, ...figures });
        const of = (which: number) =>
          handed.find((each) => each.code === kpi.code && each.year === which);
        const given = counted === null ? of(year) : undefined;
        const value = counted ?? given?.value ?? null;
        const before = of(year - 1)?.value ?? null;
        const base = counted === null ? null : kpiBase(kpi.code, month);
        const met = kpiMet(kpi, value) ?? metAgainst(kpi.comparison, value, before);
        return {
          kpi,
          value,
          base,
          asOf: given?.asOf ?? null,
          before,
          met: base === null || knownEnough(base) ? met : null,
          missing: value === null ? kpiSource(kpi.code) : null,
        };
      });
      boards.push({ countyName: county.name, packTitle: pack.title, lines });
    }
    return boards;
  });
