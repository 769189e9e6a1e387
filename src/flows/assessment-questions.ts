/**
 * Which questions of 收支和三保障 arise for a household, in the order of the form, and which come next. Questions that cannot concern
 * it (school where nobody is of that age) answer themselves.
 */
import type { Assessment } from '#src/domain/assessment/assessment.ts';
import { withBills } from '#src/domain/assessment/assessment.ts';
import {
  causesAsked,
  type RigidCause,
  rigidCauses,
  type SheetLine,
} from '#src/domain/assessment/income-sheet.ts';
import { type MedicalNet, medicalNets } from '#src/domain/assessment/three-nets.ts';
import { withLine } from './assessment-draft.ts';
import type { AssessmentSubject } from './assessment.needs.ts';

/** Answered by a sum: lines of the sheet, the medical bill, and what each net paid of it. */
export type SumQuestion = Exclude<SheetLine, 'illness'> | 'bill' | MedicalNet;
/** Answered by buttons, one of them or several. */
export const tapQuestions = [
  'risks',
  'disaster-kind',
  'housing',
  'school',
  'insurance',
  'water',
  'coping',
  'wishes',
  'assets',
] as const;
export type TapQuestion = (typeof tapQuestions)[number];
export type Question = SumQuestion | TapQuestion;

const sumQuestions: readonly SumQuestion[] = [
  'wage',
  'business',
  'business-cost',
  'property',
  'transfer',
  'claims',
  'bill',
  ...medicalNets,
  'disability',
  'schooling',
  'disaster',
  'other',
];

/** In the order of the form. */
export const questions: readonly Question[] = [
  'risks',
  'disaster-kind',
  ...sumQuestions,
  'housing',
  'school',
  'insurance',
  'water',
  'coping',
  'wishes',
  'assets',
];

/** Of an assessment on its way: `passed` are questions answered with “none of these” or left open on purpose. */
export type Progress = { readonly draft: Assessment; readonly passed: readonly Question[] };

/** Whether a question is answered by a sum in yuan. */
export const isSum = (question: Question): question is SumQuestion =>
  sumQuestions.some((each) => each === question);

/** Whether the county's document wants this spending asked for by itself (XX-03). */
const isAsked = (cause: RigidCause, { expenseCauses }: AssessmentSubject): boolean =>
  causesAsked(expenseCauses).includes(cause);

/** Fills in what the household itself answers: no business no cost, nobody at school no school money; and what the county does not ask. */
export function settled(draft: Assessment, subject: AssessmentSubject): Assessment {
  const { members } = subject;
  let now = draft;
  const nothing = (line: SheetLine): void => {
    if (now.sheet[line] === undefined) now = withLine(now, line, 0);
  };
  for (const cause of rigidCauses) if (!isAsked(cause, subject)) nothing(cause);
  if (now.sheet.business === 0) nothing('business-cost');
  if (!members.some((each) => each.student)) nothing('schooling');
  if (!members.some((each) => each.disabled) && !now.risks.includes('因残')) nothing('disability');
  if (!now.risks.includes('因自然灾害')) nothing('disaster');
  if (now.guarantees.schooling === null && !members.some((each) => each.ofSchoolAge)) {
    now = { ...now, guarantees: { ...now.guarantees, schooling: 'no-child' } };
  }
  return now;
}

/** Whether the question arises at all. */
function arises(question: Question, { draft }: Progress, subject: AssessmentSubject): boolean {
  switch (question) {
    case 'disaster-kind':
    case 'disaster':
      return (
        draft.risks.includes('因自然灾害') &&
        (question !== 'disaster' || isAsked('disaster', subject))
      );
    case 'business-cost':
      return (draft.sheet.business ?? 0) > 0;
    case 'schooling':
      return subject.members.some((each) => each.student) && isAsked('schooling', subject);
    case 'disability':
      return (
        (subject.members.some((each) => each.disabled) || draft.risks.includes('因残')) &&
        isAsked('disability', subject)
      );
    case 'bill':
      return isAsked('illness', subject);
    case 'school':
      return subject.members.some((each) => each.ofSchoolAge);
    case 'insurance':
      return subject.members.length > 0;
    default:
      return isNet(question) ? (draft.bills?.total ?? 0) > 0 : true;
  }
}

/** Whether a question is about a net of medical insurance. */
export const isNet = (question: Question): question is MedicalNet =>
  medicalNets.some((each) => each === question);

function isAnswered(question: Question, { draft, passed }: Progress): boolean {
  if (passed.includes(question)) return true;
  const { guarantees } = draft;
  switch (question) {
    case 'risks':
      return false;
    case 'disaster-kind':
      return draft.disaster !== null;
    case 'housing':
      return guarantees.housing !== null;
    case 'school':
      return guarantees.schooling !== null;
    case 'insurance':
      return guarantees.uninsured !== null;
    case 'water':
      return guarantees.water !== null;
    case 'coping':
      return draft.coping !== null;
    case 'wishes':
      return draft.wishes !== null;
    case 'assets':
      return draft.assets !== null;
    case 'bill':
      return draft.sheet.illness !== undefined;
    default:
      return isNet(question)
        ? draft.bills?.[question] !== undefined
        : draft.sheet[question] !== undefined;
  }
}

/** Questions that arise, for “3/14”. */
export const askedOf = (progress: Progress, subject: AssessmentSubject): readonly Question[] =>
  questions.filter((question) => arises(question, progress, subject));

/** The first question still open; null when everything was asked. */
export const nextQuestion = (progress: Progress, subject: AssessmentSubject): Question | null =>
  askedOf(progress, subject).find((question) => !isAnswered(question, progress)) ?? null;

/** The question before; null at the first. */
export function questionBefore(
  question: Question,
  progress: Progress,
  subject: AssessmentSubject,
): Question | null {
  const asked = askedOf(progress, subject);
  return asked[asked.indexOf(question) - 1] ?? null;
}

/** The answer to a question about money. */
export function withSum(draft: Assessment, question: SumQuestion, yuan: number): Assessment {
  if (question === 'bill') return withBills(draft, { ...draft.bills, total: yuan });
  if (!isNet(question)) return withLine(draft, question, yuan);
  return withBills(draft, { ...draft.bills, total: draft.bills?.total ?? 0, [question]: yuan });
}

/** What the last finished assessment said; undefined where it cannot be taken over. Bills are of this year and asked anew. */
export function sumBefore(question: SumQuestion, subject: AssessmentSubject): number | undefined {
  return question === 'bill' || isNet(question) ? undefined : subject.last?.[question];
}
