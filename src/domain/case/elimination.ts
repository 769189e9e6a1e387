/** Elimination of the risk (风险消除): applied for by the helper, passed level by level, posted, marked; never automatic. */
import type { LocalDate } from '../calendar/local-date.ts';
import type { EliminationStep } from '../policy/settings.ts';
import type { Publicity } from './dossier.ts';

/** Steps after the application, in the pack's order. */
export type EliminationStage = Exclude<EliminationStep, 'application'>;

/** 帮扶消除 by help, 自然消除 by itself (a death, a move, a job of one's own). */
export const eliminationWays = ['assisted', 'natural'] as const;
export type EliminationWay = (typeof eliminationWays)[number];

export type Elimination = {
  readonly way: EliminationWay;
  readonly appliedBy: string;
  readonly appliedOn: LocalDate;
  readonly steps: readonly EliminationStage[];
  /** Stages passed so far, in order. */
  readonly passed: readonly EliminationStage[];
  /** Who applied and who passed each stage: nobody twice. */
  readonly passedBy: readonly string[];
  readonly publicity: Publicity | null;
};

/** The first stage not passed yet; null when all are. */
export const nextStage = (elimination: Elimination): EliminationStage | null =>
  elimination.steps.find((step) => !elimination.passed.includes(step)) ?? null;
