/** A draft is never lost: not by kill -9, not by a newer version of the conversations (G2). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inScope } from '#src/store/database.ts';
import { lockConversation, saveConversation } from '#src/store/conversation.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { type ServeChild, startServeChild } from '#test/support/serve-child.ts';
import { Phone } from './phone.ts';
import { firstContact, openVillage } from './village.ts';

const KEY = `t1:${Buffer.alloc(32, 9).toString('base64')}`;
const WORDS = '老伴住院花了四万多，还要再开一刀';

test('kill -9 in the middle of a report: the draft is there, and what came meanwhile is in it', async () => {
  const telegram = await BotApiServer.start({ limits: 'none' });
  const database: TestDatabase = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'fangpin-drafts-'));
  const env = {
    DATABASE_URL: database.appUrl,
    FANGPIN_DATA_DIR: dataDir,
    FANGPIN_SECRET_KEY: KEY,
    FANGPIN_DEMO: '1',
    PORT: '0',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
  };
  let child: ServeChild | null = null;
  try {
    child = await startServeChild(env, ['bot', 'worker']);
    const who = { householdId: '', name: '欧阳青', phone: '13500007777' };
    const phone = new Phone(telegram.person({ id: 5001, firstName: '农户' }));
    await firstContact(phone, who);
    await phone.tap('一键申报', { anywhere: true });
    await phone.tap('生病花钱多');
    await phone.sees('我帮您记下了');
    await child.kill();
    // Nobody is there to hear it; Telegram keeps it.
    phone.say(WORDS);
    // A reply that was on its way when the process died is given up after a minute; only then is the next one sent.
    const later = { ...env, FANGPIN_CLOCK_OFFSET: 'PT2M' };
    child = await startServeChild(later, ['bot', 'worker']);
    expect((await phone.sees('四万', 30_000)).text).toContain('生病花钱多');
    await phone.tap('提交');
    await phone.sees('受理号');
    expect(await child.stop()).toBe(0);
  } finally {
    await child?.kill();
    await telegram.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('a conversation an older version left in a step this one does not know: the draft is offered again', async () => {
  const village = await openVillage({ name: 'drafts-older-version' });
  try {
    const farmer = await village.farmer();
    const { phone } = farmer;
    await phone.tap('一键申报', { anywhere: true });
    await phone.tap('生病花钱多');
    await phone.sees('我帮您记下了');
    phone.say(WORDS);
    await phone.sees('四万');
    const { db, fields, clock } = village.service().core.installation;
    await inScope(db, SYSTEM, async (trx) => {
      const account = await trx
        .selectFrom('account')
        .select('id')
        .where('chat', '=', String(phone.person.id))
        .executeTakeFirstOrThrow();
      const now = clock.now();
      const stored = await lockConversation(trx, fields, account.id, now);
      const older = {
        ...Object(stored),
        version: 0,
        place: { flow: 'declare', step: 'step-3-of-5' },
      };
      await saveConversation(trx, fields, account.id, older, now, now);
    });
    await village.jumpTo('2026-12-01T09:00:00+08:00');
    phone.say('你好');
    await phone.sees(/./);
    await phone.tap('一键申报', { anywhere: true });
    expect((await phone.sees('上次有一份没交的申报')).text).toContain('四万');
    await phone.tap('继续申报');
    await phone.sees('我帮您记下了');
    await phone.tap('提交');
    await phone.sees('受理号');
  } finally {
    await village.close();
  }
});
