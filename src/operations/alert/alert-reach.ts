/** Whom words of danger reach, looked up in the transaction that rings them: nobody is promised who is not told. */
import { calledStaff, openAlertOf } from '#src/store/alert.ts';
import type { Area } from '#src/store/registry/areas.ts';
import type { AreaHit } from '#src/flows/area-hit.ts';
import type { Loader } from '../turn.ts';
import { namedPlace } from './named-place.ts';
import { ownArea, roundFrom, sameAlarmSince } from './raise-alert.ts';
import { receiversOf } from './receivers.ts';

export const alertReach: Loader<'alert-reach'> = async (turn, { words }) => {
  const { trx, fields, now, account } = turn;
  const { accountId } = account;
  const going = await openAlertOf(trx, fields, accountId, sameAlarmSince(now));
  const area = await namedPlace(turn, words);
  const place = area === null ? null : hit(area);
  if (going === null) {
    const areaPath = area?.areaPath ?? ownArea(account)?.areaPath ?? null;
    const rung = await receiversOf(turn, { accountId, areaPath, rung: 0 });
    return { open: false, hears: rung.length, area: place };
  }
  if (going.takenBy !== null) return { open: true, hears: 1, area: place };
  const called = await calledStaff(trx, going.alertId);
  const rung = area === null ? [] : await receiversOf(turn, roundFrom(going, area));
  return { open: true, hears: new Set([...called, ...rung]).size, area: place };
};

const hit = ({ areaId, areaPath, level, name, fullName }: Area): AreaHit => ({
  areaId,
  areaPath,
  level,
  name,
  fullName,
});
