/**
 * What holds after every step of every case, whoever did what in whatever order. Told from the log, not from the functions that
 * decide, so that a fault there cannot hide itself.
 */
import { expect } from 'vitest';
import {
  daysBetween,
  fromInstant,
  laterOf,
  type LocalDate,
  plusDays,
  plusMonths,
} from '#src/domain/calendar/local-date.ts';
import { type Case, isUndecided, stateName } from '#src/domain/case/case.ts';
import { dutiesOf } from '#src/domain/case/duties.ts';
import { evolve, openedBy } from '#src/domain/case/evolve.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { readCaseEvent } from '#src/store/case-events-json.ts';
import { readCase } from '#src/store/case-json.ts';
import type { Story } from './story.ts';

/** The case its log alone tells of. */
function rebuilt(file: Case, log: readonly CaseEvent[]): Case {
  const [first, ...rest] = log;
  if (first?.kind !== 'clue-received') throw new Error('a log begins with its clue');
  const { caseId, householdId, area } = file;
  return rest.reduce(evolve, openedBy({ caseId, householdId, area }, first));
}

/** The latest event of a kind since identification began (again); null when there is none. */
function latest<K extends CaseEvent['kind']>(
  log: readonly CaseEvent[],
  kind: K,
): Extract<CaseEvent, { readonly kind: K }> | null {
  const began = log.findLastIndex(({ kind: each }) =>
    ['clue-received', 're-review-requested', 'reopened'].includes(each),
  );
  const found = log.slice(Math.max(0, began)).findLast((each) => each.kind === kind);
  // A find by its tag; the compiler does not follow it through findLast.
  return (found as Extract<CaseEvent, { readonly kind: K }> | undefined) ?? null;
}

/** Who had a hand in what an approval now would approve. */
const hands = (log: readonly CaseEvent[]): readonly (string | null | undefined)[] => [
  ...log.map((each) =>
    each.kind === 'clue-received' || each.kind === 'clue-linked' ? each.filedByStaffId : null,
  ),
  ...(latest(log, 'verified')?.verifiers ?? []),
  latest(log, 'village-reviewed')?.review.recordedBy,
];

/** Days from posting to taking down. */
const hung = (
  posted: { readonly on: LocalDate } | null,
  down: { readonly on: LocalDate } | null,
): number => (posted === null || down === null ? Number.NaN : daysBetween(posted.on, down.on));

/** Nothing is recognised on a way round authorisation, publicity of full length, the town and the county. */
export function keepsEnrolment(log: readonly CaseEvent[], at: number): void {
  const event = log[at];
  if (event?.kind !== 'enrolled') return;
  const before = log.slice(0, at);
  const review = latest(before, 'village-reviewed');
  const posted = latest(before, 'publicity-posted');
  const closed = latest(before, 'publicity-closed');
  const town = latest(before, 'town-reviewed');
  const authorised = before.findLast(({ kind }) => kind === 'authorised' || kind === 'reopened');
  expect(authorised?.kind).toBe('authorised');
  expect(latest(before, 'verified')).not.toBeNull();
  expect(review?.review.category).toBe(event.category);
  expect(posted?.category).toBe(event.category);
  expect(town).toMatchObject({ reason: null });
  // Posted on day 0, five whole days, down on day 6 at the earliest.
  expect(posted !== null && closed !== null && daysBetween(posted.on, closed.on)).toBeGreaterThan(
    5,
  );
  const others = [...hands(before), town?.byStaffId];
  expect(others).not.toContain(event.byStaffId);
}

/** Nobody approves what they filed, verified, proposed or passed before. */
export function keepsPairsOfEyes(log: readonly CaseEvent[], at: number): void {
  const event = log[at];
  const before = log.slice(0, at);
  switch (event?.kind) {
    case 'town-reviewed':
    case 'refused':
      expect(hands(before)).not.toContain(event.byStaffId);
      break;
    case 'closed':
      if (event.ground === 'withdrawn') break;
      expect([...hands(before), latest(before, 'close-proposed')?.byStaffId]).not.toContain(
        event.byStaffId,
      );
      break;
    case 'objection-checked':
      expect(hands(before)).not.toContain(event.byStaffId);
      break;
    case 'elimination-passed': {
      const applied = before.findLastIndex(({ kind }) => kind === 'elimination-applied');
      const passed = before
        .slice(applied)
        .flatMap((each) =>
          each.kind === 'elimination-applied' || each.kind === 'elimination-passed'
            ? [each.byStaffId]
            : [],
        );
      expect(passed).not.toContain(event.byStaffId);
      break;
    }
    case 'verified': {
      const again = before.findLastIndex(({ kind }) => kind === 're-review-requested');
      const restarted = before.findLastIndex(({ kind }) => kind === 'reopened');
      const questioned = latest(before.slice(0, Math.max(0, again)), 'refused');
      if (again > restarted && questioned !== null) {
        expect(event.verifiers).not.toContain(questioned.byStaffId);
      }
      break;
    }
    default:
  }
}

/** 风险消除: the months, a measure, every level, a notice of full length. */
export function keepsElimination(log: readonly CaseEvent[], at: number): void {
  const event = log[at];
  if (event?.kind === 'elimination-applied') {
    const enrolled = latest(log.slice(0, at), 'enrolled');
    expect(enrolled !== null && event.on >= plusMonths(enrolled.on, 3)).toBe(true);
    expect(event.rules.every(({ met }) => met)).toBe(true);
  }
  if (event?.kind !== 'eliminated') return;
  const applied = log.slice(0, at).findLastIndex(({ kind }) => kind === 'elimination-applied');
  const chain = log.slice(applied, at);
  const stages = chain.flatMap((each) => (each.kind === 'elimination-passed' ? [each.stage] : []));
  expect(stages).toEqual(['village', 'town', 'county-check']);
  const posted = latest(chain, 'elimination-posted');
  const down = latest(chain, 'elimination-publicity-closed');
  expect(hung(posted, down)).toBeGreaterThan(5);
}

/** After its end nothing happens to a case but the re-review of the county's decision. */
export function keepsTheEnd(log: readonly CaseEvent[], at: number): void {
  const before = log[at - 1];
  const ended =
    before?.kind === 'closed' || before?.kind === 'merged' || before?.kind === 'refused';
  if (!ended) return;
  expect([before.kind, log[at]?.kind]).toEqual(['refused', 're-review-requested']);
}

const STEP_DUTIES: readonly DutyKind[] = [
  'accept-clue',
  'authorise',
  'village-review',
  'post-publicity',
  'close-publicity',
  'town-review',
  'county-decision',
  'make-plan',
  'elimination-village',
  'elimination-town',
  'elimination-county',
  'post-elimination',
  'close-elimination',
  'mark-elimination',
];

const DUTY_OF: Readonly<Record<string, readonly DutyKind[]>> = {
  clue: ['accept-clue'],
  accepted: [],
  authorisation: ['authorise'],
  'village-review': ['village-review'],
  'town-review': ['town-review'],
  'county-decision': ['county-decision'],
  enrolled: ['make-plan'],
  assisting: [],
  'elimination-village': ['elimination-village'],
  'elimination-town': ['elimination-town'],
  'elimination-county-check': ['elimination-county'],
  'elimination-marking': ['mark-elimination'],
  eliminated: [],
  closed: [],
};

/** Exactly the duty each step waits for; every key is new, so nothing that is wanted goes unheard. */
export function keepsDuties(story: Story): void {
  const file = story.file();
  const { open, lost } = story.book();
  expect(lost).toEqual([]);
  const wanted = dutiesOf(file).map(({ kind, occasion }) => `${kind}:${occasion}`);
  expect(new Set(wanted).size).toBe(wanted.length);
  expect(open.map(({ key }) => key).toSorted()).toEqual(wanted.toSorted());
  const steps = open.map(({ kind }) => kind).filter((kind) => STEP_DUTIES.includes(kind));
  const name = 'from' in file.state ? stateName(file.state.from) : stateName(file.state);
  const expected = DUTY_OF[name];
  if (expected !== undefined) expect(steps).toEqual(expected);
  else
    expect(steps.length + open.filter(({ kind }) => kind === 'check-objection').length).not.toBe(0);
  expect(open.filter(({ kind }) => kind === 'identify')).toHaveLength(isUndecided(file) ? 1 : 0);
  if (file.state.tag === 'closed') expect(open).toEqual([]);
}

const SHARED: readonly DutyKind[] = [
  'accept-clue',
  'verify-home',
  'authorise',
  'village-review',
  'post-publicity',
  'town-review',
  'county-decision',
];

/** K1 is the pack's days and the suspended ones; a step is due within it, and never before its first day. */
export function keepsClocks(story: Story, suspended: number): void {
  const file = story.file();
  for (const duty of story.book().open) {
    expect(duty.dueOn >= fromInstant(duty.openedAt), duty.kind).toBe(true);
  }
  if (!isUndecided(file)) return;
  const end: LocalDate = plusDays(fromInstant(file.clueAt), 15 + suspended);
  expect(file.identifyDueOn).toBe(end);
  expect(story.due('identify').dueOn).toBe(end);
  for (const duty of story.book().open.filter(({ kind }) => SHARED.includes(kind))) {
    if (duty.key.startsWith('verify-home:new-')) continue;
    expect(duty.dueOn <= laterOf(end, duty.from), duty.key).toBe(true);
    expect(duty.dueOn >= duty.from, duty.key).toBe(true);
  }
}

/** The stored form reads back as it was. */
export function keepsItsForm(file: Case): void {
  expect(readCase(JSON.parse(JSON.stringify(file)))).toEqual(file);
}

/** The log alone, as it is stored, rebuilds the case. */
export function keepsTheLog(story: Story): void {
  const stored = story.log().map(({ kind, ...said }) => {
    const payload: unknown = JSON.parse(JSON.stringify({ ...said, under: 'pack@version' }));
    const event = readCaseEvent(kind, payload);
    if (event === null) throw new Error(`${kind} cannot be read back`);
    return event;
  });
  expect(rebuilt(story.file(), stored)).toEqual(story.file());
}
