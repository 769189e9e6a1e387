/** What an officer asks at the door: the begun assessment or a fresh one, and which questions arise. */
import { isStudent } from '#src/domain/assessment/workforce.ts';
import { startAssessment } from '#src/domain/assessment/assessment.ts';
import { incomeWindow } from '#src/domain/assessment/income-window.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { isUndecided } from '#src/domain/case/case.ts';
import type { AssessmentSubject } from '#src/flows/assessment.needs.ts';
import { begunAssessment, finishedAssessments } from '#src/store/assessment.ts';
import { findCase } from '#src/store/case.ts';
import { staffBehindCase } from '#src/store/concerned.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import { snapshotsOf } from '#src/store/quality-snapshot.ts';
import { membersOf } from '#src/store/registry/members.ts';
import { packInForce } from '../duty/area-packs.ts';
import { asPost } from '../staff/as-post.ts';
import { householdSubject } from '../staff/subjects.ts';
import type { Loader } from '../turn.ts';

/** 义务教育阶段: 6 to 15 years. */
const SCHOOL_AGE = { from: 6, to: 15 } as const;

export const assessmentSubject: Loader<'assessment-subject'> = async (turn, { householdId }) => {
  const { trx, fields, today } = turn;
  const asked = await householdSubject(turn, householdId);
  if (asked === null) return null;
  const { household } = asked;
  const open = await openCaseOf(trx, householdId);
  const file = open === null ? null : ((await findCase(trx, open.caseId))?.file ?? null);
  const concerned = open === null ? [] : await staffBehindCase(trx, open.caseId);
  const pack = await packInForce({ trx, policies: turn.policies, today }, household.areaPath);
  const fiveNone = pack.settings['insurance.five_none'].value;
  const subject = { ...asked.subject, concerned };
  const found = await asPost(
    turn,
    'assess-household',
    subject,
    async (): Promise<AssessmentSubject> => {
      const begun = await begunAssessment(trx, householdId);
      const [last] = await finishedAssessments(trx, householdId);
      const [state] = await snapshotsOf(trx, fields, [householdId], today);
      const identifying = file !== null && isUndecided(file);
      // Identification counts back from the clue, everything later from the day somebody asks.
      const from = identifying ? fromInstant(file.clueAt) : today;
      const members = await membersOf(trx, householdId);
      const coded = new Map(state?.snapshot.members.map((each) => [each.memberId, each]));
      return {
        householdId,
        headName: household.headName,
        areaName: household.areaName,
        members: members.map((member) => {
          const known = coded.get(member.memberId);
          const age = known?.age ?? null;
          return {
            memberId: member.memberId,
            name: member.name,
            student: known !== undefined && isStudent(known),
            ofSchoolAge: age !== null && age >= SCHOOL_AGE.from && age <= SCHOOL_AGE.to,
            disabled: member.health.includes('disabled'),
          };
        }),
        draft:
          begun?.assessment ??
          startAssessment(
            identifying ? 'identification' : 'review',
            incomeWindow(from, pack.settings['income.window_months'].value),
            Math.max(household.size, members.length),
            state?.snapshot.risks ?? [],
          ),
        begun: begun !== null,
        last: last?.assessment.sheet ?? null,
        riskTypes: pack.settings.risk_types.value,
        expenseCauses: pack.settings['income.expense_causes'].value,
        water: pack.settings['water.thresholds'].value,
        ...(fiveNone === null ? {} : { fiveNone }),
      };
    },
  );
  return found.ok ? found.value : null;
};
