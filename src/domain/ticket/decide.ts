/** What may be done with an issue ticket now. Refusals are values; permission was asked before. */
import type { LocalDate } from '../calendar/local-date.ts';
import type { DepartmentCode } from '../policy/departments.ts';
import { accepted, refused, type Result } from '../result.ts';
import type { IssueEvent } from './events.ts';
import type { FixWay, Issue, IssueState, IssueStep, NotSoReason } from './issue.ts';
import { stepsMissing, stepsOpen } from './steps.ts';

export type IssueCommand =
  | { readonly kind: 'tell-again'; readonly emergency: boolean }
  | { readonly kind: 'verify'; readonly byStaffId: string }
  | {
      readonly kind: 'find-not-so';
      readonly byStaffId: string;
      readonly reason: NotSoReason;
    }
  | { readonly kind: 'do-step'; readonly byStaffId: string; readonly step: IssueStep }
  | {
      readonly kind: 'pass-on';
      readonly byStaffId: string;
      readonly department: DepartmentCode;
    }
  | { readonly kind: 'fix'; readonly byStaffId: string; readonly way: FixWay }
  /** 解决了吗: asked of the person, or by phone on their behalf (`byStaffId`). */
  | {
      readonly kind: 'answer-call-back';
      readonly solved: boolean;
      readonly byStaffId: string | null;
    }
  /** Nobody could be asked within the limit, and somebody who did not fix it has looked. */
  | { readonly kind: 'close-unheard'; readonly byStaffId: string };

/**
 * `wrong-state`: somebody did it before, or it is too early; `steps-missing` names what comes first; `own-work`: another person must
 * look (who told of it, found it not so, or fixed it does not judge it); `no-such-step` not one of this topic or not yet;
 * `same-department` it lies there already.
 */
export type IssueRefusal =
  | { readonly code: 'wrong-state'; readonly state: IssueState['tag'] }
  | { readonly code: 'steps-missing'; readonly missing: readonly IssueStep[] }
  | { readonly code: 'own-work' }
  | { readonly code: 'no-such-step' }
  | { readonly code: 'same-department' };

/** The clocks a ticket gets when it is opened again on that day, from its own pack. */
export type IssueClocks = {
  readonly today: LocalDate;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
};

/** Decides a command; the events are applied with `evolveIssue`. */
export function decideIssue(
  issue: Issue,
  command: IssueCommand,
  clocks: IssueClocks,
): Result<readonly IssueEvent[], IssueRefusal> {
  const { state } = issue;
  const on = clocks.today;
  const wrong = refused({ code: 'wrong-state', state: state.tag } as const);
  switch (command.kind) {
    case 'tell-again':
      return state.tag === 'closed' || state.tag === 'not-so'
        ? wrong
        : accepted([{ kind: 'told-again', emergency: command.emergency }]);
    case 'verify':
    case 'find-not-so': {
      if (state.tag !== 'reported') return wrong;
      const { byStaffId } = command;
      // Two pairs of eyes: who told of it may not wave it through, who doubted it may not do so twice.
      if (byStaffId === issue.openedByStaffId || issue.doubtedBy.includes(byStaffId)) {
        return refused({ code: 'own-work' });
      }
      return accepted([
        command.kind === 'verify'
          ? { kind: 'verified', on, byStaffId }
          : { kind: 'found-not-so', on, byStaffId, reason: command.reason },
      ]);
    }
    case 'do-step':
      if (state.tag !== 'verified' && state.tag !== 'fixing') return wrong;
      return stepsOpen(issue).includes(command.step)
        ? accepted([{ kind: 'step-done', step: command.step, on, byStaffId: command.byStaffId }])
        : refused({ code: 'no-such-step' });
    case 'pass-on':
      if (state.tag !== 'reported' && state.tag !== 'verified' && state.tag !== 'fixing') {
        return wrong;
      }
      return command.department === issue.department
        ? refused({ code: 'same-department' })
        : accepted([
            {
              kind: 'passed-on',
              department: command.department,
              byStaffId: command.byStaffId,
            },
          ]);
    case 'fix': {
      if (state.tag !== 'verified' && state.tag !== 'fixing') return wrong;
      const missing = stepsMissing(issue);
      return missing.length > 0
        ? refused({ code: 'steps-missing', missing })
        : accepted([{ kind: 'fixed', on, byStaffId: command.byStaffId, way: command.way }]);
    }
    case 'answer-call-back':
      return callBack(issue, command, clocks);
    case 'close-unheard':
      if (state.tag !== 'fixed') return wrong;
      return state.fixedBy === command.byStaffId
        ? refused({ code: 'own-work' })
        : accepted([{ kind: 'closed', on, heard: 'nobody', byStaffId: command.byStaffId }]);
  }
}

/** 没解决 opens it again from wherever it ended, also after it was found not so; 解决了 closes what was fixed. */
function callBack(
  issue: Issue,
  command: Extract<IssueCommand, { readonly kind: 'answer-call-back' }>,
  clocks: IssueClocks,
): Result<readonly IssueEvent[], IssueRefusal> {
  const { state } = issue;
  const { byStaffId, solved } = command;
  if (state.tag !== 'fixed' && state.tag !== 'closed' && state.tag !== 'not-so') {
    return refused({ code: 'wrong-state', state: state.tag });
  }
  if (!solved) return accepted([{ kind: 'reopened', ...clocksOf(clocks), byStaffId }]);
  if (state.tag !== 'fixed') return refused({ code: 'wrong-state', state: state.tag });
  if (byStaffId !== null && byStaffId === state.fixedBy) return refused({ code: 'own-work' });
  const heard = byStaffId === null ? 'person' : 'staff';
  return accepted([{ kind: 'closed', on: clocks.today, heard, byStaffId }]);
}

const clocksOf = ({ today, verifyDueOn, fixDueOn }: IssueClocks) => ({
  on: today,
  verifyDueOn,
  fixDueOn,
});
