/** Which processes live: each says so now and then, and `doctor` reads it. Says nothing about their work. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Db } from './database.ts';
import { timestamp } from './timestamp.ts';

/** A process as it shows itself. `process` is unique to this start. */
export type Heartbeat = {
  readonly process: string;
  readonly roles: readonly string[];
  readonly startedAt: Instant;
};

/** Writes that the process lives at `now`. */
export async function beat(db: Db, heart: Heartbeat, now: Instant): Promise<void> {
  await db
    .insertInto('heartbeat')
    .values({
      process: heart.process,
      roles: [...heart.roles],
      started_at: timestamp(heart.startedAt),
      at: timestamp(now),
    })
    .onConflict((conflict) => conflict.column('process').doUpdateSet({ at: timestamp(now) }))
    .execute();
}

/** Takes the process off the list when it ends well. */
export async function stopBeating(db: Db, process: string): Promise<void> {
  await db.deleteFrom('heartbeat').where('process', '=', process).execute();
}
