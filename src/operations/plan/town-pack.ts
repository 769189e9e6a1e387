/** The pack as a town sees it: with its own tool box (TN-06). */
import { townToolbox } from '#src/domain/plan/town-toolbox.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { Trx } from '#src/store/database.ts';
import { townMeasures } from '#src/store/town-measure.ts';

/** The same pack, its tool box laid over by what the towns above the area say. */
export async function townPack(trx: Trx, pack: Pack, areaPath: string): Promise<Pack> {
  const own = await townMeasures(trx, areaPath);
  if (own.length === 0) return pack;
  const { toolbox } = pack.settings;
  const value = townToolbox(toolbox.value, own);
  return { ...pack, settings: { ...pack.settings, toolbox: { ...toolbox, value } } };
}
