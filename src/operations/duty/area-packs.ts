/** Which pack holds in which area today, looked up once for a page of areas. */
import type { Pack } from '#src/domain/policy/pack.ts';
import { packIdsOf } from '#src/store/area-pack.ts';
import { pathsUpwards } from '#src/store/registry/areas.ts';
import type { WorkContext } from './work-context.ts';

/** A look-up for the areas asked about: the pack set on the nearest area upwards, the default where none is set. */
export async function areaPacks(
  { trx, policies, today }: Pick<WorkContext, 'trx' | 'policies' | 'today'>,
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
