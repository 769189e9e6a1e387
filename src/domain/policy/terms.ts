/** What the county's document calls those it watches over; officers read these words, farmers none of them. */
import type { Pack } from './pack.ts';

export type Terms = {
  /** As a matter: 监测对象, 防止返贫致贫对象. */
  readonly object: string;
  /** As a family: 监测户. */
  readonly household: string;
  /** Households that left poverty: 脱贫户. */
  readonly exitedPoverty: string;
};

export const termsOf = ({ settings }: Pick<Pack, 'settings'>): Terms => ({
  object: settings['terms.object'].value,
  household: settings['terms.household'].value,
  exitedPoverty: settings['terms.exited_poverty'].value,
});
