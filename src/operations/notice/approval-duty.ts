/**
 * A notice waits for one named person until a day: to be approved or sent back (审批通知), and once paused to go on or be called off
 * (处理暂停的通知). Both are duties, reminded of and passed up like every other.
 */
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { findNotice, type Notice } from '#src/store/notice.ts';
import { noticesWithoutDuty } from '#src/store/notice-duty.ts';
import { packInForce } from '../duty/area-packs.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from '../duty/work-context.ts';
import { approversOf } from './draft-notice.ts';

type NoticeDuty = Extract<DutyKind, 'approve-notice' | 'resume-notice'>;
type Waiting = Pick<Notice, 'noticeId' | 'areaId' | 'areaPath' | 'path' | 'createdBy'>;

/** What makes it the same duty; one that is open is not opened again (unique key). A second pause is another duty. */
export const noticeDutyKey = (kind: NoticeDuty, noticeId: string, since = 0): string =>
  since === 0 ? `${kind}:${noticeId}` : `${kind}:${noticeId}:${since}`;

/** The approver named first owns it, never the author; they were shown the notice already and hear of it again by the ladder. */
export async function openApproval(
  context: WorkContext,
  notice: Waiting,
  owner: { readonly staffId: string; readonly role: Role } | null,
): Promise<void> {
  await open(context, notice, 'approve-notice', noticeDutyKey('approve-notice', notice.noticeId), {
    except: [notice.createdBy],
    ...(owner === null ? {} : { owner }),
  });
}

/** Whoever paused it settles it: people wait for the rest. */
export async function openPause(
  context: WorkContext,
  notice: Waiting,
  owner: { readonly staffId: string; readonly role: Role },
): Promise<void> {
  const key = noticeDutyKey('resume-notice', notice.noticeId, context.now);
  await open(context, notice, 'resume-notice', key, { except: [], owner });
}

async function open(
  context: WorkContext,
  notice: Waiting,
  kind: NoticeDuty,
  key: string,
  whose: {
    readonly except: readonly string[];
    readonly owner?: { readonly staffId: string; readonly role: Role };
  },
): Promise<void> {
  const pack = await packInForce(context, notice.areaPath);
  await openDuty(context, {
    key,
    terms: dutyTerms(kind, {
      openedAt: context.now,
      pack,
      calendar: context.policies.calendar,
      ...(whose.owner === undefined ? {} : { ownerRole: whose.owner.role }),
    }),
    pack,
    area: notice,
    about: { noticeId: notice.noticeId },
    except: whose.except,
    ...(whose.owner === undefined ? {} : { ownerStaffId: whose.owner.staffId }),
    announce: 'none',
  });
}

/** Somebody decided: the duty is done by them. */
export async function approvalEnded(
  context: WorkContext,
  noticeId: string,
  byStaffId: string,
  outcome: 'approved' | 'rejected',
): Promise<void> {
  const key = noticeDutyKey('approve-notice', noticeId);
  await closeDuties(context, { key }, { state: 'done', byStaffId, outcome });
}

/** Notices worked off in one transaction. */
const PAGE = 20;

/** Opens what is missing: notices written before approval was a duty, and whatever a crash left. Returns how many. */
export async function openMissingApprovals(deps: BackgroundDeps): Promise<number> {
  const { value } = await inBackground(deps, async (context) => {
    const noticeIds = await noticesWithoutDuty(context.trx, PAGE);
    for (const noticeId of noticeIds) {
      const notice = await findNotice(context.trx, noticeId);
      if (notice === null) continue;
      const [first] = await approversOf(context, notice.path, notice.createdBy);
      await openApproval(context, notice, first ?? null);
    }
    return noticeIds.length;
  });
  return value;
}
