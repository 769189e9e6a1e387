/** Elimination of the risk: not before its time, level by level, posted, marked, never by itself; and the way back. */
import { describe, expect, test } from 'vitest';
import { drawnForSpotCheck } from '#src/domain/case/deeds.ts';
import { isMonitored } from '#src/domain/case/case.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import type { Limit } from '#src/domain/policy/setting.ts';
import { defaultPack, packs, packWith } from '../policy/default-pack.ts';
import * as act from './acts.ts';
import { type Milestone, reach } from './milestones.ts';

const fengdu = packs.get('fengdu') ?? defaultPack;
const doubt: CaseCommand = {
  kind: 'return-elimination',
  byStaffId: 'county-2',
  doubt: 'income-not-steady',
};
const reopen: CaseCommand = { kind: 'reopen', byStaffId: 'county' };
const months = (value: number): Limit => ({ ...defaultPack.settings['elim.min_months'], value });

describe('applying', () => {
  test('LX-13 recognised on 18 September 2026, it may be applied for from 18 December and not a day before', () => {
    const story = reach('helped').on('2026-12-17', 1439);
    expect(story.refusal(act.apply())).toEqual({ code: 'too-early', from: '2026-12-18' });
    story.on('2026-12-18', 0).does(act.apply());
    expect(story.log().at(-1)).toMatchObject({
      kind: 'elimination-applied',
      stages: ['village', 'town', 'county-check', 'publicity', 'marking'],
      rules: [
        { rule: 'months-since-enrolment', inputs: { enrolledOn: '2026-09-18' } },
        { rule: 'measures-that-took-effect', inputs: { wanted: 1, measures: 1 } },
      ],
    });
  });

  test('LX-13 a county that asks for half a year gets half a year', () => {
    const story = reach('helped', { pack: packWith({ 'elim.min_months': months(6) }) });
    expect(story.on('2027-03-17').refusal(act.apply())).toEqual({
      code: 'too-early',
      from: '2027-03-18',
    });
  });

  test('LX-13 a measure that was only planned or stopped has helped nobody', () => {
    const story = reach('assisting').on('2027-01-04');
    expect(story.refusal(act.apply())).toEqual({ code: 'too-few-measures', wanted: 1 });
    story.does(act.measure('in-progress'), act.measure('stopped'));
    expect(story.refusal(act.apply())).toEqual({ code: 'too-few-measures', wanted: 1 });
    story.does(act.measure('in-progress'), act.measure('done'));
    expect(story.does(act.apply({ way: 'natural' })).file().elimination).toMatchObject({
      way: 'natural',
      passedBy: ['helper'],
    });
  });

  test('FD-11 conditions that are not met block, whatever ratio a county strives for', () => {
    const story = reach('helped', { pack: fengdu }).on('2027-01-04');
    const unmet = ['income-above-line', 'guarantees-met'];
    expect(story.refusal(act.apply({ unmet }))).toEqual({ code: 'conditions-unmet', unmet });
  });

  test('FD-11 what the record does not bear out is answered with a reason, which is kept with the decision and read later', () => {
    const story = reach('helped').on('2027-01-04');
    const doubted = ['income-steady'];
    expect(story.refusal(act.apply({ doubted }))).toEqual({
      code: 'answer-missing',
      unmet: doubted,
    });
    story.does(act.apply({ doubted, answer: 'papers-seen' }));
    const kept = { rule: 'elimination:income-steady', met: false };
    expect(story.log().at(-1)).toMatchObject({
      answer: 'papers-seen',
      rules: [
        {},
        {},
        { ...kept, inputs: { answer: 'papers-seen', strength: 'soft', known: true } },
      ],
    });
    expect(story.file().elimination?.answer).toBe('papers-seen');
    // A hard one cannot be answered away.
    const hard = act.apply({ unmet: ['guarantees-met'], answer: 'papers-seen' });
    expect(reach('helped').on('2027-01-04').refusal(hard)).toMatchObject({
      code: 'conditions-unmet',
    });
    // A reason nobody asked for is not kept.
    const plain = reach('helped')
      .on('2027-01-04')
      .does(act.apply({ answer: 'papers-seen' }));
    expect(plain.file().elimination?.answer).toBeNull();
  });

  test('FD-11 what comes to light after the application stops every later level', () => {
    const unmet = ['guarantees-met'];
    const story = reach('applied');
    expect(story.refusal(act.passStage('village', 'secretary', unmet))).toEqual({
      code: 'conditions-unmet',
      unmet,
    });
    const shown = reach('elimination shown');
    const checks = [
      { condition: 'guarantees-met', met: false, strength: 'hard', inputs: {} },
    ] as const;
    expect(shown.refusal({ kind: 'mark-eliminated', byStaffId: 'county', checks })).toEqual({
      code: 'conditions-unmet',
      unmet,
    });
    // What merely lacks a record by now does not: it was answered or proven when it was applied for.
    const unknown = [{ condition: 'risk-gone', met: null, strength: 'hard', inputs: {} }] as const;
    shown.does({ kind: 'mark-eliminated', byStaffId: 'county', checks: unknown });
    expect(shown.file().state.tag).toBe('eliminated');
  });

  test('LX-06 nor does a report end unheard: first somebody looks', () => {
    const story = reach('helped').on('2026-12-18').hears('report-2');
    expect(story.refusal(act.apply())).toEqual({ code: 'conditions-unmet', unmet: ['new-clue'] });
    const late = reach('elimination shown').hears('report-2');
    expect(late.refusal(act.mark)).toEqual({ code: 'conditions-unmet', unmet: ['new-clue'] });
    late.does(act.verify({ visitId: 'visit-2' }), act.mark);
    expect(late.file().state.tag).toBe('eliminated');
  });

  test('only a household that is being helped', () => {
    for (const milestone of ['enrolled', 'applied', 'eliminated'] as const) {
      expect(reach(milestone).on('2027-06-01').refusal(act.apply())).toMatchObject({
        code: 'wrong-state',
      });
    }
  });
});

describe('the chain', () => {
  test('LX-12 helper, village, town, county, notice, marking: each in its turn and with its own duty', () => {
    const duties: readonly (readonly [Milestone, string, string])[] = [
      ['applied', 'elimination-village', '2026-12-19'],
      ['elimination village', 'elimination-town', '2026-12-23'],
      ['elimination town', 'elimination-county', '2026-12-24'],
      ['elimination county', 'post-elimination', '2026-12-24'],
      ['elimination posted', 'close-elimination', '2026-12-30'],
      ['elimination shown', 'mark-elimination', '2026-12-31'],
    ];
    for (const [milestone, kind, dueOn] of duties) {
      expect(reach(milestone).dues(), milestone).toEqual({ [kind]: dueOn });
    }
    const story = reach('eliminated');
    expect(story.file().state).toEqual({ tag: 'eliminated', on: '2026-12-31' });
    expect(story.kinds()).toEqual([]);
    expect(isMonitored(story.file())).toBe(false);
  });

  test('LX-12 no stage is passed out of its turn, nothing is marked before it hung its days', () => {
    const story = reach('applied');
    for (const command of [
      act.passStage('town', 'town'),
      act.passStage('county-check', 'county'),
      act.postElimination(),
      act.takeDownElimination,
      act.mark,
    ]) {
      expect(story.refusal(command), command.kind).toMatchObject({ code: 'wrong-state' });
    }
    const posted = reach('elimination posted');
    expect(posted.refusal(act.postElimination('notice-10'))).toEqual({ code: 'already-posted' });
    expect(posted.on('2026-12-29', 1439).refusal(act.takeDownElimination)).toMatchObject({
      code: 'publicity-too-short',
    });
  });

  test('LX-12 nobody passes two levels, nor what they applied for', () => {
    expect(reach('applied').refusal(act.passStage('village', 'helper'))).toEqual({
      code: 'own-work',
    });
    expect(reach('elimination village').refusal(act.passStage('town', 'secretary'))).toEqual({
      code: 'own-work',
    });
  });

  test('LX-12 returned with a doubt, help goes on; applied for again it passes every level again', () => {
    for (const milestone of ['applied', 'elimination town', 'elimination shown'] as const) {
      const story = reach(milestone).on('2027-01-05').does(doubt);
      expect(story.file()).toMatchObject({
        state: { tag: 'assisting', since: '2027-01-05' },
        elimination: null,
      });
      story.does(act.apply());
      expect(story.file().state).toMatchObject({ stage: 'village' });
      expect(story.due('elimination-village')).toMatchObject({ dueOn: '2027-01-06' });
    }
    expect(reach('helped').refusal(doubt)).toMatchObject({ code: 'wrong-state' });
  });

  test('LX-12 applied for, the household is still asked about its plan, by the same day as before', () => {
    const story = reach('helped').on('2026-12-18').does(act.adopt('plan-2'));
    const due = story.due('confirm-plan');
    story.does(act.apply());
    expect(story.due('confirm-plan')).toEqual(due);
    story.does(doubt);
    expect(story.due('confirm-plan')).toEqual(due);
    expect(story.book().lost).toEqual([]);
  });

  test('LX-12 an objection that comes while the household asks to withdraw is the elimination’s, and is answered before its notice comes down', () => {
    const story = reach('elimination posted')
      .on('2026-12-26')
      .does({ kind: 'request-withdrawal', reason: 'can-cope' }, act.object('objection-1'))
      .does({ kind: 'refuse-withdrawal', byStaffId: 'officer', reason: 'other' });
    expect(story.file().elimination?.publicity?.objections).toHaveLength(1);
    expect(story.kinds()).toContain('check-objection');
    expect(story.on('2026-12-30').refusal(act.takeDownElimination)).toEqual({
      code: 'objections-open',
      count: 1,
    });
    // Nor does sending it back leave the objector without an answer.
    expect(story.refusal(doubt)).toEqual({ code: 'objections-open', count: 1 });
    story.does(act.check('objection-1', false, 'town-2'), doubt);
    expect(story.file().state.tag).toBe('assisting');
  });

  test('LX-12 an objection to the notice is looked into by somebody else; upheld, help goes on', () => {
    const story = reach('elimination posted').on('2026-12-26').does(act.object('objection-1'));
    expect(story.due('check-objection')).toMatchObject({ dueOn: '2026-12-29' });
    expect(story.refusal(act.check('objection-1', true, 'town'))).toEqual({ code: 'own-work' });
    story.does(act.check('objection-1', true, 'town-2'));
    expect(story.log().at(-1)).toMatchObject({
      kind: 'elimination-returned',
      doubt: 'objection-upheld',
    });
    expect(story.file().state.tag).toBe('assisting');
  });

  test('LX-12 dismissed, the notice hangs on and the risk is eliminated in the end', () => {
    const story = reach('elimination posted').on('2026-12-26').does(act.object('objection-1'));
    story.does(act.object('objection-2'), act.check('objection-2', false, 'town-2'));
    story.on('2026-12-30');
    expect(story.refusal(act.takeDownElimination)).toEqual({ code: 'objections-open', count: 1 });
    story.does(act.check('objection-1', false, 'town-2'), act.takeDownElimination, act.mark);
    expect(story.file().state.tag).toBe('eliminated');
  });

  test('FD-11 nothing eliminates by itself: the months pass and the household stays monitored', () => {
    const story = reach('helped').on('2030-01-01');
    expect(story.file().state.tag).toBe('assisting');
    expect(isMonitored(story.file())).toBe(true);
  });
});

test('LX-12 the county’s look on the spot: the pack says of how many, and nobody picks which', () => {
  const ids = Array.from(
    { length: 2000 },
    (_, n) => `019ac2d0-0000-7000-9000-${String(n).padStart(12, '0')}`,
  );
  const drawn = (share: number): readonly string[] =>
    ids.filter((each) => drawnForSpotCheck(each, share));
  expect(drawn(0)).toEqual([]);
  expect(drawn(1)).toHaveLength(ids.length);
  const share = defaultPack.settings['elim.spot_check_share'];
  expect(share).toMatchObject({ value: 0.2, source: { kind: 'own-default' } });
  expect(drawn(share.value).length / ids.length).toBeCloseTo(share.value, 1);
  // A larger share adds to those drawn by a smaller one.
  expect(drawn(0.5)).toEqual(expect.arrayContaining([...drawn(0.2)]));
  expect(fengdu.settings['elim.spot_check_share'].source.kind).toBe('inherited');
});

describe('the way back', () => {
  test('FD-04 a new report brings the case back, under the wording in force and with days of its own', () => {
    const story = reach('eliminated', { urgent: true }).newPack(fengdu).on('2027-03-01');
    story.hears('report-2');
    expect(story.file()).toMatchObject({
      state: { tag: 'clue' },
      pack: { id: 'fengdu' },
      identifyDueOn: '2027-03-16',
      cycle: 1,
      holderStaffId: null,
      urgent: false,
      declarationIds: ['report-1', 'report-2'],
      newClues: [],
      elimination: null,
      decidedBefore: [],
    });
    expect(story.file().dossier.authorisation).toBeNull();
    expect(story.due('identify').pack.id).toBe('fengdu');
    expect(isMonitored(story.file())).toBe(false);
  });

  test('FD-04 reports that follow join the case that was brought back; its visit is a verification', () => {
    const story = reach('eliminated').on('2027-03-01').hears('report-2', { urgent: true });
    expect(story.file().urgent).toBe(true);
    story.hears('report-3').does(act.verify({ visitId: 'visit-2' }));
    expect(story.file()).toMatchObject({
      newClues: [],
      state: { tag: 'identifying', step: 'authorisation' },
    });
  });

  test('消除回退: an officer reopens it too; what it is recognised with again has its own three months', () => {
    const story = reach('eliminated').on('2027-03-01').does(reopen, act.take(), act.verify());
    story.does(act.authorise(), act.review('2027-03-01'), act.post('notice-2'));
    story.on('2027-03-07').does(act.takeDown(), act.passTown(), act.enrol());
    expect(story.file().assistance).toMatchObject({ enrolledOn: '2027-03-07', planId: null });
    expect(story.kinds()).toEqual(['make-plan', 'start-measure']);
    story.does(act.adopt('plan-2'), act.agree(), act.measure('done'));
    expect(story.file().state.tag).toBe('assisting');
    expect(story.on('2027-06-06').refusal(act.apply())).toEqual({
      code: 'too-early',
      from: '2027-06-07',
    });
    expect(reach('helped').refusal(reopen)).toMatchObject({ code: 'wrong-state' });
  });

  test('LX-13 what was done before it was recognised again counts for nothing: it takes a measure of its own', () => {
    const story = reach('eliminated')
      .on('2027-03-01')
      .does(act.measure('done'), reopen, act.take(), act.verify())
      .does(act.authorise(), act.review('2027-03-01'), act.post('notice-2'));
    story.on('2027-03-07').does(act.takeDown(), act.passTown(), act.enrol());
    const measures = [['measure-2', 'employment']] as const;
    story.does(act.adopt('plan-2', measures), act.agree());
    expect(story.file().state.tag).toBe('assisting');
    expect(story.on('2027-07-01').refusal(act.apply())).toEqual({
      code: 'too-few-measures',
      wanted: 1,
    });
    story.does(act.measure('in-progress', 'measure-2'), act.apply());
  });
});
