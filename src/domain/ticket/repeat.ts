/** Repeat problems (屡查屡改犯): the same trouble again after its ticket was closed. 巴南 2022 第六条 wants them seen (BN-18). */
import { daysBetween, type LocalDate } from '../calendar/local-date.ts';

/** A ticket of the same topic in the same village that ended; `sameHousehold` tells whose it was. */
export type EndedIssue = {
  readonly issueId: string;
  readonly sameHousehold: boolean;
  readonly closedOn: LocalDate;
};

export type Repeat = { readonly issueId: string; readonly scope: 'household' | 'village' };

/**
 * How long after the end the same trouble counts as the same one come back. No document gives a number: a household's roof that
 * leaks again within a year was not mended; in a whole village a season is the longest that speaks for one cause.
 */
const WITHIN_DAYS = { household: 365, village: 90 } as const;

/** The nearest ended ticket of which this is a repeat, the household's own first; null when it is a new trouble. */
export function repeatOf(ended: readonly EndedIssue[], openedOn: LocalDate): Repeat | null {
  const latest = ended.toSorted((a, b) => (a.closedOn < b.closedOn ? 1 : -1));
  const own = latest.find(
    (each) => each.sameHousehold && daysBetween(each.closedOn, openedOn) <= WITHIN_DAYS.household,
  );
  if (own !== undefined) return { issueId: own.issueId, scope: 'household' };
  const near = latest.find((each) => daysBetween(each.closedOn, openedOn) <= WITHIN_DAYS.village);
  return near === undefined ? null : { issueId: near.issueId, scope: 'village' };
}
