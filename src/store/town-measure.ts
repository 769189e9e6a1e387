/** Measures a town adds to the county's tool box, words anew or does not offer (镇街工具箱). */
import { sql } from 'kysely';
import { z } from 'zod';
import { riskTypes } from '#src/domain/declaration/risk.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { TownMeasure } from '#src/domain/plan/town-toolbox.ts';
import { departmentCodes } from '#src/domain/policy/departments.ts';
import { measureClasses } from '#src/domain/policy/toolbox.ts';
import type { Trx } from './database.ts';
import { pathsUpwards } from './registry/areas.ts';

const item = z.object({
  code: z.string(),
  title: z.string(),
  class: z.enum(measureClasses),
  risks: z.array(z.enum(riskTypes)),
  lead: z.enum(departmentCodes),
  capYuanPerYear: z.number().nullable(),
  condition: z.string().nullable(),
  handout: z.boolean(),
  source: z.object({ kind: z.literal('own-default'), reason: z.string() }),
});

/** What the towns above an area say, the nearest last so that it holds. */
export async function townMeasures(trx: Trx, areaPath: string): Promise<readonly TownMeasure[]> {
  const { rows } = await sql<{ code: string; item: unknown }>`select code, item from town_measure
    where area_path = any(${[...pathsUpwards(areaPath)]}::text[]) order by length(area_path), code`.execute(
    trx,
  );
  return rows.map((row) => ({
    code: row.code,
    item: row.item === null ? null : item.parse(row.item),
  }));
}

/** Stores what a town says of one code; true when that is news. */
export async function writeTownMeasure(
  trx: Trx,
  town: { readonly areaId: string; readonly areaPath: string },
  measure: TownMeasure,
  on: LocalDate,
): Promise<boolean> {
  const json = measure.item === null ? null : JSON.stringify(measure.item);
  const { numAffectedRows } =
    await sql`insert into town_measure (area_id, area_path, code, item, changed_on)
    values (${town.areaId}::uuid, ${town.areaPath}, ${measure.code}, ${json}::jsonb, ${on}::date)
    on conflict (area_id, code) do update set item = excluded.item, changed_on = excluded.changed_on
      where town_measure.item is distinct from excluded.item`.execute(trx);
  return numAffectedRows === 1n;
}
