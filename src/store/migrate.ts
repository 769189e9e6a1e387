/** Bringing the schema up to date, as the owner of the database. */
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import pg from 'pg';

const FOLDER = path.join(import.meta.dirname, '../../migrations');

/** The group role all rights are granted to; every login role that serves is a member. */
const SERVING = 'fangpin_serving';

/**
 * Runs all migrations not yet run (Kysely's migrator holds an advisory lock, so two callers run them once) and makes
 * `servingRole` a member of the serving group, with a schema of its own for the queues' Postgres backend.
 * Returns the names of the migrations that ran now. Throws the migration's own error.
 */
export async function migrateToLatest(
  ownerUrl: string,
  servingRole: string,
): Promise<readonly string[]> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const { error, results } = await migratorOf(db).migrateToLatest();
    if (error !== undefined) throw error;
    await sql`grant ${sql.id(SERVING)} to ${sql.id(servingRole)}`.execute(db);
    // BullMQ says `create schema if not exists`, for which Postgres wants this right even where the schema exists.
    const {
      rows: [at],
    } = await sql<{ name: string }>`select current_database() as name`.execute(db);
    await sql`grant create on database ${sql.id(at?.name ?? '')} to ${sql.id(servingRole)}`.execute(
      db,
    );
    const schema = await sql<{
      present: boolean;
    }>`select exists (select from pg_namespace where nspname = 'bullmq') as present`.execute(db);
    if (schema.rows[0]?.present !== true) {
      await sql`create schema bullmq authorization ${sql.id(servingRole)}`.execute(db);
    }
    return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
  } finally {
    await db.destroy();
  }
}

/** Names of migrations in the folder that this database has not run; the serving role may ask. */
export async function pendingMigrations<T>(db: Kysely<T>): Promise<readonly string[]> {
  const all = await migratorOf(db).getMigrations();
  return all.filter((m) => m.executedAt === undefined).map((m) => m.name);
}

const migratorOf = <T>(db: Kysely<T>): Migrator =>
  new Migrator({ db, provider: new FileMigrationProvider({ fs, path, migrationFolder: FOLDER }) });
