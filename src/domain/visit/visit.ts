/** A visit (走访): who was there, when, what they found. Logged once; it counts for everything it fulfils (promise G9). */
import { daysBetween, type LocalDate, monthOf } from '../calendar/local-date.ts';
import type { Finding } from '../case/dossier.ts';
import type { ReasonCode } from '../case/reasons.ts';
import type { DutyKind } from '../duty/duty.ts';
import { accepted, refused, type Result } from '../result.ts';

/** `home-verification` (入户核实): with a finding on a report. `phone`: nobody went. */
export type VisitKind = 'routine' | 'home-verification' | 'phone';

/** 一切正常, 有变化, 有困难. */
export type VisitOutcome = 'all-well' | 'changed' | 'hardship';

export const visitOutcomes: readonly VisitOutcome[] = ['all-well', 'changed', 'hardship'];
export const findings: readonly Finding[] = ['true', 'partly', 'untrue'];

/**
 * What a household may say beside how it is, one tap each: it wants a loan (陇县 2021 第9项 及时掌握新生贷款需求), somebody has fallen ill or
 * got worse (潼南 2025（三）定期摸排健康状况). Passed on to the departments that help.
 */
export const visitWants = ['loan', 'health'] as const;
export type VisitWant = (typeof visitWants)[number];

export type VisitRecord = {
  readonly householdId: string;
  readonly kind: VisitKind;
  readonly outcome: VisitOutcome;
  /** Only of a home verification: 属实, 部分属实, 不属实. */
  readonly finding: Finding | null;
  readonly reason: ReasonCode | null;
  /** Who logs it comes first. */
  readonly visitors: readonly string[];
  readonly visitedOn: LocalDate;
};

export type VisitRefusal = {
  readonly code:
    | 'in-the-future'
    | 'too-long-ago'
    | 'finding-missing'
    | 'finding-without-verification'
    | 'reason-missing'
    | 'nobody-there';
};

/** A visit typed in later than this is no record any more but a recollection; own default, no document says. Calendar days. */
const LATEST_ENTRY_DAYS = 31;

/** Whether a visit can be logged as told. `today` is the day of the entry. */
export function checkVisit(
  visit: VisitRecord,
  today: LocalDate,
): Result<VisitRecord, VisitRefusal> {
  const age = daysBetween(visit.visitedOn, today);
  if (age < 0) return refused({ code: 'in-the-future' });
  if (age > LATEST_ENTRY_DAYS) return refused({ code: 'too-long-ago' });
  if (visit.visitors.length === 0) return refused({ code: 'nobody-there' });
  const verification = visit.kind === 'home-verification';
  if (verification && visit.finding === null) return refused({ code: 'finding-missing' });
  if (!verification && visit.finding !== null) {
    return refused({ code: 'finding-without-verification' });
  }
  if (visit.finding !== null && visit.finding !== 'true' && visit.reason === null) {
    return refused({ code: 'reason-missing' });
  }
  return accepted({ ...visit, visitors: [...new Set(visit.visitors)] });
}

/** 缺第二人: fewer people than the pack's `visit.verifiers`; a label, never an obstacle. */
export const secondMissing = (visit: VisitRecord, verifiersWanted: number): boolean =>
  visit.kind === 'home-verification' && visit.visitors.length < verifiersWanted;

/** What the household's outcome is when a report was verified: it stands in hardship unless nothing of it was true. */
export const outcomeOf = (finding: Finding): VisitOutcome =>
  finding === 'untrue' ? 'all-well' : 'hardship';

/** Reasons for calls that seeing or reaching the household settles by itself. Held reports and withdrawals need an answer of their own. */
export const settledTopics: readonly string[] = ['draft', 'unseen', 'result'];

/** An open duty of the visited household, as far as deciding needs. */
export type OpenDuty = {
  readonly dutyId: string;
  readonly kind: DutyKind;
  readonly topic: string;
  readonly dueOn: LocalDate;
};

/**
 * The household's open duties that a visit fulfils besides its own verification: the monthly visit of its month (BN-63, LX-10),
 * what was to be told at the door, calls that seeing the person answers. A phone call counts for calls only.
 */
export const fulfilledBy = (visit: VisitRecord, open: readonly OpenDuty[]): readonly OpenDuty[] =>
  open.filter((duty) => {
    switch (duty.kind) {
      case 'monthly-visit':
        return visit.kind !== 'phone' && monthOf(duty.dueOn) === monthOf(visit.visitedOn);
      case 'door-to-door':
        return visit.kind !== 'phone';
      case 'call-farmer':
        return settledTopics.includes(duty.topic);
      default:
        return false;
    }
  });
