/**
 * A person's own data to look at or take along (个人信息保护法第四十五条): one JSON object a line, oldest first within each kind. For the
 * person alone: whoever hands it over has made sure who they are.
 */
import type { Instant } from '#src/domain/calendar/instant.ts';
import { fromInstant, minuteOfDay } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { findAlert } from '#src/store/alert.ts';
import { type Db, inScope, type Trx } from '#src/store/database.ts';
import { findDeclaration } from '#src/store/declaration.ts';
import * as copy from '#src/store/privacy/copy.ts';
import { copyOfHelp } from '#src/store/privacy/help.ts';
import { authorisationsOf, objectionsOf } from '#src/store/privacy/case-steps.ts';
import { copyOfIssues, issuesOfPerson } from '#src/store/privacy/issues.ts';
import * as person from '#src/store/privacy/person.ts';
import { statusesOf } from '#src/store/privacy/status.ts';
import { SYSTEM } from '#src/store/scope.ts';

/** Yields lines; nothing for an account that does not exist. Memory stays flat: words come page by page. */
export async function* copyOfPerson(
  { trx, fields }: { readonly trx: Trx; readonly fields: FieldEncryption },
  accountId: string,
): AsyncGenerator<string> {
  const accounts = await person.accountsOfPerson(trx, accountId);
  const ids = accounts.map((each) => each.accountId);
  for (const account of accounts) {
    const { phoneEnc, idNumberEnc, createdAt, name, channel } = account;
    yield line('account', {
      channel,
      since: iso(createdAt),
      name,
      phone: plain(fields, 'account.phone', account.accountId, phoneEnc),
      idNumber: plain(fields, 'account.id_number', account.accountId, idNumberEnc),
      ...(await copy.boundTo(trx, account.accountId)),
    });
  }
  if (ids.length === 0) return;
  for (const { givenAt, withdrawnAt, ...consent } of await copy.consentsOf(trx, ids)) {
    yield line('consent', { ...consent, givenAt: iso(givenAt), withdrawnAt: iso(withdrawnAt) });
  }
  const reportIds = await person.reportsOfPerson(trx, ids);
  for (const id of reportIds) {
    const report = await findDeclaration(trx, fields, id);
    if (report === null) continue;
    const { receiptNumber, state, submittedAt, content } = report;
    const words = { ...content, receiptNumber, state, submittedAt: iso(submittedAt) };
    yield line('report', { ...words, case: await copy.caseOfReport(trx, id) });
  }
  for (const { alertId } of await person.alertsOfPerson(trx, ids)) {
    const alert = await findAlert(trx, fields, alertId);
    if (alert === null) continue;
    yield line('alarm', { kind: alert.kind, said: alert.said, at: iso(alert.raisedAt) });
  }
  for (const ticket of await copy.ticketsOf(trx, fields, ids)) {
    yield line('ticket', { ...ticket, at: iso(ticket.at), answeredAt: iso(ticket.answeredAt) });
  }
  const issueIds = await issuesOfPerson(trx, ids, reportIds);
  for (const issue of await copyOfIssues(trx, fields, issueIds)) {
    yield line('issue', { ...issue, at: iso(issue.at) });
  }
  for (const given of await authorisationsOf(trx, ids)) yield line('authorisation', given);
  for (const objection of await objectionsOf(trx, fields, ids)) yield line('objection', objection);
  const help = await copyOfHelp(trx, fields, ids);
  for (const assessment of help.assessments) yield line('assessment', assessment);
  for (const plan of help.plans) yield line('plan', plan);
  for (const status of await statusesOf(trx, ids)) yield line('status', status);
  for (const medium of await copy.mediaOf(trx, fields, ids)) {
    yield line('media', { ...medium, at: iso(medium.at) });
  }
  for (const { channel, chat } of accounts) {
    for await (const { at, body } of copy.sentBy(trx, fields, channel, chat)) {
      yield line('sent', { at: iso(at), body });
    }
  }
  for await (const { at, kind, text } of copy.toldTo(trx, fields, ids)) {
    yield line('told', { at: iso(at), kind, text });
  }
}

const line = (record: string, of: object): string => JSON.stringify({ record, ...of });

/** Beijing time to the minute, with its offset. */
const iso = (at: Instant | null): string | null => {
  if (at === null) return null;
  const minutes = minuteOfDay(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${fromInstant(at)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}+08:00`;
};

const plain = (
  fields: FieldEncryption,
  place: 'account.phone' | 'account.id_number',
  id: string,
  stored: string | null,
): string => (stored === null ? '' : fields.decrypt(place, id, stored));

/** Writes the copy in one reading of the database, for an operator who was asked for it. */
export const writeCopyOfPerson = (
  deps: { readonly db: Db; readonly fields: FieldEncryption },
  accountId: string,
  write: (line: string) => void,
): Promise<void> =>
  inScope(deps.db, SYSTEM, async (trx) => {
    for await (const each of copyOfPerson({ trx, fields: deps.fields }, accountId)) write(each);
  });
