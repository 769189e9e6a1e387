/** Where in 走访记录 an officer is, as it is stored. */
import { type Stored, storedText } from './place.ts';
import { type PickPlace, restorePick } from './staff-pick.ts';
import { restoreSaid, type Said } from './visitor.ts';
import { restoreVisitDraft, type VisitDraft } from './visit-draft.ts';

export type VisitStep =
  /** `said`: to be written into the record of the household that is picked; null when nothing was. */
  | ({ readonly step: 'pick'; readonly said: Said | null } & PickPlace)
  /** `told`: note, photos and place that came before the answer, or stay while it is changed; null when nothing did. */
  | {
      readonly step: 'finding' | 'outcome';
      readonly householdId: string;
      readonly told: VisitDraft | null;
    }
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
      return { flow, step, ...restorePick(stored), said: restoreSaid(stored['said'])[0] ?? null };
    case 'finding':
    case 'outcome':
      return householdId === ''
        ? null
        : { flow, step, householdId, told: restoreVisitDraft(stored['told']) };
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
