/** Whom work can be passed on to, and who may have come along on a visit. */
import { areaPath } from '#src/domain/people/areas.ts';
import { rolesThatMay } from '#src/domain/people/permissions.ts';
import { postTitle } from '#src/domain/policy/pack.ts';
import type { Colleague } from '#src/flows/staff.needs.ts';
import { postsOver } from '#src/store/duty.ts';
import { staffNames } from '#src/store/staff-names.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { Loader } from '../turn.ts';
import { actorsOf } from './as-post.ts';
import { contains } from '#src/domain/people/areas.ts';

const MOST = 6;

/** Field staff over an area, the nearest posts first; empty for an area outside the person's own posts. */
export const colleagues: Loader<'colleagues'> = async (turn, { areaPath: path }) => {
  const actors = await actorsOf(turn);
  const own = turn.account.staff?.staffId;
  if (!actors.some((actor) => contains(actor.area, areaPath(path)))) return [];
  const carriers = rolesThatMay('verify-home');
  const posts = (await postsOver(turn.trx, [path], turn.today))
    .filter((post) => carriers.includes(post.role) && post.staffId !== own)
    .toSorted(
      (a, b) =>
        b.area.length - a.area.length ||
        carriers.indexOf(a.role) - carriers.indexOf(b.role) ||
        (a.postId < b.postId ? -1 : 1),
    );
  // The nearest posts lie in this very area or above it: one county, one pack.
  const pack = await packInForce(turn, path);
  const seen = new Map<string, Omit<Colleague, 'name'>>();
  for (const { staffId, role } of posts) {
    if (staffId !== null && !seen.has(staffId)) {
      seen.set(staffId, { staffId, title: postTitle(pack, role) });
    }
  }
  const nearest = [...seen.values()].slice(0, MOST);
  const names = await staffNames(
    turn.trx,
    nearest.map((each) => each.staffId),
  );
  return nearest.map((each) => ({ ...each, name: names.get(each.staffId) ?? '' }));
};
