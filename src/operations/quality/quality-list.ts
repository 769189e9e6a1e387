/** 数据体检 for one person: the open findings of the areas of their posts, by the page. */
import { areaPath } from '#src/domain/people/areas.ts';
import type { QualityLine } from '#src/flows/assessment.needs.ts';
import { countFindings, pageFindings } from '#src/store/quality.ts';
import { inPost, postsFor } from '../staff/as-post.ts';
import type { Loader } from '../turn.ts';

/** Five lines, 上一页, 下一页 and 返回 make eight buttons. */
const PAGE = 5;

export const qualityList: Loader<'quality-list'> = async (turn, ask) => {
  const staffId = turn.account.staff?.staffId;
  const posts = staffId === undefined ? [] : postsFor(turn, 'assess-household');
  const counts: number[] = [];
  for (const post of posts) {
    const where = { staffId: staffId ?? '', area: areaPath(post.areaPath) };
    counts.push(await inPost(turn, where, () => countFindings(turn.trx)));
  }
  const total = counts.reduce((sum, each) => sum + each, 0);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(Math.max(1, ask.page), pages);
  const lines: QualityLine[] = [];
  let skip = (page - 1) * PAGE;
  for (const [at, post] of posts.entries()) {
    const here = counts[at] ?? 0;
    if (skip < here && lines.length < PAGE) {
      const where = { staffId: staffId ?? '', area: areaPath(post.areaPath) };
      const from = skip;
      const wanted = PAGE - lines.length;
      lines.push(...(await inPost(turn, where, () => pageFindings(turn.trx, from, wanted))));
    }
    skip = Math.max(0, skip - here);
  }
  return { lines, page, pages, total };
};
