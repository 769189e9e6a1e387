/** Where in a village meeting's record an officer is, as it is stored. */
import { type MeetingDraft, restoreMeeting } from './meeting-draft.ts';
import { type Stored, storedNumber, storedOneOf, storedText } from './place.ts';

/** A step of the conversation; the record being made goes with it. */
export type MeetingStep = { readonly dutyId: string } & (
  | { readonly step: 'agenda'; readonly page: number }
  | { readonly step: 'waiting' }
  | {
      readonly step: 'day' | 'present' | 'villagers' | 'minutes' | 'summary' | 'sending';
      readonly meeting: MeetingDraft;
    }
  | { readonly step: 'result' | 'reason'; readonly meeting: MeetingDraft; readonly at: number }
);
export type MeetingState = MeetingStep & { readonly flow: 'village-meeting' };

export const meetingSteps = [
  'day',
  'present',
  'villagers',
  'minutes',
  'summary',
  'sending',
] as const;

/** Reads stored data of a step; null when this version does not know it. */
export function restoreMeetingPlace(stored: Stored): MeetingState | null {
  const flow = 'village-meeting' as const;
  const dutyId = storedText(stored['dutyId']);
  if (dutyId === '') return null;
  const { step } = stored;
  if (step === 'agenda') return { flow, dutyId, step, page: storedNumber(stored['page'], 1) };
  if (step === 'waiting') return { flow, dutyId, step };
  const meeting = restoreMeeting(stored['meeting']);
  if (meeting === null) return null;
  if (step === 'result' || step === 'reason') {
    return { flow, dutyId, step, meeting, at: storedNumber(stored['at'], 0) };
  }
  const known = storedOneOf(step, meetingSteps);
  return known === null ? null : { flow, dutyId, step: known, meeting };
}
