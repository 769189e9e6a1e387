/** Drafts a model is asked to read. */
import { z } from 'zod';
import type { QueueDefinition } from './definition.ts';

const payload = z.object({ outboxId: z.uuid(), accountId: z.uuid() });
export type UnderstandingJob = z.infer<typeof payload>;

export const understanding: QueueDefinition<UnderstandingJob> = {
  name: 'understanding',
  payload,
  concurrency: 4,
  attempts: 3,
};
