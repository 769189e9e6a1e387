/** What erasure, retention and open questions need to know. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- When the reporter last added something: answers the question a rule check asked.
    alter table declaration add column added_at timestamptz;
    -- The account whose code joined this one to the same person: an erasure reaches all of them.
    alter table account add column joined_from uuid references account on delete set null;
    create index account_joined_from on account (joined_from) where joined_from is not null;

    -- What the retention sweep looks for; a row leaves its index once its words are gone.
    create index inbound_with_words on inbound (done_at) where state = 'done' and body_enc <> '';
    create index message_with_words on message (settled_at)
      where body_enc is not null and settled_at is not null;
    create index access_log_at on access_log (at);

    -- The access log stays append-only for the serving role: old entries leave through this one door, which refuses
    -- young ones (网络安全法: logs are kept for at least six months).
    create function drop_old_access_log(older_than timestamptz, at_most integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare dropped integer;
    begin
      if older_than > now() - interval '6 months' then
        raise exception 'the access log is kept for at least six months';
      end if;
      delete from access_log where id in (
        select id from access_log where at < older_than order by at limit at_most);
      get diagnostics dropped = row_count;
      return dropped;
    end $$;
    revoke execute on function drop_old_access_log from public;
    grant execute on function drop_old_access_log to fangpin_serving;
  `.execute(db);
}
