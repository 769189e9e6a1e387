/** What can have happened to a case. Payloads hold ids, codes and dates only: the log outlives every erasure. */
import type { Instant } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { ClueSource } from '../declaration/declaration.ts';
import type { PackVersion } from '../policy/pack.ts';
import type { CloseGround, Finding, ReasonCode } from './case.ts';

export type CaseEvent =
  | {
      readonly kind: 'clue-received';
      readonly declarationId: string;
      readonly source: ClueSource;
      readonly clueAt: Instant;
      readonly pack: PackVersion;
      /** Last day of identification (K1). */
      readonly identifyDueOn: LocalDate;
      readonly urgent: boolean;
      readonly filedByStaffId: string | null;
    }
  /** A further report about the same household; never dropped for equal text. */
  | {
      readonly kind: 'clue-linked';
      readonly declarationId: string;
      readonly source: ClueSource;
      readonly urgent: boolean;
      readonly filedByStaffId: string | null;
    }
  | { readonly kind: 'taken'; readonly byStaffId: string; readonly on: LocalDate }
  | { readonly kind: 'passed-on'; readonly byStaffId: string; readonly toStaffId: string }
  | {
      readonly kind: 'verified';
      readonly visitId: string;
      readonly finding: Finding;
      readonly reason: ReasonCode | null;
      readonly on: LocalDate;
      readonly verifiers: readonly string[];
      readonly secondMissing: boolean;
    }
  | {
      readonly kind: 'close-proposed';
      readonly byStaffId: string;
      readonly ground: CloseGround;
      readonly reason: ReasonCode;
    }
  | { readonly kind: 'close-rejected'; readonly byStaffId: string; readonly reason: ReasonCode }
  | { readonly kind: 'withdrawal-requested'; readonly reason: ReasonCode }
  | { readonly kind: 'withdrawal-refused'; readonly byStaffId: string; readonly reason: ReasonCode }
  | {
      readonly kind: 'closed';
      readonly byStaffId: string;
      readonly ground: CloseGround | 'withdrawn';
      readonly reason: ReasonCode;
      readonly on: LocalDate;
    };
