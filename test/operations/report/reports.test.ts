/** Monthly reports, referrals, joint decisions, rectification and people's jobs, on the real database and through the chats. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { alignReferrals } from '#src/operations/report/align-referrals.ts';
import { importRectifications } from '#src/operations/report/import-rectification.ts';
import { makeMonthReports } from '#src/operations/report/make-month-reports.ts';
import { noteRegisterStatus } from '#src/operations/report/note-register-status.ts';
import { openJointReviews } from '#src/operations/report/open-joint-reviews.ts';
import { writeCopyOfPerson } from '#src/operations/privacy/copy-of-person.ts';
import { erasePersonNow } from '#src/operations/privacy/erase-person.ts';
import { sweepRetention } from '#src/operations/privacy/retention.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import { monthOf, localDate } from '#src/domain/calendar/local-date.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import {
  accountOf,
  AREAS,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';
import { table } from '#test/operations/registry/registry-bench.ts';

let county: County;
const FARMER = uuid(900);
const MEMBERS = { father: uuid(601), son: uuid(602), mother: uuid(603) };

beforeAll(async () => {
  county = await makeCounty('2026-11-02T09:00:00+08:00');
  await county.household(500, 'a', '张大山', { phone: '13800000002', monitored: 'marginal' });
  await county.household(501, 'c', '刘石桥', { monitored: 'unstable-exited' });
  await county.system(async (trx) => {
    await sql`insert into member (id, household_id, area_path, ordinal, name, relation, born_on, labour) values
      (${MEMBERS.father}, ${uuid(500)}, ${AREAS.a.areaPath}, 1, '张大山', '户主', '1968-02-01', 'ordinary'),
      (${MEMBERS.son}, ${uuid(500)}, ${AREAS.a.areaPath}, 2, '张小山', '之子', '1995-04-01', 'ordinary'),
      (${MEMBERS.mother}, ${uuid(501)}, ${AREAS.c.areaPath}, 1, '刘石桥', '户主', '1950-04-01', 'none')`.execute(
      trx,
    );
    await sql`update household set size = 2 where id = ${uuid(500)}`.execute(trx);
    for (const [at, department] of ['medical', 'health', 'civil', 'rural'].entries()) {
      await sql`insert into staff (id, name, created_at) values (${uuid(200 + at)}, ${`部门${department}`}, now())`.execute(
        trx,
      );
      await sql`insert into post (id, staff_id, role, department, area_id, area_path, since)
        values (${uuid(250 + at)}, ${uuid(200 + at)}, 'department-officer', ${department}, ${AREAS.county.areaId},
          ${AREAS.county.areaPath}, '2026-01-01')`.execute(trx);
      await insertAccount(trx, deskOf(department), 'telegram', county.clock.now(), {
        staff_id: uuid(200 + at),
      });
    }
    await insertAccount(trx, FARMER, 'telegram', county.clock.now(), {
      area: 'a',
      household_id: uuid(500),
      name: '张大山',
    });
    await sql`update account set trust = 'confirmed' where id = ${FARMER}`.execute(trx);
  });
});
afterAll(() => county.close());
beforeEach(() => at('2026-11-02T09:00:00+08:00'));

function deskOf(department: string): string {
  return uuid(220 + ['medical', 'health', 'civil', 'rural'].indexOf(department));
}
const at = (iso: string): void => county.clock.set(instant(Date.parse(iso)));
const officer = () => chatOf(county, accountOf('officerA'));
const town = () => chatOf(county, accountOf('town'));
const countyOfficer = () => chatOf(county, accountOf('county'));
const duties = async (kind: string) =>
  await county.system((trx) =>
    trx
      .selectFrom('duty')
      .select([
        'id',
        'state',
        'owner_staff_id as owner',
        'due_on as dueOn',
        'area_path as areaPath',
      ])
      .where('kind', '=', kind)
      .orderBy('created_at')
      .orderBy('area_path')
      .execute(),
  );
const inWork = <T>(work: Parameters<typeof inBackground<T>>[1]): Promise<T> =>
  inBackground(county.deps, work).then(({ value }) => value);

describe('referrals to departments', () => {
  const open = async () =>
    (
      await county.system((trx) =>
        trx
          .selectFrom('referral')
          .select(['kind', 'department', 'household_id as household'])
          .where('closed_on', 'is', null)
          .orderBy('kind')
          .execute(),
      )
    ).map((row) => `${row.kind} ${row.department} ${row.household.slice(-3)}`);

  test('BN-29 LX-31 TN-19 people the medical list shows without insurance come on that department’s list', async () => {
    expect(await alignReferrals(county.deps)).toBe(1); // 刘石桥: no labour, monitored, no safety net
    const row = {
      row: 2,
      name: '张小山',
      idNumber: '',
      areaCode: '',
      town: '',
      village: '',
      figures: {},
    };
    const of = {
      memberId: MEMBERS.son,
      householdId: uuid(500),
      areaId: AREAS.a.areaId,
      areaPath: AREAS.a.areaPath,
    };
    await inWork((context) =>
      noteRegisterStatus(context, monthOf(localDate('2026-11-02')), [
        {
          ...of,
          row: { ...row, facts: { department: 'medical', insured: false, selfPaidYuan: null } },
        },
      ]),
    );
    expect(await alignReferrals(county.deps)).toBe(1);
    expect(await open()).toEqual(['social-aid civil 501', 'uninsured medical 500']);
    const [duty] = (await duties('handle-referrals')).filter((each) => each.owner === uuid(200));
    expect(duty).toMatchObject({ state: 'open', dueOn: '2026-11-30' });

    const medical = chatOf(county, deskOf('medical'));
    const listed = textOf(await medical.pressLasting('desk-open', 'referrals'));
    expect(listed).toContain('共 1 件');
    expect(listed).toContain('张大山');
    expect(listed).not.toContain('刘石桥');
    await medical.press('张大山');
    expect(await medical.press('办好了').then(textOf)).toContain('张大山家这件记下了');
    expect((await duties('handle-referrals')).find((each) => each.id === duty?.id)?.state).toBe(
      'done',
    );
  });

  test('LX-48 TN-13 no labour, low income and no safety net is found without an application and settled once it is granted', async () => {
    const civil = chatOf(county, deskOf('civil'));
    expect(textOf(await civil.pressLasting('desk-open', 'referrals'))).toContain('刘石桥');
    await county.system((trx) =>
      sql`update household set flags = '{minimum-living}' where id = ${uuid(501)}`.execute(trx),
    );
    await alignReferrals(county.deps);
    expect(await open()).not.toContain('social-aid civil 501');
  });

  test('LX-21 TN-26 XX-09 nobody of those able to work employed goes to the labour department; what nobody knows does not', async () => {
    expect(await open()).toEqual(['uninsured medical 500']); // answered once, still so: it is asked again
    const labour = (employed: boolean) =>
      inWork((context) =>
        noteRegisterStatus(
          context,
          monthOf(localDate('2026-11-02')),
          [MEMBERS.father, MEMBERS.son].map((memberId) => ({
            memberId,
            householdId: uuid(500),
            areaId: AREAS.a.areaId,
            areaPath: AREAS.a.areaPath,
            row: {
              ...{
                row: 2,
                name: '',
                idNumber: '',
                areaCode: '',
                town: '',
                village: '',
                figures: {},
              },
              facts: { department: 'labour' as const, employed, unpaid: null },
            },
          })),
        ),
      );
    await labour(false);
    await alignReferrals(county.deps);
    expect(await open()).toContain('no-job labour 500');
    await labour(true);
    await alignReferrals(county.deps);
    expect(await open()).not.toContain('no-job labour 500');
  });

  test('LX-18 TN-16 a visit asks about loans and illness with one optional tap each, and passes them on', async () => {
    const chat = officer();
    await chat.pressLasting('visit', uuid(500));
    await chat.press('一切正常');
    expect(textOf(await chat.press('想贷款'))).toContain('农户说：想贷款');
    await chat.press('有人新患病或病重');
    await chat.press('不记“有人新患病或病重”');
    await chat.press('提交');
    expect(await open()).toContain('loan rural 500');
    expect((await open()).some((each) => each.startsWith('health'))).toBe(false);
  });
});

describe('jobs', () => {
  test('LX-20 FD-41 a farmer tells in two taps that he went away to work, and in one sentence that he is back', async () => {
    const farmer = chatOf(county, FARMER);
    expect(textOf(await farmer.say('务工情况'))).toContain('张大山现在怎么样');
    await farmer.press('在外打工');
    expect(textOf(await farmer.press('外省'))).toContain('改好了');
    expect(farmer.taps()).toBe(2);
    expect(textOf(await farmer.say('我回来了'))).toContain('改好了');
    const changes = await county.system((trx) =>
      trx
        .selectFrom('job_change')
        .select(['from_job as from', 'to_job as to', 'source'])
        .where('member_id', '=', MEMBERS.father)
        .orderBy('id')
        .execute(),
    );
    expect(changes).toEqual([
      { from: 'working', to: 'away', source: 'person' },
      { from: 'away', to: 'home', source: 'person' },
    ]);
  });

  test('an account that only claims a household tells nobody’s job', async () => {
    await county.system((trx) =>
      sql`update account set trust = 'claimed' where id = ${FARMER}`.execute(trx),
    );
    const farmer = chatOf(county, FARMER);
    expect(textOf(await farmer.say('换厂了'))).toContain('核对您是本人');
    await county.system((trx) =>
      sql`update account set trust = 'confirmed' where id = ${FARMER}`.execute(trx),
    );
  });

  test('FD-46 the month’s list never overrules a person; where the two differ it stays to be asked', async () => {
    const [row] = await county.system((trx) =>
      trx
        .selectFrom('member_status')
        .select(['job', 'register_employed as listed', 'register_month as month'])
        .where('member_id', '=', MEMBERS.father)
        .execute(),
    );
    expect(row).toEqual({ job: 'home', listed: true, month: '2026-11' });
  });
});

describe('insurance and jobs entered by hand', () => {
  // What is entered here is of nobody's figures below.
  afterAll(() =>
    county.system(async (trx) => {
      await sql`delete from job_change where member_id = ${MEMBERS.mother}`.execute(trx);
      await sql`delete from member_status where member_id = ${MEMBERS.mother}`.execute(trx);
    }),
  );

  const statusOf = async (memberId: string) =>
    await county.system((trx) =>
      trx
        .selectFrom('member_status')
        .select([
          'insured',
          'insured_source as source',
          'insured_by as by',
          'insured_on as on',
          'insured_doubted as doubted',
          'job',
          'job_by as jobBy',
        ])
        .where('member_id', '=', memberId)
        .executeTakeFirst(),
    );
  const findings = async () =>
    (
      await county.system((trx) =>
        trx
          .selectFrom('quality_finding')
          .select(['code', 'subject'])
          .where('closed_on', 'is', null)
          .where('code', 'in', ['insurance-differs', 'job-differs'])
          .orderBy('code')
          .execute(),
      )
    ).map((row) => `${row.code} ${row.subject.slice(-3)}`);
  const listSays = (facts: { readonly insured: boolean } | { readonly employed: boolean }) =>
    inWork((context) =>
      noteRegisterStatus(context, monthOf(localDate('2026-11-02')), [
        {
          memberId: MEMBERS.mother,
          householdId: uuid(501),
          areaId: AREAS.c.areaId,
          areaPath: AREAS.c.areaPath,
          row: {
            ...{ row: 2, name: '刘石桥', idNumber: '', areaCode: '', town: '', village: '' },
            figures: {},
            facts:
              'insured' in facts
                ? { department: 'medical', insured: facts.insured, selfPaidYuan: null }
                : { department: 'labour', employed: facts.employed, unpaid: null },
          },
        },
      ]),
    );

  test('TN-19 LX-20 an officer enters insurance and job of one of the family in five taps, with name and day', async () => {
    const chat = countyOfficer();
    expect(textOf(await chat.pressLasting('status-open', uuid(501)))).toContain('刘石桥：参保没记');
    await chat.press('刘石桥');
    await chat.press('居民医保');
    const shown = textOf(await chat.press('回来了，在家'));
    expect(shown).toContain('写上了您的名字');
    expect(shown).toContain('2026年居民医保');
    expect(chat.taps()).toBeLessThanOrEqual(5);
    expect(await statusOf(MEMBERS.mother)).toMatchObject({
      ...{ insured: 'resident', source: 'staff', by: STAFF.county.id, on: '2026-11-02' },
      ...{ doubted: false, job: 'home', jobBy: STAFF.county.id },
    });
    const opened = await county.system((trx) =>
      trx
        .selectFrom('access_log')
        .select('household_id as household')
        .where('what', '=', 'member-status')
        .execute(),
    );
    expect(opened[0]?.household).toBe(uuid(501));
  });

  test('TN-19 FD-46 a list that says otherwise later overwrites nothing: it is a finding, and whoever looks and enters closes it', async () => {
    await listSays({ insured: false });
    await listSays({ employed: true });
    expect(await statusOf(MEMBERS.mother)).toMatchObject({ insured: 'resident', doubted: true });
    expect(await findings()).toEqual(['insurance-differs 603', 'job-differs 603']);

    const chat = countyOfficer();
    expect(textOf(await chat.pressLasting('status-open', uuid(501)))).toContain('和部门名单不一样');
    await chat.press('刘石桥');
    await chat.press('没有参保');
    await chat.press('没有变');
    expect(await findings()).toEqual(['job-differs 603']);
    await listSays({ employed: false });
    expect(await findings()).toEqual([]);
  });

  test('a household elsewhere is out of reach, and nobody enters for a year gone by', async () => {
    const chat = officer(); // village A; 刘石桥 lives in village C
    expect(textOf(await chat.pressLasting('status-open', uuid(501)))).toContain('不');
    await county.system((trx) =>
      sql`update member_status set insured = 'resident', insured_year = 2025 where member_id = ${MEMBERS.mother}`.execute(
        trx,
      ),
    );
    await listSays({ insured: false });
    expect(await statusOf(MEMBERS.mother)).toMatchObject({ insured: 'none', source: 'register' });
    expect(await findings()).toEqual([]);
  });
});

describe('BN-30 FD-19 joint decisions on large medical costs', () => {
  test('four departments say their word, somebody else decides, and what was given is on record', async () => {
    await county.system((trx) =>
      sql`insert into alarm (id, number, kind, department, source, area_id, area_path, household_id, state, data, version,
          pack_id, pack_version, received_at, verify_due_on, fix_due_on, verified_on)
        values (${uuid(700)}, 'A-1', 'big-medical-cost', 'medical', 'dept_alert', ${AREAS.a.areaId}, ${AREAS.a.areaPath},
          ${uuid(500)}, 'verified', ${JSON.stringify({ figures: { selfPaidYuan: 42000 } })}, 1, 'default', '1',
          '2026-11-01T01:00:00Z', '2026-11-04', '2026-11-11', '2026-11-02')`.execute(trx),
    );
    expect(await inWork(openJointReviews)).toBe(1);
    expect(await inWork(openJointReviews)).toBe(0);
    expect((await duties('joint-opinion')).map((each) => each.owner)).toEqual(
      expect.arrayContaining([uuid(200), uuid(201), uuid(202), uuid(203)]),
    );
    const speak = async (department: DepartmentCode, label: string) => {
      const chat = chatOf(county, deskOf(department));
      await chat.pressLasting('desk-open', 'joint');
      expect(textOf(await chat.press('张大山'))).toContain('自己负担的医疗费');
      return textOf(await chat.press(label));
    };
    expect(await speak('medical', '医保同意')).toContain('还差3个部门');
    await speak('health', '卫健同意');
    await speak('civil', '民政同意');
    const decider = countyOfficer();
    await decider.pressLasting('desk-open', 'joint');
    await decider.press('张大山');
    expect(await decider.labels()).not.toContain('给予救助');
    expect(await speak('rural', '乡村振兴不同意')).toContain('转县里决定');

    await decider.pressLasting('desk-open', 'joint');
    await decider.press('张大山');
    await decider.press('给予救助');
    await decider.press('医疗互助');
    expect(textOf(await decider.press('选好了'))).toContain('一共救助多少元');
    expect(textOf(await decider.say('5000'))).toContain('决定记下了');
    const [review] = await county.system((trx) =>
      trx.selectFrom('joint_review').select(['decision', 'means', 'granted_yuan']).execute(),
    );
    expect(review).toEqual({ decision: 'granted', means: ['mutual-aid'], granted_yuan: 5000 });
    expect(new Set((await duties('joint-decision')).map((each) => each.state))).toEqual(
      new Set(['done']),
    );
  });
});

describe('TN-50 BN-65 rectification', () => {
  const LIST = `编号|地区代码|问题来源|问题类别|问题|整改措施|责任人编号|整改时限
审-1|500230/101/|审计|资金|公示栏没有更新|三天内更新|town|2026-11-05
审-2|500230/101/|审计|没有这一类|问题|措施|town|2026-11-05`;

  test('a list of findings becomes a ledger with measure, day and owner; the same list twice changes nothing', async () => {
    const issues: string[] = [];
    const run = () =>
      importRectifications(county.deps, table(LIST), (issue) => void issues.push(issue.reason));
    expect(await run()).toMatchObject({ rows: 2, bad: 1, problems: { added: 1 } });
    expect(issues).toEqual(['看不懂问题类别。']);
    expect(await run()).toMatchObject({ problems: { added: 0, unchanged: 1 } });
    expect(await duties('rectify')).toMatchObject([
      { state: 'open', owner: STAFF.town.id, dueOn: '2026-11-05' },
    ]);
  });

  test('closing needs evidence and a second person; what is sent back is a duty again', async () => {
    const owner = town();
    await owner.say('整改台账');
    await owner.press('云岭镇');
    await owner.press('报整改完成');
    expect(textOf(await owner.say('已整改'))).toContain('光说“已整改”不行');
    await owner.press('云岭镇');
    await owner.press('报整改完成');
    expect(textOf(await owner.say('公示栏 11 月 3 日换了新表，在村委会门口'))).toContain(
      '等另一位同志复核',
    );
    await owner.press('云岭镇');
    expect(await owner.labels()).not.toContain('属实，销号');

    const second = countyOfficer();
    await second.say('整改台账');
    await second.press('云岭镇');
    expect(textOf(await second.press('不实，退回'))).toContain('退回去了');
    expect((await duties('rectify')).map((each) => each.state)).toEqual(['done', 'open']);
    await owner.say('整改台账');
    await owner.press('云岭镇');
    await owner.press('报整改完成');
    await owner.say('又换了一遍，照片发在群里了');
    await second.say('整改台账');
    await second.press('云岭镇');
    expect(textOf(await second.press('属实，销号'))).toContain('销号了');
    expect(new Set((await duties('rectify')).map((each) => each.state))).toEqual(new Set(['done']));
  });

  test('not even a written row closes by the hand that reported it', async () => {
    const own = county.system((trx) =>
      sql`update rectification set closed_by = reported_by`.execute(trx),
    );
    await expect(own).rejects.toThrow(/rectification_second_person/);
  });
});

describe('LX-08 BN-66 the monthly report', () => {
  test('is made once for the county, each town and each village, with the month’s numbers added up', async () => {
    at('2026-12-01T08:00:00+08:00');
    expect(await inWork(makeMonthReports)).toBe(6);
    expect(await inWork(makeMonthReports)).toBe(0);
    const reports = await county.system((trx) =>
      trx
        .selectFrom('month_report')
        .select(['area_path as path', 'month', 'numbers', 'body'])
        .orderBy('area_path')
        .execute(),
    );
    expect(new Set(reports.map((each) => each.month))).toEqual(new Set(['2026-11']));
    const of = (path: string) => reports.find((each) => each.path === path);
    expect(of(AREAS.county.areaPath)?.numbers).toMatchObject({
      monitored: 2,
      visited: 1,
      uninsured: 1,
    });
    expect(of(AREAS.town.areaPath)?.numbers).toMatchObject({ monitored: 1, visited: 1 });
    expect(of(AREAS.b.areaPath)?.numbers).toMatchObject({ monitored: 0 });
    // One of two is known: a share, and no verdict on it.
    expect(of(AREAS.town.areaPath)?.body).toContain(
      '已登记的 1 人里参加医保的占 0%，没参保 1 人；还有 1 人没登记',
    );
    expect(of(AREAS.b.areaPath)?.body).toContain('医保参保情况还没有登记');
  });

  test('LX-12 the ratio of eliminated risks stands in the county’s report only', async () => {
    at('2027-01-02T08:00:00+08:00');
    await county.system((trx) =>
      sql`insert into case_file (id, number, household_id, area_id, area_path, state, data, version, pack_id, pack_version,
          clue_at, opened_on, due_on, last_hash, closed_at)
        values (${uuid(800)}, 'C-8', ${uuid(501)}, ${AREAS.c.areaId}, ${AREAS.c.areaPath}, 'eliminated',
          '{"assistance": {"enrolledOn": "2026-03-01"}, "state": {"tag": "eliminated", "on": "2026-12-10"}}', 9, 'default', '1',
          '2026-02-20', '2026-02-20', '2026-03-07', '', '2026-12-10')`.execute(trx),
    );
    await inWork(makeMonthReports);
    const bodies = await county.system((trx) =>
      trx
        .selectFrom('month_report')
        .select(['level', 'body'])
        .where('month', '=', '2026-12')
        .execute(),
    );
    const told = bodies.filter((each) => each.body.includes('风险消除率'));
    expect(told.map((each) => each.level)).toEqual(['county']);
    expect(told[0]?.body).toContain('风险消除率 100%');
  });

  test('the town looks through its report in one message and sends it, by the pack’s fifth day', async () => {
    at('2027-01-02T09:00:00+08:00');
    const open = (await duties('send-month-report')).filter((each) => each.state === 'open');
    const mine = open.find((each) => each.owner === STAFF.town.id && each.dueOn === '2027-01-05');
    expect(mine).toBeDefined();
    const chat = town();
    const shown = await chat.say('月报');
    expect(textOf(shown)).toContain('云岭镇 2026 年 12 月监测月报');
    expect(textOf(await chat.press('桃源村'))).toContain('桃源村 2026 年 12 月监测月报');
    await chat.say('月报');
    expect(textOf(await chat.press('看过了，报送'))).toContain('云岭镇的月报已报送');
    expect((await duties('send-month-report')).find((each) => each.id === mine?.id)?.state).toBe(
      'done',
    );
    expect(textOf(await officer().say('月报'))).toContain('桃源村');
  });
});

describe('personal data', () => {
  test('PIPL 45 47 what somebody told of jobs is in their copy, and leaves when they are erased; a list’s word stays', async () => {
    at('2027-01-03T09:00:00+08:00');
    const lines: string[] = [];
    await writeCopyOfPerson(county.deps, FARMER, (each) => void lines.push(each));
    expect(lines.some((each) => each.includes('"record":"status"') && each.includes('home'))).toBe(
      true,
    );
    expect((await erasePersonNow(county.deps, FARMER)).ok).toBe(true);
    const left = await county.system((trx) =>
      trx
        .selectFrom('member_status')
        .select(['member_id as id', 'job', 'register_employed as listed'])
        .orderBy('member_id')
        .execute(),
    );
    expect(left).toEqual([
      { id: MEMBERS.father, job: null, listed: true },
      { id: MEMBERS.son, job: 'working', listed: true },
    ]);
    expect(
      await county.system((trx) => trx.selectFrom('job_change').select('id').execute()),
    ).toEqual([]);
  });

  test('PIPL 19 what is settled leaves with the cases of its time, what is open stays', async () => {
    await county.system(async (trx) => {
      await sql`update joint_review set decided_on = '2010-01-01' where decided_on is not null`.execute(
        trx,
      );
      await sql`update rectification set closed_on = '2010-01-01' where closed_on is not null`.execute(
        trx,
      );
      await sql`update referral set closed_on = '2010-01-01' where closed_on is not null`.execute(
        trx,
      );
    });
    const counts = await sweepRetention(county.deps);
    expect(counts).toMatchObject({ 'joint-reviews': 1, rectifications: 1 });
    const open = await county.system((trx) =>
      trx.selectFrom('referral').select('closed_on as closed').execute(),
    );
    expect(open.length).toBeGreaterThan(0);
    expect(open.every((each) => each.closed === null)).toBe(true);
  });
});
