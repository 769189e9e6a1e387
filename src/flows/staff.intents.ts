/** What the cadres' conversations have done. Every outcome can be a refusal that explains itself. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { CloseGround, StateName } from '#src/domain/case/case.ts';
import type { Finding } from '#src/domain/case/dossier.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import type { DeclarationContent, Place } from '#src/domain/declaration/declaration.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { PermissionRefusal } from '#src/domain/people/permissions.ts';
import type { Result } from '#src/domain/result.ts';
import type { VisitOutcome, VisitRefusal, VisitWant } from '#src/domain/visit/visit.ts';
import type { ContactFacts } from './facts.ts';
import type { EmergencyNumbers } from '#src/domain/policy/emergency-numbers.ts';
import type { AlertKind } from './farmer.intents.ts';
import type { StepRefusal } from './text/case-refusal.ts';

/** Why something could not be done. `changed`: somebody else decided meanwhile; `state` is what the case is now. */
export type StaffRefusal =
  | { readonly code: PermissionRefusal['code'] }
  | { readonly code: 'gone' }
  | { readonly code: 'changed'; readonly state: StateName }
  | { readonly code: 'same-person' }
  | { readonly code: 'not-staff' }
  | StepRefusal;

type Done<T = object> = Result<T, StaffRefusal>;

/** How a call to a farmer ended. `goes-on`: a held report is cleared, a withdrawal is not meant. */
export type CallEnd = 'reached' | 'not-reached' | 'goes-on' | 'withdrawn' | 're-review';

/** Why a hard limit was missed, from a list: free words would carry personal data into lists. */
export const breachReasons = [
  'nobody-home',
  'road-closed',
  'waiting-for-papers',
  'too-much-work',
  'overlooked',
  'other',
] as const;
export type BreachReason = (typeof breachReasons)[number];

/** What is known of an alarm. Empty texts where nothing is known. */
export type AlertSheet = {
  readonly alertId: string;
  readonly kind: AlertKind;
  readonly personName: string;
  readonly phone: string;
  readonly areaName: string;
  readonly said: readonly string[];
  readonly raisedAt: Instant;
  /** Of the pack in force where the person is. */
  readonly numbers: EmergencyNumbers;
};

export type StaffIntents = {
  /** 我来受理 */
  readonly 'take-case': {
    readonly ask: { readonly caseId: string };
    readonly outcome: Done<{ readonly visitBy: LocalDate | null }>;
  };
  /** 转给别人 */
  readonly 'pass-on-case': {
    readonly ask: { readonly caseId: string; readonly toStaffId: string };
    readonly outcome: Done<{ readonly name: string }>;
  };
  /** 不属于困难, 重复上报: proposals; a town officer confirms, the clock runs on. */
  readonly 'propose-close': {
    readonly ask: {
      readonly caseId: string;
      readonly ground: CloseGround;
      readonly reason: ReasonCode;
    };
    readonly outcome: Done<{ readonly confirmBy: LocalDate | null }>;
  };
  /** 同意, 退回 */
  readonly 'answer-proposal': {
    readonly ask: {
      readonly caseId: string;
      readonly confirm: boolean;
      readonly reason: ReasonCode;
    };
    readonly outcome: Done<{ readonly confirmed: boolean }>;
  };
  /** How a call ended; closes the duty unless nobody was reached. */
  readonly 'finish-call': {
    readonly ask: { readonly dutyId: string; readonly end: CallEnd };
    readonly outcome: Done<{ readonly end: CallEnd }>;
  };
  /** Something that is simply done: told at the door. */
  readonly 'finish-duty': {
    readonly ask: { readonly dutyId: string };
    readonly outcome: Done<{ readonly kind: DutyKind }>;
  };
  /** Writes down what was done of regular work; closes its duty. `words` not empty; `mediaIds` may be. */
  readonly 'record-recurring-work': {
    readonly ask: {
      readonly dutyId: string;
      readonly words: string;
      readonly mediaIds: readonly string[];
    };
    readonly outcome: Done<{ readonly title: string }>;
  };
  readonly 'explain-breach': {
    readonly ask: { readonly dutyId: string; readonly reason: BreachReason };
    readonly outcome: Done;
  };
  readonly 'answer-ticket': {
    readonly ask: { readonly dutyId: string; readonly words: string };
    readonly outcome: Done<{ readonly number: string; readonly told: boolean }>;
  };
  /** Grants a request for erasure: the officer has made sure who asked. Everything the person told goes; answers the request. */
  readonly 'erase-person': {
    readonly ask: { readonly dutyId: string };
    readonly outcome: Result<
      { readonly number: string },
      StaffRefusal | { readonly code: 'no-account' | 'is-staff' | 'alarm-going-on' }
    >;
  };
  /** Says that a person is the registry household, or (null) that the registry does not have them. */
  readonly 'match-household': {
    readonly ask: { readonly dutyId: string; readonly householdId: string | null };
    readonly outcome: Done<{ readonly headName: string }>;
  };
  /** 提交 of a visit. A draft is logged once. */
  readonly 'record-visit': {
    readonly ask: {
      readonly draftId: string;
      readonly householdId: string;
      readonly outcome: VisitOutcome;
      readonly finding: Finding | null;
      readonly reason: ReasonCode | null;
      readonly note: string;
      readonly mediaIds: readonly string[];
      readonly place: Place | null;
      readonly secondStaffId: string | null;
      readonly wants: readonly VisitWant[];
    };
    readonly outcome: Result<
      {
        readonly visitId: string;
        readonly repeated: boolean;
        /** Duties the visit fulfilled. */
        readonly fulfilled: number;
        /** 缺第二人 */
        readonly secondMissing: boolean;
      },
      StaffRefusal | VisitRefusal
    >;
  };
  /** 见到本人，手机号是他的: the only way up to `confirmed`. */
  readonly 'confirm-person': {
    readonly ask: { readonly accountId: string };
    readonly outcome: Done<{ readonly name: string }>;
  };
  /** 提交 of 代农户申报: the same pipeline as a farmer's own report. */
  readonly 'file-report': {
    readonly ask: {
      readonly receiptNumber: string;
      readonly draftId: string;
      readonly content: DeclarationContent;
    };
    readonly outcome: Done<{
      readonly declarationId: string;
      readonly receiptNumber: string;
      readonly repeated: boolean;
      readonly visitBy: LocalDate | null;
      readonly holder: ContactFacts | null;
    }>;
  };
  /** 我来处理: the first one has it. */
  readonly 'take-alert': {
    readonly ask: { readonly alertId: string };
    readonly outcome: Result<
      AlertSheet,
      { readonly code: 'taken'; readonly byName: string } | { readonly code: 'gone' | 'not-yours' }
    >;
  };
  readonly 'close-alert': {
    readonly ask: {
      readonly alertId: string;
      readonly end: 'safe' | 'handed-over' | 'no-danger';
    };
    readonly outcome: Result<object, { readonly code: 'gone' }>;
  };
};
