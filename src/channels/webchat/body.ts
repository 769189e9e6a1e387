/** What a chat page sent, as it is stored: the web layer writes it after its own checks, the adapter reads it back. */
import { z } from 'zod';
import { actionNames } from '#src/flows/flow.ts';

/** Longest text taken at once, in UTF-16 units; a Telegram message holds 4096, a person on paper hardly more. */
export const LONGEST_TEXT = 8000;

const coordinate = (limit: number) => z.number().min(-limit).max(limit);

/** What stood on a button, for the person's own history only: shown to nobody else and never acted on. */
const label = z.string().max(100).optional();

/** Things a page may send as they are. */
export const webchatSaid = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1).max(LONGEST_TEXT) }),
  z.object({
    kind: z.literal('press'),
    token: z.number().int().nonnegative(),
    choice: z.string().min(1).max(200),
    label,
  }),
  z.object({
    kind: z.literal('action'),
    action: z.enum(actionNames),
    ref: z.string().max(200),
    label,
  }),
  z.object({
    kind: z.literal('location'),
    latitude: coordinate(90),
    longitude: coordinate(180),
  }),
]);

/** All that is stored: also what the web layer makes of an upload, a scanned code or an invitation. */
export const webchatBody = z.union([
  webchatSaid,
  z.object({ kind: z.literal('command'), name: z.string(), payload: z.string() }),
  z.object({
    kind: z.literal('media'),
    media: z.enum(['photo', 'voice', 'video', 'document']),
    mediaId: z.uuid(),
    seconds: z.number().int().nonnegative(),
    caption: z.string(),
  }),
  z.object({ kind: z.literal('refused-media'), reason: z.enum(['too-big', 'wrong-type']) }),
]);

export type WebchatSaid = z.infer<typeof webchatSaid>;
export type WebchatBody = z.infer<typeof webchatBody>;
