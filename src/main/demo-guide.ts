/** The demo county for a first look: seeded into an empty database, with one invitation a role. */
import { plusMs } from '#src/domain/calendar/instant.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { roles, roleTitle } from '#src/domain/people/roles.ts';
import { seedDemoCases } from '#src/operations/registry/demo-cases.ts';
import { seedDemoCounty } from '#src/operations/registry/demo-county.ts';
import { inScope } from '#src/store/database.ts';
import { insertInvitation } from '#src/store/invitation.ts';
import { holdersWithin } from '#src/store/registry/posts.ts';
import { topAreaPath } from '#src/store/registry/top-area.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Installation } from './installation.ts';

const VALID_MS = 7 * 86_400_000;

/** Seeds if the database is empty; returns the lines to print once the address is known. */
export async function demoGuide(
  installation: Installation,
): Promise<(url: string) => readonly string[]> {
  const fresh = await seedDemoCounty(installation);
  // For whoever runs `npm start` to look around; a demo on a database of one's own begins without cases.
  if (fresh && installation.config.database.kind === 'embedded') {
    await seedDemoCases({ ...installation, policies: installation.book, channels: new Map() });
  }
  const offers = await inScope(installation.db, SYSTEM, async (trx) => {
    const now = installation.clock.now();
    const found = [];
    const top = await topAreaPath(trx);
    if (top === '') return [];
    for (const role of roles) {
      const holders = await holdersWithin(trx, role, top, fromInstant(now));
      const free = holders.find((holder) => !holder.bound);
      if (free === undefined) continue;
      const code = installation.newCode();
      await insertInvitation(trx, {
        id: installation.newId(),
        code,
        role,
        areaId: free.areaId,
        staffId: free.staffId,
        name: free.name,
        createdAt: now,
        expiresAt: plusMs(now, VALID_MS),
      });
      found.push({ title: roleTitle(role), name: free.name, area: free.areaName, code });
    }
    return found;
  });
  return (url) =>
    offers.length === 0
      ? []
      : [
          '',
          '这是演示县，人名和号码都是编的。用下面的链接以不同身份登录（每个只能用一次）：',
          ...offers.map(
            ({ title, name, area, code }) => `  ${title}　${area} ${name}　${url}/i/${code}`,
          ),
          '按 Ctrl-C 停止。',
        ];
}
