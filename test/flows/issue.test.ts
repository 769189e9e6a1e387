/** Conversations about tickets and alarms, without a database: every message is held against the wording rules. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alarmKinds, unrealReasons } from '#src/domain/alarm/alarm.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { routingTopics } from '#src/domain/policy/routing.ts';
import type { IssueEvent } from '#src/domain/ticket/events.ts';
import { fixWays, issueSteps, notSoReasons } from '#src/domain/ticket/issue.ts';
import { issueNews } from '#src/flows/text/issue-news.ts';
import { answered, opened, ownIssueText } from '#src/flows/text/issue-report.ts';
import { monthNotice } from '#src/flows/text/month-notice.ts';
import { alarmText, issueRefusal, issueText } from '#src/flows/text/staff-issue.ts';
import { readNoticeText } from '#src/domain/notice/notice.ts';
import { farmer, startChat } from './chat.ts';
import { alarmSheet, issueOutcomes, issueSheet } from './issue-facts.ts';
import { breaches } from './wording-rules.ts';

const today = localDate('2026-11-23');
const staffAccount = {
  ...farmer,
  staff: {
    staffId: 'staff-1',
    name: '水利员',
    posts: [
      {
        postId: 'post-1',
        role: 'department-officer' as const,
        department: 'housing' as const,
        areaId: 'county',
        areaPath: '5/',
        areaName: '云岭县',
      },
    ],
  },
};

describe('a farmer', () => {
  test('FD-14 whose house is not safe is told to leave before anything else is asked', () => {
    const chat = startChat();
    chat.say('人工帮助');
    chat.press('请人来解决');
    chat.press('房子不安全');
    expect(chat.heard()).toContain('人先出来，再打 119');
    chat.press('有人住');
    chat.say('后墙裂了大口子');
    expect(chat.intents.at(-1)).toMatchObject({
      intent: 'open-issue',
      topic: 'housing',
      emergency: true,
      words: '后墙裂了大口子',
      whose: { kind: 'own' },
    });
    expect(chat.heard()).toContain('编号 G-00013');
    expect(chat.all.flatMap(breaches)).toEqual([]);
  });

  test('LX-45 BN-36 says in one tap what is wrong with the water', () => {
    const chat = startChat();
    chat.say('人工帮助');
    chat.press('请人来解决');
    chat.press('吃水用水');
    expect(chat.labels()).toEqual(['停水了', '水浑、有怪味', '取水太远', '别的', '返回']);
    chat.press('取水太远');
    expect(chat.intents.at(-1)).toMatchObject({ topic: 'drinking-water', words: '取水太远' });
  });

  test('a photo sent before or after the trouble is told goes with it', () => {
    const photo = (mediaId: string, caption = '') =>
      ({ kind: 'media', media: 'photo', mediaId, caption, seconds: 0 }) as const;
    const chat = startChat();
    chat.say('人工帮助');
    chat.press('请人来解决');
    chat.press('看别的');
    chat.press('找活干');
    chat.send(photo('media-1', '厂里关门的通知'));
    expect(chat.heard()).toContain('收到 1 张');
    chat.send(photo('media-2'));
    expect(chat.heard()).toContain('收到 2 张');
    chat.press('就这些，提交');
    expect(chat.intents.at(-1)).toMatchObject({
      intent: 'open-issue',
      words: '厂里关门的通知',
      mediaIds: ['media-1', 'media-2'],
    });
    expect(chat.heard()).toContain('有照片，现在就可以发过来');
    chat.send(photo('media-3'));
    expect(chat.intents.at(-1)).toEqual({
      ...{ intent: 'add-issue-photo', issueId: 'issue-13', mediaId: 'media-3', words: '' },
    });
    expect(chat.heard()).toContain('照片收到了，放进了编号 G-00013');
    chat.press('返回');
    expect(chat.labels()).toContain('一键申报');
    expect(chat.all.flatMap(breaches)).toEqual([]);
  });

  test('LX-46 答复解决了吗 works from an old message, whatever the chat is about by now', () => {
    const chat = startChat();
    chat.say('一键申报');
    chat.send({ kind: 'action', action: 'issue-solved', ref: 'issue-1' });
    expect(chat.intents.at(-1)).toEqual({
      intent: 'answer-call-back',
      issueId: 'issue-1',
      solved: true,
    });
    expect(chat.heard()).toContain('办结了');
  });

  test('news of every step and every topic keep to the wording rules and name somebody to phone', () => {
    const on = today;
    const by = { on, byStaffId: 'staff-1' };
    const events: readonly IssueEvent[] = [
      { kind: 'told-again', emergency: false },
      { kind: 'verified', ...by },
      ...notSoReasons.map((reason) => ({ kind: 'found-not-so' as const, ...by, reason })),
      ...issueSteps.map((step) => ({ kind: 'step-done' as const, ...by, step })),
      { kind: 'passed-on', department: 'water', byStaffId: 'staff-1' },
      ...fixWays.map((way) => ({ kind: 'fixed' as const, ...by, way })),
      { kind: 'closed', ...by, heard: 'staff' },
      { kind: 'reopened', ...by, verifyDueOn: on, fixDueOn: on },
    ];
    for (const topic of routingTopics) {
      for (const event of events) {
        const message = issueNews(event, {
          issueId: 'issue-1',
          number: 'G-00012',
          topic,
          office: '县水利局',
          verifyDueOn: localDate('2026-11-26'),
          fixDueOn: localDate('2026-12-03'),
          contact: { title: '镇街信息员', name: '陈镇信', phone: '13800000009' },
          today,
        });
        if (message === null) throw new Error(event.kind);
        expect(message.text).toContain('13800000009');
        // News waits for nobody: no way out is needed, all else holds.
        expect(breaches(message).filter((each) => !each.startsWith('offers'))).toEqual([]);
      }
    }
  });
});

test('nothing is promised to be done before it was found true, and of aid never more than an answer', () => {
  const days = { verifyDueOn: localDate('2026-11-26'), fixDueOn: localDate('2026-12-03') };
  const ticket = { number: 'G-00012', office: '县民政局', contact: null, ...days };
  const by = { on: today, byStaffId: 'staff-1' };
  for (const topic of routingTopics) {
    const news = (event: IssueEvent) =>
      issueNews(event, { ...ticket, issueId: 'issue-1', topic, today })?.text ?? '';
    const before = [
      opened({ ...ticket, topic, fresh: true }, false, today),
      answered({ ...ticket, topic, solved: false }, today),
      ownIssueText({ ...ticket, issueId: 'i', topic, state: 'reported', openedOn: today }, today),
      news({ kind: 'told-again', emergency: false }),
      news({ kind: 'passed-on', department: 'water', byStaffId: 'staff-1' }),
      news({ kind: 'reopened', ...by, ...days }),
    ];
    const after = [
      ownIssueText({ ...ticket, issueId: 'i', topic, state: 'verified', openedOn: today }, today),
      news({ kind: 'verified', ...by }),
      news({ kind: 'step-done', ...by, step: 'begun' }),
    ];
    const repaired = topic === 'housing' || topic === 'drinking-water';
    for (const text of before) expect(text).not.toMatch(/(?<!属实的，12月3日 周四)前办好/);
    for (const text of [...before, ...after]) {
      if (!repaired) expect(text).not.toContain('前办好');
    }
    for (const text of after) expect(text).toContain(repaired ? '前办好' : '前给您结果');
  }
});

test('who told of a trouble reads in 我的进度 how it stands in words of their own', () => {
  const states = ['reported', 'not-so', 'verified', 'fixing', 'fixed', 'closed'] as const;
  for (const state of states) {
    const text = ownIssueText(
      {
        ...{ issueId: 'i', number: 'G-00012', topic: 'housing', office: '县住建局', state },
        ...{ openedOn: today, verifyDueOn: today, fixDueOn: today, contact: null },
      },
      today,
    );
    expect(text).not.toMatch(/属实，|不属实|回访|等核实/);
  }
});

describe('an officer', () => {
  test('reads everything needed to decide in one message and sees only steps that are open', () => {
    const chat = startChat(staffAccount);
    chat.send({ kind: 'action', action: 'issue-open', ref: 'issue-1' });
    expect(chat.heard()).toContain('危房里还住着人');
    expect(chat.heard()).toContain('13800000002');
    expect(chat.heard()).toContain('又出现了');
    expect(chat.labels()).toEqual(['记一步', '转给别的部门', '加照片', '返回']);
    chat.press('记一步');
    expect(chat.labels()).toEqual(['鉴定：安全', '鉴定：是危房', '返回']);
    expect(chat.all.flatMap(breaches)).toEqual([]);
  });

  test('a refusal explains itself and shows the ticket as it is', () => {
    const chat = startChat(staffAccount, { outcomes: issueOutcomes(false) });
    chat.send({ kind: 'action', action: 'issue-open', ref: 'issue-1' });
    chat.press('记一步');
    chat.press('鉴定：是危房');
    expect(chat.heard()).toContain('还差这几步：改造完了、验收合格');
    expect(chat.heard()).toContain('编号 G-00012');
  });

  test('every sheet and refusal keeps to the wording rules', () => {
    const texts = [
      ...routingTopics.map((topic) => issueText(issueSheet({ topic }), today)),
      ...(['reported', 'not-so', 'verified', 'fixing', 'fixed', 'closed'] as const).map((state) =>
        issueText(issueSheet({ state, householdId: null, headName: '' }), today),
      ),
      ...alarmKinds.map((kind) => alarmText(alarmSheet({ kind }), today)),
      ...unrealReasons.map((reason) =>
        issueRefusal({ code: 'wrong-state', state: reason === 'wrong-data' ? 'fixed' : 'not-so' }),
      ),
      issueRefusal({ code: 'own-work' }),
      issueRefusal({ code: 'same-department' }),
      issueRefusal({ code: 'no-such-step' }),
    ];
    expect(texts.flatMap((text) => breaches({ text }))).toEqual([]);
  });

  test('never loops and never breaks the wording rules, whatever is pressed', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(fc.nat({ max: 7 }), { maxLength: 12 }),
        (well, presses) => {
          const chat = startChat(staffAccount, {
            outcomes: issueOutcomes(well),
            answers: { 'my-duties': { duties: [], page: 1, pages: 1, total: 0, late: 0 } },
          });
          chat.say('问题和预警');
          for (const each of presses) {
            // Other conversations have tests of their own.
            if (chat.conversation().place.flow !== 'staff-issue') chat.say('问题和预警');
            const labels = chat.labels();
            const label = labels[each % Math.max(1, labels.length)];
            if (label !== undefined) chat.press(label);
          }
          expect(chat.all.flatMap(breaches)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('BN-66 the monthly notice fits a notice and names nobody', () => {
  const { title, body } = monthNotice({
    month: '2026-10',
    areaName: '云岭镇',
    topics: routingTopics.map((topic) => ({
      topic,
      opened: 12,
      ended: 10,
      open: 2,
      late: 1,
      repeated: 1,
    })),
    alarms: { received: 7, real: 3, open: 1 },
  });
  expect(readNoticeText('title', title).ok).toBe(true);
  expect(readNoticeText('body', body).ok).toBe(true);
});
