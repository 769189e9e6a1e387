/** What a ticket holds of a person goes with the person, and in time by itself. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import { openIssue } from '#src/operations/ticket/open-issue.ts';
import { copyOfPerson } from '#src/operations/privacy/copy-of-person.ts';
import { erasePerson } from '#src/operations/privacy/erase-person.ts';
import { sweepRetention } from '#src/operations/privacy/retention.ts';
import {
  AREAS,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';

let county: County;
const account = (n: number): string => uuid(n).replace('-9000-', '-a000-');

beforeAll(async () => {
  county = await makeCounty();
  for (const n of [301, 302, 303, 304]) {
    await county.household(n, 'a', `户主${n}`);
    await county.system((trx) =>
      insertAccount(trx, account(n), 'telegram', county.clock.now(), {
        household_id: uuid(n),
        area: 'a',
        name: `户主${n}`,
      }),
    );
  }
}, 60_000);
afterAll(() => county.close());

const tell = (n: number, words: string) =>
  inBackground(county.deps, (context) =>
    openIssue(context, {
      topic: 'drinking-water',
      emergency: false,
      words,
      areaId: AREAS.a.areaId,
      areaPath: AREAS.a.areaPath,
      householdId: uuid(n),
      accountId: account(n),
      openedByStaffId: null,
      declarationId: null,
    }),
  );

const ticketOf = (n: number) =>
  county.system((trx) =>
    trx
      .selectFrom('issue_ticket')
      .select(['words_enc', 'account_id', 'number'])
      .where('household_id', '=', uuid(n))
      .executeTakeFirstOrThrow(),
  );

test('a copy of one’s data holds the words of tickets, an erasure takes them and leaves number and days', async () => {
  await tell(301, '水管爆了三天没人管');
  const lines: string[] = [];
  await county.system(async (trx) => {
    const deps = { trx, fields: county.deps.fields };
    for await (const each of copyOfPerson(deps, account(301))) lines.push(each);
  });
  expect(lines.join('\n')).toContain('水管爆了三天没人管');
  await county.system((trx) =>
    erasePerson(
      { trx, now: county.clock.now(), newId: county.deps.newId, fields: county.deps.fields },
      account(301),
    ),
  );
  expect(await ticketOf(301)).toMatchObject({ words_enc: null, account_id: null });
  expect((await ticketOf(301)).number).toMatch(/^G-/);
});

test('photos of a household’s ticket go with the person, whoever took them, and in time by themselves', async () => {
  const photo = (n: number, from: number | null) =>
    county.system((trx) =>
      sql`insert into media (id, account_id, area_path, kind, channel, mime_type, bytes, state, created_at)
        values (${uuid(n)}, ${from === null ? null : account(from)}, ${AREAS.a.areaPath}, 'photo', 'telegram', 'image/jpeg', 3,
          'stored', '2016-01-01')`.execute(trx),
    );
  const put = (n: number, household: number, by: string | null) =>
    county.system((trx) =>
      sql`insert into issue_media (issue_id, media_id, shows, by_staff, added_at)
        select id, ${uuid(n)}, 'trouble', ${by}::uuid, now() from issue_ticket
        where household_id = ${uuid(household)}`.execute(trx),
    );
  const left = async () =>
    (
      await county.system((trx) => trx.selectFrom('media').select('id').orderBy('id').execute())
    ).map((row) => row.id.slice(-3));
  await tell(303, '井台塌了');
  await tell(304, '水管断了');
  for (const n of [811, 812, 813]) await photo(n, null);
  await put(811, 303, null);
  await put(812, 303, STAFF.officerA.id);
  await put(813, 304, null);
  await sweepRetention(county.deps);
  expect(await left()).toEqual(['811', '812', '813']); // the tickets are open
  await county.system((trx) =>
    erasePerson(
      { trx, now: county.clock.now(), newId: county.deps.newId, fields: county.deps.fields },
      account(303),
    ),
  );
  expect(await left()).toEqual(['813']);
  await county.system((trx) =>
    trx
      .updateTable('issue_ticket')
      .set({ state: 'not-so', closed_on: localDate('2016-01-01') })
      .where('household_id', '=', uuid(304))
      .execute(),
  );
  await sweepRetention(county.deps);
  expect(await left()).toEqual([]);
});

test('words of tickets that ended long ago leave with their class', async () => {
  await tell(302, '井水发浑');
  await county.system((trx) =>
    trx
      .updateTable('issue_ticket')
      .set({ state: 'not-so', closed_on: localDate('2016-01-01') })
      .where('household_id', '=', uuid(302))
      .execute(),
  );
  const counts = await sweepRetention(county.deps);
  expect(counts['issue-words']).toBe(1);
  expect((await ticketOf(302)).words_enc).toBe(null);
});
