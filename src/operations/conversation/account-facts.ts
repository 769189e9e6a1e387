/** Facts about who is speaking and whom they can phone, gathered once a turn. */
import { emergencyNumbers } from '#src/domain/policy/emergency-numbers.ts';
import { areaWordsOf } from '#src/domain/policy/area-words.ts';
import { termsOf } from '#src/domain/policy/terms.ts';
import { postsOf, responsibleFor } from '#src/store/registry/posts.ts';
import { type Area, areaAndAbove, findArea } from '#src/store/registry/areas.ts';
import { findStaff, staffContact } from '#src/store/registry/staff.ts';
import { topAreaPath } from '#src/store/registry/top-area.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { bureauName, type Pack } from '#src/domain/policy/pack.ts';
import type {
  AccountFacts,
  BureauFacts,
  ContactFacts,
  PersonFacts,
  StaffFacts,
} from '#src/flows/facts.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { outdatedConsents } from '#src/flows/text/first-contact.ts';
import { type AccountRow, consentedText } from '#src/store/account.ts';
import type { Trx } from '#src/store/database.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { ChannelCapabilities } from '../ports.ts';
import { postTitleIn } from '../staff/post-title.ts';
import type { TurnContext } from '../turn.ts';

/** The account as flows see it. */
export async function accountFacts(
  trx: Trx,
  fields: FieldEncryption,
  row: AccountRow,
  capabilities: ChannelCapabilities,
  now: Instant,
): Promise<AccountFacts> {
  return {
    accountId: row.id,
    channel: row.channel,
    provesContact: capabilities.provesContact,
    consent: await consentOf(trx, row),
    person: await personFacts(trx, fields, row),
    staff: row.staff_id === null ? null : await staffFacts(trx, row.staff_id, now),
    elderMode: row.elder_mode,
  };
}

async function consentOf(trx: Trx, row: AccountRow): Promise<AccountFacts['consent']> {
  if (row.consent !== 'given') return row.consent;
  const version = await consentedText(trx, row);
  return version !== null && outdatedConsents.includes(version) ? 'outdated' : 'given';
}

async function personFacts(
  trx: Trx,
  fields: FieldEncryption,
  row: AccountRow,
): Promise<PersonFacts | null> {
  if (row.area_id === null || row.household_id === null || row.name === '') return null;
  const area = await findArea(trx, row.area_id);
  if (area === undefined) return null;
  return {
    name: row.name,
    phone: row.phone_enc === null ? '' : fields.decrypt('account.phone', row.id, row.phone_enc),
    areaId: area.areaId,
    areaPath: area.areaPath,
    areaName: area.fullName,
    groupName: row.group_name,
    householdId: row.household_id,
    trust: row.trust,
  };
}

async function staffFacts(trx: Trx, staffId: string, now: Instant): Promise<StaffFacts | null> {
  const staff = await findStaff(trx, staffId);
  if (staff === undefined || !staff.active) return null;
  return { staffId, name: staff.name, posts: await postsOf(trx, staffId, fromInstant(now)) };
}

/** The bureau, and the officer and town of the account's area; of the county alone before first contact. */
export async function bureauFacts(turn: TurnContext): Promise<BureauFacts> {
  const { trx, policies, today, account } = turn;
  const path = account.person?.areaPath ?? account.staff?.posts[0]?.areaPath;
  const chain = await areaAndAbove(trx, path ?? (await topAreaPath(trx)));
  const pack = await packInForce({ trx, policies, today }, chain[0]?.areaPath ?? '');
  const official = officialOf(pack, chain);
  const town = chain.find((area) => area.level === 'town');
  return {
    name: official.name,
    hotline: official.phone,
    officer: path === undefined ? null : await contactOf(turn, 'village-officer', path),
    town: town === undefined ? null : { title: `${town.name}值班室`, name: '', phone: town.phone },
    emergency: emergencyNumbers(pack),
    places: areaWordsOf(pack),
    terms: termsOf(pack),
  };
}

/** Name and public line of the bureau whose areas these are, nearest first: the county's own phone before the pack's. */
export function officialOf(
  pack: Pick<Pack, 'settings'>,
  chain: readonly Area[],
): { readonly name: string; readonly phone: string } {
  const county = chain.at(-1);
  const own = county?.phone ?? '';
  return {
    name: bureauName(county?.name ?? '', pack),
    phone: own === '' ? (pack.settings.hotline.value ?? '') : own,
  };
}

/** Whom people can phone about an area: the holder of the post, or of the next one up; never one of `except`. */
export async function contactOf(
  turn: Pick<TurnContext, 'trx' | 'fields' | 'policies' | 'today'>,
  role: Role,
  areaPath: string,
  except: readonly string[] = [],
): Promise<ContactFacts | null> {
  const { trx, fields, today } = turn;
  const found = await responsibleFor(trx, role, areaPath, today, { mustBeBound: false, except });
  const [holder] = found?.holders ?? [];
  if (holder === undefined) return null;
  const contact = await staffContact(trx, fields, holder.staffId);
  const title = await postTitleIn(turn, holder.role, areaPath);
  return { title, name: holder.name, phone: contact?.phone ?? '' };
}
