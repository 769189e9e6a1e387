/** One household under each of the five packs, on the days of the packs' own years, through chats on the real database. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLongCaseReviews } from '#src/operations/case/long-cases.ts';
import { openPackCounty, type PackWalk } from './pack-walk.ts';

const BANAN = '《巴南区坚决防止规模性返贫的具体措施》（2022-06-13）';
const FENGDU =
  '《丰都县2024年巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作要点》（丰委农办〔2024〕8号）';
const TAKEN_OVER = '（本地文件未规定，参照执行）';

let walk: PackWalk;

beforeAll(async () => {
  walk = await openPackCounty();
});
afterAll(() => walk.close());

type Step = readonly [day: string, step: () => Promise<unknown>, kind: string, dueOn: string];

/** Takes every step on its day; then this kind of duty must be owed by that day. */
async function through(...steps: readonly Step[]): Promise<void> {
  for (const [day, step, kind, dueOn] of steps) {
    walk.on(day);
    await step();
    expect((await walk.due(kind)).dueOn, `${kind} after ${day}`).toBe(dueOn);
  }
}

test('LX-13 BN-52 BN-60 BN-61 BN-62 巴南 2022: fifteen days softly meant, ten working days over National Day, eliminated over Spring Festival 2023', async () => {
  await walk.begin('banan', '2022-06-13', '2022-09-20');
  expect(await walk.opensAgendas()).toEqual({ dueOn: '2022-10-31', label: '本月没有要议的线索' });
  await walk.reports();
  expect(await walk.row()).toMatchObject({ packId: 'banan', dueOn: '2022-10-05' });
  expect(await walk.due('identify')).toMatchObject({ strength: 'soft', clause: `${BANAN}第18项` });
  expect(await walk.dues()).toEqual({ identify: '2022-10-05', 'accept-clue': '2022-09-21' });
  await through(
    ['2022-09-20', walk.taken, 'verify-home', '2022-09-23'],
    ['2022-09-21', walk.verified, 'authorise', '2022-09-22'],
    ['2022-09-21', walk.authorised, 'village-review', '2022-09-22'],
    [
      '2022-09-22',
      () => walk.reviewed('王秀英 村信息员', '突发严重困难户'),
      'post-publicity',
      '2022-09-23',
    ],
    ['2022-09-22', walk.posted, 'close-publicity', '2022-09-28'],
  );
  expect((await walk.due('close-publicity')).clause).toBe(`${BANAN}第18项`);
  expect(await walk.told()).toContain('最早9月28日 周三结束');
  expect(await walk.noticeHeading()).toContain('监测对象');
  await staysUp('2022-09-27', walk.closed);
  await through(
    ['2022-09-28', walk.closed, 'town-review', '2022-09-30'],
    ['2022-09-29', walk.townPasses, 'county-decision', '2022-10-01'],
    ['2022-09-30', walk.countyEnrols, 'make-plan', '2022-10-19'],
  );
  expect(await walk.told()).toContain('您家纳入帮扶');
  expect(await walk.due('make-plan')).toMatchObject({
    estimated: false,
    strength: 'hard',
    clause: `${BANAN}第18项`,
  });
  expect((await walk.due('start-measure')).dueOn).toBe('2022-10-30');
  const post = '乡村公益性岗位';
  await through(['2022-10-10', () => walk.planned(post), 'confirm-plan', '2022-10-11']);
  walk.on('2022-10-11');
  await walk.agreed();
  expect(await walk.dues()).toEqual({ 'start-measure': '2022-10-30' });
  walk.on('2022-10-17');
  await walk.begun(post);
  expect(await walk.dues()).toEqual({});

  await notBefore('2022-12-29', '12月30日');
  await through(
    ['2023-01-16', applied, 'elimination-village', '2023-01-17'],
    ['2023-01-17', villagePasses, 'elimination-town', '2023-01-19'],
    ['2023-01-18', townPasses, 'elimination-county', '2023-01-20'],
    ['2023-01-19', countyPasses, 'post-elimination', '2023-01-20'],
    ['2023-01-20', walk.postedElimination, 'close-elimination', '2023-01-26'],
  );
  await staysUp('2023-01-25', walk.closedElimination);
  await through(['2023-01-28', walk.closedElimination, 'mark-elimination', '2023-01-31']);
  await markedOn('2023-01-29', '村信息员');
});

test('LX-05 LX-04 LX-12 陇县 2021: the village talks each week, then the household signs, then it is posted; over National Day and Spring Festival 2022', async () => {
  await walk.begin('longxian', '2021-07-22', '2021-09-13');
  expect(await walk.opensAgendas()).toEqual({ dueOn: '2021-09-19', label: '本周没有要议的线索' });
  await walk.reports();
  expect(await walk.row()).toMatchObject({ packId: 'longxian', dueOn: '2021-09-28' });
  await through(
    ['2021-09-13', walk.taken, 'verify-home', '2021-09-16'],
    ['2021-09-14', walk.verified, 'village-review', '2021-09-15'],
    [
      '2021-09-15',
      () => walk.reviewed('王秀英 信息监测员', '边缘易致贫户'),
      'authorise',
      '2021-09-16',
    ],
  );
  expect(await walk.told()).toContain('接下来：村里的同志来找您签授权书');
  expect(await walk.dues()).toEqual({ identify: '2021-09-28', authorise: '2021-09-16' });
  await through(
    ['2021-09-15', () => walk.authorised('按了手印'), 'post-publicity', '2021-09-16'],
    ['2021-09-16', walk.posted, 'close-publicity', '2021-09-22'],
  );
  expect(await walk.noticeHeading()).toContain('监测对象');
  await staysUp('2021-09-21', walk.closed);
  await through(
    ['2021-09-22', walk.closed, 'town-review', '2021-09-24'],
    ['2021-09-23', walk.townPasses, 'county-decision', '2021-09-25'],
    ['2021-09-24', walk.countyEnrols, 'make-plan', '2021-10-13'],
  );
  expect(await walk.due('make-plan')).toMatchObject({
    estimated: false,
    clause: expect.stringContaining(TAKEN_OVER),
  });
  expect((await walk.due('start-measure')).dueOn).toBe('2021-10-24');
  const post = '公益岗位托底安置';
  await through(['2021-10-12', () => walk.planned(post), 'confirm-plan', '2021-10-13']);
  await walk.agreed();
  await walk.begun(post);

  await notBefore('2021-12-23', '12月24日');
  await through(
    ['2022-01-18', applied, 'elimination-village', '2022-01-19'],
    ['2022-01-19', villagePasses, 'elimination-town', '2022-01-21'],
    ['2022-01-20', townPasses, 'elimination-county', '2022-01-22'],
    ['2022-01-24', countyPasses, 'post-elimination', '2022-01-25'],
    ['2022-01-26', walk.postedElimination, 'close-elimination', '2022-02-01'],
  );
  await staysUp('2022-01-31', walk.closedElimination);
  await through(['2022-02-07', walk.closedElimination, 'mark-elimination', '2022-02-28']);
  await markedOn('2022-02-25', '信息监测员');
});

test('TN-02 TN-12 潼南 2025: a festival moves nothing and a late decision is on record; looked at again after two years, eliminated in 2028', async () => {
  await walk.begin('tongnan', '2025-04-27', '2025-09-22');
  await walk.reports();
  expect(await walk.row()).toMatchObject({ packId: 'tongnan', dueOn: '2025-10-07' });
  expect((await walk.due('identify')).clause).toContain(TAKEN_OVER);
  await through(
    ['2025-09-22', walk.taken, 'verify-home', '2025-09-25'],
    ['2025-09-24', walk.verified, 'authorise', '2025-09-25'],
    ['2025-09-24', walk.authorised, 'village-review', '2025-09-25'],
    [
      '2025-09-25',
      () => walk.reviewed('王秀英 村信息员', '边缘易致贫户'),
      'post-publicity',
      '2025-09-26',
    ],
    ['2025-09-25', walk.posted, 'close-publicity', '2025-10-01'],
  );
  expect(await walk.noticeHeading()).toContain('防止返贫致贫监测对象');
  await staysUp('2025-09-30', walk.closed);
  await through(
    ['2025-10-01', walk.closed, 'town-review', '2025-10-03'],
    ['2025-10-06', walk.townPasses, 'county-decision', '2025-10-07'],
    ['2025-10-09', walk.countyEnrols, 'make-plan', '2025-10-22'],
  );
  expect(await walk.decidedRules()).toMatchObject({
    rules: [{}, {}, { met: false, inputs: { dueOn: '2025-10-07', on: '2025-10-09' } }],
  });
  expect((await walk.due('start-measure')).dueOn).toBe('2025-11-09');
  const post = '乡村公益性岗位';
  await through(['2025-10-15', () => walk.planned(post), 'confirm-plan', '2025-10-16']);
  await walk.agreed();
  walk.on('2025-10-20');
  await walk.begun(post);
  await notBefore('2026-01-08', '1月9日');

  walk.on('2027-10-08');
  expect(await openLongCaseReviews(walk.county.deps)).toBe(0);
  walk.on('2027-10-09');
  expect(await openLongCaseReviews(walk.county.deps)).toBe(1);
  expect(await walk.due('long-case-review')).toMatchObject({ dueOn: '2027-11-08' });
  walk.on('2027-10-28');
  await walk.doesDuty('town', 'long-case-review', '逐户研判', '调整措施，接着帮');
  // The sheet of 2026 proves nothing two years on.
  walk.on('2028-02-28');
  await walk.assessed('2028-02-28');
  await through(
    ['2028-03-01', applied, 'elimination-village', '2028-03-02'],
    ['2028-03-02', villagePasses, 'elimination-town', '2028-03-04'],
    ['2028-03-02', townPasses, 'elimination-county', '2028-03-04'],
    ['2028-03-02', countyPasses, 'post-elimination', '2028-03-03'],
    ['2028-03-02', walk.postedElimination, 'close-elimination', '2028-03-08'],
    ['2028-03-08', walk.closedElimination, 'mark-elimination', '2028-03-31'],
  );
  // The excuse for the late decision is still owed.
  await markedOn('2028-03-30', '村信息员', { 'explain-breach': '2025-10-11' });
});

test('XX-01 西咸新区: two groups, every day taken over and shown as such; an objection over National Day 2021 is answered before the notice comes down', async () => {
  await walk.begin('xixian', '2020-11-01', '2021-02-03');
  await walk.reports();
  expect(await walk.row()).toMatchObject({ packId: 'xixian', dueOn: '2021-02-18' });
  await through(
    ['2021-02-03', walk.taken, 'verify-home', '2021-02-06'],
    ['2021-02-04', walk.verified, 'authorise', '2021-02-05'],
    ['2021-02-04', walk.authorised, 'village-review', '2021-02-05'],
  );
  walk.on('2021-02-05');
  await expect(walk.reviewed('王秀英 村级扶贫专干', '突发严重困难户')).rejects.toThrow(
    /农村低收入户\|.*收入不高不稳的脱贫户/,
  );
  await through(
    [
      '2021-02-05',
      () => walk.reviewed('王秀英 村级扶贫专干', '农村低收入户'),
      'post-publicity',
      '2021-02-06',
    ],
    ['2021-02-05', walk.posted, 'close-publicity', '2021-02-11'],
  );
  expect(await walk.noticeHeading()).toContain('边缘户和脱贫户');
  await staysUp('2021-02-10', walk.closed);
  await through(
    ['2021-02-11', walk.closed, 'town-review', '2021-02-13'],
    ['2021-02-18', walk.townPasses, 'county-decision', '2021-02-18'],
    ['2021-02-18', walk.countyEnrols, 'make-plan', '2021-03-03'],
  );
  expect((await walk.due('start-measure')).dueOn).toBe('2021-03-18');
  const post = '公益性岗位';
  await through(['2021-03-02', () => walk.planned(post), 'confirm-plan', '2021-03-03']);
  await walk.agreed();
  await walk.begun(post);
  for (const clause of await walk.clauses()) {
    expect(clause).toMatch(/^系统默认$|（本地文件未规定，参照执行）$/);
  }

  await notBefore('2021-05-17', '5月18日');
  walk.on('2021-09-20');
  await walk.assessed('2021-09-20');
  await through(
    ['2021-09-22', () => applied('自然消除'), 'elimination-village', '2021-09-23'],
    ['2021-09-23', villagePasses, 'elimination-town', '2021-09-25'],
    ['2021-09-24', townPasses, 'elimination-county', '2021-09-26'],
    ['2021-09-26', countyPasses, 'post-elimination', '2021-09-27'],
    ['2021-09-27', walk.postedElimination, 'close-elimination', '2021-10-03'],
    ['2021-09-29', () => walk.objects('他家还欠着药费'), 'check-objection', '2021-10-02'],
  );
  walk.on('2021-10-03');
  expect(await walk.closesEliminationAnyway()).toMatchObject({
    ok: false,
    refusal: { code: 'objections-open' },
  });
  walk.on('2021-10-08');
  await walk.doesDuty('townLeader', 'check-objection', '查过了，没问题');
  await through(['2021-10-08', walk.closedElimination, 'mark-elimination', '2021-10-31']);
  await markedOn('2021-10-11', '村级扶贫专干');
});

test('FD-02 FD-04 FD-05 丰都 2024: fifteen days strictly, ten working days, the line of 2024; a relapse in 2025 comes back under the wording of that year', async () => {
  await walk.begin('fengdu', '2024-04-10', '2024-09-24');
  await walk.reports();
  expect(await walk.row()).toMatchObject({ packId: 'fengdu', dueOn: '2024-10-09' });
  expect(await walk.due('identify')).toMatchObject({ strength: 'hard', clause: `${FENGDU}（一）` });
  const before = (await walk.file()).pack.version;
  expect(await walk.lineYuan()).toBe(8300);
  await through(
    ['2024-09-24', walk.taken, 'verify-home', '2024-09-27'],
    ['2024-09-25', walk.verified, 'authorise', '2024-09-26'],
    ['2024-09-25', walk.authorised, 'village-review', '2024-09-26'],
    [
      '2024-09-26',
      () => walk.reviewed('王秀英 村信息员', '边缘易致贫户'),
      'post-publicity',
      '2024-09-27',
    ],
    ['2024-09-26', walk.posted, 'close-publicity', '2024-10-02'],
  );
  expect(await walk.noticeHeading()).toContain('监测对象');
  await staysUp('2024-10-01', walk.closed);
  await through(
    ['2024-10-02', walk.closed, 'town-review', '2024-10-04'],
    ['2024-10-03', walk.townPasses, 'county-decision', '2024-10-05'],
    ['2024-10-08', walk.countyEnrols, 'make-plan', '2024-10-21'],
  );
  expect(await walk.due('make-plan')).toMatchObject({
    strength: 'hard',
    clause: `${FENGDU}（一）`,
  });
  expect((await walk.due('start-measure')).dueOn).toBe('2024-11-08');
  const post = '公益性岗位';
  await through(['2024-10-16', () => walk.planned(post), 'confirm-plan', '2024-10-17']);
  await walk.agreed();
  walk.on('2024-11-01');
  await walk.begun(post);

  await notBefore('2025-01-07', '1月8日');
  await through(
    ['2025-01-20', applied, 'elimination-village', '2025-01-21'],
    ['2025-01-21', villagePasses, 'elimination-town', '2025-01-23'],
    ['2025-01-22', townPasses, 'elimination-county', '2025-01-24'],
    ['2025-01-23', countyPasses, 'post-elimination', '2025-01-24'],
    ['2025-01-24', walk.postedElimination, 'close-elimination', '2025-01-30'],
  );
  await staysUp('2025-01-29', walk.closedElimination);
  await through(['2025-02-05', walk.closedElimination, 'mark-elimination', '2025-02-28']);
  await markedOn('2025-02-26', '村信息员');

  const caseId = walk.caseId();
  await through(['2025-05-06', walk.reports, 'identify', '2025-05-21']);
  expect(walk.caseId()).toBe(caseId);
  expect((await walk.due('identify')).strength).toBe('hard');
  expect((await walk.file()).pack.version).not.toBe(before);
  expect(await walk.lineYuan()).toBeNull();
  expect(await walk.rebuilds()).toBe(true);
});

/** The helper is told from which day on it may be applied for, and has no button for it before. */
async function notBefore(day: string, from: string): Promise<void> {
  walk.lateOn(day);
  await walk.assessed(day);
  const { text, labels } = await walk.asksElimination();
  expect(text).toContain(`帮扶时间还不够，${from}`);
  expect(labels).toEqual(['返回']);
}

/** To the last minute of its last day a notice cannot be taken down. */
async function staysUp(lastDay: string, close: () => Promise<string>): Promise<void> {
  walk.lateOn(lastDay);
  expect(await close()).toContain('不能提前结束');
}

const applied = (way: '帮扶消除' | '自然消除' = '帮扶消除') => walk.applied(way);
const villagePasses = () => walk.passes('secretaryA', 'elimination-village');
const townPasses = () => walk.passes('town', 'elimination-town');
const countyPasses = () => walk.passes('county', 'elimination-county');

/** The end: on the month's list, told to the farmer by people the county calls as its document does, and the log leads to the very same case. */
async function markedOn(
  day: string,
  officer: string,
  owed: Readonly<Record<string, string>> = {},
): Promise<void> {
  walk.on(day);
  expect(await walk.marked()).toContain('标注好1户');
  expect((await walk.file()).state).toEqual({ tag: 'eliminated', on: day });
  expect(await walk.dues()).toEqual(owed);
  expect(await walk.rebuilds()).toBe(true);
  const told = await walk.toldAll();
  expect(told).toContain(`经办人：${officer} 王秀英`);
  for (const said of HEARD) expect(told).toContain(said);
  const county = walk.countyWord();
  expect(told).toContain(`镇里看过了，报到${county}里了`);
  expect(told).toContain(`${county}里研究决定了，您家纳入帮扶`);
  if (county !== '县') expect(told).not.toContain('县里');
  // But for the name of a post, no word of the office reaches the farmer.
  expect(told.replaceAll(officer, '')).not.toMatch(/监测|贫困|边缘|严重困难/);
  expect(told).not.toContain('县县');
}

/** What every household heard on its way. */
const HEARD = [
  '上门看过了',
  '您的授权记下了',
  '村里开会商量过了',
  '今天起在村里公示',
  '村里的公示满期了',
  '您家纳入帮扶',
  '以后由这位同志联系帮您家：',
  '您同意这份打算',
  '开始办了',
  '村里贴了公示',
  '记为解决了',
];
