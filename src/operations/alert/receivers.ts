/** Whom an alarm rings in a round. */
import {
  alertReceivers,
  alertSteps,
  type HeldPost,
  lastResort,
} from '#src/domain/duty/escalation.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { accountById } from '#src/store/account.ts';
import { type Alert, topPaths } from '#src/store/alert.ts';
import { postsOver } from '#src/store/duty.ts';
import { topAreaPath, townAreas } from '#src/store/registry/top-area.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { WorkContext } from '../duty/work-context.ts';

type Asking = Pick<WorkContext, 'trx' | 'policies' | 'today'>;
type Ringing = Pick<Alert, 'accountId' | 'areaPath' | 'rung'>;

/** Staff by id, each once; who raised the alarm, when they are staff, is not called to their own. */
export async function receiversOf(context: Asking, alert: Ringing): Promise<readonly string[]> {
  const { trx, today } = context;
  const raiser = alert.accountId === null ? null : await accountById(trx, alert.accountId);
  const excluded = new Set(raiser?.staff_id == null ? [] : [raiser.staff_id]);
  const paths = alert.areaPath === null ? await topPaths(trx) : [alert.areaPath];
  const chain = (await packOfAlert(context, alert)).settings['alert.chain'].value;
  const posts = await postsOver(trx, paths, today);
  const receivers: HeldPost[] = [];
  for (const path of paths) {
    const steps = alertSteps(posts, chain, areaPath(path), excluded);
    receivers.push(...alertReceivers(steps, alert.rung));
  }
  if (receivers.length === 0) receivers.push(...lastResort(posts, excluded));
  if (receivers.length === 0 && alert.areaPath === null) {
    const towns = (await townAreas(trx)).map((town) => town.areaPath);
    receivers.push(...lastResort(await postsOver(trx, towns, today), excluded));
  }
  return [...new Set(receivers.map((post) => post.staffId))];
}

/** The pack in force where the person is, the county's own while nobody knows where that is. */
export const packOfAlert = async (
  context: Asking,
  { areaPath: path }: Pick<Alert, 'areaPath'>,
): Promise<Pack> => await packInForce(context, path ?? (await topAreaPath(context.trx)));
