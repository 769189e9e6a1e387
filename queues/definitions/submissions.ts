/** Reports on their way to rule checks, case and duties. */
import { z } from 'zod';
import type { QueueDefinition } from './definition.ts';

const payload = z.object({ outboxId: z.uuid(), declarationId: z.uuid() });
export type SubmissionJob = z.infer<typeof payload>;

export const submissions: QueueDefinition<SubmissionJob> = {
  name: 'submissions',
  payload,
  concurrency: 20,
  attempts: 3,
};
