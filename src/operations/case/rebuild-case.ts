/** The log alone rebuilds a case: its events folded one after another, and whether what is stored is what they say. */
import { type Case, isClosed, stateName } from '#src/domain/case/case.ts';
import { type CaseIdentity, evolve, openedBy } from '#src/domain/case/evolve.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import { readCaseEvent } from '#src/store/case-events-json.ts';

/** A case being rebuilt; null before its first event. */
export type Rebuilding = Case | null;

/** The case after one more stored event; null when the log cannot be read on from here. */
export function rebuilt(
  identity: CaseIdentity,
  before: Rebuilding,
  stored: { readonly kind: string; readonly payload: unknown },
): Case | null {
  const event: CaseEvent | null = readCaseEvent(stored.kind, stored.payload);
  if (event === null) return null;
  if (event.kind === 'clue-received') return before === null ? openedBy(identity, event) : null;
  return before === null ? null : evolve(before, event);
}

/** The columns of a stored case that repeat what its data say. */
export type StoredColumns = {
  readonly state: string;
  readonly dueOn: string;
  readonly urgent: boolean;
  readonly closed: boolean;
  readonly packId: string;
  readonly data: unknown;
};

/** Whether the stored case is the one its log leads to, data and columns alike. */
export function sameAsStored(file: Case, stored: StoredColumns): boolean {
  return (
    sameJson(file, stored.data) &&
    stateName(file.state) === stored.state &&
    file.identifyDueOn === stored.dueOn &&
    file.urgent === stored.urgent &&
    isClosed(file) === stored.closed &&
    file.pack.id === stored.packId
  );
}

/** Equal as JSON; the order of keys is the database's own. */
function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const ones = Object.entries(one).filter(([, value]) => value !== undefined);
  const others = new Map(Object.entries(other));
  return (
    ones.length === others.size &&
    ones.every(([key, value]) => others.has(key) && sameJson(value, others.get(key)))
  );
}
