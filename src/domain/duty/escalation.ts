/**
 * Who receives a duty or an alarm when posts are empty or their holders cannot be reached: the next one up. For danger the chain
 * of the pack is climbed, one step every 15 minutes, until somebody takes it.
 */
import { type Instant, plusMs } from '../calendar/instant.ts';
import { type AreaPath, areaDepth, contains } from '../people/areas.ts';
import { chainAbove, type Role } from '../people/roles.ts';
import type { DepartmentCode } from '../policy/departments.ts';

/** One post (岗位). `staffId` null: nobody appointed. `reachable`: the holder has an account bound to some channel. */
export type Post = {
  readonly postId: string;
  readonly staffId: string | null;
  readonly role: Role;
  readonly area: AreaPath;
  readonly reachable: boolean;
  /** Of a department officer. */
  readonly department?: DepartmentCode | null;
};

/** A post somebody reachable holds. */
export type HeldPost = Post & { readonly staffId: string };

/** Who gets it, and the roles it passed because nobody there could be reached. */
export type Receiver = { readonly post: HeldPost; readonly passedOver: readonly Role[] };

/**
 * Reachable holders of a role for an area, nearest area first. `excluded` staff are left out: those a report is by or about, and
 * whoever already had it.
 */
export function holdersOf(
  posts: readonly Post[],
  role: Role,
  area: AreaPath,
  excluded: ReadonlySet<string> = new Set(),
): readonly HeldPost[] {
  return posts
    .filter(isHeld)
    .filter(
      (post) => post.role === role && contains(post.area, area) && !excluded.has(post.staffId),
    )
    .sort((a, b) => areaDepth(b.area) - areaDepth(a.area) || (a.postId < b.postId ? -1 : 1));
}

/** The posts that can receive what is routed to a department: its own officers and every other role. */
export const postsForDepartment = (
  posts: readonly Post[],
  department: DepartmentCode | null,
): readonly Post[] =>
  posts.filter(
    (post) =>
      post.role !== 'department-officer' ||
      (department !== null && (post.department ?? null) === department),
  );

/** The one named receiver of a duty of `role` in `area`; null when nobody up to the county leader can be reached. */
export function receiverOf(
  posts: readonly Post[],
  role: Role,
  area: AreaPath,
  excluded: ReadonlySet<string> = new Set(),
): Receiver | null {
  const passedOver: Role[] = [];
  for (const each of [role, ...coverOf(role)]) {
    const [post] = holdersOf(posts, each, area, excluded);
    if (post !== undefined) return { post, passedOver };
    passedOver.push(each);
  }
  return null;
}

/**
 * Whom an alarm in `area` reaches, step by step up `chain` (`alert.chain` of the pack); steps without anybody reachable are
 * skipped. Of a role all holders of the nearest area are told together. For an unknown area pass the county's own path: no town
 * contains it, so the county's on-call person comes first.
 */
export function alertSteps(
  posts: readonly Post[],
  chain: readonly Role[],
  area: AreaPath,
  excluded: ReadonlySet<string> = new Set(),
): readonly (readonly HeldPost[])[] {
  return chain
    .map((role) => {
      const holders = holdersOf(posts, role, area, excluded);
      const nearest = holders[0];
      return nearest === undefined ? [] : holders.filter((post) => post.area === nearest.area);
    })
    .filter((step) => step.length > 0);
}

/**
 * Whom an alarm reaches where nobody of the chain can be reached: the reachable holders of the lowest area that has any, whatever
 * their post. A village officer who hears of it at night is better than nobody.
 */
export function lastResort(
  posts: readonly Post[],
  excluded: ReadonlySet<string> = new Set(),
): readonly HeldPost[] {
  const held = posts
    .filter(isHeld)
    .filter((post) => post.role !== 'department-officer' && !excluded.has(post.staffId));
  const lowest = Math.max(...held.map((post) => areaDepth(post.area)));
  return held.filter((post) => areaDepth(post.area) === lowest);
}

/**
 * Whom the `sent + 1`-th alarm goes to: one step further up each time, and again to everybody told before, each person once.
 * At the top it keeps going to all of them; there is no last alarm, only somebody taking it.
 */
export function alertReceivers(
  steps: readonly (readonly HeldPost[])[],
  sent: number,
): readonly HeldPost[] {
  const told = steps.slice(0, sent + 1).flat();
  return told.filter((post, at) => told.findIndex((each) => each.staffId === post.staffId) === at);
}

/** When the alarm after `sent` alarms goes out: the first at once, then every `repeatMinutes`, day or night. */
export const nextAlertAt = (raisedAt: Instant, sent: number, repeatMinutes: number): Instant =>
  plusMs(raisedAt, sent * repeatMinutes * 60_000);

/** Who stands in for a role: the posts above it; for a helper (帮扶责任人) the village's own officer before any of them. */
const coverOf = (role: Role): readonly Role[] =>
  role === 'helper' ? ['village-officer', ...chainAbove('village-officer')] : chainAbove(role);

const isHeld = (post: Post): post is HeldPost => post.reachable && post.staffId !== null;
