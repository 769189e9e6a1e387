/** Whether a notice runs into the hours in which farmers are asleep, and when it goes on. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import { plusMs } from '#src/domain/calendar/instant.ts';
import { heldUntil, type NoticeNight } from '#src/domain/notice/notice.ts';
import { secondsLeft } from '#src/domain/notice/progress.ts';
import type { NightBreak } from '#src/flows/notice.needs.ts';
import { queuedElsewhere } from '#src/store/notice-recipients.ts';
import type { TurnContext } from '../turn.ts';

/** Null when whoever is left is sent to before the night, or the notice goes out in it. `queued`: who is left. */
export async function nightOf(
  { trx, now }: Pick<TurnContext, 'trx' | 'now'>,
  notice: NoticeNight & { readonly noticeId: string },
  queued: number,
): Promise<NightBreak | null> {
  if (queued === 0) return null;
  const held = heldUntil(notice, now);
  if (held !== null) return { asleep: true, from: notice.quiet.from, goesOnAt: held };
  const end: Instant = plusMs(
    now,
    secondsLeft(queued, await queuedElsewhere(trx, notice.noticeId)) * 1000,
  );
  const later = heldUntil(notice, end);
  return later === null ? null : { asleep: false, from: notice.quiet.from, goesOnAt: later };
}
