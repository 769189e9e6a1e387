/** People to whom something was not sent by the process that decided it. */
import { z } from 'zod';
import type { QueueDefinition } from './definition.ts';

const payload = z.object({ outboxId: z.uuid(), accountId: z.uuid() });
export type DeliveryJob = z.infer<typeof payload>;

export const deliveries: QueueDefinition<DeliveryJob> = {
  name: 'deliveries',
  payload,
  concurrency: 10,
  attempts: 3,
};
