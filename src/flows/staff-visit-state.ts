/** Where in 走访记录 an officer is, as it is stored. */
import type { Finding, ReasonCode } from '#src/domain/case/case.ts';
import type { Place } from '#src/domain/declaration/declaration.ts';
import { findings, type VisitOutcome, visitOutcomes } from '#src/domain/visit/visit.ts';
import { type Stored, storedObject, storedOneOf, storedText, storedTexts } from './place.ts';
import { type PickPlace, restorePick } from './staff-pick.ts';
import { closeReasons } from './text/staff-case.ts';
import { restorePlace } from './visitor.ts';

/** A visit not logged yet. Its id makes a second 提交 harmless (unique key of the store). */
export type VisitDraft = {
  readonly draftId: string;
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly areaPath: string;
  readonly outcome: VisitOutcome;
  readonly finding: Finding | null;
  readonly reason: ReasonCode | null;
  readonly note: string;
  readonly mediaIds: readonly string[];
  readonly place: Place | null;
  readonly secondStaffId: string | null;
  readonly secondName: string;
};

export type VisitStep =
  | ({ readonly step: 'pick' } & PickPlace)
  | { readonly step: 'finding'; readonly householdId: string }
  | { readonly step: 'outcome'; readonly householdId: string }
  | { readonly step: 'reason'; readonly visit: VisitDraft }
  | { readonly step: 'summary'; readonly visit: VisitDraft }
  | { readonly step: 'second'; readonly visit: VisitDraft }
  | { readonly step: 'sending'; readonly visit: VisitDraft }
  | { readonly step: 'after'; readonly householdId: string };
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
    case 'after':
      return householdId === '' ? null : { flow, step, householdId };
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

const reasons = [...new Set([...closeReasons.duplicate, ...closeReasons['not-hardship']])];

function restoreVisitDraft(value: unknown): VisitDraft | null {
  const stored = storedObject(value);
  const draftId = storedText(stored['draftId']);
  const householdId = storedText(stored['householdId']);
  if (draftId === '' || householdId === '') return null;
  return {
    draftId,
    householdId,
    headName: storedText(stored['headName']),
    areaName: storedText(stored['areaName']),
    areaPath: storedText(stored['areaPath']),
    outcome: storedOneOf(stored['outcome'], visitOutcomes) ?? 'all-well',
    finding: storedOneOf(stored['finding'], findings),
    reason: storedOneOf(stored['reason'], reasons),
    note: storedText(stored['note']),
    mediaIds: storedTexts(stored['mediaIds']),
    place: restorePlace(stored['place']),
    secondStaffId: storedText(stored['secondStaffId']) || null,
    secondName: storedText(stored['secondName']),
  };
}
