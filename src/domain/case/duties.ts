/** Which duties an open case has in each state: the operation opens what is missing and closes what is no longer due. */
import type { DutyKind } from '../duty/duty.ts';
import type { Case } from './case.ts';

/**
 * Kinds of duty that must be open for this case now. `identify` (K1) runs from the clue until the case is decided or closed;
 * a proposal or a request to withdraw adds its own duty and stops none (the clock runs on).
 */
export function dutiesOf(file: Case): readonly DutyKind[] {
  switch (file.state.tag) {
    case 'clue':
      return ['identify', 'accept-clue'];
    case 'accepted':
      return ['identify', 'verify-home'];
    case 'verified':
      return ['identify'];
    case 'close-proposed':
      return ['identify', 'confirm-proposal', ...workBehind(file.state.from.tag)];
    case 'withdrawal-requested':
      return ['identify', 'call-farmer', ...workBehind(file.state.from.tag)];
    case 'closed':
      return [];
  }
}

const workBehind = (tag: 'clue' | 'accepted' | 'verified'): readonly DutyKind[] =>
  tag === 'clue' ? ['accept-clue'] : tag === 'accepted' ? ['verify-home'] : [];
