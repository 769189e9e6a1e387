/** Which messages a channel cannot push were announced by the outbound notifier, so that nobody is rung twice for one. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table message add column notified_at timestamptz;
    create index message_unnotified on message (settled_at)
      where state = 'waiting' and notified_at is null
        and kind in ('to-do', 'reminder', 'escalation', 'digest', 'alert');
    -- When the notifier was last told something: one row, locked by the sweep that tells it.
    create table notifier_pace (
      kind text primary key check (kind in ('ordinary')),
      told_at timestamptz not null
    );
    insert into notifier_pace (kind, told_at) values ('ordinary', 'epoch');
    grant select, update on notifier_pace to fangpin_serving;
  `.execute(db);
}
