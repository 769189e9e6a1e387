/** What was asked of models: which prompt, how it ended, what it cost. Never what was said. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** One request to a model. */
export type PromptRun = {
  readonly prompt: string;
  readonly version: string;
  readonly contentHash: string;
  readonly model: string;
  readonly outcome: string;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly milliseconds: number;
  readonly at: Instant;
};

/** Writes the requests down. */
export async function insertPromptRuns(
  trx: Trx,
  newId: () => string,
  runs: readonly PromptRun[],
): Promise<void> {
  if (runs.length === 0) return;
  await trx
    .insertInto('prompt_run')
    .values(
      runs.map((run) => ({
        id: newId(),
        prompt: run.prompt,
        version: run.version,
        content_hash: run.contentHash,
        model: run.model,
        outcome: run.outcome,
        input_tokens: run.inputTokens,
        output_tokens: run.outputTokens,
        milliseconds: Math.round(run.milliseconds),
        at: timestamp(run.at),
      })),
    )
    .execute();
}
