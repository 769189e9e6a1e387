/** Where in 走访记录 an officer is, as it is stored. */
import { type Stored, storedText } from './place.ts';
import { type PickPlace, restorePick } from './staff-pick.ts';
import { restoreVisitDraft, type VisitDraft } from './visit-draft.ts';

export type VisitStep =
  | ({ readonly step: 'pick' } & PickPlace)
  | { readonly step: 'finding'; readonly householdId: string }
  | { readonly step: 'outcome'; readonly householdId: string }
  | { readonly step: 'reason'; readonly visit: VisitDraft }
  | { readonly step: 'summary'; readonly visit: VisitDraft }
  | { readonly step: 'second'; readonly visit: VisitDraft }
  | { readonly step: 'sending'; readonly visit: VisitDraft }
  /** `toAssess`: the verification whose 收支和三保障 is to be filled; null when there is none. */
  | { readonly step: 'after'; readonly householdId: string; readonly toAssess: string | null };
export type VisitState = VisitStep & { readonly flow: 'staff-visit' };

/** Reads stored data of a step; null when this version does not know the step or what it holds is gone. */
export function restoreVisit(stored: Stored): VisitState | null {
  const flow = 'staff-visit' as const;
  const step = storedText(stored['step']);
  const householdId = storedText(stored['householdId']);
  switch (step) {
    case 'pick':
      return { flow, step, ...restorePick(stored) };
    case 'finding':
    case 'outcome':
      return householdId === '' ? null : { flow, step, householdId };
    case 'after': {
      const toAssess = storedText(stored['toAssess']) || null;
      return householdId === '' ? null : { flow, step, householdId, toAssess };
    }
    case 'reason':
    case 'summary':
    case 'second':
    case 'sending': {
      const visit = restoreVisitDraft(stored['visit']);
      return visit === null ? null : { flow, step, visit };
    }
    default:
      return null;
  }
}
