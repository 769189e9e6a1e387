/** What lies over a case without being a step of it: the fast track and suspensions of its clock. */
import { daysBetween, earlierOf, type LocalDate } from '../calendar/local-date.ts';
import type { FastTrackGround, SuspensionReason } from './reasons.ts';

/** Help first, steps after (绿色通道): proposed by the village, approved by the town, relief recorded. */
export type FastTrack = {
  readonly ground: FastTrackGround;
  /** Which asking it is: proposed again after a refusal it is a new question, with a duty of its own. */
  readonly round: number;
  readonly proposedBy: string;
  readonly approved: { readonly byStaffId: string; readonly on: LocalDate } | null;
  readonly relievedOn: LocalDate | null;
};

/** A time the clock stood still: asked for, approved by the town, ended on `until` or before. */
export type Suspension = {
  readonly reason: SuspensionReason;
  /** Which asking it is, as for the fast track. */
  readonly round: number;
  readonly proposedBy: string;
  /** Null while it waits for the town; the clock runs on meanwhile. */
  readonly approved: { readonly byStaffId: string; readonly on: LocalDate } | null;
  readonly until: LocalDate;
  readonly resumedOn: LocalDate | null;
};

/** Calendar days the clock has stood still or will have by the end of what is approved. */
export const suspendedDays = (suspensions: readonly Suspension[]): number =>
  suspensions.reduce((sum, each) => {
    if (each.approved === null) return sum;
    const end = each.resumedOn === null ? each.until : earlierOf(each.resumedOn, each.until);
    return sum + Math.max(0, daysBetween(each.approved.on, end));
  }, 0);

/** Calendar days the clock has stood still until this day; what is approved for later does not count yet. */
export const stoodStillDays = (suspensions: readonly Suspension[], today: LocalDate): number =>
  suspendedDays(suspensions.map((each) => (each.until > today ? { ...each, until: today } : each)));

/** The suspension that runs on this day; null when the clock runs. */
export const runningSuspension = (
  suspensions: readonly Suspension[],
  today: LocalDate,
): Suspension | null =>
  suspensions.find(
    (each) => each.approved !== null && each.resumedOn === null && today < each.until,
  ) ?? null;

/** The suspension that waits for the town's answer; null when none does. */
export const proposedSuspension = (suspensions: readonly Suspension[]): Suspension | null =>
  suspensions.find((each) => each.approved === null) ?? null;
