/** Reads rows in the name of a post, so that row-level security and not our own conditions keep it to its area. */
import type { AreaPath } from '#src/domain/people/areas.ts';
import { SYSTEM, setScope } from '#src/store/scope.ts';
import type { TurnContext } from '../turn.ts';

/** Runs `read` in the scope of a staff member over one area, then returns to the system's. A throw ends the transaction anyway. */
export async function withinArea<T>(
  turn: Pick<TurnContext, 'trx'>,
  staffId: string,
  area: AreaPath,
  read: () => Promise<T>,
): Promise<T> {
  await setScope(turn.trx, { kind: 'staff', staffId, areaPath: area });
  const found = await read();
  await setScope(turn.trx, SYSTEM);
  return found;
}
