/** People of the demo county for journeys: households with a phone of their own, and invitations for staff. */
import { instant, plusMs } from '#src/domain/calendar/instant.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { inScope } from '#src/store/database.ts';
import { insertInvitation } from '#src/store/invitation.ts';
import { searchAreas } from '#src/store/registry/areas.ts';
import { matchByPhone, membersOf, standsForOneHousehold } from '#src/store/registry/members.ts';
import { memberNumbers } from '#src/store/registry/members.ts';
import { holdersWithin } from '#src/store/registry/posts.ts';
import { staffByPhone } from '#src/store/registry/staff.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { TestService } from './service.ts';

export type Villager = {
  readonly householdId: string;
  readonly name: string;
  readonly phone: string;
};

/** Heads of registry households of a village whose phone stands for one household and no staff, at most `limit`. */
export async function villagersOf(
  service: TestService,
  village: string,
  limit: number,
): Promise<readonly Villager[]> {
  const { db, fields } = service.core.installation;
  return await inScope(db, SYSTEM, async (trx) => {
    const [area] = await searchAreas(trx, village, 1);
    if (area === undefined) throw new Error(`no village ${village}`);
    const households = await trx
      .selectFrom('household')
      .select('id')
      .where('area_id', '=', area.areaId)
      .orderBy('id')
      .execute();
    const villagers: Villager[] = [];
    for (const { id } of households) {
      if (villagers.length >= limit) break;
      const [head] = await membersOf(trx, id);
      const numbers = await memberNumbers(trx, fields, id);
      const phone = numbers.find((each) => each.memberId === head?.memberId)?.phone ?? '';
      if (head === undefined || phone === '') continue;
      if ((await staffByPhone(trx, fields, phone)).length > 0) continue;
      if (!standsForOneHousehold(await matchByPhone(trx, fields, phone))) continue;
      villagers.push({ householdId: id, name: head.name, phone });
    }
    return villagers;
  });
}

/** An invitation for whoever holds the post over the village (or its town, or the county) and has no account yet. */
export async function inviteHolder(
  service: TestService,
  role: Role,
  areaName: string,
): Promise<{ readonly code: string; readonly name: string; readonly staffId: string }> {
  const { db, clock, newId, newCode } = service.core.installation;
  return await inScope(db, SYSTEM, async (trx) => {
    const now = clock.now();
    const area = await trx
      .selectFrom('area')
      .select('path')
      .where('name', '=', areaName)
      .orderBy('path')
      .executeTakeFirst();
    const path = area?.path ?? '';
    const top = path.slice(0, path.indexOf('/') + 1);
    const within = role.startsWith('village') || role === 'helper' || role.startsWith('town');
    const holders = await holdersWithin(trx, role, within ? path : top, fromInstant(now));
    const free = holders.find((holder) => !holder.bound);
    if (free === undefined) throw new Error(`nobody free for ${role} in ${areaName}`);
    const code = newCode();
    await insertInvitation(trx, {
      id: newId(),
      code,
      role,
      areaId: free.areaId,
      staffId: free.staffId,
      name: free.name,
      createdAt: now,
      expiresAt: plusMs(instant(now), 3_600_000),
    });
    return { code, name: free.name, staffId: free.staffId };
  });
}
