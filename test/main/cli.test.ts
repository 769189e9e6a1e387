import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';

let database: TestDatabase;
let folder = '';
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'fangpin-test-main-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs `npx fangpin …` as an operator would, against an external database. */
async function fangpin(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
) {
  const child = spawn(process.execPath, ['src/main/fangpin.mjs', ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      FANGPIN_DATA_DIR: folder,
      ...options.env,
    },
  });
  child.stdin.end(options.input ?? '');
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { out, err, code };
}

test('commands work on an external database: import, doctor, export with the key', async () => {
  const areas = join(folder, 'areas.csv');
  await writeFile(areas, '代码,名称,级别,电话\n539901000000,云岭县,县,19900000000\n');
  expect((await fangpin(['import', 'areas', areas])).out).toContain('地区：新增 1');
  const staff = join(folder, 'staff.csv');
  await writeFile(staff, '姓名,联系电话,岗位\n马管,19900800001,系统管理员\n');
  expect((await fangpin(['import', 'staff', staff])).code).toBe(0);

  const doctor = await fangpin(['doctor']);
  expect(doctor.err).toContain('没有必须处理的问题');
  expect(doctor.out).toContain('✓ 数据库账号：受行级安全约束。');

  const key = await readFile(join(folder, 'secret-key'), 'utf8');
  const withKey = await fangpin(['export', 'staff', '--private'], { input: key });
  expect(JSON.parse(withKey.out)).toMatchObject({ name: '马管', phone: '19900800001' });
}, 120_000);

test('a configuration that is wrong is told at once, with every problem', async () => {
  const { code, err } = await fangpin(['export', 'areas'], { env: { PORT: 'x', REDIS_URL: 'y' } });
  expect(code).toBe(1);
  expect(err).toContain('PORT');
  expect(err).toContain('REDIS_URL');
}, 60_000);

test('doctor says which role must not serve, and that a lost database is lost', async () => {
  const owner = await fangpin(['doctor'], { env: { DATABASE_URL: database.ownerUrl } });
  expect(owner.code).toBe(1);
  expect(owner.out).toContain('✗ 数据库账号');
  const lost = await fangpin(['doctor'], {
    env: {
      DATABASE_URL: 'postgres://u:p@127.0.0.1:9/x',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      OPENAI_API_KEY: 'k',
      OPENAI_MODEL: 'some-model',
    },
  });
  expect(lost.code).toBe(1);
  expect(lost.out).toContain('✗ 数据库');
  expect(lost.out).not.toContain('u:p@');
  expect(lost.out).toContain('! 大模型：some-model 连不上。');
}, 120_000);

test('a faulty pack in the data folder is told with its line; put right, it can be assigned', async () => {
  const policies = join(folder, 'policies');
  await mkdir(policies, { recursive: true });
  const path = join(policies, 'sixth.yaml');
  const head =
    "id: sixth\ntitle: 第六县\nedition: '1'\nextends: default\neffective_from: 2026-01-01\n";
  await writeFile(path, `${head}settings: { nothing: 1 }\n`);
  const faulty = await fangpin(['doctor']);
  expect(faulty.code).toBe(1);
  expect(faulty.out).toContain('✗ 政策包：sixth.yaml 第 6 行 nothing：没有这一项。');

  await writeFile(path, head);
  const assigned = await fangpin([
    ...['policy', 'assign', 'sixth', '--area', '539901000000', '--from', '2026-01-01'],
  ]);
  expect(assigned.out).toContain('2026-01-01 起　sixth');
  const year = join(folder, '2027.yaml');
  await writeFile(year, "year: 2027\nsource: 示例\noff: ['2027-01-01']\nwork: []\n");
  expect((await fangpin(['policy', 'calendar', 'import', year])).out).toContain(
    '2027 年的节假日安排已导入',
  );
  await rm(path);
  expect((await fangpin(['doctor'])).out).toContain('云岭县（sixth 找不到），新案件按默认值办');
}, 120_000);
