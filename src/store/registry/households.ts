/** Households of the registry and those made from what a person said: finding, paging, adding. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import type { HouseholdTable } from '../schema/registry.ts';
import { endOfArea } from '../scope.ts';
import { timestamp } from '../timestamp.ts';
import { phoneIndex } from './blind-index.ts';
import { householdsNamed, writeGrams } from './name-search.ts';

/** A household (户) without anything private. */
export type Household = {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
  /** Number on the national platform (户编号); null when it has none. */
  readonly code: string | null;
  readonly headName: string;
  /** 村民小组, '' when unknown. */
  readonly groupName: string;
  readonly address: string;
  /** `claimed`: made from what a person said, not yet found in the registry. */
  readonly origin: 'registry' | 'claimed';
  /** `exited-poverty`: 脱贫户. */
  readonly kind: 'general' | 'exited-poverty';
  /** Category while monitored (监测对象类别), null when not. */
  readonly monitored: HouseholdTable['monitored'];
  /** 家庭人口数 */
  readonly size: number;
  readonly flags: readonly string[];
  /** Its risk is called eliminated and it is watched on (继续跟踪). */
  readonly tracked: boolean;
};

/** A household on a list, with the day its nearest open duty is due. */
export type HouseholdGlance = Household & { readonly dueOn: LocalDate | null };

const columns = [
  'household.id as householdId',
  'household.area_id as areaId',
  'household.area_path as areaPath',
  'area.full_name as areaName',
  'household.code',
  'household.head_name as headName',
  'household.group_name as groupName',
  'household.address',
  'household.origin',
  'household.kind',
  'household.monitored',
  'household.size',
  'household.flags',
] as const;

const households = (trx: Trx) =>
  trx
    .selectFrom('household')
    .innerJoin('area', 'area.id', 'household.area_id')
    .select(columns)
    .select(
      sql<boolean>`exists (select from case_file c where c.household_id = household.id
        and c.closed_at is null and c.state = 'eliminated')`.as('tracked'),
    );

/** The household with this id, if the scope may see it. */
export const findHousehold = (trx: Trx, householdId: string): Promise<Household | undefined> =>
  households(trx).where('household.id', '=', householdId).executeTakeFirst();

/** The household with this number of the national platform. */
export const findHouseholdByCode = (trx: Trx, code: string): Promise<Household | undefined> =>
  households(trx).where('household.code', '=', code).executeTakeFirst();

/** Households by id, in the order asked; those the scope may not see are left out. */
export async function findHouseholds(
  trx: Trx,
  householdIds: readonly string[],
): Promise<readonly Household[]> {
  if (householdIds.length === 0) return [];
  const rows = await households(trx).where('household.id', 'in', householdIds).execute();
  const byId = new Map(rows.map((row) => [row.householdId, row]));
  return householdIds.flatMap((id) => byId.get(id) ?? []);
}

/** Households whose head's or members' names contain `text`, at most `limit`. */
export const searchHouseholds = async (
  trx: Trx,
  areaPath: string,
  text: string,
  limit: number,
): Promise<readonly Household[]> =>
  await findHouseholds(trx, await householdsNamed(trx, areaPath, text, limit));

/** The household with this number of the national platform, or that a report with this 受理号 is about. */
export const householdsNumbered = async (
  trx: Trx,
  areaPath: string,
  number: string,
): Promise<readonly Household[]> =>
  await households(trx)
    .where('household.area_path', '>=', areaPath)
    .where('household.area_path', '<', endOfArea(areaPath))
    .where((eb) =>
      eb.or([
        eb('household.code', '=', number),
        eb(
          'household.id',
          'in',
          eb
            .selectFrom('declaration')
            .select('declaration.household_id')
            .where('declaration.receipt_number', '=', number),
        ),
      ]),
    )
    .execute();

/** The phone number on the household's sheet, decrypted; '' when there is none. */
export async function householdPhone(
  trx: Trx,
  fields: FieldEncryption,
  householdId: string,
): Promise<string> {
  const row = await trx
    .selectFrom('household')
    .select('phone_enc')
    .where('id', '=', householdId)
    .executeTakeFirst();
  const stored = row?.phone_enc ?? null;
  return stored === null ? '' : fields.decrypt('household.phone', householdId, stored);
}

/** Where the next page of a list begins. Opaque to callers. */
export type HouseholdCursor =
  | { readonly part: 'due'; readonly dueOn: LocalDate; readonly id: string }
  | { readonly part: 'rest'; readonly headName: string; readonly id: string };

export type HouseholdPage = {
  readonly households: readonly HouseholdGlance[];
  /** Null at the end. */
  readonly next: HouseholdCursor | null;
};

/**
 * A page of the households in an area: first those with an open duty, the nearest due day first, then all others by name.
 * `helperId` keeps to the households a helper looks after (包户). Both parts walk an index, whatever the size of the area.
 */
export async function pageHouseholds(
  trx: Trx,
  options: {
    readonly areaPath: string;
    readonly after: HouseholdCursor | null;
    readonly limit: number;
    readonly helperId?: string;
  },
): Promise<HouseholdPage> {
  const { after, limit } = options;
  const due = after?.part === 'rest' ? [] : await dueHouseholds(trx, options);
  const lastDue = due.at(-1);
  if (due.length === limit && lastDue !== undefined) {
    return {
      households: due,
      next: { part: 'due', dueOn: lastDue.dueOn, id: lastDue.householdId },
    };
  }
  const rest = await otherHouseholds(trx, { ...options, limit: limit - due.length });
  const page = [...due, ...rest];
  const last = rest.at(-1);
  const full = page.length === limit && last !== undefined;
  return {
    households: page,
    next: full ? { part: 'rest', headName: last.headName, id: last.householdId } : null,
  };
}

type PageOptions = Parameters<typeof pageHouseholds>[1];

async function dueHouseholds(
  trx: Trx,
  { areaPath, after, limit, helperId }: PageOptions,
): Promise<readonly (HouseholdGlance & { readonly dueOn: LocalDate })[]> {
  const to = endOfArea(areaPath);
  const from =
    after?.part === 'due'
      ? sql`where (due_on, household_id) > (${after.dueOn}::date, ${after.id}::uuid)`
      : sql``;
  const { rows } = await sql<{ id: string; dueOn: LocalDate }>`
    select household_id as id, due_on as "dueOn" from (
      select household_id, min(due_on) as due_on from duty d
      where state = 'open' and area_path >= ${areaPath} and area_path < ${to} and household_id is not null
        and ${assignedTo(helperId, sql`d.household_id`)}
      group by household_id) nearest
    ${from} order by due_on, household_id limit ${limit}`.execute(trx);
  const found = await findHouseholds(
    trx,
    rows.map((row) => row.id),
  );
  const dueOn = new Map(rows.map((row) => [row.id, row.dueOn]));
  return found.flatMap((household) => {
    const day = dueOn.get(household.householdId);
    return day === undefined ? [] : [{ ...household, dueOn: day }];
  });
}

async function otherHouseholds(
  trx: Trx,
  { areaPath, after, limit, helperId }: PageOptions,
): Promise<readonly HouseholdGlance[]> {
  let query = households(trx)
    .where('household.area_path', '>=', areaPath)
    .where('household.area_path', '<', endOfArea(areaPath))
    .where(assignedTo(helperId, sql`household.id`))
    .where(
      sql<boolean>`not exists (select 1 from duty d where d.household_id = household.id and d.state = 'open')`,
    )
    .orderBy('household.head_name')
    .orderBy('household.id')
    .limit(limit);
  if (after?.part === 'rest') {
    query = query.where(
      sql<boolean>`(household.head_name, household.id) > (${after.headName}, ${after.id}::uuid)`,
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, dueOn: null }));
}

const assignedTo = (helperId: string | undefined, household: ReturnType<typeof sql>) =>
  helperId === undefined
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from assignment a where a.household_id = ${household}
        and a.staff_id = ${helperId}::uuid and a.until is null)`;

/** How many households of the registry an area holds, claimed ones included. */
export async function countHouseholds(trx: Trx, areaPath: string): Promise<number> {
  const { count } = await trx
    .selectFrom('household')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('area_path', '>=', areaPath)
    .where('area_path', '<', endOfArea(areaPath))
    .executeTakeFirstOrThrow();
  return count;
}

/** Adds a household made from what a person said of themselves, to be matched with the registry by an officer. */
export async function insertClaimedHousehold(
  trx: Trx,
  fields: FieldEncryption,
  household: {
    readonly id: string;
    readonly areaId: string;
    readonly areaPath: string;
    readonly headName: string;
    readonly groupName: string;
    /** Digits, '' when not given. */
    readonly phone: string;
    readonly at: Instant;
  },
): Promise<void> {
  const { id, phone } = household;
  await trx
    .insertInto('household')
    .values({
      id,
      area_id: household.areaId,
      area_path: household.areaPath,
      code: null,
      head_name: household.headName,
      group_name: household.groupName,
      origin: 'claimed',
      monitored: null,
      phone_enc: phone === '' ? null : fields.encrypt('household.phone', id, phone),
      phone_index: phoneIndex(fields, phone),
      created_at: timestamp(household.at),
      updated_at: timestamp(household.at),
    })
    .execute();
  await writeGrams(trx, household, [household.headName]);
}
