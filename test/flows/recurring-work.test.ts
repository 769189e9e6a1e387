/** Regular work (定期工作) in the chat of whoever does it. */
import { expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { accepted } from '#src/domain/result.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import type { DutySheet } from '#src/flows/staff.needs.ts';
import { startChat, stranger } from './chat.ts';

const officer: AccountFacts = {
  ...stranger,
  consent: 'given',
  staff: {
    staffId: 'staff-1',
    name: '钱县信',
    posts: [
      {
        postId: 'post-1',
        department: null,
        role: 'county-officer',
        areaId: 'area-1',
        areaPath: '500230/',
        areaName: '云岭县',
      },
    ],
  },
};

const sheet: DutySheet = {
  dutyId: 'duty-1',
  kind: 'recurring-work',
  areaId: 'area-1',
  areaPath: '500230/',
  areaName: '云岭县',
  headName: '',
  label: '联席会议',
  ownerName: '钱县信',
  dueOn: localDate('2026-12-31'),
  strength: 'soft',
  urgent: false,
  householdId: null,
  noticeId: null,
  caseId: null,
  declarationId: null,
  ticketId: null,
  issueId: null,
  alarmId: null,
  desk: null,
  clause: '陇县《巩固拓展脱贫攻坚成果工作任务清单》第2项',
  caseState: null,
  asked: null,
  stoodStill: null,
  report: null,
  otherReports: 0,
  ticket: null,
  topic: null,
  proposal: null,
  refusalReason: null,
  breached: null,
  phone: null,
  recurring: {
    evidence: 'minutes',
    unit: '县乡村振兴局',
    last: {
      doneOn: localDate('2026-10-30'),
      byName: '钱县信',
      note: '10月30日开的，比对了低保名单',
      photos: ['media-7'],
    },
  },
  candidates: [],
};

test('LX-07 a meeting names its clause, shows the last one, and is closed by a photo and a sentence', () => {
  const chat = startChat(officer, {
    answers: {
      'duty-sheet': sheet,
      'my-duties': { duties: [], page: 1, pages: 1, total: 0, late: 0 },
    },
    outcomes: { 'record-recurring-work': accepted({ title: '联席会议' }) },
  });
  chat.send({ kind: 'action', action: 'duty-open', ref: 'duty-1' });
  expect(chat.heard()).toContain('定期工作 云岭县 联席会议');
  expect(chat.heard()).toContain('第2项');
  expect(chat.heard()).toContain('责任单位：县乡村振兴局');
  expect(chat.heard()).toContain('“10月30日开的，比对了低保名单”');
  expect(chat.all.some((each) => each.attachments?.[0]?.mediaId === 'media-7')).toBe(true);
  chat.press('办好了，记一笔');
  expect(chat.heard()).toContain('会议记录或签到表');
  chat.send({ kind: 'media', media: 'photo', mediaId: 'media-8', caption: '', seconds: 0 });
  expect(chat.heard()).toContain('照片收到1张');
  chat.say('11月26日开的，定了交叉核对');
  expect(chat.intents).toEqual([
    {
      intent: 'record-recurring-work',
      dutyId: 'duty-1',
      words: '11月26日开的，定了交叉核对',
      mediaIds: ['media-8'],
    },
  ]);
  expect(chat.all.some((each) => each.text.includes('记下了：联席会议'))).toBe(true);
});
