import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import {
  accountOf,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf, textOf } from './office-chat.ts';

let county: County;
const FARMER = uuid(900);
let claimed: string;
let registered: string;

beforeAll(async () => {
  county = await makeCounty();
  registered = await county.household(500, 'a', '张大山');
});
afterAll(async () => {
  await county.close();
});
beforeEach(async () => {
  county.clock.set(instant(Date.parse('2026-11-02T09:00:00+08:00')));
  await county.clear();
  await county.system(async (trx) => {
    await trx.deleteFrom('account').where('staff_id', 'is', null).execute();
    await trx.deleteFrom('household').where('id', '=', uuid(600)).execute();
  });
  claimed = await county.household(600, 'a', '张大山');
  await county.system(async (trx) => {
    await trx
      .updateTable('household')
      .set({ origin: 'claimed' })
      .where('id', '=', claimed)
      .execute();
    await insertAccount(trx, FARMER, 'telegram', county.clock.now(), {
      area: 'a',
      household_id: claimed,
      name: '张大山',
    });
  });
});

async function report(): Promise<void> {
  county.clock.advance(60_000);
  const farmer = chatOf(county, FARMER);
  await farmer.say('一键申报');
  await farmer.press('生病花钱多');
  await farmer.press('提交');
  const open = await county.system((trx) =>
    trx.selectFrom('outbox').select(['id', 'payload']).where('closed_at', 'is', null).execute(),
  );
  for (const { id, payload } of open) {
    const { declarationId } = payload as { declarationId: string };
    await processDeclaration(county.deps, { outboxId: id, declarationId });
  }
}

const cases = () =>
  county.system((trx) =>
    trx.selectFrom('case_file').select(['household_id', 'state', 'data']).execute(),
  );
const openKinds = async () =>
  (
    await county.system((trx) =>
      trx.selectFrom('duty').select('kind').where('state', '=', 'open').orderBy('kind').execute(),
    )
  ).map((each) => each.kind);

test('a report held by a rule check is called about by the town, and goes on from the day it came', async () => {
  const held = () =>
    county.system((trx) =>
      trx.selectFrom('declaration').select('id').where('state', '=', 'held').execute(),
    );
  for (let n = 0; n < 40 && (await held()).length === 0; n += 1) await report();
  expect(await held()).toHaveLength(1);
  const call = await county.system((trx) =>
    trx
      .selectFrom('duty')
      .selectAll()
      .where('kind', '=', 'call-farmer')
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow(),
  );
  expect(call.owner_staff_id).toBe(STAFF.town.id);
  const chat = chatOf(county, accountOf('town'));
  expect(textOf(await chat.pressLasting('duty-open', call.id))).toContain('先压着');
  await chat.press('打电话');
  await chat.press('没打通');
  expect(await held()).toHaveLength(1);
  await chat.pressLasting('duty-open', call.id);
  await chat.press('打电话');
  await chat.press('核对好了，接着办');
  expect(await held()).toHaveLength(0);
  expect(await openKinds()).not.toContain('call-farmer');
}, 60_000);

test('a person the officer finds in the registry brings case, reports and account along', async () => {
  await report();
  const chat = chatOf(county, accountOf('officerA'));
  await chat.say('我的待办');
  await chat.press('核对农户身份 张大山');
  await chat.press('对名册');
  const label = (await chat.labels()).find((each) => each.startsWith('张大山')) ?? '';
  expect(textOf(await chat.press(label))).toContain('对上了');
  expect(await cases()).toMatchObject([
    { household_id: registered, data: { householdId: registered } },
  ]);
  const account = await county.system((trx) =>
    trx
      .selectFrom('account')
      .select(['household_id', 'trust'])
      .where('id', '=', FARMER)
      .executeTakeFirstOrThrow(),
  );
  // Being found is not being met: the account is believed no more than before.
  expect(account).toEqual({ household_id: registered, trust: 'claimed' });
  expect(await openKinds()).toEqual(['accept-clue', 'identify']);
});

test('with a case open on both sides nothing is merged behind anybody’s back: closing the second one is proposed', async () => {
  const officer = chatOf(county, accountOf('officerA'));
  await county.system((trx) =>
    trx.updateTable('account').set({ household_id: registered }).where('id', '=', FARMER).execute(),
  );
  await report();
  await county.system((trx) =>
    trx.updateTable('account').set({ household_id: claimed }).where('id', '=', FARMER).execute(),
  );
  await report();
  await officer.say('我的待办');
  await officer.press('核对农户身份 张大山');
  await officer.press('对名册');
  await officer.press((await officer.labels()).find((each) => each.startsWith('张大山')) ?? '');
  const states = (await cases()).map((each) => [each.household_id, each.state]);
  expect(new Map(states as [string, string][])).toEqual(
    new Map([
      [registered, 'clue'],
      [claimed, 'close-proposed'],
    ]),
  );
});

test('a person the registry does not have stays as they said, and the duty is done', async () => {
  await report();
  const chat = chatOf(county, accountOf('officerA'));
  await chat.say('我的待办');
  await chat.press('核对农户身份 张大山');
  await chat.press('对名册');
  await chat.press('名册里没有');
  expect(await cases()).toMatchObject([{ household_id: claimed }]);
  expect(await openKinds()).toEqual(['accept-clue', 'identify']);
});
