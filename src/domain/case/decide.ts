/**
 * What may happen to a case next. A decision returns events or a refusal; who may ask for it at all is settled before
 * (people/permissions), and the proof is demanded by the operation.
 */
import type { LocalDate } from '../calendar/local-date.ts';
import { accepted, refused, type Result } from '../result.ts';
import type { Case, CloseGround, Finding, ReasonCode } from './case.ts';
import type { CaseEvent } from './events.ts';

export type CaseCommand =
  | { readonly kind: 'take'; readonly byStaffId: string }
  | { readonly kind: 'pass-on'; readonly byStaffId: string; readonly toStaffId: string }
  | {
      readonly kind: 'record-verification';
      readonly visitId: string;
      readonly finding: Finding;
      readonly reason: ReasonCode | null;
      /** Everybody who was there, the one who logs it first. */
      readonly verifiers: readonly string[];
    }
  | {
      readonly kind: 'propose-close';
      readonly byStaffId: string;
      readonly ground: CloseGround;
      readonly reason: ReasonCode;
    }
  | { readonly kind: 'confirm-close'; readonly byStaffId: string }
  | { readonly kind: 'reject-close'; readonly byStaffId: string; readonly reason: ReasonCode }
  | { readonly kind: 'request-withdrawal'; readonly reason: ReasonCode }
  | { readonly kind: 'confirm-withdrawal'; readonly byStaffId: string }
  | {
      readonly kind: 'refuse-withdrawal';
      readonly byStaffId: string;
      readonly reason: ReasonCode;
    };

/** What a decision needs to know beside the case. */
export type DecisionContext = {
  readonly today: LocalDate;
  /** Verifiers the pack asks for (visit.verifiers); fewer never block, they are labelled 缺第二人. */
  readonly verifiersWanted: number;
};

/** Why not. `wrong-state` names the state it is in, so that the other officer's decision can be told. */
export type CaseRefusal =
  | { readonly code: 'wrong-state'; readonly state: Case['state']['tag'] }
  | { readonly code: 'same-person' }
  | { readonly code: 'reason-missing' };

/** Decides a command. Accepted decisions hold at least one event. */
export function decide(
  file: Case,
  command: CaseCommand,
  context: DecisionContext,
): Result<readonly CaseEvent[], CaseRefusal> {
  const { state } = file;
  const wrongState = refused({ code: 'wrong-state' as const, state: state.tag });
  switch (command.kind) {
    case 'take':
      if (state.tag !== 'clue') return wrongState;
      return accepted([{ kind: 'taken', byStaffId: command.byStaffId, on: context.today }]);

    case 'pass-on':
      if (state.tag === 'closed') return wrongState;
      if (command.toStaffId === file.holderStaffId) return refused({ code: 'same-person' });
      return accepted([
        { kind: 'passed-on', byStaffId: command.byStaffId, toStaffId: command.toStaffId },
      ]);

    case 'record-verification': {
      if (state.tag !== 'clue' && state.tag !== 'accepted' && state.tag !== 'verified') {
        return wrongState;
      }
      // 不属实 and 部分属实 must say why: the household has a right to the reason.
      if (command.finding !== 'true' && command.reason === null) {
        return refused({ code: 'reason-missing' });
      }
      const [first] = command.verifiers;
      if (first === undefined) return refused({ code: 'reason-missing' });
      const verifiers = [...new Set(command.verifiers)];
      const verified: CaseEvent = {
        kind: 'verified',
        visitId: command.visitId,
        finding: command.finding,
        reason: command.reason,
        on: context.today,
        verifiers,
        secondMissing: verifiers.length < context.verifiersWanted,
      };
      // Whoever goes there has taken it: the visit never waits for a button.
      if (state.tag === 'clue') {
        return accepted([{ kind: 'taken', byStaffId: first, on: context.today }, verified]);
      }
      return accepted([verified]);
    }

    case 'propose-close':
      if (state.tag !== 'clue' && state.tag !== 'accepted' && state.tag !== 'verified') {
        return wrongState;
      }
      return accepted([
        {
          kind: 'close-proposed',
          byStaffId: command.byStaffId,
          ground: command.ground,
          reason: command.reason,
        },
      ]);

    case 'confirm-close':
      if (state.tag !== 'close-proposed') return wrongState;
      if (state.byStaffId === command.byStaffId) return refused({ code: 'same-person' });
      return accepted([
        {
          kind: 'closed',
          byStaffId: command.byStaffId,
          ground: state.ground,
          reason: state.reason,
          on: context.today,
        },
      ]);

    case 'reject-close':
      if (state.tag !== 'close-proposed') return wrongState;
      return accepted([
        { kind: 'close-rejected', byStaffId: command.byStaffId, reason: command.reason },
      ]);

    case 'request-withdrawal':
      if (state.tag !== 'clue' && state.tag !== 'accepted' && state.tag !== 'verified') {
        return wrongState;
      }
      return accepted([{ kind: 'withdrawal-requested', reason: command.reason }]);

    case 'confirm-withdrawal':
      if (state.tag !== 'withdrawal-requested') return wrongState;
      return accepted([
        {
          kind: 'closed',
          byStaffId: command.byStaffId,
          ground: 'withdrawn',
          reason: state.reason,
          on: context.today,
        },
      ]);

    case 'refuse-withdrawal':
      if (state.tag !== 'withdrawal-requested') return wrongState;
      return accepted([
        { kind: 'withdrawal-refused', byStaffId: command.byStaffId, reason: command.reason },
      ]);
  }
}
