import { describe, expect, it } from 'vitest';
import { atMinute, localDate, plusDays, startOfDay } from '#src/domain/calendar/local-date.ts';
import type { Category } from '#src/domain/case/dossier.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { dayCounts } from '#src/domain/simulation/day-counts.ts';
import { changesUnder, troublesUnder } from '#src/domain/simulation/replay.ts';
import { timelinesOf } from '#src/domain/simulation/timeline.ts';
import { banan, fallback, fengdu, longxian, xixian } from '#test/policies/packs.ts';
import { calendar, packWith } from '../policy/default-pack.ts';

/** Days after the clue on which things happened in an ordinary case; null: never. */
type Story = {
  readonly verified: number;
  readonly verifiers: number;
  readonly authorised: number | null;
  readonly reviewed: number;
  readonly posted: number;
  readonly closed: number;
  readonly decided: number;
  readonly category: Category | null;
  readonly helped: number | null;
  readonly applied: number | null;
  readonly measures: number;
};
const counts = dayCounts(calendar);
const CLUE = localDate('2024-05-06');
const ordinary: Story = {
  verified: 2,
  verifiers: 2,
  authorised: 2,
  reviewed: 3,
  posted: 3,
  closed: 9,
  decided: 12,
  category: 'marginal',
  helped: 20,
  applied: 110,
  measures: 1,
};

const on = (days: number) => plusDays(CLUE, days);
const staff = { byStaffId: 's' };

/** The events of a story, sorted by their days; those of one day in the order in which they stand here. */
function events(story: Partial<Story> = {}): readonly CaseEvent[] {
  const s = { ...ordinary, ...story };
  const dated: (readonly [number, CaseEvent])[] = [
    [
      0,
      {
        kind: 'clue-received',
        declarationId: 'd',
        source: 'self_declare',
        urgent: false,
        filedByStaffId: null,
        clueAt: atMinute(CLUE, 600),
        pack: { id: 'default', version: 'x' },
        steps: [],
        identifyDueOn: on(15),
      },
    ],
    [0, { kind: 'taken', ...staff, on: on(0) }],
    [
      s.verified,
      {
        kind: 'verified',
        visitId: 'v',
        finding: 'true',
        reason: null,
        on: on(s.verified),
        verifiers: Array.from({ length: s.verifiers }, (_, at) => `s${at}`),
        secondMissing: s.verifiers < 2,
      },
    ],
    [
      s.reviewed,
      {
        kind: 'village-reviewed',
        review: {
          meetingId: 'm',
          on: on(s.reviewed),
          present: 9,
          category: s.category,
          reason: null,
          recordedBy: 's',
        },
      },
    ],
    [
      s.posted,
      {
        kind: 'publicity-posted',
        ...staff,
        noticeId: 'n',
        on: on(s.posted),
        mayCloseAt: startOfDay(on(s.posted + 6)),
        category: 'marginal',
      },
    ],
    [s.closed, { kind: 'publicity-closed', ...staff, on: on(s.closed), rules: [] }],
    [s.closed, { kind: 'town-reviewed', ...staff, reason: null, on: on(s.closed) }],
    [
      s.decided,
      s.category === null
        ? { kind: 'refused', ...staff, reason: 'can-cope', comparisonId: null, on: on(s.decided) }
        : {
            kind: 'enrolled',
            ...staff,
            category: s.category,
            comparisonId: null,
            on: on(s.decided),
            rules: [],
          },
    ],
  ];
  if (s.authorised !== null) {
    dated.push([
      s.authorised,
      {
        kind: 'authorised',
        authorisation: {
          form: 'signature',
          by: 'household',
          readAloudBy: null,
          mediaId: null,
          recordedBy: 's',
          on: on(s.authorised),
        },
      },
    ]);
  }
  if (s.helped !== null && s.category !== null) {
    const measures = Array.from({ length: s.measures }, (_, at) => ({
      measureId: `m${at}`,
      class: 'employment' as const,
      state: 'in-progress' as const,
    }));
    dated.push(
      [
        s.helped,
        { kind: 'plan-adopted', ...staff, planId: 'p', measures, on: on(s.helped), rules: [] },
      ],
      [s.helped, { kind: 'assistance-begun', on: on(s.helped) }],
    );
  }
  if (s.applied !== null && s.category !== null) {
    dated.push([
      s.applied,
      {
        kind: 'elimination-applied',
        answer: null,
        ...staff,
        way: 'assisted',
        stages: [],
        on: on(s.applied),
        rules: [],
      },
    ]);
  }
  return dated.sort(([a], [b]) => a - b).map(([, event]) => event);
}

/** Codes of what is not as the pack wants it. */
function troubles(pack: Pack, story: Partial<Story> = {}, income: number | null = null) {
  const [line] = timelinesOf(events(story));
  if (line === undefined) throw new Error('no timeline');
  return troublesUnder(line, pack, { counts, income }).map(({ code, step }) =>
    step === null ? code : `${code} ${step}`,
  );
}

describe('a past case under a pack', () => {
  it('that was done by the book has no trouble', () => {
    expect(troubles(fallback)).toEqual([]);
    expect(troubles(banan)).toEqual([]);
    expect(troubles(fengdu)).toEqual([]);
  });

  it('FD-02 BN-60 decided on day 16 it is a breach in Fengdu and late in Banan', () => {
    expect(troubles(fengdu, { decided: 15 })).toEqual([]);
    expect(troubles(fengdu, { decided: 16 })).toEqual(['identify-breach']);
    expect(troubles(banan, { decided: 16 })).toEqual(['identify-late']);
  });

  it('BN-61 publicity closed on the fifth day was too short', () => {
    expect(troubles(fallback, { closed: 8 })).toEqual(['publicity-short']);
    const seven = packWith({
      'publicity.min_days': { ...fallback.settings['publicity.min_days'], value: 7 },
    });
    expect(troubles(seven)).toEqual(['publicity-short']);
  });

  it('LX-05 authorised before the review it is out of order in Longxian; without authorisation a step is missing', () => {
    expect(troubles(longxian, { authorised: 2, reviewed: 3 })).toEqual([
      'step-order village-review',
    ]);
    expect(troubles(longxian, { authorised: 3, reviewed: 3, posted: 3 })).toEqual([]);
    expect(troubles(fallback, { authorised: null })).toEqual(['step-missing authorisation']);
  });

  it('BN-62 helped after ten working days, one visitor, visited late', () => {
    expect(troubles(fengdu, { helped: 12 + 13 })).toEqual([]);
    expect(troubles(fengdu, { helped: 12 + 14 })).toEqual(['plan-breach']);
    expect(troubles(fallback, { verifiers: 1 })).toEqual(['too-few-verifiers']);
    const day4 = { verified: 4, authorised: 4, reviewed: 5, posted: 5, closed: 11 };
    expect(troubles(fallback, day4)).toEqual(['verify-late']);
  });

  it('LX-13 eliminated before three months or without a measure', () => {
    expect(troubles(longxian, { reviewed: 2, applied: 12 + 91 })).toContain('elimination-early');
    expect(troubles(fallback, { applied: 12 + 92, measures: 0 })).toEqual([
      'elimination-few-measures',
    ]);
  });

  it('FD-01 8300 yuan tells who would have to be looked at again, and sudden hardship is above it by nature', () => {
    expect(troubles(fengdu, { category: null }, 8300)).toEqual(['refused-within-line']);
    expect(troubles(fengdu, { category: null }, 8301)).toEqual([]);
    expect(troubles(fengdu, {}, 8301)).toEqual(['enrolled-above-line']);
    expect(troubles(fengdu, { category: 'sudden-hardship' }, 20_000)).toEqual([]);
    expect(troubles(banan, {}, 8301)).toEqual([]);
  });

  it('XX-01 Xixian has no third group', () => {
    expect(troubles(xixian, { category: 'sudden-hardship' })).toEqual(['category-unknown']);
  });

  it('is compared with its own pack: only what differs is told', () => {
    const [line] = timelinesOf(events({ decided: 16, closed: 8 }));
    if (line === undefined) throw new Error('no timeline');
    const facts = { counts, income: 9000 };
    expect(changesUnder(line, banan, banan, facts)).toEqual([]);
    const changes = changesUnder(line, banan, fengdu, facts);
    expect(changes.map(({ kind, trouble }) => `${kind} ${trouble.code}`)).toEqual([
      'new identify-breach',
      'new enrolled-above-line',
      'gone identify-late',
    ]);
    expect(changes[0]?.trouble.day).toBe('2024-05-21');
  });
});

describe('the timeline of a case', () => {
  it('begins anew with a re-review and keeps the first one', () => {
    const again: CaseEvent = {
      kind: 're-review-requested',
      clueAt: startOfDay(on(30)),
      pack: { id: 'fengdu', version: 'y' },
      steps: [],
      identifyDueOn: on(45),
      on: on(30),
    };
    const lines = timelinesOf([...events({ category: null }), again]);
    expect(lines.map(({ pack, decision }) => [pack.id, decision?.on ?? null])).toEqual([
      ['default', on(12)],
      ['fengdu', null],
    ]);
  });

  it('adds the days the clock stood still', () => {
    const still: CaseEvent = {
      kind: 'suspension-approved',
      ...staff,
      on: on(4),
      identifyDueOn: on(20),
    };
    const late = events({ decided: 20, applied: null });
    const [line] = timelinesOf([...late.slice(0, 3), still, ...late.slice(3)]);
    if (line === undefined) throw new Error('no timeline');
    expect(line.suspendedDays).toBe(5);
    expect(troublesUnder(line, fengdu, { counts, income: null })).toEqual([]);
  });

  it('of a log that begins in the middle is empty', () => {
    expect(timelinesOf(events().slice(1))).toEqual([]);
  });
});
