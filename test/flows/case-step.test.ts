/** The steps of identification in chats without a shell: nothing throws, every sentence keeps to the rules, every press counts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dutyKinds } from '#src/domain/duty/duty.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { restoreConversation } from '#src/flows/conversation.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import type { Input } from '#src/flows/flow.ts';
import { askResult } from '#src/flows/text/village-meeting.ts';
import {
  agenda,
  bareFacts,
  caseStepOutcomes,
  dutyOf,
  fullFacts,
  stepSheet,
} from './case-step-facts.ts';
import { deedNames } from '#src/domain/case/deeds.ts';
import { workAnswers } from './case-work-sheet.ts';
import { farmer, startChat, stranger } from './chat.ts';

const cadre: AccountFacts = {
  ...stranger,
  consent: 'given',
  staff: {
    staffId: 'staff-1',
    name: '王秀英',
    posts: [
      {
        postId: 'post-1',
        role: 'town-officer',
        department: null,
        areaId: 'town',
        areaPath: '500199/101/',
        areaName: '云岭镇',
      },
    ],
  },
};

const kinds = [
  'authorise',
  'village-review',
  'village-agenda',
  'post-publicity',
  'close-publicity',
  'check-objection',
  'town-review',
  'county-decision',
] as const;

const world = (kind: (typeof kinds)[number], full: boolean, well: boolean, cases = 5) => ({
  answers: {
    ...workAnswers(deedNames, true),
    'my-duties': { duties: [], page: 1, pages: 1, total: 0, late: 0 },
    'duty-sheet': dutyOf(kind),
    'case-step': stepSheet(kind, full ? fullFacts : bareFacts),
    'village-agenda': agenda(cases),
    colleagues: ['李书记', '郑帮扶'].map((name, n) => ({
      staffId: `staff-${n + 2}`,
      name,
      title: '帮扶联系人',
    })),
  },
  outcomes: caseStepOutcomes(well),
});

const inputs: readonly Input[] = [
  { kind: 'text', text: '11月20日', edited: false },
  { kind: 'text', text: '12', edited: false },
  { kind: 'text', text: '大家都同意', edited: false },
  { kind: 'media', media: 'photo', mediaId: 'm1', caption: '', seconds: 0 },
  { kind: 'action', action: 'duty-open', ref: 'duty-0' },
];

const own: readonly string[] = ['case-step', 'village-meeting', 'staff-duties'];

type Move = { readonly press: number } | { readonly input: Input } | { readonly restart: true };
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    { weight: 7, arbitrary: fc.nat({ max: 7 }).map((press): Move => ({ press })) },
    { weight: 2, arbitrary: fc.constantFrom(...inputs).map((input): Move => ({ input })) },
    { weight: 1, arbitrary: fc.constant<Move>({ restart: true }) },
  ),
  { minLength: 3, maxLength: 25 },
);

describe('the steps of identification', () => {
  test('never throw and keep to the wording rules, whatever is pressed and sent, across restarts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.boolean(),
        fc.boolean(),
        fc.nat({ max: 7 }),
        moves,
        (kind, full, well, cases, list) => {
          const chat = startChat(cadre, world(kind, full, well, cases));
          chat.send({ kind: 'action', action: 'duty-open', ref: 'duty-0' });
          for (const move of list) {
            // Other conversations have tests of their own.
            const { flow } = chat.conversation().place;
            if (!own.includes(flow))
              chat.send({ kind: 'action', action: 'duty-open', ref: 'duty-0' });
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
      { numRuns: 300, seed: 30 },
    );
  });

  test('every kind has a sheet of its own', () => {
    expect(dutyKinds).toEqual(expect.arrayContaining([...kinds]));
    for (const kind of kinds) {
      const chat = startChat(cadre, world(kind, true, true));
      chat.send({ kind: 'action', action: 'duty-open', ref: 'duty-0' });
      expect(chat.labels().length).toBeGreaterThan(1);
    }
  });

  test('BN-61 the notice to be posted is printed from the chat, and from nowhere once it is down', () => {
    for (const kind of kinds) {
      const chat = startChat(cadre, world(kind, true, true));
      chat.send({ kind: 'action', action: 'duty-open', ref: 'duty-0' });
      const posts = kind === 'post-publicity' || kind === 'close-publicity';
      expect(chat.labels().includes('打印公示单'), kind).toBe(posts);
      if (!posts) continue;
      chat.press('打印公示单');
      expect(chat.heard()).toContain('https://fangpin.example/sheet/token');
      expect(chat.labels()).toContain('打印公示单');
    }
  });

  test('a decision shows all facts in one message that fits a phone', () => {
    for (const kind of ['town-review', 'county-decision'] as const) {
      const chat = startChat(cadre, world(kind, true, true));
      chat.send({ kind: 'action', action: 'duty-open', ref: 'duty-0' });
      const said = chat.heard();
      for (const fact of ['家庭成员', '难处', '原话', '入户核实', '收支测算', '承诺授权']) {
        expect(said).toContain(fact);
      }
      for (const fact of ['村级评议', '村内公示', '部门比对', '扣除暂停是9天', '测算参考']) {
        expect(said).toContain(fact);
      }
      expect([...said].length).toBeLessThanOrEqual(900);
    }
  });

  test('BN-48 who reviews or decides sees income against the line, what was paid, the guarantees, coping, and what is to be explained', () => {
    for (const kind of ['town-review', 'county-decision'] as const) {
      const chat = startChat(cadre, world(kind, true, true));
      chat.send({ kind: 'action', action: 'duty-open', ref: 'duty-0' });
      expect(chat.heard()).toContain('参考收入6789元，没有超过监测范围8300元');
      expect(chat.heard()).toContain('自己掏的大开支全家一年2.4万元');
      expect(chat.heard()).toContain(
        '三保障和饮水：住房危险，人还住着、有孩子没上学、2人没参加医保',
      );
      expect(chat.heard()).toContain('自己应对：帮一把就行');
      expect(chat.heard()).toContain('请农户说明：商品房、小轿车、有人在机关事业单位');
    }
  });

  test('BN-48 the village meeting is told what the household is to explain, and what nobody asked', () => {
    const { cases, categoryTitles } = agenda(1);
    const [first] = cases;
    if (first === undefined) throw new Error('no case');
    const found = {
      ...({ housing: 'safe', schooling: 'no-child', uninsured: null, water: null } as const),
      ...{ coping: null, toExplain: ['car'] as const },
    };
    const told = askResult(
      { ...first, facts: { ...first.facts, found } },
      1,
      1,
      categoryTitles,
      localDate('2026-11-24'),
    );
    expect(told).toContain('三保障和饮水：没有问题；医保、饮水还没有查\n自己应对：还没有问');
    expect(told).toContain('请农户说明：小轿车（不影响办）');
  });

  test('a household the village did not recommend can be sent back or refused, not passed or enrolled', () => {
    const review = {
      ...bareFacts,
      review: {
        on: localDate('2026-11-20'),
        present: 9,
        category: null,
        reason: 'can-cope' as const,
      },
    };
    const answersOf = (kind: 'town-review' | 'county-decision') => {
      const known = world(kind, true, true);
      return { ...known, answers: { ...known.answers, 'case-step': stepSheet(kind, review) } };
    };
    const town = startChat(cadre, answersOf('town-review'));
    town.send({ kind: 'action', action: 'duty-open', ref: 'duty-0' });
    expect(town.labels()).not.toContain('同意，报县里');
    const county = startChat(cadre, answersOf('county-decision'));
    county.send({ kind: 'action', action: 'duty-open', ref: 'duty-0' });
    expect(county.labels()).not.toContain('纳入');
    expect(county.labels()).toContain('不纳入');
  });

  test('退回补正 names one thing to correct and offers where it is put right first', () => {
    const chat = startChat(cadre, world('county-decision', true, true));
    chat.send({ kind: 'action', action: 'duty-open', ref: 'duty-0' });
    chat.press('退回补正');
    chat.press('类别不对');
    expect(chat.labels()[0]).toBe('退到村级评议');
    chat.press('退到村级评议');
    expect(chat.intents.at(-1)).toEqual({
      intent: 'decide-case',
      caseId: 'case-1',
      decision: { kind: 'return', to: 'village-review', correction: 'category-wrong' },
    });
  });

  test('对公示有意见 takes a name and words, and says that nobody learns who it was', () => {
    const chat = startChat(farmer, { outcomes: caseStepOutcomes(true) });
    chat.say('对公示有意见');
    chat.say('张大山家');
    chat.say('他家在镇上有门面');
    expect(chat.intents.at(-1)).toEqual({
      intent: 'object',
      headName: '张大山',
      words: '他家在镇上有门面',
    });
    expect(chat.all.map((each) => each.text).join('\n')).toContain('不会说是您提的');
  });
});

test('LX-06 FD-04 the lists for a second look never throw and keep to the wording rules', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.nat({ max: 7 }), { maxLength: 15 }), (well, presses) => {
      const chat = startChat(cadre, { outcomes: caseStepOutcomes(well) });
      chat.say('再看一遍');
      for (const press of presses) {
        if (chat.conversation().place.flow !== 'case-list') chat.say('再看一遍');
        const { offered } = chat.conversation();
        const chosen = offered[press % Math.max(1, offered.length)];
        // What lies over a case has tests of its own.
        if (chosen !== undefined && 'id' in chosen) chat.press(chosen.label);
      }
    }),
    { numRuns: 100, seed: 31 },
  );
});
