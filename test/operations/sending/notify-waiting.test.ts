/** Staff whose messages wait in a closed web chat are rung for outside it: neutrally, once, danger at once. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { notifyWaiting } from '#src/operations/sending/notify-waiting.ts';
import { createHttpNotifier } from '#src/platform/http-notifier.ts';
import { findOrMakeAccount } from '#src/store/account.ts';
import { inScope } from '#src/store/database.ts';
import { type MessageKind, queueMessages } from '#src/store/message.ts';
import { insertStaff } from '#src/store/registry/staff.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { type Office, openOffice } from '#test/support/office.ts';

const LINK = 'http://village.example/chat';
const ORDINARY = '防贫：有新的待办，请打开网页看看。';
const URGENT = '防贫：有紧急事项，请马上打开网页处理。';

let office: Office;
let gateway: Server;
let url: string;
/** What the gateway does with the next ring. */
let answer: 'take' | 'refuse' | 'hang' | 'send-away';
const rings: unknown[] = [];
const troubles: string[] = [];
let officer: string;
let farmer: string;

beforeAll(async () => {
  office = await openOffice({ demo: false });
  gateway = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      rings.push(z.unknown().parse(JSON.parse(body)));
      if (answer === 'hang') return;
      response.statusCode = { take: 204, refuse: 500, 'send-away': 307 }[answer];
      if (answer === 'send-away') response.setHeader('location', 'http://127.0.0.1:9/');
      response.end();
    });
  });
  await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready));
  const address = gateway.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/robot?key=geheim`;
  [officer, farmer] = await inScope(office.db, SYSTEM, async (trx) => {
    const now = office.clock.now();
    const staffId = office.newId();
    const person = { id: staffId, name: '王芳', phone: '', code: null, householdId: null, at: now };
    await insertStaff(trx, office.fields, person);
    const own = await findOrMakeAccount(trx, 'webchat', 'officer', office.newId, now);
    await trx.updateTable('account').set({ staff_id: staffId }).where('id', '=', own.id).execute();
    const other = await findOrMakeAccount(trx, 'webchat', 'farmer', office.newId, now);
    return [own.id, other.id] as const;
  });
});
afterAll(async () => {
  gateway.closeAllConnections();
  gateway.close();
  await office.close();
});
beforeEach(async () => {
  answer = 'take';
  rings.length = 0;
  troubles.length = 0;
  office.clock.advance(3_600_000);
  await inScope(office.db, SYSTEM, (trx) => trx.deleteFrom('message').execute());
});

/** A message that a closed web chat keeps waiting since now. */
const waits = (accountId: string, kind: MessageKind): Promise<void> =>
  inScope(office.db, SYSTEM, async (trx) => {
    const now = office.clock.now();
    const message = { text: '李大山家住院花了四万' };
    await queueMessages(
      trx,
      office.fields,
      [{ id: office.newId(), accountId, kind, token: 0, message }],
      now,
    );
    await trx
      .updateTable('message')
      .set({ state: 'waiting', settled_at: timestamp(now) })
      .where('state', '=', 'queued')
      .execute();
  });
const sweep = (limitMs?: number) =>
  notifyWaiting({
    ...office,
    notifier: createHttpNotifier(url, (code) => void troubles.push(code), limitMs),
    link: LINK,
  });

describe('the outbound notifier', () => {
  test('one neutral text for everything that waits, and never again for the same', async () => {
    for (const kind of ['to-do', 'reminder', 'escalation', 'digest'] as const) {
      await waits(officer, kind);
    }
    office.clock.advance(60_000);
    expect(await sweep()).toEqual(['ordinary']);
    expect(rings).toEqual([{ text: ORDINARY, link: LINK }]);
    office.clock.advance(3_600_000);
    expect(await sweep()).toEqual([]);
    expect(rings).toHaveLength(1);
  });

  test('danger rings at once, whatever was rung before', async () => {
    await waits(officer, 'to-do');
    office.clock.advance(60_000);
    await sweep();
    await waits(officer, 'alert');
    expect(await sweep()).toEqual(['urgent']);
    await waits(officer, 'alert');
    expect(await sweep()).toEqual(['urgent']);
    expect(rings.slice(1)).toEqual([
      { text: URGENT, link: LINK },
      { text: URGENT, link: LINK },
    ]);
  });

  test('ordinary rings keep ten minutes between them, and what came in between is told then', async () => {
    await waits(officer, 'to-do');
    office.clock.advance(60_000);
    expect(await sweep()).toEqual(['ordinary']);
    await waits(officer, 'to-do');
    office.clock.advance(9 * 60_000);
    expect(await sweep()).toEqual([]);
    office.clock.advance(60_000);
    expect(await sweep()).toEqual(['ordinary']);
  });

  test('nobody is rung for a page in front of them, for a farmer’s message, or for replies', async () => {
    await waits(officer, 'reply');
    await waits(farmer, 'to-do');
    office.clock.advance(60_000);
    await waits(officer, 'to-do');
    expect(await sweep()).toEqual([]);
    await inScope(office.db, SYSTEM, (trx) =>
      trx.updateTable('message').set({ state: 'sent' }).where('account_id', '=', officer).execute(),
    );
    office.clock.advance(60_000);
    expect(await sweep()).toEqual([]);
    expect(rings).toEqual([]);
  });

  test('two processes sweeping at once ring once', async () => {
    await waits(officer, 'alert');
    await waits(officer, 'to-do');
    office.clock.advance(60_000);
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(rings).toHaveLength(2);
  });

  test('a gateway that answers 500, hangs or sends elsewhere is told later, and its address stays out of the log', async () => {
    await waits(officer, 'alert');
    answer = 'refuse';
    expect(await sweep()).toEqual([]);
    answer = 'hang';
    expect(await sweep(50)).toEqual([]);
    answer = 'send-away';
    expect(await sweep()).toEqual([]);
    answer = 'take';
    expect(await sweep()).toEqual(['urgent']);
    expect(await sweep()).toEqual([]);
    expect(troubles).toEqual(['http-500', 'timeout', 'http-307']);
  });

  test('a gateway that is not there is a code', async () => {
    const gone = createServer();
    await new Promise<void>((ready) => gone.listen(0, '127.0.0.1', ready));
    const address = gone.address();
    await new Promise((closed) => gone.close(closed));
    const port = typeof address === 'object' ? address?.port : 0;
    const away = createHttpNotifier(`http://127.0.0.1:${port}`, (code) => void troubles.push(code));
    expect(await away.notify('x', LINK)).toBe('failed');
    expect(troubles).toEqual(['system-econnrefused']);
  });
});
