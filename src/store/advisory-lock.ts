/** Locks by name that Postgres lets go of by itself when their holder dies: one process at a time does what is named. */
import { type Kysely, sql } from 'kysely';
import type { Db } from './database.ts';

const keyOf = (name: string) => sql`hashtextextended(${`fangpin ${name}`}, 0)`;

/** Runs work if nobody else holds the name; the lock ends with its transaction. Returns null when somebody does. */
export const runUnderLock = <T>(db: Db, name: string, work: () => Promise<T>): Promise<T | null> =>
  db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${keyOf(name)}) as mine`.execute(trx);
    return rows[0]?.mine === true ? await work() : null;
  });

/** How often a held lock is checked to be still ours, in milliseconds. */
const WATCH_MS = 2_000;

/**
 * Runs work of any length under a lock that lives as long as its connection. `signal` aborts when the connection is lost: the
 * lock is gone then, and another process may have begun. Returns false when somebody else holds the name.
 */
export const holdLock = (
  db: Db,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> =>
  db.connection().execute(async (connection) => {
    const { rows } = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_lock(${keyOf(name)}) as mine`.execute(connection);
    if (rows[0]?.mine !== true) return false;
    const lost = new AbortController();
    const watch = setInterval(() => {
      databaseAnswers(connection).catch(() => lost.abort());
    }, WATCH_MS);
    try {
      await work(lost.signal);
    } finally {
      clearInterval(watch);
      if (!lost.signal.aborted) {
        await sql`select pg_advisory_unlock(${keyOf(name)})`.execute(connection);
      }
    }
    return true;
  });

/** True when the database answers a question; throws what it throws. */
export async function databaseAnswers<T>(db: Kysely<T>): Promise<boolean> {
  return (await sql`select 1`.execute(db)).rows.length === 1;
}
