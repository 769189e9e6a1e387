/** What a county calls the three categories, for messages. */
import type { Category } from '#src/domain/case/dossier.ts';
import { categoryTitle } from '#src/domain/case/public-notice.ts';
import type { Pack } from '#src/domain/policy/pack.ts';

/** What the pack calls the categories of monitored households. */
export const categoryTitles = (pack: Pack): Readonly<Record<Category, string>> => ({
  'unstable-exited': categoryTitle(pack, 'unstable-exited'),
  marginal: categoryTitle(pack, 'marginal'),
  'sudden-hardship': categoryTitle(pack, 'sudden-hardship'),
});
