/** Opening the database: pool, type parsers, transactions. */
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { PreparingClient } from './preparing-client.ts';
import type { Database } from './schema.ts';
import { beginAsSystem, type Scope, setScope } from './scope.ts';

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;
const readTimestamp = pg.types.getTypeParser(TIMESTAMPTZ) as (text: string) => {
  getTime(): number;
};

/** timestamptz → epoch milliseconds, date → 'YYYY-MM-DD', int8 → number (ids stay far below 2^53). */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown => {
    if (oid === TIMESTAMPTZ) return (text: string) => readTimestamp(text).getTime();
    if (oid === DATE) return (text: string) => text;
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format);
  },
};

export type OpenDatabase = {
  readonly db: Db;
  readonly pool: pg.Pool;
  close(): Promise<void>;
};

/**
 * Opens a pool as the role in `url`. `onLost` hears of connections that break while idle (a restarted server);
 * the pool replaces them by itself.
 */
export function openDatabase(
  url: string,
  options: { readonly max?: number; readonly onLost?: (cause: Error) => void } = {},
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    Client: PreparingClient,
    max: options.max ?? 20,
    types,
    application_name: 'fangpin',
    // Plans of prepared statements are made once a connection. Left to itself Postgres plans each five times more, and under
    // row-level security planning costs several times the execution (measured: 1.0 ms against 0.3 ms for one report's row).
    options: '-c plan_cache_mode=force_generic_plan',
    // A lost server must not hold a chat's turn for minutes.
    connectionTimeoutMillis: 10_000,
  });
  const lost = (cause: Error): void => options.onLost?.(cause);
  pool.on('error', lost);
  // The pool listens to idle connections only. One that is checked out and waits between two statements (a lock that is held)
  // would end the process with its error when the server restarts; its next statement fails, which is enough.
  pool.on('connect', (client) => client.on('error', lost));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

/**
 * One transaction in the name of `scope`: everything inside sees and writes only rows that scope may see
 * (row-level security, migration 05).
 */
export function inScope<T>(db: Db, scope: Scope, work: (trx: Trx) => Promise<T>): Promise<T> {
  if (scope.kind === 'system') return asSystem(db, work);
  return db.transaction().execute(async (trx) => {
    await setScope(trx, scope);
    return await work(trx);
  });
}

/** The same for the system's scope with a statement less. What breaks inside takes everything back. */
const asSystem = <T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> =>
  db.connection().execute(async (connection) => {
    await beginAsSystem(connection);
    try {
      // One connection inside `begin` is what Kysely calls a transaction; its own would begin a second time.
      const value = await work(connection as Trx);
      await sql`commit`.execute(connection);
      return value;
    } catch (thrown) {
      // A connection that cannot even roll back is broken, and the pool throws it away.
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw thrown;
    }
  });
