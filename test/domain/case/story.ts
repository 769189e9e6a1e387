/** A case that is walked through days, command by command, with its log and its duties beside it. */
import { atMinute, type LocalDate, localDate } from '#src/domain/calendar/local-date.ts';
import type { HolidayCalendar } from '#src/domain/calendar/working-days.ts';
import type { Case } from '#src/domain/case/case.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { linkClue } from '#src/domain/case/decide-clue.ts';
import { decide } from '#src/domain/case/decide.ts';
import { type DecisionContext, startUnder } from '#src/domain/case/decision.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import { evolve, openedBy } from '#src/domain/case/evolve.ts';
import type { CaseRefusal } from '#src/domain/case/refusals.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { calendar as published } from '../policy/default-pack.ts';
import { align, type DutyBook, dueDays, EMPTY_BOOK, type OpenDuty } from './duty-book.ts';

/** Half past nine: nothing in these stories depends on the hour unless it says so. */
const MORNING = 570;

const identity = {
  caseId: 'case-1',
  householdId: 'household-1',
  area: areaPath('500199/101/201/'),
};

export type Beginning = {
  readonly pack: Pack;
  /** Day of the clue. */
  readonly clue: string;
  readonly minute?: number;
  readonly urgent?: boolean;
  readonly filedBy?: string | null;
  readonly calendar?: HolidayCalendar;
};

export type Story = ReturnType<typeof begin>;

/** The first clue opens the case. */
export function begin({
  pack,
  clue,
  minute = MORNING,
  urgent = false,
  filedBy = null,
  calendar = published,
}: Beginning) {
  let today: LocalDate = localDate(clue);
  let now = atMinute(today, minute);
  let inForce = pack;
  let running = pack;
  const received: Extract<CaseEvent, { kind: 'clue-received' }> = {
    kind: 'clue-received',
    declarationId: 'report-1',
    source: 'self_declare',
    ...startUnder(pack, now, calendar),
    urgent,
    filedByStaffId: filedBy,
  };
  const log: CaseEvent[] = [received];
  let file: Case = openedBy(identity, received);
  let book: DutyBook = align(EMPTY_BOOK, file, file, { now, pack: running, calendar });

  const context = (): DecisionContext => ({
    now,
    today,
    pack: running,
    packInForce: inForce,
    calendar,
  });
  const append = (events: readonly CaseEvent[]): void => {
    const before = file;
    log.push(...events);
    file = events.reduce(evolve, file);
    if (file.pack.id === inForce.id && file.pack.version === inForce.version) running = inForce;
    book = align(book, before, file, { now, pack: running, calendar });
  };

  const story = {
    /** Moves on to a day (and a minute of it). */
    on(day: string, at = MORNING) {
      today = localDate(day);
      now = atMinute(today, at);
      return story;
    },
    /** From now on the county has another wording; the case keeps its own until it begins anew. */
    newPack(next: Pack) {
      inForce = next;
      return story;
    },
    /** Commands that must all be accepted. */
    does(...commands: readonly CaseCommand[]) {
      for (const command of commands) {
        const decision = decide(file, command, context());
        if (!decision.ok) {
          throw new Error(`${today} ${command.kind}: ${JSON.stringify(decision.refusal)}`);
        }
        append(decision.value);
      }
      return story;
    },
    /** Why a command is refused; nothing has happened then. */
    refusal(command: CaseCommand): CaseRefusal {
      const decision = decide(file, command, context());
      if (decision.ok) throw new Error(`${today} ${command.kind} was accepted`);
      return decision.refusal;
    },
    tries: (command: CaseCommand) => decide(file, command, context()),
    /** The events of a decision that took place. */
    take: append,
    /** A further report about the household. */
    hears(declarationId: string, clue: { urgent?: boolean; filedByStaffId?: string } = {}) {
      append(
        linkClue(
          file,
          {
            declarationId,
            source: 'grid_report',
            urgent: clue.urgent ?? false,
            filedByStaffId: clue.filedByStaffId ?? null,
          },
          context(),
        ),
      );
      return story;
    },
    file: (): Case => file,
    log: (): readonly CaseEvent[] => log,
    book: (): DutyBook => book,
    today: (): LocalDate => today,
    now: () => now,
    /** Kind and last day of everything open. */
    dues: () => dueDays(book),
    due(kind: DutyKind): OpenDuty {
      const found = book.open.filter((each) => each.kind === kind);
      const [duty] = found;
      if (duty === undefined || found.length > 1) throw new Error(`${found.length} × ${kind}`);
      return duty;
    },
    /** Last day of a duty that comes with the calendar, not with a step, if it is opened now. */
    owes: (kind: DutyKind): LocalDate =>
      dutyTerms(kind, { openedAt: now, pack: running, calendar }).dueOn,
    kinds: (): readonly DutyKind[] => book.open.map(({ kind }) => kind),
  };
  return story;
}
