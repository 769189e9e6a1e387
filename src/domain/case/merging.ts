/** Two open cases of one real household (名册里重了户): which of them goes on, and what the other one brings along. */
import type { ClueSource } from '../declaration/declaration.ts';
import { type Case, isUndecided } from './case.ts';
import { linkClue } from './decide-clue.ts';
import type { DecisionContext } from './decision.ts';
import { evolve } from './evolve.ts';
import type { CaseEvent } from './events.ts';

/** A report of the case that ends, as it joins the one that goes on. */
export type MovedClue = {
  readonly declarationId: string;
  readonly source: ClueSource;
  readonly urgent: boolean;
  readonly filedByStaffId: string | null;
};

/**
 * The case that goes on: a recognised household's before one that is still looked into, else the one discovered first, so that
 * merging never gives the 15 days a later start. The names break a tie, whoever asks.
 */
export function survivorOf(one: Case, other: Case): Case {
  if (isUndecided(one) !== isUndecided(other)) return isUndecided(one) ? other : one;
  if (one.clueAt !== other.clueAt) return one.clueAt < other.clueAt ? one : other;
  return one.caseId < other.caseId ? one : other;
}

/** Every report joins like a further clue; the first one brings an eliminated household's case back. */
export function joinClues(
  file: Case,
  clues: readonly MovedClue[],
  context: Omit<DecisionContext, 'pack'>,
): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  let current = file;
  for (const clue of clues) {
    const linked = linkClue(current, clue, context);
    current = linked.reduce(evolve, current);
    events.push(...linked);
  }
  return events;
}
