/**
 * 转兜底保障: what the review of a long case hands over to the department the pack's routing names, and what that one answers. The
 * question stands in the department's list (`referral_open_once`) with a duty of its own, so that it has a day; the answer comes back to
 * whoever helps and whoever asked.
 */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { type ReferralAnswer, referralTopic } from '#src/domain/ledger/referral.ts';
import { handOverAnswered } from '#src/flows/text/case-work-staff-news.ts';
import { findCase } from '#src/store/case.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { handOverReferral } from '#src/store/referral.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import type { WorkContext } from '../duty/work-context.ts';

const keyOf = (referralId: string): string => `handle-referrals:safety-net:${referralId}`;

/** Asks the department; which one, and by when it answers. Asked again while it lies open it stays one question. */
export async function handOverToSafetyNet(
  context: WorkContext,
  file: Case,
  areaId: string,
  byStaffId: string,
): Promise<{ readonly office: string; readonly answerBy: LocalDate | null }> {
  const { trx, policies } = context;
  const pack = policies.packOf(file.pack);
  const department = pack.settings['routing.topics'].value[referralTopic['safety-net']];
  const { caseId, householdId, area } = file;
  const referralId = await handOverReferral(trx, {
    id: context.newId(),
    householdId,
    areaId,
    areaPath: area,
    department,
    caseId,
    byStaffId,
    on: context.today,
  });
  await openDuty(context, {
    key: keyOf(referralId),
    terms: dutyTerms('handle-referrals', {
      openedAt: context.now,
      pack,
      calendar: policies.calendar,
    }),
    pack,
    area: { areaId, areaPath: area },
    about: { caseId, householdId },
    department,
    details: {},
  });
  return {
    office: pack.settings.departments.value[department],
    answerBy: await dueDayOf(trx, caseId, 'handle-referrals'),
  };
}

/** An answered hand-over: its duty is done, helper and town hear of it; a no leaves the household with the town, to look again. */
export async function handOverCameBack(
  context: WorkContext,
  handedOver: {
    readonly referralId: string;
    readonly caseId: string;
    readonly byStaffId: string | null;
    readonly answer: ReferralAnswer;
  },
  answeredBy: string,
): Promise<void> {
  const { referralId, caseId, byStaffId, answer } = handedOver;
  await closeDuties(
    context,
    { key: keyOf(referralId) },
    { state: 'done', byStaffId: answeredBy, outcome: answer },
  );
  const stored = await findCase(context.trx, caseId);
  if (stored === null || stored.file.state.tag === 'closed') return;
  const { file, areaId } = stored;
  const pack = context.policies.packOf(file.pack);
  const department = pack.settings['routing.topics'].value[referralTopic['safety-net']];
  const office = pack.settings.departments.value[department];
  const household = await findHousehold(context.trx, file.householdId);
  const news = handOverAnswered(caseId, household?.headName ?? '', office, answer);
  const responsible = file.assistance?.responsibleStaffId ?? null;
  for (const staffId of new Set([responsible, byStaffId])) {
    if (staffId !== null) await tellStaff(context, staffId, 'to-do', news);
  }
  if (answer === 'granted' || file.assistance === null) return;
  await openDuty(context, {
    key: `long-case-review:${caseId}:${referralId}`,
    terms: dutyTerms('long-case-review', {
      openedAt: context.now,
      pack,
      calendar: context.policies.calendar,
    }),
    pack,
    area: { areaId, areaPath: file.area },
    about: { caseId, householdId: file.householdId },
  });
}
