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

/** Options of every job: finished jobs are kept for a look, not for ever. */
export const jobOptions = (definition: QueueDefinition<unknown>) => ({
  attempts: definition.attempts,
  backoff: { type: 'exponential' as const, delay: 500 },
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 7 * 86_400, count: 5_000 },
});
