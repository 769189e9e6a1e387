/** A duty (待办): something one post must have done by a day, and the clause that says so. */
import type { Instant } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { Role } from '../people/roles.ts';
import type { Clause, PackVersion } from '../policy/pack.ts';

/** What is to be done. */
export type DutyKind =
  /** Take the clue over or pass it on (受理分派). */
  | 'accept-clue'
  /** Visit the household and find out (入户核实). */
  | 'verify-home'
  /** Bring the case to a decision (识别认定). */
  | 'identify'
  /** Confirm or reject an officer's “not a hardship” or “duplicate”. */
  | 'confirm-proposal'
  /** Phone a farmer: an answer nobody saw, a held report, a draft gone silent, a withdrawal to confirm. */
  | 'call-farmer'
  /** The monthly visit to a monitored household (每月入户走访). */
  | 'monthly-visit'
  /** Tell people at the door what no channel could tell them. */
  | 'door-to-door'
  /** Say whether a person is a household of the registry. */
  | 'check-registry-match'
  /** Answer a question or complaint. */
  | 'answer-ticket'
  /** Answer a request to see, copy, correct or delete personal data. */
  | 'answer-rights-request'
  /** Give the reason for a missed hard limit. */
  | 'explain-breach';

/** All kinds, in the order they are listed. */
export const dutyKinds: readonly DutyKind[] = [
  'accept-clue',
  'verify-home',
  'identify',
  'confirm-proposal',
  'call-farmer',
  'monthly-visit',
  'door-to-door',
  'check-registry-match',
  'answer-ticket',
  'answer-rights-request',
  'explain-breach',
];

/** Done and cancelled are final. */
export type DutyState =
  | { readonly tag: 'open' }
  | { readonly tag: 'done'; readonly at: Instant; readonly byStaffId: string }
  | { readonly tag: 'cancelled'; readonly at: Instant; readonly reason: CancelReason };

/** Why nobody has to do it any more. */
export type CancelReason = 'case-closed' | 'merged' | 'withdrawn' | 'superseded' | 'answered';

/**
 * When and by whom, worked out from the pack. `estimated`: counted across a year whose holidays are not published yet.
 * `strength` hard: missing the day is a recorded breach, red at once; soft: orange first.
 */
export type DutyTerms = {
  readonly kind: DutyKind;
  readonly ownerRole: Role;
  readonly openedAt: Instant;
  /** Last day on which it is in time. */
  readonly dueOn: LocalDate;
  readonly estimated: boolean;
  readonly strength: 'hard' | 'soft';
  readonly clause: Clause;
  readonly pack: PackVersion;
};

/** What the ladder and the colour need to know of a duty. */
export type DutyTiming = Pick<DutyTerms, 'openedAt' | 'dueOn' | 'strength'>;
