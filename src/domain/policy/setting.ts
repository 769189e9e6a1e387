/** One value of a policy pack: what it is, in which unit, how strictly meant, since when, and which clause it comes from. */
import type { LocalDate } from '../calendar/local-date.ts';

/** Where a value comes from. */
export type Source =
  /** A clause of a document; `quote` is its literal wording where it is known. */
  | {
      readonly kind: 'clause';
      readonly document: string;
      readonly article: string;
      readonly quote?: string;
      readonly url?: string;
    }
  /** No document prescribes it: this system's own default, and the reason for it. */
  | { readonly kind: 'own-default'; readonly reason: string }
  /** The pack's documents are silent (“本文件未规定，采用默认值”); `from` names the pack the value was taken from. */
  | { readonly kind: 'inherited'; readonly from: string; readonly source: GivenSource };

/** A source as written in a pack, before inheritance. */
export type GivenSource = Exclude<Source, { readonly kind: 'inherited' }>;

/**
 * A value and where it comes from. `from` and `to` (both included) where it holds for other days than its pack does: 丰都县's
 * 8300 元 is the line of 2024 and says nothing about 2025. Outside them the parent's value holds (`packOn`).
 */
export type Setting<T> = {
  readonly value: T;
  readonly source: Source;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
};

/**
 * A table of names or routes of which a pack states only the keys it has its own words for. `inherited` has the others with where
 * they come from: a county's document does not answer for an office it does not name.
 */
export type TableSetting<T> = Setting<T> & {
  readonly inherited?: Readonly<Record<string, Source>>;
};

/** `calendar-days` 天/日, `working-days` 个工作日, `months` 个月. */
export type LimitUnit = 'calendar-days' | 'working-days' | 'months';

/**
 * `hard` (“严格控制”) and `soft` (“原则上”) never block or close a late case: hard is a recorded breach, red at once; soft turns
 * orange. `block` marks a minimum that must have passed before the next step is allowed (公示, 风险消除).
 */
export type Strength = 'hard' | 'soft' | 'block';

/** A time limit. `value` counts `unit`; the start day is not counted. `roll`: a last day of rest moves to the next working day. */
export type Limit = Setting<number> & {
  readonly unit: LimitUnit;
  readonly strength: Strength;
  readonly roll: boolean;
};
