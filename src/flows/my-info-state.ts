/** The steps of 我的信息. */
import { type Stored, storedText } from './place.ts';

export type MyInfoStep =
  | { readonly step: 'overview' }
  | { readonly step: 'correct' }
  | { readonly step: 'name' }
  /** `typed`: a number that looked wrong; typed once more it is taken as it is. */
  | { readonly step: 'phone'; readonly typed: string }
  | { readonly step: 'id-number'; readonly typed: string }
  | { readonly step: 'join' }
  | { readonly step: 'enter-code' }
  | { readonly step: 'rights' }
  | { readonly step: 'sure-erase' }
  | { readonly step: 'sure-withdraw' }
  | { readonly step: 'sure-change' }
  | { readonly step: 'waiting' };

export type MyInfoState = MyInfoStep & { readonly flow: 'my-info' };

/** Reads a stored step; null for one this version does not have. */
export function restoreMyInfo(stored: Stored): MyInfoState | null {
  const step = storedText(stored['step']);
  switch (step) {
    case 'overview':
    case 'correct':
    case 'name':
    case 'join':
    case 'enter-code':
    case 'rights':
    case 'sure-erase':
    case 'sure-withdraw':
    case 'sure-change':
    case 'waiting':
      return { flow: 'my-info', step };
    case 'phone':
    case 'id-number':
      return { flow: 'my-info', step, typed: storedText(stored['typed']) };
    default:
      return null;
  }
}
