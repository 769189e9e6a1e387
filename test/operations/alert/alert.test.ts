import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { sweepAlerts } from '#src/operations/alert/sweep-alerts.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';
import {
  accountOf,
  type County,
  insertAccount,
  makeCounty,
  type StaffKey,
  uuid,
} from '#test/operations/duty/county.ts';

let county: County;
const KNOWN = uuid(900);
const STRANGER = uuid(901);
const OTHER = uuid(902);

beforeAll(async () => {
  county = await makeCounty();
  const home = await county.household(500, 'a', '张大山');
  await county.system(async (trx) => {
    await insertAccount(trx, KNOWN, 'telegram', county.clock.now(), {
      area: 'a',
      household_id: home,
      name: '张大山',
    });
    await insertAccount(trx, STRANGER, 'telegram', county.clock.now(), {});
    await insertAccount(trx, OTHER, 'telegram', county.clock.now(), {});
  });
});
afterAll(async () => {
  await county.close();
});
beforeEach(async () => {
  await county.clear();
  // In the middle of the night: danger keeps no quiet hours.
  at('2026-11-02T02:00:00+08:00');
});

const at = (iso: string): void => county.clock.set(instant(Date.parse(iso)));
const rings = async (key: StaffKey) =>
  (await county.told(accountOf(key))).filter((each) => each.labels.includes('我来处理'));
const alertRow = () =>
  county.system((trx) => trx.selectFrom('alert').selectAll().executeTakeFirstOrThrow());

/** After so many minutes the sweep runs twice, at the same time. */
async function later(minutes: number): Promise<void> {
  county.clock.advance(minutes * 60_000);
  await Promise.all([sweepAlerts(county.deps), sweepAlerts(county.deps)]);
}

test('the person on call is rung at once, with the words, and up the ladder every 15 minutes until somebody takes it', async () => {
  await chatOf(county, KNOWN).say('我不想活了，活着没意思');
  expect(await rings('onCall')).toHaveLength(1);
  expect((await rings('onCall'))[0]).toMatchObject({ kind: 'alert', notBefore: null });
  expect((await rings('onCall'))[0]?.text).toContain('我不想活了');
  expect((await rings('onCall'))[0]?.text).toContain('云岭镇 桃源村');
  expect(await rings('townLeader')).toHaveLength(0);

  await later(14);
  expect(await rings('onCall')).toHaveLength(1);
  await later(1);
  expect(await rings('townLeader')).toHaveLength(1);
  await later(15);
  expect(await rings('county')).toHaveLength(1);
  await later(15);
  expect(await rings('countyLeader')).toHaveLength(1);
  await later(15);
  // At the top it goes on ringing everybody, the person on call again too.
  expect((await rings('onCall')).length).toBeGreaterThanOrEqual(4);
  expect(await rings('countyLeader')).toHaveLength(2);
});

test('a sweep after an outage rings once, not once for every round that was missed', async () => {
  await chatOf(county, KNOWN).say('我不想活了');
  await later(180);
  expect(await rings('townLeader')).toHaveLength(1);
  await later(1);
  expect(await rings('townLeader')).toHaveLength(1);
});

test('an alarm of somebody nobody knows rings the county on call', async () => {
  await chatOf(county, STRANGER).say('我不想活了，想喝农药');
  expect(await rings('countyOnCall')).toHaveLength(1);
  expect(await rings('onCall')).toHaveLength(0);
});

test('the first one to press has it, the others hear who, and it rings no more', async () => {
  await chatOf(county, KNOWN).say('我不想活了');
  await later(15);
  const { id } = await alertRow();
  const first = chatOf(county, accountOf('townLeader'));
  const second = chatOf(county, accountOf('onCall'));
  const [one, other] = await Promise.all([
    first.pressLasting('alert-take', id),
    second.pressLasting('alert-take', id),
  ]);
  const texts = [textOf(one), textOf(other)];
  expect(texts.filter((text) => text.includes('由您处理了'))).toHaveLength(1);
  expect(texts.filter((text) => text.includes('您不用再管'))).toHaveLength(1);
  const rung = (await rings('onCall')).length;
  await later(15);
  expect(await rings('onCall')).toHaveLength(rung);
});

test('whoever has it is asked how it ended until they say so', async () => {
  await chatOf(county, KNOWN).say('我不想活了');
  const { id } = await alertRow();
  const chat = chatOf(county, accountOf('onCall'));
  await chat.pressLasting('alert-take', id);
  await later(121);
  const asked = (await county.told(accountOf('onCall'))).filter((each) =>
    each.text.includes('现在怎么样了'),
  );
  expect(asked).toHaveLength(1);
  expect(textOf(await chat.pressLasting('alert-close', `${id}.safe`))).toContain('记下了');
  expect((await alertRow()).closed_at).not.toBeNull();
  await later(300);
  expect(textOf(await chat.pressLasting('alert-close', `${id}.safe`))).toContain('已经处理完');
});

test('what is said afterwards belongs to the same alarm and reaches whoever has it', async () => {
  const farmer = chatOf(county, KNOWN);
  await farmer.say('我不想活了');
  const { id } = await alertRow();
  await chatOf(county, accountOf('onCall')).pressLasting('alert-take', id);
  await farmer.say('我真的不想活了，我在河边');
  const all = await county.system((trx) => trx.selectFrom('alert').select('id').execute());
  expect(all).toHaveLength(1);
  expect((await county.told(accountOf('onCall'))).at(-1)?.text).toContain('我在河边');
});

test('somebody without a post over the place cannot take it', async () => {
  await chatOf(county, KNOWN).say('我不想活了');
  const { id } = await alertRow();
  const chat = chatOf(county, accountOf('officerC'));
  expect(textOf(await chat.pressLasting('alert-take', id))).toContain('不在您的职责范围');
  expect((await alertRow()).taken_by).toBeNull();
});

test('a village named by somebody nobody knows is where the ladder begins anew: its town is rung at once', async () => {
  const chat = chatOf(county, STRANGER);
  await chat.say('我老婆喝农药了快救命');
  expect((await rings('countyOnCall'))[0]?.text).toContain('有人喝了药');
  expect(await rings('onCall')).toHaveLength(0);
  await chat.say('桃源村的，电话 13900001234');
  const [ring] = await rings('onCall');
  expect(ring?.text).toContain('地方：云岭镇 桃源村');
  expect(ring?.text).toContain('电话：13900001234');
  expect((await alertRow()).area_path).toBe('500230/101/201/');
  expect((await county.told(accountOf('countyOnCall'))).at(-1)?.text).toContain('云岭镇 桃源村');
  expect(await rings('countyOnCall')).toHaveLength(1);
  await later(15);
  expect(await rings('townLeader')).toHaveLength(1);
});

test('a village named with the danger is rung from the first minute; one that several could be is not guessed', async () => {
  await chatOf(county, STRANGER).say('石桥村有人喝农药了');
  expect((await alertRow()).area_path).toBe('500230/102/201/');
  await county.clear();
  await chatOf(county, OTHER).say('石桥村和桃源村中间有人跳河了');
  expect((await alertRow()).area_path).toBeNull();
});

test('as many as are said to be told are told; without anybody on the ladder the nearest post at all is rung', async () => {
  const answer = textOf(await chatOf(county, KNOWN).say('我不想活了'));
  expect(answer).toContain('通知了1位值班的同志');
  await county.clear();
  const ladder: readonly StaffKey[] = [
    'onCall',
    'townLeader',
    'county',
    'countyLeader',
    'countyOnCall',
  ];
  const reach = (reachable: boolean, keys: readonly StaffKey[]) =>
    county.system((trx) =>
      trx
        .updateTable('account')
        .set({ reachable })
        .where('id', 'in', keys.map(accountOf))
        .execute(),
    );
  const others: readonly StaffKey[] = [
    'officerA',
    'secretaryA',
    'officerB',
    'officerC',
    'helperA',
    'town',
  ];
  try {
    await reach(false, ladder);
    const near = textOf(await chatOf(county, KNOWN).say('我不想活了'));
    const told = Number(/通知了(\d+)位/.exec(near)?.[1]);
    expect(await rings('officerA')).toHaveLength(1);
    expect((await Promise.all(others.map(rings))).flat()).toHaveLength(told);
    await county.clear();
    await chatOf(county, OTHER).say('我不想活了');
    expect(await rings('town')).toHaveLength(1);
    await county.clear();
    await reach(false, others);
    const nobody = textOf(await chatOf(county, STRANGER).say('我不想活了'));
    expect(nobody).toContain('一个都还没联系上');
    expect(nobody).not.toContain('通知了');
  } finally {
    await reach(true, [...ladder, ...others]);
  }
});

test('who has taken it, and that it is over, reaches the person at any hour; 现在没事了 reaches whoever has it', async () => {
  const chat = chatOf(county, STRANGER);
  await chat.say('我不想活了');
  const { id } = await alertRow();
  const staff = chatOf(county, accountOf('countyOnCall'));
  await staff.pressLasting('alert-take', id);
  const heard = async () => (await county.told(STRANGER)).at(-1);
  expect((await heard())?.text).toContain('褚值班接手了');
  expect((await heard())?.notBefore).toBeNull();
  expect(textOf(await chat.say('现在没事了'))).toContain('已经告诉值班的同志');
  expect((await county.told(accountOf('countyOnCall'))).at(-1)?.text).toContain('现在没事了');
  expect((await alertRow()).closed_at).toBeNull();
  await staff.pressLasting('alert-close', `${id}.safe`);
  expect((await heard())?.text).toContain('办完了');
});

test('the numbers told and shown are those of the pack in force', async () => {
  const { policies } = county.deps;
  const own: typeof policies = {
    ...policies,
    packFor: (...asked) => {
      const pack = policies.packFor(...asked);
      const numbers = { ...pack.settings['emergency.numbers'].value, ambulance: '023-99120' };
      const setting = { ...pack.settings['emergency.numbers'], value: numbers };
      return { ...pack, settings: { ...pack.settings, 'emergency.numbers': setting } };
    },
  };
  const there = { ...county, deps: { ...county.deps, policies: own } };
  expect(textOf(await chatOf(there, STRANGER).say('我爸喝了敌敌畏'))).toContain('023-99120');
  expect((await rings('countyOnCall'))[0]?.text).toContain('023-99120');
});
