/** What the county is called where a household lives (`area.levels`) is what its people hear: 区里 in a 区, never 县里. */
import { expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { areaWordsOf, spokenTown } from '#src/domain/policy/area-words.ts';
import { countyPolicy } from '#src/domain/policy/county-policy.ts';
import { postTitle } from '#src/domain/policy/pack.ts';
import type { CaseStep } from '#src/domain/policy/settings.ts';
import { jobPlaces } from '#src/domain/ledger/member-status.ts';
import { roles } from '#src/domain/people/roles.ts';
import type { ReportProgress } from '#src/flows/farmer.needs.ts';
import * as steps from '#src/flows/text/case-news.ts';
import { riskEliminated } from '#src/flows/text/case-work-news.ts';
import { itemAnswer, topicAnswer } from '#src/flows/text/policy.ts';
import { policyTopics } from '#src/flows/text/policy-topic.ts';
import { reportText } from '#src/flows/text/progress.ts';
import { placeLabel } from '#src/flows/text/work-status.ts';
import { banan, fallback, fengdu, longxian, tongnan, xixian } from '#test/policies/packs.ts';
import { bureau, now } from './chat.ts';

const today = localDate('2026-11-22');
const day = localDate('2026-11-27');
const number = '26-0001-7';
const contact = { title: '帮扶责任人', name: '郑帮扶', phone: '13900000009' };

test('the county is the first of the levels, the town the one above the villages', () => {
  const words = [fallback, fengdu, longxian, banan, tongnan, xixian].map(areaWordsOf);
  expect(words).toEqual([
    { county: '县', town: '乡镇' },
    { county: '县', town: '乡镇' },
    { county: '县', town: '镇' },
    { county: '区', town: '镇街' },
    { county: '区', town: '镇街' },
    { county: '新区', town: '镇街' },
  ]);
  expect(new Set(words.map(spokenTown))).toEqual(new Set(['镇']));
  expect(spokenTown({ county: '旗', town: '苏木' })).toBe('苏木');
});

const report: Omit<ReportProgress, 'state'> = {
  declarationId: 'declaration-1',
  receiptNumber: number,
  receivedAt: now,
  riskTypes: [],
  subjectName: null,
  steps: (['town-reviewed', 'decided'] as const).map((name) => ({
    name,
    doneOn: null,
    dueOn: day,
  })),
  holder: contact,
  next: { what: 'county-decision', by: day },
  openQuestion: null,
  reReviewOf: null,
};

const CASES = [
  [banan, '区'],
  [tongnan, '区'],
  [xixian, '新区'],
] as const;

test.each(CASES)(
  'XX-01 in %#: every word a household hears of its county is its own',
  (pack, county) => {
    const places = areaWordsOf(pack);
    const next = (step: CaseStep) => ({ step, dueOn: day });
    const order: readonly CaseStep[] = pack.settings['case.steps'].value;
    const news = [
      ...order.flatMap((step) => [
        steps.authorisedNews(number, next(step), today, places),
        steps.reviewedNews(number, next(step), today, places),
        steps.publicityClosedNews(number, next(step), today, places),
        steps.reconsideredNews(number, next(step), today, places),
        steps.returnedNews(number, 'review-incomplete', next(step), today, places),
      ]),
      steps.postedNews(number, day, today, places),
      steps.townReviewedNews(number, next('county-decision'), today, places),
      steps.enrolledNews(number, day, contact, today, places),
      steps.refusedNews(number, 'case-1', 'can-cope', contact, places),
      riskEliminated(contact, true, places),
    ].map(({ text }) => text);
    const ownBureau = { ...bureau, name: '', places };
    const states: readonly ReportProgress['state'][] = ['deciding', 'helped', 'watched', 'closed'];
    const progress = states.map((state) =>
      reportText({ ...report, state }, false, ownBureau, today),
    );
    const policy = countyPolicy(pack);
    const answers = [
      ...policyTopics.map((topic) => topicAnswer(topic, policy, ownBureau, today)),
      ...policy.items.map((item) => itemAnswer(item, policy, ownBureau, today)),
    ];
    const jobs = jobPlaces.map((place) => placeLabel(place, places));
    const titles = roles.map((role) => postTitle(pack, role));

    expect(news.join('\n')).toContain(`${county}里研究决定了，您家纳入帮扶`);
    expect(news.join('\n')).toContain(`镇里看过了，报到${county}里了`);
    expect(news.join('\n')).toContain(`${county}里研究过了，这次没有纳入`);
    expect(news.join('\n')).toContain(`${county}里已经记为解决了`);
    expect(progress.join('\n')).toContain(`${county}里定了，正在帮扶`);
    expect(answers.join('\n')).toContain(`在${county}里的资助中心办`);
    expect(titles).toContain(`${county}信息员`);
    expect(titles).toContain(`${county}主管部门负责人`);
    for (const text of [...news, ...progress, ...answers, ...titles, jobs[0]]) {
      expect(text).not.toContain('县');
    }
  },
);

test('XX-01 a county of another kind keeps the general titles unless its document names its levels', () => {
  expect(postTitle(fallback, 'town-officer')).toBe('镇街信息员');
  expect(postTitle(longxian, 'town-officer')).toBe('镇信息员');
  expect(postTitle(fengdu, 'county-officer')).toBe('县信息员');
});
