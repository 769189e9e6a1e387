/** An assessment on its way through the questions, read back leniently from a stored conversation. */
import {
  type Assessment,
  assessmentOccasions,
  disasterKinds,
  wishes,
} from '#src/domain/assessment/assessment.ts';
import { assetKinds } from '#src/domain/assessment/assets.ts';
import { copingStates } from '#src/domain/assessment/category.ts';
import { housingStates, schoolingStates } from '#src/domain/assessment/guarantees.ts';
import { type SheetDraft, sheetLines } from '#src/domain/assessment/income-sheet.ts';
import { type MedicalBills, medicalNets } from '#src/domain/assessment/three-nets.ts';
import { parseLocalDate } from '#src/domain/calendar/local-date.ts';
import { riskTypes } from '#src/domain/declaration/risk.ts';
import type { WaterTrouble } from '#src/domain/ticket/water-check.ts';
import { storedList, storedNumber, storedObject, storedOneOf, storedText } from './place.ts';

/** The troubles of drinking water in the order they are asked. */
export const waterTroubles: readonly WaterTrouble[] = [
  'long-trip',
  'far',
  'steep',
  'dry',
  'unclean',
];

/** Reads a stored assessment; null when it has no window to count in. */
export function restoreAssessment(value: unknown): Assessment | null {
  const stored = storedObject(value);
  const window = storedObject(stored['window']);
  const from = parseLocalDate(storedText(window['from']));
  const to = parseLocalDate(storedText(window['to']));
  if (from === null || to === null) return null;
  const guarantees = storedObject(stored['guarantees']);
  return {
    occasion: storedOneOf(stored['occasion'], assessmentOccasions) ?? 'review',
    window: { from, to },
    people: Math.max(1, storedNumber(stored['people'], 1)),
    sheet: sums(stored['sheet'], sheetLines),
    bills: restoreBills(stored['bills']),
    guarantees: {
      housing: storedOneOf(guarantees['housing'], housingStates),
      schooling: storedOneOf(guarantees['schooling'], schoolingStates),
      uninsured: listOrNull(guarantees['uninsured'], (each) => storedText(each) || null),
      water: listOrNull(guarantees['water'], (each) => storedOneOf(each, waterTroubles)),
    },
    coping: storedOneOf(stored['coping'], copingStates),
    assets: listOrNull(stored['assets'], (each) => storedOneOf(each, assetKinds)),
    wishes: listOrNull(stored['wishes'], (each) => storedOneOf(each, wishes)),
    risks: listOrNull(stored['risks'], (each) => storedOneOf(each, riskTypes)) ?? [],
    disaster: storedOneOf(stored['disaster'], disasterKinds),
  };
}

function sums<T extends string>(
  value: unknown,
  lines: readonly T[],
): Readonly<Partial<Record<T, number>>> {
  const stored = storedObject(value);
  const found: Partial<Record<T, number>> = {};
  for (const line of lines) {
    const yuan = storedNumber(stored[line], Number.NaN);
    if (Number.isSafeInteger(yuan) && yuan >= 0) found[line] = yuan;
  }
  return found;
}

function restoreBills(value: unknown): MedicalBills | null {
  const { total, ...nets } = sums(value, ['total', ...medicalNets] as const);
  return total === undefined ? null : { total, ...nets };
}

const listOrNull = <T>(value: unknown, read: (each: unknown) => T | null): readonly T[] | null =>
  Array.isArray(value)
    ? storedList(value).flatMap((each) => {
        const one = read(each);
        return one === null ? [] : [one];
      })
    : null;

/** A sheet with one more line. */
export const withLine = (
  assessment: Assessment,
  line: keyof SheetDraft,
  yuan: number,
): Assessment => ({ ...assessment, sheet: { ...assessment.sheet, [line]: yuan } });
