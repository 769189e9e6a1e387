/** What a stretch of text shows, before it is weighed into risk types, flags and urgency. */
export type Concept =
  | 'grave-illness'
  | 'chronic-illness'
  | 'treatment'
  | 'mental-illness'
  | 'disability'
  | 'immobile'
  | 'cannot-work'
  | 'accident'
  | 'natural-disaster'
  | 'business'
  | 'job-loss'
  | 'stopped-work'
  | 'unpaid-wage'
  | 'schooling-cost'
  | 'dropout'
  | 'uninsured'
  | 'dwelling'
  | 'water'
  | 'no-labour'
  | 'fraud'
  | 'earner-gone'
  | 'child-left'
  | 'death'
  | 'poverty'
  | 'debt';

/** A concept with the words that show it, on plain text (see `plain`). Patterns are global and never cross a full stop. */
export type Cue = { readonly concept: Concept; readonly pattern: RegExp };

/** A cue found, with its place in the plain text. */
export type Evidence = {
  readonly concept: Concept;
  readonly start: number;
  readonly end: number;
  readonly words: string;
};
