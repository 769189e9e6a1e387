/** Households monitored for years are looked at one by one (潼南 2025（二）: 逐户研判两年以上未消除风险的监测对象). */
import { plusMonths } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { accepted } from '#src/domain/result.ts';
import { longCaseAnswered } from '#src/flows/text/case-work-staff-news.ts';
import { findCase } from '#src/store/case.ts';
import { type LongCase, longCases } from '#src/store/long-cases.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { areaPacks } from '../duty/area-packs.ts';
import { closeDuties, openDuties } from '../duty/open-duty.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from '../duty/work-context.ts';
import { commandCase } from '../staff/case-actions.ts';
import { handOverToSafetyNet } from './hand-over.ts';
import type { Handler } from '../turn.ts';

const PAGE = 500;

/**
 * Opens the review of every case whose last look (enrolment or review) is older than its county's years. Its key names the case and
 * the day of that last look, so each occasion is opened once, however often this runs. Returns how many are new.
 */
export async function openLongCaseReviews(deps: BackgroundDeps): Promise<number> {
  let opened = 0;
  let after: string | null = null;
  for (;;) {
    const { value } = await inBackground(deps, (context) => openPage(context, after));
    opened += value.opened;
    if (value.last === null) return opened;
    after = value.last;
  }
}

async function openPage(
  context: WorkContext,
  after: string | null,
): Promise<{ readonly opened: number; readonly last: string | null }> {
  const found = await longCases(context.trx, after, PAGE);
  const packOf = await areaPacks(
    context,
    found.map((each) => each.areaPath),
  );
  const due = found.filter(({ areaPath, lookedOn }) => {
    const years = packOf(areaPath).settings['elim.long_case_years'].value;
    return plusMonths(lookedOn, years * 12) <= context.today;
  });
  const opened = await openDuties(
    context,
    due.map((each) => reviewOf(context, each, packOf(each.areaPath))),
  );
  return {
    opened: opened.length,
    last: found.length < PAGE ? null : (found.at(-1)?.caseId ?? null),
  };
}

const reviewOf = (
  context: WorkContext,
  file: LongCase,
  pack: ReturnType<Awaited<ReturnType<typeof areaPacks>>>,
) => ({
  key: `long-case-review:${file.caseId}:${file.lookedOn}`,
  terms: dutyTerms('long-case-review', {
    openedAt: context.now,
    pack,
    calendar: context.policies.calendar,
  }),
  pack,
  area: { areaId: file.areaId, areaPath: file.areaPath },
  about: { caseId: file.caseId, householdId: file.householdId },
});

/** Notes the yearly look at a case that has been open for years. */
export const reviewLongCase: Handler<'review-long-case'> = async (turn, { caseId, result }) => {
  const changed = await commandCase(turn, 'review-long-case', caseId, (byStaffId) => ({
    kind: 'review-long-case',
    byStaffId,
    result,
  }));
  if (!changed.ok) return changed;
  const { file, staffId } = changed.value;
  await closeDuties(
    turn,
    { caseId, kinds: ['long-case-review'] },
    { state: 'done', byStaffId: staffId, outcome: result },
  );
  const stored = await findCase(turn.trx, caseId);
  const handedOver =
    result === 'safety-net' && stored !== null
      ? await handOverToSafetyNet(turn, file, stored.areaId, staffId)
      : null;
  const responsible = file.assistance?.responsibleStaffId ?? null;
  if (responsible !== null && responsible !== staffId) {
    const household = await findHousehold(turn.trx, file.householdId);
    const news = longCaseAnswered(caseId, household?.headName ?? '', result);
    await tellStaff(turn, responsible, 'to-do', news);
  }
  return accepted({ result, handedOver });
};
