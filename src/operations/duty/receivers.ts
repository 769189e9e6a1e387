/** Who receives a duty or a message: the holder of the post, or the next one up while a post is empty or cannot be reached. */
import { areaPath } from '#src/domain/people/areas.ts';
import { type Receiver, receiverOf } from '#src/domain/duty/escalation.ts';
import { nextUp, type Role } from '#src/domain/people/roles.ts';
import { postsOver } from '#src/store/duty.ts';
import { helpersOf } from '#src/store/registry/assignments.ts';
import type { WorkContext } from './work-context.ts';

type Context = Pick<WorkContext, 'trx' | 'today'>;

/**
 * The one named receiver for `role` over an area; null when nobody up to the county leader can be reached. `except`: people who
 * must not have it, because it is by or about them. System scope only.
 */
export async function ownerOf(
  { trx, today }: Context,
  role: Role,
  path: string,
  except: readonly string[] = [],
): Promise<Receiver | null> {
  const posts = await postsOver(trx, [path], today);
  return receiverOf(posts, role, areaPath(path), new Set(except));
}

/** The receiver one post further up than `role`. */
export async function nextOwnerUp(
  context: Context,
  role: Role,
  path: string,
  except: readonly string[],
): Promise<Receiver | null> {
  const above = nextUp(role);
  return above === null ? null : await ownerOf(context, above, path, except);
}

/** Who looks after a household and can be reached; the village's own officer, or whoever stands in, when nobody does. */
export async function helperOrOfficer(
  context: Context,
  householdId: string,
  path: string,
  except: readonly string[] = [],
): Promise<{ readonly staffId: string; readonly role: Role } | null> {
  const posts = await postsOver(context.trx, [path], context.today);
  const reachable = new Set(posts.filter((post) => post.reachable).map((post) => post.staffId));
  const helpers = await helpersOf(context.trx, householdId, context.today);
  const helper = helpers.find((id) => reachable.has(id) && !except.includes(id));
  if (helper !== undefined) return { staffId: helper, role: 'helper' };
  const found = receiverOf(posts, 'village-officer', areaPath(path), new Set(except));
  return found === null ? null : { staffId: found.post.staffId, role: found.post.role };
}
