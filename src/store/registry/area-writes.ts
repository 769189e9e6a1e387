/** Adding areas and bringing them up to date. An area never moves in the tree here: its path is written into everything below. */
import { sql } from 'kysely';
import type { Trx } from '../database.ts';
import type { AreaLevel } from '../schema/registry.ts';
import { endOfArea } from '../scope.ts';

/** What may change of an area. */
export type AreaContent = {
  readonly level: AreaLevel;
  readonly name: string;
  readonly fullName: string;
  readonly phone: string;
};

/** A new area. Parents must be there before children. */
export type NewArea = AreaContent & {
  readonly id: string;
  readonly parentId: string | null;
  readonly path: string;
  readonly code: string;
};

/** Adds areas, in this order. */
export async function insertAreas(trx: Trx, areas: readonly NewArea[]): Promise<void> {
  if (areas.length === 0) return;
  await trx
    .insertInto('area')
    .values(
      areas.map((area) => ({
        id: area.id,
        parent_id: area.parentId,
        path: area.path,
        level: area.level,
        name: area.name,
        full_name: area.fullName,
        code: area.code,
        phone: area.phone,
      })),
    )
    .execute();
}

/** Brings one area up to date, and the full names of all below it when its own changed. */
export async function updateArea(
  trx: Trx,
  area: { readonly areaId: string; readonly areaPath: string; readonly fullName: string },
  content: AreaContent,
): Promise<void> {
  if (content.fullName !== area.fullName) {
    await sql`update area set full_name = ${content.fullName} || substr(full_name, length(${area.fullName}) + 1)
      where path > ${area.areaPath} and path < ${endOfArea(area.areaPath)}
        and starts_with(full_name, ${`${area.fullName} `})`.execute(trx);
  }
  await trx
    .updateTable('area')
    .set({
      level: content.level,
      name: content.name,
      full_name: content.fullName,
      phone: content.phone,
    })
    .where('id', '=', area.areaId)
    .execute();
}
