/** Where in a step of a case an officer is, as it is stored. */
import {
  type Correction,
  corrections,
  type GiverRelation,
  giverRelations,
} from '#src/domain/case/reasons.ts';
import { type Stored, storedOneOf, storedText } from './place.ts';

const forms = ['signature', 'fingerprint', 'pressed'] as const;
/** How the household gives its word. */
export type GivenForm = (typeof forms)[number];

const plain = ['view', 'objection-words', 'reason', 'correction', 'more-corrections'] as const;
const others = ['enrol', 'waiting'] as const;

export type CaseStepStep = { readonly dutyId: string } & (
  | { readonly step: (typeof plain)[number] | (typeof others)[number] }
  | { readonly step: 'giver' | 'relation'; readonly form: GivenForm }
  | { readonly step: 'account'; readonly readAloud: boolean }
  | {
      readonly step: 'photo';
      readonly form: Exclude<GivenForm, 'pressed'>;
      readonly relation: GiverRelation | null;
      readonly readAloud: boolean;
    }
  | { readonly step: 'back-to'; readonly correction: Correction }
);
export type CaseStepState = CaseStepStep & { readonly flow: 'case-step' };

/** Reads stored data of a step; null when this version does not know it. */
export function restoreCaseStep(stored: Stored): CaseStepState | null {
  const flow = 'case-step' as const;
  const dutyId = storedText(stored['dutyId']);
  if (dutyId === '') return null;
  const simple = storedOneOf(stored['step'], [...plain, ...others]);
  if (simple !== null) return { flow, dutyId, step: simple };
  const form = storedOneOf(stored['form'], forms);
  const readAloud = stored['readAloud'] === true;
  switch (stored['step']) {
    case 'giver':
    case 'relation':
      return form === null ? null : { flow, dutyId, step: stored['step'], form };
    case 'account':
      return { flow, dutyId, step: 'account', readAloud };
    case 'photo': {
      if (form === null || form === 'pressed') return null;
      const relation = storedOneOf(stored['relation'], giverRelations);
      return { flow, dutyId, step: 'photo', form, relation, readAloud };
    }
    case 'back-to': {
      const correction = storedOneOf(stored['correction'], corrections);
      return correction === null ? null : { flow, dutyId, step: 'back-to', correction };
    }
    default:
      return null;
  }
}
