/** Answers to the facts the farmer's conversations ask for. */
import { countyPolicy } from '#src/domain/policy/county-policy.ts';
import { receiptNumber } from '#src/domain/declaration/receipt-number.ts';
import type { FarmerNeeds } from '#src/flows/farmer.needs.ts';
import type { AreaHit } from '#src/flows/needs.ts';
import { nextReceiptOrdinal } from '#src/store/declaration.ts';
import { findInvitation } from '#src/store/invitation.ts';
import { codeIsGood } from '#src/store/one-time-code.ts';
import { type Area, childAreas, findAreaByCode, searchAreas } from '#src/store/registry/areas.ts';
import { topAreaPath } from '#src/store/registry/top-area.ts';
import { alertReach } from '../alert/alert-reach.ts';
import { packInForce } from '../duty/area-packs.ts';
import { noticesOfAccount } from '../notice/facts.ts';
import { townPack } from '../plan/town-pack.ts';
import { myHelp } from './my-help.ts';
import type { Loaders } from '../turn.ts';
import { myReports } from './progress.ts';

const AREA_HITS = 6;
const AREA_CHILDREN = 40;

const hit = (area: Area): AreaHit => ({
  areaId: area.areaId,
  areaPath: area.areaPath,
  level: area.level,
  name: area.name,
  fullName: area.fullName,
});

export const farmerLoaders: Loaders<FarmerNeeds> = {
  areas: async (turn, { text }) => (await searchAreas(turn.trx, text, AREA_HITS)).map(hit),
  'area-children': async (turn, { areaId }) =>
    (await childAreas(turn.trx, areaId, AREA_CHILDREN)).map(hit),
  'area-code': async (turn, { code }) => {
    const area = await findAreaByCode(turn.trx, code);
    return area === undefined ? null : hit(area);
  },
  'alert-reach': alertReach,
  'receipt-number': async (turn) => receiptNumber(await nextReceiptOrdinal(turn.trx)),
  'my-reports': myReports,
  'my-help': myHelp,
  'my-notices': (turn) => noticesOfAccount(turn),
  invitation: async (turn, { code }) => {
    const offer = await findInvitation(turn.trx, code, turn.now);
    if (offer === null) return null;
    const { role, department, areaName, name } = offer;
    return { role, department, areaName, name };
  },
  'county-policy': async (turn) => {
    const { trx, account } = turn;
    const path =
      account.person?.areaPath ?? account.staff?.posts[0]?.areaPath ?? (await topAreaPath(trx));
    return countyPolicy(await townPack(trx, await packInForce(turn, path), path));
  },
  'join-code': (turn, { code }) => codeIsGood(turn.trx, 'join', code, turn.now),
};
