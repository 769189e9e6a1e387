import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { policyBook } from '#src/main/policy-book.ts';
import { loadPolicies } from '#src/policies/load.ts';
import { assignPack } from '#src/store/area-pack.ts';
import { writeCopyOfPerson } from '#src/operations/privacy/copy-of-person.ts';
import { erasePersonNow } from '#src/operations/privacy/erase-person.ts';
import { sweepRetention } from '#src/operations/privacy/retention.ts';
import { openIncomePlans } from '#src/operations/plan/income-plan.ts';
import { addFamily } from '#test/operations/assessment/family.ts';
import {
  accountOf,
  AREAS,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';
import { insertIssue } from '#src/store/issue.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';
import { accountOfDepartment, addDepartments } from '#test/operations/ticket/departments.ts';
import { enrolledCase } from './enrolled.ts';
import { tick } from './tool-box.ts';

let county: County;
const FARMER = uuid(900);
let zhang: string;
let zhao: string;

beforeAll(async () => {
  // Tongnan's floor is one of 2025; this county's own pack has one of 2026.
  const extra = fileURLToPath(new URL('county-packs', import.meta.url));
  county = await makeCounty('2026-11-02T09:00:00+08:00', {
    policies: policyBook(await loadPolicies({ extra }), []),
  });
  await addDepartments(county);
  zhang = await county.household(500, 'a', '张大山', { phone: '13800000002' });
  zhao = await county.household(501, 'a', '赵监测', { monitored: 'marginal' });
  await addFamily(county, zhang, 'a', [
    { name: '张大山', bornOn: '1978-03-02' },
    { name: '张小宝', bornOn: '2015-06-01', labour: 'none', schooling: 'primary' },
  ]);
  await addFamily(county, zhao, 'a', [{ name: '赵监测', bornOn: '1950-03-02', labour: 'none' }]);
});
afterAll(() => county.close());
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
    await trx.updateTable('household').set({ monitored: null }).where('id', '=', zhang).execute();
    await trx.updateTable('account').set({ trust: 'confirmed' }).where('id', '=', FARMER).execute();
  });
});

const at = (iso: string): void => county.clock.set(instant(Date.parse(iso)));
const town = () => chatOf(county, accountOf('town'));
const helper = () => chatOf(county, accountOf('helperA'));
const farmer = () => chatOf(county, FARMER);
const open = (chat: ReturnType<typeof town>, householdId = zhang) =>
  chat.send({ kind: 'action', action: 'plan-open', ref: householdId });

const measures = () =>
  county.system((trx) =>
    trx.selectFrom('measure').selectAll().orderBy('planned_on').orderBy('code').execute(),
  );
const plans = () => county.system((trx) => trx.selectFrom('plan').selectAll().execute());
const caseState = async () =>
  (
    await county.system((trx) =>
      trx.selectFrom('case_file').select('state').executeTakeFirstOrThrow(),
    )
  ).state;
const openKinds = async () =>
  (
    await county.system((trx) =>
      trx.selectFrom('duty').select('kind').where('state', '=', 'open').orderBy('kind').execute(),
    )
  ).map((each) => each.kind);
const toldFarmer = async () => (await county.told(FARMER)).at(-1);

/** A title of the default tool box by the class of its item. */
const titleOf = (...classes: readonly string[]): string => {
  const pack = county.deps.policies.packFor(null, localDate('2026-11-11'));
  const item = pack.settings.toolbox.value.find((each) => classes.includes(each.class));
  return [...(item?.title ?? '')].length > 14
    ? `${[...(item?.title ?? '')].slice(0, 14).join('')}……`
    : (item?.title ?? '');
};

/** The town names the helper and adopts a plan with these items. */
async function adopted(titles: readonly string[]): Promise<string> {
  const chat = town();
  await open(chat);
  await chat.press('定计划');
  for (const title of titles) await tick(chat, title);
  await chat.press('选好了');
  await chat.say('想在家门口找点活，好照看孩子');
  await chat.press('郑帮扶');
  return textOf(await chat.press('定下来'));
}

/** A finished assessment of a household that lives on 5000 yuan a head. */
const low = () =>
  county.system((trx) =>
    trx
      .insertInto('assessment')
      .values({
        id: uuid(960),
        household_id: zhao,
        area_path: '500230/101/201/',
        case_id: null,
        visit_id: null,
        occasion: 'review',
        window_from: localDate('2025-02-01'),
        window_to: localDate('2026-01-31'),
        people: 1,
        sheet: '{}',
        bills: null,
        housing: null,
        schooling: null,
        uninsured: null,
        water: null,
        coping: null,
        assets: null,
        wishes: null,
        risks: [],
        disaster: null,
        complete: true,
        net_yuan: 5000,
        net_per_person: 5000,
        reference_per_person: 5000,
        suggested: null,
        pack_id: 'default',
        pack_version: '1',
        made_by: STAFF.officerA.id,
        made_on: localDate('2026-02-01'),
        changed_at: timestamp(county.clock.now()),
      })
      .execute(),
  );

describe('a plan of help', () => {
  test('BN-62 LX-09 XX-09 is made by taps: what fits first, the household’s own wish, who answers for it', async () => {
    await enrolledCase(county, FARMER);
    const chat = town();
    expect(textOf(await open(chat))).toContain('还没有定');
    const tools = textOf(await chat.press('定计划'));
    expect(tools).toContain('合适的排在前面');
    expect(tools.split('\n')[1]).toMatch(/对应|家里|能/);
    const told = await adopted([
      titleOf('employment'),
      titleOf('health'),
      titleOf('compulsory-education'),
    ]);
    expect(told).toContain('已经在手机上问农户');
    const [plan] = await plans();
    expect(plan).toMatchObject({ responsible_staff_id: STAFF.helperA.id, request_asked: true });
    expect(
      county.deps.fields.decrypt('plan.request_enc', plan?.id ?? '', plan?.request_enc ?? ''),
    ).toContain('家门口');
    expect((await measures()).map((each) => each.state)).toEqual(['planned', 'planned', 'planned']);
    expect(await openKinds()).toContain('confirm-plan');
  });

  test('FD-06 where somebody can work a plan without anything that earns is not adopted', async () => {
    await enrolledCase(county, FARMER);
    const chat = town();
    await open(chat);
    await chat.press('定计划');
    await tick(chat, titleOf('health'));
    await chat.press('选好了');
    await chat.press('没有特别的要求');
    const words = textOf(await chat.press('郑帮扶'));
    expect(words).toContain('还不能定');
    expect(words).toContain('家里有人能干活');
    expect(await chat.labels()).not.toContain('定下来');
    expect(await plans()).toEqual([]);
    // A button of an older message does no more than the check allows.
    const refusedPlan = await chat.send({ kind: 'press', token: 0, choice: 'adopt' });
    expect(textOf(refusedPlan)).not.toContain('定好了');
    expect(await plans()).toEqual([]);
  });

  test('FD-05 BN-62 the household agrees in its chat with one tap, and help begins', async () => {
    await enrolledCase(county, FARMER);
    await adopted([titleOf('employment'), titleOf('health')]);
    const asked = await toldFarmer();
    expect(asked?.text).toContain('帮扶打算');
    expect(asked?.text).toContain('（学手艺、找活干）');
    expect(asked?.text).not.toMatch(/保证|监测|贫困/);
    expect(asked?.labels).toContain('想改一改');
    expect(await caseState()).toBe('enrolled');
    const [action = '', ref = ''] = (asked?.refs[0] ?? '').split(' ');
    expect(action).toBe('plan-agree');
    const thanks = await farmer().send({ kind: 'action', action: 'plan-agree', ref });
    expect(textOf(thanks)).toContain('您同意这份打算');
    expect(await caseState()).toBe('assisting');
    expect(await plans()).toMatchObject([{ confirmed_how: 'chat', confirmed_on: '2026-11-11' }]);
    expect((await county.told(accountOf('helperA'))).at(-1)?.text).toContain('同意帮扶计划');
    const again = await farmer().send({ kind: 'action', action: 'plan-agree', ref });
    expect(textOf(again)).toContain('已经回过了');
  });

  test('BN-62 what the household would rather have reaches the responsible person; a changed plan is asked about anew', async () => {
    await enrolledCase(county, FARMER);
    await adopted([titleOf('employment')]);
    const ref = ((await toldFarmer())?.refs[0] ?? '').split(' ')[1] ?? '';
    const chat = farmer();
    await chat.send({ kind: 'action', action: 'plan-change', ref });
    expect(textOf(await chat.say('想养两头猪，不想出去'))).toContain('您的想法记下了');
    expect((await county.told(accountOf('helperA'))).at(-1)?.text).toContain('想养两头猪');

    const office = helper();
    expect(textOf(await open(office))).toContain('农户想改');
    await office.press('改计划');
    await tick(office, titleOf('industry'));
    await office.press('选好了');
    await office.say('养猪');
    expect(textOf(await office.press('定下来'))).toContain('问农户');
    // The yes to the wording before is a yes to nothing any more.
    const old = await farmer().send({ kind: 'action', action: 'plan-agree', ref });
    expect(textOf(old)).toContain('后来改过了');
    expect(await plans()).toMatchObject([{ version: 2, confirmed_how: null, objection_enc: null }]);
    expect(await measures()).toHaveLength(2);
  });

  test('nobody but the household’s own known account has a say', async () => {
    await enrolledCase(county, FARMER);
    await adopted([titleOf('employment')]);
    const ref = ((await toldFarmer())?.refs[0] ?? '').split(' ')[1] ?? '';
    const stranger = uuid(901);
    await county.system((trx) =>
      insertAccount(trx, stranger, 'telegram', county.clock.now(), {
        area: 'a',
        household_id: zhang,
        name: '张大山',
      }),
    );
    const claimed = await chatOf(county, stranger).send({
      kind: 'action',
      action: 'plan-agree',
      ref,
    });
    expect(textOf(claimed)).toContain('不是您家的');
    expect(await plans()).toMatchObject([{ confirmed_how: null }]);
  });

  test('on paper the photo is the household’s word', async () => {
    await enrolledCase(county, FARMER);
    await adopted([titleOf('employment')]);
    const mediaId = uuid(950);
    await county.system((trx) =>
      trx
        .insertInto('media')
        .values({
          id: mediaId,
          account_id: accountOf('helperA'),
          area_path: null,
          kind: 'photo',
          channel: 'telegram',
          reference_enc: null,
          mime_type: 'image/jpeg',
          bytes: 9,
          sha256: null,
          state: 'stored',
          transcript_enc: null,
          created_at: timestamp(county.clock.now()),
        })
        .execute(),
    );
    const chat = helper();
    await open(chat);
    await chat.press('纸上签过字');
    await chat.say('签好了');
    expect(await plans()).toMatchObject([{ confirmed_how: null }]);
    const photo = { kind: 'media', media: 'photo', mediaId, caption: '', seconds: 0 } as const;
    expect(textOf(await chat.send(photo))).toContain('记作农户同意');
    expect(await plans()).toMatchObject([
      { confirmed_how: 'paper', paper_media_id: mediaId, confirmed_by_staff: STAFF.helperA.id },
    ]);
    expect(await caseState()).toBe('assisting');
  });

  test('K3b LX-10 LX-11 a measure begins, is rated, and the household hears of it', async () => {
    await enrolledCase(county, FARMER);
    await adopted([titleOf('employment')]);
    const ref = ((await toldFarmer())?.refs[0] ?? '').split(' ')[1] ?? '';
    await farmer().send({ kind: 'action', action: 'plan-agree', ref });
    expect(await openKinds()).toContain('start-measure');
    const chat = helper();
    await open(chat);
    await chat.press(titleOf('employment'));
    expect(textOf(await chat.press('开始办了'))).toContain('正在办');
    expect(await openKinds()).not.toContain('start-measure');
    expect((await toldFarmer())?.text).toMatch(/11月11日 周三开始办了[^]*有事找[^]*郑帮扶/);
    const visit = await chat.send({ kind: 'action', action: 'visit', ref: zhang });
    expect(textOf(visit)).toContain(`看看办得怎么样：${titleOf('employment')}，正在办`);
    await open(chat);
    await chat.press(titleOf('employment'));
    await chat.press('效果怎么样');
    expect(textOf(await chat.press('有点用'))).toContain('有点用');
    expect(await measures()).toMatchObject([
      {
        state: 'in-progress',
        started_on: '2026-11-11',
        effect: 'some',
        effect_by: STAFF.helperA.id,
      },
    ]);
    await chat.press(titleOf('employment'));
    expect(textOf(await chat.press('办好了'))).toContain('办好了');
    expect(await measures()).toMatchObject([{ state: 'done', ended_on: '2026-11-11' }]);
  });

  test('LX-11 a department has its own measures in hand, rates their effect, and sees nothing else of the family', async () => {
    await enrolledCase(county, FARMER);
    await adopted([titleOf('employment'), titleOf('health')]);
    const labour = chatOf(county, accountOfDepartment('labour'));
    const list = textOf(await labour.say('部门帮扶'));
    expect(list).toContain('有1件');
    const shown = textOf(await labour.press('张大山'));
    expect(shown).toContain(titleOf('employment'));
    expect(shown).not.toContain(titleOf('health'));
    expect(shown).not.toContain('家门口');
    expect(await labour.labels()).not.toContain('改计划');
    await labour.press(titleOf('employment'));
    await labour.press('开始办了');
    await labour.press(titleOf('employment'));
    await labour.press('效果怎么样');
    expect(textOf(await labour.press('效果好'))).toContain('效果好');
    const other = chatOf(county, accountOfDepartment('water'));
    expect(textOf(await open(other))).toContain('不归您负责');
    expect(textOf(await other.say('部门帮扶'))).toContain('没有要办的');
  });

  test('FD-49 more than the cap of the year is not put on record', async () => {
    await enrolledCase(county, FARMER);
    await adopted([titleOf('industry')]);
    await county.system((trx) => trx.updateTable('measure').set({ cap_yuan: 2000 }).execute());
    const chat = helper();
    await open(chat);
    await chat.press(titleOf('industry'));
    await chat.press('开始办了');
    await chat.press(titleOf('industry'));
    expect(textOf(await chat.press('办好了'))).toContain('一年最多2000元');
    expect(textOf(await chat.say('2500'))).toContain('超过了一年最多的2000元');
    expect(await measures()).toMatchObject([{ state: 'in-progress', yuan: 0 }]);
    await chat.press(titleOf('industry'));
    await chat.press('办好了');
    await chat.say('两千');
    expect(await measures()).toMatchObject([{ state: 'done', yuan: 2000 }]);
  });

  test('LX-30 who pays a grant notes the sum; the household sees under 我的进度 whether it has come', async () => {
    await enrolledCase(county, FARMER);
    await adopted([titleOf('employment'), '教育资助']);
    const chat = helper();
    await open(chat);
    await chat.press('教育资助');
    await chat.press('开始办了');
    expect(textOf(await farmer().say('我的进度'))).toContain('：正在办，钱还没有记到账');
    const desk = chatOf(county, accountOfDepartment('education'));
    expect(textOf(await desk.say('部门帮扶'))).toContain('教育资助，正在办，钱还没给到');
    await desk.press('张大山');
    await desk.press('教育资助');
    expect(textOf(await desk.press('办好了'))).toContain('给了农户多少钱');
    await desk.say('1500');
    expect(textOf(await farmer().say('我的进度'))).toContain('记的给了1500元');
    // What a household gets is nobody's business who only says a name.
    await county.system((trx) =>
      trx.updateTable('account').set({ trust: 'claimed' }).where('id', '=', FARMER).execute(),
    );
    expect(textOf(await farmer().say('我的进度'))).not.toContain('1500');
  });

  test('FD-07 LX-48 a monitored household without labour gets a safety net, with or without a case', async () => {
    const chat = town();
    await open(chat, zhao);
    const tools = textOf(await chat.press('定计划'));
    expect(tools).toContain('家里没人能干活');
    await tick(chat, titleOf('safety-net'));
    await chat.press('选好了');
    await chat.press('没有特别的要求');
    await chat.press('我来负责');
    expect(textOf(await chat.press('定下来'))).toContain('带上纸去一趟');
    expect(await plans()).toMatchObject([{ household_id: zhao, case_id: null }]);
  });

  test('LX-38 a house found dangerous by the appraisal is offered for renovation first', async () => {
    const day = localDate('2026-11-02');
    const step = { step: 'appraised-dangerous', on: day, byStaffId: STAFF.town.id } as const;
    const verified = { verifiedOn: day, verifiedBy: STAFF.town.id };
    await county.system((trx) =>
      insertIssue(trx, county.deps.fields, {
        ...{ number: 'W-0099-1', areaId: AREAS.a.areaId, areaPath: AREAS.a.areaPath },
        ...{ householdId: zhao, accountId: null, declarationId: null, product: null },
        ...{ repeat: null, words: '', receivedAt: county.clock.now() },
        issue: {
          ...{ issueId: uuid(970), topic: 'housing', department: 'housing' },
          ...{ pack: { id: 'default', version: '1' }, receivedOn: day },
          ...{ verifyDueOn: day, fixDueOn: day, emergency: false, openedByStaffId: null },
          ...{ doubtedBy: [], reopened: 0, round: 2 },
          state: { tag: 'fixing', ...verified, steps: [step] },
        },
      }),
    );
    const chat = town();
    await open(chat, zhao);
    const [, first] = textOf(await chat.press('定计划')).split('\n');
    expect(first).toMatch(/^1\. 危房改造（.*房子鉴定是危房/);
  });

  test('LX-21 TN-26 a job somebody told of counts at once: the household is no zero-employment household any more', async () => {
    const [zhangDashan] = await county.system((trx) =>
      trx
        .selectFrom('member')
        .select('id')
        .where('household_id', '=', zhang)
        .orderBy('ordinal')
        .execute(),
    );
    await enrolledCase(county, FARMER);
    const chat = town();
    const offers = async (): Promise<string> => {
      await open(chat);
      const pages = [textOf(await chat.press('定计划'))];
      for (let page = 0; page < 3; page += 1) pages.push(textOf(await chat.press('更多')));
      return pages.join();
    };
    expect(await offers()).toContain('能干活的没有活干');
    await county.system((trx) =>
      sql`insert into member_status (member_id, household_id, area_path, job, job_on, job_source)
        values (${zhangDashan?.id ?? ''}::uuid, ${zhang}::uuid, '500230/101/201/', 'away', '2026-11-11', 'person')`.execute(
        trx,
      ),
    );
    const tools = await offers();
    await county.system((trx) => trx.deleteFrom('member_status').execute());
    expect(tools).not.toContain('能干活的没有活干');
  });

  test('a household nobody recognised has no plan, and an officer elsewhere learns nothing', async () => {
    expect(textOf(await open(town()))).toContain('还没有认定');
    const stranger = chatOf(county, accountOf('officerC'));
    const words = textOf(await open(stranger));
    expect(words).toContain('不归您负责');
    expect(words).not.toContain('张大山');
  });
});

describe('people’s own data', () => {
  test('what the household told of its plan is in its copy, and goes when it asks for that', async () => {
    await enrolledCase(county, FARMER);
    await adopted([titleOf('employment')]);
    const ref = ((await toldFarmer())?.refs[0] ?? '').split(' ')[1] ?? '';
    const chat = farmer();
    await chat.send({ kind: 'action', action: 'plan-change', ref });
    await chat.say('想养两头猪，不想出去');
    const copied: string[] = [];
    await writeCopyOfPerson(county.deps, FARMER, (line) => copied.push(line));
    expect(copied.find((line) => line.includes('"record":"plan"'))).toContain('想养两头猪');
    expect((await erasePersonNow(county.deps, FARMER)).ok).toBe(true);
    const helperHeard = (await county.told(accountOf('helperA'))).map((each) => each.text);
    expect(helperHeard.join()).not.toContain('想养两头猪');
    const [plan] = await plans();
    expect(plan?.objection_enc).toBeNull();
    // What the office put on record stays: it is its duty.
    expect(plan?.request_enc).not.toBeNull();
  });

  test('PIPL 19 income and spending leave with their class, never while a case is open', async () => {
    await low();
    await enrolledCase(county, FARMER);
    await county.system((trx) =>
      trx
        .updateTable('assessment')
        .set({ household_id: zhang, changed_at: timestamp(instant(Date.parse('2010-01-01'))) })
        .execute(),
    );
    expect((await sweepRetention(county.deps))['assessments']).toBe(0);
    await county.system((trx) =>
      trx.updateTable('assessment').set({ household_id: zhao }).execute(),
    );
    expect((await sweepRetention(county.deps))['assessments']).toBe(1);
  });
});

describe('the income plan', () => {
  /** The county under a pack that names a floor. */
  const under = (packId: string) =>
    county.system((trx) =>
      assignPack(
        trx,
        { areaId: AREAS.county.areaId, packId, fromDay: localDate('2026-01-01') },
        county.clock.now(),
      ),
    );

  test('FD-54 TN-10 a low-income household has one duty a quarter, done by its helper, seen by the household', async () => {
    await low();
    at('2026-02-10T09:00:00+08:00');
    expect(await openIncomePlans(county.deps)).toBe(0);
    await under('yunling');
    expect(await openIncomePlans(county.deps)).toBe(1);
    expect(await openIncomePlans(county.deps)).toBe(0);
    const duties = await county.system((trx) =>
      trx.selectFrom('duty').select(['kind', 'due_on', 'household_id']).execute(),
    );
    expect(duties).toEqual([{ kind: 'income-plan', due_on: '2026-03-31', household_id: zhao }]);

    const chat = helper();
    await open(chat, zhao);
    expect(textOf(await chat.press('增收计划'))).toContain('一起商量好怎么增收');
    expect(textOf(await chat.press('办好了'))).toContain('记好了');
    expect(await openKinds()).toEqual([]);
    at('2026-08-03T09:00:00+08:00');
    await openIncomePlans(county.deps);
    await open(chat, zhao);
    await chat.press('增收计划');
    // The second quarter was never done: nothing is skipped.
    expect(textOf(await chat.say('9000'))).toContain('前面一个季度的还没有办');
  });

  test('FD-54 the household says in its chat that it is so, once', async () => {
    await low();
    await county.system(async (trx) => {
      await trx.updateTable('assessment').set({ household_id: zhang }).execute();
      await trx
        .updateTable('household')
        .set({ monitored: 'marginal' })
        .where('id', '=', zhang)
        .execute();
    });
    await under('yunling');
    at('2026-02-10T09:00:00+08:00');
    const chat = helper();
    await open(chat);
    await chat.press('增收计划');
    await chat.press('办好了');
    const asked = await toldFarmer();
    expect(asked?.text).toContain('郑帮扶说，和您家商量了今年怎么多挣一点');
    const [action = '', ref = ''] = (asked?.refs[0] ?? '').split(' ');
    expect(action).toBe('income-agree');
    const say = () => farmer().send({ kind: 'action', action: 'income-agree', ref });
    expect(textOf(await say())).toContain('谢谢，记下了');
    expect(textOf(await say())).toContain('已经回过了');
    const steps = await county.system((trx) =>
      trx.selectFrom('income_step').selectAll().where('household_id', '=', zhang).execute(),
    );
    expect(steps).toMatchObject([{ step: 'agree', year: 2026, confirmed_on: '2026-02-10' }]);
  });
});

describe('问政策', () => {
  test('FD-17 answers by the pack in force where the person lives', async () => {
    const asked = async (): Promise<string> => {
      await farmer().say('问政策');
      return textOf(await farmer().say('先诊疗后付费怎么办的'));
    };
    expect(await asked()).not.toContain('丰都');
    await county.system((trx) =>
      assignPack(
        trx,
        { areaId: AREAS.county.areaId, packId: 'fengdu', fromDay: localDate('2026-02-01') },
        county.clock.now(),
      ),
    );
    const answered = await asked();
    expect(answered).toContain('归县卫生健康委管');
    expect(answered).toContain('《丰都县2024年');
  });
});
