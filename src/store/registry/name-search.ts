/**
 * Finding households by part of a name. Row-level security keeps `like` and trigrams from using an index, so every two
 * neighbouring characters of a name are a row of `household_gram`, found by `=`.
 */
import { sql } from 'kysely';
import { nameKey } from '#src/domain/people/person-name.ts';
import type { Trx } from '../database.ts';
import { endOfArea } from '../scope.ts';

/** The pairs of neighbouring characters of a name, folded for comparison; of a name of one character that character. */
export function gramsOf(name: string): readonly string[] {
  const signs = [...nameKey(name)];
  if (signs.length < 2) return signs;
  return [...new Set(signs.slice(1).map((sign, at) => `${signs[at] ?? ''}${sign}`))];
}

/** The pairs by which a household is found: those of its head's and its members' names. */
export const householdGrams = (names: readonly string[]): readonly string[] => [
  ...new Set(names.flatMap(gramsOf)),
];

/** Replaces the pairs of a household after a name changed. Imports write theirs in batches. */
export async function writeGrams(
  trx: Trx,
  household: { readonly id: string; readonly areaPath: string },
  names: readonly string[],
): Promise<void> {
  const grams = householdGrams(names);
  await trx.deleteFrom('household_gram').where('household_id', '=', household.id).execute();
  if (grams.length === 0) return;
  await sql`insert into household_gram (gram, area_path, household_id)
    select gram, ${household.areaPath}, ${household.id}::uuid from unnest(${grams}::text[]) gram
    on conflict do nothing`.execute(trx);
}

/** How many households are looked at to check a match character by character; more would be no help to a person choosing. */
const LOOKED_AT = 200;

/**
 * Ids of households in an area of which the head's or a member's name contains `text`, heads first, then by name. One
 * character finds the names that begin with it. At most `limit`.
 */
export async function householdsNamed(
  trx: Trx,
  areaPath: string,
  text: string,
  limit: number,
): Promise<readonly string[]> {
  const key = nameKey(text);
  const signs = [...key];
  if (signs.length === 0) return [];
  if (signs.length === 1) return await headsBeginningWith(trx, areaPath, key, limit);
  const grams = gramsOf(key);
  const to = endOfArea(areaPath);
  const { rows } = await sql<{ id: string; headName: string; names: string[] }>`
    select h.id, h.head_name as "headName",
      array(select m.name from member m where m.household_id = h.id) as names
    from household h
    where h.id in (
      select g.household_id from household_gram g
      where g.gram = any(${grams}::text[]) and g.area_path >= ${areaPath} and g.area_path < ${to}
      group by g.household_id having count(*) = ${grams.length}
      limit ${LOOKED_AT})
    order by h.head_name, h.id`.execute(trx);
  const inHead = rows.filter((row) => nameKey(row.headName).includes(key));
  const inMember = rows.filter(
    (row) => !inHead.includes(row) && row.names.some((name) => nameKey(name).includes(key)),
  );
  return [...inHead, ...inMember].slice(0, limit).map((row) => row.id);
}

async function headsBeginningWith(
  trx: Trx,
  areaPath: string,
  sign: string,
  limit: number,
): Promise<readonly string[]> {
  // The last code point closes the range of names that begin with the sign.
  const rows = await trx
    .selectFrom('household')
    .select('id')
    .where('area_path', '>=', areaPath)
    .where('area_path', '<', endOfArea(areaPath))
    .where('head_name', '>=', sign)
    .where('head_name', '<', `${sign}\u{10FFFF}`)
    .orderBy('head_name')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
