/** 部门帮扶: the measures a person's department has in hand, by the page. */
import { areaPath } from '#src/domain/people/areas.ts';
import { countInHand, type MeasureInHand, pageInHand } from '#src/store/measure.ts';
import { paymentOf } from '#src/domain/plan/payment.ts';
import { inPost, postsFor } from '../staff/as-post.ts';
import type { Loader } from '../turn.ts';

/** Five lines, 上一页, 下一页 and 返回 make eight buttons. */
const PAGE = 5;

/** A page of the measures that wait for the officer's department. */
export const departmentMeasures: Loader<'department-measures'> = async (turn, ask) => {
  const staffId = turn.account.staff?.staffId ?? '';
  const posts = postsFor(turn, 'change-measure').filter((post) => post.department !== null);
  const scopes = posts.map((post) => ({
    staffId,
    area: areaPath(post.areaPath),
    department: post.department,
  }));
  const counts: number[] = [];
  for (const scope of scopes) counts.push(await inPost(turn, scope, () => countInHand(turn.trx)));
  const total = counts.reduce((sum, each) => sum + each, 0);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(Math.max(1, ask.page), pages);
  const lines: MeasureInHand[] = [];
  let skip = (page - 1) * PAGE;
  for (const [at, scope] of scopes.entries()) {
    const here = counts[at] ?? 0;
    const wanted = PAGE - lines.length;
    if (skip < here && wanted > 0) {
      const from = skip;
      lines.push(...(await inPost(turn, scope, () => pageInHand(turn.trx, from, wanted))));
    }
    skip = Math.max(0, skip - here);
  }
  return {
    lines: lines.map(({ measureId, householdId, headName, areaName, title, state, ...rest }) => ({
      ...{ measureId, householdId, headName, areaName, title, state },
      moneyDue: paymentOf({ ...rest, state })?.kind === 'due',
    })),
    page,
    pages,
    total,
  };
};
