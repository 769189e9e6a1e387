/** Reading the area tree (县、乡镇、村 and any depth between). Areas carry no personal data and no row-level security. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { packIdsOf } from '../area-pack.ts';
import type { Trx } from '../database.ts';
import type { AreaLevel } from '../schema/registry.ts';

/** One area. `areaPath` is the chain of codes from the top, see `domain/people/areas.ts`. */
export type Area = {
  readonly areaId: string;
  readonly parentId: string | null;
  readonly areaPath: string;
  readonly level: AreaLevel;
  readonly name: string;
  /** Names from below the county down, for people: 云岭镇 桃源村. The county itself goes by its own name. */
  readonly fullName: string;
  /** 12-digit statistics code (统计用区划代码) or any code of the county's own. */
  readonly code: string;
  /** Digits of the duty phone or the county's public line; '' when none. */
  readonly phone: string;
  readonly active: boolean;
};

const columns = [
  'id as areaId',
  'parent_id as parentId',
  'path as areaPath',
  'level',
  'name',
  'full_name as fullName',
  'code',
  'phone',
  'active',
] as const;

/** The area with this id. */
export const findArea = (trx: Trx, areaId: string): Promise<Area | undefined> =>
  trx.selectFrom('area').select(columns).where('id', '=', areaId).executeTakeFirst();

/** The area with this code, as a village QR code carries it. */
export const findAreaByCode = (trx: Trx, code: string): Promise<Area | undefined> =>
  trx.selectFrom('area').select(columns).where('code', '=', code.trim()).executeTakeFirst();

/** All areas, parents before children. A county has some hundreds, a province some tens of thousands. */
export const allAreas = (trx: Trx): Promise<Area[]> =>
  trx.selectFrom('area').select(columns).orderBy('path').execute();

/** The active areas directly below one; `null`: below the counties at the top. By code, so that neighbours stay together. */
export async function childAreas(
  trx: Trx,
  areaId: string | null,
  limit: number,
): Promise<readonly Area[]> {
  const children = trx
    .selectFrom('area')
    .select(columns)
    .where('active', '=', true)
    .orderBy('path')
    .limit(limit);
  if (areaId !== null) return await children.where('parent_id', '=', areaId).execute();
  return await children
    .where('parent_id', 'in', (top) =>
      top.selectFrom('area').select('id').where('parent_id', 'is', null),
    )
    .execute();
}

/** The paths of an area and of all above it, nearest first: '500230/101/203/' → that, '500230/101/', '500230/'. */
export function pathsUpwards(areaPath: string): readonly string[] {
  const segments = areaPath.split('/').slice(0, -1);
  return segments.map((_, at) => `${segments.slice(0, segments.length - at).join('/')}/`);
}

/** An area and all above it, nearest first; nothing for '' (a database before its areas were imported). */
export async function areaAndAbove(trx: Trx, areaPath: string): Promise<readonly Area[]> {
  if (areaPath === '') return [];
  return await trx
    .selectFrom('area')
    .select(columns)
    .where('path', 'in', pathsUpwards(areaPath))
    .orderBy(sql`length(path)`, 'desc')
    .execute();
}

/** The policy pack an area follows on `day`: its own, or the nearest one's above; null when none is set anywhere. */
export async function packIdFor(
  trx: Trx,
  areaPath: string,
  day: LocalDate,
): Promise<string | null> {
  const upwards = pathsUpwards(areaPath);
  const own = await packIdsOf(trx, upwards, day);
  const nearest = upwards.find((path) => own.has(path));
  return nearest === undefined ? null : (own.get(nearest) ?? null);
}

/** What people leave off when they name their village. */
const COMMON_ENDINGS = /(?:村民委员会|居民委员会|村委会|居委会|社区|村|镇|乡|街道)$/;

/**
 * Villages (and towns) a person may mean, best match first: the name itself, then names that begin with the words, contain them,
 * full names that contain them, and last names the words contain (“我是云岭镇桃源村的”). Villages come before towns. Areas are
 * few and public, so this reads the table; household names are searched through `name-search.ts`.
 */
export async function searchAreas(trx: Trx, text: string, limit: number): Promise<readonly Area[]> {
  const words = text.normalize('NFKC').replace(/[\s,，、。·/-]/g, '');
  if (words === '') return [];
  const stem = words.replace(COMMON_ENDINGS, '');
  const asked = stem === '' ? words : stem;
  const bare = sql<string>`regexp_replace(name, ${'(村民委员会|居民委员会|村委会|居委会|社区|村|镇|乡|街道)$'}, '')`;
  const full = sql<string>`replace(full_name, ' ', '')`;
  const rank = sql<number>`case
    when name = ${words} then 0
    when ${bare} = ${asked} then 1
    when starts_with(name, ${asked}) then 2
    when strpos(name, ${asked}) > 0 then 3
    when strpos(${full}, ${words}) > 0 or strpos(${words}, ${full}) > 0 then 4
    when length(${bare}) >= 2 and strpos(${words}, name) > 0 then 5
    when length(${bare}) >= 2 and strpos(${words}, ${bare}) > 0 then 6
    end`;
  return await trx
    .selectFrom((areas) =>
      areas
        .selectFrom('area')
        .select(columns)
        .select(rank.as('rank'))
        .where('active', '=', true)
        .as('hit'),
    )
    .selectAll()
    .where('rank', 'is not', null)
    .where('level', '!=', 'county')
    .orderBy(sql`level = 'village'`, 'desc')
    .orderBy('rank')
    .orderBy(sql`length(name)`, 'desc')
    .orderBy('areaPath')
    .limit(limit)
    .execute();
}
