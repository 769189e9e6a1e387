/** Why a notice was sent back, and by whom. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table notice add column rejected_by uuid references staff;
    alter table notice add column rejected_reason text;
  `.execute(db);
}
