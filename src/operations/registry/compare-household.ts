/** Compares a household of a file with the stored one: what is new, what differs, and what stays as it is. */
import { nameKey } from '#src/domain/people/person-name.ts';
import type { FieldPlace } from '#src/platform/field-encryption.ts';
import {
  disabilityCardIndex,
  idNumberIndex,
  idNumberIndexes,
  phoneIndex,
} from '#src/store/registry/blind-index.ts';
import type {
  StoredGram,
  StoredHousehold,
  StoredMember,
} from '#src/store/registry/household-batch.ts';
import { householdGrams } from '#src/store/registry/name-search.ts';
import type { HouseholdColumn, HouseholdRow } from './household-row.ts';
import { count } from './count-row.ts';
import type { BatchContext, HouseholdGroup } from './import-deps.ts';

/** A household as stored, with its members in the order of the form. */
export type StoredGroup = {
  readonly household: StoredHousehold;
  readonly members: readonly StoredMember[];
};

/** What a batch adds and changes. */
export type Changes = {
  readonly newHouseholds: StoredHousehold[];
  readonly changedHouseholds: StoredHousehold[];
  readonly newMembers: StoredMember[];
  readonly changedMembers: StoredMember[];
  readonly grams: StoredGram[];
  /** Households whose pairs of characters are written anew. */
  readonly renamed: string[];
  /** Households that now lie in another area. */
  readonly moved: string[];
};

export const noChanges = (): Changes => ({
  newHouseholds: [],
  changedHouseholds: [],
  newMembers: [],
  changedMembers: [],
  grams: [],
  renamed: [],
  moved: [],
});

/** Adds to `changes` what the group brings, and counts it. Members the file leaves out stay. */
export function compareGroup(
  context: BatchContext,
  group: HouseholdGroup,
  stored: StoredGroup | null,
  changes: Changes,
): void {
  const id = stored?.household.id ?? context.newId();
  const pairs = pairMembers(context, group, stored?.members ?? []);
  const head = group.find((row) => row.isHead) ?? group[0];
  const members = memberRows(context, id, head, pairs, stored);
  const names = [
    ...members.map((member) => member.now.name),
    ...unmentioned(pairs, stored).map((member) => member.name),
  ];
  const household = householdRow(context, id, group, head, stored, names.length);
  const moved = stored !== null && stored.household.area_path !== household.area_path;

  count(
    context.tallies.households,
    stored?.household ?? null,
    household,
    changes.newHouseholds,
    changes.changedHouseholds,
  );
  for (const { before, now } of members) {
    count(context.tallies.members, before, now, changes.newMembers, changes.changedMembers);
  }
  if (moved) {
    changes.moved.push(id);
    const left = unmentioned(pairs, stored);
    changes.changedMembers.push(
      ...left.map((member) => ({ ...member, area_path: household.area_path })),
    );
  }
  const grams = householdGrams([household.head_name, ...names]);
  const before =
    stored === null
      ? null
      : householdGrams([
          stored.household.head_name,
          ...stored.members.map((member) => member.name),
        ]);
  if (!moved && before !== null && sameSet(before, grams)) return;
  if (stored !== null) changes.renamed.push(id);
  for (const gram of grams) {
    changes.grams.push({ gram, area_path: household.area_path, household_id: id });
  }
}

type Pair = { readonly row: HouseholdRow; readonly member: StoredMember | null };

/** Pairs rows with stored members: first by number, then by name among those left. A corrected number is the same person. */
function pairMembers(
  { fields }: BatchContext,
  group: HouseholdGroup,
  members: readonly StoredMember[],
): readonly Pair[] {
  const rows = withoutRepeats(group);
  if (members.length === 0) return rows.map((row) => ({ row, member: null }));
  const left = new Set(members);
  const take = (fits: (member: StoredMember) => boolean): StoredMember | null => {
    const found = [...left].find(fits) ?? null;
    if (found !== null) left.delete(found);
    return found;
  };
  const byNumber = rows.map((row) => {
    const indexes = row.idNumber === '' ? [] : idNumberIndexes(fields, row.idNumber);
    return indexes.length === 0
      ? null
      : take((member) => indexes.includes(member.id_number_index ?? ''));
  });
  return rows.map((row, at) => ({
    row,
    member: byNumber[at] ?? take((member) => nameKey(member.name) === nameKey(row.name)),
  }));
}

/** A person who comes twice in one household of a file counts once; the later row holds. */
function withoutRepeats(group: HouseholdGroup): readonly HouseholdRow[] {
  const seen = new Map<string, HouseholdRow>();
  for (const row of group)
    seen.set(row.idNumber === '' ? `name ${nameKey(row.name)}` : row.idNumber, row);
  return [...seen.values()];
}

const unmentioned = (pairs: readonly Pair[], stored: StoredGroup | null): readonly StoredMember[] =>
  (stored?.members ?? []).filter((member) => !pairs.some((pair) => pair.member === member));

function householdRow(
  context: BatchContext,
  id: string,
  group: HouseholdGroup,
  head: HouseholdRow,
  stored: StoredGroup | null,
  people: number,
): StoredHousehold {
  const before = stored?.household ?? null;
  const said = <T>(column: HouseholdColumn, now: T, earlier: T | undefined): T =>
    before !== null && earlier !== undefined && !context.has(column) ? earlier : now;
  const writtenHead = group.find((row) => row.headName !== '')?.headName ?? '';
  const phone =
    head.phone !== '' ? head.phone : (group.find((row) => row.phone !== '')?.phone ?? '');
  const kind = group.some((row) => row.kind === 'exited-poverty') ? 'exited-poverty' : 'general';
  const kindTold = context.has('kind') || context.has('exitedPoverty');
  const flags = [...new Set(group.flatMap((row) => row.flags))].sort();
  const flagsTold = FLAG_COLUMNS.some((column) => context.has(column));
  return {
    id,
    area_id: head.area.areaId,
    area_path: head.area.areaPath,
    code: head.householdCode,
    head_name: writtenHead || before?.head_name || head.name,
    group_name: said('group', head.groupName, before?.group_name),
    address: said('address', head.address, before?.address),
    kind: kindTold ? kind : (before?.kind ?? kind),
    monitored: said(
      'monitored',
      group.find((row) => row.monitored !== null)?.monitored ?? null,
      before?.monitored,
    ),
    size: group.find((row) => row.size !== null)?.size ?? people,
    flags: flagsTold || before === null ? flags : before.flags,
    ...secret(
      context,
      'household.phone',
      id,
      phone,
      phoneIndex(context.fields, phone),
      {
        enc: before?.phone_enc ?? null,
        index: before?.phone_index ?? null,
      },
      'phone',
    ),
  };
}

const FLAG_COLUMNS: readonly HouseholdColumn[] = [
  'minimumLiving',
  'destitute',
  'noLabour',
  'relocated',
];

function memberRows(
  context: BatchContext,
  householdId: string,
  head: HouseholdRow,
  pairs: readonly Pair[],
  stored: StoredGroup | null,
): readonly { readonly before: StoredMember | null; readonly now: StoredMember }[] {
  let last = Math.max(0, ...(stored?.members ?? []).map((member) => member.ordinal));
  return pairs.map(({ row, member }) => {
    if (member === null) last += 1;
    return {
      before: member,
      now: memberRow(context, householdId, head, row, member, member?.ordinal ?? last),
    };
  });
}

function memberRow(
  context: BatchContext,
  householdId: string,
  head: HouseholdRow,
  row: HouseholdRow,
  before: StoredMember | null,
  ordinal: number,
): StoredMember {
  const { fields } = context;
  const id = before?.id ?? context.newId();
  const said = <T>(column: HouseholdColumn, now: T, earlier: T | undefined): T =>
    before !== null && earlier !== undefined && !context.has(column) ? earlier : now;
  // The form repeats the household's phone in every row; it is nobody's own but the head's.
  const phone = row !== head && row.phone === head.phone ? '' : row.phone;
  const number = secret(
    context,
    'member.id_number',
    id,
    row.idNumber,
    idNumberIndex(fields, row.idNumber),
    {
      enc: before?.id_number_enc ?? null,
      index: before?.id_number_index ?? null,
    },
    'id_number',
  );
  const kept = row.idNumber === '' && before !== null;
  return {
    id,
    household_id: householdId,
    area_path: head.area.areaPath,
    ordinal,
    name: row.name,
    relation: said('relation', row.relation, before?.relation),
    sex: row.sex ?? before?.sex ?? null,
    born_on: kept ? before.born_on : row.bornOn,
    ...number,
    id_number_flag: kept ? before.id_number_flag : row.idNumberFlag,
    ...secret(
      context,
      'member.disability_card',
      id,
      row.disabilityCard,
      disabilityCardIndex(fields, row.disabilityCard),
      {
        enc: before?.disability_card_enc ?? null,
        index: before?.disability_card_index ?? null,
      },
      'disability_card',
    ),
    ...secret(
      context,
      'member.phone',
      id,
      phone,
      phoneIndex(fields, phone),
      {
        enc: before?.phone_enc ?? null,
        index: before?.phone_index ?? null,
      },
      'phone',
    ),
    health: said('health', row.health, before?.health),
    labour: said('labour', row.labour, before?.labour),
    schooling: said('schooling', row.schooling, before?.schooling),
    education: said('education', row.education, before?.education),
    details: before === null ? row.details : { ...before.details, ...row.details },
  };
}

/**
 * A number with its index under the column names of the table. What is stored stays when it is the same number – encrypting it
 * again would change the row – or when the cell is empty: a blank never erases a number.
 */
function secret<Name extends 'phone' | 'id_number' | 'disability_card'>(
  { fields }: BatchContext,
  place: FieldPlace,
  rowId: string,
  plain: string,
  index: string | null,
  before: { readonly enc: string | null; readonly index: string | null },
  name: Name,
): Record<`${Name}_enc` | `${Name}_index`, string | null> {
  const kept = index === null || index === before.index;
  const enc = kept ? before.enc : fields.encrypt(place, rowId, plain);
  // The two keys are exactly the ones of the return type; TypeScript widens computed keys to string.
  return { [`${name}_enc`]: enc, [`${name}_index`]: kept ? before.index : index } as Record<
    `${Name}_enc` | `${Name}_index`,
    string | null
  >;
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && new Set([...a, ...b]).size === a.length;
