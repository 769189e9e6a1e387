/** Yearly figures of targets a county handed in (考核指标数据); one a target and year. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type KpiFigure = {
  readonly code: string;
  readonly year: number;
  /** In the unit of the target. */
  readonly value: number;
  readonly asOf: LocalDate;
};

/** Writes a figure in the place of an earlier one of the same year; says whether there was one and whether it differed. */
export async function writeKpiFigure(
  trx: Trx,
  area: { readonly areaId: string; readonly areaPath: string },
  figure: KpiFigure,
  at: Instant,
): Promise<'added' | 'changed' | 'unchanged'> {
  const before = await trx
    .selectFrom('kpi_figure')
    .select(['value', 'as_of'])
    .where('area_id', '=', area.areaId)
    .where('code', '=', figure.code)
    .where('year', '=', figure.year)
    .executeTakeFirst();
  if (before?.value === figure.value && before.as_of === figure.asOf) return 'unchanged';
  const told = { value: figure.value, as_of: figure.asOf, entered_at: timestamp(at) };
  await trx
    .insertInto('kpi_figure')
    .values({
      area_id: area.areaId,
      area_path: area.areaPath,
      code: figure.code,
      year: figure.year,
      ...told,
    })
    .onConflict((c) => c.columns(['area_id', 'code', 'year']).doUpdateSet(told))
    .execute();
  return before === undefined ? 'added' : 'changed';
}

/** The figures of a county for these years. */
export const kpiFiguresOf = (
  trx: Trx,
  areaId: string,
  years: readonly number[],
): Promise<readonly KpiFigure[]> =>
  trx
    .selectFrom('kpi_figure')
    .select(['code', 'year', 'value', 'as_of as asOf'])
    .where('area_id', '=', areaId)
    .where('year', 'in', [...years])
    .execute();
