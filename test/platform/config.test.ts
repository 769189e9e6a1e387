import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Config, type Environment, readConfig } from '#src/config.ts';

const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

function configOf(env: Environment): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.refusal.join('\n'));
  return read.value;
}

function problemsOf(env: Environment): readonly string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.refusal;
}

describe('with nothing set', () => {
  test('everything runs on the embedded database with a demo county', () => {
    expect(configOf({})).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://127.0.0.1:8080',
      trustedProxies: ['loopback'],
      dataDir: resolve('.data'),
      database: { kind: 'embedded' },
      queue: { kind: 'postgres' },
      keys: null,
      demo: true,
      clockOffset: { months: 0, ms: 0 },
      notifyUrl: null,
      telegram: { kind: 'off' },
      model: { kind: 'off', missing: null },
      logLevel: 'info',
    });
  });

  test('an empty value counts as not set', () => {
    expect(configOf({ PORT: '', DATABASE_URL: ' ', FANGPIN_DEMO: '' })).toEqual(configOf({}));
  });

  test('the value cannot be changed', () => {
    const config = configOf({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.telegram)).toBe(true);
  });
});

describe('the demo county', () => {
  test.each([
    [{}, true],
    [{ HOST: 'localhost' }, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ DATABASE_URL: 'postgres://a@b/c' }, false],
    [{ DATABASE_URL: 'postgres://a@b/c', FANGPIN_DEMO: '1' }, true],
    [{ FANGPIN_DEMO: '0' }, false],
    [
      {
        NODE_ENV: 'production',
        FANGPIN_SECRET_KEY: KEY,
        FANGPIN_PUBLIC_URL: 'https://a.example',
      },
      false,
    ],
  ])('%o: %s', (env, demo) => {
    expect(configOf(env).demo).toBe(demo);
  });
});

describe('modes', () => {
  test('a Telegram token alone means polling, a webhook address and secret a webhook', () => {
    const bot = { TELEGRAM_BOT_TOKEN: '123456:abc', TELEGRAM_API_ROOT: 'http://localhost:9000/' };
    const shared = { token: '123456:abc', apiRoot: 'http://localhost:9000' };
    expect(configOf(bot).telegram).toEqual({ kind: 'polling', ...shared });
    const webhook = {
      TELEGRAM_WEBHOOK_URL: 'https://a.example/telegram/webhook',
      TELEGRAM_WEBHOOK_SECRET: 's_1',
    };
    expect(configOf({ ...bot, ...webhook }).telegram).toEqual({
      kind: 'webhook',
      url: webhook.TELEGRAM_WEBHOOK_URL,
      secret: 's_1',
      ...shared,
    });
  });

  test('the model is on with a name and a key or a server of one’s own; half a setting says what is missing', () => {
    expect(
      configOf({ OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'http://localhost:11434/v1' }).model,
    ).toEqual({
      kind: 'on',
      apiKey: null,
      baseUrl: 'http://localhost:11434/v1',
      model: 'm',
      transcribeModel: null,
    });
    expect(configOf({ OPENAI_API_KEY: 'sk-1' }).model).toEqual({
      kind: 'off',
      missing: 'OPENAI_MODEL',
    });
    expect(configOf({ OPENAI_MODEL: 'm' }).model).toEqual({
      kind: 'off',
      missing: 'OPENAI_API_KEY',
    });
  });

  test('an address of one’s own for the database and the queue', () => {
    const config = configOf({
      DATABASE_URL: 'postgresql://app@db/fangpin',
      DATABASE_OWNER_URL: 'postgresql://owner@db/fangpin',
      REDIS_URL: 'redis://cache:6379',
    });
    expect(config.database).toEqual({
      kind: 'external',
      url: 'postgresql://app@db/fangpin',
      ownerUrl: 'postgresql://owner@db/fangpin',
    });
    expect(config.queue).toEqual({ kind: 'redis', url: 'redis://cache:6379' });
  });

  test('a wildcard HOST is visited by the name of this machine', () => {
    expect(configOf({ HOST: '0.0.0.0', PORT: '9' }).publicUrl).toBe('http://localhost:9');
    expect(configOf({ HOST: '::1' }).publicUrl).toBe('http://[::1]:8080');
    expect(configOf({ FANGPIN_PUBLIC_URL: 'https://a.example/' }).publicUrl).toBe(
      'https://a.example',
    );
  });
});

describe('what is refused', () => {
  test('every problem is told at once, each naming its variable', () => {
    const problems = problemsOf({
      PORT: '80a',
      DATABASE_URL: 'mysql://x/y',
      REDIS_URL: 'localhost',
      LOG_LEVEL: 'loud',
      FANGPIN_DEMO: 'perhaps',
      FANGPIN_CLOCK_OFFSET: '3 days',
      FANGPIN_SECRET_KEY: 'k1:short',
      TELEGRAM_WEBHOOK_URL: 'https://a.example',
    });
    for (const name of [
      ...['PORT', 'DATABASE_URL', 'REDIS_URL', 'LOG_LEVEL', 'FANGPIN_DEMO', 'FANGPIN_CLOCK_OFFSET'],
      ...['FANGPIN_SECRET_KEY', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET'],
    ]) {
      expect(problems.filter((problem) => problem.includes(name))).not.toEqual([]);
    }
  });

  test('no problem repeats the value that was wrong', () => {
    const secret = 'very-secret-value';
    const problems = problemsOf({
      DATABASE_URL: secret,
      REDIS_URL: secret,
      FANGPIN_SECRET_KEY: secret,
      TELEGRAM_BOT_TOKEN: `${secret}/x`,
      TELEGRAM_WEBHOOK_SECRET: `${secret}!`,
    });
    expect(problems).toHaveLength(5);
    expect(problems.join(' ')).not.toContain(secret);
  });

  test('proxies are named by address, network or kind', () => {
    expect(
      configOf({ FANGPIN_TRUSTED_PROXY: 'uniquelocal, 203.0.113.7,10.0.0.0/8' }).trustedProxies,
    ).toEqual(['uniquelocal', '203.0.113.7', '10.0.0.0/8']);
    for (const wrong of ['true', '10.0.0.0/33', 'proxy.example', '']) {
      const said = problemsOf({ FANGPIN_TRUSTED_PROXY: wrong }).join();
      if (wrong === '') expect(said).toBe('');
      else expect(said).toMatch(/^FANGPIN_TRUSTED_PROXY must be/);
    }
  });

  test('in production: a missing key, no public address and a shifted clock', () => {
    const bare = { NODE_ENV: 'production', DATABASE_URL: 'postgres://a@b/c' };
    expect(problemsOf({ ...bare, FANGPIN_SECRET_KEY: KEY }).join()).toMatch(
      /^FANGPIN_PUBLIC_URL is required/,
    );
    const env = { ...bare, FANGPIN_PUBLIC_URL: 'https://a.example' };
    expect(problemsOf(env).join()).toMatch(/^FANGPIN_SECRET_KEY is required/);
    expect(
      problemsOf({ ...env, FANGPIN_SECRET_KEY: KEY, FANGPIN_CLOCK_OFFSET: 'P1D' }).join(),
    ).toMatch(/^FANGPIN_CLOCK_OFFSET is refused/);
    expect(configOf({ ...env, FANGPIN_SECRET_KEY: KEY }).keys?.currentKid).toBe('k1');
  });

  test('an owner without a service address', () => {
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://a@b/c' })).toHaveLength(1);
  });
});

describe('a secret in a file', () => {
  const files: Readonly<Record<string, string>> = {
    '/run/secrets/key': `${KEY}\n`,
    '/empty': '\n',
  };
  const readFile = (path: string): string => {
    const content = files[path];
    if (content === undefined) throw new Error('ENOENT');
    return content;
  };

  test('is read without the end of its line', () => {
    const read = readConfig(
      { FANGPIN_SECRET_KEY_FILE: '/run/secrets/key', HOST_FILE: '/empty' },
      readFile,
    );
    expect(read.ok && read.value.keys?.currentKid).toBe('k1');
    expect(read.ok && read.value.host).toBe('127.0.0.1');
  });

  test('must exist, and not beside the same value given directly', () => {
    const read = readConfig({ REDIS_URL_FILE: '/none', PORT: '1', PORT_FILE: '/empty' }, readFile);
    expect(read.ok ? [] : read.refusal).toEqual([
      'PORT and PORT_FILE are both set; keep one of them.',
      'REDIS_URL_FILE names a file that cannot be read.',
    ]);
  });
});

test('.env.example tells of every variable the configuration knows, and of no other', () => {
  const example = readFileSync('.env.example', 'utf8');
  const told = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map((match) => match[1] ?? '');
  const source = readFileSync('src/config.ts', 'utf8');
  const known = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1] ?? '');
  expect(known.length).toBeGreaterThan(15);
  expect(new Set(told)).toEqual(new Set(known));
});
