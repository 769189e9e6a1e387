/** Open cases and duties spread over the demo county, for tests that read them. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { ChatServer } from './chat-server.ts';

/**
 * Makes `count` open cases for the first households, by village in turn: states go round, each is a day older than the one
 * before, and each has one duty that became due `i - 2` days before `today`.
 */
export async function makeWork(server: ChatServer, today: LocalDate, count: number): Promise<void> {
  await inScope(server.db, SYSTEM, async (trx) => {
    await sql`
      with picked as (
        select h.id, h.area_id, h.area_path, row_number() over (order by md5(h.code)) - 1 as i
        from household h where h.monitored is null order by md5(h.code) limit ${count}),
      made as (
        insert into case_file (id, number, household_id, area_id, area_path, state, data, version, pack_id, pack_version,
          clue_at, opened_on, due_on, urgent, last_hash)
        select gen_random_uuid(), 'T' || i, id, area_id, area_path,
          (array['clue', 'accepted', 'village-review', 'close-proposed'])[1 + i % 4], '{}', 1, 'default', '1',
          (${today}::date - i::int)::timestamptz, ${today}::date - i::int, ${today}::date + 15 - i::int, i = 0, ''
        from picked returning id, area_id, area_path, number, due_on)
      insert into duty (id, key, kind, area_id, area_path, owner_role, case_id, strength, clause, created_at, due_on)
      select gen_random_uuid(), 'test-' || number, 'verify-home', area_id, area_path, 'village-officer', id, 'soft',
        '《办法》第十条', now(), ${today}::date + 2 - substr(number, 2)::int
      from made`.execute(trx);
  });
}
