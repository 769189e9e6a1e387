/** Why a command on a case is refused, as values; what is said about it stands in the conversation's wording. */
import type { Instant } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import { refused, type Result } from '../result.ts';
import { type Case, type StateName, stateName } from './case.ts';

export type CaseRefusal =
  /** Names the state it is in, so that the other officer's decision can be told. */
  | { readonly code: 'wrong-state'; readonly state: StateName }
  | { readonly code: 'same-person' }
  /** Nobody approves what they filed, verified or passed before. */
  | { readonly code: 'own-work' }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'category-missing' }
  /** The county's document knows no such group (西咸新区 has two). */
  | { readonly code: 'category-not-listed' }
  | { readonly code: 'authorisation-missing' }
  | { readonly code: 'publicity-missing' }
  | { readonly code: 'publicity-too-short'; readonly earliest: Instant }
  | { readonly code: 'already-posted' }
  | { readonly code: 'objections-open'; readonly count: number }
  /** A report came after closing was proposed; closed now, nobody would ever look at it. */
  | { readonly code: 'reported-since' }
  /** The day a suspension was asked for until has gone by. */
  | { readonly code: 'suspension-over' }
  | { readonly code: 'unknown-objection' }
  | { readonly code: 'not-recommended' }
  /** A case goes back, never forward. */
  | { readonly code: 'not-backwards' }
  | { readonly code: 'meeting-in-the-future' }
  | { readonly code: 'meeting-before-visit' }
  | { readonly code: 'nobody-present' }
  | { readonly code: 'reason-not-listed' }
  | { readonly code: 'too-long'; readonly latest: LocalDate }
  | { readonly code: 'already-proposed' }
  | { readonly code: 'nothing-proposed' }
  | { readonly code: 'plan-incomplete'; readonly findings: readonly string[] }
  | { readonly code: 'unknown-measure' }
  | { readonly code: 'too-early'; readonly from: LocalDate }
  | { readonly code: 'too-few-measures'; readonly wanted: number }
  | { readonly code: 'conditions-unmet'; readonly unmet: readonly string[] }
  /** Conditions the record does not bear out, to be answered with a reason. */
  | { readonly code: 'answer-missing'; readonly unmet: readonly string[] };

/** Refused because the case is elsewhere by now. */
export const wrongState = (file: Case): Result<never, CaseRefusal> =>
  refused({ code: 'wrong-state', state: stateName(file.state) });
