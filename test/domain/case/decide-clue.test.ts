/** From the clue to home verification, and how a case can end before the county decides. */
import { describe, expect, test } from 'vitest';
import { authorsOf } from '#src/domain/case/case.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import * as act from './acts.ts';
import { reach } from './milestones.ts';

const notHardship: CaseCommand = {
  kind: 'propose-close',
  byStaffId: 'officer',
  ground: 'not-hardship',
  reason: 'no-hardship-found',
};
const confirm = (byStaffId: string): CaseCommand => ({ kind: 'confirm-close', byStaffId });
const reject: CaseCommand = { kind: 'reject-close', byStaffId: 'town', reason: 'other' };
const withdraw: CaseCommand = { kind: 'request-withdrawal', reason: 'no-longer-needed' };

describe('taking a case', () => {
  test('it is taken once; the second officer hears what state it is in', () => {
    const story = reach('clue').does(act.take());
    expect(story.file()).toMatchObject({ holderStaffId: 'officer', state: { tag: 'accepted' } });
    expect(story.refusal(act.take('other'))).toEqual({ code: 'wrong-state', state: 'accepted' });
  });

  test('LX-06 every clue has a state and somebody who owes an answer from its first moment', () => {
    const story = reach('clue');
    expect(story.file().state).toEqual({ tag: 'clue' });
    expect(story.dues()).toEqual({ identify: '2026-09-22', 'accept-clue': '2026-09-08' });
  });

  test('LX-06 a further report joins the open case, makes it urgent if it is, and is never dropped for equal text', () => {
    const story = reach('verified')
      .hears('report-2', { urgent: true, filedByStaffId: 'filer' })
      .hears('report-2');
    expect(story.file()).toMatchObject({
      urgent: true,
      declarationIds: ['report-1', 'report-2', 'report-2'],
      filedBy: ['filer'],
      newClues: [],
    });
  });

  test('passed on to a colleague, not to whoever has it; the state stays', () => {
    const story = reach('accepted').does({
      kind: 'pass-on',
      byStaffId: 'officer',
      toStaffId: 'helper',
    });
    expect(story.file()).toMatchObject({ holderStaffId: 'helper', state: { tag: 'accepted' } });
    const again: CaseCommand = { kind: 'pass-on', byStaffId: 'town', toStaffId: 'helper' };
    expect(story.refusal(again)).toEqual({ code: 'same-person' });
  });
});

test('FD-04 a report that comes after closing was proposed is not closed with it: first somebody looks', () => {
  const story = reach('accepted').does(notHardship).hears('report-2', { urgent: true });
  expect(story.refusal(confirm('town'))).toEqual({ code: 'reported-since' });
  story.does(reject, notHardship, confirm('town'));
  expect(story.file().state).toMatchObject({ tag: 'closed', ground: 'not-hardship' });
});

describe('home verification', () => {
  test('a visit never waits for the button: it takes the case and verifies it', () => {
    const story = reach('clue').on('2026-09-08').does(act.verify());
    expect(story.log().map(({ kind }) => kind)).toEqual(['clue-received', 'taken', 'verified']);
    expect(story.file()).toMatchObject({
      holderStaffId: 'officer',
      state: { tag: 'identifying', step: 'authorisation', since: '2026-09-08' },
      dossier: { verification: { finding: 'true', on: '2026-09-08', secondMissing: false } },
    });
  });

  test('BN-67 one visitor where the pack wants two ends the duty, labelled 缺第二人', () => {
    for (const verifiers of [['officer'], ['officer', 'officer']]) {
      const story = reach('accepted').does(act.verify({ verifiers }));
      expect(story.file().dossier.verification).toMatchObject({
        secondMissing: true,
        verifiers: ['officer'],
      });
      expect(story.kinds()).not.toContain('verify-home');
    }
  });

  test('a finding that is not “true” says why, and a visit has visitors', () => {
    const story = reach('accepted');
    for (const finding of ['untrue', 'partly'] as const) {
      expect(story.refusal(act.verify({ finding }))).toEqual({ code: 'reason-missing' });
    }
    expect(story.refusal(act.verify({ verifiers: [] }))).toEqual({ code: 'reason-missing' });
    story.does(act.verify({ finding: 'untrue', reason: 'hardship-over' }));
    // Untrue or not, the village and the county still decide; nobody is refused by a visitor.
    expect(story.file().state).toMatchObject({ step: 'authorisation' });
  });

  test('a second look takes the place of the first until the village has met, and not after', () => {
    const story = reach('verified').on('2026-09-10');
    const due = story.due('authorise');
    story.does(act.verify({ visitId: 'visit-2', finding: 'partly', reason: 'other' }));
    expect(story.file().dossier.verification).toMatchObject({ visitId: 'visit-2' });
    // The step it waits for is the same one, and so is its duty.
    expect(story.due('authorise')).toEqual(due);
    expect(reach('reviewed').refusal(act.verify())).toEqual({
      code: 'wrong-state',
      state: 'publicity',
    });
  });

  test('LX-06 a report about a recognised household wants somebody to look, and a visit answers it', () => {
    const story = reach('helped').on('2026-10-12').hears('report-2');
    expect(story.file().newClues).toEqual(['report-2']);
    expect(story.due('verify-home')).toMatchObject({ dueOn: '2026-10-15' });
    story.on('2026-10-13').hears('report-3');
    expect(story.due('verify-home')).toMatchObject({ dueOn: '2026-10-15' });
    story.does(act.verify({ visitId: 'visit-2' }));
    expect(story.file().newClues).toEqual([]);
    expect(story.file().state.tag).toBe('assisting');
    expect(story.kinds()).not.toContain('verify-home');
  });
});

describe('closing before a decision', () => {
  test('FD-04 “not a hardship” is a proposal that another person confirms; the clock runs on meanwhile', () => {
    const story = reach('accepted').on('2026-09-08').does(notHardship);
    expect(story.dues()).toEqual({
      identify: '2026-09-22',
      'verify-home': '2026-09-10',
      'confirm-proposal': '2026-09-10',
    });
    expect(story.refusal(confirm('officer'))).toEqual({ code: 'same-person' });
    story.does(confirm('town'));
    expect(story.file().state).toMatchObject({
      tag: 'closed',
      ground: 'not-hardship',
      reason: 'no-hardship-found',
    });
    expect(story.kinds()).toEqual([]);
  });

  test('FD-04 whoever filed the report or made the visit does not confirm that it was nothing', () => {
    const filed = reach('accepted', { filedBy: 'town' }).does(notHardship);
    expect(filed.refusal(confirm('town'))).toEqual({ code: 'own-work' });
    const visited = reach('verified').does(notHardship);
    expect(visited.refusal(confirm('helper'))).toEqual({ code: 'own-work' });
  });

  test('FD-04 a rejected proposal goes back to where it was; asked again it is a new question with its own two days', () => {
    const story = reach('verified').does(notHardship).on('2026-09-10').does(reject);
    expect(story.file().state).toMatchObject({ tag: 'identifying', step: 'authorisation' });
    story.on('2026-09-11').does(notHardship);
    expect(story.due('confirm-proposal')).toMatchObject({ dueOn: '2026-09-13' });
    expect(story.refusal(notHardship)).toEqual({ code: 'wrong-state', state: 'close-proposed' });
  });

  test('FD-04 nothing asked beside a proposal gives it more time', () => {
    const story = reach('accepted').on('2026-09-08').does(notHardship).on('2026-09-09');
    const due = story.due('confirm-proposal');
    story.does({ kind: 'propose-fast-track', byStaffId: 'officer', ground: 'accident' });
    expect(story.due('confirm-proposal')).toEqual(due);
  });

  test('there is nothing to confirm or reject where nothing is proposed, nothing to propose after the decision', () => {
    const state = { code: 'wrong-state', state: 'accepted' };
    expect(reach('accepted').refusal(confirm('town'))).toEqual(state);
    expect(reach('accepted').refusal(reject)).toEqual(state);
    expect(reach('enrolled').refusal(notHardship)).toMatchObject({ state: 'enrolled' });
  });

  test('FD-04 once the village has met, “not a hardship” is for the county to say, whose decision can be looked at again', () => {
    const story = reach('reviewed');
    expect(story.refusal(notHardship)).toEqual({ code: 'wrong-state', state: 'publicity' });
    story.does({ ...notHardship, ground: 'duplicate', reason: 'same-matter' });
    expect(story.file().state.tag).toBe('close-proposed');
  });

  test('LX-06 a duplicate ends in the case it names, never in itself, and says that it was merged', () => {
    const story = reach('accepted');
    const merge = (intoCaseId: string): CaseCommand => ({
      kind: 'merge',
      byStaffId: 'town',
      intoCaseId,
    });
    expect(story.refusal(merge('case-1'))).toEqual({ code: 'same-person' });
    story.does(merge('case-2'));
    expect(story.file().state).toMatchObject({ tag: 'closed', ground: 'merged' });
    expect(story.log().at(-1)).toMatchObject({ kind: 'merged', intoCaseId: 'case-2' });
    expect(reach('enrolled').refusal(merge('case-2'))).toMatchObject({ state: 'enrolled' });
  });
});

describe('withdrawal', () => {
  test('the farmer asks, an officer phones and confirms; all clocks run on meanwhile', () => {
    const story = reach('posted').on('2026-09-14').does(withdraw);
    expect(story.dues()).toMatchObject({
      identify: '2026-09-22',
      'call-farmer': '2026-09-15',
      'close-publicity': '2026-09-16',
    });
    story.does({ kind: 'confirm-withdrawal', byStaffId: 'officer' });
    expect(story.file().state).toMatchObject({ tag: 'closed', ground: 'withdrawn' });
  });

  test('refused, the work goes on where it was, with the days it had', () => {
    const story = reach('posted');
    const due = story.due('close-publicity');
    story.does(withdraw, { kind: 'refuse-withdrawal', byStaffId: 'officer', reason: 'other' });
    expect(story.file().state).toMatchObject({ tag: 'identifying', step: 'publicity' });
    expect(story.due('close-publicity')).toEqual(due);
  });

  test('a recognised household can withdraw as well, an eliminated one has nothing to withdraw', () => {
    expect(reach('assisting').does(withdraw).file().state.tag).toBe('withdrawal-requested');
    expect(reach('eliminated').refusal(withdraw)).toMatchObject({ state: 'eliminated' });
    expect(reach('clue').does(withdraw).refusal(withdraw)).toMatchObject({
      state: 'withdrawal-requested',
    });
  });
});

describe('a closed case', () => {
  test('stays closed, whatever anybody tries', () => {
    const story = reach('helped')
      .hears('report-2')
      .does(withdraw, { kind: 'confirm-withdrawal', byStaffId: 'officer' });
    const tries: readonly CaseCommand[] = [
      act.take(),
      act.verify(),
      notHardship,
      confirm('x'),
      withdraw,
      act.measure('done'),
      act.agree(),
      act.apply(),
      { kind: 'propose-fast-track', byStaffId: 'officer', ground: 'disaster' },
      { kind: 'approve-suspension', byStaffId: 'town' },
      { kind: 'reopen', byStaffId: 'town' },
      { kind: 'request-re-review' },
    ];
    for (const command of tries) {
      expect(story.refusal(command), command.kind).toEqual({
        code: 'wrong-state',
        state: 'closed',
      });
    }
    expect(story.kinds()).toEqual([]);
  });

  test('a fast track asked for before is not approved after the end', () => {
    const story = reach('accepted').does(
      { kind: 'propose-fast-track', byStaffId: 'officer', ground: 'disaster' },
      notHardship,
      confirm('town'),
    );
    const approve: CaseCommand = { kind: 'approve-fast-track', byStaffId: 'town' };
    expect(story.refusal(approve)).toEqual({ code: 'wrong-state', state: 'closed' });
  });
});

test('whoever filed, verified, kept the minutes, passed or proposed is an author and approves nothing of it', () => {
  const duplicate = { ...notHardship, ground: 'duplicate' } as CaseCommand;
  const story = reach('town passed', { filedBy: 'filer' }).does(duplicate);
  expect(new Set(authorsOf(story.file()))).toEqual(
    new Set(['filer', 'officer', 'helper', 'secretary', 'town']),
  );
});
