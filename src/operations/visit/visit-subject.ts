/** What a visitor needs to know before the door: whether a report waits for verification, what is due, which account to confirm. */
import { maskPhone } from '#src/domain/people/masks.ts';
import type { UnconfirmedAccount, VisitSubject } from '#src/flows/staff.needs.ts';
import { staffBehindCase, unconfirmedAccounts } from '#src/store/concerned.ts';
import { measuresOf } from '#src/store/measure.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import { openDutiesAbout } from '#src/store/duty-list.ts';
import { packInForce } from '../duty/area-packs.ts';
import { asPost } from '../staff/as-post.ts';
import { glance } from '../staff/duty-page.ts';
import { householdSubject } from '../staff/subjects.ts';
import type { Loader, TurnContext } from '../turn.ts';

/** A household about to be visited; null for who may not visit it. */
export const visitSubject: Loader<'visit-subject'> = async (turn, { householdId }) => {
  const asked = await householdSubject(turn, householdId);
  if (asked === null) return null;
  const { household, subject } = asked;
  const open = await openCaseOf(turn.trx, householdId);
  const concerned = open === null ? [] : await staffBehindCase(turn.trx, open.caseId);
  // Accounts stand in another person's own area; they are read before the scope narrows.
  const accounts = await unconfirmed(turn, householdId);
  const pack = await packInForce(turn, household.areaPath);
  const found = await asPost(
    turn,
    'record-visit',
    { ...subject, concerned },
    async (): Promise<VisitSubject> => ({
      householdId,
      headName: household.headName,
      areaId: household.areaId,
      areaName: household.areaName,
      areaPath: household.areaPath,
      verification:
        open !== null && (open.state === 'clue' || open.state === 'accepted' || open.newClues > 0)
          ? { caseId: open.caseId, receiptNumber: open.receiptNumber }
          : null,
      verifiersWanted: pack.settings['visit.verifiers'].value,
      due: (await openDutiesAbout(turn.trx, householdId)).map(glance),
      measures: (await measuresOf(turn.trx, householdId)).filter(
        (each) => each.state === 'planned' || each.state === 'in-progress',
      ),
      unconfirmed: accounts,
    }),
  );
  return found.ok ? found.value : null;
};

async function unconfirmed(
  { trx, fields, account }: TurnContext,
  householdId: string,
): Promise<readonly UnconfirmedAccount[]> {
  const rows = await unconfirmedAccounts(trx, householdId, account.staff?.staffId ?? '');
  return rows.map(({ accountId, name, phoneEnc, trust }) => ({
    accountId,
    name,
    trust,
    phone: phoneEnc === null ? '' : maskPhone(fields.decrypt('account.phone', accountId, phoneEnc)),
  }));
}
