/** FD-63 a bureau's notice to many: everybody once, sums closed to the person, whatever is killed, paused or refused. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant, plusMs } from '#src/domain/calendar/instant.ts';
import { totalRecipients } from '#src/domain/notice/progress.ts';
import { sweepNotices } from '#src/operations/notice/sweep.ts';
import { deliverAccount } from '#src/operations/sending/deliver.ts';
import { blockedUntil, blockUntil, takeTurns, yieldTurn } from '#src/store/pacer.ts';
import { countRecipients } from '#src/store/notice-recipients.ts';
import { queueMessages } from '#src/store/message.ts';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import type { ServerOptions } from '#test/support/bot-api/server.ts';
import { type County, makeCounty } from '#test/operations/duty/county.ts';
import { approve, compose, doAs, noticeOf } from '#test/operations/notice/office.ts';
import {
  FIRST_CHAT,
  makeCrowd,
  makeSender,
  messagesByChat,
  senderDeps,
  startWorker,
  statesByChat,
} from './broadcast-crowd.ts';

let county: County;
let server: BotApiServer;
// A county each: removing 20 000 households again would take longer than making a database.
beforeEach(async () => {
  county = await makeCounty();
});
afterEach(async () => {
  await server.close();
  await county.close();
});

/** A crowd of `n` with an approved notice for them. */
async function approvedFor(n: number, options: ServerOptions = {}): Promise<string> {
  server = await BotApiServer.start(options);
  await makeCrowd(county, server, n);
  const noticeId = await compose(county, 'county', 'town');
  const outcome = await approve(county, 'countyLeader', noticeId);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return noticeId;
}

const counts = (noticeId: string) => county.system((trx) => countRecipients(trx, noticeId));
const sends = (): number => server.answered.get('sendMessage') ?? 0;

describe('FD-63 20 000 recipients and a worker killed in the middle', () => {
  const N = 20_000;

  it('everybody got it at most once, only what was under way at the kill is uncertain, sums close', async () => {
    const noticeId = await approvedFor(N, { limits: 'none', keepCalls: false });
    const started = performance.now();
    const first = await startWorker(county, server, noticeId, 0.4);
    await server.until(() => sends() >= 6_000, '6000 sends', 120_000);
    first.process.kill('SIGKILL');
    await first.ended;
    const atKill = sends();
    const left = await counts(noticeId);
    expect(totalRecipients(left)).toBe(N);
    expect(left.queued).toBeGreaterThan(0);
    // At most what was reserved at once and what was out without an answer.
    expect(left.sending).toBeLessThanOrEqual(300);

    const others = await Promise.all([
      startWorker(county, server, noticeId, 0.4),
      startWorker(county, server, noticeId, 0.4),
    ]);
    const said = await Promise.all(others.map((other) => other.ended));
    expect(said.every((end) => end === 'open' || end === 'over')).toBe(true);
    const seconds = (performance.now() - started) / 1000;
    // The dead worker's minute passes.
    const clock = { now: () => plusMs(instant(Date.now()), 61_000) };
    await sweepNotices({ ...county.deps, clock });

    const end = await counts(noticeId);
    expect(totalRecipients(end)).toBe(N);
    expect(end.sent + end.uncertain).toBe(N);
    expect(end.uncertain).toBe(left.sending);
    expect((await noticeOf(county, noticeId)).state).toBe('done');
    const states = await statesByChat(county, noticeId);
    const got = messagesByChat(server, N);
    expect(got.filter((messages) => messages > 1)).toEqual([]);
    for (const [at, messages] of got.entries()) {
      const state = states.get(FIRST_CHAT + at);
      if (state === 'sent') expect(messages).toBe(1);
      else expect(state).toBe('uncertain');
    }
    expect(server.violations).toEqual([]);
    process.stdout.write(
      `broadcast: ${N} in ${seconds.toFixed(1)} s (${Math.round(N / seconds)}/s), killed at ${atKill}, uncertain ${end.uncertain}\n`,
    );
  }, 300_000);
});

describe('FD-63 the pace Telegram allows', () => {
  it('is kept by two workers together with replies in between, and never provokes a 429', async () => {
    const noticeId = await approvedFor(150);
    const deps = senderDeps(county, server);
    // Two workers, as two processes would be: they share nothing but the database.
    const workers = [makeSender(county, server), makeSender(county, server)];
    const running = Promise.all(workers.map((worker) => worker.send(noticeId)));
    for (let reply = 1; reply <= 4; reply += 1) {
      await server.until(() => sends() >= reply * 25, 'some sends');
      const accountId = `00000000-0000-7000-8200-${String(reply).padStart(12, '0')}`;
      const id = `00000000-0000-7000-8300-${String(reply).padStart(12, '0')}`;
      await county.system((trx) =>
        queueMessages(
          trx,
          deps.fields,
          [{ id, accountId, kind: 'reply', token: 1, message: { text: '收到了' } }],
          deps.clock.now(),
        ),
      );
      await deliverAccount(
        {
          ...deps,
          onSent: (channel) => void yieldTurn(county.db, channel, 35, deps.clock.now()),
          onThrottled: () => {
            throw new Error('throttled');
          },
        },
        accountId,
      );
    }
    expect((await running).map((end) => end.kind)).toContain('over');
    expect(server.floods).toBe(0);
    expect(await counts(noticeId)).toMatchObject({ sent: 150, uncertain: 0, failed: 0 });
    const at = server.calls.filter((call) => call.method === 'sendMessage').map((call) => call.at);
    const perSecond = ((at.length - 1) * 1000) / ((at.at(-1) ?? 0) - (at[0] ?? 0));
    process.stdout.write(
      `broadcast: ${perSecond.toFixed(2)} messages a second at Telegram's pace\n`,
    );
    // The budget is the benchmark's; here other tests may share the machine.
    expect(perSecond).toBeGreaterThan(15);
  });

  it('a reply never waits for the turns of a broadcast', async () => {
    await approvedFor(1);
    const deps = senderDeps(county, server);
    const turns = await takeTurns(county.db, 'telegram', 35, 1000, deps.clock.now());
    expect((turns.at(-1) ?? 0) - deps.clock.now()).toBeGreaterThan(30_000);
    const accountId = '00000000-0000-7000-8200-000000000000';
    const reply = {
      id: '00000000-0000-7000-8300-000000000099',
      accountId,
      kind: 'reply',
      token: 1,
      message: { text: '收到了' },
    } as const;
    await county.system((trx) => queueMessages(trx, deps.fields, [reply], deps.clock.now()));
    const before = performance.now();
    await deliverAccount(
      {
        ...deps,
        onSent: (channel) => void yieldTurn(county.db, channel, 35, deps.clock.now()),
        onThrottled: () => undefined,
      },
      accountId,
    );
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(server.sentTo(FIRST_CHAT).map((message) => message.text)).toEqual(['收到了']);
  });
});

describe('FD-63 a 429 in the middle', () => {
  it('stops all sending for the time it names, and the refused one gets it afterwards, once', async () => {
    const noticeId = await approvedFor(60, { limits: 'none' });
    server.faults.next('sendMessage', { kind: 'refuse', status: 429, retryAfter: 1 }, { skip: 30 });
    expect((await makeSender(county, server, { intervalMs: 5 }).send(noticeId)).kind).toBe('over');
    expect(await counts(noticeId)).toMatchObject({ sent: 60, uncertain: 0, failed: 0 });
    expect(messagesByChat(server, 60)).toEqual(Array(60).fill(1));
    const calls = server.calls.filter((call) => call.method === 'sendMessage');
    const refusedAt = calls.find((call) => call.status === 429)?.at ?? 0;
    // A few were on the wire already; then there is silence for the second it asked for.
    const meanwhile = calls.filter(
      (call) => call.at > refusedAt + 200 && call.at < refusedAt + 900,
    );
    expect(meanwhile).toEqual([]);
    expect(calls.some((call) => call.at > refusedAt + 900)).toBe(true);
  });

  it('is honoured by every process that asks', async () => {
    await approvedFor(1);
    const now = instant(1_800_000_000_000);
    await blockUntil(county.db, 'telegram', plusMs(now, 5_000));
    await blockUntil(county.db, 'telegram', plusMs(now, 2_000));
    expect(await blockedUntil(county.db, 'telegram', now)).toBe(plusMs(now, 5_000));
    expect(await blockedUntil(county.db, 'telegram', plusMs(now, 5_000))).toBeNull();
    expect(await takeTurns(county.db, 'telegram', 35, 1, now)).toEqual([plusMs(now, 5_000)]);
  });
});

describe('FD-63 pause, resume, cancel', () => {
  it('each acts within a second, and nobody is sent to twice or forgotten', async () => {
    const noticeId = await approvedFor(2_000, { limits: 'none' });
    const steer = (verb: 'pause' | 'resume' | 'cancel') =>
      doAs(county, 'countyLeader', 'steer-notice', { noticeId, verb });
    const sender = makeSender(county, server, { intervalMs: 2 });

    const first = sender.send(noticeId);
    await server.until(() => sends() >= 200, '200 sends');
    expect(await steer('pause')).toMatchObject({ ok: true, value: { state: 'paused' } });
    const paused = performance.now();
    expect((await first).kind).toBe('open');
    expect(performance.now() - paused).toBeLessThan(1_000);
    const halted = await counts(noticeId);
    expect(halted).toMatchObject({ sending: 0, sent: sends() });
    expect((await sender.send(noticeId)).kind).toBe('open');
    expect(sends()).toBe(halted.sent);

    expect(await steer('resume')).toMatchObject({ ok: true, value: { state: 'sending' } });
    const second = sender.send(noticeId);
    await server.until(() => sends() >= halted.sent + 200, '200 more sends');
    expect(await steer('cancel')).toMatchObject({ ok: true, value: { state: 'cancelled' } });
    const cancelled = performance.now();
    await second;
    expect(performance.now() - cancelled).toBeLessThan(1_000);
    const end = await counts(noticeId);
    expect(end).toMatchObject({ queued: 0, sending: 0, sent: sends(), cancelled: 2_000 - sends() });
    expect(totalRecipients(end)).toBe(2_000);
    expect(await steer('resume')).toMatchObject({ refusal: { code: 'wrong-state' } });
    expect(Math.max(...messagesByChat(server, 2_000))).toBe(1);
  });
});

describe('FD-63 how sends end', () => {
  it('blocked, lost and refused recipients each have their own end', async () => {
    const noticeId = await approvedFor(5, { limits: 'none' });
    server.person({ id: FIRST_CHAT, firstName: '张' }).block();
    server.faults.next('sendMessage', { kind: 'reset', when: 'after' }, { chatId: FIRST_CHAT + 1 });
    server.faults.next(
      'sendMessage',
      { kind: 'refuse', status: 400, description: 'Bad Request: odd' },
      { chatId: FIRST_CHAT + 2 },
    );
    expect((await makeSender(county, server).send(noticeId)).kind).toBe('over');
    const states = await statesByChat(county, noticeId);
    expect([0, 1, 2, 3, 4].map((at) => states.get(FIRST_CHAT + at))).toEqual([
      'unreachable',
      'uncertain',
      'failed',
      'sent',
      'sent',
    ]);
    const [message] = server.sentTo(FIRST_CHAT + 3);
    expect(message?.text).toContain('医保缴费到12月底');
    expect(message?.buttons).toEqual([['已知晓']]);
    // The one nobody knows about is not tried again.
    expect(server.sentTo(FIRST_CHAT + 1)).toHaveLength(1);
    const reachable = await county.system((trx) =>
      trx
        .selectFrom('account')
        .select('reachable')
        .where('chat', '=', String(FIRST_CHAT))
        .executeTakeFirst(),
    );
    expect(reachable).toEqual({ reachable: false });
  });

  it('whoever withdrew consent or left after the approval is not written to', async () => {
    const noticeId = await approvedFor(3, { limits: 'none' });
    await county.system(async (trx) => {
      await trx
        .updateTable('account')
        .set({ consent: 'refused' })
        .where('chat', '=', String(FIRST_CHAT))
        .execute();
      await trx
        .deleteFrom('account')
        .where('chat', '=', String(FIRST_CHAT + 1))
        .execute();
    });
    expect((await makeSender(county, server).send(noticeId)).kind).toBe('over');
    expect(messagesByChat(server, 3)).toEqual([0, 0, 1]);
    expect(await counts(noticeId)).toMatchObject({ unreachable: 2, sent: 1 });
  });
});
