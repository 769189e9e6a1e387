/**
 * Drinking-water safety (饮水安全) by the four figures of 陇县 2021 第27项, asked in plain words: a trip for water of at most 20 minutes,
 * at most 800 m away, at most 80 m up or down, and a supply of more than 90 %. The figures come from the pack.
 */
import type { Pack } from '../policy/pack.ts';

/** Pack setting `water.thresholds`. */
export type WaterThresholds = Pack['settings']['water.thresholds']['value'];

/** What the household says; null where it was not asked or not known. */
export type WaterAnswers = {
  /** Water comes to the house by a pipe: the way to the water is then no question. */
  readonly piped: boolean | null;
  /** Minutes for one trip there and back. */
  readonly minutes: number | null;
  readonly horizontalMetres: number | null;
  readonly verticalMetres: number | null;
  /** Days without water in the last 30 days. */
  readonly dryDays: number | null;
  /** 望、闻、问、尝: clear, without smell or taste, and nobody ill from it. */
  readonly clean: boolean | null;
};

/** What is not as it should be: `far` too far or too long, `steep` too high or low, `dry` too often none, `unclean`. */
export type WaterTrouble = 'long-trip' | 'far' | 'steep' | 'dry' | 'unclean';

/** Days the supply is counted over. */
const WATCHED_DAYS = 30;

/** LX-45: troubles by the pack's figures, in the order asked; empty when the water is safe or nothing is known. */
export function waterTroubles(
  answers: WaterAnswers,
  thresholds: WaterThresholds,
): readonly WaterTrouble[] {
  const { piped, minutes, horizontalMetres, verticalMetres, dryDays, clean } = answers;
  const fetched = piped !== true;
  return [
    ...(fetched && exceeds(minutes, thresholds.minutes) ? (['long-trip'] as const) : []),
    ...(fetched && exceeds(horizontalMetres, thresholds.horizontalMetres)
      ? (['far'] as const)
      : []),
    ...(fetched && exceeds(verticalMetres, thresholds.verticalMetres) ? (['steep'] as const) : []),
    ...(tooDry(dryDays, thresholds) ? (['dry'] as const) : []),
    ...(clean === false ? (['unclean'] as const) : []),
  ];
}

const exceeds = (figure: number | null, most: number): boolean => figure !== null && figure > most;

/** 供水率 must be greater than the figure: exactly 90 % is a trouble already. */
const tooDry = (dryDays: number | null, { supplyRate }: WaterThresholds): boolean =>
  // Compared in whole days: 27 of 30 days is 90 % whatever floating point makes of it.
  dryDays !== null &&
  (WATCHED_DAYS - dryDays) * 1000 <= Math.round(supplyRate * 1000) * WATCHED_DAYS;

/** Most days a month without water that still count as safe; for wording the question. */
export const mostDryDays = (thresholds: WaterThresholds): number => {
  const days = Array.from({ length: WATCHED_DAYS + 1 }, (_, at) => at);
  return days.findLast((dry) => !tooDry(dry, thresholds)) ?? 0;
};
