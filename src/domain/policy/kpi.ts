/** Targets a document sets (考核指标). They are shown as figures at their level and never press on a single case. */
import type { Source } from './setting.ts';

/** `up`, `down` and `not-lower` compare with the year before and carry no value. */
export type KpiComparison = 'at-least' | 'at-most' | 'equals' | 'up' | 'down' | 'not-lower';

/** What `value` counts; `share` is 0–1. */
export type KpiUnit =
  | 'share'
  | 'yuan-per-person-year'
  | 'yuan'
  | 'persons'
  | 'households'
  | 'issues'
  | 'sites'
  | 'per-household'
  | 'per-village';

/** `must` 确保, `strive` 力争. */
export type KpiStrength = 'must' | 'strive';

/** One target. */
export type Kpi = {
  /** Stable within the pack: `elimination-rate`. */
  readonly code: string;
  readonly title: string;
  readonly comparison: KpiComparison;
  /** Null for a comparison with the year before. */
  readonly value: number | null;
  readonly unit: KpiUnit;
  /** The lowest level it is shown at. 风险消除率 is shown at county level only, whatever the level of the reader. */
  readonly level: 'county' | 'town' | 'village';
  readonly strength: KpiStrength;
  readonly source: Source;
};
