/** Two cases of one real household become one, and nobody gains or loses days by it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atMinute, localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import { dutiesOf } from '#src/domain/case/duties.ts';
import { evolve } from '#src/domain/case/evolve.ts';
import { joinClues, survivorOf } from '#src/domain/case/merging.ts';
import { calendar, defaultPack } from '../policy/default-pack.ts';
import * as act from './acts.ts';
import { type Milestone, reach } from './milestones.ts';

const milestones: readonly Milestone[] = [
  'clue',
  'verified',
  'posted',
  'enrolled',
  'helped',
  'eliminated',
];
const cases: fc.Arbitrary<Case> = fc
  .record({
    at: fc.constantFrom(...milestones),
    later: fc.nat(3),
    caseId: fc.constantFrom('case-1', 'case-2', 'case-3'),
  })
  .map(({ at, later, caseId }) => ({
    ...reach(at).file(),
    caseId,
    clueAt: atMinute(plusDays(localDate('2026-09-07'), later), 600),
  }));
const context = {
  now: atMinute(localDate('2027-01-11'), 600),
  today: localDate('2027-01-11'),
  packInForce: defaultPack,
  calendar,
};
const clue = (declarationId: string) => ({
  declarationId,
  source: 'grid_report' as const,
  urgent: false,
  filedByStaffId: null,
});

describe('merging', () => {
  test('LX-06 whoever asks, the same case goes on: a recognised one first, else the one discovered first', () => {
    fc.assert(
      fc.property(cases, cases, (one, other) => {
        fc.pre(one.caseId !== other.caseId);
        const survivor = survivorOf(one, other);
        expect(survivorOf(other, one)).toBe(survivor);
        const gone = survivor === one ? other : one;
        const undecided = (file: Case) => file.assistance === null;
        if (undecided(survivor)) {
          expect(undecided(gone)).toBe(true);
          // FD-02: merging never gives the fifteen days a later start.
          expect(survivor.clueAt <= gone.clueAt).toBe(true);
        }
      }),
      { seed: 21, numRuns: 100 },
    );
  });

  test('LX-06 every report joins; an eliminated household comes back once, not once a report', () => {
    const joined = (file: Case) =>
      joinClues(file, [clue('report-2'), clue('report-3')], reach('verified').file(), context);
    const open = joined(reach('verified').file());
    expect(open.map(({ kind }) => kind)).toEqual(['clue-linked', 'clue-linked']);
    const eliminated = reach('eliminated').file();
    const events = joined(eliminated);
    expect(events.map(({ kind }) => kind)).toEqual(['clue-linked', 'reopened', 'clue-linked']);
    expect(events.reduce(evolve, eliminated)).toMatchObject({
      state: { tag: 'clue' },
      declarationIds: ['report-1', 'report-2', 'report-3'],
      // FD-02: its days run from the clue of the case that ended, not from the day somebody merged them.
      identifyDueOn: '2026-09-22',
    });
  });

  test('FD-04 help that was to go first and a signed paper go on in the case that goes on', () => {
    const urgent = reach('verified').does(
      { kind: 'propose-fast-track', byStaffId: 'officer', ground: 'no-food' },
      { kind: 'approve-fast-track', byStaffId: 'town' },
      act.authorise(),
    );
    const survivor = reach('accepted').file();
    const merged = joinClues(survivor, [clue('report-2')], urgent.file(), context).reduce(
      evolve,
      survivor,
    );
    expect(merged).toMatchObject({
      urgent: true,
      fastTrack: { ground: 'no-food', approved: { byStaffId: 'town' }, relievedOn: null },
      dossier: { authorisation: { form: 'signature' } },
    });
    expect(dutiesOf(merged).map(({ kind }) => kind)).toContain('give-relief');
    // Asked for in both and granted in one: it is granted.
    const asked = reach('accepted')
      .does({ kind: 'propose-fast-track', byStaffId: 'officer', ground: 'disaster' })
      .file();
    const both = joinClues(asked, [clue('report-2')], urgent.file(), context);
    expect(both.map(({ kind }) => kind)).toEqual([
      'clue-linked',
      'fast-track-approved',
      'authorised',
    ]);
    // What was given already is not owed twice; a recognised household has signed before.
    const given = urgent.does({
      kind: 'record-relief',
      byStaffId: 'officer',
      reliefId: 'relief-1',
    });
    const enrolled = joinClues(reach('enrolled').file(), [], given.file(), context);
    expect(enrolled).toEqual([]);
  });

  test('FD-04 a case whose notice somebody objected to is not merged away before the objector has an answer', () => {
    const story = reach('posted').does(act.object('objection-1'));
    const merge = { kind: 'merge', byStaffId: 'town', intoCaseId: 'case-0' } as const;
    expect(story.refusal(merge)).toEqual({ code: 'objections-open', count: 1 });
    story.does(act.check('objection-1'), merge);
    expect(story.file().state).toMatchObject({ tag: 'closed', ground: 'merged' });
  });
});
