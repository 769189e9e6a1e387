/** Decisions on what lies over a case: help before the formalities, and a clock that stands still for a listed reason. */
import { daysBetween, type LocalDate, plusDays } from '../calendar/local-date.ts';
import { accepted, refused } from '../result.ts';
import { type Case, isUndecided } from './case.ts';
import type { OverlayCommand } from './commands.ts';
import { type Decision, type DecisionContext, identificationEnd } from './decision.ts';
import { proposedSuspension, runningSuspension, suspendedDays } from './overlays.ts';
import { wrongState } from './refusals.ts';

/**
 * Decides a command that lies over whatever step a case is at: help first (急难先救), standing still (中止), and what
 * belongs to them.
 */
export function decideOverlay(
  file: Case,
  command: OverlayCommand,
  context: DecisionContext,
): Decision {
  const { today: on } = context;
  const { byStaffId } = command;
  const { fastTrack } = file;
  if (file.state.tag === 'closed') return wrongState(file);
  switch (command.kind) {
    case 'propose-fast-track':
      if (!isUndecided(file)) return wrongState(file);
      if (fastTrack !== null) return refused({ code: 'already-proposed' });
      return accepted([{ kind: 'fast-track-proposed', byStaffId, ground: command.ground }]);

    case 'approve-fast-track':
    case 'reject-fast-track':
      if (fastTrack === null || fastTrack.approved !== null) {
        return refused({ code: 'nothing-proposed' });
      }
      // Village and town both have to say so before help goes first.
      if (fastTrack.proposedBy === byStaffId) return refused({ code: 'same-person' });
      return accepted([
        command.kind === 'approve-fast-track'
          ? { kind: 'fast-track-approved', byStaffId, on }
          : { kind: 'fast-track-rejected', byStaffId },
      ]);

    case 'record-relief':
      if (fastTrack === null || fastTrack.approved === null || fastTrack.relievedOn !== null) {
        return refused({ code: 'nothing-proposed' });
      }
      return accepted([{ kind: 'relieved', byStaffId, reliefId: command.reliefId, on }]);

    case 'propose-suspension':
      return proposeSuspension(file, command, context);

    case 'approve-suspension':
    case 'reject-suspension': {
      const proposed = proposedSuspension(file.suspensions);
      // The clock it would stop has run out by the decision.
      if (!isUndecided(file)) return wrongState(file);
      if (proposed === null) return refused({ code: 'nothing-proposed' });
      if (proposed.proposedBy === byStaffId) return refused({ code: 'same-person' });
      if (command.kind === 'reject-suspension') {
        return accepted([{ kind: 'suspension-rejected', byStaffId }]);
      }
      // Answered after its last day it would stop no clock, and everybody would think it did.
      if (proposed.until <= on) return refused({ code: 'suspension-over' });
      const approved = file.suspensions.map((each) =>
        each === proposed ? { ...each, approved: { byStaffId, on } } : each,
      );
      return accepted([
        {
          kind: 'suspension-approved',
          byStaffId,
          on,
          identifyDueOn: identificationEnd(file, approved, context),
        },
      ]);
    }

    case 'resume': {
      const running = runningSuspension(file.suspensions, on);
      if (!isUndecided(file)) return wrongState(file);
      if (running === null) return refused({ code: 'nothing-proposed' });
      const resumed = file.suspensions.map((each) =>
        each === running ? { ...each, resumedOn: on } : each,
      );
      return accepted([
        {
          kind: 'resumed',
          byStaffId,
          on,
          identifyDueOn: identificationEnd(file, resumed, context),
        },
      ]);
    }
  }
}

/** A returned case never stops the clock; only a reason the pack lists does, for at most the days it admits. */
function proposeSuspension(
  file: Case,
  command: Extract<OverlayCommand, { readonly kind: 'propose-suspension' }>,
  { today, pack }: DecisionContext,
): Decision {
  if (!isUndecided(file)) return wrongState(file);
  if (proposedSuspension(file.suspensions) !== null || runningSuspension(file.suspensions, today)) {
    return refused({ code: 'already-proposed' });
  }
  if (!pack.settings['suspension.reasons'].value.includes(command.reason)) {
    return refused({ code: 'reason-not-listed' });
  }
  const most = pack.settings['suspension.max_days'].value - suspendedDays(file.suspensions);
  if (daysBetween(today, command.until) < 1 || daysBetween(today, command.until) > most) {
    return refused({ code: 'too-long', latest: plusDays(today, Math.max(0, most)) });
  }
  const { byStaffId, reason, until } = command;
  return accepted([{ kind: 'suspension-proposed', byStaffId, reason, until }]);
}

/** The last day of identification under another calendar; null where it stays, or nobody counts any more. */
export function identifyDueAgain(
  file: Case,
  context: Pick<DecisionContext, 'pack' | 'calendar'>,
): LocalDate | null {
  if (!isUndecided(file)) return null;
  const due = identificationEnd(file, file.suspensions, context);
  return due === file.identifyDueOn ? null : due;
}

/** Counts the last day again; refused where it stays what it is, so that counting twice writes one event. */
export function recountDue(file: Case, context: DecisionContext): Decision {
  const identifyDueOn = identifyDueAgain(file, context);
  return identifyDueOn === null
    ? wrongState(file)
    : accepted([{ kind: 'due-recounted', identifyDueOn, on: context.today }]);
}
