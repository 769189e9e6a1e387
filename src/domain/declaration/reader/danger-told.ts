/** A danger to life that a message tells of. */
import type { DangerKind } from './lexicon/danger.ts';

/** Danger to life or safety, now or announced, with the words that say so. */
export type Danger = {
  readonly kind: DangerKind;
  readonly start: number;
  readonly end: number;
  readonly words: string;
};
