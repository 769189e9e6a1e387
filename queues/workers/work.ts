/** A worker: parse the payload, call one operation, say what a failure means. */
import { type Job, UnrecoverableError } from 'bullmq';
import { z } from 'zod';
import { asFault } from '#src/platform/faults.ts';
import type { Log } from '#src/platform/log.ts';
import type { QueueDefinition } from '../definitions/definition.ts';

const named = z.object({ outboxId: z.uuid() });

/**
 * Wraps an operation as a worker. What reaches the queue is a code: a database error's message carries people's data. A fault
 * that cannot be helped by trying again closes its outbox row (`giveUp`), where `fangpin doctor` shows it.
 */
export const work =
  <P>(
    definition: QueueDefinition<P>,
    operation: (job: P) => Promise<void>,
    giveUp: (outboxId: string, code: string) => Promise<void>,
    log: Log,
  ) =>
  async (job: Job): Promise<void> => {
    const payload = definition.payload.safeParse(job.data);
    if (!payload.success) {
      log.error({ queue: definition.name }, 'a job has an unknown payload');
      const row = named.safeParse(job.data);
      if (row.success) await giveUp(row.data.outboxId, 'unknown-payload');
      throw new UnrecoverableError('unknown-payload');
    }
    try {
      await operation(payload.data);
    } catch (thrown) {
      const fault = asFault(thrown);
      log.warn({ error: fault, queue: definition.name, retry: fault.retry }, 'a job failed');
      if (fault.retry) throw new Error(fault.code);
      const row = named.safeParse(job.data);
      if (row.success) await giveUp(row.data.outboxId, fault.code);
      throw new UnrecoverableError(fault.code);
    }
  };
