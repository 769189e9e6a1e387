/** A worker: parse the payload, call one operation, say what a failure means. */
import { type Job, UnrecoverableError } from 'bullmq';
import { z } from 'zod';
import { asFault, Fault } from '#src/platform/faults.ts';
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
    const end = await attempt(definition, operation, job, log);
    if (end === 'done') return;
    if (end.retry) throw new Error(end.code);
    const row = named.safeParse(job.data);
    // A row that cannot be closed now stays open: the job fails with a retry, and comes back here.
    const lost = row.success ? await closed(giveUp(row.data.outboxId, end.code)) : null;
    throw lost === null ? new UnrecoverableError(end.code) : new Error(lost);
  };

async function attempt<P>(
  definition: QueueDefinition<P>,
  operation: (job: P) => Promise<void>,
  job: Job,
  log: Log,
): Promise<'done' | Fault> {
  try {
    const payload = definition.payload.safeParse(job.data);
    if (!payload.success) throw new Fault('unknown-payload', { retry: false });
    await operation(payload.data);
    return 'done';
  } catch (thrown) {
    const fault = asFault(thrown);
    log.warn({ error: fault, queue: definition.name, retry: fault.retry }, 'a job failed');
    return fault;
  }
}

/** Null, or the code of why not. */
const closed = (closing: Promise<void>): Promise<string | null> =>
  closing.then(
    () => null,
    (thrown: unknown) => asFault(thrown).code,
  );
