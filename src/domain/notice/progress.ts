/** How far a notice has come: every recipient in exactly one state, and the time the rest will take. */

/** States of a recipient, as of everything that is sent to a person. */
export type RecipientState =
  | 'queued'
  | 'sending'
  | 'waiting'
  | 'sent'
  | 'failed'
  | 'unreachable'
  | 'uncertain'
  | 'cancelled';

/** Recipients by state, how many of them have pressed 已知晓, and how many were told at the door. */
export type NoticeCounts = Readonly<Record<RecipientState, number>> & {
  readonly read: number;
  readonly toldAtDoor: number;
};

/** All recipients; every one is in one state, so this never changes once sending has begun. */
export const totalRecipients = (counts: NoticeCounts): number =>
  counts.queued +
  counts.sending +
  counts.waiting +
  counts.sent +
  counts.failed +
  counts.unreachable +
  counts.uncertain +
  counts.cancelled;

/** People to whom a message went out and who have not said that they read it. `waiting` people have not even seen it. */
export const silentRecipients = (counts: NoticeCounts): number =>
  Math.max(0, counts.sent + counts.waiting - counts.read);

/**
 * Time between two messages of a broadcast, in milliseconds. Telegram refuses bots at about 30 messages a second over all
 * chats; one per 35 ms stays below it with room for answers in between.
 */
export const BROADCAST_INTERVAL_MS = 35;

/**
 * Seconds until everybody has been sent to. Notices going out at once take turns, so each of the others costs as many turns as
 * it still has, at most as many as this one.
 */
export function secondsLeft(
  queued: number,
  othersQueued: readonly number[],
  intervalMs: number = BROADCAST_INTERVAL_MS,
): number {
  const turns = othersQueued.reduce((sum, other) => sum + Math.min(other, queued), queued);
  return Math.ceil((turns * intervalMs) / 1000);
}
