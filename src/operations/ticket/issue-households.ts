/**
 * An officer who tells of a trouble finds the household: by a name within their posts, or in one village by the last four of somebody's
 * number. A department's post reads no members, so numbers are compared here in the scope of that village and only the household
 * that fits is named. Every search is written down.
 */
import { type AreaPath, areaPath, contains } from '#src/domain/people/areas.ts';
import { type Actor, roleCarries } from '#src/domain/people/permissions.ts';
import type { HouseholdHit } from '#src/flows/issue.needs.ts';
import { logAccess } from '#src/store/access-log.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { householdsByNumberTail } from '#src/store/registry/find-household.ts';
import {
  findHouseholds,
  type Household,
  searchHouseholds,
} from '#src/store/registry/households.ts';
import { actorsOf, inPost } from '../staff/as-post.ts';
import type { Loader, TurnContext } from '../turn.ts';

const HITS = 6;
const TAIL = /^\d{3}[\dX]$/;

/** Households a ticket may be about, by name or the end of an identity number, within the officer's areas. */
export const issueHouseholds: Loader<'issue-households'> = async (turn, { areaId, text }) => {
  const actors = (await actorsOf(turn)).filter(({ role }) => roleCarries(role, 'open-issue'));
  const area = areaId === null ? null : await findArea(turn.trx, areaId);
  const tail = TAIL.test(text);
  // Numbers are looked through in one village only, never in a town or a county.
  if (area === undefined || (tail && (area === null || !SMALL.includes(area.level)))) return [];
  const found = new Map<string, Household>();
  for (const actor of actors) {
    const within = area === null ? actor.area : areaPath(area.areaPath);
    if (!contains(actor.area, within)) continue;
    for (const each of await search(turn, actor, within, tail, text)) {
      found.set(each.householdId, each);
    }
    await log(turn, actor, { byNumber: tail, area: within, found: found.size });
  }
  return [...found.values()].slice(0, HITS).map(hitOf);
};

const SMALL: readonly string[] = ['village', 'group'];

const hitOf = ({ householdId, headName, areaName, groupName }: Household): HouseholdHit => ({
  ...{ householdId, headName, areaName, groupName },
});

async function search(
  turn: TurnContext,
  { staffId, department = null }: Actor,
  area: AreaPath,
  tail: boolean,
  text: string,
): Promise<readonly Household[]> {
  const { trx, fields } = turn;
  if (!tail) {
    const post = { staffId, area, department };
    return await inPost(turn, post, () => searchHouseholds(trx, area, text, HITS));
  }
  const village = { staffId, area, department: null };
  const ids = await inPost(turn, village, () =>
    householdsByNumberTail(trx, fields, area, text, HITS),
  );
  return await inPost(turn, { staffId, area, department }, () => findHouseholds(trx, ids));
}

/** Where and how was searched and how many were found; never for what. */
const log = (
  turn: TurnContext,
  { staffId }: Actor,
  details: { readonly byNumber: boolean; readonly area: AreaPath; readonly found: number },
): Promise<void> =>
  logAccess(turn.trx, {
    staffId,
    postId: null,
    householdId: null,
    what: 'household-search',
    at: turn.now,
    details,
  });
