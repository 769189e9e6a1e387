/** Tickets on the real database, chatted by the people who tell of them, verify and fix them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Input } from '#src/flows/flow.ts';
import { inScope } from '#src/store/database.ts';
import { insertStoredMedia } from '#src/store/media.ts';
import type { Scope } from '#src/store/scope.ts';
import { openIssue } from '#src/operations/ticket/open-issue.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import {
  accountOf,
  AREAS,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf, type OfficeChat, textOf } from '#test/operations/staff/office-chat.ts';
import { accountOfDepartment, addDepartments, staffOf } from './departments.ts';

let county: County;
let farmer: OfficeChat;
const farmerAccount = uuid(901).replace('-9000-', '-a000-');
const householdId = uuid(301);

beforeAll(async () => {
  county = await makeCounty();
  await addDepartments(county);
  await county.household(301, 'a', '张大山', { phone: '13800000001' });
  await county.household(302, 'c', '李小河');
  await county.system((trx) =>
    insertAccount(trx, farmerAccount, 'telegram', county.clock.now(), {
      household_id: householdId,
      area: 'a',
      name: '张大山',
    }),
  );
}, 60_000);
afterAll(() => county.close());
beforeEach(async () => {
  await county.clear();
  farmer = chatOf(county, farmerAccount);
});

const town = () => chatOf(county, accountOf('town'));
const water = () => chatOf(county, accountOfDepartment('water'));

/** The only open duty of a kind, by the button of 我的待办. */
async function open(chat: OfficeChat, title: string): Promise<string> {
  await chat.say('我的待办');
  const label = (await chat.labels()).find((each) => each.includes(title));
  if (label === undefined) throw new Error(`no ${title} among ${(await chat.labels()).join('|')}`);
  return textOf(await chat.press(label));
}

async function noWater(): Promise<void> {
  await farmer.say('人工帮助');
  await farmer.press('请人来解决');
  await farmer.press('吃水用水');
  await farmer.press('停水了');
}

describe('a ticket told in the chat', () => {
  test('TN-21 FD-12 FD-13 three taps give it a number, two days, an office and somebody to phone', async () => {
    await farmer.say('人工帮助');
    await farmer.press('请人来解决');
    await farmer.press('吃水用水');
    const answer = textOf(await farmer.press('停水了'));
    expect(answer).toMatch(/记下了，编号 G-\d{5}/);
    expect(answer).toContain('11月5日 周四前有人来核实。属实的，11月12日 周四前办好');
    expect(answer).toContain('陈镇信');
    // It goes to the town and to the department, each with its own day.
    const duties = await county.system((trx) =>
      trx.selectFrom('duty').select(['kind', 'owner_staff_id', 'due_on']).orderBy('kind').execute(),
    );
    expect(duties).toEqual([
      { kind: 'fix-issue', owner_staff_id: staffOf('water'), due_on: '2026-11-12' },
      { kind: 'verify-issue', owner_staff_id: STAFF.town.id, due_on: '2026-11-05' },
    ]);
  });

  test('LX-46 from the report to the call-back the farmer hears of each step, and 没解决 opens it again', async () => {
    await noWater();
    expect(await open(town(), '核实问题')).toContain('“停水了”');
    const chat = town();
    expect(textOf(await chat.press('属实'))).toContain('记下了');
    expect((await county.told(farmerAccount)).at(-1)?.text).toContain('情况核实了，是这样');

    const bureau = water();
    await open(bureau, '解决问题');
    await bureau.press('记一步');
    await bureau.press('已经应急送水');
    expect((await county.told(farmerAccount)).at(-1)?.text).toContain('先安排了送水');
    await open(bureau, '解决问题');
    await bureau.press('办好了');
    await bureau.press('修好了');
    const asked = (await county.told(farmerAccount)).at(-1);
    expect(asked?.text).toContain('您看解决了吗？');
    expect(asked?.labels).toEqual(['解决了', '没解决']);

    const issueId = asked?.refs[0]?.split(' ')[1] ?? '';
    const again = await farmer.send({ kind: 'action', action: 'issue-unsolved', ref: issueId });
    expect(textOf(again)).toContain('重新办');
    await open(town(), '核实问题');
    await town().press('属实');
    await open(bureau, '解决问题');
    await bureau.press('办好了');
    await bureau.press('修好了');
    expect(
      textOf(await farmer.send({ kind: 'action', action: 'issue-solved', ref: issueId })),
    ).toContain('办结了');
    const { state } = await county.system((trx) =>
      trx.selectFrom('issue_ticket').select('state').executeTakeFirstOrThrow(),
    );
    expect(state).toBe('closed');
    const left = await county.system((trx) =>
      trx.selectFrom('duty').select('kind').where('state', '=', 'open').execute(),
    );
    expect(left).toEqual([]);
  });

  test('我的进度 shows tickets with what comes next', async () => {
    await noWater();
    const shown = textOf(await farmer.say('我的进度'));
    expect(shown).toContain('吃水用水');
    expect(shown).toContain('现在：收到了，等人来看');
    expect(shown).toContain('11月5日 周四前有人来核实');
  });

  test('told twice it is one ticket', async () => {
    await noWater();
    await farmer.say('人工帮助');
    await farmer.press('请人来解决');
    await farmer.press('吃水用水');
    expect(textOf(await farmer.press('停水了'))).toContain('之前报过，还在办');
    const rows = await county.system((trx) =>
      trx.selectFrom('issue_ticket').select('reports').execute(),
    );
    expect(rows).toEqual([{ reports: 2 }]);
  });

  test('two reports of one trouble at the same moment open one ticket', async () => {
    const told = {
      topic: 'housing',
      emergency: false,
      words: '墙裂了',
      areaId: AREAS.a.areaId,
      areaPath: AREAS.a.areaPath,
      householdId,
      accountId: null,
      openedByStaffId: null,
      declarationId: null,
    } as const;
    const both = await Promise.all([
      inBackground(county.deps, (context) => openIssue(context, told)),
      inBackground(county.deps, (context) => openIssue(context, told)),
    ]);
    expect(new Set(both.map(({ value }) => value.issueId)).size).toBe(1);
    expect(new Set(both.map(({ value }) => value.fresh))).toEqual(new Set([false, true]));
  });

  test('FD-14 BN-32 people in a dangerous house: told to leave first, town and department hear at once', async () => {
    await farmer.say('人工帮助');
    await farmer.press('请人来解决');
    const asked = textOf(await farmer.press('房子不安全'));
    expect(asked).toContain('人先出来，再打 119');
    await farmer.press('有人住');
    const answer = textOf(await farmer.press('就这些，提交'));
    expect(answer).toContain('人先别住在里面');
    expect((await county.told(accountOf('town'))).at(-1)?.text).toContain('急事');
    expect((await county.told(accountOfDepartment('housing'))).at(-1)?.text).toContain('急事');
    expect(await open(chatOf(county, accountOfDepartment('housing')), '解决问题')).toContain(
      '危房里还住着人',
    );
  });
});

describe('photos of a ticket', () => {
  const photoOf = async (accountId: string, n: number): Promise<Input> => {
    await county.system((trx) =>
      insertStoredMedia(
        trx,
        {
          ...{ id: uuid(n), accountId, areaPath: null, kind: 'photo', channel: 'telegram' },
          ...{ mimeType: 'image/jpeg', bytes: 3, sha256: 'a' },
        },
        county.clock.now(),
      ),
    );
    return photo(uuid(n));
  };
  const photo = (mediaId: string, caption = ''): Input => ({
    ...{ kind: 'media', media: 'photo', mediaId, caption, seconds: 0 },
  });
  const seenBy = (scope: Scope) =>
    inScope(county.db, scope, async (trx) =>
      (await trx.selectFrom('issue_media').select('media_id').execute()).map((row) =>
        row.media_id.slice(-3),
      ),
    );

  test('LX-45 the farmer’s of the trouble and the bureau’s of the repair are seen by those who see the ticket, and by nobody else', async () => {
    await noWater();
    expect(textOf(await farmer.send(await photoOf(farmerAccount, 801)))).toContain('照片收到了');
    // A photo of somebody else's is not taken in, whoever names it.
    await photoOf(accountOf('officerA'), 802);
    await farmer.send(photo(uuid(802)));
    // What stands below a photo is said of the trouble, and is not a second report.
    await farmer.send(photo(uuid(801), '管子从这里断的'));

    await open(town(), '核实问题');
    const sheet = (await county.told(accountOf('town'))).at(-1);
    expect(sheet?.text).toContain('照片：反映的1张');
    expect(sheet?.text).toContain('管子从这里断的');
    expect(sheet?.text).not.toContain('报过');
    await town().press('属实');
    const bureau = water();
    await open(bureau, '解决问题');
    await bureau.press('办好了');
    expect(textOf(await bureau.send(await photoOf(accountOfDepartment('water'), 803)))).toContain(
      '收到 1 张照片',
    );
    await bureau.press('修好了');

    const staff = { kind: 'staff', areaPath: AREAS.county.areaPath } as const;
    const desk = (department: 'water' | 'labour') =>
      seenBy({ ...staff, staffId: staffOf(department), department });
    expect((await desk('water')).toSorted()).toEqual(['801', '803']);
    expect(await desk('labour')).toEqual([]);
    const person = { kind: 'person', householdId: null } as const;
    expect((await seenBy({ ...person, accountId: farmerAccount })).toSorted()).toEqual([
      '801',
      '803',
    ]);
    expect(await seenBy({ ...person, accountId: accountOf('officerC') })).toEqual([]);
    const shows = await county.system((trx) =>
      trx.selectFrom('issue_media').select(['shows', 'by_staff as by']).orderBy('shows').execute(),
    );
    expect(shows).toEqual([
      { shows: 'repair', by: staffOf('water') },
      { shows: 'trouble', by: null },
    ]);
  });

  test('somebody who neither told of it nor handles it puts no photo into it', async () => {
    await noWater();
    const { id } = await county.system((trx) =>
      trx.selectFrom('issue_ticket').select('id').executeTakeFirstOrThrow(),
    );
    const other = chatOf(county, accountOf('officerC'));
    await other.pressLasting('issue-photo', id);
    expect(textOf(await other.send(await photoOf(accountOf('officerC'), 804)))).toContain(
      '没有放进去',
    );
  });
});

describe('a department finds the household', () => {
  const search = async (chat: OfficeChat): Promise<void> => {
    await chat.say('问题和预警');
    await chat.press('登记问题');
  };

  test('G6 by name or by the last four of a number in one village, within its area, and the search is on record without what was searched', async () => {
    const { fields } = county.deps;
    await county.system((trx) =>
      sql`insert into member (id, household_id, area_path, ordinal, name, relation, id_number_enc)
        values (${uuid(611)}, ${householdId}, ${AREAS.a.areaPath}, 1, '张大山', '户主',
          ${fields.encrypt('member.id_number', uuid(611), '53990119680201123X')})
        on conflict do nothing`.execute(trx),
    );
    const bureau = water();
    await search(bureau);
    expect(textOf(await bureau.say('桃源村'))).toContain('桃源村：是哪一户的事');
    expect(textOf(await bureau.say('9999'))).toContain('没找到这一户');
    await bureau.say('123x');
    const hit = (await bureau.labels()).find((label) => label.includes('张大山')) ?? '';
    expect(textOf(await bureau.press(hit))).toContain('张大山家');
    await bureau.press('吃水用水');
    expect(textOf(await bureau.press('停水了'))).toContain('记下了');
    const ticket = await county.system((trx) =>
      trx.selectFrom('issue_ticket').select(['household_id', 'opened_by_staff']).execute(),
    );
    expect(ticket).toEqual([{ household_id: householdId, opened_by_staff: staffOf('water') }]);

    await search(bureau);
    await bureau.say('李小河');
    expect((await bureau.labels()).join(' ')).toContain('李小河');
    const log = await county.system((trx) =>
      trx
        .selectFrom('access_log')
        .select(['staff_id as staff', 'details'])
        .where('what', '=', 'household-search')
        .orderBy('id')
        .execute(),
    );
    expect(log.map((row) => row.staff)).toEqual(Array(3).fill(staffOf('water')));
    expect(JSON.stringify(log)).not.toMatch(/123|张大山|李小河/);
  });

  test('an officer of one village finds nobody of another', async () => {
    const officer = chatOf(county, accountOf('officerC'));
    await officer.pressLasting('issue-report', 'pick');
    await officer.say('桃源村');
    expect(textOf(await officer.say('张大山'))).toContain('没找到这一户');
  });
});

describe('who sees and does what', () => {
  test('G6 a department sees what is routed to it, in the chat and in the database', async () => {
    await noWater();
    const labour = chatOf(county, accountOfDepartment('labour'));
    expect(textOf(await labour.say('问题和预警'))).toContain('没有没办完的问题');
    expect(textOf(await water().say('问题和预警'))).toContain('张大山');
    const seen = (department: 'water' | 'labour') =>
      inScope(
        county.db,
        {
          kind: 'staff',
          staffId: staffOf(department),
          areaPath: AREAS.county.areaPath,
          department,
        },
        async (trx) => ({
          tickets: (await trx.selectFrom('issue_ticket').select('id').execute()).length,
          events: (await trx.selectFrom('issue_event').select('id').execute()).length > 0,
          members: (await trx.selectFrom('member').select('id').execute()).length,
        }),
      );
    expect(await seen('water')).toEqual({ tickets: 1, events: true, members: 0 });
    expect(await seen('labour')).toEqual({ tickets: 0, events: false, members: 0 });
  });

  test('passed on to another department it leaves the first one’s list', async () => {
    await noWater();
    await open(town(), '核实问题');
    await town().press('属实');
    const bureau = water();
    await open(bureau, '解决问题');
    await bureau.press('转给别的部门');
    for (;;) {
      const label = (await bureau.labels()).find((each) => /住/.test(each));
      if (label !== undefined) {
        await bureau.press(label);
        break;
      }
      await bureau.press('下一页');
    }
    expect(textOf(await bureau.say('问题和预警'))).toContain('没有没办完的问题');
    expect(await open(chatOf(county, accountOfDepartment('housing')), '解决问题')).toContain(
      '11月12日',
    );
  });

  test('BN-54 an officer registers a trouble seen at a household; somebody else verifies it', async () => {
    const officer = chatOf(county, accountOf('officerC'));
    await officer.send({ kind: 'action', action: 'issue-report', ref: uuid(302) });
    await officer.press('房子不安全');
    await officer.press('没人住');
    expect(textOf(await officer.say('后墙塌了半边，人已经搬走'))).toContain('记下了');
    const list = textOf(await officer.say('问题和预警'));
    expect(list).toContain('李小河');
    const ticket = await county.system((trx) =>
      trx.selectFrom('issue_ticket').select(['opened_by_staff', 'emergency']).execute(),
    );
    expect(ticket).toEqual([{ opened_by_staff: STAFF.officerC.id, emergency: false }]);
    // Village c has no town officer who can be reached: the duty went one post up.
    const { owner_staff_id: owner } = await county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('owner_staff_id')
        .where('kind', '=', 'verify-issue')
        .executeTakeFirstOrThrow(),
    );
    expect(owner).toBe(STAFF.county.id);
  });

  test('BN-36 a village without water is one ticket of the village, not one of somebody', async () => {
    const officer = chatOf(county, accountOf('officerA'));
    await officer.say('问题和预警');
    expect(textOf(await officer.press('登记全村的问题'))).toContain('桃源村');
    await officer.press('吃水用水');
    expect(textOf(await officer.press('停水了'))).toContain('记下了');
    expect(await open(town(), '核实问题')).toContain('全村的事');
    // A village that is not theirs is no place they can speak of.
    const other = chatOf(county, accountOf('officerC'));
    const ref = `area:${AREAS.a.areaId}`;
    expect(textOf(await other.send({ kind: 'action', action: 'issue-report', ref }))).toContain(
      '不归您管',
    );
  });

  test('a department registers what it sees in a village, of its own matters only', async () => {
    const bureau = water();
    await bureau.say('问题和预警');
    expect(textOf(await bureau.press('登记问题'))).toContain('请打村名');
    expect(textOf(await bureau.say('没有这个村'))).toContain('没找到');
    await bureau.say('桃源村');
    await bureau.press('全村的事');
    expect(await bureau.labels()).toEqual(['吃水用水', '返回']);
    await bureau.press('吃水用水');
    expect(textOf(await bureau.press('水浑、有怪味'))).toContain('记下了');
    expect(await open(town(), '核实问题')).toContain('“水浑、有怪味”');
  });
});
