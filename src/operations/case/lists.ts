/** Lists for a second look: clues long without a decision (LX-06 不出现“体外循环”), reports that came to nothing (FD-04 应纳未纳). */
import { daysBetween, fromInstant, plusDays, startOfDay } from '#src/domain/calendar/local-date.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { CaseListPage } from '#src/flows/case-step.needs.ts';
import { type CaseLine, refusedCases, undecidedClues } from '#src/store/case-list.ts';
import { packInForce } from '../duty/area-packs.ts';
import { inPost, postsFor } from '../staff/as-post.ts';
import type { Loader } from '../turn.ts';

const PAGE = 5;
/** A year of refusals is looked through again; older ones are history. */
const REFUSED_DAYS = 365;

/**
 * A page of clues long undecided or of reports not recognised, in the area of the first post that sees the overview;
 * empty without one.
 */
export const caseList: Loader<'case-list'> = async (turn, { list, page: asked }) => {
  const [post] = postsFor(turn, 'see-overview');
  const staffId = turn.account.staff?.staffId;
  if (post === undefined || staffId === undefined) return emptyPage(0);
  const pack = await packInForce(turn, post.areaPath);
  // Older than identification may take: what should have been decided.
  const days = list === 'undecided' ? pack.settings['clock.identify'].value : REFUSED_DAYS;
  const from = startOfDay(plusDays(turn.today, -days));
  const page = Math.max(1, asked);
  const read = list === 'undecided' ? undecidedClues : refusedCases;
  const area = areaPath(post.areaPath);
  return await inPost(turn, { staffId, area }, async () => {
    const find = (n: number) => read(turn.trx, area, from, { offset: (n - 1) * PAGE, limit: PAGE });
    const found = await find(page);
    const lines = found.length > 0 || page === 1 ? found : await find(1);
    const total = lines[0]?.total ?? 0;
    return {
      lines: lines.map((line) => lineOf(line, turn.today)),
      page: found.length > 0 || page === 1 ? page : 1,
      pages: Math.max(1, Math.ceil(total / PAGE)),
      total,
      days,
    };
  });
};

const emptyPage = (days: number): CaseListPage => ({
  lines: [],
  page: 1,
  pages: 1,
  total: 0,
  days,
});

function lineOf(
  line: CaseLine,
  today: Parameters<typeof daysBetween>[1],
): CaseListPage['lines'][number] {
  const clueOn = fromInstant(line.clueAt);
  return {
    caseId: line.caseId,
    caseNumber: line.caseNumber,
    headName: line.headName,
    areaName: line.areaName,
    state: line.state,
    clueOn,
    days: daysBetween(clueOn, today),
    reason: line.reason,
    holderName: line.holderName,
  };
}
