/** The desk of monthly reports: read in one message, level by level, and sent on by the town or the county. */
import { type AreaPath, areaPath } from '#src/domain/people/areas.ts';
import { roleCarries, type Subject } from '#src/domain/people/permissions.ts';
import { accepted, refused } from '#src/domain/result.ts';
import {
  findReport,
  markReportSent,
  newestReport,
  reportsBelow,
  type StoredMonthReport,
} from '#src/store/month-report.ts';
import { closeDuties } from '../duty/open-duty.ts';
import { allowed, asPost } from '../staff/as-post.ts';
import type { Handler, Loader, TurnContext } from '../turn.ts';

/** Five places, two page buttons, 返回 and what is to be done make eight. */
const PAGE = 4;

const subjectOf = (report: { readonly reportId: string; readonly areaPath: string }): Subject => ({
  id: report.reportId,
  area: areaPath(report.areaPath),
  householdId: null,
  authors: [],
  concerned: [],
});

export const monthReport: Loader<'month-report'> = async (turn, ask) => {
  const report = ask.reportId === null ? await own(turn) : await findReport(turn.trx, ask.reportId);
  if (report === null) return null;
  if (!(await allowed(turn, 'see-report', subjectOf(report))).ok) return null;
  const below = await reportsBelow(turn.trx, report, PAGE, ask.page);
  return {
    reportId: report.reportId,
    areaName: report.areaName,
    body: report.body,
    sent: report.sentAt !== null,
    maySend: report.sentAt === null && (await allowed(turn, 'send-report', subjectOf(report))).ok,
    ...below,
  };
};

/** The newest report of the widest area the person has a post over. */
async function own(turn: TurnContext): Promise<StoredMonthReport | null> {
  const posts = (turn.account.staff?.posts ?? [])
    .filter((post) => roleCarries(post.role, 'see-report'))
    .toSorted((a, b) => a.areaPath.length - b.areaPath.length);
  for (const post of posts) {
    const path: AreaPath = areaPath(post.areaPath);
    const found = await newestReport(turn.trx, path);
    if (found !== null) return found;
  }
  return null;
}

export const sendMonthReport: Handler<'send-month-report'> = async (turn, { reportId }) => {
  const report = await findReport(turn.trx, reportId);
  if (report === null) return refused({ code: 'gone' });
  const staffId = turn.account.staff?.staffId ?? '';
  const sent = await asPost(turn, 'send-report', subjectOf(report), () =>
    markReportSent(turn.trx, reportId, staffId, turn.now),
  );
  if (!sent.ok) return sent;
  if (!sent.value) return refused({ code: 'gone' });
  await closeDuties(
    turn,
    { key: `send-month-report:${report.areaId}:${report.month}` },
    { state: 'done', byStaffId: staffId, outcome: 'sent' },
  );
  return accepted({ areaName: report.areaName });
};
