/** Refusals of cases in the words of the staff's conversations. */
import type { StaffRefusal } from '#src/flows/staff.intents.ts';
import type { ChangeRefusal } from '../case/change-case.ts';

/** The refusal of a case's change as officers are told it. */
export function changeRefusal(refusal: ChangeRefusal): StaffRefusal {
  switch (refusal.code) {
    case 'wrong-state':
      return { code: 'changed', state: refusal.state };
    case 'unknown-case':
      return { code: 'gone' };
    default:
      return refusal;
  }
}
