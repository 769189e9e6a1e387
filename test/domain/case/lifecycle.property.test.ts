/** Random lives: anybody tries anything on any day, and what was promised still holds after every step. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import { stateName } from '#src/domain/case/case.ts';
import { suspendedDays } from '#src/domain/case/overlays.ts';
import { defaultPack, packs } from '../policy/default-pack.ts';
import * as promise from './promises.ts';
import { everythingBy, leadsOn, people } from './random-life.ts';
import { begin, type Story } from './story.ts';

/** One act: how many days after the last one, of which sort, and which of those there are. */
type Act = { readonly later: number; readonly sort: Sort; readonly pick: number };
type Sort = 'onwards' | 'possible' | 'anything' | 'new clue';

const SORTS: readonly Sort[] = [
  ...Array<Sort>(16).fill('onwards'),
  ...Array<Sort>(4).fill('possible'),
  'anything',
  'anything',
  'new clue',
];

const acts = fc.array(
  fc.record({
    later: fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 6, 7, 30),
    sort: fc.constantFrom(...SORTS),
    pick: fc.nat(100_000),
  }),
  { minLength: 20, maxLength: 60, size: 'max' },
);

/** Clues around the festivals of the years the calendar knows, and anywhere between. */
const clues = fc.oneof(
  fc.constantFrom(
    ...['2024-02-05', '2024-09-25', '2025-01-24', '2025-09-26', '2026-02-11', '2026-09-22'],
  ),
  fc.integer({ min: 0, max: 1000 }).map((days) => plusDays(localDate('2024-01-01'), days)),
);

const lives = fc.record({
  packId: fc.constantFrom(...packs.keys()),
  clue: clues,
  filedBy: fc.constantFrom(null, 'officer', 'town'),
  acts,
});

/** A prime beyond the number of commands there are. */
const STRIDE = 1_009;

/** Lets an act happen, if anything of its sort can. */
function happens(story: Story, { later, sort, pick }: Act, nth: number): void {
  story.on(plusDays(story.today(), later));
  const file = story.file();
  if (sort === 'new clue') {
    if (file.state.tag === 'closed') return;
    story.hears(`report-${nth}`, pick % 3 === 0 ? { filedByStaffId: 'town-2' } : {});
    return;
  }
  const whose = people.map((_, at) => people[(pick + at) % people.length] ?? 'officer');
  for (const byStaffId of whose) {
    const all = everythingBy(byStaffId, file, story.today(), nth).filter(
      (each) => sort !== 'onwards' || leadsOn(file, each),
    );
    // Steps through the list from anywhere, with a stride that shares no factor with its length: every command gets its turn.
    for (let at = 0; at < all.length; at += 1) {
      const command = all[(pick + at * STRIDE) % all.length];
      const decision = command === undefined ? null : story.tries(command);
      if (decision?.ok === true) {
        expect(decision.value.length).toBeGreaterThan(0);
        story.take(decision.value);
        return;
      }
      if (sort === 'anything') return;
    }
  }
}

function holds(story: Story, from: number): void {
  const log = story.log();
  for (let at = from; at < log.length; at += 1) {
    promise.keepsEnrolment(log, at);
    promise.keepsPairsOfEyes(log, at);
    promise.keepsElimination(log, at);
    promise.keepsTheEnd(log, at);
  }
  promise.keepsDuties(story);
  promise.keepsClocks(story, suspendedDays(story.file().suspensions));
}

/** Whatever fails is told with the case's whole log: shorter to read than a shrunk list of picks. */
function told(story: Story, check: () => void): void {
  try {
    check();
  } catch (cause) {
    const log = story.log().map(({ kind, ...said }) => `${kind} ${JSON.stringify(said)}`);
    throw new Error(`${story.today()}\n${log.join('\n')}`, { cause });
  }
}

describe('random lives of a case', () => {
  test('G3 whoever does what on whatever day: rules, duties, clocks and log hold after every step', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lives, ({ acts: all, packId, ...beginning }) => {
        const story = begin({ ...beginning, pack: packs.get(packId) ?? defaultPack });
        all.forEach((each, nth) => {
          const from = story.log().length;
          happens(story, each, nth);
          if (story.log().length === from) return;
          told(story, () => holds(story, from));
          const state = stateName(story.file().state);
          if (!seen.has(state) || nth % 5 === 0) promise.keepsItsForm(story.file());
          seen.add(state);
          for (const event of story.log().slice(from)) seen.add(event.kind);
        });
        promise.keepsTheLog(story);
      }),
      { seed: 20_261_122, numRuns: 120, endOnFailure: true },
    );
    // The lives reach every corner, or the promises above would be kept by nothing having happened.
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['returned', 'objection-checked', 'suspension-approved', 'relieved', 'refused'],
        ...['re-review-requested', 'merged', 'withdrawal-refused', 'plan-confirmed'],
        ...['elimination-returned', 'eliminated', 'reopened', 'new-clue-checked'],
      ]),
    );
  }, 60_000);
});
