/** Where in 我的待办 an officer is, as it is stored. */
import type { CloseGround } from '#src/domain/case/case.ts';
import { type Stored, storedNumber, storedOneOf, storedText, storedTexts } from './place.ts';

/** A duty that was opened from a page of the list. */
export type DutyPlace = { readonly dutyId: string; readonly page: number };

const oneDuty = [
  'duty',
  'call',
  'pass-on',
  'answer',
  'erase',
  'explain',
  'match',
  'waiting',
] as const;

export type DutiesStep =
  | { readonly step: 'list'; readonly page: number }
  | ({ readonly step: (typeof oneDuty)[number] } & DutyPlace)
  /** What was done of regular work is being written down; the photos sent so far. */
  | ({ readonly step: 'record'; readonly mediaIds: readonly string[] } & DutyPlace)
  | ({ readonly step: 'reason'; readonly ground: CloseGround } & DutyPlace);
export type DutiesState = DutiesStep & { readonly flow: 'staff-duties' };

/** Reads stored data of a step; null when this version does not know the step. */
export function restoreDuties(stored: Stored): DutiesState | null {
  const flow = 'staff-duties' as const;
  const page = storedNumber(stored['page'], 1);
  const dutyId = storedText(stored['dutyId']);
  if (stored['step'] === 'list') return { flow, step: 'list', page };
  if (dutyId === '') return null;
  if (stored['step'] === 'reason') {
    const ground = storedOneOf(stored['ground'], ['duplicate', 'not-hardship'] as const);
    return ground === null ? null : { flow, step: 'reason', ground, dutyId, page };
  }
  if (stored['step'] === 'record') {
    return { flow, step: 'record', dutyId, page, mediaIds: storedTexts(stored['mediaIds']) };
  }
  const step = storedOneOf(stored['step'], oneDuty);
  return step === null ? null : { flow, step, dutyId, page };
}
