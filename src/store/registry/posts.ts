/** Who holds which post where, and who answers for an area when a post is empty (BN-53: 信息员 are the default assignees). */
import { sql, type ExpressionBuilder } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { chainAbove, type Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Trx } from '../database.ts';
import type { Database } from '../schema.ts';
import { endOfArea } from '../scope.ts';
import { pathsUpwards } from './areas.ts';

/** A post somebody holds today. */
export type ActivePost = {
  readonly postId: string;
  readonly staffId: string;
  readonly role: Role;
  readonly department: DepartmentCode | null;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
};

/**
 * Somebody who holds a post. `bound`: has an account, so a message can reach them; told truly in the system scope only, as
 * accounts of others are hidden from staff. No phone here: see `staffContact`.
 */
export type PostHolder = ActivePost & { readonly name: string; readonly bound: boolean };

/** The post that answers for an area, which may be one further up than the one asked for. */
export type Responsible = {
  readonly role: Role;
  readonly areaPath: string;
  /** Never empty; who has held the post longest comes first. */
  readonly holders: readonly PostHolder[];
};

type PostJoins = Pick<Database, 'post' | 'staff' | 'area'>;

/** A post counts from its first day to its last, both included, and only while its holder is active. */
const heldOn = (today: LocalDate) => (eb: ExpressionBuilder<PostJoins, 'post' | 'staff'>) =>
  eb.and([
    eb('staff.active', '=', true),
    eb('post.since', '<=', today),
    eb.or([eb('post.until', 'is', null), eb('post.until', '>=', today)]),
  ]);

const posts = (trx: Trx, today: LocalDate) =>
  trx
    .selectFrom('post')
    .innerJoin('staff', 'staff.id', 'post.staff_id')
    .innerJoin('area', 'area.id', 'post.area_id')
    .select([
      'post.id as postId',
      'post.staff_id as staffId',
      'post.role',
      'post.department',
      'post.area_id as areaId',
      'post.area_path as areaPath',
      'area.full_name as areaName',
      'staff.name',
      sql<boolean>`exists (select 1 from account a where a.staff_id = post.staff_id)`.as('bound'),
    ])
    .where(heldOn(today))
    .orderBy('post.since')
    .orderBy('post.id');

/** The posts a staff member holds today, in the order they were given. */
export const postsOf = (
  trx: Trx,
  staffId: string,
  today: LocalDate,
): Promise<readonly ActivePost[]> =>
  posts(trx, today).where('post.staff_id', '=', staffId).execute();

/** Everybody holding one of the roles anywhere today, longest first. */
export const holdersOf = (
  trx: Trx,
  wanted: readonly Role[],
  today: LocalDate,
): Promise<readonly PostHolder[]> => posts(trx, today).where('post.role', 'in', wanted).execute();

/** Everybody holding `role` in exactly this area today. */
export const holdersIn = (
  trx: Trx,
  role: Role,
  areaId: string,
  today: LocalDate,
): Promise<readonly PostHolder[]> =>
  posts(trx, today).where('post.role', '=', role).where('post.area_id', '=', areaId).execute();

/** Everybody holding `role` in the area or anywhere below it today. */
export const holdersWithin = (
  trx: Trx,
  role: Role,
  areaPath: string,
  today: LocalDate,
): Promise<readonly PostHolder[]> =>
  posts(trx, today)
    .where('post.role', '=', role)
    .where('post.area_path', '>=', areaPath)
    .where('post.area_path', '<', endOfArea(areaPath))
    .execute();

/** Everybody holding `role` in the nearest area that has such a post: the area itself, else the one above it, and so on. */
export async function holdersCovering(
  trx: Trx,
  role: Role,
  areaPath: string,
  today: LocalDate,
): Promise<readonly PostHolder[]> {
  const found = await posts(trx, today)
    .where('post.role', '=', role)
    .where('post.area_path', 'in', pathsUpwards(areaPath))
    .execute();
  return nearest(found);
}

/**
 * Who answers for `role` over an area today. An empty post passes to the next one up, as does, when `mustBeBound`,
 * one whose holders have no account to be told on. `except` are people who must not handle the matter, because it is by or about
 * them. Null when nobody is left up to the county leader.
 */
export async function responsibleFor(
  trx: Trx,
  role: Role,
  areaPath: string,
  today: LocalDate,
  options: { readonly mustBeBound: boolean; readonly except?: readonly string[] },
): Promise<Responsible | null> {
  const chain = [role, ...chainAbove(role)];
  const found = await posts(trx, today)
    .where('post.role', 'in', chain)
    .where('post.area_path', 'in', pathsUpwards(areaPath))
    .execute();
  const usable = found.filter(
    (holder) =>
      (holder.bound || !options.mustBeBound) && options.except?.includes(holder.staffId) !== true,
  );
  for (const step of chain) {
    const holders = nearest(usable.filter((holder) => holder.role === step));
    const [first] = holders;
    if (first !== undefined) return { role: step, areaPath: first.areaPath, holders };
  }
  return null;
}

/** Those of the deepest area among `found`. All lie on one line upwards, so the longest path is the nearest. */
function nearest(found: readonly PostHolder[]): readonly PostHolder[] {
  const depth = Math.max(0, ...found.map((holder) => holder.areaPath.length));
  return found.filter((holder) => holder.areaPath.length === depth);
}
