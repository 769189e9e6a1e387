/** What `fangpin export` says from outside, beside a running service, agrees with what people did. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type Farmer,
  openDuty,
  type Officer,
  openVillage,
  report,
  type Village,
} from './village.ts';

const BIN = fileURLToPath(new URL('../../src/main/fangpin.mjs', import.meta.url));
const row = z.record(z.string(), z.unknown());

describe('LX-06 nothing happens outside the books', () => {
  let village: Village;
  let officer: Officer;
  let first: Farmer;
  const numbers: string[] = [];

  beforeAll(async () => {
    village = await openVillage({ name: 'export' });
    officer = await village.officer('village-officer');
    await village.officer('town-officer');
    first = await village.farmer();
    numbers.push(await report(first.phone));
    await first.phone.sees('转到村里办理');
    numbers.push(await report(first.phone, '遭了灾'));
    await first.phone.sees('一并办理');
    const second = await village.farmer();
    numbers.push(await report(second.phone, '孩子上学难'));
    await second.phone.sees('转到村里办理');
    await openDuty(officer.phone, new RegExp(`受理申报 ${first.who.name}`));
    await officer.phone.tap('我来受理');
    await officer.phone.sees('待办共');
    await openDuty(officer.phone, new RegExp(`入户核实 ${first.who.name}`));
    await officer.phone.tap('去走访');
    await officer.phone.tap('属实');
    await officer.phone.tap('提交');
    await first.phone.sees('上门看过了');
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
  });

  const read = new Map<string, ReturnType<typeof runExport>>();
  /** Nothing changes while the books are read, so each is read once. */
  const exported = (ledger: string): ReturnType<typeof runExport> => {
    const before = read.get(ledger) ?? runExport(ledger);
    read.set(ledger, before);
    return before;
  };

  /** Runs `fangpin …` beside the service; throws when it does not end with 0. */
  async function fangpin(...args: readonly string[]): Promise<string> {
    const { database, dataDir } = village.service();
    const env = {
      PATH: process.env['PATH'],
      DATABASE_URL: database.appUrl,
      FANGPIN_DATA_DIR: dataDir,
    };
    const options = { env, maxBuffer: 64 * 1024 * 1024 };
    return (await promisify(execFile)(process.execPath, [BIN, ...args], options)).stdout;
  }

  async function runExport(ledger: string): Promise<readonly Record<string, unknown>[]> {
    const stdout = await fangpin('export', ledger, '--format', 'jsonl');
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => row.parse(JSON.parse(line)));
  }

  test('declarations: every number once, with its case', async () => {
    const rows = await exported('declarations');
    expect(
      rows
        .map((each) => each['receiptNumber'])
        .toSorted((a, b) => (String(a) < String(b) ? -1 : 1)),
    ).toEqual(numbers.toSorted());
    expect(
      rows.every((each) => each['state'] === 'open' && each['source'] === 'self_declare'),
    ).toBe(true);
    expect(new Set(rows.map((each) => each['caseId'])).size).toBe(2);
  });

  test('cases, duties and visits: one verified, one waiting, one visit', async () => {
    const cases = await exported('cases');
    expect(
      cases
        .map((each) => [each['state'], each['reports']])
        .toSorted((a, b) => (String(a) < String(b) ? -1 : 1)),
    ).toEqual([
      ['authorisation', 2],
      ['clue', 1],
    ]);
    const duties = (await exported('duties')).filter((each) => each['caseNumber'] !== null);
    const states = duties.map((each) => `${String(each['kind'])} ${String(each['state'])}`);
    expect(states.toSorted((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
      'accept-clue done',
      'accept-clue open',
      'authorise open',
      'fill-assessment open',
      'identify open',
      'identify open',
      'verify-home done',
    ]);
    expect(await exported('visits')).toMatchObject([
      { kind: 'home-verification', finding: 'true', staffName: officer.name },
    ]);
  });

  test('messages and events add up, and no ledger shows a word or a number that is private', async () => {
    const messages = await exported('messages');
    expect(messages.length).toBeGreaterThan(20);
    const lost = ['failed', 'uncertain', 'unreachable', 'cancelled'];
    expect(messages.filter((each) => lost.includes(String(each['state'])))).toEqual([]);
    const events = await exported('events');
    expect(events.length).toBeGreaterThanOrEqual(5);
    for (const ledger of ['declarations', 'messages', 'events', 'households', 'visits']) {
      expect(JSON.stringify(await exported(ledger))).not.toContain(first.who.phone);
    }
  });

  test('every line says who took it away and when', async () => {
    const marks = new Set((await exported('cases')).map((each) => each['exportMark']));
    expect(marks.size).toBe(1);
    expect(String([...marks][0])).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d .+ 导出 [0-9A-F]{8}$/);
  });

  test('G8 audit verify finds the chain of events unbroken', async () => {
    expect(await fangpin('audit', 'verify')).toContain('核对了 2 个个案');
  });
});
