/** The county itself: where things go whose village is not known. */
import type { Trx } from '../database.ts';

/** Path of the first area at the top; '' on an empty registry. */
export async function topAreaPath(trx: Trx): Promise<string> {
  const top = await trx
    .selectFrom('area')
    .select('path')
    .where('parent_id', 'is', null)
    .orderBy('path')
    .limit(1)
    .executeTakeFirst();
  return top?.path ?? '';
}
