/** What an account keeps of the person behind it: who they are, which household they speak for, and taking it all back. */
import type { Trust } from '#src/domain/people/trust.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { AccountRow } from './account.ts';
import type { Trx } from './database.ts';
import { idNumberIndex, phoneIndex } from './registry/blind-index.ts';

/** Who speaks on an account and for which household. Digits and numbers are '' when they were not said. */
export type BoundPerson = {
  readonly name: string;
  readonly groupName: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly householdId: string;
  readonly memberId: string | null;
  readonly trust: Trust;
  /** Digits only. */
  readonly phone: string;
  /** As folded by `foldIdentityNumber`. */
  readonly idNumber: string;
};

/** Ends first contact: the account is this person's from now on, and can be reached. */
export async function bindAccount(
  trx: Trx,
  fields: FieldEncryption,
  accountId: string,
  person: BoundPerson,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({
      name: person.name,
      group_name: person.groupName,
      area_id: person.areaId,
      area_path: person.areaPath,
      household_id: person.householdId,
      member_id: person.memberId,
      trust: person.trust,
      reachable: true,
      ...phoneColumns(fields, accountId, person.phone),
      ...idNumberColumns(fields, accountId, person.idNumber),
    })
    .where('id', '=', accountId)
    .execute();
}

/** Changes what the person said of themselves; what is left out stays, '' takes a number away. */
export async function correctAccount(
  trx: Trx,
  fields: FieldEncryption,
  accountId: string,
  said: Partial<Pick<BoundPerson, 'name' | 'phone' | 'idNumber' | 'trust'>>,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({
      ...(said.name === undefined ? {} : { name: said.name }),
      ...(said.phone === undefined ? {} : phoneColumns(fields, accountId, said.phone)),
      ...(said.idNumber === undefined ? {} : idNumberColumns(fields, accountId, said.idNumber)),
      ...(said.trust === undefined ? {} : { trust: said.trust }),
    })
    .where('id', '=', accountId)
    .execute();
}

/** Larger letters and shorter questions for this account, or no longer. */
export async function setElderMode(trx: Trx, accountId: string, on: boolean): Promise<void> {
  await trx.updateTable('account').set({ elder_mode: on }).where('id', '=', accountId).execute();
}

/** Lets the chat go: the account keeps its person but is reached by nobody, and the next speaker there gets a new account. */
export async function leaveChat(trx: Trx, accountId: string): Promise<void> {
  await trx
    .updateTable('account')
    .set({ chat: `left:${accountId}`, reachable: false })
    .where('id', '=', accountId)
    .execute();
}

/** Makes the account a staff member's. */
export async function giveAccountToStaff(
  trx: Trx,
  accountId: string,
  staffId: string,
): Promise<void> {
  await trx.updateTable('account').set({ staff_id: staffId }).where('id', '=', accountId).execute();
}

/** Copies who the person is from another account of theirs; numbers are sealed anew, for encryption is bound to the row. */
export async function joinAccount(
  trx: Trx,
  fields: FieldEncryption,
  accountId: string,
  source: AccountRow,
): Promise<void> {
  const carry = (
    place: 'account.phone' | 'account.id_number',
    stored: string | null,
  ): string | null =>
    stored === null
      ? null
      : fields.encrypt(place, accountId, fields.decrypt(place, source.id, stored));
  await trx
    .updateTable('account')
    .set({
      joined_from: source.id,
      consent: source.consent,
      staff_id: source.staff_id,
      area_id: source.area_id,
      area_path: source.area_path,
      household_id: source.household_id,
      member_id: source.member_id,
      name: source.name,
      group_name: source.group_name,
      trust: source.trust,
      phone_enc: carry('account.phone', source.phone_enc),
      phone_index: source.phone_index,
      id_number_enc: carry('account.id_number', source.id_number_enc),
      id_number_index: source.id_number_index,
    })
    .where('id', '=', accountId)
    .execute();
}

/** Takes the person out of an account whose consent was refused (个人信息保护法第四十七条); the bare account stays. */
export async function forgetPerson(trx: Trx, accountId: string): Promise<void> {
  await trx
    .updateTable('account')
    .set({
      consent: 'refused',
      name: '',
      group_name: '',
      area_id: null,
      area_path: null,
      household_id: null,
      member_id: null,
      phone_enc: null,
      phone_index: null,
      id_number_enc: null,
      id_number_index: null,
      trust: 'claimed',
    })
    .where('id', '=', accountId)
    .execute();
}

const phoneColumns = (fields: FieldEncryption, accountId: string, digits: string) => ({
  phone_enc: digits === '' ? null : fields.encrypt('account.phone', accountId, digits),
  phone_index: phoneIndex(fields, digits),
});

const idNumberColumns = (fields: FieldEncryption, accountId: string, number: string) => ({
  id_number_enc: number === '' ? null : fields.encrypt('account.id_number', accountId, number),
  id_number_index: idNumberIndex(fields, number),
});
