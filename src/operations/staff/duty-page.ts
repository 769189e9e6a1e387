/** 我的待办: the open duties of the person speaking, over all their posts. */
import type { DutyGlance } from '#src/flows/staff.needs.ts';
import { countDutiesOf, type DutyRow, openDutiesOf } from '#src/store/duty-list.ts';
import type { Loader } from '../turn.ts';
import { inPost, postsFor, type StaffTurn } from './as-post.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { PostFacts } from '#src/flows/facts.ts';

/** Five duties, 上一页, 下一页 and 返回 make eight buttons. */
const PAGE = 5;

/** A page of what the officer's posts have to do, the late ones first. */
export const myDuties: Loader<'my-duties'> = async (turn, { page: asked }) => {
  const posts = postsWithDuties(turn);
  const counts = await eachPost(turn, posts, (post, staffId) =>
    countDutiesOf(turn.trx, { ...post, staffId }, turn.today),
  );
  const total = counts.reduce((sum, each) => sum + each.total, 0);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(Math.max(1, asked), pages);
  // Of several posts each contributes at most what could stand on the pages so far; merged and cut they make the page asked for.
  const found = await eachPost(turn, posts, (post, staffId) =>
    openDutiesOf(turn.trx, { ...post, staffId }, { offset: 0, limit: page * PAGE }),
  );
  const duties = found
    .flat()
    .toSorted((a, b) =>
      a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.dutyId < b.dutyId ? -1 : 1,
    )
    // Somebody's own duty stands under each of their posts that sees it.
    .filter((duty, at, all) => at === 0 || all[at - 1]?.dutyId !== duty.dutyId)
    .slice((page - 1) * PAGE, page * PAGE);
  return {
    duties: duties.map(glance),
    page,
    pages,
    total,
    late: counts.reduce((sum, each) => sum + each.late, 0),
  };
};

/** Posts that have duties: those that see cases, and a department's, which sees its tickets. */
function postsWithDuties(turn: StaffTurn): readonly PostFacts[] {
  const posts = postsFor(turn, 'see-case');
  const others = postsFor(turn, 'see-issue').filter((post) => post.department !== null);
  return [...posts, ...others];
}

/** Reads something in the scope of each post, one after the other. */
export async function eachPost<T>(
  turn: StaffTurn,
  posts: readonly PostFacts[],
  read: (post: PostFacts, staffId: string) => Promise<T>,
): Promise<readonly T[]> {
  const { staff } = turn.account;
  const found: T[] = [];
  if (staff === null) return found;
  for (const post of posts) {
    const where = {
      staffId: staff.staffId,
      area: areaPath(post.areaPath),
      department: post.department,
    };
    found.push(await inPost(turn, where, () => read(post, staff.staffId)));
  }
  return found;
}

/** A stored duty as flows see it on lists. */
export const glance = (duty: DutyRow): DutyGlance => ({
  dutyId: duty.dutyId,
  kind: duty.kind,
  areaId: duty.areaId,
  areaPath: duty.areaPath,
  areaName: duty.areaName,
  headName: duty.headName,
  label: duty.label,
  ownerName: duty.ownerName,
  dueOn: duty.dueOn,
  strength: duty.strength,
  urgent: duty.urgent,
});
