/** A visit an officer is about to log (走访记录). */
import type { Finding, ReasonCode } from '#src/domain/case/case.ts';
import type { Place } from '#src/domain/declaration/declaration.ts';
import { findings, type VisitOutcome, visitOutcomes } from '#src/domain/visit/visit.ts';
import { storedObject, storedOneOf, storedText, storedTexts } from './place.ts';
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

const reasons = [...new Set([...closeReasons.duplicate, ...closeReasons['not-hardship']])];

/** Reads a stored visit leniently; null when it names no household. */
export function restoreVisitDraft(value: unknown): VisitDraft | null {
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
