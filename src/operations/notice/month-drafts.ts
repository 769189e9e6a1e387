/** 月通报 drafts for whoever may send notices to their towns. */
import { areaPath, contains } from '#src/domain/people/areas.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { monthlyNotices } from '#src/store/issue-list.ts';
import type { Loader } from '../turn.ts';
import { actorsOf } from './actors.ts';

/** Six drafts, 返回 and 取消 make eight. */
const SHOWN = 6;

export const loadMonthDrafts: Loader<'month-drafts'> = async (turn) => {
  const actors = (await actorsOf(turn)).filter((actor) =>
    roleCarries(actor.role, 'compose-notice'),
  );
  const drafts = await monthlyNotices(turn.trx, 200);
  return drafts
    .filter(({ area }) => actors.some((actor) => contains(actor.area, areaPath(area.areaPath))))
    .slice(0, SHOWN);
};
