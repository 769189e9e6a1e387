/** What the steps of identification leave behind: taken away with the person and with time, papers kept while a case needs them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { erasePerson } from '#src/operations/privacy/erase-person.ts';
import { instant } from '#src/domain/calendar/instant.ts';
import { dropMinutes, dropNoticeWords } from '#src/store/privacy/case-steps.ts';
import { dropMedia } from '#src/store/privacy/retention.ts';
import { insertAccount } from '#test/operations/duty/county.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';
import { type Bench, NEIGHBOUR, openBench, openDutyOf } from './steps-bench.ts';
import { walkedToTheCounty, met, posted, signed } from './steps-walk.ts';

let bench: Bench;
let neighbours: string;

beforeAll(async () => {
  bench = await openBench();
  neighbours = await bench.county.household(509, 'a', '李邻居');
});
afterAll(() => bench.county.close());
beforeEach(async () => {
  await bench.begin();
  await bench.county.system((trx) =>
    insertAccount(trx, NEIGHBOUR, 'telegram', bench.county.clock.now(), {
      area: 'a',
      household_id: neighbours,
      name: '李邻居',
    }),
  );
  await bench.verified();
});

const WORDS = '他家在镇上的门面租出去了三年';

test('PIPL 47 an objector’s words go with the person, from the officer’s chat as well; the objection stays', async () => {
  await signed(bench);
  await met(bench, '突发严重困难户');
  await posted(bench);
  const neighbour = chatOf(bench.county, NEIGHBOUR);
  await neighbour.say('对公示有意见');
  await neighbour.say('张大山');
  await neighbour.say(WORDS);
  expect(textOf(await openDutyOf(bench, bench.town, 'check-objection'))).toContain(WORDS);
  const { deps, clock } = bench.county;
  const erased = await bench.county.system((trx) =>
    erasePerson({ trx, now: clock.now(), newId: deps.newId, fields: deps.fields }, NEIGHBOUR),
  );
  expect(erased.ok).toBe(true);
  const left = await bench.county.system((trx) =>
    trx.selectFrom('objection').select(['words_enc', 'account_id', 'source']).execute(),
  );
  expect(left).toEqual([{ words_enc: null, account_id: null, source: 'chat' }]);
  const again = textOf(await openDutyOf(bench, bench.town, 'check-objection'));
  expect(again).not.toContain(WORDS);
  expect(again).toContain('有人对公示提了意见');
});

test('papers and minutes stay while the case is open and leave when its time is over', async () => {
  await walkedToTheCounty(bench);
  const kept = async () =>
    await bench.county.system(async (trx) => ({
      media: (await trx.selectFrom('media').select('id').execute()).length,
      minutes: (
        await trx.selectFrom('village_meeting').select('minutes_enc').executeTakeFirstOrThrow()
      ).minutes_enc,
      notice: (await trx.selectFrom('public_notice').select('fields').executeTakeFirstOrThrow())
        .fields,
    }));
  // Everything from before 2046 has had its time.
  const sweep = () =>
    bench.county.system(async (trx) => {
      const before = instant(Date.parse('2046-11-08T12:00:00+08:00'));
      await dropMedia(trx, before, 100);
      await dropMinutes(trx, before, 100);
      await dropNoticeWords(trx, before, 100);
    });
  await sweep();
  const open = await kept();
  expect(open.media).toBeGreaterThan(0);
  expect(open.minutes).not.toBeNull();
  expect(open.notice).not.toEqual({});
  await openDutyOf(bench, bench.countyOfficer, 'county-decision');
  await bench.countyOfficer.press('不纳入');
  await bench.countyOfficer.press('自家能应对');
  await sweep();
  expect(await kept()).toEqual({ media: 0, minutes: null, notice: {} });
});
