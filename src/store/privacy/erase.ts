/**
 * Taking a person out of the tables: what they said and what says who they are goes, ids, codes and dates stay. Nothing here
 * touches the log of events, whose payloads hold ids, codes, dates and hashes only.
 */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '../database.ts';
import { timestamp } from '../timestamp.ts';
import type { PersonAccount } from './person.ts';

const list = (ids: readonly string[]) => sql`any(${[...ids]}::uuid[])`;

/** Words, subject, members, place and sums of reports; codes, dates, number and case stay. The account is let go of. */
export async function eraseReports(trx: Trx, reportIds: readonly string[]): Promise<void> {
  await sql`delete from declaration_private where declaration_id = ${list(reportIds)}`.execute(trx);
  // What the checks looked at may be a sum the person named; what they said of it is a code.
  await sql`update declaration set account_id = null, latitude = null, longitude = null, amounts = '[]',
      checks = (select jsonb_agg(c || '{"inputs": {}}') from jsonb_array_elements(checks) c)
    where id = ${list(reportIds)}`.execute(trx);
}

/** Deletes media rows; their files are removed by the queue work promised for the ids. */
export async function eraseMedia(trx: Trx, mediaIds: readonly string[]): Promise<void> {
  await sql`delete from media where id = ${list(mediaIds)}`.execute(trx);
}

/** Words and answers of tickets; number, kind and dates stay. */
export async function eraseTickets(
  trx: Trx,
  fields: FieldEncryption,
  ticketIds: readonly string[],
): Promise<void> {
  for (const id of ticketIds) {
    await sql`update ticket set account_id = null, body_enc = ${fields.encrypt('ticket.body_enc', id, '')},
        answer_enc = case when answer_enc is null then null
          else ${fields.encrypt('ticket.answer_enc', id, '')} end
      where id = ${id}::uuid`.execute(trx);
  }
}

/** Lets alarms go of the account; their words are rewritten by `eraseAlertWords`. */
export async function releaseAlerts(trx: Trx, alertIds: readonly string[]): Promise<void> {
  await sql`update alert set account_id = null where id = ${list(alertIds)}`.execute(trx);
}

/** What was sent to the accounts: unsent is cancelled, the words of all go. */
export async function eraseMessages(
  trx: Trx,
  accountIds: readonly string[],
  now: Instant,
): Promise<void> {
  // Not vital any more: there is nothing left to be sent once more.
  await sql`update message set body_enc = null, vital = false,
      state = case when state in ('queued', 'waiting') then 'cancelled' else state end,
      settled_at = coalesce(settled_at, ${timestamp(now)})
    where account_id = ${list(accountIds)}`.execute(trx);
  await sql`update notice_recipient set account_id = null,
      state = case when state in ('queued', 'waiting') then 'unreachable' else state end,
      settled_at = coalesce(settled_at, ${timestamp(now)})
    where account_id = ${list(accountIds)}`.execute(trx);
}

/** What came in from a chat, as far as it has taken effect; that something came, and when, stays without the chat's name. */
export async function eraseInbound(trx: Trx, account: PersonAccount): Promise<void> {
  await sql`update inbound set body_enc = '', state = 'done', chat = ${erasedChat(account.accountId)}
    where channel = ${account.channel} and chat = ${account.chat}
      and state in ('done', 'quarantined')`.execute(trx);
}

/** Names and numbers of households only these people spoke of; the row stays for the cases and duties that point to it. */
export async function eraseHouseholds(trx: Trx, householdIds: readonly string[]): Promise<void> {
  await sql`delete from member where household_id = ${list(householdIds)}`.execute(trx);
  await sql`delete from household_gram where household_id = ${list(householdIds)}`.execute(trx);
  await sql`update household set head_name = '', group_name = '', address = '', flags = '{}',
      details = '{}', phone_enc = null, phone_index = null
    where id = ${list(householdIds)}`.execute(trx);
}

const erasedChat = (accountId: string): string => `erased:${accountId}`;

/**
 * The accounts themselves, with their conversations and codes; consents end and stay as proof that they were asked. The rows stay
 * because the log of events names their ids; nothing leads from them to a chat or a person.
 */
export async function eraseAccounts(
  trx: Trx,
  accountIds: readonly string[],
  now: Instant,
): Promise<void> {
  await sql`delete from conversation where account_id = ${list(accountIds)}`.execute(trx);
  await sql`delete from told_day where account_id = ${list(accountIds)}`.execute(trx);
  await sql`delete from one_time_code where account_id = ${list(accountIds)}`.execute(trx);
  await sql`update consent set withdrawn_at = ${timestamp(now)}
    where account_id = ${list(accountIds)} and withdrawn_at is null`.execute(trx);
  await sql`update account set chat = 'erased:' || id, consent = null, name = '', group_name = '',
      area_id = null, area_path = null, household_id = null, member_id = null, phone_enc = null,
      phone_index = null, id_number_enc = null, id_number_index = null, trust = 'claimed',
      reachable = false, joined_from = null
    where id = ${list(accountIds)}`.execute(trx);
}

/** A browser that was the person's goes on as the stranger it is now, so that its page still gets the answer. */
export async function moveSessions(trx: Trx, from: string, to: string): Promise<void> {
  await trx
    .updateTable('web_session')
    .set({ account_id: to })
    .where('account_id', '=', from)
    .where('ended_at', 'is', null)
    .execute();
}
