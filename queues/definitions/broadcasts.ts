/** Notices being sent; one job sends until the notice is done, paused or cancelled. */
import { z } from 'zod';
import type { QueueDefinition } from './definition.ts';

const payload = z.object({ outboxId: z.uuid(), noticeId: z.uuid() });
export type BroadcastJob = z.infer<typeof payload>;

export const broadcasts: QueueDefinition<BroadcastJob> = {
  name: 'broadcasts',
  payload,
  concurrency: 4,
  attempts: 3,
};
