/** Where in a conversation somebody is: the flow and its named step, with the step's own data beside it as plain JSON. */
import type { Place } from '#src/domain/declaration/declaration.ts';

/** Every flow, by name. A new flow is one line here, one in `registry.ts`, and its own `*.flow.ts`. */
export const flowNames = [
  'home',
  'first-contact',
  'declare',
  'progress',
  'notices',
  'ask-policy',
  'my-info',
  'help',
  'danger',
  'invitation',
  'staff-duties',
  'staff-visit',
  'staff-households',
  'staff-declare',
  'send-notice',
  'assessment',
  'plan',
  'plan-answer',
  'department-measures',
  'quality',
  'case-step',
  'case-work',
  'village-meeting',
  'case-list',
  'objection',
  'issue',
  'staff-issue',
  'ledger-desk',
  'work-status',
  'kept-work',
  'officer-words',
  'member-status',
] as const;

export type FlowName = (typeof flowNames)[number];

/** A flow's place: each flow narrows this to its own union of steps. Fully JSON-serialisable. */
export type FlowState = { readonly flow: FlowName; readonly step: string };

/** A stored object of which nothing is known yet; read it with the functions below. */
export type Stored = Readonly<Record<string, unknown>>;

/** The home menu, where everything unknown ends up. */
export const homePlace: FlowState = { flow: 'home', step: 'menu' };

export const isFlowName = (value: unknown): value is FlowName =>
  flowNames.some((name) => name === value);

/** A stored value as an object; an empty one for anything else. */
export const storedObject = (value: unknown): Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};

/** A stored value as a list; empty for anything else. */
export const storedList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

/** A stored text; '' for anything else. */
export const storedText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The texts of a stored list. */
export const storedTexts = (value: unknown): readonly string[] =>
  storedList(value).filter((each) => typeof each === 'string');

/** A stored number; `otherwise` for anything else. */
export const storedNumber = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;

/** A stored value if it is one of a closed list; null otherwise. */
export const storedOneOf = <T extends string>(value: unknown, list: readonly T[]): T | null =>
  list.find((each) => each === value) ?? null;

/** Reads a stored place leniently; null when it is none. */
export function restorePlace(value: unknown): Place | null {
  const stored = storedObject(value);
  const latitude = storedNumber(stored['latitude'], Number.NaN);
  const longitude = storedNumber(stored['longitude'], Number.NaN);
  return Number.isNaN(latitude) || Number.isNaN(longitude) ? null : { latitude, longitude };
}
