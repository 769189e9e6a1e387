/** Writes one batch of an import: finds what is there, works out what is new or different, and writes only that. */
import { inScope, type Trx } from '#src/store/database.ts';
import { idNumberIndexes } from '#src/store/registry/blind-index.ts';
import * as store from '#src/store/registry/household-batch.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { type Changes, compareGroup, noChanges, type StoredGroup } from './compare-household.ts';
import type { HouseholdRow } from './household-row.ts';
import type { BatchContext, HouseholdGroup } from './import-deps.ts';

/** Households put together by what makes them the same, so that each comes once. */
export type Batch = ReadonlyMap<string, HouseholdGroup>;

/** Works out what a batch adds and changes. The caller holds the import's lock, so nothing found here goes stale. */
export async function prepareBatch(context: BatchContext, batch: Batch): Promise<Changes> {
  const stored = await inScope(context.db, SYSTEM, (trx) => findStored(trx, batch));
  const changes = noChanges();
  for (const [key, group] of batch) {
    compareGroup(context, group, pickStored(context, stored.get(key) ?? [], group), changes);
  }
  return changes;
}

/** Writes what `prepareBatch` worked out, in one transaction. */
export async function writeChanges(context: BatchContext, changes: Changes): Promise<void> {
  const at = context.clock.now();
  await inScope(context.db, SYSTEM, async (trx) => {
    await store.insertHouseholds(trx, changes.newHouseholds, at);
    await store.updateHouseholds(trx, changes.changedHouseholds, at);
    await store.insertMembers(trx, changes.newMembers);
    await store.updateMembers(trx, changes.changedMembers);
    await store.writeGramRows(trx, changes.grams, changes.renamed);
    await store.moveAssignments(trx, changes.moved);
  });
}

/** Whether two batches may mean the same household: the later one must not be looked up before the earlier is written. */
export function overlap(earlier: Batch, later: Batch): boolean {
  const named = new Set([...earlier.values()].map(([first]) => nameOf(first)));
  return [...later].some(([key, [first]]) => earlier.has(key) || named.has(nameOf(first)));
}

const nameOf = (row: HouseholdRow): string =>
  row.householdCode === null
    ? `name ${row.area.areaPath} ${row.headName}`
    : `code ${row.householdCode}`;

/** What makes two groups the same household: the code, else area, head and the head's number. */
function keyOf(group: HouseholdGroup): string {
  const [first] = group;
  if (first.householdCode !== null) return nameOf(first);
  const head = group.find((row) => row.isHead);
  return `${nameOf(first)} ${head?.idNumber ?? ''}`;
}

/** Puts groups of the same household together; a file need not keep its rows side by side. */
export function batchOf(groups: readonly HouseholdGroup[]): Batch {
  const merged = new Map<string, HouseholdGroup>();
  for (const group of groups) {
    const key = keyOf(group);
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? group : [...earlier, ...group]);
  }
  return merged;
}

/** The households each group may already be, with their members. */
async function findStored(
  trx: Trx,
  groups: Batch,
): Promise<ReadonlyMap<string, readonly StoredGroup[]>> {
  const wanted = [...groups].map(([key, [first]]) => ({ key, first }));
  const households = await store.householdsByKeys(
    trx,
    wanted.map(({ first }) =>
      first.householdCode === null
        ? { code: null, areaPath: first.area.areaPath, headName: first.headName }
        : { code: first.householdCode },
    ),
  );
  const members = await store.membersOfHouseholds(
    trx,
    households.map((household) => household.id),
  );
  const byHousehold = Map.groupBy(members, (member) => member.household_id);
  const byName = Map.groupBy(households, (household) =>
    household.code === null
      ? `name ${household.area_path} ${household.head_name}`
      : `code ${household.code}`,
  );
  return new Map(
    wanted.map(({ key, first }) => [
      key,
      (byName.get(nameOf(first)) ?? []).map((household) => ({
        household,
        members: byHousehold.get(household.id) ?? [],
      })),
    ]),
  );
}

/** Of several households without a code that share village and head, the one whose head has the same number. */
function pickStored(
  { fields }: BatchContext,
  candidates: readonly StoredGroup[],
  group: HouseholdGroup,
): StoredGroup | null {
  const head = group.find((row) => row.isHead);
  if (group[0].householdCode !== null || head === undefined || head.idNumber === '') {
    return candidates[0] ?? null;
  }
  const indexes = idNumberIndexes(fields, head.idNumber);
  const headOf = (candidate: StoredGroup) =>
    candidate.members.find((member) => member.relation === '户主');
  return (
    candidates.find((candidate) => indexes.includes(headOf(candidate)?.id_number_index ?? '')) ??
    candidates.find((candidate) => (headOf(candidate)?.id_number_index ?? null) === null) ??
    null
  );
}
