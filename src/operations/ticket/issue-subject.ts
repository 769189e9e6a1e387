/** What permissions are asked about a ticket or an alarm, and the numbers to phone. System scope only. */
import type { Alarm } from '#src/domain/alarm/alarm.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { Subject } from '#src/domain/people/permissions.ts';
import type { ContactFacts } from '#src/flows/facts.ts';
import { accountById } from '#src/store/account.ts';
import type { StoredIssue } from '#src/store/issue.ts';
import { findHousehold, householdPhone } from '#src/store/registry/households.ts';
import type { TurnContext } from '../turn.ts';
import { tellersAmongStaff } from './change-issue.ts';

/** Whoever told of it as a private person does not handle it, nor does anybody of the household. */
export const issueSubject = async (
  turn: Pick<TurnContext, 'trx'>,
  stored: StoredIssue,
): Promise<Subject> => ({
  id: stored.issue.issueId,
  area: areaPath(stored.areaPath),
  householdId: stored.householdId,
  authors: [],
  concerned: await tellersAmongStaff(turn, stored.accountId),
  department: stored.issue.department,
});

/** An alarm as the subject of a permission. */
export const alarmSubject = (stored: {
  readonly alarm: Alarm;
  readonly areaPath: string;
  readonly householdId: string | null;
}): Subject => ({
  id: stored.alarm.alarmId,
  area: areaPath(stored.areaPath),
  householdId: stored.householdId,
  authors: [],
  concerned: [],
  department: stored.alarm.department,
});

/** The person who told of it, else the household's own number; null when neither has one. */
export async function phoneBehind(
  { trx, fields }: Pick<TurnContext, 'trx' | 'fields'>,
  about: { readonly accountId: string | null; readonly householdId: string | null },
): Promise<ContactFacts | null> {
  const account = about.accountId === null ? null : await accountById(trx, about.accountId);
  if (account !== null && account.phone_enc !== null) {
    const phone = fields.decrypt('account.phone', account.id, account.phone_enc);
    return { title: '', name: account.name, phone };
  }
  if (about.householdId === null) return null;
  const household = await findHousehold(trx, about.householdId);
  const phone = await householdPhone(trx, fields, about.householdId);
  return household === undefined || phone === ''
    ? null
    : { title: '', name: household.headName, phone };
}
