import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { openMonthlyVisits } from '#src/operations/duty/open-monthly-visits.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import {
  accountOf,
  AREAS,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf, textOf } from './office-chat.ts';

let county: County;
const FARMER = uuid(900);
let zhang: string;
let monitored: string;

beforeAll(async () => {
  county = await makeCounty();
  zhang = await county.household(500, 'a', '张大山', { phone: '13800000002' });
  monitored = await county.household(501, 'a', '赵监测', { monitored: 'marginal' });
  await county.household(502, 'b', '别村人');
});
afterAll(async () => {
  await county.close();
});
beforeEach(async () => {
  at('2026-11-02T09:00:00+08:00');
  await county.clear();
  await county.system(async (trx) => {
    await trx.deleteFrom('account').where('staff_id', 'is', null).execute();
    await insertAccount(trx, FARMER, 'telegram', county.clock.now(), {
      area: 'a',
      household_id: zhang,
      name: '张大山',
    });
  });
});

const at = (iso: string): void => county.clock.set(instant(Date.parse(iso)));
const officer = () => chatOf(county, accountOf('officerA'));
const town = () => chatOf(county, accountOf('town'));

/** The worker takes what was submitted. */
async function work(): Promise<void> {
  const open = await county.system((trx) =>
    trx
      .selectFrom('outbox')
      .select(['id', 'payload', 'queue'])
      .where('closed_at', 'is', null)
      .execute(),
  );
  for (const { id, payload, queue } of open) {
    const { declarationId } = payload as { declarationId: string };
    if (queue === 'submissions')
      await processDeclaration(county.deps, { outboxId: id, declarationId });
  }
}

/** 张大山 reports in three taps. */
async function report(): Promise<void> {
  const farmer = chatOf(county, FARMER);
  await farmer.say('一键申报');
  await farmer.press('生病花钱多');
  await farmer.press('提交');
  await work();
}

const caseState = () =>
  county.system((trx) => trx.selectFrom('case_file').selectAll().executeTakeFirstOrThrow());
const openKinds = async () =>
  (
    await county.system((trx) =>
      trx.selectFrom('duty').select('kind').where('state', '=', 'open').orderBy('kind').execute(),
    )
  ).map((each) => each.kind);
const toldFarmer = async () => (await county.told(FARMER)).map((each) => each.text);

test('a report becomes a to-do, is taken, verified in five taps, and the farmer hears of each step', async () => {
  await report();
  const chat = officer();
  expect(textOf(await chat.say('我的待办'))).toContain('待办共1件');
  expect(textOf(await chat.press('受理申报 张大山'))).toContain('难处：生病花钱多');
  expect(textOf(await chat.press('我来受理'))).toContain('农户已经收到消息');
  expect((await toldFarmer()).at(-1)).toContain('经办人：村信息员 王秀英');
  expect(await openKinds()).toEqual(['identify', 'verify-home']);

  await chat.say('1');
  expect(textOf(await chat.press('去走访'))).toContain('情况属实吗');
  await chat.press('属实');
  const logged = textOf(await chat.press('提交'));
  expect(logged).toContain('走访记好了');
  expect(logged).toContain('缺第二人');
  expect((await caseState()).state).toBe('authorisation');
  expect(await openKinds()).toEqual(['authorise', 'fill-assessment', 'identify']);
  const told = (await toldFarmer()).at(-1) ?? '';
  expect(told).toContain('上门看过了');
  expect(told).not.toContain('属实');
});

test('BN-63 LX-10 a routine visit is logged in at most six taps and fulfils the monthly visit', async () => {
  await openMonthlyVisits(county.deps);
  const chat = officer();
  await chat.say('菜单');
  await chat.press('走访记录');
  await chat.press('赵监测');
  await chat.press('一切正常');
  const logged = textOf(await chat.press('提交'));
  expect(chat.taps()).toBeLessThanOrEqual(6);
  expect(logged).toContain('待办里的1件事一起办完了');
  expect(await openKinds()).toEqual([]);
  const visits = await county.system((trx) => trx.selectFrom('visit').selectAll().execute());
  expect(visits).toMatchObject([{ household_id: monitored, kind: 'routine', outcome: 'all-well' }]);
});

test('a visit is logged once though 提交 is pressed twice', async () => {
  const chat = officer();
  await chat.say('走访记录');
  await chat.press('赵监测');
  await chat.press('一切正常');
  const { token, choice } = { token: 0, choice: 'submit' };
  await chat.press('提交');
  await chat.send({ kind: 'press', token, choice });
  expect(await county.system((trx) => trx.selectFrom('visit').select('id').execute())).toHaveLength(
    1,
  );
});

test('note, place and second visitor are optional and kept', async () => {
  const chat = officer();
  await chat.say('走访记录');
  await chat.say('赵监');
  await chat.press('赵监测');
  await chat.press('有变化');
  await chat.say('小儿子回来了，在镇上找到活');
  await chat.send({ kind: 'location', latitude: 29.5, longitude: 106.5 });
  await chat.press('同去的人');
  await chat.press('李书记');
  await chat.press('提交');
  const [visit] = await county.system((trx) => trx.selectFrom('visit').selectAll().execute());
  expect(visit).toMatchObject({
    outcome: 'changed',
    second_staff_id: STAFF.secretaryA.id,
    latitude: 29.5,
  });
  expect(
    county.deps.fields.decrypt('visit.note_enc', visit?.id ?? '', visit?.note_enc ?? ''),
  ).toContain('小儿子');
});

test('a visit that finds a hardship leads to a report with the source cadre_visit (LX-01)', async () => {
  const chat = officer();
  await chat.say('走访记录');
  await chat.press('赵监测');
  await chat.press('有困难');
  await chat.press('提交');
  await chat.press('遭了灾');
  expect(textOf(await chat.press('提交'))).toContain('受理号');
  await work();
  const declared = await county.system((trx) =>
    trx.selectFrom('declaration').selectAll().executeTakeFirstOrThrow(),
  );
  expect(declared).toMatchObject({
    source: 'cadre_visit',
    reporter: 'staff',
    filed_by_staff: STAFF.officerA.id,
    household_id: monitored,
  });
});

test('a household is opened by its head’s name or by the number of a report, and only within the officer’s area', async () => {
  await report();
  const { receipt_number: number } = await county.system((trx) =>
    trx.selectFrom('declaration').select('receipt_number').executeTakeFirstOrThrow(),
  );
  for (const words of ['张大山', `受理号 ${number}`, number.replace('-', '')]) {
    const chat = officer();
    await chat.say('菜单');
    expect(textOf(await chat.say(words)), words).toContain('张大山家');
  }
  const elsewhere = chatOf(county, accountOf('officerB'));
  expect(textOf(await elsewhere.say(number))).not.toContain('张大山');
});

test('BN-54 an officer files for a household picked from the list, and for one only a name is known of', async () => {
  const chat = officer();
  await chat.say('代农户申报');
  await chat.press('张大山');
  await chat.say('他摔断了腿，花了两万多');
  await chat.press('提交');
  at('2026-11-02T09:05:00+08:00');
  await chat.say('代农户申报');
  await chat.say('陌生人');
  await chat.press('就用这个名字');
  await chat.press('本人来找，或网格上报');
  await chat.press('生病花钱多');
  await chat.press('提交');
  await work();
  const filed = await county.system((trx) =>
    trx.selectFrom('declaration').selectAll().orderBy('submitted_at').execute(),
  );
  expect(filed).toHaveLength(2);
  expect(
    filed.every((each) => each.source === 'grid_report' && each.area_path === AREAS.a.areaPath),
  ).toBe(true);
  expect(await openKinds()).toContain('check-registry-match');
});

test('FD-04 不属于困难 is a proposal: another person confirms, the farmer hears only afterwards', async () => {
  await report();
  const chat = officer();
  await chat.say('我的待办');
  await chat.press('受理申报 张大山');
  await chat.press('不属于困难');
  const before = (await toldFarmer()).length;
  expect(textOf(await chat.press('只是来咨询'))).toContain('时限照常走');
  expect((await caseState()).state).toBe('close-proposed');
  expect(await openKinds()).toEqual(['accept-clue', 'confirm-proposal', 'identify']);
  expect((await toldFarmer()).length).toBe(before);

  const chatOfTown = town();
  expect(textOf(await chatOfTown.say('我的待办'))).toContain('审核建议');
  await chatOfTown.press('审核建议 张大山');
  await chatOfTown.press('同意');
  expect((await caseState()).state).toBe('closed');
  // The account has only claimed to be 张大山, so it learns that there is a result, not what it is; somebody tells it in person.
  const told = (await toldFarmer()).at(-1) ?? '';
  expect(told).toContain('当面告诉您');
  expect(told).not.toContain('咨询');
  expect(await openKinds()).toEqual(['call-farmer']);
  expect((await county.told(accountOf('officerA'))).at(-1)?.text).toContain('同意了');
});

test('重复上报 sent back by the town goes on where it was, and can be proposed again', async () => {
  await report();
  const chat = officer();
  for (const round of [1, 2]) {
    await chat.say('我的待办');
    await chat.press('受理申报 张大山');
    await chat.press('重复上报');
    await chat.press('同一户已有个案');
    const chatOfTown = town();
    await chatOfTown.say('我的待办');
    await chatOfTown.press('审核建议 张大山');
    await chatOfTown.press('退回');
    expect((await caseState()).state, `round ${round}`).toBe('clue');
  }
  expect(await openKinds()).toEqual(['accept-clue', 'identify']);
});

test('passing on gives the duty, its reminders and the news to somebody else', async () => {
  await report();
  const chat = officer();
  await chat.say('我的待办');
  await chat.press('受理申报 张大山');
  await chat.press('转给别人');
  await chat.press('李书记 村党组织书记');
  expect(textOf(await chat.say('我的待办'))).toContain('现在没有待办');
  expect(textOf(await chatOf(county, accountOf('secretaryA')).say('我的待办'))).toContain(
    '受理申报',
  );
  expect((await toldFarmer()).at(-1)).toContain('李书记');
});

test('a withdrawal is confirmed by phone, the clock runs on until then', async () => {
  await report();
  const farmer = chatOf(county, FARMER);
  await farmer.say('我的进度');
  await farmer.press('撤回');
  await farmer.say('病好了');
  expect((await caseState()).state).toBe('withdrawal-requested');
  const chat = officer();
  await chat.say('我的待办');
  await chat.press('给农户打电话 张大山');
  await chat.press('打电话');
  expect(await openKinds()).toContain('identify');
  await chat.press('是本人意思，撤回');
  expect((await caseState()).state).toBe('closed');
  expect((await toldFarmer()).at(-1)).toContain('撤回了');
});

test('the officer who met the person confirms the account in one tap', async () => {
  const chat = officer();
  await chat.say('走访记录');
  await chat.press('张大山');
  await chat.press('一切正常');
  await chat.press('提交');
  expect(await chat.labels()).toContain('见到本人，手机号是他的');
  await chat.press('见到本人，手机号是他的');
  const account = await county.system((trx) =>
    trx.selectFrom('account').select('trust').where('id', '=', FARMER).executeTakeFirstOrThrow(),
  );
  expect(account.trust).toBe('confirmed');
  expect(await chat.labels()).not.toContain('见到本人，手机号是他的');
});

test('every opening of a household sheet is written to the access log, with numbers masked', async () => {
  const chat = officer();
  await chat.say('我的农户');
  const sheet = textOf(await chat.press('张大山'));
  expect(sheet).toContain('138****0002');
  const log = await county.system((trx) => trx.selectFrom('access_log').selectAll().execute());
  expect(log.at(-1)).toMatchObject({
    staff_id: STAFF.officerA.id,
    household_id: zhang,
    what: 'household-sheet',
  });
});

test('a complaint about whoever would answer it is theirs no more once they are named', async () => {
  const farmer = chatOf(county, FARMER);
  await farmer.say('我要举报');
  await farmer.say('镇上的领导收了红包');
  await farmer.press('别的人');
  const leader = await county.system((trx) =>
    trx
      .selectFrom('staff')
      .select('name')
      .where('id', '=', STAFF.townLeader.id)
      .executeTakeFirstOrThrow(),
  );
  await farmer.say(leader.name);
  const duties = await county.system((trx) =>
    trx
      .selectFrom('duty')
      .select(['state', 'owner_staff_id', 'due_on'])
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  );
  expect(duties.map((each) => each.state)).toEqual(['cancelled', 'open']);
  expect(duties[1]?.owner_staff_id).not.toBe(STAFF.townLeader.id);
  expect(duties[1]?.due_on).toBe(duties[0]?.due_on);
});

test('a complaint is answered past the person it is about, who never sees it, and the asker hears it', async () => {
  const farmer = chatOf(county, FARMER);
  await farmer.say('人工帮助');
  await farmer.press('我要投诉');
  await farmer.say('信息员收了我的材料不给办');
  await farmer.press('村信息员 王秀英');
  const ticket = () =>
    county.system((trx) => trx.selectFrom('ticket').selectAll().executeTakeFirstOrThrow());
  expect(await ticket()).toMatchObject({ state: 'open', about_staff_id: STAFF.officerA.id });
  const duty = await county.system((trx) =>
    trx.selectFrom('duty').selectAll().where('state', '=', 'open').executeTakeFirstOrThrow(),
  );
  expect(duty.owner_staff_id).toBe(STAFF.townLeader.id);
  expect(duty.details).toMatchObject({ except: [STAFF.officerA.id] });

  const complainedAbout = officer();
  expect(textOf(await complainedAbout.pressLasting('duty-open', duty.id))).not.toContain('材料');
  const chat = chatOf(county, accountOf('townLeader'));
  await chat.say('我的待办');
  expect(textOf(await chat.press('回复来信 桃源村'))).toContain('材料不给办');
  await chat.press('回复');
  await chat.say('已经核实，材料明天就办。');
  expect((await toldFarmer()).at(-1)).toContain('材料明天就办');
  expect((await ticket()).state).toBe('answered');
});
