/** Which pack holds in which area today: one area asked about, or a page of them looked up at once. */
import type { Pack } from '#src/domain/policy/pack.ts';
import { packIdsOf } from '#src/store/area-pack.ts';
import { packIdFor, pathsUpwards } from '#src/store/registry/areas.ts';
import type { TurnContext } from '../turn.ts';

type Asking = Pick<TurnContext, 'trx' | 'policies' | 'today'>;

/** The pack in force in an area today: the one set on the nearest area upwards, the default where none is set. */
export async function packInForce(
  { trx, policies, today }: Asking,
  areaPath: string,
): Promise<Pack> {
  return policies.packFor(await packIdFor(trx, areaPath, today), today);
}

/** A look-up for the areas asked about: the pack set on the nearest area upwards, the default where none is set. */
export async function areaPacks(
  { trx, policies, today }: Asking,
  areaPaths: readonly string[],
): Promise<(areaPath: string) => Pack> {
  const set = await packIdsOf(trx, [...new Set(areaPaths.flatMap(pathsUpwards))], today);
  // Thousands of households follow a handful of packs; reading one on a day looks at all its settings.
  const packs = new Map<string | null, Pack>();
  return (path) => {
    const nearest = pathsUpwards(path).find((each) => set.has(each));
    const packId = nearest === undefined ? null : (set.get(nearest) ?? null);
    const pack = packs.get(packId) ?? policies.packFor(packId, today);
    packs.set(packId, pack);
    return pack;
  };
}
