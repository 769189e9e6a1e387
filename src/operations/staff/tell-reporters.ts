/** The farmer hears of each step of their report. */
import type { Message } from '#src/flows/flow.ts';
import { type Reporter, reportersOf } from '#src/store/concerned.ts';
import type { WorkContext } from '../duty/work-context.ts';

/**
 * Tells everybody who reported in the case for themselves or somebody else; `news` may depend on how far the account is trusted.
 * A person who had an officer file for them on paper has no account and hears at the door.
 */
export async function tellReporters(
  context: Pick<WorkContext, 'trx' | 'tell'>,
  caseId: string,
  news: (reporter: Reporter) => Message,
): Promise<readonly Reporter[]> {
  const reporters = await reportersOf(context.trx, caseId);
  for (const reporter of reporters) context.tell(reporter.accountId, 'progress', news(reporter));
  return reporters;
}
