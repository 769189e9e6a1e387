/** Update received → reply sent, through a process of its own and the strict Bot API server: idle, busy, during a broadcast. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Person } from '#test/support/bot-api/person.ts';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import { bindFarmers, bindStaff } from '#test/support/bound-farmers.ts';
import { startServeChild } from '#test/support/serve-child.ts';
import { type Bench, type BenchOptions, type Figure, median, percentile } from './figure.ts';
import { type Backend, backends, type Ground, openGround } from './ground.ts';
import { startNotice } from './notice.ts';

const BUSY = 20;
const FIRST_CHAT = 100_001;
/** Telegram's limit is 30 messages a second; the pacer keeps below it. */
const PACE = 28;
/** The answer to 我的进度 of somebody without a report, or the echo; never the notice. */
const ANSWER = /没有.*申报|还没|echo/s;

export const repliesBench: Bench = {
  name: 'replies',
  about: 'update received to reply sent, and the pace of a broadcast',
  async run(options) {
    const floor = await echoFloor(options);
    const figures: Figure[] = [];
    for (const backend of backends()) figures.push(...(await measure(backend, floor, options)));
    return figures;
  },
};

type Floor = { readonly idle: number; readonly busy: number; readonly turns: number };

/** The same persons and server in front of a bot that only echoes. */
async function echoFloor({ quick, say }: BenchOptions): Promise<Floor> {
  say('a bare echo bot');
  const telegram = await BotApiServer.start({ limits: 'none', keepCalls: false });
  const child = spawn(process.execPath, [fileURLToPath(new URL('echo-bot.ts', import.meta.url))], {
    env: {
      PATH: process.env['PATH'] ?? '',
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(child.stdout, 'data');
    const people = Array.from({ length: BUSY }, (_, n) =>
      telegram.person({ id: FIRST_CHAT + n, firstName: '甲' }),
    );
    await talk(people.slice(0, 1), 20);
    const idle = percentile(await talk(people.slice(0, 1), quick ? 50 : 200), 95);
    const busy = percentile(await talk(people, quick ? 5 : 20, 1_000), 95);
    const began = performance.now();
    const pressed = await talk(people, quick ? 10 : 50);
    return { idle, busy, turns: pressed.length / ((performance.now() - began) / 1_000) };
  } finally {
    child.kill('SIGKILL');
    await telegram.close();
  }
}

async function measure(
  backend: Backend,
  floor: Floor,
  { quick, say }: BenchOptions,
): Promise<readonly Figure[]> {
  const telegram = await BotApiServer.start({ limits: 'none', keepCalls: false });
  const ground = await openGround({ backend });
  const { installation } = ground;
  const recipients = quick ? 400 : 2_000;
  await bindStaff(installation, 'telegram', 900_000);
  telegram.openChats(900_000, 400);
  await bindFarmers(installation, {
    count: recipients,
    channel: 'telegram',
    firstChat: FIRST_CHAT,
  });
  telegram.openChats(FIRST_CHAT, recipients);
  const people = Array.from({ length: BUSY }, (_, n) =>
    telegram.person({ id: FIRST_CHAT + n, firstName: '甲' }),
  );
  const child = await startServeChild({
    ...ground.env,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
  });
  try {
    await talk(people, 3);
    say(`${backend}: idle`);
    const idle = await talk(people.slice(0, 1), quick ? 50 : 200);
    say(`${backend}: ${BUSY} busy chats`);
    const busy = await talk(people, quick ? 5 : 20, 1_000);
    say(`${backend}: ${BUSY} chats without a pause`);
    const began = performance.now();
    const pressed = await talk(people, quick ? 10 : 50);
    const turns = pressed.length / ((performance.now() - began) / 1_000);
    say(`${backend}: during a broadcast`);
    const { during, pace } = await broadcast(ground, telegram, people, quick ? 10 : 60);
    const reply = (
      name: string,
      values: readonly number[],
      beside: number,
      atMost: number,
    ): Figure => ({
      name: `reply p95, ${name}`,
      backend,
      value: percentile(values, 95),
      unit: 'ms',
      floor: { value: beside, what: 'bare echo bot' },
      budget: { atMost },
      note: `median ${median(values).toFixed(1)} of ${values.length}`,
    });
    return [
      reply('idle', idle, floor.idle, 40),
      reply(`${BUSY} busy chats, a message a second each`, busy, floor.busy, 60),
      {
        name: `turns of ${BUSY} chats without a pause`,
        backend,
        value: turns,
        unit: 'per second',
        floor: { value: floor.turns, what: 'bare echo bot' },
        budget: null,
        note: `p95 ${percentile(pressed, 95).toFixed(0)} ms`,
      },
      reply('during a broadcast', during, floor.idle, 60),
      {
        name: 'broadcast pace',
        backend,
        value: pace,
        unit: 'per second',
        floor: { value: 30, what: 'what Telegram lets through' },
        budget: { atLeast: PACE },
      },
    ];
  } finally {
    await child.kill();
    await ground.close();
    await telegram.close();
  }
}

/**
 * Each person writes and waits for the answer, `turns` times, all side by side; with `everyMs` once in so many milliseconds, as
 * fast as a hurried thumb, without it again at once. The times in milliseconds.
 */
async function talk(
  people: readonly Person[],
  turns: number,
  everyMs = 0,
): Promise<readonly number[]> {
  const took: number[] = [];
  await Promise.all(
    people.map(async (person, at) => {
      const start = performance.now() + (everyMs * at) / people.length;
      for (let n = 0; n < turns; n += 1) {
        await pause(Math.max(0, start + n * everyMs - performance.now()));
        const before = performance.now();
        person.text('我的进度');
        await person.expect(ANSWER, { withinMs: 30_000 });
        took.push(performance.now() - before);
      }
    }),
  );
  return took;
}

/** A notice to everybody while people write now and then. `pace` counts replies: each takes the turn of a notice. */
async function broadcast(
  { installation }: Ground,
  telegram: BotApiServer,
  people: readonly Person[],
  seconds: number,
): Promise<{ readonly during: readonly number[]; readonly pace: number }> {
  const sent = (): number => telegram.answered.get('sendMessage') ?? 0;
  const before = sent();
  await startNotice(installation);
  await telegram.until(() => sent() > before, 'the notice leaves', 60_000);
  const [from, start] = [performance.now(), sent()];
  const during: number[] = [];
  while (performance.now() - from < seconds * 1_000) {
    const person = people[during.length % people.length];
    if (person !== undefined) during.push(...(await talk([person], 1)));
    await pause(250);
  }
  return { during, pace: ((sent() - start) / (performance.now() - from)) * 1_000 };
}
