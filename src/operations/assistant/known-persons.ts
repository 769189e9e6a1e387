/** Whom our own records know around an account, so that none of them reaches a model by name. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Subject } from '#src/domain/declaration/declaration.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { AccountRow } from '#src/store/account.ts';
import type { Trx } from '#src/store/database.ts';
import { areaAndAbove, findArea } from '#src/store/registry/areas.ts';
import { findHousehold, householdPhone } from '#src/store/registry/households.ts';
import { memberNumbers, membersOf } from '#src/store/registry/members.ts';
import { holdersCovering } from '#src/store/registry/posts.ts';
import type { KnownPersons } from './mask-personal-data.ts';

/** Posts a farmer is likely to speak of by name. */
const NEAR = [
  'village-officer',
  'village-secretary',
  'resident-team',
  'helper',
  'town-officer',
] as const;

/** Names, places and numbers of the person, both households concerned, and the officers of their villages. */
export async function knownPersons(
  trx: Trx,
  fields: FieldEncryption,
  account: AccountRow,
  subject: Subject | null,
  now: Instant,
): Promise<KnownPersons> {
  const names = [account.name, subject?.name ?? ''];
  const numbers = [subject?.phone ?? ''];
  if (account.phone_enc !== null) {
    numbers.push(fields.decrypt('account.phone', account.id, account.phone_enc));
  }
  if (account.id_number_enc !== null) {
    numbers.push(fields.decrypt('account.id_number', account.id, account.id_number_enc));
  }
  const places = [account.group_name];
  for (const householdId of [account.household_id, subject?.householdId ?? null]) {
    if (householdId === null) continue;
    const household = await findHousehold(trx, householdId);
    names.push(household?.headName ?? '');
    places.push(household?.groupName ?? '');
    names.push(...(await membersOf(trx, householdId)).map((each) => each.name));
    numbers.push(await householdPhone(trx, fields, householdId));
    for (const each of await memberNumbers(trx, fields, householdId)) {
      numbers.push(each.idNumber, each.disabilityCard, each.phone);
    }
  }
  // While a proxy has not named the village yet, the subject's area is ''.
  const subjectArea = subject?.areaId ? await findArea(trx, subject.areaId) : undefined;
  for (const path of new Set([account.area_path, subjectArea?.areaPath ?? null])) {
    if (path === null) continue;
    const areas = await areaAndAbove(trx, path);
    places.push(...areas.filter((each) => isSmall(each.level)).map((each) => each.name));
    for (const role of NEAR) {
      const holders = await holdersCovering(trx, role, path, fromInstant(now));
      names.push(...holders.map((each) => each.name));
    }
  }
  const told = (list: readonly string[]): readonly string[] => [
    ...new Set(list.filter((each) => each !== '')),
  ];
  return { names: told(names), places: told(places), numbers: told(numbers) };
}

/** A village or a group names a handful of people together with an illness; a town does not. */
const isSmall = (level: string): boolean => level === 'village' || level === 'group';
