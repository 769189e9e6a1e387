/** The log as it stands in its column, and the case as it stands in its own, whatever life the household had. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import { type Case, isClosed, stateName } from '#src/domain/case/case.ts';
import { rebuilt, sameAsStored } from '#src/operations/case/rebuild-case.ts';
import { readCase } from '#src/store/case-json.ts';
import { readCaseEvent } from '#src/store/case-events-json.ts';
import { everythingBy, leadsOn, people } from '#test/domain/case/random-life.ts';
import { begin, type Story } from '#test/domain/case/story.ts';
import { defaultPack } from '#test/domain/policy/default-pack.ts';

/** A prime beyond the number of commands there are: every command gets its turn. */
const STRIDE = 1_009;

function lives(story: Story, days: number, pick: number, nth: number): void {
  story.on(plusDays(story.today(), days));
  const file = story.file();
  if (pick % 23 === 0 && file.state.tag !== 'closed') {
    story.hears(`report-${nth}`, {});
    return;
  }
  for (const [at] of people.entries()) {
    const by = people[(pick + at) % people.length] ?? 'officer';
    const all = everythingBy(by, file, story.today(), nth).filter(
      (each) => pick % 5 === 0 || leadsOn(file, each),
    );
    for (const [step] of all.entries()) {
      const command = all[(pick + step * STRIDE) % all.length];
      const decision = command === undefined ? null : story.tries(command);
      if (decision?.ok !== true) continue;
      story.take(decision.value);
      return;
    }
  }
}

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

const stored = (file: Case) => ({
  state: stateName(file.state),
  dueOn: file.identifyDueOn,
  urgent: file.urgent,
  closed: isClosed(file),
  packId: file.pack.id,
  data: throughJson(file),
});

test('the log alone rebuilds every case: what the columns hold is read back as it was, step by step', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 2, 6, 30, 95), fc.nat(100_000)), {
        minLength: 20,
        maxLength: 50,
        size: 'max',
      }),
      (acts) => {
        const story = begin({ pack: defaultPack, clue: '2026-03-02' });
        for (const [nth, [days, pick]] of acts.entries()) lives(story, days, pick, nth);
        const { caseId, householdId, area } = story.file();
        let file: Case | null = null;
        for (const { kind, ...payload } of story.log()) {
          kinds.add(kind);
          file = rebuilt({ caseId, householdId, area }, file, {
            kind,
            payload: throughJson({ ...payload, under: 'default@1' }),
          });
        }
        expect(file).toEqual(story.file());
        expect(readCase(throughJson(story.file()))).toEqual(story.file());
        expect(file !== null && sameAsStored(file, stored(story.file()))).toBe(true);
      },
    ),
    { numRuns: 150, seed: 8 },
  );
  // The lives were full enough to mean something.
  expect(kinds.size).toBeGreaterThan(30);
});

test('a changed field, a changed column and an event nobody can read are not the case', () => {
  const story = begin({ pack: defaultPack, clue: '2026-03-02' });
  const file = story.file();
  expect(sameAsStored(file, { ...stored(file), urgent: true })).toBe(false);
  expect(sameAsStored(file, { ...stored(file), dueOn: localDate('2026-09-01') })).toBe(false);
  expect(sameAsStored(file, { ...stored(file), data: { ...file, holderStaffId: 'x' } })).toBe(
    false,
  );
  expect(sameAsStored(file, { ...stored(file), data: { ...file, added: 1 } })).toBe(false);
  expect(readCaseEvent('enrolled', { byStaffId: 'x' })).toBeNull();
  expect(readCaseEvent('something-new', {})).toBeNull();
  expect(readCaseEvent('taken', null)).toBeNull();
});
