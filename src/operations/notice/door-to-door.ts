/**
 * Telling people at the door (上门告知): whom a notice did not reach by its day, and who has not said that they read it, becomes
 * one duty of the village officer. The duty holds counts only; the list is read when somebody looks, so it is always today's.
 */
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { type AreaPath, areaPath } from '#src/domain/people/areas.ts';
import { type Actor, anyPostMay } from '#src/domain/people/permissions.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { findNotice } from '#src/store/notice.ts';
import { markChased, noticesToChase } from '#src/store/notice-state.ts';
import { openDutyWithKey } from '#src/store/notice-duty.ts';
import { markTold, villagesToTell } from '#src/store/notice-villages.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { packInForce } from '../duty/area-packs.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from '../duty/work-context.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { actorsOf } from './actors.ts';

/** One duty a village and notice. */
export const doorKey = (noticeId: string, areaId: string): string =>
  `door-to-door:${noticeId}:${areaId}`;

/** Notices worked off in one transaction. */
const PAGE = 5;

/** Opens the duties of every notice whose day to read it is over. Returns the accounts that have something to be sent now. */
export async function chaseNotices(deps: BackgroundDeps): Promise<readonly string[]> {
  const told = new Set<string>();
  for (;;) {
    const { value: chased, accounts } = await inBackground(deps, async (context) => {
      const noticeIds = await noticesToChase(context.trx, context.today, PAGE);
      for (const noticeId of noticeIds) await chase(context, noticeId);
      return noticeIds.length;
    });
    for (const account of accounts) told.add(account);
    if (chased < PAGE) return [...told];
  }
}

async function chase(context: WorkContext, noticeId: string): Promise<void> {
  for (const village of await villagesToTell(context.trx, noticeId)) {
    const { areaId, areaPath: path, unreachable, uncertain, failed, silent } = village;
    const pack = await packInForce(context, path);
    await openDuty(context, {
      key: doorKey(noticeId, areaId),
      terms: dutyTerms('door-to-door', {
        openedAt: context.now,
        pack,
        calendar: context.policies.calendar,
      }),
      pack,
      area: { areaId, areaPath: path },
      about: { noticeId },
      details: { unreachable, uncertain, failed, silent },
    });
  }
  await markChased(context.trx, noticeId, context.now);
}

/** Whether one of the posts may say that a village was told: those that visit people there, not those that only look on. */
export const mayTellAtDoor = (actors: readonly Actor[], village: AreaPath): boolean =>
  anyPostMay(actors, 'record-visit', {
    id: village,
    area: village,
    householdId: null,
    authors: [],
    concerned: [],
  }).ok;

/**
 * 说过了 of one household, 都上门说过了 of all that are left: each is written down with who told it and when, so that the bureau can
 * prove it to the last one. The duty of the village is done when nobody is left, by its owner or anybody whose post covers it.
 */
export const tellAtDoor: Handler<'tell-at-door'> = async (turn, ask) => {
  const { noticeId, areaId, recipientId } = ask;
  const { staff } = turn.account;
  const notice = await findNotice(turn.trx, noticeId);
  const area = await findArea(turn.trx, areaId);
  if (notice === null || area === undefined || staff === null) return refused({ code: 'unknown' });
  if (!mayTellAtDoor(await actorsOf(turn), areaPath(area.areaPath))) {
    return refused({ code: 'not-allowed' });
  }
  const duty = await openDutyWithKey(turn.trx, doorKey(noticeId, areaId));
  if (duty === null) return refused({ code: 'wrong-state' });
  const { left } = await toldInVillage(turn, { noticeId, area, recipientId });
  if (left === 0) {
    await closeDuties(
      turn,
      { dutyId: duty.dutyId },
      { state: 'done', byStaffId: staff.staffId, outcome: 'told' },
    );
  }
  return accepted({ noticeId, areaId, areaName: area.fullName, left });
};

/** Writes down who was told; `recipientId` null: everybody still on the village's list. */
export async function toldInVillage(
  turn: Pick<TurnContext, 'trx' | 'now' | 'account'>,
  told: {
    readonly noticeId: string;
    readonly area: { readonly areaPath: string; readonly level: string };
    readonly recipientId: string | null;
  },
): Promise<{ readonly told: number; readonly left: number }> {
  const staffId = turn.account.staff?.staffId;
  if (staffId === undefined) return { told: 0, left: 0 };
  return await markTold(turn.trx, { ...told, staffId }, turn.now);
}
