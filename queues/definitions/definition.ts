/** What a queue is: a name, the shape of its jobs, and how often and how long they are tried. Data only. */
import type { z } from 'zod';

export type QueueDefinition<P> = {
  /** No ':' in names or job ids (BullMQ keys). */
  readonly name: string;
  /** Ids only: a job lies in clear text in Redis. `outboxId` names the promise the job keeps. */
  readonly payload: z.ZodType<P>;
  /** Jobs a worker process works on at once. */
  readonly concurrency: number;
  /** Attempts of one job. After that the relay hands the outbox row over again, later and later. */
  readonly attempts: number;
};

/**
 * Options of every job. A done one is removed: what it did stands in our own tables, and the Postgres backend looks through all it
 * keeps each time a job ends (measured: 11 ms with a thousand kept). Failed ones are kept for a look.
 */
export const jobOptions = (definition: QueueDefinition<unknown>) => ({
  attempts: definition.attempts,
  backoff: { type: 'exponential' as const, delay: 500 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * 86_400, count: 5_000 },
});
