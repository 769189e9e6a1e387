/** What a recognised household is helped with: who answers for it, the plan, and how far its measures are. */
import type { LocalDate } from '../calendar/local-date.ts';
import type { MeasureClass } from '../policy/toolbox.ts';
import type { Category } from './dossier.ts';

export const measureStates = ['planned', 'in-progress', 'done', 'stopped'] as const;
export type MeasureState = (typeof measureStates)[number];

/** A measure as far as the case's rules need it; its words, dates and effect lie with the plan. */
export type CaseMeasure = {
  readonly measureId: string;
  readonly class: MeasureClass;
  readonly state: MeasureState;
};

export type Assistance = {
  readonly enrolledOn: LocalDate;
  readonly decidedBy: string;
  readonly category: Category;
  readonly responsibleStaffId: string | null;
  readonly planId: string | null;
  /** Which asking for the household's word it is: a plan that changed is a new question. */
  readonly round: number;
  /** The household agreed: in the chat or on paper. */
  readonly confirmed: { readonly how: 'chat' | 'paper'; readonly on: LocalDate } | null;
  readonly measures: readonly CaseMeasure[];
  /** First day a measure was under way since recognition (K3b). */
  readonly begunOn: LocalDate | null;
  /** Last day a case that went on for years was looked at again (K12). */
  readonly reviewedOn: LocalDate | null;
};

/** Measures that took effect: under way or finished; what was stopped or only planned does not count. */
export const effectiveMeasures = (measures: readonly CaseMeasure[]): readonly CaseMeasure[] =>
  measures.filter((each) => each.state === 'in-progress' || each.state === 'done');

/** The measures with what follows from them: the first day on which one took effect stays, whatever becomes of it later. */
export const withMeasures = (
  assistance: Assistance,
  measures: readonly CaseMeasure[],
  on: LocalDate,
): Assistance => ({
  ...assistance,
  measures,
  begunOn: assistance.begunOn ?? (effectiveMeasures(measures).length > 0 ? on : null),
});
