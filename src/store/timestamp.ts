/** Instants on their way into SQL. Columns of type timestamptz are read as `Instant` (see database.ts). */
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';

/** An instant as a timestamptz expression, for inserts, updates and comparisons alike. */
export const timestamp = (at: Instant): RawBuilder<Instant> =>
  sql<Instant>`to_timestamp(${at}::float8 / 1000)`;
