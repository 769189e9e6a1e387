/** PIPL 19: data leave when the time set for their class is over, in batches; drafts and what waits to be read never do. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { fetchMedia } from '#src/operations/media/fetch-media.ts';
import { storeMedia } from '#src/operations/media/store-media.ts';
import { sweepRetention } from '#src/operations/privacy/retention.ts';
import { logAccess } from '#src/store/access-log.ts';
import { findOrMakeAccount } from '#src/store/account.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import { storeInbound } from '#src/store/inbound.ts';
import { openMediaFiles, type MediaFiles } from '#src/store/media-files.ts';
import { queueMessages } from '#src/store/message.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { householdsByVillage, workedOffReport } from '#test/support/reports.ts';

const at = (iso: string) => instant(Date.parse(iso));
const TODAY = '2026-11-23T09:00:00+08:00';
/** Raw updates are kept for three months, media for sixty, refused reports for 24, the access log for 36. */
const OLD = at('2026-08-22T23:59:00+08:00');
const YOUNG = at('2026-08-23T00:01:00+08:00');
const VERY_OLD = at('2020-01-01T00:00:00+08:00');

let office: Office;
let folder: string;
let files: MediaFiles;
let account: string;
const system = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => inScope(office.db, SYSTEM, work);

beforeAll(async () => {
  office = await openOffice({ at: TODAY });
  folder = await mkdtemp(join(tmpdir(), 'fangpin-media-'));
  files = openMediaFiles(folder, office.fields);
  account = await system(
    async (trx) => (await findOrMakeAccount(trx, 'test', 'farmer', office.newId, VERY_OLD)).id,
  );
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

test('words of updates and messages leave after three months to the day, whatever the batch', async () => {
  await system(async (trx) => {
    for (const [name, doneAt] of [
      ['old', OLD],
      ['older', VERY_OLD],
      ['young', YOUNG],
    ] as const) {
      const update = { channel: 'test', receiver: 'r', updateId: name, chat: 'farmer', body: name };
      await storeInbound(trx, office.fields, [update], doneAt);
      await trx
        .updateTable('inbound')
        .set({ state: 'done', done_at: timestamp(doneAt) })
        .where('update_id', '=', name)
        .execute();
      const id = office.newId();
      const message = { text: name };
      const sent = { id, accountId: account, kind: 'reply', token: 0, message } as const;
      await queueMessages(trx, office.fields, [sent], doneAt);
      await trx
        .updateTable('message')
        .set({ state: 'sent', settled_at: timestamp(doneAt), external_id: name })
        .where('id', '=', id)
        .execute();
    }
    const left = { channel: 'test', receiver: 'r', updateId: 'open', chat: 'farmer', body: 'open' };
    await storeInbound(trx, office.fields, [left], VERY_OLD);
    const waiting = office.newId();
    const unread = {
      id: waiting,
      accountId: account,
      kind: 'progress',
      token: 0,
      message: { text: 'unread' },
    } as const;
    await queueMessages(trx, office.fields, [unread], VERY_OLD);
    await trx
      .updateTable('message')
      .set({ state: 'waiting', settled_at: timestamp(VERY_OLD), external_id: 'unread' })
      .where('id', '=', waiting)
      .execute();
  });
  expect(await sweepRetention(office, 1)).toMatchObject({ inbound: 2, messages: 2 });
  const updates = await system((trx) =>
    trx.selectFrom('inbound').select(['update_id', 'body_enc']).orderBy('id').execute(),
  );
  expect(updates.filter((row) => row.body_enc !== '').map((row) => row.update_id)).toEqual([
    'young',
    'open',
  ]);
  const messages = await system((trx) =>
    trx.selectFrom('message').select(['external_id', 'body_enc']).orderBy('seq').execute(),
  );
  expect(messages.filter((row) => row.body_enc !== null).map((row) => row.external_id)).toEqual([
    'young',
    'unread',
  ]);
  expect(await sweepRetention(office)).toMatchObject({ inbound: 0, messages: 0 });
});

test('an old photo leaves row and disk, unless a draft, an open case or a later visit needs it', async () => {
  const [household = ''] = [...(await householdsByVillage(office, 1)).values()].flat();
  const photo = async (of: string): Promise<string> => {
    const mediaId = office.newId();
    const bytes = Uint8Array.of(0xff, 0xd8, 0xff, 1, 2, 3);
    const media = { mediaId, accountId: of, areaPath: null, channel: 'test', bytes } as const;
    await storeMedia({ ...office, files }, { ...media, kind: 'photo' });
    await system((trx) =>
      trx
        .updateTable('media')
        .set({ created_at: timestamp(VERY_OLD) })
        .where('id', '=', mediaId)
        .execute(),
    );
    return mediaId;
  };
  const forgotten = await photo(account);
  const reported = await photo(account);
  await workedOffReport(office, household, { mediaIds: [reported] });
  const drafting = await system(
    async (trx) => (await findOrMakeAccount(trx, 'test', 'drafting', office.newId, VERY_OLD)).id,
  );
  await system((trx) =>
    trx
      .insertInto('conversation')
      .values({
        account_id: drafting,
        state_enc: '',
        updated_at: timestamp(VERY_OLD),
        draft_touched_at: timestamp(VERY_OLD),
      })
      .execute(),
  );
  const inDraft = await photo(drafting);
  expect(await sweepRetention(office)).toMatchObject({ media: 1 });
  const promised = await system((trx) =>
    trx.selectFrom('outbox').select('payload').where('queue', '=', 'media').execute(),
  );
  expect(promised.map((row) => row.payload)).toEqual([{ mediaId: forgotten }]);
  const fetching = { ...office, files, channels: new Map() };
  expect(await fetchMedia(fetching, forgotten)).toBe('erased');
  expect(await fetchMedia(fetching, forgotten)).toBe('erased');
  expect(await files.read(forgotten)).toBeNull();
  expect(await files.read(reported)).not.toBeNull();
  expect(await files.read(inDraft)).not.toBeNull();
});

test('words of a refused report leave after two years, of an open one never', async () => {
  const [, household = '', other = ''] = [
    ...(await householdsByVillage(office, 3)).values(),
  ].flat();
  const report = await workedOffReport(office, household);
  const open = await workedOffReport(office, other);
  const closeAt = (iso: string) =>
    system((trx) =>
      trx
        .updateTable('case_file')
        .set({
          closed_at: timestamp(at(iso)),
          state: 'closed',
          data: JSON.stringify({ state: { tag: 'closed', ground: 'not-hardship' } }),
        })
        .where('household_id', '=', household)
        .execute(),
    );
  const words = () =>
    system((trx) =>
      trx
        .selectFrom('declaration_private')
        .select('declaration_id')
        .where('declaration_id', 'in', [report.declarationId, open.declarationId])
        .execute(),
    );
  await closeAt('2024-11-24T09:00:00+08:00');
  await sweepRetention(office);
  expect(await words()).toHaveLength(2);
  await closeAt('2024-11-22T09:00:00+08:00');
  await sweepRetention(office);
  expect(await words()).toEqual([{ declaration_id: open.declarationId }]);
});

test('the access log leaves after three years through one door; the serving role cannot take a young entry', async () => {
  const staffId = office.newId();
  const opened = { staffId, postId: null, householdId: null, what: 'household-sheet' };
  await system(async (trx) => {
    await logAccess(trx, { ...opened, at: at('2023-11-22T00:00:00+08:00') });
    await logAccess(trx, { ...opened, at: at('2023-11-24T00:00:00+08:00') });
  });
  expect(await sweepRetention(office)).toMatchObject({ 'access-log': 1 });
  await expect(system((trx) => trx.deleteFrom('access_log').execute())).rejects.toMatchObject({
    code: '42501',
  });
  office.clock.set(at('2036-11-23T09:00:00+08:00'));
  await expect(sweepRetention(office)).rejects.toThrow('at least six months');
});
