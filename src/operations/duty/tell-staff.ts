/** Telling a staff member something: one row a message, on the account most likely to be seen. */
import type { Role } from '#src/domain/people/roles.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Message } from '#src/flows/flow.ts';
import { accountsOfStaff } from '#src/store/account.ts';
import type { MessageKind } from '#src/store/message.ts';
import { postsOf } from '#src/store/registry/posts.ts';
import { ownerOf } from './receivers.ts';
import type { WorkContext } from './work-context.ts';

export type StaffAddressee = {
  readonly staffId: string;
  /** The post in which they are told; says who is next when they have no account. By the id alone it is their first post. */
  readonly role: Role;
  readonly areaPath: string;
};

/**
 * Tells a person on their newest account that a channel can push to, else on the newest at all. Somebody without an account is
 * passed over: the message goes to the next post up. Returns who was told, null when nobody up to the county leader can be
 * (`doctor` lists such posts). Call it in the system scope.
 */
export async function tellStaff(
  context: WorkContext,
  to: StaffAddressee | string,
  kind: MessageKind,
  message: Message,
  notBefore?: Instant,
): Promise<string | null> {
  const staffId = typeof to === 'string' ? to : to.staffId;
  if (await tellPerson(context, staffId, kind, message, notBefore)) return staffId;
  const post = typeof to === 'string' ? await firstPostOf(context, staffId) : to;
  if (post === undefined) return null;
  const next = await ownerOf(context, post.role, post.areaPath, [staffId]);
  if (next === null) return null;
  const told = await tellPerson(context, next.post.staffId, kind, message, notBefore);
  return told ? next.post.staffId : null;
}

const firstPostOf = async ({ trx, today }: WorkContext, staffId: string) =>
  (await postsOf(trx, staffId, today))[0];

/** Tells this very person or nobody. */
export async function tellPerson(
  context: Pick<WorkContext, 'trx' | 'pushes' | 'tell'>,
  staffId: string,
  kind: MessageKind,
  message: Message,
  notBefore?: Instant,
): Promise<boolean> {
  const accounts = await accountsOfStaff(context.trx, staffId);
  const account = accounts.find((each) => context.pushes(each.channel)) ?? accounts[0];
  if (account === undefined) return false;
  context.tell(account.id, kind, message, notBefore);
  return true;
}
