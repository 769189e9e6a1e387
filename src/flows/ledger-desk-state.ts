/** Where in 台账和月报 an officer is, as it is stored. */
import { jointMeans, type JointMeans } from '#src/domain/ledger/joint-review.ts';
import { type Desk, desks } from './ledger.needs.ts';
import { type Stored, storedNumber, storedOneOf, storedText, storedTexts } from './place.ts';

export type DeskPlace =
  | { readonly step: 'menu' | 'waiting' }
  | { readonly step: 'report'; readonly reportId: string; readonly page: number }
  | { readonly step: 'list'; readonly desk: Desk; readonly page: number }
  | { readonly step: 'referral' | 'joint' | 'rectification' | 'evidence'; readonly id: string }
  | { readonly step: 'means' | 'yuan'; readonly id: string; readonly means: readonly JointMeans[] };
export type DeskState = DeskPlace & { readonly flow: 'ledger-desk' };

const matters = ['referral', 'joint', 'rectification', 'evidence'] as const;
const deciding = ['means', 'yuan'] as const;

/** Reads stored data of a step; null when this version does not know the step or what it holds is gone. */
export function restoreDesk(stored: Stored): DeskState | null {
  const flow = 'ledger-desk' as const;
  const step = storedText(stored['step']);
  if (step === 'menu' || step === 'waiting') return { flow, step };
  const page = storedNumber(stored['page'], 1);
  if (step === 'list') {
    const desk = storedOneOf(stored['desk'], desks);
    return desk === null ? null : { flow, step, desk, page };
  }
  if (step === 'report') {
    const reportId = storedText(stored['reportId']);
    return reportId === '' ? null : { flow, step, reportId, page };
  }
  const id = storedText(stored['id']);
  if (id === '') return null;
  const matter = storedOneOf(step, matters);
  if (matter !== null) return { flow, step: matter, id };
  const decision = storedOneOf(step, deciding);
  if (decision === null) return null;
  const means = storedTexts(stored['means']).flatMap((each) => storedOneOf(each, jointMeans) ?? []);
  return { flow, step: decision, id, means };
}
