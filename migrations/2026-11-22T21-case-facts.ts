/** Households that were on the register twice: which of the two the officers go on with. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Merged: whatever still names this household is meant for that one. Never itself, so that a look is one step.
    alter table household add column same_as uuid references household on delete set null;
    alter table household add check (same_as is distinct from id);
    create index household_same_as on household (same_as) where same_as is not null;
  `.execute(db);
}
