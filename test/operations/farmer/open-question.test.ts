/** What a rule check asked stays in 我的进度 until the person adds something; a consent to an earlier text is asked for again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chatDeps, directChannel, openChat, textOf } from '#test/support/direct-chat.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { tryAgain } from '#src/operations/conversation/quarantine.ts';
import { advanceChat } from '#src/operations/conversation/advance.ts';
import { inScope } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { householdsByVillage, workedOffReport } from '#test/support/reports.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('a question the checks asked is shown with the report until something is added', async () => {
  const [household = ''] = [...(await householdsByVillage(office, 1)).values()].flat();
  const report = await workedOffReport(office, household, { riskTypes: [], words: [] });
  const chat = openChat(chatDeps(office, [directChannel('test')]), 'test', household);
  office.clock.advance(60_000);
  const show = async () =>
    textOf(await chat.send({ kind: 'action', action: 'progress', ref: report.declarationId }));
  expect(await show()).toContain('村里想问您：“方便说说家里遇到了什么困难吗？');
  await chat.send({ kind: 'action', action: 'receipt-add', ref: report.declarationId });
  expect(textOf(await chat.say('老伴摔断了腿，住院花了三万'))).toContain('补充好了');
  expect(await show()).not.toContain('村里想问您');
});

test('a report that raised no question has none', async () => {
  const household = [...(await householdsByVillage(office, 2)).values()][0]?.[1] ?? '';
  const report = await workedOffReport(office, household);
  const chat = openChat(chatDeps(office, [directChannel('test')]), 'test', household);
  const shown = await chat.send({ kind: 'action', action: 'progress', ref: report.declarationId });
  expect(textOf(shown)).toContain(report.receiptNumber);
  expect(textOf(shown)).not.toContain('村里想问您');
});

test('who consented to an earlier text reads the new one before the next report, once; everything else stays open', async () => {
  const household = [...(await householdsByVillage(office, 3)).values()][0]?.[2] ?? '';
  const { accountId } = await workedOffReport(office, household);
  await inScope(office.db, SYSTEM, (trx) =>
    trx
      .insertInto('consent')
      .values(
        (['general', 'health-finance'] as const).map((scope) => ({
          id: office.newId(),
          account_id: accountId,
          scope,
          text_version: '2026-11',
          given_at: timestamp(office.clock.now()),
          withdrawn_at: null,
        })),
      )
      .execute(),
  );
  office.clock.advance(60_000);
  const chat = openChat(chatDeps(office, [directChannel('test')]), 'test', household);
  expect(textOf(await chat.say('我的进度'))).toContain('受理号');
  expect(textOf(await chat.say('一键申报'))).toContain('会贴公示，只写户主姓名');
  expect(textOf(await chat.press('同意'))).toContain('家里遇到了什么难处');
  await chat.say('取消');
  expect(textOf(await chat.say('一键申报'))).not.toContain('贴公示');
});

test('a message nobody can work off makes somebody of the village phone, once, without what it said', async () => {
  const household = [...(await householdsByVillage(office, 4)).values()][0]?.[3] ?? '';
  await workedOffReport(office, household);
  const broken = {
    ...directChannel('test'),
    read: () => {
      throw new Error('broken');
    },
  };
  const quiet = () => undefined;
  const deps = {
    ...chatDeps(office, [broken]),
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  };
  const calls = () =>
    inScope(office.db, SYSTEM, (trx) =>
      trx
        .selectFrom('duty')
        .select(['kind', 'details'])
        .where('household_id', '=', household)
        .where('key', 'like', 'call-farmer:set-aside:%')
        .execute(),
    );
  const told = textOf(await openChat(deps, 'test', household).say('我的柴房塌了'));
  expect(told).toContain('请换个说法再发一次');
  expect(told).toMatch(/前，村里会有人给您打电话，问问是什么事。等不及就/);
  expect(await calls()).toMatchObject([{ kind: 'call-farmer', details: { topic: 'set-aside' } }]);
  expect(JSON.stringify(await calls())).not.toContain('柴房');
  await tryAgain(deps, null);
  await advanceChat(deps, 'test', household);
  expect(await calls()).toHaveLength(1);
});
