/**
 * What is on record about a household whose risk somebody calls eliminated, and what each part of it says. Nothing here decides: it is
 * held up to what people claim, so that no condition of 风险消除 rests on a press alone (芜湖弋江区 2024 风险消除标准).
 */
import type { AlarmKind } from '../alarm/alarm.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { GuaranteeIssue, RiskType } from '../declaration/risk.ts';
import type { VisitOutcome } from '../visit/visit.ts';
import type { Effect, Measure } from './measure.ts';

/** A finished income sheet (收支表), as far as elimination looks; whole yuan. */
export type SheetOnRecord = {
  readonly assessmentId: string;
  readonly madeOn: LocalDate;
  /** Made to identify; what came after it counts for elimination. */
  readonly forIdentification: boolean;
  /** A head and year; null where the sheet was not worked out. */
  readonly netPerPerson: number | null;
  readonly netYuan: number | null;
  /** 合规自付刚性支出 of the household; null where illness or schooling was not asked. */
  readonly rigidYuan: number | null;
  readonly openIssues: readonly GuaranteeIssue[];
};

export type RecordOfHousehold = {
  readonly today: LocalDate;
  /** 监测范围 of this year, yuan a head; null where none is published. */
  readonly lineYuan: number | null;
  /** How old, in calendar days, a sheet or a visit may be to prove anything (pack `elim.evidence_max_days`). */
  readonly maxDays: number;
  /** The newest first. */
  readonly sheets: readonly SheetOnRecord[];
  readonly measures: readonly Measure[];
  readonly risks: readonly RiskType[];
  /** Tickets of 三保障 and drinking water that are not closed. */
  readonly openTickets: readonly { readonly issue: GuaranteeIssue; readonly openedOn: LocalDate }[];
  readonly openAlarms: readonly { readonly kind: AlarmKind; readonly receivedOn: LocalDate }[];
  /** The newest month ('2026-10') a department's list showed big medical costs, within `maxDays`; null: none did. */
  readonly bigCostMonth: string | null;
  readonly lastVisit: { readonly on: LocalDate; readonly outcome: VisitOutcome } | null;
};

/** One thing on record. `against` speaks against the condition, `for` speaks for it, `missing` says that nothing is on record. */
export type Evidence =
  | {
      readonly code: 'income';
      readonly says: 'for' | 'against';
      readonly madeOn: LocalDate;
      readonly netPerPerson: number;
      readonly lineYuan: number | null;
    }
  | { readonly code: 'no-sheet'; readonly says: 'missing' }
  | { readonly code: 'sheet-too-old'; readonly says: 'missing'; readonly madeOn: LocalDate }
  | {
      readonly code: 'income-fell';
      readonly says: 'against';
      readonly before: SheetSum;
      readonly now: SheetSum;
    }
  | { readonly code: 'above-since'; readonly says: 'for' | 'missing'; readonly since: LocalDate }
  | {
      readonly code: 'spending';
      readonly says: 'for' | 'against';
      readonly madeOn: LocalDate;
      readonly rigidYuan: number;
      readonly netYuan: number;
    }
  | { readonly code: 'spending-not-asked'; readonly says: 'missing' }
  | { readonly code: 'big-medical-cost'; readonly says: 'against'; readonly month: string }
  | { readonly code: 'guarantees'; readonly says: 'for'; readonly madeOn: LocalDate }
  | { readonly code: 'guarantee-open'; readonly says: 'against'; readonly issue: GuaranteeIssue }
  | {
      readonly code: 'ticket-open';
      readonly says: 'against';
      readonly issue: GuaranteeIssue;
      readonly openedOn: LocalDate;
    }
  | {
      readonly code: 'alarm-open';
      readonly says: 'against';
      readonly kind: AlarmKind;
      readonly receivedOn: LocalDate;
    }
  | {
      readonly code: 'effect';
      readonly says: 'for' | 'against' | 'missing';
      readonly title: string;
      readonly effect: Effect | null;
    }
  | {
      readonly code: 'visit';
      readonly says: 'for' | 'against';
      readonly on: LocalDate;
      readonly outcome: VisitOutcome;
    }
  | { readonly code: 'no-visit'; readonly says: 'missing'; readonly lastOn: LocalDate | null };

type SheetSum = { readonly madeOn: LocalDate; readonly netPerPerson: number };

/** False: something speaks against it. Null: nothing on record proves it. */
export function standingOf(evidence: readonly Evidence[]): boolean | null {
  if (evidence.some(({ says }) => says === 'against')) return false;
  return evidence.length === 0 || evidence.some(({ says }) => says === 'missing') ? null : true;
}
