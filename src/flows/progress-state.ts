/** Where a person is among their own reports (我的进度). */
import { type Stored, storedNumber, storedText } from './place.ts';

/** A step of it; the id names the report in hand. */
export type ProgressStep =
  | { readonly step: 'list'; readonly page: number }
  | { readonly step: 'report'; readonly declarationId: string }
  | { readonly step: 'add'; readonly declarationId: string }
  | { readonly step: 'waiting-for-addition'; readonly declarationId: string }
  | { readonly step: 'withdraw'; readonly declarationId: string }
  | { readonly step: 'waiting-for-withdrawal'; readonly declarationId: string };
/** The place of the conversation. */
export type ProgressState = ProgressStep & { readonly flow: 'progress' };

/** Reads a stored place; null when this version cannot. */
export function restoreProgress(stored: Stored): ProgressState | null {
  const declarationId = storedText(stored['declarationId']);
  const step = storedText(stored['step']);
  if (step === 'list') return { flow: 'progress', step, page: storedNumber(stored['page'], 0) };
  if (declarationId === '') return null;
  switch (step) {
    case 'report':
    case 'add':
    case 'waiting-for-addition':
    case 'withdraw':
    case 'waiting-for-withdrawal':
      return { flow: 'progress', step, declarationId };
    default:
      return null;
  }
}
