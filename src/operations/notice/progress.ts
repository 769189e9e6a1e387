/** How far a notice has come and who must still be told, as far as the person asking may see it. */
import { areaPath, contains } from '#src/domain/people/areas.ts';
import { anyPostMay } from '#src/domain/people/permissions.ts';
import { mayNow, shownHash } from '#src/domain/notice/notice.ts';
import { type NoticeCounts, secondsLeft, totalRecipients } from '#src/domain/notice/progress.ts';
import type { VillageGlance } from '#src/flows/notice.needs.ts';
import { findNotice, noticesOfStaff } from '#src/store/notice.ts';
import { noticeWaitsFor, openDutyWithKey } from '#src/store/notice-duty.ts';
import { countRecipients, queuedElsewhere } from '#src/store/notice-recipients.ts';
import { householdsToTell, villagesToTell } from '#src/store/notice-villages.ts';
import { findArea } from '#src/store/registry/areas.ts';
import type { Loader } from '../turn.ts';
import { actorsOf, noticeSubject, visibleAreas } from './actors.ts';
import { doorKey, mayTellAtDoor } from './door-to-door.ts';
import { nightOf } from './night.ts';
import { withinArea } from './within-area.ts';

/** Villages and households on one page of a chat. */
const VILLAGES = 40;
const HOUSEHOLDS = 20;

export const loadProgress: Loader<'notice-progress'> = async (turn, { noticeId }) => {
  const { staff } = turn.account;
  const notice = await findNotice(turn.trx, noticeId);
  if (notice === null || staff === null) return null;
  const actors = await actorsOf(turn);
  const subject = noticeSubject(notice);
  const areas = visibleAreas(actors, notice);
  if (areas.length === 0) return null;
  let counts: NoticeCounts | null = null;
  const villages: VillageGlance[] = [];
  for (const area of areas) {
    await withinArea(turn, staff.staffId, area, async () => {
      counts = added(counts, await countRecipients(turn.trx, noticeId));
      villages.push(...(await villagesToTell(turn.trx, noticeId)));
    });
  }
  counts ??= await countRecipients(turn.trx, noticeId);
  const sending = notice.state === 'sending' || notice.state === 'paused';
  const asked = anyPostMay(actors, 'approve-notice', subject);
  const queued = counts.queued + counts.sending;
  const night = sending ? await nightOf(turn, notice, queued) : null;
  return {
    ...notice,
    counts,
    secondsLeft: sending ? secondsLeft(queued, await queuedElsewhere(turn.trx, noticeId)) : 0,
    night,
    mayAllowNight: night !== null && asked.ok,
    waitsFor: await noticeWaitsFor(turn.trx, noticeId),
    mayControl: anyPostMay(actors, 'control-notice', subject).ok,
    approvable: asked.ok && mayNow('approve', notice.state) ? shownHash(notice.contentHash) : null,
    villages: villages.slice(0, VILLAGES),
  };
};

/** Parts of an area are counted apart and added; each recipient lies in one of them. */
function added(sum: NoticeCounts | null, more: NoticeCounts): NoticeCounts {
  if (sum === null || totalRecipients(sum) === 0) return more;
  return {
    queued: sum.queued + more.queued,
    sending: sum.sending + more.sending,
    waiting: sum.waiting + more.waiting,
    sent: sum.sent + more.sent,
    failed: sum.failed + more.failed,
    unreachable: sum.unreachable + more.unreachable,
    uncertain: sum.uncertain + more.uncertain,
    cancelled: sum.cancelled + more.cancelled,
    read: sum.read + more.read,
    toldAtDoor: sum.toldAtDoor + more.toldAtDoor,
  };
}

export const loadHouseholds: Loader<'notice-households'> = async (turn, ask) => {
  const { staff } = turn.account;
  const notice = await findNotice(turn.trx, ask.noticeId);
  const area = await findArea(turn.trx, ask.areaId);
  if (notice === null || area === undefined || staff === null) return null;
  const path = areaPath(area.areaPath);
  const actors = await actorsOf(turn);
  const visible = visibleAreas(actors, notice).find(
    (each) => contains(each, path) || contains(path, each),
  );
  if (visible === undefined) return null;
  const page = Math.max(0, ask.page);
  const { total, households } = await withinArea(turn, staff.staffId, visible, () =>
    householdsToTell(turn.trx, ask.noticeId, path, {
      offset: page * HOUSEHOLDS,
      limit: HOUSEHOLDS,
    }),
  );
  return {
    title: notice.title,
    body: notice.body,
    areaName: area.fullName,
    total,
    page,
    pages: Math.max(1, Math.ceil(total / HOUSEHOLDS)),
    households,
    mayClose:
      mayTellAtDoor(actors, path) &&
      (await openDutyWithKey(turn.trx, doorKey(ask.noticeId, area.areaId))) !== null,
  };
};

export const loadSentNotices: Loader<'sent-notices'> = async (turn) => {
  const { staff } = turn.account;
  return staff === null ? [] : await noticesOfStaff(turn.trx, staff.staffId, 6);
};
