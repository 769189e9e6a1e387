/** Every queue with its definition; the type demands a worker for each, so none can be forgotten. */
import type { QueueName } from '#src/store/outbox.ts';
import { broadcasts, type BroadcastJob } from './definitions/broadcasts.ts';
import type { QueueDefinition } from './definitions/definition.ts';
import { deliveries, type DeliveryJob } from './definitions/deliveries.ts';
import { media, type MediaJob } from './definitions/media.ts';
import { submissions, type SubmissionJob } from './definitions/submissions.ts';
import { understanding, type UnderstandingJob } from './definitions/understanding.ts';

export type Jobs = {
  readonly submissions: SubmissionJob;
  readonly deliveries: DeliveryJob;
  readonly broadcasts: BroadcastJob;
  readonly understanding: UnderstandingJob;
  readonly media: MediaJob;
};

export const definitions: { readonly [K in QueueName]: QueueDefinition<Jobs[K]> } = {
  submissions,
  deliveries,
  broadcasts,
  understanding,
  media,
};

/** What each queue's worker does with a job: one operation, handed in by the composition root. */
export type Operations = { readonly [K in QueueName]: (job: Jobs[K]) => Promise<void> };

export const queueNames = Object.keys(definitions) as readonly QueueName[];
