/** 巴南 2022: a household struck by illness, from its report in September 2022 over National Day and Spring Festival to elimination. */
import { expect, test } from 'vitest';
import { defaultPack, packs } from '../../policy/default-pack.ts';
import * as act from '../acts.ts';
import { begin } from '../story.ts';
import { since2021 } from './older-years.ts';

const pack = packs.get('banan') ?? defaultPack;
const start = (calendar = since2021) => begin({ pack, calendar, clue: '2022-09-20', urgent: true });

const toEnrolment = (story: ReturnType<typeof start>) =>
  story
    .does(act.take())
    .on('2022-09-21')
    .does(act.verify(), act.authorise())
    .on('2022-09-22')
    .does(act.review('2022-09-22', { category: 'sudden-hardship' }), act.post())
    .on('2022-09-28')
    .does(act.takeDown())
    .on('2022-09-29')
    .does(act.passTown())
    .on('2022-09-30')
    .does(act.enrol('sudden-hardship'));

test('BN-52 BN-57 BN-60 BN-61 from a report by the app to recognition within fifteen days, softly meant', () => {
  const story = start();
  expect(story.due('identify')).toMatchObject({
    dueOn: '2022-10-05',
    strength: 'soft',
    clause: { source: { article: '第18项', quote: '监测对象的认定，原则上不超过15天' } },
  });
  expect(story.dues()).toEqual({ identify: '2022-10-05', 'accept-clue': '2022-09-21' });
  story.does(act.take());
  expect(story.due('verify-home').dueOn).toBe('2022-09-23');
  // 两人一组: both are named, and neither of them decides anything later.
  story.on('2022-09-21').does(act.verify());
  expect(story.file().dossier.verification?.secondMissing).toBe(false);
  expect(story.due('authorise').dueOn).toBe('2022-09-22');
  story.does(act.authorise());
  // 每月至少研究1次: the monthly meeting is not waited for.
  expect(pack.settings['village_review.period'].value).toBe('month');
  expect(story.due('village-review').dueOn).toBe('2022-09-22');
  story.on('2022-09-22').does(act.review('2022-09-22', { category: 'sudden-hardship' }));
  expect(story.due('post-publicity').dueOn).toBe('2022-09-23');
  story.does(act.post());
  expect(story.due('close-publicity')).toMatchObject({
    dueOn: '2022-09-28',
    clause: { source: { quote: '村内公示不少于5天' } },
  });
  story.on('2022-09-24').does(act.object('objection-1'));
  expect(story.due('check-objection').dueOn).toBe('2022-09-27');
  story.on('2022-09-26').does(act.check('objection-1'));
  expect(story.on('2022-09-27', 1439).refusal(act.takeDown())).toMatchObject({
    code: 'publicity-too-short',
  });
  story.on('2022-09-28').does(act.takeDown());
  expect(story.due('town-review').dueOn).toBe('2022-09-30');
  story.on('2022-09-29').does(act.passTown());
  expect(story.due('county-decision').dueOn).toBe('2022-10-01');
  story.on('2022-09-30').does(act.enrol('sudden-hardship'));
  expect(story.file().state).toEqual({ tag: 'enrolled', on: '2022-09-30' });
});

test('BN-62 ten working days over National Day 2022: an estimate until the year is entered, then the 19th', () => {
  const unknown = toEnrolment(begin({ pack, clue: '2022-09-20' }));
  // Without the notice only weekends are off: 3–7 and 10–14 October.
  expect(unknown.due('make-plan')).toMatchObject({ dueOn: '2022-10-14', estimated: true });
  const story = toEnrolment(start());
  // 8 and 9 October work: 2; 10 to 14: 7; 17, 18, 19: 10.
  expect(story.due('make-plan')).toMatchObject({
    dueOn: '2022-10-19',
    estimated: false,
    strength: 'hard',
    clause: { source: { quote: '纳入监测对象10个工作日内，明确帮扶责任人' } },
  });
  expect(story.due('start-measure').dueOn).toBe('2022-10-30');
  story.on('2022-10-08').does(act.nameResponsible());
  const plan = act.adopt('plan-1', [
    ['measure-1', 'health'],
    ['measure-2', 'public-post'],
  ]);
  story.on('2022-10-10').does(plan);
  expect(story.due('confirm-plan').dueOn).toBe('2022-10-11');
  story.on('2022-10-11').does(act.agree());
  expect(story.dues()).toEqual({ 'start-measure': '2022-10-30' });
});

test('BN-63 LX-13 helped month by month, its risk is eliminated over Spring Festival 2023', () => {
  const story = toEnrolment(start()).on('2022-10-11');
  story.does(act.nameResponsible(), act.adopt(), act.agree());
  for (const [day, end] of [
    ['2022-10-12', '2022-10-31'],
    ['2022-11-01', '2022-11-30'],
    ['2022-12-01', '2022-12-31'],
    ['2023-01-01', '2023-01-31'],
  ] as const) {
    expect(story.on(day).owes('monthly-visit')).toBe(end);
  }
  story.on('2022-10-17').does(act.measure('in-progress'));
  expect(story.on('2022-12-29').refusal(act.apply())).toEqual({
    code: 'too-early',
    from: '2022-12-30',
  });
  story.on('2023-01-16').does(act.apply());
  expect(story.dues()).toEqual({ 'elimination-village': '2023-01-17' });
  story.on('2023-01-17').does(act.passStage('village', 'secretary'));
  expect(story.dues()).toEqual({ 'elimination-town': '2023-01-19' });
  story.on('2023-01-18').does(act.passStage('town', 'town'));
  expect(story.dues()).toEqual({ 'elimination-county': '2023-01-20' });
  story.on('2023-01-19').does(act.passStage('county-check', 'county'));
  expect(story.dues()).toEqual({ 'post-elimination': '2023-01-20' });
  story.on('2023-01-20').does(act.postElimination());
  // It hangs over the festival of 21 to 27 January: calendar days, not moved to a day of work.
  expect(story.dues()).toEqual({ 'close-elimination': '2023-01-26' });
  expect(story.on('2023-01-25', 1439).tries(act.takeDownElimination).ok).toBe(false);
  story.on('2023-01-28').does(act.takeDownElimination);
  expect(story.dues()).toEqual({ 'mark-elimination': '2023-01-31' });
  story.on('2023-01-29').does(act.mark);
  expect(story.file().state).toEqual({ tag: 'eliminated', on: '2023-01-29' });
  expect(story.book().lost).toEqual([]);
});
