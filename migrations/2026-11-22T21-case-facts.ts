/**
 * Households that were on the register twice: which of the two the officers go on with. And what the review of a long case hands over to
 * a department, so that the answer finds its way back.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Merged: whatever still names this household is meant for that one. Never itself, so that a look is one step.
    alter table household add column same_as uuid references household on delete set null;
    alter table household add check (same_as is distinct from id);
    alter table referral drop constraint referral_kind_check;
    alter table referral add constraint referral_kind_check
      check (kind in ('loan', 'uninsured', 'no-job', 'social-aid', 'health', 'safety-net'));
    alter table referral drop constraint referral_source_check;
    alter table referral add constraint referral_source_check
      check (source in ('visit', 'rule', 'assessment', 'long-case'));
    alter table referral add column case_id uuid references case_file;
    alter table referral add column handed_by uuid references staff;
    alter table referral add check ((kind = 'safety-net') = (case_id is not null));
    create index referral_case on referral (case_id) where case_id is not null;

    create index household_same_as on household (same_as) where same_as is not null;
  `.execute(db);
}
