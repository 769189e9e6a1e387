import { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asFault, Fault } from '#src/platform/faults.ts';
import { createLog, describeError } from '#src/platform/log.ts';
import { createTestDatabase } from '#test/support/database.ts';

/** A log that keeps its lines. */
function keptLog(): { readonly log: ReturnType<typeof createLog>; readonly text: () => string } {
  let text = '';
  const log = createLog({
    level: 'debug',
    destination: {
      write(line) {
        text += line;
      },
    },
  });
  return { log, text: () => text };
}

const NAME = '冉启明';
const ID_NUMBER = '500113199001011234';

describe('the log never holds', () => {
  test('tokens, passwords and queries of addresses', () => {
    const { log, text } = keptLog();
    log.info(
      { url: 'x' },
      'GET https://api.telegram.org/bot123456789:AAabcDEFghi-_jklMNOpqrSTUvwxyz012345/getMe',
    );
    log.info({}, 'postgres://fangpin_app:hunter2@127.0.0.1:5432/fangpin refused');
    log.info({}, 'https://a.example/enter?code=ABCDEFG');
    log.error({ err: new TypeError('fetch https://a.example/?token=tok') }, 'failed');
    for (const secret of ['AAabcDEF', 'hunter2', 'ABCDEFG', 'tok"'])
      expect(text()).not.toContain(secret);
    expect(text()).toContain('getMe');
  });

  test('fields that are named like personal data, at the top or one level down', () => {
    const { log, text } = keptLog();
    log.info({ phone: '13800000000', caseId: 'c-1' }, 'a');
    log.info({ person: { idNumber: ID_NUMBER, name: NAME } }, 'b');
    expect(text()).not.toMatch(/138000|冉启明|50011/);
    expect(text()).toContain('c-1');
  });

  test('a one-time link in the path of a request', () => {
    const { log, text } = keptLog();
    log.info(
      { req: { method: 'GET', url: '/console/enter/Zk3vPq8sTt1uVwXyZ0abCdEf?x=1' } },
      'request',
    );
    expect(text()).not.toMatch(/Zk3v|x=1/);
    expect(text()).toContain('/console/enter/[hidden]');
  });

  test('what a validator or parser quotes', () => {
    const { log, text } = keptLog();
    const invalid = z.strictObject({}).safeParse({ [NAME]: 1 }).error;
    log.error({ err: invalid }, 'failed');
    try {
      JSON.parse(`{"name": ${NAME}}`);
    } catch (thrown) {
      log.error({ err: thrown }, 'failed');
    }
    expect(text()).not.toContain(NAME);
    expect(text()).toContain('SyntaxError');
  });
});

describe('an error of the database', async () => {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const failing = async (statement: string, values: unknown[]): Promise<unknown> => {
    try {
      await client.query(statement, values);
      return undefined;
    } catch (thrown) {
      return thrown;
    }
  };

  test('keeps code and constraint, and loses the values of the row', async () => {
    await client.query('create table person (id_number text constraint one_each unique)');
    await client.query('insert into person values ($1)', [ID_NUMBER]);
    const thrown = await failing('insert into person values ($1)', [ID_NUMBER]);
    expect(String(Reflect.get(Object(thrown), 'detail'))).toContain(ID_NUMBER);
    const { log, text } = keptLog();
    log.error({ err: new Fault('saving-failed', { retry: false, cause: thrown }) }, 'failed');
    expect(text()).not.toContain(ID_NUMBER);
    expect(text()).toMatch(/"code":"23505"/);
    expect(text()).toContain('"constraint":"one_each"');
    expect(asFault(thrown)).toMatchObject({ code: 'sql-23505', retry: false });
  });

  test('loses a value quoted in its message too', async () => {
    const thrown = await failing('select $1::text::integer', [NAME]);
    expect(String(thrown)).toContain(NAME);
    expect(JSON.stringify(describeError(thrown))).not.toContain(NAME);
  });
});

test('a fault says whether to try again', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' });
  expect(asFault(refused)).toMatchObject({ code: 'system-econnrefused', retry: true });
  const disk = Object.assign(new Error('open'), { code: 'ENOSPC', syscall: 'write' });
  expect(asFault(disk)).toMatchObject({ code: 'system-enospc', retry: false });
  const own = new Fault('x', { retry: false });
  expect(asFault(own)).toBe(own);
});
