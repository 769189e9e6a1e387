import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askQuestion } from '#src/flows/assessment-ask.ts';
import {
  askedOf,
  nextQuestion,
  questions,
  settled,
  withSum,
} from '#src/flows/assessment-questions.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';
import { xixian } from '#test/policies/packs.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { stopReasons } from '#src/domain/plan/measure.ts';
import { restoreConversation } from '#src/flows/conversation.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import type { Input } from '#src/flows/flow.ts';
import { findingWords } from '#src/flows/text/quality.ts';
import { measureNews, planAsked } from '#src/flows/text/plan-farmer.ts';
import { typedYuan } from '#src/flows/typed-yuan.ts';
import { farmer, startChat, stranger, taoyuan } from './chat.ts';
import { assessmentSubject, helpAnswers, helpOutcomes, planSubject } from './help-sheet.ts';
import { breaches } from './wording-rules.ts';

const officer: AccountFacts = {
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
const colleagues = [{ staffId: 'staff-2', name: '李书记', title: '村党组织书记' }];
const open = (action: 'assess' | 'plan-open' | 'quality-open'): Input => ({
  kind: 'action',
  action,
  ref: 'household-1',
});

describe('a sum as people say it', () => {
  test.each([
    ['38000', 38_000],
    ['12,000元', 12_000],
    ['5万', 50_000],
    ['三千八', 3800],
    ['一万二', 12_000],
    ['1.2万', 12_000],
    ['没有', 0],
    ['一分钱没有', 0],
    ['一个月三千', 36_000],
    ['每月2800，干了9个月', 25_200],
    ['一年5万', 50_000],
    ['大概5万块钱', 50_000],
  ])('%s is %i yuan a year', (said, yuan) => {
    expect(typedYuan(said)).toEqual({ kind: 'yuan', yuan });
  });

  test.each(['五六万', '三万多', '几千块'])('%s is asked for one figure', (said) => {
    expect(typedYuan(said)).toEqual({ kind: 'range' });
  });

  test.each(['不晓得', '工资4万，低保2000', ''])('%s is no sum', (said) => {
    expect(typedYuan(said)).toEqual({ kind: 'unclear' });
  });
});

describe('the questions at the door', () => {
  test('a household of one old person is asked nothing about school, disaster or capital it does not have', () => {
    const alone = { ...assessmentSubject, members: [] };
    let draft = settled(withSum(alone.draft, 'business', 0), alone);
    const asked: string[] = [];
    for (;;) {
      const question = nextQuestion({ draft, passed: ['risks'] }, alone);
      if (question === null || asked.length > questions.length) break;
      asked.push(question);
      if (question === 'housing') break;
      draft = settled(withSum(draft, question as 'wage', 0), alone);
    }
    expect(asked).toEqual(['wage', 'property', 'transfer', 'claims', 'bill', 'other', 'housing']);
  });

  test('XX-03 the causes of rigid spending asked about are those of the county’s list', () => {
    const asked = (expenseCauses: readonly RiskType[]): readonly string[] => {
      const draft = { ...assessmentSubject.draft, risks: ['因残', '因自然灾害'] as const };
      const subject = { ...assessmentSubject, draft, expenseCauses };
      return askedOf({ draft: settled(draft, subject), passed: [] }, subject);
    };
    const all = ['bill', 'disability', 'schooling', 'disaster', 'other'];
    expect(asked(xixian.settings['income.expense_causes'].value)).toEqual(
      expect.arrayContaining(all),
    );
    const fewer = asked(['因病', '因意外事故']);
    expect(fewer).toEqual(expect.arrayContaining(['bill', 'other']));
    for (const each of ['disability', 'schooling', 'disaster']) expect(fewer).not.toContain(each);
    expect(asked(['因学'])).not.toContain('bill');
    // What is not asked by itself keeps no sheet open.
    const subject = { ...assessmentSubject, expenseCauses: ['因学'] as const };
    expect(settled(assessmentSubject.draft, subject).sheet).toMatchObject({ illness: 0 });
    // A cause without a line of its own is named where everything else is asked for.
    const draft = { ...assessmentSubject.draft };
    const named = { ...assessmentSubject, expenseCauses: ['因病', '因意外事故'] as const };
    expect(askQuestion('other', { draft, passed: [] }, named, 1, '').text).toContain('意外');
  });

  test('和上次一样 takes over what was said last time, 返回 goes one question back', () => {
    const chat = startChat(officer, { answers: helpAnswers(true) });
    chat.send(open('assess'));
    chat.press('选好了');
    expect(chat.labels()).toContain('和上次一样：3万元');
    chat.press('和上次一样：3万元');
    expect(chat.heard()).toContain('卖了多少钱');
    chat.press('返回');
    expect(chat.heard()).toContain('打工');
    chat.say('4万');
    expect(chat.heard()).toContain('记下4万元');
  });

  test('修改 at the end asks one answer again and loses none of the others', () => {
    const chat = startChat(officer, { answers: helpAnswers(true), outcomes: helpOutcomes(true) });
    chat.send(open('assess'));
    chat.press('选好了');
    for (let step = 0; step < 30 && !chat.heard().includes('对就点'); step += 1) {
      const label = chat.labels().find((each) => each !== '返回' && each !== '以后再填') ?? '';
      chat.press(label);
    }
    chat.press('修改');
    chat.press('工资');
    chat.say('2万');
    expect(chat.heard()).toContain('工资2万元');
    chat.press('提交');
    expect(chat.heard()).toContain('这不是结论');
    expect(chat.intents.filter((each) => each.intent === 'record-assessment')).toHaveLength(1);
  });
});

describe('plan and checks', () => {
  test('LX-10 the plan lists each measure with how far it is', () => {
    const chat = startChat(officer, { answers: helpAnswers(true) });
    chat.send(open('plan-open'));
    expect(chat.heard()).toContain('1. 乡村公益性岗位，还没开始');
    expect(chat.heard()).toContain('2. VIP 培训，正在办，效果好');
    expect(chat.heard()).toContain('农户想改：“想养猪”');
  });

  test('FD-06 what the checker says stands before 定下来, in words without jargon', () => {
    const chat = startChat(officer, {
      answers: {
        ...helpAnswers(false),
        'plan-subject': { ...planSubject, measures: [], plan: null, responsible: null },
        colleagues,
      },
    });
    chat.send(open('plan-open'));
    chat.press('定计划');
    chat.press('选好了');
    chat.press('没有特别的要求');
    chat.press('我来负责');
    expect(chat.heard()).toContain('一样措施都没有');
    expect(chat.labels()).not.toContain('定下来');
  });

  test('an item of the tool box is found by typing part of its name, and what was picked stays picked', () => {
    const chat = startChat(officer, {
      answers: {
        ...helpAnswers(false),
        'plan-subject': { ...planSubject, measures: [], plan: null },
        colleagues,
      },
    });
    chat.send(open('plan-open'));
    chat.press('定计划');
    const [item] = planSubject.offered;
    const title = item?.title ?? '';
    chat.say(title);
    expect(chat.heard()).toContain(`名字里有“${title}”`);
    chat.press(`1. ${title}`);
    expect(chat.labels()).toContain(`✓ 1. ${title}`);
    chat.say('没有这种东西');
    expect(chat.heard()).toContain('没有找到');
    expect(chat.labels()).toContain(`✓ 1. ${title}`);
  });

  test('BN-27 BN-34 BN-44 TN-25 XX-11 what the document says of who gets it stands where one picks, and in full with what was picked', () => {
    const condition =
      '返乡回流、有劳动力、想发展产业、还没有享受过的；或年人均纯收入低于全市平均、正在发展产业的';
    const [first, ...others] = planSubject.offered;
    if (first === undefined) throw new Error('nothing offered');
    const answers = {
      ...helpAnswers(true),
      'plan-subject': { ...planSubject, offered: [{ ...first, condition }, ...others] },
      colleagues,
    };
    const chat = startChat(officer, { answers });
    chat.send(open('plan-open'));
    chat.press('改计划');
    expect(chat.heard()).toContain('说明：返乡回流、有劳动力、想发展产业、还没有享受过的');
    chat.press(`1. ${first.title}`);
    chat.press('选好了');
    chat.say('没有特别的要求');
    expect(chat.heard()).toContain(`新的（说明：${condition}）`);
    expect(chat.all.flatMap(breaches)).toEqual([]);
  });

  test('every finding has words and a remedy of its own', () => {
    const words = Object.values(findingWords);
    expect(words.every((each) => each.words.length > 4 && each.remedy.length > 4)).toBe(true);
    expect(new Set(words.map((each) => each.words)).size).toBe(words.length);
  });

  test('what the household reads keeps to the wording rules and promises nothing', () => {
    const holder = { title: '帮扶干部', name: '郑帮扶', phone: '13800000001' };
    const asked = planAsked(
      {
        planId: planSubject.plan?.planId ?? '',
        version: 2,
        titles: ['乡村公益性岗位', 'VIP 培训'],
      },
      holder,
    );
    expect(breaches(asked)).toEqual([]);
    expect(asked.text).toContain('部门核对过才能办');
    for (const state of ['in-progress', 'done', 'stopped'] as const) {
      for (const reason of stopReasons) {
        const news = measureNews(
          {
            ...{ title: '小额信贷', state, office: '县农业农村局', on: localDate('2026-11-20') },
            ...{ reason: state === 'stopped' ? reason : null, contact: holder },
          },
          localDate('2026-11-23'),
        );
        expect(breaches(news)).toEqual([]);
        expect(news.text).toContain('11月20日 周五');
        expect(news.text).toContain('郑帮扶，电话 13800000001');
        if (state === 'stopped') expect(news.text).toContain('原因：');
      }
    }
  });

  test('the household says 同意 or what it would rather have; nobody without a household is asked anything', () => {
    const ref = `${planSubject.plan?.planId ?? ''}-2`;
    const chat = startChat(farmer, {
      outcomes: {
        'answer-plan': {
          ok: true,
          value: { agreed: false, responsibleName: '郑帮扶', phone: '13800000001' },
        },
      },
    });
    chat.send({ kind: 'action', action: 'plan-change', ref });
    chat.say('想养猪');
    expect(chat.intents).toContainEqual(
      expect.objectContaining({ intent: 'answer-plan', agree: false, words: '想养猪', version: 2 }),
    );
    expect(chat.heard()).toContain('您的想法记下了');
    const nobody = startChat(stranger);
    nobody.send({ kind: 'action', action: 'plan-agree', ref });
    nobody.send({ kind: 'action', action: 'plan-agree', ref: 'nonsense' });
    expect(nobody.intents).toEqual([]);
  });
});

const own: readonly string[] = ['assessment', 'plan', 'quality'];

type Move = { readonly press: number } | { readonly input: Input } | { readonly restart: true };
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.nat({ max: 7 }).map((press): Move => ({ press })) },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(
          '5万',
          '三万多',
          '没有',
          '1',
          '8120',
          '一个月三千',
          '想养猪',
          '数据体检',
          '菜单',
        )
        .map((text): Move => ({ input: { kind: 'text', text, edited: false } })),
    },
    fc.constantFrom<Move>(
      { input: open('assess') },
      { input: open('plan-open') },
      { input: open('quality-open') },
      { input: { kind: 'media', media: 'photo', mediaId: 'm1', caption: '', seconds: 0 } },
      { restart: true },
    ),
  ),
  { minLength: 5, maxLength: 40 },
);

test('no press, word or restart breaks these conversations or their wording', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('assess', 'plan-open', 'quality-open' as const),
      fc.boolean(),
      fc.boolean(),
      moves,
      (start, known, well, list) => {
        const chat = startChat(officer, {
          answers: { ...helpAnswers(known), colleagues, 'visit-subject': null },
          outcomes: helpOutcomes(well),
        });
        chat.send(open(start));
        for (const move of list) {
          // Elsewhere is other tests' business.
          if (!own.includes(chat.conversation().place.flow)) chat.send(open(start));
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
    { numRuns: 300, seed: 7 },
  );
});
