/** The posts of the person acting, and what of a notice they may see. */
import { areaPath, type AreaPath, contains } from '#src/domain/people/areas.ts';
import { type Actor, may, type Subject } from '#src/domain/people/permissions.ts';
import type { Notice } from '#src/store/notice.ts';
import { findStaff } from '#src/store/registry/staff.ts';
import type { TurnContext } from '../turn.ts';

/** One actor a post; none for people who are not staff. */
export async function actorsOf(
  turn: Pick<TurnContext, 'trx' | 'account'>,
): Promise<readonly Actor[]> {
  const { staff } = turn.account;
  if (staff === null) return [];
  const own = await findStaff(turn.trx, staff.staffId);
  return staff.posts.map((post) => ({
    staffId: staff.staffId,
    role: post.role,
    area: areaPath(post.areaPath),
    ownHouseholdId: own?.householdId ?? null,
  }));
}

/** A notice as a subject of permission: whoever composed it cannot approve it. */
export const noticeSubject = (notice: {
  readonly noticeId: string;
  readonly path: AreaPath;
  readonly createdBy: string;
}): Subject => ({
  id: notice.noticeId,
  area: notice.path,
  householdId: null,
  authors: [notice.createdBy],
  concerned: [],
});

/**
 * The parts of a notice's area a person may look into: all of it for a post over the whole audience, the post's own area for
 * one inside it. None lies within another, so that nothing is counted twice.
 */
export function visibleAreas(actors: readonly Actor[], notice: Notice): readonly AreaPath[] {
  const seen = actors.flatMap((actor) => {
    const area = contains(actor.area, notice.path) ? notice.path : actor.area;
    if (!contains(notice.path, area)) return [];
    const asked = may(actor, 'see-notice-progress', { ...noticeSubject(notice), area });
    return asked.ok ? [area] : [];
  });
  const distinct = [...new Set(seen)];
  return distinct.filter((area) => !distinct.some((o) => o !== area && contains(o, area)));
}
