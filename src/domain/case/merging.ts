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

/**
 * Every report joins like a further clue; the first one brings an eliminated household's case back, its days counted from the clue of
 * the case that ends: merging gives nobody a later start. Then what was begun in the other case and must not be lost with it.
 */
export function joinClues(
  file: Case,
  clues: readonly MovedClue[],
  ended: Case,
  context: Omit<DecisionContext, 'pack'>,
): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  let current = file;
  const take = (next: readonly CaseEvent[]): void => {
    current = next.reduce(evolve, current);
    events.push(...next);
  };
  for (const clue of clues) take(linkClue(current, clue, context, ended.clueAt));
  take(carriedOver(current, ended));
  return events;
}

/** Help that goes first goes on, asked for or granted, and a signed paper need not be signed again. */
function carriedOver(file: Case, ended: Case): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  const { fastTrack } = ended;
  if (fastTrack !== null && fastTrack.relievedOn === null) {
    const { proposedBy: byStaffId, ground, approved } = fastTrack;
    if (file.fastTrack === null) events.push({ kind: 'fast-track-proposed', byStaffId, ground });
    if (approved !== null && file.fastTrack?.approved == null) {
      events.push({ kind: 'fast-track-approved', ...approved });
    }
  }
  const { authorisation } = ended.dossier;
  if (authorisation !== null && isUndecided(file) && file.dossier.authorisation === null) {
    events.push({ kind: 'authorised', authorisation });
  }
  return events;
}
