/** The county itself: where things go whose village is not known. */
import type { Trx } from '../database.ts';

/** Path of the first area at the top; '' on an empty registry. */
export async function topAreaPath(trx: Trx): Promise<string> {
  const top = await trx
    .selectFrom('area')
    .select('path')
    .where('parent_id', 'is', null)
    .orderBy('path')
    .limit(1)
    .executeTakeFirst();
  return top?.path ?? '';
}

/** An area by what duties and sums need of it. */
export type PlainArea = {
  readonly areaId: string;
  readonly areaPath: string;
  readonly name: string;
};

/** The counties, mostly one. */
export const countyAreas = (trx: Trx): Promise<readonly PlainArea[]> =>
  trx
    .selectFrom('area')
    .select(['id as areaId', 'path as areaPath', 'name'])
    .where('parent_id', 'is', null)
    .where('active', '=', true)
    .orderBy('path')
    .execute();

/** The towns, in the order of their codes; not a level between them and the county (西咸新区's 新城, which have 镇街 of their own). */
export const townAreas = (trx: Trx): Promise<readonly PlainArea[]> =>
  trx
    .selectFrom('area')
    .select(['id as areaId', 'path as areaPath', 'name'])
    .where('level', '=', 'town')
    .where('active', '=', true)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('area as below')
            .select('below.id')
            .whereRef('below.parent_id', '=', 'area.id')
            .where('below.level', '=', 'town')
            .where('below.active', '=', true),
        ),
      ),
    )
    .orderBy('path')
    .execute();
