/** What lies open on a desk, by the page, over all posts of the person: referrals, joint decisions, rectification. */
import { areaPath } from '#src/domain/people/areas.ts';
import type { Action } from '#src/domain/people/action.ts';
import type { Desk, DeskLine } from '#src/flows/ledger.needs.ts';
import type { Trx } from '#src/store/database.ts';
import { countOpenJointReviews, openJointReviews } from '#src/store/joint-review.ts';
import { countOpenRectifications, openRectifications } from '#src/store/rectification.ts';
import { countOpenReferrals, openReferrals } from '#src/store/referral.ts';
import { inPost, postsFor } from '../staff/as-post.ts';
import type { Loader } from '../turn.ts';

/** Five lines, 上一页, 下一页 and 返回 make eight buttons. */
const PAGE = 5;

type DeskReader = {
  /** Any of these makes a post one of the desk. */
  readonly actions: readonly Action[];
  count(trx: Trx): Promise<number>;
  lines(trx: Trx, skip: number, limit: number): Promise<readonly DeskLine[]>;
};

const DESKS: Readonly<Record<Desk, DeskReader>> = {
  referrals: {
    actions: ['handle-referral'],
    count: countOpenReferrals,
    lines: async (trx, skip, limit) =>
      (await openReferrals(trx, skip, limit)).map((row) => ({
        desk: 'referrals',
        id: row.referralId,
        areaName: row.areaName,
        headName: row.headName,
        dueOn: null,
        kind: row.kind,
      })),
  },
  joint: {
    actions: ['joint-opinion', 'joint-decision'],
    count: countOpenJointReviews,
    lines: async (trx, skip, limit) =>
      (await openJointReviews(trx, skip, limit)).map((row) => ({
        desk: 'joint',
        id: row.reviewId,
        areaName: row.areaName,
        headName: row.headName,
        dueOn: row.dueOn,
      })),
  },
  rectification: {
    actions: ['rectify', 'confirm-rectification'],
    count: countOpenRectifications,
    lines: async (trx, skip, limit) =>
      (await openRectifications(trx, skip, limit)).map((row) => ({
        desk: 'rectification',
        id: row.rectificationId,
        areaName: row.areaName,
        headName: '',
        dueOn: row.dueOn,
        category: row.category,
        state: row.state,
      })),
  },
};

export const deskPage: Loader<'desk-page'> = async (turn, ask) => {
  const desk = DESKS[ask.desk];
  const staffId = turn.account.staff?.staffId ?? '';
  const posts = [...new Set(desk.actions.flatMap((action) => postsFor(turn, action)))];
  const within = posts.map((post) => ({
    staffId,
    area: areaPath(post.areaPath),
    department: post.department,
  }));
  const counts: number[] = [];
  for (const post of within) counts.push(await inPost(turn, post, () => desk.count(turn.trx)));
  const total = counts.reduce((sum, each) => sum + each, 0);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(Math.max(1, ask.page), pages);
  const lines: DeskLine[] = [];
  let skip = (page - 1) * PAGE;
  for (const [at, post] of within.entries()) {
    const here = counts[at] ?? 0;
    const from = skip;
    const wanted = PAGE - lines.length;
    if (from < here && wanted > 0) {
      lines.push(...(await inPost(turn, post, () => desk.lines(turn.trx, from, wanted))));
    }
    skip = Math.max(0, skip - here);
  }
  return { desk: ask.desk, lines, page, pages, total };
};
