/** What a notice of this person would be: in whose name, whom to phone, how many it reaches, and who could approve it. */
import { areaPath, type AreaPath, areaDepth } from '#src/domain/people/areas.ts';
import { type Audience, type AudienceCount, offeredGroups } from '#src/domain/notice/audience.ts';
import {
  anyPostMay,
  type Proof,
  roleCarries,
  rolesThatMay,
} from '#src/domain/people/permissions.ts';
import { levelOf, type Role } from '#src/domain/people/roles.ts';
import { postsOver } from '#src/store/duty.ts';
import { channelsInUse, countAudience } from '#src/store/notice-audience.ts';
import { areaAndAbove, findArea, packIdFor } from '#src/store/registry/areas.ts';
import { staffContacts } from '#src/store/registry/staff.ts';
import { officialOf } from '../conversation/account-facts.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { Loader, TurnContext } from '../turn.ts';
import { actorsOf } from './actors.ts';

/** The right to send to an area, given to one of this person's posts; null when none carries it. */
export async function mayCompose(
  turn: TurnContext,
  area: { readonly areaId: string; readonly areaPath: string },
): Promise<Proof<'compose-notice'> | null> {
  const asked = anyPostMay(await actorsOf(turn), 'compose-notice', {
    id: area.areaId,
    area: areaPath(area.areaPath),
    householdId: null,
    authors: [],
    concerned: [],
  });
  return asked.ok ? asked.value : null;
}

/** In whose name a post sends, and whom farmers may phone: the town for its own posts, the bureau for the county's. */
export async function senderOf(
  turn: TurnContext,
  proof: Proof<'compose-notice'>,
): Promise<{ readonly sender: string; readonly phone: string }> {
  const chain = await areaAndAbove(turn.trx, proof.area);
  const official = officialOf(await packInForce(turn, proof.area), chain);
  if (levelOf(proof.role) === 'county') return { sender: official.name, phone: official.phone };
  const own = chain[0];
  return {
    sender: own?.name ?? '',
    phone: own !== undefined && own.phone !== '' ? own.phone : official.phone,
  };
}

/** Channels in use that can reach somebody who is not looking. */
export const pushChannels = async (
  turn: Pick<TurnContext, 'trx' | 'pushes'>,
): Promise<readonly string[]> =>
  (await channelsInUse(turn.trx)).filter((channel) => turn.pushes(channel));

/** Exact numbers for an audience, now. */
export const countNow = async (turn: TurnContext, audience: Audience): Promise<AudienceCount> =>
  await countAudience(turn.trx, audience, await pushChannels(turn));

/** At most so many are asked at once; more would only answer one another. */
const ASKED = 4;

/** A person to be asked for approval. */
export type Approver = { readonly staffId: string; readonly name: string; readonly role: Role };

/**
 * Who is asked to approve: reachable people with the right whose area contains the audience, nearest area first, never the author.
 * All of the nearest area are asked; the first to decide decides.
 */
export async function approversOf(
  turn: Pick<TurnContext, 'trx' | 'fields' | 'today'>,
  area: AreaPath,
  authorId: string,
): Promise<readonly Approver[]> {
  const posts = (await postsOver(turn.trx, [area], turn.today)).filter(
    (post) => post.reachable && roleCarries(post.role, 'approve-notice'),
  );
  const others = posts.flatMap(({ staffId, area: over, role }) =>
    staffId === null || staffId === authorId ? [] : [{ staffId, over, role }],
  );
  const nearest = Math.max(0, ...others.map((each) => areaDepth(each.over)));
  const order = rolesThatMay('approve-notice');
  const asked = others
    .filter((each) => areaDepth(each.over) === nearest)
    // Leaders before their officers: the list of rights names officers first.
    .toSorted((a, b) => order.indexOf(b.role) - order.indexOf(a.role))
    .map((each) => each.staffId);
  const people = await staffContacts(turn.trx, turn.fields, [...new Set(asked)].slice(0, ASKED));
  return people.flatMap(({ staffId, name }) => {
    const role = others.find((each) => each.staffId === staffId)?.role;
    return role === undefined ? [] : [{ staffId, name, role }];
  });
}

export const loadGroups: Loader<'notice-groups'> = async (turn, { areaId }) => {
  const area = await findArea(turn.trx, areaId);
  const packId = area === undefined ? null : await packIdFor(turn.trx, area.areaPath, turn.today);
  const { settings } = turn.policies.packFor(packId, turn.today);
  return offeredGroups(settings['broadcast.groups'].value);
};

export const loadPreview: Loader<'notice-preview'> = async (turn, { areaId, group }) => {
  const area = await findArea(turn.trx, areaId);
  if (area === undefined) return null;
  const proof = await mayCompose(turn, area);
  if (proof === null) return null;
  const path = areaPath(area.areaPath);
  return {
    draftId: turn.newId(),
    areaName: area.fullName,
    ...(await senderOf(turn, proof)),
    count: await countNow(turn, { area: path, group }),
    approvers: (await approversOf(turn, path, proof.staffId)).map((each) => each.name),
  };
};
