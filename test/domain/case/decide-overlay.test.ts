/** Help before the formalities, and a clock that stands still for a listed reason. */
import { describe, expect, test } from 'vitest';
import { localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { suspendedDays } from '#src/domain/case/overlays.ts';
import { packs, packWith } from '../policy/default-pack.ts';
import * as act from './acts.ts';
import { reach } from './milestones.ts';
import { begin } from './story.ts';

const fast: CaseCommand = {
  kind: 'propose-fast-track',
  byStaffId: 'officer',
  ground: 'disaster',
};
const allow = (byStaffId = 'town'): CaseCommand => ({ kind: 'approve-fast-track', byStaffId });
const deny: CaseCommand = { kind: 'reject-fast-track', byStaffId: 'town' };
const relieve: CaseCommand = {
  kind: 'record-relief',
  byStaffId: 'officer',
  reliefId: 'relief-1',
};
const pause = (until: string, byStaffId = 'officer'): CaseCommand => ({
  kind: 'propose-suspension',
  byStaffId,
  reason: 'away',
  until: localDate(until),
});
const agree = (byStaffId = 'town'): CaseCommand => ({ kind: 'approve-suspension', byStaffId });
const resume: CaseCommand = { kind: 'resume', byStaffId: 'officer' };

describe('fast track', () => {
  test('BN-57 a sudden disaster waits for no meeting: town and relief within a day each, all steps follow', () => {
    const story = reach('clue').does(fast);
    expect(story.file()).toMatchObject({ urgent: true, state: { tag: 'clue' } });
    expect(story.dues()).toMatchObject({ 'approve-fast-track': '2026-09-08' });
    story.on('2026-09-08').does(allow());
    expect(story.dues()).toMatchObject({
      'give-relief': '2026-09-09',
      'refer-relief': '2026-09-09',
      identify: '2026-09-22',
      'accept-clue': '2026-09-08',
    });
    story.on('2026-09-09').does(relieve);
    expect(story.dues()).toEqual({ identify: '2026-09-22', 'accept-clue': '2026-09-08' });
    // Helped already, it still is recognised step by step.
    expect(story.refusal(act.enrol())).toMatchObject({ code: 'wrong-state' });
  });

  test('LX-53 village and town both say so: nobody approves or rejects what they proposed', () => {
    const story = reach('clue');
    expect(story.refusal(allow())).toEqual({ code: 'nothing-proposed' });
    story.does(fast);
    expect(story.refusal(fast)).toEqual({ code: 'already-proposed' });
    expect(story.refusal(allow('officer'))).toEqual({ code: 'same-person' });
    expect(story.refusal({ ...deny, byStaffId: 'officer' })).toEqual({ code: 'same-person' });
    expect(story.refusal(relieve)).toEqual({ code: 'nothing-proposed' });
    story.does(allow());
    expect(story.refusal(allow())).toEqual({ code: 'nothing-proposed' });
    story.does(relieve);
    expect(story.refusal(relieve)).toEqual({ code: 'nothing-proposed' });
  });

  test('BN-57 asked again after a refusal it is a new question, which somebody hears of', () => {
    const story = reach('clue').does(fast).on('2026-09-08').does(deny);
    expect(story.file().fastTrack).toBeNull();
    story.on('2026-09-10').does(fast);
    expect(story.due('approve-fast-track')).toMatchObject({ dueOn: '2026-09-11' });
  });

  test('after the decision there is nothing to run ahead of', () => {
    expect(reach('enrolled').refusal(fast)).toEqual({ code: 'wrong-state', state: 'enrolled' });
    const story = reach('town passed').does(fast, act.refuse()).does({ kind: 'request-re-review' });
    // A re-review begins without it; it can be asked for anew, and is heard of.
    expect(story.file().fastTrack).toBeNull();
    expect(story.does(fast).kinds()).toContain('approve-fast-track');
  });
});

describe('suspension', () => {
  test('FD-02 only a listed reason and the town’s word stop the clock; until then it runs on', () => {
    const pack = packWith({
      'suspension.reasons': {
        value: ['road-closed'],
        source: { kind: 'own-default', reason: '测试' },
      },
    });
    const strict = begin({ pack, clue: '2026-09-07' });
    expect(strict.refusal(pause('2026-09-12'))).toEqual({ code: 'reason-not-listed' });
    const story = reach('accepted').on('2026-09-08').does(pause('2026-09-14'));
    expect(story.file().identifyDueOn).toBe('2026-09-22');
    expect(story.dues()).toEqual({
      identify: '2026-09-22',
      'verify-home': '2026-09-10',
      'approve-suspension': '2026-09-10',
    });
    expect(story.refusal(agree('officer'))).toEqual({ code: 'same-person' });
    expect(story.refusal(pause('2026-09-12'))).toEqual({ code: 'already-proposed' });
  });

  test('FD-02 suspended days move the end by exactly these days, gross and net', () => {
    const story = reach('accepted').on('2026-09-08').does(pause('2026-09-14'));
    story.on('2026-09-09').does(agree());
    // From the 9th to the 14th the clock stands still: five days.
    expect(suspendedDays(story.file().suspensions)).toBe(5);
    expect(story.dues()).toEqual({ identify: '2026-09-27', 'verify-home': '2026-09-15' });
    expect(story.refusal(pause('2026-09-12'))).toEqual({ code: 'already-proposed' });
    story.on('2026-09-15').does(act.verify());
    // Signed at the door; the evening of the visit leaves until the end of the next day.
    expect(story.due('authorise')).toMatchObject({ dueOn: '2026-09-16' });
  });

  test('FD-02 whoever comes home earlier gives the days back', () => {
    const story = reach('accepted').does(pause('2026-09-17')).on('2026-09-08').does(agree());
    expect(story.dues()).toEqual({ identify: '2026-10-01', 'verify-home': '2026-09-19' });
    story.on('2026-09-10').does(resume);
    expect(suspendedDays(story.file().suspensions)).toBe(2);
    expect(story.dues()).toEqual({ identify: '2026-09-24', 'verify-home': '2026-09-12' });
    expect(story.refusal(resume)).toEqual({ code: 'nothing-proposed' });
  });

  test('FD-02 a step that begins while the clock stands still counts from its end; what is asked beside it does not wait', () => {
    const story = reach('clue').does(pause('2026-09-14')).on('2026-09-08').does(agree());
    story.on('2026-09-09').does(act.take(), fast);
    expect(story.dues()).toMatchObject({
      identify: '2026-09-28',
      'verify-home': '2026-09-17',
      'approve-fast-track': '2026-09-10',
    });
  });

  test('FD-02 a suspension ends by itself on its day, and all of them together have an end', () => {
    const story = reach('accepted').does(pause('2026-09-17')).does(agree());
    story.on('2026-09-17');
    expect(story.refusal(resume)).toEqual({ code: 'nothing-proposed' });
    // Fifteen days at most; ten are used up.
    expect(story.refusal(pause('2026-09-23'))).toEqual({ code: 'too-long', latest: '2026-09-22' });
    expect(story.refusal(pause('2026-09-17'))).toMatchObject({ code: 'too-long' });
    story.does(pause('2026-09-22'), agree());
    expect(story.file().identifyDueOn).toBe('2026-10-07');
    expect(story.on('2026-09-22').refusal(pause('2026-09-23'))).toEqual({
      code: 'too-long',
      latest: '2026-09-22',
    });
  });

  test('FD-02 a rejected one changes nothing and may be asked for again, which somebody hears of', () => {
    const story = reach('accepted').does(pause('2026-09-12'));
    story.does({ kind: 'reject-suspension', byStaffId: 'town' });
    expect(story.file()).toMatchObject({ identifyDueOn: '2026-09-22', suspensions: [] });
    story.on('2026-09-09').does(pause('2026-09-12'));
    expect(story.due('approve-suspension')).toMatchObject({ dueOn: '2026-09-11' });
  });

  test('FD-02 approved or ended after the decision it would move a clock that has run out', () => {
    const asked = reach('town passed').does(pause('2026-09-20')).on('2026-09-18').does(act.enrol());
    expect(asked.kinds()).not.toContain('approve-suspension');
    expect(asked.refusal(agree())).toEqual({ code: 'wrong-state', state: 'enrolled' });
    const running = reach('town passed').does(pause('2026-09-25'), agree());
    expect(running.file().identifyDueOn).toBe('2026-09-30');
    running.does(act.enrol());
    expect(running.refusal(resume)).toEqual({ code: 'wrong-state', state: 'enrolled' });
    expect(running.refusal(pause('2026-09-26'))).toMatchObject({ code: 'wrong-state' });
  });

  test('FD-02 answered after the day it was asked for until, it stops no clock and is not granted', () => {
    const story = reach('accepted').on('2026-09-09').does(pause('2026-09-12'));
    expect(story.on('2026-09-12').refusal(agree())).toEqual({ code: 'suspension-over' });
    story.does({ kind: 'reject-suspension', byStaffId: 'town' }, pause('2026-09-15'), agree());
    expect(suspendedDays(story.file().suspensions)).toBe(3);
  });

  test('FD-02 in every pack any suspension of n days moves K1 and the open step by n', () => {
    for (const pack of packs.values()) {
      for (let n = 1; n <= pack.settings['suspension.max_days'].value; n += 1) {
        const clue = localDate('2026-09-21');
        const story = begin({ pack, clue }).does(act.take(), pause(plusDays(clue, n)), agree());
        expect(story.dues(), `${pack.id} ${n}`).toEqual({
          identify: plusDays(localDate('2026-10-06'), n),
          'verify-home': plusDays(localDate('2026-09-24'), n),
        });
      }
    }
  });
});
