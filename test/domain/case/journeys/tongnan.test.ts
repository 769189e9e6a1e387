/** 潼南 2025: one tap before National Day, a document almost without clocks, and a household that is looked at again after two years. */
import { expect, test } from 'vitest';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { defaultPack, packs } from '../../policy/default-pack.ts';
import * as act from '../acts.ts';
import { begin } from '../story.ts';

const pack = packs.get('tongnan') ?? defaultPack;
const start = () => begin({ pack, clue: '2025-09-22' });

const toEnrolment = () =>
  start()
    .does(act.take())
    .on('2025-09-24')
    .does(act.verify(), act.authorise())
    .on('2025-09-25')
    .does(act.review('2025-09-25'), act.post())
    .on('2025-10-01')
    .does(act.takeDown())
    .on('2025-10-06')
    .does(act.passTown())
    .on('2025-10-09')
    .does(act.enrol());

test('TN-02 one tap on 22 September 2025; what the document does not say is inherited, and the festival moves nothing', () => {
  const story = start();
  expect(story.due('identify')).toMatchObject({
    dueOn: '2025-10-07',
    clause: { source: { kind: 'inherited', from: 'default' } },
  });
  expect(pack.settings['monitor_line.yuan'].value).toBeNull();
  expect(pack.settings['income_floor_target.yuan'].value).toBe(8700);
  story.does(act.take());
  expect(story.due('verify-home').dueOn).toBe('2025-09-25');
  story.on('2025-09-24').does(act.verify(), act.authorise());
  expect(story.due('village-review').dueOn).toBe('2025-09-25');
  story.on('2025-09-25').does(act.review('2025-09-25'));
  expect(story.due('post-publicity').dueOn).toBe('2025-09-26');
  story.does(act.post());
  expect(story.due('close-publicity').dueOn).toBe('2025-10-01');
  story.on('2025-10-01').does(act.takeDown());
  expect(story.due('town-review').dueOn).toBe('2025-10-03');
  story.on('2025-10-06').does(act.passTown());
  expect(story.due('county-decision').dueOn).toBe('2025-10-07');
  // Nobody decided over the festival: late, recorded as late, and still decided.
  story.on('2025-10-09').does(act.enrol());
  expect(story.log().at(-1)).toMatchObject({
    kind: 'enrolled',
    rules: [{}, {}, { met: false, inputs: { dueOn: '2025-10-07', on: '2025-10-09' } }],
  });
});

test('TN-02 ten working days from 9 October 2025, and a call after Spring Festival 2026 when the plan changes before it', () => {
  const story = toEnrolment();
  // 10 and the working Saturday 11: 2; 13 to 17: 7; 20, 21, 22: 10.
  expect(story.due('make-plan')).toMatchObject({ dueOn: '2025-10-22', estimated: false });
  expect(story.due('start-measure').dueOn).toBe('2025-11-09');
  story.on('2025-10-15').does(act.nameResponsible(), act.adopt(), act.agree());
  story.on('2025-10-20').does(act.measure('in-progress'));
  // Saturday 14 February 2026 works; then nobody does until Tuesday the 24th.
  story.on('2026-02-14').does(act.adopt('plan-2', [['measure-1', 'public-post']]));
  expect(story.due('confirm-plan').dueOn).toBe('2026-02-24');
  // A report in the festival is looked into within three days, festival or not.
  story.on('2026-02-17').hears('report-2');
  expect(story.due('verify-home').dueOn).toBe('2026-02-20');
  story.on('2026-02-19').does(act.verify({ visitId: 'visit-2' }));
  story.on('2026-02-24').does(act.agree('officer'));
  expect(story.dues()).toEqual({});
});

test('TN-12 two years without elimination: the household is looked at again within thirty days, and eliminated when it is time', () => {
  expect(pack.settings['elim.long_case_years']).toMatchObject({
    value: 2,
    source: { article: '（二）', quote: expect.stringContaining('两年以上未消除风险') },
  });
  const story = toEnrolment();
  story.does(act.nameResponsible(), act.adopt(), act.agree(), act.measure('in-progress'));
  expect(story.on('2026-01-08', 1439).refusal(act.apply())).toEqual({
    code: 'too-early',
    from: '2026-01-09',
  });
  const unmet = ['income-above-line'];
  expect(story.on('2026-06-01').refusal(act.apply({ unmet }))).toEqual({
    code: 'conditions-unmet',
    unmet,
  });
  story.on('2027-10-09');
  expect(story.owes('long-case-review')).toBe('2027-11-08');
  const looked: CaseCommand = { kind: 'review-long-case', byStaffId: 'town', result: 'other-plan' };
  story.on('2027-10-28').does(looked);
  expect(story.file().assistance?.reviewedOn).toBe('2027-10-28');
  story.does(
    act.adopt('plan-2', [
      ['measure-1', 'public-post'],
      ['measure-2', 'finance'],
    ]),
  );
  // 2027 is not published here: the next working day is an estimate and says so.
  expect(story.due('confirm-plan')).toMatchObject({ dueOn: '2027-10-29', estimated: true });
  story.does(act.agree()).on('2028-03-01').does(act.measure('done', 'measure-2'), act.apply());
  story.on('2028-03-02').does(act.passStage('village', 'secretary'));
  expect(story.dues()).toEqual({ 'elimination-town': '2028-03-04' });
  story.does(act.passStage('town', 'town'), act.passStage('county-check', 'county'));
  story.does(act.postElimination());
  expect(story.dues()).toEqual({ 'close-elimination': '2028-03-08' });
  story.on('2028-03-08').does(act.takeDownElimination);
  expect(story.dues()).toEqual({ 'mark-elimination': '2028-03-31' });
  story.on('2028-03-30').does(act.mark);
  expect(story.file().state).toEqual({ tag: 'eliminated', on: '2028-03-30' });
  expect(story.book().lost).toEqual([]);
});
