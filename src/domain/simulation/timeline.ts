/**
 * What a past case did and when, read off its log alone: enough to ask how it would have fared under another pack. A case that
 * was reviewed again or reopened has one timeline for each beginning.
 */
import { daysBetween, fromInstant, type LocalDate } from '../calendar/local-date.ts';
import type { CaseMeasure } from '../case/assistance.ts';
import type { Category } from '../case/dossier.ts';
import type { CaseEvent } from '../case/events.ts';
import type { PackVersion } from '../policy/pack.ts';
import type { CaseStep } from '../policy/settings.ts';

export type Timeline = {
  /** The wording it ran under. */
  readonly pack: PackVersion;
  readonly clueOn: LocalDate;
  /** Last day of identification as it began; suspensions moved it by `suspendedDays`. */
  readonly dueAtFirst: LocalDate;
  readonly suspendedDays: number;
  readonly takenOn: LocalDate | null;
  /** The first visit, and how many came on the last one. */
  readonly verified: { readonly on: LocalDate; readonly people: number } | null;
  /** Steps as they were last completed, in the order in which they were. */
  readonly steps: readonly CaseStep[];
  readonly posting: Posting | null;
  readonly decision: Decision | null;
  /** Who helps, with what, and the household's word were all there. */
  readonly helpBegan: LocalDate | null;
  readonly measures: readonly CaseMeasure[];
  readonly elimination: {
    readonly appliedOn: LocalDate;
    /** Measures that had taken effect by then. */
    readonly measures: number;
    readonly posting: Posting | null;
  } | null;
};

export type Posting = { readonly postedOn: LocalDate; readonly closedOn: LocalDate | null };

/** The county's word; a refusal has no category. */
export type Decision = { readonly on: LocalDate; readonly category: Category | null };

/** The timelines of one case from its events, in the order of the log. */
export function timelinesOf(events: readonly CaseEvent[]): readonly Timeline[] {
  const timelines: Timeline[] = [];
  for (const event of events) {
    if (
      event.kind === 'clue-received' ||
      event.kind === 're-review-requested' ||
      event.kind === 'reopened'
    ) {
      timelines.push({
        ...EMPTY,
        pack: event.pack,
        clueOn: fromInstant(event.clueAt),
        dueAtFirst: event.identifyDueOn,
      });
      continue;
    }
    const current = timelines.pop();
    if (current !== undefined) timelines.push(extended(current, event));
  }
  return timelines;
}

const EMPTY = {
  suspendedDays: 0,
  takenOn: null,
  verified: null,
  steps: [],
  posting: null,
  decision: null,
  helpBegan: null,
  measures: [],
  elimination: null,
} as const;

function extended(line: Timeline, event: CaseEvent): Timeline {
  switch (event.kind) {
    case 'taken':
      return { ...line, takenOn: line.takenOn ?? event.on };
    case 'verified':
      // A case that was sent back is visited again; in time is what the first visit was.
      return {
        ...line,
        verified: { on: line.verified?.on ?? event.on, people: event.verifiers.length },
      };
    case 'authorised':
      return withStep(line, 'authorisation');
    case 'village-reviewed':
      return withStep(line, 'village-review');
    case 'publicity-posted':
      return { ...line, posting: { postedOn: event.on, closedOn: null } };
    case 'publicity-closed':
      return withStep({ ...line, posting: closed(line.posting, event.on) }, 'publicity');
    case 'town-reviewed':
      return withStep(line, 'town-review');
    case 'enrolled':
      return { ...line, decision: { on: event.on, category: event.category } };
    case 'refused':
      return { ...line, decision: { on: event.on, category: null } };
    case 'suspension-approved':
    case 'resumed':
      return { ...line, suspendedDays: daysBetween(line.dueAtFirst, event.identifyDueOn) };
    case 'assistance-begun':
      return { ...line, helpBegan: line.helpBegan ?? event.on };
    case 'plan-adopted':
      return { ...line, measures: event.measures };
    case 'measure-changed':
      return {
        ...line,
        measures: line.measures.map((each) =>
          each.measureId === event.measureId ? { ...each, state: event.state } : each,
        ),
      };
    case 'elimination-applied':
      return {
        ...line,
        elimination: { appliedOn: event.on, measures: effective(line.measures), posting: null },
      };
    case 'elimination-posted':
      return withEliminationPosting(line, { postedOn: event.on, closedOn: null });
    case 'elimination-publicity-closed':
      return withEliminationPosting(line, closed(line.elimination?.posting ?? null, event.on));
    default:
      return line;
  }
}

/** A step that was done again counts where it was done last. */
const withStep = (line: Timeline, step: CaseStep): Timeline => ({
  ...line,
  steps: [...line.steps.filter((each) => each !== step), step],
});

const closed = (posting: Posting | null, on: LocalDate): Posting | null =>
  posting === null ? null : { ...posting, closedOn: on };

const withEliminationPosting = (line: Timeline, posting: Posting | null): Timeline =>
  line.elimination === null ? line : { ...line, elimination: { ...line.elimination, posting } };

const effective = (measures: readonly CaseMeasure[]): number =>
  measures.filter(({ state }) => state === 'in-progress' || state === 'done').length;
