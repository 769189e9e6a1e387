/** Members of households (家庭成员): the sheet, and matching a person by number. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import { disabilityCardIndexes, idNumberIndexes, phoneIndexes } from './blind-index.ts';

/** A member without numbers. Coded values as `docs/import.md` lists them. */
export type Member = {
  readonly memberId: string;
  readonly ordinal: number;
  readonly name: string;
  /** 与户主关系 in the words of the form; 户主 for the head. */
  readonly relation: string;
  readonly sex: 'male' | 'female' | null;
  readonly bornOn: LocalDate | null;
  /** What looks wrong about the ID number; null when right or absent. */
  readonly idNumberFlag: string | null;
  /** 健康状况, combinable: healthy, chronic-illness, grave-illness, disabled. */
  readonly health: readonly string[];
  /** 劳动技能 */
  readonly labour: string | null;
  /** 在校生状况 */
  readonly schooling: string | null;
  /** 文化程度 */
  readonly education: string | null;
};

/** The numbers of a member, decrypted; '' where none is known. */
export type MemberNumbers = {
  readonly memberId: string;
  readonly idNumber: string;
  readonly disabilityCard: string;
  readonly phone: string;
};

/** Somebody found by a number: the member, or the household alone when the number stands on its sheet only. */
export type PersonMatch = {
  readonly householdId: string;
  readonly memberId: string | null;
  /** Name of the member, of the head when only the household is known. */
  readonly name: string;
  readonly areaId: string;
  readonly areaPath: string;
};

const columns = [
  'id as memberId',
  'ordinal',
  'name',
  'relation',
  'sex',
  'born_on as bornOn',
  'id_number_flag as idNumberFlag',
  'health',
  'labour',
  'schooling',
  'education',
] as const;

/** The members of a household, the head first as on the form. */
export const membersOf = (trx: Trx, householdId: string): Promise<readonly Member[]> =>
  trx
    .selectFrom('member')
    .select(columns)
    .where('household_id', '=', householdId)
    .orderBy('ordinal')
    .execute();

/** The decrypted numbers of a household's members, in the order of `membersOf`. The caller logs the access. */
export async function memberNumbers(
  trx: Trx,
  fields: FieldEncryption,
  householdId: string,
): Promise<readonly MemberNumbers[]> {
  const rows = await trx
    .selectFrom('member')
    .select(['id', 'id_number_enc', 'disability_card_enc', 'phone_enc'])
    .where('household_id', '=', householdId)
    .orderBy('ordinal')
    .execute();
  const read = (place: `member.${string}`, id: string, stored: string | null): string =>
    stored === null ? '' : fields.decrypt(place, id, stored);
  return rows.map((row) => ({
    memberId: row.id,
    idNumber: read('member.id_number', row.id, row.id_number_enc),
    disabilityCard: read('member.disability_card', row.id, row.disability_card_enc),
    phone: read('member.phone', row.id, row.phone_enc),
  }));
}

const matches = (trx: Trx) =>
  trx
    .selectFrom('member')
    .innerJoin('household', 'household.id', 'member.household_id')
    .where('household.origin', '=', 'registry')
    .select([
      'household.id as householdId',
      'member.id as memberId',
      'member.name',
      'household.area_id as areaId',
      'household.area_path as areaPath',
    ])
    .orderBy('member.id');

/** Registry members with this identity number (folded). More than one is a mistake of the registry for people to settle. */
export async function matchByIdNumber(
  trx: Trx,
  fields: FieldEncryption,
  number: string,
): Promise<readonly PersonMatch[]> {
  if (number === '') return [];
  return await matches(trx)
    .where('member.id_number_index', 'in', idNumberIndexes(fields, number))
    .execute();
}

/** Registry members with this disability card (残疾人证). */
export async function matchByDisabilityCard(
  trx: Trx,
  fields: FieldEncryption,
  number: string,
): Promise<readonly PersonMatch[]> {
  if (number === '') return [];
  return await matches(trx)
    .where('member.disability_card_index', 'in', disabilityCardIndexes(fields, number))
    .execute();
}

/**
 * Registry members and households with this phone number (digits). One household may come several times, once for each member
 * who has the number; `standsForOneHousehold` counts households.
 */
export async function matchByPhone(
  trx: Trx,
  fields: FieldEncryption,
  phone: string,
): Promise<readonly PersonMatch[]> {
  if (phone === '') return [];
  const indexes = phoneIndexes(fields, phone);
  const members = await matches(trx).where('member.phone_index', 'in', indexes).execute();
  const known = new Set(members.map((match) => match.householdId));
  const sheets = await trx
    .selectFrom('household')
    .select([
      'id as householdId',
      sql<null>`null`.as('memberId'),
      'head_name as name',
      'area_id as areaId',
      'area_path as areaPath',
    ])
    .where('origin', '=', 'registry')
    .where('phone_index', 'in', indexes)
    .orderBy('id')
    .execute();
  return [...members, ...sheets.filter((sheet) => !known.has(sheet.householdId))];
}

/** Whether all matches are of one household: only then does a phone number vouch for it. */
export const standsForOneHousehold = (found: readonly PersonMatch[]): boolean =>
  new Set(found.map((match) => match.householdId)).size === 1;
