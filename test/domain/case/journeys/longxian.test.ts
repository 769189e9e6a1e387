/** 陇县 2021: a household a department's list pointed to, reviewed before it signs; over Mid-Autumn, National Day and Spring Festival. */
import { expect, test } from 'vitest';
import { defaultPack, packs } from '../../policy/default-pack.ts';
import * as act from '../acts.ts';
import { begin } from '../story.ts';
import { since2021 } from './older-years.ts';

const pack = packs.get('longxian') ?? defaultPack;
const start = (calendar = since2021) => begin({ pack, calendar, clue: '2021-09-13' });

const toEnrolment = (story: ReturnType<typeof start>) =>
  story
    .does(act.take())
    .on('2021-09-14')
    .does(act.verify())
    .on('2021-09-15')
    .does(act.review('2021-09-15'), act.authorise())
    .on('2021-09-16')
    .does(act.post())
    .on('2021-09-22')
    .does(act.takeDown())
    .on('2021-09-23')
    .does(act.passTown())
    .on('2021-09-24')
    .does(act.enrol());

test('LX-05 研判, 承诺授权, 公示, 镇审, 县审: in Longxian’s order, each on its day', () => {
  const story = start();
  expect(story.file().steps).toEqual([
    'village-review',
    'authorisation',
    'publicity',
    'town-review',
    'county-decision',
  ]);
  expect(story.dues()).toEqual({ identify: '2021-09-28', 'accept-clue': '2021-09-14' });
  story.does(act.take());
  expect(story.due('verify-home').dueOn).toBe('2021-09-16');
  story.on('2021-09-14').does(act.verify());
  expect(story.dues()).toEqual({ identify: '2021-09-28', 'village-review': '2021-09-15' });
  story.on('2021-09-15').does(act.review('2021-09-15'));
  expect(story.dues()).toEqual({ identify: '2021-09-28', authorise: '2021-09-16' });
  // Nothing is posted without the household's word.
  expect(story.refusal(act.post())).toEqual({ code: 'wrong-state', state: 'authorisation' });
  story.does(act.authorise({ form: 'fingerprint', readAloudBy: 'officer' }));
  expect(story.due('post-publicity').dueOn).toBe('2021-09-16');
  story.on('2021-09-16').does(act.post());
  // 17 to 21 September, Mid-Autumn among them.
  expect(story.due('close-publicity').dueOn).toBe('2021-09-22');
  expect(story.on('2021-09-21', 1439).tries(act.takeDown()).ok).toBe(false);
  // 体外循环: what else is heard of the household joins its case.
  story.hears('report-2');
  expect(story.file().declarationIds).toEqual(['report-1', 'report-2']);
  story.on('2021-09-22').does(act.takeDown());
  expect(story.due('town-review').dueOn).toBe('2021-09-24');
  story.on('2021-09-23').does(act.passTown());
  expect(story.due('county-decision').dueOn).toBe('2021-09-25');
  story.on('2021-09-24').does(act.enrol());
  expect(story.file().state).toEqual({ tag: 'enrolled', on: '2021-09-24' });
});

test('LX-05 sent back by the town for a signature, it signs, is posted anew and still has the same end', () => {
  const story = start().does(act.take(), act.verify(), act.review('2021-09-13'), act.authorise());
  story.does(act.post()).on('2021-09-19').does(act.takeDown()).on('2021-09-20');
  story.does(act.sendBack('authorisation', 'authorisation-missing'));
  expect(story.dues()).toEqual({ identify: '2021-09-28', authorise: '2021-09-20' });
  expect(story.file().state).toMatchObject({ correction: 'authorisation-missing' });
  story.does(act.authorise());
  // The five days it hung still show what is proposed.
  expect(story.dues()).toEqual({ identify: '2021-09-28', 'town-review': '2021-09-22' });
});

test('LX-09 LX-10 help within ten working days over National Day 2021, then month by month', () => {
  const unknown = toEnrolment(begin({ pack, clue: '2021-09-13' }));
  // Without the notice: 27 September to 1 October, 4 to 8 October.
  expect(unknown.due('make-plan')).toMatchObject({ dueOn: '2021-10-08', estimated: true });
  const story = toEnrolment(start());
  // 26 September works: 1; 27 to 30: 5; 8 and 9 October: 7; 11, 12, 13: 10.
  expect(story.due('make-plan')).toMatchObject({
    dueOn: '2021-10-13',
    estimated: false,
    // 陇县 says nothing of these days; they are inherited and shown as such.
    clause: { source: { kind: 'inherited', from: 'default' } },
  });
  expect(story.due('start-measure').dueOn).toBe('2021-10-24');
  expect(story.owes('monthly-visit')).toBe('2021-09-30');
  expect(story.on('2021-10-01').owes('monthly-visit')).toBe('2021-10-31');
  const plan = act.adopt('plan-1', [
    ['measure-1', 'industry'],
    ['measure-2', 'safety-net'],
    ['measure-3', 'aspiration'],
    ['measure-4', 'social'],
  ]);
  story.on('2021-10-12').does(act.nameResponsible(), plan, act.agree('officer'));
  expect(story.file().state).toEqual({ tag: 'assisting', since: '2021-10-12' });
});

test('LX-12 LX-13 not before three months; 联系人, 村, 镇, 县抽查, 公示 over Spring Festival 2022, marked that month', () => {
  const story = toEnrolment(start()).on('2021-10-12');
  story.does(act.nameResponsible(), act.adopt(), act.agree(), act.measure('done'));
  expect(story.on('2021-12-23', 1439).refusal(act.apply())).toEqual({
    code: 'too-early',
    from: '2021-12-24',
  });
  story.on('2022-01-18').does(act.apply());
  expect(story.due('elimination-village')).toMatchObject({
    dueOn: '2022-01-19',
    ownerRole: 'village-secretary',
  });
  story.on('2022-01-19').does(act.passStage('village', 'secretary'));
  expect(story.due('elimination-town').dueOn).toBe('2022-01-21');
  story.on('2022-01-20').does(act.passStage('town', 'town'));
  expect(story.due('elimination-county').dueOn).toBe('2022-01-22');
  story.on('2022-01-24').does(act.passStage('county-check', 'county'));
  expect(story.due('post-elimination').dueOn).toBe('2022-01-25');
  story.on('2022-01-26').does(act.postElimination());
  // 27 to 31 January: the first day of the festival may already take it down.
  expect(story.due('close-elimination').dueOn).toBe('2022-02-01');
  expect(story.on('2022-01-31', 1439).tries(act.takeDownElimination).ok).toBe(false);
  story.on('2022-02-07').does(act.takeDownElimination);
  expect(story.due('mark-elimination')).toMatchObject({
    dueOn: '2022-02-28',
    ownerRole: 'county-officer',
  });
  story.on('2022-02-25').does(act.mark);
  expect(story.file().state).toEqual({ tag: 'eliminated', on: '2022-02-25' });
  expect(story.book().lost).toEqual([]);
});
