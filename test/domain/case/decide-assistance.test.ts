/** Help for a recognised household: who answers for it, with which plan, and how far its measures are. */
import { describe, expect, test } from 'vitest';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import * as act from './acts.ts';
import { reach } from './milestones.ts';

const review: CaseCommand = { kind: 'review-long-case', byStaffId: 'town', result: 'other-plan' };

describe('K3: a responsible person, a plan, the household’s word', () => {
  test('BN-62 FD-05 recognised on Friday 18 September 2026, ten working days over make-up Sunday and National Day end on 9 October', () => {
    const story = reach('enrolled');
    expect(story.due('make-plan')).toMatchObject({
      dueOn: '2026-10-09',
      strength: 'hard',
      ownerRole: 'town-officer',
      estimated: false,
    });
    expect(story.due('start-measure')).toMatchObject({ dueOn: '2026-10-18', ownerRole: 'helper' });
  });

  test('BN-62 FD-05 the ten days end only when all three are there, in whatever order they came', () => {
    const person = act.nameResponsible();
    const plan = act.adopt();
    const word = act.agree();
    for (const order of [
      [person, plan, word],
      [plan, person, word],
      [plan, word, person],
    ]) {
      const story = reach('enrolled').on('2026-09-21');
      const [first, second, last] = order;
      if (first === undefined || second === undefined || last === undefined) continue;
      story.does(first, second);
      expect(story.file().state.tag).toBe('enrolled');
      expect(story.kinds()).toContain('make-plan');
      story.does(last);
      expect(story.file().state).toEqual({ tag: 'assisting', since: '2026-09-21' });
      expect(story.kinds()).toEqual(['start-measure']);
    }
  });

  test('BN-62 the plan waits for the household’s word: a call by the next working day, in the chat or on paper', () => {
    const story = reach('enrolled').on('2026-09-24').does(act.nameResponsible(), act.adopt());
    // Friday to Sunday is Mid-Autumn.
    expect(story.due('confirm-plan')).toMatchObject({ dueOn: '2026-09-28' });
    story.does(act.agree('officer'));
    expect(story.file().assistance?.confirmed).toEqual({ how: 'paper', on: '2026-09-24' });
    expect(story.refusal(act.agree())).toEqual({ code: 'already-proposed' });
  });

  test('FD-06 a plan the checker finds fault with, or an empty one, is not adopted', () => {
    const story = reach('enrolled');
    const faulty = { ...act.adopt(), blocking: ['no-development-measure'] } as CaseCommand;
    expect(story.refusal(faulty)).toEqual({
      code: 'plan-incomplete',
      findings: ['no-development-measure'],
    });
    expect(story.refusal(act.adopt('plan-1', []))).toEqual({
      code: 'plan-incomplete',
      findings: ['no-measure'],
    });
    expect(story.refusal(act.agree())).toMatchObject({ code: 'wrong-state' });
  });

  test('the responsible person can change, not to the same one', () => {
    const story = reach('assisting').does(act.nameResponsible('officer'));
    expect(story.file().assistance?.responsibleStaffId).toBe('officer');
    expect(story.refusal(act.nameResponsible('officer'))).toEqual({ code: 'same-person' });
  });

  test('before recognition there is no plan to make', () => {
    for (const command of [act.nameResponsible(), act.adopt(), act.agree(), review]) {
      expect(reach('town passed').refusal(command)).toEqual({
        code: 'wrong-state',
        state: 'county-decision',
      });
    }
  });
});

describe('measures', () => {
  test('BN-62 another plan is asked about anew; what is under way or done stays so', () => {
    const story = reach('helped').on('2026-10-12').does(act.measure('done'));
    story.does(act.adopt('plan-2', [['measure-2', 'health']]));
    expect(story.file().assistance).toMatchObject({
      planId: 'plan-2',
      confirmed: null,
      measures: [
        { measureId: 'measure-1', state: 'done' },
        { measureId: 'measure-2', state: 'planned' },
      ],
    });
    // Help goes on meanwhile; only the household's word is wanted.
    expect(story.dues()).toEqual({ 'confirm-plan': '2026-10-13' });
    const due = story.due('confirm-plan');
    story.does({ kind: 'request-withdrawal', reason: 'can-cope' });
    expect(story.due('confirm-plan')).toEqual(due);
  });

  test('the first measure under way ends the month of K3b, for good', () => {
    const story = reach('assisting');
    expect(story.dues()).toEqual({ 'start-measure': '2026-10-18' });
    story.on('2026-09-28').does(act.measure('in-progress'));
    expect(story.file().assistance?.begunOn).toBe('2026-09-28');
    story.does(act.measure('stopped'));
    expect(story.dues()).toEqual({});
  });

  test('a measure goes on, ends, or is taken up again; what is done is done', () => {
    const story = reach('assisting');
    expect(story.refusal(act.measure('done', 'measure-9'))).toEqual({ code: 'unknown-measure' });
    expect(story.refusal(act.measure('planned'))).toMatchObject({ code: 'wrong-state' });
    story.does(act.measure('stopped'), act.measure('in-progress'), act.measure('done'));
    for (const state of ['planned', 'in-progress', 'stopped', 'done'] as const) {
      expect(story.refusal(act.measure(state))).toMatchObject({ code: 'wrong-state' });
    }
  });

  test('what was agreed on goes on after elimination', () => {
    const story = reach('eliminated').does(act.measure('done'));
    expect(story.file()).toMatchObject({
      state: { tag: 'eliminated' },
      assistance: { measures: [{ state: 'done' }] },
    });
  });
});

describe('long cases', () => {
  test('TN-12 a household monitored for two years is looked at again, also while its elimination is decided', () => {
    const story = reach('helped').on('2028-09-20').does(review);
    expect(story.log().at(-1)).toMatchObject({ kind: 'long-case-reviewed', result: 'other-plan' });
    expect(story.file().assistance?.reviewedOn).toBe('2028-09-20');
    expect(reach('applied').does(review).file().assistance?.reviewedOn).toBe('2026-12-18');
    expect(reach('eliminated').refusal(review)).toMatchObject({ state: 'eliminated' });
  });
});
