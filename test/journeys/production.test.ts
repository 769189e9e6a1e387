/** The image's own commands as production runs them: an external Postgres, two roles, migrations first, a signal at the end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmptyDatabase, type TestDatabase } from '#test/support/database.ts';

const KEY = `p1:${Buffer.alloc(32, 9).toString('base64')}`;
let database: TestDatabase;
let dataDir: string;
let port: number;

beforeAll(async () => {
  database = await createEmptyDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'fangpin-production-'));
  port = await freePort();
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The entry point of the Dockerfile with the environment of its image, and nothing of this machine's. */
function fangpin(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['src/main/fangpin.mjs', ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      FANGPIN_PUBLIC_URL: 'https://fangpin.example',
      HOST: '127.0.0.1',
      PORT: String(port),
      FANGPIN_DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

type Ended = { readonly code: number | null; readonly said: string };

async function ended(child: ChildProcess): Promise<Ended> {
  let said = '';
  child.stdout?.on('data', (chunk) => (said += String(chunk)));
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** Resolves when the child has printed a line holding `words`. */
function printed(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: unknown): void => {
      said += String(chunk);
      if (said.includes(words)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => reject(new Error(`ended without saying ${words}: ${said}`)));
  });
}

describe('in production', () => {
  const serving = () => ({ DATABASE_URL: database.appUrl, FANGPIN_SECRET_KEY: KEY });

  test('nothing serves before migrations have run, nor without a key or with a role that bypasses row-level security', async () => {
    const early = await ended(fangpin(['serve'], serving()));
    expect(early.code).not.toBe(0);
    expect(early.said).toContain('fangpin migrate');

    const keyless = await ended(fangpin(['serve'], { DATABASE_URL: database.appUrl }));
    expect(keyless.code).not.toBe(0);
    expect(keyless.said).toContain('FANGPIN_SECRET_KEY');

    const migrated = await ended(
      fangpin(['migrate'], { ...serving(), DATABASE_OWNER_URL: database.ownerUrl }),
    );
    expect([migrated.code, migrated.said]).toEqual([0, expect.any(String)]);

    const owner = { DATABASE_URL: database.ownerUrl, FANGPIN_SECRET_KEY: KEY };
    const bypassing = await ended(fangpin(['serve'], owner));
    expect(bypassing.code).not.toBe(0);
    expect(bypassing.said).toContain('行级安全');
  });

  test('the roles of docker-compose start, are ready, show no demo, and end on SIGTERM', async () => {
    const web = fangpin(['serve', '--roles', 'web,bot'], serving());
    const worker = fangpin(['serve', '--roles', 'worker'], serving());
    const ends = [ended(web), ended(worker)];
    await Promise.all([printed(web, '防贫已启动'), printed(worker, '防贫已启动')]);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ok: true, checks: { database: true, migrations: true, queue: true } },
    ]);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/chat`)).status).toBe(200);
    const alive = (role: string) => ended(fangpin(['doctor', '--alive', role], serving()));
    expect((await alive('worker')).code).toBe(0);
    expect((await alive('telegraph')).code).toBe(1);
    web.kill('SIGTERM');
    worker.kill('SIGTERM');
    for (const end of await Promise.all(ends)) {
      expect(end.code).toBe(0);
      expect(end.said).not.toContain('演示县');
    }
  });

  test('with a key that does not open what is stored nothing is served: every message would be set aside', async () => {
    const areas = join(dataDir, 'areas.csv');
    const households = join(dataDir, 'households.csv');
    await writeFile(
      areas,
      '代码,名称,级别\n539901000000,云岭县,县\n539901100000,云岭镇,乡镇\n539901100200,桃源村,村\n',
    );
    await writeFile(
      households,
      '户编号,姓名,与户主关系,联系电话,村代码\nH1,李四,户主,19900100001,539901100200\n',
    );
    expect((await ended(fangpin(['import', 'areas', areas], serving()))).code).toBe(0);
    expect(await ended(fangpin(['import', 'households', households], serving()))).toMatchObject({
      code: 0,
    });
    const other = `p1:${Buffer.alloc(32, 8).toString('base64')}`;
    const refused = await ended(fangpin(['serve'], { ...serving(), FANGPIN_SECRET_KEY: other }));
    expect(refused.code).not.toBe(0);
    expect(refused.said).toContain('现在的密钥打不开库里的加密数据');
  });
});
