/** 提交: the report and its number are committed; everything slow follows in a worker. */
import { stepDue } from '#src/domain/duty/clocks.ts';
import { Fault } from '#src/platform/faults.ts';
import { staffConcerned } from '#src/store/concerned.ts';
import { declarationOfDraft, insertDeclaration } from '#src/store/declaration.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { contactOf } from '../conversation/account-facts.ts';
import { packInForce } from '../duty/area-packs.ts';
import { promiseDay } from '../duty/told-days.ts';
import type { Handler, TurnContext } from '../turn.ts';

/**
 * Commits a report under its number, once a draft (unique draft id): a second 提交, on whatever channel or process, yields the
 * first one's number. Staff reports (代农户申报) come the same way with the household picked or named.
 */
export const submitReport: Handler<'submit-report'> = async (turn, ask) => {
  const place = await placeOf(turn, ask.content.subject);
  const declarationId = turn.newId();
  const inserted = await insertDeclaration(turn.trx, turn.fields, {
    id: declarationId,
    receiptNumber: ask.receiptNumber,
    draftId: ask.draftId,
    accountId: turn.account.accountId,
    filedByStaff: ask.content.reporter === 'staff' ? (turn.account.staff?.staffId ?? null) : null,
    areaId: place.areaId,
    areaPath: place.areaPath,
    householdId: place.householdId,
    content: ask.content,
    submittedAt: turn.now,
  });
  const concerned = await staffConcerned(turn.trx, {
    householdId: place.householdId,
    declarationId,
  });
  const promised = await promiseOf(turn, place.areaPath, concerned);
  if (!inserted) {
    const first = await declarationOfDraft(turn.trx, ask.draftId);
    if (first === null) throw new Fault('draft-without-report', { retry: true });
    return {
      declarationId: first.id,
      receiptNumber: first.receiptNumber,
      repeated: true,
      ...promised,
    };
  }
  if (ask.content.reporter !== 'staff') {
    await promiseDay(turn, {
      accountId: turn.account.accountId,
      areaPath: place.areaPath,
      kind: 'home-visit',
      subject: declarationId,
      day: promised.visitBy,
    });
  }
  await turn.promise({ queue: 'submissions', payload: { declarationId } });
  return { declarationId, receiptNumber: ask.receiptNumber, repeated: false, ...promised };
};

type Place = {
  readonly areaId: string;
  readonly areaPath: string;
  readonly householdId: string | null;
};

/** Where the household reported on lives: the account's own, the one picked, or the village named for somebody else. */
async function placeOf(
  turn: TurnContext,
  subject: Parameters<Handler<'submit-report'>>[1]['content']['subject'],
): Promise<Place> {
  if (subject !== null) {
    if (subject.householdId !== null) {
      const household = await findHousehold(turn.trx, subject.householdId);
      if (household !== undefined) return { ...household };
    }
    const area = await findArea(turn.trx, subject.areaId);
    if (area !== undefined) {
      return { areaId: area.areaId, areaPath: area.areaPath, householdId: null };
    }
  }
  const { person } = turn.account;
  if (person === null) throw new Fault('report-without-person', { retry: false });
  return {
    areaId: person.areaId,
    areaPath: person.areaPath,
    householdId: subject === null ? person.householdId : null,
  };
}

/** By when somebody comes and who it is, from the pack of the area (K1a and K1b). */
async function promiseOf(turn: TurnContext, areaPath: string, concerned: readonly string[]) {
  const { today } = turn;
  const pack = await packInForce(turn, areaPath);
  const { calendar } = turn.policies;
  const takenBy = stepDue('accept', today, today, pack, calendar);
  return {
    visitBy: stepDue('verify', takenBy.date, today, pack, calendar).date,
    holder: await contactOf(turn, 'village-officer', areaPath, concerned),
  };
}
