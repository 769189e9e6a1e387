/** What was done of the work that comes back (定期工作): the words of whoever did it, and photos that show it. */
import { type Kysely, sql } from 'kysely';

const setting = (name: string): string =>
  `(select nullif(current_setting('app.${name}', true), ''))`;
const VISIBLE = `(${setting('kind')} = 'system') or (${setting('kind')} = 'staff' and area_path >= ${setting('area_from')} collate "C" and area_path < ${setting('area_to')} collate "C")`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table recurring_work (
      -- Done once: the duty it closed.
      duty_id uuid primary key references duty on delete cascade,
      area_id uuid not null references area,
      area_path text collate "C" not null,
      -- The entry's code in the policy pack, and the department it was asked of.
      code text not null,
      department text,
      note_enc text not null,
      done_on date not null,
      by_staff uuid not null references staff
    );
    create index recurring_work_last on recurring_work (area_id, code, done_on desc);

    create table recurring_media (
      duty_id uuid not null references recurring_work on delete cascade,
      media_id uuid not null references media on delete cascade,
      area_path text collate "C" not null,
      primary key (duty_id, media_id)
    );
    create index recurring_media_media on recurring_media (media_id);

    grant select, insert, update, delete on recurring_work, recurring_media to fangpin_serving;
  `.execute(db);
  for (const table of ['recurring_work', 'recurring_media']) {
    await sql
      .raw(`alter table ${table} enable row level security;
            create policy ${table}_scope on ${table} using (${VISIBLE}) with check (${VISIBLE});`)
      .execute(db);
  }
}
