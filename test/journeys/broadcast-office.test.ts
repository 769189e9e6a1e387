/** FD-63 as people see it on Telegram: an officer writes, a leader agrees, farmers read, the officer sees how far it is. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createIntake } from '#src/channels/telegram/intake.ts';
import { createTelegramClient } from '#src/channels/telegram/client.ts';
import { pollUpdates } from '#src/channels/telegram/polling.ts';
import { advanceChat } from '#src/operations/conversation/advance.ts';
import { receive } from '#src/operations/conversation/receive.ts';
import { createNoticeSender } from '#src/operations/notice/send-batch.ts';
import { deliverAccount } from '#src/operations/sending/deliver.ts';
import { yieldTurn } from '#src/store/pacer.ts';
import { BotApiServer } from '#test/support/bot-api/server.ts';
import { type County, makeCounty, STAFF, type StaffKey } from '#test/operations/duty/county.ts';
import { FIRST_CHAT, makeCrowd, senderDeps } from './broadcast-crowd.ts';

let county: County;
let server: BotApiServer;
const stop = new AbortController();
let polling: Promise<void>;

/** Telegram chats of the staff in this story. */
const CHATS: Partial<Record<StaffKey, number>> = { town: 71, townLeader: 72, officerA: 73 };

beforeEach(async () => {
  county = await makeCounty();
  server = await BotApiServer.start();
  await makeCrowd(county, server, 12);
  await county.system(async (trx) => {
    for (const [key, chat] of Object.entries(CHATS)) {
      await trx
        .updateTable('account')
        .set({ chat: String(chat) })
        .where('staff_id', '=', STAFF[key as StaffKey].id)
        .execute();
    }
  });
  const deps = senderDeps(county, server);
  const shell = { ...county.deps, ...deps, newCode: () => 'ABCDE23456' };
  const sender = createNoticeSender(deps);
  const sending = {
    ...deps,
    onSent: (channel: string) => void yieldTurn(county.db, channel, 35, deps.clock.now()),
    onThrottled: () => undefined,
  };
  const deliver = async (accounts: readonly string[]): Promise<void> => {
    await Promise.all(accounts.map((account) => deliverAccount(sending, account)));
  };
  const client = createTelegramClient({ token: server.token, apiRoot: server.url });
  const intake = createIntake(client, async (batch) => {
    for (const { channel, chat } of await receive(shell, batch)) {
      await deliver(await advanceChat(shell, channel, chat));
    }
    // What the queue would do with an open promise.
    const promises = await county.system((trx) =>
      trx.selectFrom('outbox').select('payload').where('closed_at', 'is', null).execute(),
    );
    for (const { payload } of promises) {
      const { noticeId } = payload as { readonly noticeId: string };
      await deliver((await sender.send(noticeId)).accounts);
    }
  });
  polling = pollUpdates(
    { client, intake, onTrouble: () => undefined, holdSeconds: 2 },
    stop.signal,
  );
});
afterEach(async () => {
  stop.abort();
  await polling;
  await server.close();
  await county.close();
});

it('FD-63 a notice from its title to the read receipt, with buttons and words alone', async () => {
  const officer = server.person({ id: 71, firstName: '陈' });
  const leader = server.person({ id: 72, firstName: '赵' });
  leader.chat.started = true;

  officer.text('发通知');
  await officer.expect('先写标题');
  officer.text('医保缴费到12月底');
  await officer.expect('再写正文');
  officer.text('请带上户口本到村委会交，也可以在手机上交。');
  await officer.expect('发给哪里');
  await officer.press('桃源村');
  await officer.expect('哪些人家');
  await officer.press('全体农户');
  expect((await officer.expect('共6户，能发到6户。')).text).toContain('请赵镇长审批');
  await officer.press('提交审批');
  await officer.expect('交上去了');

  const asked = await leader.expect('请您审批一条通知');
  expect(asked.text).toContain('请带上户口本到村委会交');
  expect(asked.buttons).toEqual([['同意发送'], ['退回']]);
  const press = await leader.press('同意发送');
  await press.answered();
  await leader.expect('您同意了通知');
  await officer.expect('赵镇长同意了您的通知');
  await officer.expect('发完了');

  const farmer = server.person({ id: FIRST_CHAT, firstName: '农户' });
  const notice = await farmer.expect('云岭镇的通知');
  expect(notice.buttons).toEqual([['已知晓']]);
  await farmer.press('已知晓');
  await farmer.expect('记下您看过了');
  expect(server.sentTo(FIRST_CHAT + 1)).toEqual([]);

  await officer.press('看进度');
  const progress = await officer.expect('已发到：6户，点了“已知晓”：1户，还没点：5户');
  expect(progress.text).toContain('共6户');

  // A second press of an old button changes nothing.
  leader.pressOn(asked.messageId, '同意发送');
  await leader.expect('已经有人审批过了');
  expect(server.sentTo(FIRST_CHAT).filter((each) => each.text.includes('的通知'))).toHaveLength(1);
  expect(server.violations).toEqual([]);
  expect(server.floods).toBe(0);
});
