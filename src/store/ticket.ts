/** Questions, complaints, requests for a person and for one's data: numbered, owned, due. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import type { TicketTable } from './schema/case.ts';
import { timestamp } from './timestamp.ts';

export type NewTicket = {
  readonly id: string;
  readonly number: string;
  readonly kind: TicketTable['kind'];
  readonly accountId: string;
  readonly areaId: string | null;
  readonly areaPath: string | null;
  readonly words: string;
  /** The staff member a complaint is about: never sees the row (row-level security, migration 05). */
  readonly aboutStaffId: string | null;
  readonly ownerRole: Role;
  readonly ownerAreaPath: string;
  readonly dueOn: LocalDate;
};

/** Writes a ticket; its words are encrypted. */
export async function insertTicket(
  trx: Trx,
  fields: FieldEncryption,
  ticket: NewTicket,
  now: Instant,
): Promise<void> {
  await trx
    .insertInto('ticket')
    .values({
      id: ticket.id,
      number: ticket.number,
      kind: ticket.kind,
      account_id: ticket.accountId,
      area_id: ticket.areaId,
      area_path: ticket.areaPath,
      body_enc: fields.encrypt('ticket.body_enc', ticket.id, ticket.words),
      about_staff_id: ticket.aboutStaffId,
      owner_role: ticket.ownerRole,
      owner_area_path: ticket.ownerAreaPath,
      created_at: timestamp(now),
      due_on: ticket.dueOn,
      answer_enc: null,
      answered_at: null,
      answered_by: null,
    })
    .execute();
}

/** A ticket with its words. `askerName` '' when the account is gone. */
export type Ticket = Pick<NewTicket, 'id' | 'number' | 'kind' | 'words'> & {
  readonly accountId: string | null;
  readonly askerName: string;
  readonly state: 'open' | 'answered';
};

/** A ticket by id, if the scope may see it. */
export async function findTicket(
  trx: Trx,
  fields: FieldEncryption,
  id: string,
): Promise<Ticket | null> {
  const row = await trx
    .selectFrom('ticket')
    .leftJoin('account', 'account.id', 'ticket.account_id')
    .select([
      'ticket.number',
      'ticket.kind',
      'ticket.body_enc as bodyEnc',
      'ticket.account_id as accountId',
      'ticket.state',
      'account.name as askerName',
    ])
    .where('ticket.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { bodyEnc, askerName, ...ticket } = row;
  return {
    ...ticket,
    id,
    words: fields.decrypt('ticket.body_enc', id, bodyEnc),
    askerName: askerName ?? '',
  };
}

/** Writes the answer; false when somebody answered before. */
export async function answerTicketRow(
  trx: Trx,
  fields: FieldEncryption,
  answer: { readonly ticketId: string; readonly words: string; readonly staffId: string },
  now: Instant,
): Promise<boolean> {
  const result = await trx
    .updateTable('ticket')
    .set({
      state: 'answered',
      answer_enc: fields.encrypt('ticket.answer_enc', answer.ticketId, answer.words),
      answered_at: timestamp(now),
      answered_by: answer.staffId,
    })
    .where('id', '=', answer.ticketId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** An open complaint of this account, locked: what is added to it waits for what is being done with it. Null when there is none. */
export async function ownComplaint(
  trx: Trx,
  fields: FieldEncryption,
  { ticketId, accountId }: { readonly ticketId: string; readonly accountId: string },
): Promise<{
  readonly words: string;
  readonly areaPath: string;
  readonly aboutStaffId: string | null;
  readonly createdAt: Instant;
} | null> {
  const row = await trx
    .selectFrom('ticket')
    .select(['body_enc', 'area_path', 'about_staff_id', 'created_at'])
    .where('id', '=', ticketId)
    .where('account_id', '=', accountId)
    .where('kind', '=', 'complaint')
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined || row.area_path === null) return null;
  return {
    words: fields.decrypt('ticket.body_enc', ticketId, row.body_enc),
    areaPath: row.area_path,
    aboutStaffId: row.about_staff_id,
    createdAt: row.created_at,
  };
}

/** Writes the words of a complaint anew, and the one staff member it is about, where one is known. */
export async function completeComplaint(
  trx: Trx,
  fields: FieldEncryption,
  complaint: {
    readonly ticketId: string;
    readonly words: string;
    readonly aboutStaffId: string | null;
  },
): Promise<void> {
  const { ticketId, words, aboutStaffId } = complaint;
  await trx
    .updateTable('ticket')
    .set({
      body_enc: fields.encrypt('ticket.body_enc', ticketId, words),
      about_staff_id: aboutStaffId,
    })
    .where('id', '=', ticketId)
    .execute();
}

/** Whose request for data has this number; null when no such request was made. */
export async function requestByNumber(
  trx: Trx,
  number: string,
): Promise<{ readonly accountId: string | null } | null> {
  const row = await trx
    .selectFrom('ticket')
    .select('account_id as accountId')
    .where('number', '=', number)
    .where('kind', '=', 'data-request')
    .executeTakeFirst();
  return row ?? null;
}

/** A fresh ticket number, `Q-000123`. */
export async function nextTicketNumber(trx: Trx): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('ticket_number') as n`.execute(trx);
  return `Q-${String(rows[0]?.n ?? 0).padStart(5, '0')}`;
}
