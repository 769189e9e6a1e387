/** Where in a case beside its steps an officer is, as it is stored. */
import { type DeedName, deedNames } from '#src/domain/case/deeds.ts';
import { type Stored, storedOneOf, storedText, storedTexts } from './place.ts';

export type WorkStep =
  | { readonly step: 'view'; readonly caseId: string }
  /** A question of a deed; `answer` is what was chosen before it ('' for the first question). */
  | {
      readonly step: 'ask';
      readonly caseId: string;
      readonly deed: DeedName;
      readonly answer: string;
      /** Whose case it is; '' in one begun under an older version. */
      readonly headName: string;
    }
  | { readonly step: 'waiting'; readonly caseId: string }
  /** The county's list, with the cases that were shown. */
  | { readonly step: 'list'; readonly caseIds: readonly string[] };
export type WorkState = WorkStep & { readonly flow: 'case-work' };

/** Reads stored data of a step; null when this version does not know the step. */
export function restoreWork(stored: Stored): WorkState | null {
  const flow = 'case-work' as const;
  const caseId = storedText(stored['caseId']);
  const deed = storedOneOf(stored['deed'], deedNames);
  switch (stored['step']) {
    case 'list':
      return { flow, step: 'list', caseIds: storedTexts(stored['caseIds']) };
    case 'view':
      return caseId === '' ? null : { flow, step: 'view', caseId };
    case 'waiting':
      return { flow, step: 'waiting', caseId };
    case 'ask':
      return deed === null || caseId === ''
        ? null
        : {
            flow,
            step: 'ask',
            caseId,
            deed,
            answer: storedText(stored['answer']),
            headName: storedText(stored['headName']),
          };
    default:
      return null;
  }
}
