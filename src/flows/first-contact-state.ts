/** The steps of first contact. */
import { restoreAreas } from './areas.ts';
import type { AreaHit } from './area-hit.ts';
import { type Stored, storedNumber, storedText } from './place.ts';

export type FirstContactStep =
  | { readonly step: 'consent' }
  | { readonly step: 'waiting-for-consent' }
  | { readonly step: 'waiting-for-refusal' }
  /** A code issued where the person is known already; nothing else needs to be asked. */
  | { readonly step: 'code' }
  | { readonly step: 'waiting-for-join' }
  | { readonly step: 'village' }
  /** The village of a QR code, to be confirmed. */
  | { readonly step: 'village-confirm' }
  | { readonly step: 'village-pick'; readonly hits: readonly AreaHit[] }
  | { readonly step: 'town'; readonly page: number }
  | { readonly step: 'group'; readonly page: number }
  | { readonly step: 'name' }
  /** `typed`: a number that looked wrong; typed once more it is taken as it is. */
  | { readonly step: 'phone'; readonly typed: string }
  | { readonly step: 'waiting-for-bind' };

export type FirstContactState = FirstContactStep & { readonly flow: 'first-contact' };

/** Reads a stored step; null for one this version does not have. */
export function restoreFirstContact(stored: Stored): FirstContactState | null {
  const step = restoreStep(stored);
  return step === null ? null : { flow: 'first-contact', ...step };
}

function restoreStep(stored: Stored): FirstContactStep | null {
  const step = storedText(stored['step']);
  switch (step) {
    case 'consent':
    case 'waiting-for-consent':
    case 'waiting-for-refusal':
    case 'code':
    case 'waiting-for-join':
    case 'village':
    case 'village-confirm':
    case 'name':
    case 'waiting-for-bind':
      return { step };
    case 'village-pick':
      return { step, hits: restoreAreas(stored['hits']) };
    case 'town':
    case 'group':
      return { step, page: storedNumber(stored['page'], 0) };
    case 'phone':
      return { step, typed: storedText(stored['typed']) };
    default:
      return null;
  }
}
