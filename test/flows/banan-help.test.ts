/** Help that 巴南 2022 and 潼南 2025 name: asked for in the chat, suggested to the officer, with whoever leads and supports it. */
import { expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { ItemFacts } from '#src/domain/plan/item-conditions.ts';
import { planMeasure } from '#src/domain/plan/measure.ts';
import { type SuggestionFacts, suggestMeasures } from '#src/domain/plan/suggest-measures.ts';
import { countyPolicy } from '#src/domain/policy/county-policy.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { saidOfIssue } from '#src/domain/policy/responsible.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import { measureText } from '#src/flows/text/plan-measure.ts';
import { askQuestion } from '#src/flows/assessment-ask.ts';
import { askResult } from '#src/flows/text/village-meeting.ts';
import { issueText } from '#src/flows/text/staff-issue.ts';
import { findingsOf } from '#src/operations/case/case-facts.ts';
import { departmentOf } from '#src/operations/report/align-referrals.ts';
import { aMember, aWorker } from '#test/domain/assessment/people.ts';
import { banan, fengdu, longxian, ownMeasure, tongnan } from '#test/policies/packs.ts';
import { farmer, startChat, today } from './chat.ts';
import { agenda } from './case-step-facts.ts';
import { assessmentSubject } from './help-sheet.ts';
import { issueSheet } from './issue-facts.ts';

/** A ticket as the office reads it that has it by the county's own table. */
function ticketIn(pack: Pack, topic: RoutingTopic): string {
  const { settings } = pack;
  const office = settings.departments.value[settings['routing.topics'].value[topic]];
  return issueText(issueSheet({ topic, office, ...saidOfIssue(pack, topic, office) }), today);
}

/** What a farmer of that county hears when asking. */
function answerIn(pack: Pack, question: string): string {
  const chat = startChat(farmer, { answers: { 'county-policy': countyPolicy(pack) } });
  chat.say('问政策');
  chat.say(question);
  return chat.heard();
}

const whole: ItemFacts = {
  members: [aWorker()],
  issues: [],
  wishes: [],
  taughtAtHome: { from: 6, to: 15 },
  aid: null,
  aidLocalOnly: false,
  insurable: false,
  awardFits: null,
};

/** Codes of the county's tool box that are suggested for a household. */
const suggestedIn = (pack: Pack, but: Partial<SuggestionFacts>): readonly string[] =>
  suggestMeasures(pack.settings.toolbox.value, {
    ...whole,
    risks: [],
    category: null,
    exitedPoverty: false,
    withinLine: null,
    dangerousHouse: false,
    running: [],
    ...but,
  }).map(({ item }) => item.code);

test('BN-27 the card of the student loan has the amounts of the pack and the year they are of, and an officer is offered it for a student', () => {
  const card = answerIn(banan, '大学助学贷款能贷多少');
  expect(card).toContain('本专科生每年最高借1.2万元，研究生每年最高借1.6万元');
  expect(card).toContain('归区教委管');
  expect(card).toContain('这是2022年的文件，现在有没有变');
  expect(answerIn(tongnan, '大学助学贷款能贷多少')).not.toContain('1.2万元');
  const student = [aWorker(), aMember({ schooling: 'bachelor-2', age: 20 })];
  const facts = { members: student, category: 'marginal' } as const;
  expect(suggestedIn(banan, facts)).toContain('student-loan');
  expect(suggestedIn(banan, { category: 'marginal' })).not.toContain('student-loan');
});

test('BN-29 whoever cannot pay the medical insurance hears of the subsidy, and the uninsured stand in the bureau’s list', () => {
  for (const words of ['医保交不起怎么办', '合作医疗缴不起有没有办法']) {
    const card = answerIn(banan, words);
    expect(card, words).toContain('“参保资助”：缴医保的钱，一部分由公家出');
    expect(card, words).toContain('归区医保局管');
    expect(card, words).toContain('第10项');
  }
  expect(departmentOf(banan, 'uninsured')).toBe('medical');
  expect(suggestedIn(banan, { issues: ['基本医疗'] })).toContain('insurance-aid');
});

test('BN-34 a house renovated before that a disaster made dangerous again is told to be within it', () => {
  for (const words of ['房子改造过又塌了还能再改吗', '以前危房改造过，还能申请吗']) {
    expect(answerIn(banan, words), words).toContain(
      '给谁：以前改造过、因灾又成危房且符合条件的，可以再次纳入',
    );
  }
  expect(answerIn(longxian, '危房改造过还能再改吗')).not.toContain('可以再次纳入');
});

test('BN-38 the small loan has a card, is offered to the officer, and a wish for one goes to the office that lends', () => {
  const card = answerIn(banan, '小额贷款怎么贷');
  expect(card).toContain('银行放给农户的小贷款，只能用在生产上，要还');
  expect(card).toContain('第13项');
  expect(card).not.toContain('应贷尽贷');
  expect(suggestedIn(banan, { risks: ['因产业项目失败'] })).toContain('small-loan');
  expect(departmentOf(banan, 'loan')).toBe('rural');
  expect(departmentOf(longxian, 'loan')).toBe('banking');
});

test('BN-40 courtyard and other small trades have a card and are offered where a household can do them', () => {
  expect(answerIn(banan, '庭院经济怎么弄')).toContain('在自家院子前后种点、养点、做点小买卖');
  expect(suggestedIn(banan, { risks: ['因缺劳动力'] })).toContain('courtyard-economy');
  expect(suggestedIn(banan, { category: 'marginal' })).toContain('courtyard-economy');
});

test('BN-43 who works away and asks for the fare hears who it is for and what to bring, and not to send a card number', () => {
  for (const words of ['出去打工路费能报吗', '车票怎么报销']) {
    const card = answerIn(banan, words);
    expect(card, words).toContain('里到区外务工的');
    expect(card, words).toMatch(/①身份证；②.*劳动合同.*③车票.*④/);
    expect(card, words).toContain('卡号不要发在这里');
    expect(card, words).toContain('归区人力社保局管');
  }
  expect(
    suggestedIn(banan, {
      exitedPoverty: true,
      members: [aMember({ workMonths: 8, worksAway: true })],
    }),
  ).toContain('travel-subsidy');
});

test('BN-43 the officer who has the subsidy in hand reads the same checklist until it is done', () => {
  const on = localDate('2026-11-02');
  const planned = {
    ...planMeasure(ownMeasure(banan, 'travel-subsidy'), 'measure-1', on),
    capYuan: null,
  };
  expect(measureText(planned, today)).toContain('请跟农户说：报的时候一般要带：①身份证');
  const done = { ...planned, state: 'done', startedOn: on, endedOn: on } as const;
  expect(measureText(done, today)).not.toContain('①身份证');
});

test('TN-25 Tongnan’s 渝快助农贷 has a card and stands beside the small loan; both go to one office', () => {
  const card = answerIn(tongnan, '渝快助农贷怎么贷');
  expect(card).toContain('“渝快助农贷”：银行放给农户搞生产的贷款，要还');
  expect(card).toContain('（六）');
  expect(card).not.toContain('应贷尽贷');
  expect(suggestedIn(tongnan, { risks: ['因自然灾害'] })).toEqual(
    expect.arrayContaining(['small-loan', 'yukuai-loan']),
  );
  expect(departmentOf(tongnan, 'loan')).toBe('rural');
  expect(answerIn(fengdu, '渝快助农贷怎么贷')).toContain('（八）');
});

test('BN-80 a ticket names who leads by Banan’s 62 rows and whom the row charges with it as well', () => {
  const loan = ticketIn(banan, 'small-loans');
  expect(loan).toContain('负责部门：区农业农村委');
  expect(loan).toContain('分工表里一起办的：巴南银保监分局、人行巴南中心支行、区金融发展中心');
  expect(ticketIn(banan, 'housing')).toContain('一起办的：区财政局、区民政局、区乡村振兴局');
  // 第20项 charges the bureau alone.
  expect(ticketIn(banan, 'medical-insurance')).not.toContain('一起办的');
  const table = banan.settings['routing.table'];
  const value = table.value.map((row) =>
    row.number === '20' ? { ...row, support: ['区民政局'] } : row,
  );
  const changed = {
    ...banan,
    settings: { ...banan.settings, 'routing.table': { ...table, value } },
  };
  expect(ticketIn(changed, 'medical-insurance')).toContain('一起办的：区民政局');
});

test('TN-05 a ticket in Tongnan names who leads and the 责任单位 of its item, in Fengdu all its item lists', () => {
  const work = ticketIn(tongnan, 'employment');
  expect(work).toContain(`负责部门：${tongnan.settings.departments.value.labour}`);
  expect(work).toMatch(/分工表里一起办的：.*各镇街/);
  expect(ticketIn(fengdu, 'housing')).toContain('一起办的：县教委、县卫生健康委、县医保局');
});

test('BN-34 the office with a ticket about a house reads that an earlier renovation is no ground to refuse', () => {
  expect(ticketIn(banan, 'housing')).toContain(
    '危房改造：以前改造过、因灾又成危房且符合条件的，可以再次纳入。',
  );
  expect(ticketIn(banan, 'drinking-water')).not.toContain('危房改造：');
});

test('BN-48 the five questions are asked in the words of Banan’s document, and elsewhere without them', () => {
  const asked = (pack: Pack): string => {
    const fiveNone = pack.settings['insurance.five_none'].value;
    const subject = { ...assessmentSubject, ...(fiveNone === null ? {} : { fiveNone }) };
    const progress = { draft: assessmentSubject.draft, passed: [] };
    return askQuestion('assets', progress, subject, 1, '').text;
  };
  expect(asked(banan)).toContain('有也不影响办');
  expect(asked(banan)).toContain('“五无”，投保综合防贫保险时用：无商品房、无享受型车辆、');
  expect(asked(banan)).toContain('无大额存款');
  expect(asked(fengdu)).not.toContain('五无');
});

test('BN-48 what was answered at the door is 五无 under Banan’s pack and nothing under another', () => {
  const answered = { ...assessmentSubject.draft, assets: [] };
  expect(findingsOf(answered, banan).noneOfFive).toBe(true);
  expect(findingsOf({ ...answered, assets: ['car'] }, banan).noneOfFive).toBe(false);
  expect(findingsOf({ ...answered, assets: null }, banan).noneOfFive).toBeNull();
  expect(findingsOf(answered, fengdu)).not.toHaveProperty('noneOfFive');
});

test('BN-48 the meeting reads whether a household is of 五无, that it is for the insurance alone, and when nobody asked', () => {
  const told = (noneOfFive: boolean | null | undefined): string => {
    const { cases, categoryTitles } = agenda(1);
    const [first] = cases;
    if (first === undefined || first.facts.found === null) throw new Error('no case');
    const found = { ...first.facts.found, ...(noneOfFive === undefined ? {} : { noneOfFive }) };
    return askResult({ ...first, facts: { ...first.facts, found } }, 1, 1, categoryTitles, today);
  };
  expect(told(true)).toContain('五无（只管综合防贫保险，不影响评议）：五样都没有');
  expect(told(null)).toContain('不影响评议）：还没有问');
  expect(told(undefined)).not.toContain('五无');
});
