/** PIPL 47: after a granted request nothing a person said or that says who they are is left; numbers, dates and the log are. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { openMediaFiles, type MediaFiles } from '#src/store/media-files.ts';
import { verifyAudit } from '#src/operations/audit/verify.ts';
import type { AdvanceDeps } from '#src/operations/conversation/advance.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import { fetchMedia } from '#src/operations/media/fetch-media.ts';
import { storeMedia } from '#src/operations/media/store-media.ts';
import { copyOfPerson } from '#src/operations/privacy/copy-of-person.ts';
import { erasePerson } from '#src/operations/privacy/erase-person.ts';
import { findOrMakeAccount } from '#src/store/account.ts';
import { inScope } from '#src/store/database.ts';
import { idNumberIndex, phoneIndex } from '#src/store/registry/blind-index.ts';
import { holdersWithin } from '#src/store/registry/posts.ts';
import { searchAreas } from '#src/store/registry/areas.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { keepTranscript } from '#src/store/transcript.ts';
import {
  chatDeps,
  type DirectChat,
  directChannel,
  openChat,
  textOf,
} from '#test/support/direct-chat.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { wholeDatabase } from '#test/support/whole-database.ts';

const NAME = '欧阳雪岭';
const PHONE = '13512349876';
const ID_NUMBER = '500230198003071238';
const WORDS = '我家的老黄牛掉进天坑里摔死了，今年的种子钱都没着落';
const MORE = '女儿娟娟在县二中读高三，生活费要断了';
const ALARM = '我真的不想活了，喝了农药一了百了';
const HEARD = '录音里说的是后山的石头滚下来砸坏了灶屋';
const OFTEN_SAID = [NAME, PHONE, ID_NUMBER, WORDS, MORE, ALARM, HEARD];

let office: Office;
let deps: AdvanceDeps;
let files: MediaFiles;
let folder: string;
let farmer: DirectChat;
let village: DirectChat;
let county: DirectChat;
let mediaId: string;

beforeAll(async () => {
  office = await openOffice();
  deps = chatDeps(office, [directChannel('test', { provesContact: false }), directChannel('web')]);
  folder = await mkdtemp(join(tmpdir(), 'fangpin-media-'));
  files = openMediaFiles(folder, office.fields);
  village = await officer('village-officer', 'village');
  county = await officer('county-officer', 'county');
  farmer = openChat(deps, 'test', 'chat-of-the-person');
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

/** Whoever holds the post over 桃源村, in a chat of their own. */
async function officer(role: Role, chat: string): Promise<DirectChat> {
  await inScope(office.db, SYSTEM, async (trx) => {
    const now = office.clock.now();
    const [area] = await searchAreas(trx, '桃源村', 1);
    const path = area?.areaPath ?? '';
    const within = role === 'village-officer' ? path : path.slice(0, path.indexOf('/') + 1);
    const [holder] = await holdersWithin(trx, role, within, fromInstant(now));
    const account = await findOrMakeAccount(trx, 'test', chat, office.newId, now);
    await trx
      .updateTable('account')
      .set({ staff_id: holder?.staffId ?? null })
      .where('id', '=', account.id)
      .execute();
  });
  return openChat(deps, 'test', chat);
}

const system = <T>(work: Parameters<typeof inScope<T>>[2]): Promise<T> =>
  inScope(office.db, SYSTEM, work);

/** What the queues would do by now. */
async function workOff(): Promise<void> {
  const open = await system((trx) =>
    trx
      .selectFrom('outbox')
      .select(['id', 'queue', 'payload'])
      .where('closed_at', 'is', null)
      .orderBy('created_at')
      .execute(),
  );
  for (const { id, queue, payload } of open) {
    if (queue === 'submissions') {
      const { declarationId } = payload as { declarationId: string };
      await processDeclaration(office, { outboxId: id, declarationId });
    }
    if (queue === 'media') {
      const { mediaId } = payload as { mediaId: string };
      await fetchMedia({ ...office, files, channels: new Map() }, mediaId);
    }
  }
}

/** Lines of the database that hold any of these. */
async function found(needles: readonly string[]): Promise<readonly string[]> {
  const lines = await wholeDatabase(office.ownerUrl, office.fields);
  const written = needles.flatMap((each) => [each, JSON.stringify(each).slice(1, -1)]);
  return lines.filter((line) => written.some((each) => line.includes(each)));
}

/** A stranger to the registry tells everything there is to tell. */
async function tellsEverything(): Promise<void> {
  await farmer.send({ kind: 'command', name: 'start', payload: '' });
  await farmer.press('同意');
  await farmer.say('桃源村');
  await farmer.say(NAME);
  await farmer.say(PHONE);
  await farmer.send({ kind: 'action', action: 'menu', ref: '' });
  await farmer.say('我的信息');
  await farmer.press('补身份证号');
  await farmer.say(ID_NUMBER);
  await farmer.say(ID_NUMBER);
  mediaId = office.newId();
  const accountId = await farmer.accountId();
  const bytes = new TextEncoder().encode('OggS recording of a voice');
  const stored = await storeMedia(
    { ...office, files },
    { mediaId, accountId, areaPath: null, channel: 'test', kind: 'voice', bytes },
  );
  if (!stored.ok) throw new Error(stored.refusal.code);
  await farmer.say('一键申报');
  await farmer.say(WORDS);
  await farmer.send({ kind: 'media', media: 'voice', mediaId, caption: '', seconds: 9 });
  await system((trx) => keepTranscript(trx, office.fields, mediaId, HEARD));
  await farmer.send({ kind: 'location', latitude: 29.123456, longitude: 107.654321 });
  await farmer.press('提交');
  await workOff();
  office.clock.advance(60_000);
}

describe('erasure of a person', () => {
  test('what officers were shown, what the chats hold and what lies on disk goes with the reports', async () => {
    await tellsEverything();
    const report = await system((trx) =>
      trx.selectFrom('declaration').selectAll().executeTakeFirstOrThrow(),
    );
    // Half-written work in the officer's chat: of something else, and with the person's words.
    await village.say('代农户申报');
    await village.say('周小满');
    await village.press('就用这个名字');
    await village.say('周小满家屋顶漏雨');
    await village.say('菜单');
    await village.say(`那家人说：${WORDS}`);
    // What came in leaves with its own class; here it is what the chat remembers.
    await system((trx) => trx.deleteFrom('inbound').where('chat', '=', 'village').execute());
    // The village reads the report; the farmer adds to it, starts another draft and cries for help.
    const shown = await village.send({ kind: 'action', action: 'report-open', ref: report.id });
    expect(textOf(shown)).toContain(WORDS.slice(0, 10));
    await farmer.send({ kind: 'action', action: 'receipt-add', ref: report.id });
    await farmer.say(MORE);
    await farmer.say(ALARM);
    await system((trx) =>
      trx
        .updateTable('alert')
        .set({ closed_at: timestamp(office.clock.now()), next_at: null })
        .execute(),
    );
    const before = await found(OFTEN_SAID);
    const tables = new Set(before.map((line) => line.split(' ')[0]));
    for (const table of ['account', 'household', 'inbound', 'message', 'declaration_private']) {
      expect(tables, table).toContain(table);
    }
    expect(await readdir(folder)).toHaveLength(1);

    await farmer.send({ kind: 'action', action: 'menu', ref: '' });
    await farmer.say('我的信息');
    await farmer.press('删除和反悔');
    await farmer.press('删除我的信息');
    await farmer.press('确定');
    const accountId = await farmer.accountId();
    const duty = await system((trx) =>
      trx
        .selectFrom('duty')
        .select('id')
        .where('kind', '=', 'answer-rights-request')
        .executeTakeFirstOrThrow(),
    );
    await county.send({ kind: 'action', action: 'duty-open', ref: duty.id });
    await county.press('按本人要求删除');
    expect(textOf(await county.press('核对过本人，删除'))).toContain('已经删除');
    await workOff();

    const toldDays = await system((trx) => trx.selectFrom('told_day').selectAll().execute());
    expect(toldDays.filter((row) => row.account_id === accountId)).toEqual([]);
    const indexes = [phoneIndex(office.fields, PHONE), idNumberIndex(office.fields, ID_NUMBER)];
    const left = [...OFTEN_SAID, '29.123456', ...indexes.flatMap((each) => each ?? [])];
    expect(await found(left)).toEqual([]);
    expect((await found(['这条内容已按本人要求删除'])).length).toBeGreaterThan(0);
    expect((await found(['周小满'])).some((line) => line.startsWith('conversation'))).toBe(true);
    const onDisk = await readdir(folder, { recursive: true });
    expect(onDisk.filter((name) => name.endsWith('.bin'))).toEqual([]);

    // The person hears of it in a chat that knows nothing of them.
    const fresh = await farmer.accountId();
    expect(fresh).not.toBe(accountId);
    expect((await found(['您在这里留下的信息已经删除'])).join('\n')).toContain(fresh);
    expect(textOf(await farmer.send({ kind: 'command', name: 'start', payload: '' }))).toContain(
      '同意',
    );
  });

  test('number, codes, dates, case and the log of events stay, and the log still verifies', async () => {
    const report = await system((trx) =>
      trx.selectFrom('declaration').selectAll().executeTakeFirstOrThrow(),
    );
    expect(report).toMatchObject({ state: 'open', account_id: null, amounts: [] });
    expect(report.case_id).not.toBeNull();
    expect(report.risk_types.length).toBeGreaterThan(0);
    expect(report.checks).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'person-not-in-registry' })]),
    );
    const events = await system((trx) => trx.selectFrom('case_event').selectAll().execute());
    expect(events.length).toBeGreaterThan(0);
    const audit = await verifyAudit(office);
    expect(audit.lines.join('\n')).not.toMatch(/断|改动过|不一致/);
    expect(audit.ok).toBe(true);
    const consents = await system((trx) => trx.selectFrom('consent').selectAll().execute());
    expect(consents.every((each) => each.withdrawn_at !== null)).toBe(true);
  });

  test('a second request has nobody to erase; an officer and a person in danger are not erased', async () => {
    const context = (trx: Parameters<Parameters<typeof inScope>[2]>[0]) => ({
      ...office,
      trx,
      now: office.clock.now(),
    });
    const staff = await village.accountId();
    const refusal = await system((trx) => erasePerson(context(trx), staff));
    expect(refusal).toEqual({ ok: false, refusal: { code: 'is-staff' } });
    const other = openChat(deps, 'test', 'in-danger');
    await other.say(ALARM);
    const id = await other.accountId();
    expect(await system((trx) => erasePerson(context(trx), id))).toEqual({
      ok: false,
      refusal: { code: 'alarm-going-on' },
    });
    const nobody = office.newId();
    expect(await system((trx) => erasePerson(context(trx), nobody))).toEqual({
      ok: false,
      refusal: { code: 'unknown' },
    });
  });
});

test('a copy of one’s data holds what was told, on every channel of the person, a JSON object a line', async () => {
  const person = openChat(deps, 'test', 'somebody-else');
  await person.send({ kind: 'command', name: 'start', payload: '' });
  await person.press('同意');
  await person.say('桃源村');
  await person.say('诸葛青');
  await person.say('13512340000');
  await person.say('一键申报');
  await person.say('我家的房子被山洪冲垮了半边，没地方住');
  await person.press('提交');
  await workOff();
  const id = await person.accountId();
  const lines = await system(async (trx) => {
    const kept: string[] = [];
    for await (const line of copyOfPerson({ trx, fields: office.fields }, id)) kept.push(line);
    return kept;
  });
  const records = lines.map((line) => (JSON.parse(line) as { record: string }).record);
  for (const each of ['account', 'consent', 'report', 'sent', 'told']) {
    expect(records).toContain(each);
  }
  expect(lines.join('\n')).toContain('诸葛青');
  expect(lines.join('\n')).toContain('山洪冲垮了半边');
  expect(lines.join('\n')).not.toContain(NAME);
});
