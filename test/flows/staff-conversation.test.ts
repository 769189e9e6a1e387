import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { deedNames } from '#src/domain/case/deeds.ts';
import { dutyKinds } from '#src/domain/duty/duty.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { restoreConversation, startConversation } from '#src/flows/conversation.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import type { Facts, Input } from '#src/flows/flow.ts';
import type { CallTopic, DutyGlance, DutySheet, HouseholdGlance } from '#src/flows/staff.needs.ts';
import { callText } from '#src/flows/text/staff-case.ts';
import { digest, redAlarm, urgentDuty } from '#src/flows/text/staff-duty.ts';
import { now, startChat, stranger, taoyuan, today, type World } from './chat.ts';
import { workAnswers, workOutcomes } from './case-work-sheet.ts';
import { helpAnswers, helpOutcomes } from './help-sheet.ts';
import { ledgerOutcomes } from './ledger-facts.ts';
import { breaches } from './wording-rules.ts';

const cadre: AccountFacts = {
  ...stranger,
  consent: 'given',
  staff: {
    staffId: 'staff-1',
    name: '王秀英',
    posts: [
      {
        postId: 'post-1',
        department: null,
        role: 'village-officer',
        areaId: taoyuan.areaId,
        areaPath: taoyuan.areaPath,
        areaName: taoyuan.fullName,
      },
    ],
  },
};

const glance = (n: number, kind: DutyGlance['kind'] = 'verify-home'): DutyGlance => ({
  dutyId: `duty-${n}`,
  kind,
  areaId: taoyuan.areaId,
  areaPath: taoyuan.areaPath,
  areaName: taoyuan.fullName,
  // Names as they come: long, with a middle dot, with Latin letters.
  headName: ['张大山', '阿卜杜热合曼·买买提艾力', 'Anna Müller', ''][n % 4] ?? '',
  label: '26-0001-7',
  ownerName: '王秀英',
  dueOn: localDate(['2026-11-20', '2026-11-23', '2026-11-24', '2026-11-27'][n % 4] ?? '2026-11-27'),
  strength: n % 3 === 0 ? 'hard' : 'soft',
  urgent: false,
});

const household: HouseholdGlance = {
  householdId: 'household-1',
  headName: '张大山',
  areaName: taoyuan.fullName,
  groupName: '三组',
  monitored: true,
  tracked: false,
  dueOn: localDate('2026-11-27'),
};

const sheetOf = (kind: DutyGlance['kind'], topic: CallTopic | null): DutySheet => ({
  ...glance(0, kind),
  householdId: 'household-1',
  noticeId: null,
  caseId: 'case-1',
  declarationId: 'declaration-1',
  ticketId: kind === 'answer-ticket' ? 'ticket-1' : null,
  issueId: null,
  alarmId: null,
  desk: null,
  clause: 'clock.verify 《丰都县2024年工作要点》（一）',
  caseState: kind === 'confirm-proposal' ? 'close-proposed' : 'accepted',
  asked:
    kind === 'approve-suspension'
      ? {
          kind: 'suspension',
          reason: 'away',
          until: localDate('2026-12-01'),
          byName: '王秀英',
        }
      : kind === 'approve-fast-track'
        ? { kind: 'fast-track', ground: 'no-food', byName: '' }
        : null,
  stoodStill: { grossDays: 9, netDays: 4 },
  report: {
    declarationId: 'declaration-1',
    receiptNumber: '26-0001-7',
    submittedAt: now,
    reporter: 'self',
    source: 'self_declare',
    reporterName: '张大山',
    subjectName: '',
    riskTypes: ['因病', '住房安全'],
    guaranteeIssues: ['住房安全'],
    urgency: 'high',
    words: ['住院花了两万多，房子也漏雨'],
    amounts: [{ kind: 'medical_total', period: 'once', min: 20_000, max: null }],
    members: [{ relation: '父', age: 71, count: 1, flags: ['大病'] }],
    attachments: [{ kind: 'photo', mediaId: 'media-1' }],
    place: { latitude: 29.5, longitude: 106.5 },
    notes: [
      { code: 'urgent', severity: 'note', clause: '' },
      { code: 'amount-to-confirm', severity: 'note', clause: '' },
    ],
    household: {
      headName: '张大山',
      size: 4,
      origin: 'registry',
      exitedPoverty: true,
      monitored: false,
    },
    holderName: '王秀英',
    erased: false,
  },
  otherReports: 1,
  ticket:
    kind === 'answer-ticket'
      ? { number: 'W-0001-3', kind: 'complaint', words: '办事拖拉', askerName: '张大山' }
      : null,
  topic,
  proposal:
    kind === 'confirm-proposal'
      ? { ground: 'duplicate', reason: 'same-matter', byName: '王秀英' }
      : null,
  refusalReason: kind === 'tell-refusal' ? 'can-cope' : null,
  breached: kind === 'explain-breach' ? 'verify-home' : null,
  phone: { title: '', name: '张大山', phone: '13800000002' },
  candidates: [{ ...household, householdId: 'household-2' }],
});

const answers = (sheet: DutySheet | null, verified: boolean): Facts['answers'] => ({
  'my-duties': {
    duties: [0, 1, 2, 3, 4].map((n) => glance(n)),
    page: 2,
    pages: 3,
    total: 12,
    late: 2,
  },
  'duty-sheet': sheet,
  'duty-of-report': sheet === null ? null : sheet.dutyId,
  ...workAnswers(deedNames, verified),
  ...helpAnswers(verified),
  colleagues: [
    { staffId: 'staff-2', name: '李书记', title: '村党组织书记' },
    { staffId: 'staff-3', name: '陈镇信', title: '镇街信息员' },
  ],
  'my-households': {
    households: [household, { ...household, householdId: 'household-2', monitored: false }],
    next: '{"post":0,"at":null}',
    assigned: verified,
    total: 40,
  },
  'household-search': verified ? [household] : [],
  'household-sheet': {
    ...household,
    caseId: verified ? 'case-1' : null,
    areaId: taoyuan.areaId,
    areaPath: taoyuan.areaPath,
    origin: 'registry',
    exitedPoverty: true,
    size: 2,
    phone: '138****0002',
    members: [
      {
        name: '张大山',
        relation: '户主',
        age: 56,
        idNumber: '500***********0012',
        health: ['chronic-illness'],
        labour: 'weak',
      },
    ],
    duties: [glance(1)],
    visits: [
      {
        visitedOn: localDate('2026-10-30'),
        kind: 'routine',
        outcome: 'all-well',
        finding: null,
        visitorName: '王秀英',
      },
    ],
  },
  'visit-subject': {
    householdId: 'household-1',
    headName: '张大山',
    areaId: taoyuan.areaId,
    areaName: taoyuan.fullName,
    areaPath: taoyuan.areaPath,
    verification: verified ? null : { caseId: 'case-1', receiptNumber: '26-0001-7' },
    verifiersWanted: 2,
    due: [glance(2, 'monthly-visit')],
    measures: [{ title: 'VIP 培训', state: 'planned' }],
    unconfirmed: [
      { accountId: 'account-2', name: '张大山', phone: '138****0002', trust: 'claimed' },
    ],
  },
});

const outcomes = (well: boolean): World['outcomes'] => {
  const no = refused({ code: 'own-interest' as const });
  const or = <T>(value: T) => (well ? accepted(value) : no);
  return {
    ...workOutcomes(well),
    ...helpOutcomes(well),
    ...ledgerOutcomes(well),
    'take-case': or({ visitBy: localDate('2026-11-27') }),
    'pass-on-case': or({ name: '李书记' }),
    'propose-close': or({ confirmBy: localDate('2026-11-26') }),
    'answer-proposal': or({ confirmed: true }),
    'finish-call': or({ end: 'reached' as const }),
    'finish-duty': or({ kind: 'door-to-door' as const }),
    'explain-breach': or({}),
    'answer-ticket': or({ number: 'W-0001-3', told: true }),
    'match-household': or({ headName: '张大山' }),
    'record-visit': or({ visitId: 'visit-1', repeated: false, fulfilled: 2, secondMissing: true }),
    'confirm-person': or({ name: '张大山' }),
    'file-report': or({
      declarationId: 'declaration-2',
      receiptNumber: '26-0002-5',
      repeated: false,
      visitBy: localDate('2026-11-27'),
      holder: { title: '村信息员', name: '王秀英', phone: '13800000001' },
    }),
  };
};

const phrases = [
  '我的待办',
  '走访记录',
  '我的农户',
  '代农户申报',
  '台账和月报',
  '月报',
  '菜单',
  '接着写',
  '给张大山走访',
  '返回',
  '提交',
  '张大山',
  '家里没人，邻居说去了医院',
  '他摔断了腿，花了三万',
  '1',
  '第二个',
  '谢谢',
];

type Move = { readonly press: number } | { readonly input: Input } | { readonly restart: true };
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.nat({ max: 7 }).map((press): Move => ({ press })) },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...phrases)
        .map((text): Move => ({ input: { kind: 'text', text, edited: false } })),
    },
    fc.constantFrom<Move>(
      { input: { kind: 'media', media: 'photo', mediaId: 'm1', caption: '', seconds: 0 } },
      { input: { kind: 'location', latitude: 29, longitude: 107 } },
      { input: { kind: 'action', action: 'duty-open', ref: 'duty-0' } },
      { input: { kind: 'action', action: 'duty-list', ref: '' } },
      { input: { kind: 'action', action: 'report-open', ref: 'declaration-1' } },
      { input: { kind: 'action', action: 'visit', ref: 'household-1' } },
      { input: { kind: 'action', action: 'assess', ref: 'household-1' } },
      { input: { kind: 'action', action: 'plan-open', ref: 'household-1' } },
      { restart: true },
    ),
  ),
  { minLength: 4, maxLength: 30 },
);

const topics: readonly (CallTopic | null)[] = [
  null,
  'draft',
  'unseen',
  'held',
  'withdrawal',
  'result',
  'set-aside',
];

describe('an officer’s chat', () => {
  test('never throws, never loops and keeps to the wording rules, whatever is pressed and typed, across restarts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dutyKinds),
        fc.constantFrom(...topics),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        moves,
        (kind, topic, known, verified, well, list) => {
          const sheet = known
            ? sheetOf(kind, kind === 'call-farmer' ? (topic ?? 'other') : null)
            : null;
          const chat = startChat(cadre, {
            answers: answers(sheet, verified),
            outcomes: outcomes(well),
          });
          for (const move of list) {
            if ('restart' in move) {
              const json: unknown = JSON.parse(JSON.stringify(chat.conversation()));
              expect(restoreConversation(json)).toEqual(chat.conversation());
              chat.restore(restoreConversation(json));
            } else if ('input' in move) {
              chat.send(move.input);
            } else {
              const labels = chat.labels();
              const label = labels[move.press % Math.max(1, labels.length)];
              if (label !== undefined) chat.press(label);
            }
          }
        },
      ),
      { numRuns: 300, seed: 20 },
    );
  });

  test('buttons of officers lead home for people who are not staff, without a word about what they stand for', () => {
    for (const action of [
      'duty-open',
      'duty-list',
      'report-open',
      'visit',
      'alert-take',
      'alert-close',
    ] as const) {
      const chat = startChat({ ...stranger, consent: 'given' }, { answers: answers(null, true) });
      chat.send({ kind: 'action', action, ref: 'duty-0' });
      expect(chat.heard()).not.toMatch(/待办|走访|急事|不归您/);
    }
  });

  test('a stored step this version does not know leads to the menu', () => {
    for (const flow of ['staff-duties', 'staff-visit', 'staff-households', 'staff-declare']) {
      const stored = { ...startConversation(), place: { flow, step: 'of another version' } };
      const chat = startChat(cadre, { answers: answers(null, true) });
      chat.restore(restoreConversation(stored));
      chat.say('菜单');
      expect(chat.labels()).toContain('我的待办');
    }
  });
});

describe('what is told to officers', () => {
  test('the digest, the red alarm and an urgent duty keep to the wording rules with any number of duties', () => {
    fc.assert(
      fc.property(fc.nat({ max: 12 }), fc.nat({ max: 12 }), (own, others) => {
        const duties = Array.from({ length: own + 1 }, (_, n) => glance(n));
        const late = Array.from({ length: others }, (_, n) => glance(n, 'monthly-visit'));
        const messages = [
          digest(duties, late, today),
          redAlarm(duties, today),
          urgentDuty(glance(own), today),
        ];
        for (const message of messages) {
          // The way out of what is told unasked is the list it belongs to.
          const broken = breaches(message).filter((each) => !each.startsWith('offers a way out'));
          expect(broken.filter((each) => !each.startsWith('is short enough'))).toEqual([]);
          expect([...message.text].length).toBeLessThan(1_600);
        }
      }),
    );
  });

  test('TN-03 what is late says so in words and not only in colour', () => {
    const text = digest([{ ...glance(0), strength: 'soft' }], [], today).text;
    expect(text).toContain('【红】');
    expect(text).toContain('已超4天');
  });
});

test('打电话 speaks of buttons only where a button ends the call', () => {
  expect(callText(sheetOf('call-farmer', 'refusal'))).toContain('打完请点下面的按钮');
  expect(callText(sheetOf('verify-home', null))).toContain('打完回到这件事');
  expect(callText(sheetOf('verify-home', null))).not.toContain('按钮');
});

test('an administrator is told of the console, and 更多 leads every post to its own menu', () => {
  for (const role of ['administrator', 'auditor', 'on-call', 'helper'] as const) {
    const posts = (cadre.staff?.posts ?? []).map((post) => ({ ...post, role }));
    const staff = cadre.staff === null ? null : { ...cadre.staff, posts };
    const chat = startChat({ ...cadre, staff }, { answers: answers(null, true) });
    const own = chat.say('菜单').at(-1)?.text;
    expect(own).toContain(`${cadre.staff?.name}，您好`);
    if (role === 'administrator') expect(own).toContain('npx fangpin link');
    // Where not all entries fit, the others; else the menu again. Never the farmer's question.
    expect([own, '还有这些，要办哪一样？']).toContain(chat.say('更多').at(-1)?.text);
  }
});
