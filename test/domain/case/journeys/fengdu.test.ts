/** 丰都 2024: a flood before National Day, help first, a road that is closed; recognised in strict days, eliminated over Spring Festival 2025. */
import { expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { packOn } from '#src/domain/policy/pack-on-day.ts';
import { defaultPack, packs } from '../../policy/default-pack.ts';
import * as act from '../acts.ts';
import { begin } from '../story.ts';

const find = (id: string) => packs.get(id);
const fengdu = packs.get('fengdu') ?? defaultPack;
const pack = packOn(fengdu, localDate('2024-09-24'), find);
const start = () => begin({ pack, clue: '2024-09-24', urgent: true });

const onTime = () =>
  start()
    .does(act.take())
    .on('2024-09-25')
    .does(act.verify(), act.authorise())
    .on('2024-09-26')
    .does(act.review('2024-09-26'), act.post())
    .on('2024-10-02')
    .does(act.takeDown())
    .on('2024-10-03')
    .does(act.passTown())
    .on('2024-10-08')
    .does(act.enrol());

test('FD-01 FD-02 8300 yuan of 2024 and fifteen days strictly: National Day moves nothing, and who decides late has it on record', () => {
  expect(pack.settings['monitor_line.yuan'].value).toBe(8300);
  const story = start();
  expect(story.due('identify')).toMatchObject({
    dueOn: '2024-10-09',
    strength: 'hard',
    clause: { source: { article: '（一）', quote: '识别认定时间严格控制在15天以内' } },
  });
  story.does(act.take()).on('2024-09-25').does(act.verify(), act.authorise());
  story.on('2024-09-26').does(act.review('2024-09-26'), act.post());
  expect(story.due('close-publicity').dueOn).toBe('2024-10-02');
  story.on('2024-10-02').does(act.takeDown());
  expect(story.due('town-review').dueOn).toBe('2024-10-04');
  story.on('2024-10-07').does(act.passTown());
  // Two days of its own, and no more than the fifteen have left.
  expect(story.due('county-decision').dueOn).toBe('2024-10-09');
  story.on('2024-10-10').does(act.enrol());
  expect(story.log().at(-1)).toMatchObject({
    rules: [{}, {}, { rule: 'within-identification-days', met: false }],
  });
});

test('BN-57 FD-02 help goes first; while the flood closes the road the clock stands still, gross 17 days and net 14', () => {
  const story = start().does(
    { kind: 'propose-fast-track', byStaffId: 'officer', ground: 'disaster' },
    act.take(),
  );
  expect(story.dues()).toEqual({
    identify: '2024-10-09',
    'verify-home': '2024-09-27',
    'approve-fast-track': '2024-09-25',
  });
  story.does({ kind: 'approve-fast-track', byStaffId: 'town' });
  expect(story.dues()).toMatchObject({ 'give-relief': '2024-09-25', 'refer-relief': '2024-09-25' });
  story
    .on('2024-09-25')
    .does({ kind: 'record-relief', byStaffId: 'officer', reliefId: 'relief-1' });
  const until = localDate('2024-09-29');
  story.does({ kind: 'propose-suspension', byStaffId: 'officer', reason: 'road-closed', until });
  expect(story.due('approve-suspension').dueOn).toBe('2024-09-27');
  story.on('2024-09-26').does({ kind: 'approve-suspension', byStaffId: 'town' });
  expect(story.dues()).toEqual({ identify: '2024-10-12', 'verify-home': '2024-09-30' });
  // Sunday the 29th is a working day that year.
  story.on('2024-09-29').does(act.verify(), act.authorise());
  expect(story.due('village-review').dueOn).toBe('2024-09-30');
  story.on('2024-09-30').does(act.review('2024-09-30', { category: 'sudden-hardship' }));
  expect(story.due('post-publicity').dueOn).toBe('2024-10-01');
  story.does(act.post());
  expect(story.due('close-publicity').dueOn).toBe('2024-10-06');
  story.on('2024-10-08').does(act.takeDown());
  expect(story.due('town-review').dueOn).toBe('2024-10-10');
  story.on('2024-10-09').does(act.passTown());
  expect(story.due('county-decision').dueOn).toBe('2024-10-11');
  story.on('2024-10-11').does(act.enrol('sudden-hardship'));
  expect(story.log().at(-1)).toMatchObject({
    on: '2024-10-11',
    rules: [{}, {}, { met: true, inputs: { dueOn: '2024-10-12' } }],
  });
  // 12 October works: 1; 14 to 18: 6; 21 to 24: 10.
  expect(story.due('make-plan')).toMatchObject({ dueOn: '2024-10-24', strength: 'hard' });
});

test('FD-12 a department’s alarm before National Day: three days to verify, ten to put right, from receipt', () => {
  const story = start().on('2024-09-30');
  expect(story.owes('verify-alarm')).toBe('2024-10-03');
  expect(story.owes('fix-alarm')).toBe('2024-10-10');
});

test('FD-05 FD-06 FD-11 ten working days for person and plan; eliminated when it is, not because sixty per cent are wanted', () => {
  const story = onTime();
  // 9, 10, 11 and the working Saturday 12: 4; 14 to 18: 9; 21: 10.
  expect(story.due('make-plan')).toMatchObject({
    dueOn: '2024-10-21',
    clause: { source: { article: '（一）' } },
  });
  expect(story.due('start-measure').dueOn).toBe('2024-11-08');
  story.on('2024-10-16').does(act.nameResponsible());
  const handout = { ...act.adopt('plan-0', [['measure-0', 'safety-net']]) };
  if (handout.kind !== 'adopt-plan') throw new Error('not a plan');
  expect(story.refusal({ ...handout, blocking: ['no-development-measure'] })).toEqual({
    code: 'plan-incomplete',
    findings: ['no-development-measure'],
  });
  story.does(act.adopt('plan-1', [['measure-1', 'industry']]), act.agree());
  story.on('2024-11-01').does(act.measure('in-progress'));
  expect(pack.settings['elim.rate_target'].value).toBe(0.6);
  expect(story.on('2025-01-07', 1439).refusal(act.apply())).toEqual({
    code: 'too-early',
    from: '2025-01-08',
  });
  story.on('2025-01-20').does(act.apply());
  expect(story.dues()).toEqual({ 'elimination-village': '2025-01-21' });
  story.on('2025-01-21').does(act.passStage('village', 'secretary'));
  expect(story.dues()).toEqual({ 'elimination-town': '2025-01-23' });
  story.on('2025-01-22').does(act.passStage('town', 'town'));
  expect(story.dues()).toEqual({ 'elimination-county': '2025-01-24' });
  story.on('2025-01-23').does(act.passStage('county-check', 'county'));
  expect(story.dues()).toEqual({ 'post-elimination': '2025-01-24' });
  story.on('2025-01-24').does(act.postElimination());
  expect(story.dues()).toEqual({ 'close-elimination': '2025-01-30' });
  story.on('2025-02-05').does(act.takeDownElimination);
  expect(story.dues()).toEqual({ 'mark-elimination': '2025-02-28' });
  story.on('2025-02-26').does(act.mark);
  expect(story.file().state).toEqual({ tag: 'eliminated', on: '2025-02-26' });
  expect(story.book().lost).toEqual([]);
});

test('FD-04 a relapse in May 2025 brings it back under the wording of 2025, which no longer knows the line of 2024', () => {
  const story = onTime().does(act.nameResponsible(), act.adopt(), act.agree());
  story.does(act.measure('done')).on('2025-01-20').does(act.apply());
  story.does(act.passStage('village', 'secretary'), act.passStage('town', 'town'));
  story.does(act.passStage('county-check', 'county'), act.postElimination());
  story.on('2025-01-26').does(act.takeDownElimination, act.mark);
  const of2025 = packOn(fengdu, localDate('2025-05-06'), find);
  expect(of2025.settings['monitor_line.yuan'].value).toBeNull();
  story.newPack(of2025).on('2025-05-06').hears('report-2');
  expect(story.file()).toMatchObject({
    state: { tag: 'clue' },
    pack: { id: 'fengdu', version: of2025.version },
    identifyDueOn: '2025-05-21',
  });
  expect(of2025.version).not.toBe(pack.version);
  expect(story.due('identify')).toMatchObject({ dueOn: '2025-05-21', strength: 'hard' });
});
