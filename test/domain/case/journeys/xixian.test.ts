/** 西咸新区: a document without a single number. A low-income household, visited before Spring Festival 2021, its risk gone over National Day. */
import { expect, test } from 'vitest';
import { postTitle } from '#src/domain/policy/pack.ts';
import { defaultPack, packs } from '../../policy/default-pack.ts';
import * as act from '../acts.ts';
import { begin } from '../story.ts';
import { since2021 } from './older-years.ts';

const pack = packs.get('xixian') ?? defaultPack;
const start = (calendar = since2021) => begin({ pack, calendar, clue: '2021-02-03' });

const toEnrolment = (story: ReturnType<typeof start>) =>
  story
    .does(act.take())
    .on('2021-02-04')
    .does(act.verify(), act.authorise())
    .on('2021-02-05')
    .does(act.review('2021-02-05'), act.post())
    .on('2021-02-11')
    .does(act.takeDown())
    .on('2021-02-18')
    .does(act.passTown())
    .does(act.enrol());

test('XX-06 the 村级扶贫专干 takes it up; every day it is given comes from the default, and says so', () => {
  expect(postTitle(pack, 'village-officer')).toContain('扶贫专干');
  const story = start().does(act.take()).on('2021-02-04').does(act.verify(), act.authorise());
  story.on('2021-02-05').does(act.review('2021-02-05'));
  expect(story.dues()).toEqual({ identify: '2021-02-18', 'post-publicity': '2021-02-06' });
  for (const duty of story.book().open) {
    expect(duty.clause.source, duty.kind).toMatchObject({ kind: 'inherited', from: 'default' });
  }
});

test('XX-01 one of its two groups, over Spring Festival 2021: decided on the last of the fifteen days', () => {
  const story = start();
  expect(story.dues()).toEqual({ identify: '2021-02-18', 'accept-clue': '2021-02-04' });
  story.does(act.take());
  expect(story.due('verify-home').dueOn).toBe('2021-02-06');
  story.on('2021-02-04').does(act.verify(), act.authorise());
  expect(story.due('village-review').dueOn).toBe('2021-02-05');
  story.on('2021-02-05');
  expect(story.refusal(act.review('2021-02-05', { category: 'sudden-hardship' }))).toEqual({
    code: 'category-not-listed',
  });
  story.does(act.review('2021-02-05'), act.post());
  expect(story.due('close-publicity').dueOn).toBe('2021-02-11');
  story.on('2021-02-11').does(act.takeDown());
  expect(story.due('town-review').dueOn).toBe('2021-02-13');
  // The first day of work after the festival is the last of the fifteen.
  story.on('2021-02-18').does(act.passTown());
  expect(story.due('county-decision').dueOn).toBe('2021-02-18');
  story.does(act.enrol());
  expect(story.log().at(-1)).toMatchObject({
    on: '2021-02-18',
    category: 'marginal',
    rules: [{}, {}, { rule: 'within-identification-days', met: true }],
  });
});

test('K3 help within ten working days, inherited; an estimate where the year was never entered', () => {
  const unknown = toEnrolment(begin({ pack, clue: '2021-02-03' }));
  // 19; 22 to 26; 1 to 4 March.
  expect(unknown.due('make-plan')).toMatchObject({ dueOn: '2021-03-04', estimated: true });
  const story = toEnrolment(start());
  // 19 and the working Saturday 20: 2; 22 to 26: 7; 1, 2, 3 March: 10.
  expect(story.due('make-plan')).toMatchObject({ dueOn: '2021-03-03', estimated: false });
  expect(story.due('start-measure').dueOn).toBe('2021-03-18');
  story.on('2021-03-02').does(act.nameResponsible('officer'));
  story.does(act.adopt('plan-1', [['measure-1', 'other-education']]), act.agree('officer'));
  expect(story.file().state).toEqual({ tag: 'assisting', since: '2021-03-02' });
  expect(story.owes('monthly-visit')).toBe('2021-03-31');
});

test('XX-01 LX-13 the default’s three months hold here too; an objection over National Day 2021 is answered before the notice comes down', () => {
  const story = toEnrolment(start()).on('2021-03-02');
  story.does(act.nameResponsible('officer'), act.adopt(), act.agree(), act.measure('done'));
  expect(story.on('2021-05-17', 1439).refusal(act.apply())).toEqual({
    code: 'too-early',
    from: '2021-05-18',
  });
  story.on('2021-09-22').does(act.apply({ way: 'natural' }));
  expect(story.dues()).toEqual({ 'elimination-village': '2021-09-23' });
  story.on('2021-09-23').does(act.passStage('village', 'secretary'));
  expect(story.dues()).toEqual({ 'elimination-town': '2021-09-25' });
  story.on('2021-09-24').does(act.passStage('town', 'town'));
  expect(story.dues()).toEqual({ 'elimination-county': '2021-09-26' });
  story.on('2021-09-26').does(act.passStage('county-check', 'county'));
  expect(story.dues()).toEqual({ 'post-elimination': '2021-09-27' });
  story.on('2021-09-27').does(act.postElimination());
  expect(story.dues()).toEqual({ 'close-elimination': '2021-10-03' });
  story.on('2021-09-29').does(act.object('objection-1'));
  expect(story.dues()).toEqual({ 'check-objection': '2021-10-02' });
  expect(story.on('2021-10-03').refusal(act.takeDownElimination)).toEqual({
    code: 'objections-open',
    count: 1,
  });
  story.on('2021-10-08').does(act.check('objection-1', false, 'town-2'), act.takeDownElimination);
  expect(story.dues()).toEqual({ 'mark-elimination': '2021-10-31' });
  story.on('2021-10-11').does(act.mark);
  expect(story.file().state).toEqual({ tag: 'eliminated', on: '2021-10-11' });
  expect(story.book().lost).toEqual([]);
});
