/**
 * Due days, worked out from the pack a case began under (clocks K1 to K16 of the procedure).
 *
 * The start day is never counted (民法典第二百零一条). A step of identification is due at the earlier of its own limit and the day
 * that leaves the steps to come their limits before the 15 days of 识别认定 are over, so a late step shortens what follows instead
 * of moving the end.
 */
import type { Instant } from '../calendar/instant.ts';
import {
  earlierOf,
  laterOf,
  type LocalDate,
  plusDays,
  plusMonths,
  startOfDay,
} from '../calendar/local-date.ts';
import {
  addWorkingDays,
  type CountedDay,
  type HolidayCalendar,
  latestStart,
  rollToWorkingDay,
} from '../calendar/working-days.ts';
import type { Pack } from '../policy/pack.ts';
import type { Limit } from '../policy/setting.ts';
import type { CaseStep, LimitName } from '../policy/settings.ts';

/** Everything between the clue and the county's decision, in the order the pack sets. */
export type IdentificationStep = 'accept' | 'verify' | CaseStep;

type LimitSpan = Pick<Limit, 'value' | 'unit' | 'roll'>;

/** The setting behind each step's limit. */
export const STEP_LIMITS: Readonly<Record<IdentificationStep, LimitName>> = {
  accept: 'clock.accept',
  verify: 'clock.verify',
  authorisation: 'clock.authorise',
  'village-review': 'clock.village_review',
  publicity: 'publicity.min_days',
  'town-review': 'clock.town_review',
  'county-decision': 'clock.county_decision',
};

/** The day a limit ends that starts on `start`. */
export function limitEnd(
  start: LocalDate,
  limit: LimitSpan,
  calendar: HolidayCalendar,
): CountedDay {
  const end = unrolledEnd(start, limit, calendar);
  if (!limit.roll) return end;
  const rolled = rollToWorkingDay(end.date, calendar);
  return { date: rolled.date, estimated: end.estimated || rolled.estimated };
}

/** Last day of identification (识别认定): 丰都 2024 (一) 严格控制在15天以内, 巴南 2022 第18项 原则上不超过15天, from discovery of the clue. */
export const identifyDue = (clueOn: LocalDate, pack: Pack, calendar: HolidayCalendar): CountedDay =>
  limitEnd(clueOn, pack.settings['clock.identify'], calendar);

/** The pack's steps between home verification and the decision; authorisation only where the pack asks for it. */
export function caseSteps(pack: Pack): readonly CaseStep[] {
  const wanted = pack.settings.auth_commitment_required.value;
  return pack.settings['case.steps'].value.filter((step) => step !== 'authorisation' || wanted);
}

/** The steps of identification in the pack's order, acceptance and home verification first. */
export const identificationSteps = (pack: Pack): readonly IdentificationStep[] => [
  'accept',
  'verify',
  ...caseSteps(pack),
];

/**
 * Last day of a step that starts on `startedOn`: the earlier of its own limit and what the steps to come leave of the time for
 * identification, days added during which the clock stood still. Never before the day it starts, however late the case is: a duty due yesterday would remind nobody.
 */
export function stepDue(
  step: IdentificationStep,
  startedOn: LocalDate,
  clueOn: LocalDate,
  pack: Pack,
  calendar: HolidayCalendar,
  suspendedDays = 0,
): CountedDay {
  const own = limitEnd(startedOn, pack.settings[STEP_LIMITS[step]], calendar);
  const latest = latestEnd(step, clueOn, pack, calendar, suspendedDays);
  const ownDay =
    step === 'publicity' || leavesAnEvening(step, pack) ? plusDays(own.date, 1) : own.date;
  return {
    date: laterOf(earlierOf(ownDay, latest.date), startedOn),
    estimated: own.estimated || latest.estimated,
  };
}

/**
 * Authorisation on the day of the visit (`clock.authorise` 0) is signed at the door, yet a visit written down in the evening leaves
 * no hour of that day: it has the next day as well, as long as the steps to come keep their limits.
 */
const leavesAnEvening = (step: IdentificationStep, pack: Pack): boolean =>
  step === 'authorisation' && pack.settings['clock.authorise'].value === 0;

/**
 * Last day a notice is to be posted: the next day, sooner when the steps to come would lack the time. The days it hangs are a
 * minimum nobody can shorten.
 */
export function postingDue(
  startedOn: LocalDate,
  clueOn: LocalDate,
  pack: Pack,
  calendar: HolidayCalendar,
  suspendedDays = 0,
): CountedDay {
  const end = latestEnd('publicity', clueOn, pack, calendar, suspendedDays);
  const latest = latestStartOf('publicity', end.date, pack, calendar);
  return {
    date: laterOf(earlierOf(plusDays(startedOn, 1), latest), startedOn),
    estimated: end.estimated,
  };
}

/** Last day a step may end for the steps to come to keep their limits. */
function latestEnd(
  step: IdentificationStep,
  clueOn: LocalDate,
  pack: Pack,
  calendar: HolidayCalendar,
  suspendedDays: number,
): CountedDay {
  const steps = identificationSteps(pack);
  const at = steps.indexOf(step);
  // A step this pack does not have (an old case, a changed pack) has no steps to come that we know of.
  const toCome = at < 0 ? [] : steps.slice(at + 1);
  const whole = identifyDue(clueOn, pack, calendar);
  const date = toCome.reduceRight(
    (finish, later) => latestStartOf(later, finish, pack, calendar),
    plusDays(whole.date, suspendedDays),
  );
  return { date, estimated: whole.estimated };
}

/**
 * The moment public posting may close: the day of posting is not counted and `publicity.min_days` full days follow, so what is
 * posted on day 0 closes at the earliest on day 6 at 00:00 (巴南 2022 第18项: 村内公示不少于5天).
 */
export const publicityClosesAt = (
  postedOn: LocalDate,
  pack: Pack,
  calendar: HolidayCalendar,
): Instant =>
  startOfDay(plusDays(limitEnd(postedOn, pack.settings['publicity.min_days'], calendar).date, 1));

/** First day elimination may be applied for (风险消除): 陇县 2021 第4项, at least 3 months after enrolment. A minimum: it blocks. */
export const eliminationFrom = (
  enrolledOn: LocalDate,
  pack: Pack,
  calendar: HolidayCalendar,
): LocalDate => limitEnd(enrolledOn, pack.settings['elim.min_months'], calendar).date;

function unrolledEnd(start: LocalDate, limit: LimitSpan, calendar: HolidayCalendar): CountedDay {
  switch (limit.unit) {
    case 'calendar-days':
      return { date: plusDays(start, limit.value), estimated: false };
    case 'working-days':
      return addWorkingDays(start, limit.value, calendar);
    case 'months':
      return { date: plusMonths(start, limit.value), estimated: false };
  }
}

/** The last day a step may start to be over by `finish`. A limit that rolls may still end later: a pack with rolling steps warns of it. */
function latestStartOf(
  step: IdentificationStep,
  finish: LocalDate,
  pack: Pack,
  calendar: HolidayCalendar,
): LocalDate {
  const { value, unit } = pack.settings[STEP_LIMITS[step]];
  // Posting is only over on the day after its last full day.
  const end = step === 'publicity' ? plusDays(finish, -1) : finish;
  switch (unit) {
    case 'calendar-days':
      return plusDays(end, -value);
    case 'working-days':
      return latestStart(end, value, calendar);
    case 'months':
      return plusMonths(end, -value);
  }
}
