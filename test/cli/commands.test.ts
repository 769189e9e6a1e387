import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CliDeps } from '#src/cli/command.ts';
import { fine } from '#src/cli/doctor/finding.ts';
import { commands, run } from '#src/cli/run.ts';
import { policyBook } from '#src/main/policy-book.ts';
import { checkPackAt, loadPolicies } from '#src/policies/load.ts';
import { Fault } from '#src/platform/faults.ts';
import { instant } from '#src/domain/calendar/instant.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { beat, stopBeating } from '#src/store/heartbeat.ts';
import { findInvitation } from '#src/store/invitation.ts';
import { useCode } from '#src/store/one-time-code.ts';
import { openRegistry } from '#test/operations/registry/registry-bench.ts';

let registry: Awaited<ReturnType<typeof openRegistry>>;
let folder = '';
beforeAll(async () => {
  registry = await openRegistry();
  folder = await mkdtemp(join(tmpdir(), 'fangpin-test-cli-'));
});
afterAll(async () => {
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

const file = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

let loaded: ReturnType<typeof loadPolicies> | null = null;
const policiesOnce = (): ReturnType<typeof loadPolicies> => (loaded ??= loadPolicies());

/** Runs a command line against the test's database. */
async function fangpin(line: readonly string[], given: Partial<CliDeps> & { key?: string } = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const stdout = new PassThrough();
  const piped = text(stdout);
  const policies = await policiesOnce();
  let codes = 0;
  const code = await run(line, {
    terminal: {
      out: (each) => out.push(each),
      err: (each) => err.push(each),
      stdout,
      readSecret: async () => given.key ?? '',
    },
    open: async () => ({
      ...registry.deps,
      newCode: () => `CODE${(codes += 1)}`,
      publicUrl: 'https://fangpin.example',
      policies,
      book: policyBook(policies, []),
    }),
    migrate: async () => [],
    serve: async () => 0,
    loadPolicies: async () => policies,
    checkPack: (path) => checkPackAt(path, policies.packs),
    importHolidayYear: async () => ({ year: 2027, known: false, seen: 3, moved: 1 }),
    botName: async () => null,
    isSecretKey: async (key) => key === 'k1:right',
    readWithModel: null,
    verifyAudit: async () => ({ ok: true, lines: ['办理记录完好。'] }),
    diagnose: async () => [fine('数据库', '连上了。')],
    ...given,
  });
  stdout.end();
  return { code, out: out.join('\n'), err: err.join('\n'), piped: await piped };
}

const AREAS =
  '代码,名称,级别,电话\n539901000000,云岭县,县,19900000000\n539901100000,云岭镇,乡镇,\n539901100200,桃源村,村,\n';

test('areas, households and staff are imported from files; bad rows land in a file beside', async () => {
  expect((await fangpin(['import', 'areas', await file('areas.csv', AREAS)])).code).toBe(0);
  const path = await file(
    'households.csv',
    '户编号,姓名,与户主关系,联系电话,村代码\nH1,李四,户主,19900100001,539901100200\nH2,张三,户主,,1\n',
  );
  const imported = await fangpin(['import', 'households', path]);

  expect(imported.code).toBe(1);
  expect(imported.out).toContain('农户：新增 1');
  expect(imported.err).toContain('其中 1 行没有导入');
  const errors = await readFile(`${path}.errors.csv`, 'utf8');
  expect(errors).toContain('3,村代码,没有导入,');
  expect(errors).not.toContain('张三');
  const staff = await file(
    'staff.csv',
    '姓名,联系电话,岗位,地区代码\n王秀英,19900800001,村信息员,539901100200\n马管,19900800002,系统管理员,\n',
  );
  expect((await fangpin(['import', 'staff', staff])).code).toBe(0);
  expect(existsSync(`${staff}.errors.csv`)).toBe(false);
  const runs = await registry.system((trx) =>
    trx
      .selectFrom('import_run')
      .select(['kind', 'rows_read', 'rows_bad', 'finished_at'])
      .orderBy('kind')
      .execute(),
  );
  expect(runs.map(({ kind, rows_read, rows_bad }) => [kind, rows_read, rows_bad])).toEqual([
    ['areas', 3, 0],
    ['households', 2, 1],
    ['staff', 2, 0],
  ]);
  expect(runs.every((each) => each.finished_at !== null)).toBe(true);
});

test('export writes a ledger to standard output and nothing else there', async () => {
  const { code, piped, out } = await fangpin(['export', 'households', '--format', 'jsonl']);
  expect(code).toBe(0);
  expect(out).toBe('');
  expect(JSON.parse(piped)).toMatchObject({ householdCode: 'H1', headName: '李四' });
  expect(piped).not.toContain('19900100001');
});

test('private columns need the key', async () => {
  const refused = await fangpin(['export', 'households', '--private'], { key: 'k1:wrong' });
  expect(refused).toMatchObject({ code: 1, piped: '' });
  const { piped } = await fangpin(['export', 'households', '--private'], { key: 'k1:right' });
  expect(JSON.parse(piped)).toMatchObject({ phone: '19900100001' });
});

test('an invitation is printed as JSON with the names people rely on, and its code works', async () => {
  const { out } = await fangpin(
    [
      'staff',
      'invite',
      '--role',
      'village-officer',
      '--area',
      '539901100200',
      '--name',
      '王秀英',
      '--json',
    ],
    {
      botName: async () => 'yunling_bot',
    },
  );
  expect(JSON.parse(out)).toEqual({
    code: 'CODE1',
    telegram: 'https://t.me/yunling_bot?start=CODE1',
    chat: 'https://fangpin.example/i/CODE1',
    role: 'village-officer',
    area: '539901100200',
    expiresAt: '2026-11-09T09:00:00.000+08:00',
  });
  const now = registry.deps.clock.now();
  const found = await registry.system((trx) => findInvitation(trx, 'CODE1', now));
  expect(found).toMatchObject({ role: 'village-officer', name: '王秀英' });
  // Imported and invited is one person, not two.
  expect(found?.staffId).not.toBeNull();
});

test('a console link opens once', async () => {
  const { code, out } = await fangpin(['link']);
  expect(code).toBe(0);
  expect(out).toBe('https://fangpin.example/console/enter/CODE1');
  const use = () =>
    registry.system((trx) => useCode(trx, 'console', 'CODE1', registry.deps.clock.now()));
  expect(await use()).not.toBeNull();
  expect(await use()).toBeNull();
});

test('the poster names the bureau, the steps and the promise, and says when nobody outside can open its link', async () => {
  const { out } = await fangpin(['poster', '--area', '539901100200']);
  for (const words of [
    '云岭县农业农村局',
    '云岭镇 桃源村',
    '一键申报',
    '王秀英 19900800001',
    '19900000000',
    '我们不收费，不要银行卡密码和验证码',
  ]) {
    expect(out).toContain(words);
  }
  expect((await fangpin(['poster', '--area', '7'])).code).toBe(1);
});

test('FD-61 policy assigns a pack to an area from a day on, and says what it is told wrongly', async () => {
  await fangpin(['import', 'areas', await file('areas2.csv', AREAS)]);
  const assigned = await fangpin([
    ...['policy', 'assign', 'fengdu', '--area', '539901000000', '--from', '2026-01-01'],
  ]);
  expect(assigned.out).toContain('2026-01-01 起　fengdu');
  expect(assigned.out).toContain('已经开始办的案件不变');
  const town = ['--area', '539901100000', '--from', '2026-02-01'];
  await fangpin(['policy', 'assign', 'banan', ...town]);
  const back = await fangpin(['policy', 'assign', '--inherit', ...town]);
  expect(back.out).toContain('2026-02-01 起　跟上级地区一样');

  const early = await fangpin([
    ...['policy', 'assign', 'fengdu', '--area', '539901000000', '--from', '2024-01-01'],
  ]);
  expect(early.code).toBe(1);
  expect(early.err).toContain('从 2024-04-10 起生效');
  expect((await fangpin(['policy', 'assign', 'x', '--area', '539901000000'])).err).toContain(
    '没有叫 x 的政策包',
  );
  expect((await fangpin(['policy', 'assign', 'fengdu'])).code).toBe(2);
  expect((await fangpin(['policy', 'assign', '--area', '1'])).code).toBe(2);
  expect((await fangpin(['doctor'])).out).toContain('✓ 政策包：1 个地区有自己的');
});

test('policy checks a file of the county’s own, shows its years and takes in a new one', async () => {
  const own = await file(
    'sixth.yaml',
    "id: sixth\ntitle: 第六县\nedition: '1'\nextends: default\neffective_from: 2026-01-01\n",
  );
  const { out } = await fangpin(['policy', 'check', own]);
  expect(out).toContain('第六县（sixth');
  expect(out).toContain('自己规定了 0 项');
  expect((await fangpin(['policy', 'calendar'])).out).toContain('2026 年　国务院办公厅');
  const imported = await fangpin(['policy', 'calendar', 'import', '2027.yaml']);
  expect(imported.out).toContain('重算了 3 项没办完的事，其中 1 项改了到期日');
});

test('policy shows names first, then groups with every clause, and compares item by item', async () => {
  const { out } = await fangpin(['policy', 'show', 'xixian']);
  expect(out.indexOf('terms.object')).toBeLessThan(out.indexOf('clock.identify'));
  expect(out).toContain('说明：原文未署日期');
  expect(out).toContain('本文件未规定，采用默认值（default：');
  expect(out).toContain('monitor_line.expression = ratio * reference');
  const diff = await fangpin(['policy', 'diff', 'banan', 'fengdu']);
  expect(diff.out).toContain('【识别认定】\n识别认定时限 clock.identify\n  banan：15天，原则上');
  expect(diff.out).toContain('fengdu：风险消除率：力争不低于 0.6（县级看）');
  expect(diff.out).toContain('monitor_line.yuan');
  expect(diff.out).not.toContain('publicity.min_days');
});

test('simulate reads past cases under another pack or a draft of one', async () => {
  const done = await fangpin(['simulate', '--pack', 'banan']);
  expect(done.code).toBe(0);
  expect(done.err).toContain('看了 0 个案件，按“巴南区 2022”有 0 个会不同');
  const draft = await fangpin(['simulate', '--pack', join(folder, 'sixth.yaml')]);
  expect(draft.err).toContain('按“第六县”');
  const table = await fangpin(['simulate', '--pack', 'banan', '--format', 'csv']);
  expect(table.piped).toContain('案件编号');
  expect((await fangpin(['simulate', '--pack', 'x'])).code).toBe(1);
  expect((await fangpin(['simulate'])).code).toBe(2);
  expect((await fangpin(['simulate', '--pack', 'banan', '--area', 'x'])).err).toContain(
    '没有代码是 x 的地区',
  );
});

test('policy shows each value with where it comes from', async () => {
  const { out } = await fangpin(['policy', 'show', 'default']);
  expect(out).toContain('clock.identify = 15天');
  expect(out).toContain('出处：');
  expect((await fangpin(['policy', 'show', 'nowhere'])).code).toBe(1);
  expect((await fangpin(['policy', 'diff', 'default', 'default'])).err).toContain('完全一样');
});

test('read prints a line of JSON for each message and goes on after a line it cannot read', async () => {
  const path = await file(
    'words.jsonl',
    '{"id":"a","text":"我老汉住院花了五万多"}\nnonsense\n{"id":"b","text":"谢谢"}\n',
  );
  const { code, out } = await fangpin(['read', path]);
  expect(code).toBe(1);
  expect(out.split('\n').map((line): unknown => (JSON.parse(line) as { id: unknown }).id)).toEqual([
    'a',
    'b',
  ]);
});

test('audit verify passes on what was found', async () => {
  expect(await fangpin(['audit', 'verify'])).toMatchObject({ code: 0, out: '办理记录完好。' });
  const broken = { verifyAudit: async () => ({ ok: false, lines: ['第 3 条对不上。'] }) };
  expect(await fangpin(['audit', 'verify'], broken)).toMatchObject({ code: 1 });
});

test('doctor is content with a healthy service and names what is wrong with a sick one', async () => {
  const healthy = await fangpin(['doctor']);
  expect(healthy.code).toBe(0);
  expect(healthy.out).toContain('✓ 积压');
  expect(healthy.out).toContain('未绑定');

  await registry.system(async (trx) => {
    await sql`insert into inbound (channel, receiver, update_id, chat, body_enc, received_at, state) values
      ('telegram', 'b', '1', 'c', '', '2026-11-01', 'new'), ('telegram', 'b', '2', 'c', '', '2026-11-01', 'quarantined')`.execute(
      trx,
    );
    await sql`insert into outbox (id, queue, payload, created_at, not_before) values
      (gen_random_uuid(), 'submissions', '{}', '2026-11-01', '2026-11-01')`.execute(trx);
    await sql`insert into duty (id, key, kind, area_id, area_path, owner_role, strength, clause, created_at, due_on)
      select gen_random_uuid(), 'late', 'call-farmer', id, path, 'village-officer', 'soft', '{}', '2026-10-01', '2026-10-02'
      from area where code = '539901100200'`.execute(trx);
    await sql`update household set phone_enc = 'v1.t1.AAAA'`.execute(trx);
    await sql`update post set until = '2026-10-31' where role = 'village-officer'`.execute(trx);
  });
  const sick = await fangpin(['doctor']);
  expect(sick.code).toBe(1);
  for (const words of [
    '1 条收到超过一分钟还没处理',
    '1 条试了三次都失败',
    '队列 submissions 有 1 项没做完',
    '1 项待办过了期限',
    '打不开库里的加密数据',
    '云岭镇 桃源村（0/1）',
    // Not the officers alone: an alarm and a case pass through these too.
    '1 个地区的值班员不够：云岭县（0/1）',
    '1 个地区的县主管部门负责人不够',
    '1 个地区的镇街分管领导不够',
    '1 个地区的村党组织书记不够',
  ]) {
    expect(sick.out).toContain(words);
  }
});

test('doctor sees which roles live by their heartbeats', async () => {
  const { db, clock } = registry.deps;
  expect((await fangpin(['doctor'])).out).toContain('没有看到 web、worker 在运行');
  const heart = { process: 'p1', roles: ['web', 'bot', 'worker'], startedAt: clock.now() };
  await beat(db, heart, clock.now());
  await beat(db, heart, clock.now());
  expect((await fangpin(['doctor'])).out).not.toContain('没有看到');
  await stopBeating(db, 'p1');
  expect((await fangpin(['doctor'])).out).toContain('没有看到 web、worker 在运行');
});

test('doctor does not open a database that is broken', async () => {
  const { code } = await fangpin(['doctor'], {
    diagnose: async () => [
      { level: 'broken', subject: '数据库', text: '打不开。', mend: '请检查。' },
    ],
    open: async () => Promise.reject(new Error('opened')),
  });
  expect(code).toBe(1);
});

test.each([
  [[], 0],
  [['help', 'export'], 0],
  [['export', '--help'], 0],
  [['nonsense'], 2],
  [['export', 'nothing'], 2],
  [['export', 'areas', '--format', 'pdf'], 2],
  [['import', 'areas'], 2],
  [['staff', 'invite', '--role', 'king', '--area', '1'], 2],
  [['serve', '--roles', 'web,moon'], 2],
  [['doctor', '--force'], 2],
])('%j is answered in plain words', async (line, code) => {
  const told = await fangpin(line);
  expect(told.code).toBe(code);
  expect(told.out + told.err).toMatch(/用法：/);
});

test('a fault is told in our own words, anything else by its code, never by its message', async () => {
  const open = (cause: Error): Partial<CliDeps> => ({ open: async () => Promise.reject(cause) });
  const told = await fangpin(
    ['link'],
    open(new Fault('migrations-pending', { retry: false, message: '请先运行 migrate。' })),
  );
  expect(told).toMatchObject({ code: 1, err: '请先运行 migrate。' });
  const other = await fangpin(['link'], open(new Error('李四 19900100001')));
  expect(other.err).not.toContain('李四');
});

test('every command explains itself', () => {
  for (const command of commands)
    expect(command.help).toMatch(new RegExp(`^用法：\\n?\\s*fangpin ${command.name}`));
});

test('what the data checks say of a roster is said when it comes in, not the next morning', async () => {
  const roster = (number: string) =>
    file(
      'doubtful.csv',
      `户编号,姓名,与户主关系,证件号码,村代码\nH9,王五,户主,${number},539901100200\n`,
    );
  const run = async (number: string) =>
    (await fangpin(['import', 'households', await roster(number)])).out;
  expect(await run('539901198002300011')).toContain(
    '数据体检：看了 1 户，有 1 处要核对，村里在“数据体检”里能看到',
  );
  // The same file again changes nothing, so there is nothing to look at.
  expect(await run('539901198002300011')).not.toContain('数据体检');
  expect(await run('539901198002280012')).toContain('数据体检：看了 1 户，没有发现问题。');
});

test('quarantine lists what was set aside without what was said, and has it tried again', async () => {
  const { db } = registry.deps;
  const { id } = await inScope(db, SYSTEM, (trx) =>
    trx
      .insertInto('inbound')
      .values({
        channel: 'telegram',
        receiver: 'cli',
        update_id: '7',
        chat: 'chat-7',
        body_enc: 'v1.t1.AAAA',
        received_at: timestamp(instant(Date.UTC(2026, 10, 22, 2, 5))),
        state: 'quarantined',
        attempts: 3,
        fault_code: 'decryption-failed',
        done_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const listed = await fangpin(['quarantine', 'list']);
  expect(listed.out.split('\n')).toContain(`${id}\t2026-11-22 10:05\ttelegram\tdecryption-failed`);
  expect(await fangpin(['quarantine', 'retry', 'x'])).toMatchObject({ code: 2 });
  expect(await fangpin(['quarantine', 'retry', '999999'])).toMatchObject({ code: 1 });
  const retried = await fangpin(['quarantine', 'retry', String(id)]);
  expect([retried.code, retried.err]).toEqual([
    0,
    '1 条重新处理，正在运行的服务一分钟内会接过去。',
  ]);
  const row = await inScope(db, SYSTEM, (trx) =>
    trx.selectFrom('inbound').select(['state', 'attempts']).where('id', '=', id).executeTakeFirst(),
  );
  expect(row).toEqual({ state: 'new', attempts: 0 });
  await fangpin(['quarantine', 'retry']);
  expect((await fangpin(['quarantine', 'list'])).err).toBe('没有放着的消息。');
});

test('a ledger nobody knows is named, with the one that was meant', async () => {
  const asked = await fangpin(['export', 'declaratoins']);
  expect([asked.code, asked.err]).toEqual([
    2,
    expect.stringContaining('没有“declaratoins”这个台账。是不是 declarations？'),
  ]);
});
