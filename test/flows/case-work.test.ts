/** Conversations about what lies over and after the steps of a case, without a database. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DeedName, deedNames } from '#src/domain/case/deeds.ts';
import { restoreConversation } from '#src/flows/conversation.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import type { Message } from '#src/flows/flow.ts';
import * as stepNews from '#src/flows/text/case-news.ts';
import * as news from '#src/flows/text/case-work-news.ts';
import * as staffNews from '#src/flows/text/case-work-staff-news.ts';
import { callbackData } from '#src/channels/telegram/callback-data.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { work, workAnswers, workOutcomes } from './case-work-sheet.ts';
import { startChat, stranger, taoyuan, today } from './chat.ts';
import { breaches } from './wording-rules.ts';

const officer: AccountFacts = {
  ...stranger,
  consent: 'given',
  staff: {
    staffId: 'staff-1',
    name: '陈镇信',
    posts: [
      {
        postId: 'post-1',
        department: null,
        role: 'town-officer',
        areaId: taoyuan.areaId,
        areaPath: taoyuan.areaPath,
        areaName: taoyuan.fullName,
      },
    ],
  },
};
const caseId = work().caseId;

const chatWith = (may: readonly DeedName[], ready = true, well = true) =>
  startChat(officer, {
    answers: {
      ...workAnswers(may, ready),
      colleagues: [{ staffId: 'staff-2', name: '郑帮扶', title: '帮扶责任人' }],
      'my-duties': { duties: [], page: 1, pages: 1, total: 0, late: 0 },
    },
    outcomes: workOutcomes(well),
  });

const places = { county: '县', town: '乡镇' };

describe('a case beside its steps', () => {
  test('whatever is pressed and typed, every question has a way out and keeps to the wording rules, across restarts', () => {
    fc.assert(
      fc.property(
        fc.subarray([...deedNames]),
        fc.constantFrom(...deedNames),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.oneof(fc.nat({ max: 7 }), fc.constantFrom('500', '张大山', '没有', '返回'))),
        (may, first, ready, well, moves) => {
          const chat = chatWith(may, ready, well);
          chat.send({ kind: 'action', action: 'case-open', ref: caseId });
          chat.send({ kind: 'action', action: 'deed', ref: `${first}.${caseId}` });
          for (const move of moves) {
            // Other conversations have tests of their own.
            if (chat.conversation().place.flow !== 'case-work') return;
            chat.restore(
              restoreConversation(JSON.parse(JSON.stringify(chat.conversation())) as unknown),
            );
            if (typeof move === 'string') {
              chat.say(move);
              continue;
            }
            const labels = chat.labels();
            const label = labels[move % Math.max(1, labels.length)];
            if (label !== undefined) chat.press(label);
          }
        },
      ),
      { numRuns: 200, seed: 13 },
    );
  });

  test('only what the person may do is offered; a button of another day leads to the case as it is now', () => {
    const chat = chatWith(['suspend']);
    chat.send({ kind: 'action', action: 'case-open', ref: caseId });
    expect(chat.labels()).toEqual(['暂停计时', '返回']);
    chat.send({ kind: 'action', action: 'deed', ref: `merge.${caseId}` });
    expect(chat.labels()).toEqual(['暂停计时', '返回']);
  });

  test('a suspension asks for a listed reason first and then for a day the pack still admits', () => {
    const chat = chatWith(['suspend']);
    chat.send({ kind: 'action', action: 'deed', ref: `suspend.${caseId}` });
    expect(chat.labels()).toEqual(['人不在家，已打电话核实', '灾害封路', '等待鉴定', '返回']);
    chat.press('灾害封路');
    expect(chat.labels()).toHaveLength(6);
  });

  test('the sum of what was given is read as people write it, and asked again where it is no sum', () => {
    const chat = chatWith(['give-relief']);
    chat.send({ kind: 'action', action: 'deed', ref: `give-relief.${caseId}` });
    chat.press('临时救助');
    chat.say('不知道呢');
    expect(chat.heard()).toContain('只打一个数字');
    chat.say('一千五');
    expect(chat.heard()).toContain('记下了，离发现线索1天');
  });

  test('every button fits into what Telegram carries back', () => {
    for (const deed of deedNames) {
      expect(() =>
        callbackData(
          {
            action: 'deed',
            ref: `${deed}.${caseId}${deed.startsWith('answer') ? '.y' : ''}`,
            label: '',
          },
          999_999,
        ),
      ).not.toThrow();
    }
  });

  test('what the household is asked is said, and what comes next is what comes next', () => {
    const due = localDate('2026-11-27');
    const sign = { step: 'authorisation', dueOn: due } as const;
    const notice = { step: 'publicity', dueOn: due } as const;
    const told = {
      back: stepNews.returnedNews('26-0001-7', 'evidence-missing', notice, today, places).text,
      signAgain: stepNews.returnedNews('26-0001-7', 'authorisation-missing', sign, today, places)
        .text,
      posting: stepNews.returnedNews('26-0001-7', 'publicity-faulty', notice, today, places).text,
      metFirst: stepNews.reviewedNews('26-0001-7', sign, today, places).text,
      asked: stepNews.authorisationQuestion('authorisation-1', '王秀英').text,
      heard: stepNews.authorisationHeard('张大山', false).text,
    };
    expect(told.back).toContain('单子请先留好');
    expect(told.signAgain).toContain('请您补签');
    expect(told.back + told.signAgain).not.toContain('不用您跑腿');
    expect(told.posting).toContain('不用您跑腿');
    expect(told.metFirst).not.toContain('往上报');
    expect(told.metFirst).toContain('接下来：村里的同志来找您签授权书');
    expect(told.asked).toContain('村里会贴公示，只写户主姓名、哪个组、几口人和类别');
    expect(told.asked).not.toContain('不给别人看');
    expect(told.heard).not.toContain('后果');
    expect(told.heard).toContain('不影响以后申报');
    for (const text of Object.values(told)) expect(breaches({ text })).toEqual([]);
  });

  test('what farmers and officers are told unasked keeps to the wording rules', () => {
    const contact = { title: '帮扶责任人', name: '郑帮扶', phone: '13900000009' };
    const day = localDate('2026-11-27');
    const number = '26-0001-7';
    const told: readonly Message[] = [
      news.reliefComing(number, contact, day, today),
      news.reliefComing(number, contact, null, today),
      news.reliefGiven(number, contact),
      news.clockStandsStill(number, 'away', day, contact, today),
      news.mergedNews(number, contact),
      news.responsibleNamed(contact),
      news.eliminationBegun(day, contact, today),
      news.eliminationReturned(),
      news.riskEliminated(contact, true, places),
      news.riskEliminated(contact, false, places),
      news.caseReopened(contact),
      news.newClueSeen(number, '郑帮扶'),
      staffNews.fastTrackAnswered(caseId, true, day, today),
      staffNews.fastTrackAnswered(caseId, false, null, today),
      staffNews.suspensionAnswered({ caseId, approved: true, until: day, dueOn: day, today }),
      staffNews.youAreResponsible(caseId, '张大山', day, today),
      staffNews.applicationReturned(caseId, 'guarantee-open'),
      staffNews.longCaseAnswered(caseId, '张大山', 'other-plan'),
      staffNews.householdReopened(caseId, '张大山'),
    ];
    for (const message of told) {
      const broken = breaches(message).filter((each) => !each.startsWith('offers a way out'));
      expect(broken).toEqual([]);
    }
  });
});
