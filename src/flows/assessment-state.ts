/** Where in 收支和三保障 an officer is, as it is stored. */
import { restoreAssessment } from './assessment-draft.ts';
import { type Progress, type Question, questions } from './assessment-questions.ts';
import { type Stored, storedList, storedNumber, storedOneOf, storedText } from './place.ts';

/** Whose assessment it is and how far it is. */
export type Work = Progress & {
  readonly householdId: string;
  readonly visitId: string | null;
  readonly headName: string;
  /** Something was answered in this sitting; what stands on record already would not be missed. */
  readonly answered: boolean;
};

export type AssessmentStep =
  | ({ readonly step: 'ask'; readonly question: Question; readonly page: number } & Work)
  /** Which answer is to be given again. */
  | ({ readonly step: 'which'; readonly page: number } & Work)
  | ({ readonly step: 'summary' } & Work)
  | ({ readonly step: 'sending' } & Work);
export type AssessmentState = AssessmentStep & { readonly flow: 'assessment' };

/** Reads stored data of a step; null when this version does not know it or what it holds is gone. */
export function restoreAssessing(stored: Stored): AssessmentState | null {
  const flow = 'assessment' as const;
  const householdId = storedText(stored['householdId']);
  const draft = restoreAssessment(stored['draft']);
  if (householdId === '' || draft === null) return null;
  const work: Work = {
    householdId,
    visitId: storedText(stored['visitId']) || null,
    headName: storedText(stored['headName']),
    answered: stored['answered'] === true,
    draft,
    passed: storedList(stored['passed']).flatMap((each) => {
      const question = storedOneOf(each, questions);
      return question === null ? [] : [question];
    }),
  };
  const step = storedOneOf(stored['step'], ['ask', 'which', 'summary', 'sending'] as const);
  if (step === null) return null;
  const page = storedNumber(stored['page'], 1);
  if (step === 'which') return { flow, step, page, ...work };
  if (step !== 'ask') return { flow, step, ...work };
  const question = storedOneOf(stored['question'], questions);
  if (question === null) return null;
  return { flow, step, question, page, ...work };
}

/** Everything but the step. */
export const workOf = ({
  householdId,
  visitId,
  headName,
  answered,
  draft,
  passed,
}: Work): Work => ({
  householdId,
  visitId,
  headName,
  answered,
  draft,
  passed,
});
