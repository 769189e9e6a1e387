/** What a village's poster says: whose it is, where, and whom to phone. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Role } from '#src/domain/people/roles.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { areaAndAbove, findAreaByCode, packIdFor } from '#src/store/registry/areas.ts';
import { responsibleFor } from '#src/store/registry/posts.ts';
import { staffContact } from '#src/store/registry/staff.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock } from '../ports.ts';

export type PosterFacts = {
  readonly code: string;
  readonly areaName: string;
  readonly countyName: string;
  /** '' when the county has no public line of its own. */
  readonly countyPhone: string;
  /** Who answers for the village; null when nobody with a phone is known. */
  readonly officer: { readonly role: Role; readonly name: string; readonly phone: string } | null;
  readonly packId: string | null;
};

/** The facts for the area with this code; null when there is none. */
export async function posterFacts(
  deps: { readonly db: Db; readonly clock: Clock; readonly fields: FieldEncryption },
  areaCode: string,
): Promise<PosterFacts | null> {
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const area = await findAreaByCode(trx, areaCode);
    if (area === undefined) return null;
    const chain = await areaAndAbove(trx, area.areaPath);
    const county = chain.at(-1) ?? area;
    const today = fromInstant(deps.clock.now());
    const held = await responsibleFor(trx, 'village-officer', area.areaPath, today, {
      mustBeBound: false,
    });
    const holder = held?.holders[0];
    const contact =
      holder === undefined ? undefined : await staffContact(trx, deps.fields, holder.staffId);
    return {
      code: area.code,
      areaName: area.fullName,
      countyName: county.name,
      countyPhone: county.phone,
      officer:
        contact === undefined || contact.phone === ''
          ? null
          : { role: held?.role ?? 'village-officer', name: contact.name, phone: contact.phone },
      packId: await packIdFor(trx, area.areaPath, today),
    };
  });
}
