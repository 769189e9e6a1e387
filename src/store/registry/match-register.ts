/** Finding the people of a department's list in the registry, a batch at a time. System scope. */
import { sql } from 'kysely';
import { nameKey } from '#src/domain/people/person-name.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import { idNumberIndexes } from './blind-index.ts';
import { gramsOf } from './name-search.ts';

/** A member of a registry household. */
export type RegistryPerson = {
  readonly householdId: string;
  readonly memberId: string;
  readonly areaId: string;
  readonly areaPath: string;
};

/** Registry people by identity number (folded), through the blind index; several where the registry has a number twice. */
export async function peopleByNumber(
  trx: Trx,
  fields: FieldEncryption,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly RegistryPerson[]>> {
  const numberOf = new Map<string, string>();
  for (const number of numbers) {
    for (const index of idNumberIndexes(fields, number)) numberOf.set(index, number);
  }
  if (numberOf.size === 0) return new Map();
  // Numbers first: left to itself the planner, which knows nothing of row-level security's share, may begin with all households.
  const { rows } = await sql<RegistryPerson & { index: string }>`
    with person as materialized (
      select m.id, m.household_id, m.id_number_index
      from unnest(${[...numberOf.keys()]}::text[]) as asked(index) join member m on m.id_number_index = asked.index)
    select h.id as "householdId", m.id as "memberId", h.area_id as "areaId", h.area_path as "areaPath",
      m.id_number_index as index
    from person m join household h on h.id = m.household_id
    where h.origin = 'registry'`.execute(trx);
  return Map.groupBy(rows, (row) => numberOf.get(row.index) ?? '');
}

/** A name in a village, as a list gives it. */
export type NamedPlace = { readonly name: string; readonly areaPath: string };

/** How `peopleByName` keys its answer. */
export const namedKey = (place: NamedPlace): string => `${place.areaPath} ${nameKey(place.name)}`;

/**
 * Registry people by name within an area and all below it; several where a name is borne twice. `numbered`: the registry knows
 * their identity number.
 */
export async function peopleByName(
  trx: Trx,
  places: readonly NamedPlace[],
): Promise<ReadonlyMap<string, readonly (RegistryPerson & { readonly numbered: boolean })[]>> {
  const asked = places.filter((each) => gramsOf(each.name).length > 0);
  if (asked.length === 0) return new Map();
  const { rows } = await sql<RegistryPerson & { numbered: boolean; asked: string; name: string }>`
    with place as (
      select * from unnest(${asked.map((each) => each.areaPath)}::text[], ${asked.map((each) => each.name)}::text[],
        ${asked.map((each) => gramsOf(each.name)[0] ?? '')}::text[]) as p(path, name, gram)),
    -- A pair of characters leads to few households of the village; the member's whole name decides.
    likely as materialized (
      select distinct p.path, p.name, g.household_id from place p
      join household_gram g on g.gram = p.gram and g.area_path >= p.path
        and g.area_path < left(p.path, -1) || '0')
    select h.id as "householdId", m.id as "memberId", h.area_id as "areaId", h.area_path as "areaPath",
      m.id_number_index is not null as numbered, l.path as asked, m.name
    from likely l join household h on h.id = l.household_id and h.origin = 'registry'
    join member m on m.household_id = h.id and m.name = l.name`.execute(trx);
  return Map.groupBy(rows, (row) => namedKey({ name: row.name, areaPath: row.asked }));
}
