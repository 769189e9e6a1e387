/** Photos and voice messages to be fetched from their channel. */
import { z } from 'zod';
import type { QueueDefinition } from './definition.ts';

const payload = z.object({ outboxId: z.uuid(), mediaId: z.uuid() });
export type MediaJob = z.infer<typeof payload>;

export const media: QueueDefinition<MediaJob> = {
  name: 'media',
  payload,
  concurrency: 4,
  attempts: 3,
};
