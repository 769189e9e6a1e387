/**
 * Owner, due day, strength and clause of every kind of duty (clocks K1 to K16 of the procedure), worked out from the pack it runs
 * under.
 */
import type { Instant } from '../calendar/instant.ts';
import {
  endOfMonth,
  fromInstant,
  laterOf,
  type LocalDate,
  monthOf,
  plusDays,
} from '../calendar/local-date.ts';
import type { CountedDay, HolidayCalendar } from '../calendar/working-days.ts';
import type { Role } from '../people/roles.ts';
import { endOfQuarter } from '../plan/income-plan.ts';
import { clauseOf, type Pack } from '../policy/pack.ts';
import type { LimitName, SettingName } from '../policy/settings.ts';
import {
  identifyDue,
  type IdentificationStep,
  limitEnd,
  postingDue,
  publicityClosesAt,
  stepDue,
} from './clocks.ts';
import type { DutyKind, DutyTerms } from './duty.ts';
import { endOfPeriod } from './periods.ts';

/** What a duty is worked out from. */
export type DutyBasis = {
  readonly openedAt: Instant;
  readonly pack: Pack;
  readonly calendar: HolidayCalendar;
  /** Day the clue was discovered; the 15 days run from it. Left out for duties of no case. */
  readonly clueOn?: LocalDate;
  /** The role that owns it, where it is another than usual. */
  readonly ownerRole?: Role;
  /** Calendar days the clock of identification stood still; they are added to its end. */
  readonly suspendedDays?: number;
  /** The clock stands still until this day: the own limit of a step that begins meanwhile runs from then. */
  readonly stillUntil?: LocalDate | null;
  /** Of kinds whose last day stands with the matter itself: a report's, a rectification's. */
  readonly dueOn?: LocalDate;
};

/** Who owns a kind of duty, and the limit it runs under or the setting that makes it due at the end of the month. */
type DutyRule =
  | { readonly owner: Role; readonly limit: LimitName }
  | { readonly owner: Role; readonly byMonthEnd: SettingName }
  /** Due at the end of the period the setting names. */
  | { readonly owner: Role; readonly byPeriod: 'village_review.period' }
  | { readonly owner: Role; readonly byQuarterEnd: SettingName }
  /** Due on the day the basis gives; the setting is where the obligation stands. */
  | { readonly owner: Role; readonly given: SettingName };

const RULES: Readonly<Record<DutyKind, DutyRule>> = {
  'accept-clue': { owner: 'village-officer', limit: 'clock.accept' },
  'verify-home': { owner: 'village-officer', limit: 'clock.verify' },
  // The collection form is part of the home verification; what was left open has the same days once more.
  'fill-assessment': { owner: 'village-officer', limit: 'clock.verify' },
  authorise: { owner: 'village-officer', limit: 'clock.authorise' },
  'village-review': { owner: 'village-secretary', limit: 'clock.village_review' },
  // 巴南 2022 第17项 每月至少研究1次, 陇县 2021 第1项 每周研判一次.
  'village-agenda': { owner: 'village-secretary', byPeriod: 'village_review.period' },
  // 甘肃 tells within 5 working days; the pack says how many.
  'tell-refusal': { owner: 'village-officer', limit: 'clock.answer_refusal' },
  'post-publicity': { owner: 'village-officer', limit: 'publicity.min_days' },
  'close-publicity': { owner: 'village-officer', limit: 'publicity.min_days' },
  'check-objection': { owner: 'town-officer', limit: 'clock.objection' },
  'town-review': { owner: 'town-officer', limit: 'clock.town_review' },
  'county-decision': { owner: 'county-officer', limit: 'clock.county_decision' },
  'approve-fast-track': { owner: 'town-officer', limit: 'clock.relief' },
  'give-relief': { owner: 'village-officer', limit: 'clock.relief' },
  // 陇县 2021 第32项: 及时采取…临时救助; routed to the bureau the pack names for social assistance.
  'refer-relief': { owner: 'department-officer', limit: 'clock.relief' },
  'approve-suspension': { owner: 'town-officer', limit: 'clock.confirm_proposal' },
  'make-plan': { owner: 'town-officer', limit: 'clock.plan' },
  'confirm-plan': { owner: 'village-officer', limit: 'clock.call_farmer' },
  'start-measure': { owner: 'helper', limit: 'clock.measure_start' },
  // 巴南 2022 第18项 and 陇县 2021 第3项: at least once in each calendar month.
  'monthly-visit': { owner: 'helper', byMonthEnd: 'visit.monitored.per_month' },
  // 丰都 2024（十）: 第一季度制定、第二季度落实、第三季度核实.
  'income-plan': { owner: 'helper', byQuarterEnd: 'income_plan.quarters' },
  // Before the month's report is drawn up.
  'mend-data': { owner: 'village-officer', byMonthEnd: 'report.monthly' },
  // 陇县 2021 第4项: 每月在全国防止返贫系统内进行风险消除标注.
  'mark-elimination': { owner: 'county-officer', byMonthEnd: 'elim.steps' },
  'long-case-review': { owner: 'town-officer', limit: 'clock.long_case_review' },
  'elimination-village': { owner: 'village-secretary', limit: 'clock.village_review' },
  'elimination-town': { owner: 'town-officer', limit: 'clock.town_review' },
  'elimination-county': { owner: 'county-officer', limit: 'clock.county_decision' },
  'post-elimination': { owner: 'village-officer', limit: 'clock.village_review' },
  'close-elimination': { owner: 'village-officer', limit: 'publicity.min_days' },
  identify: { owner: 'town-officer', limit: 'clock.identify' },
  'confirm-proposal': { owner: 'town-officer', limit: 'clock.confirm_proposal' },
  'call-farmer': { owner: 'village-officer', limit: 'clock.call_farmer' },
  // No document sets a time for either: our own default, said so on the duty.
  'approve-notice': { owner: 'town-leader', limit: 'clock.approve_notice' },
  'resume-notice': { owner: 'town-officer', limit: 'clock.approve_notice' },
  'door-to-door': { owner: 'village-officer', limit: 'clock.door_to_door' },
  'check-registry-match': { owner: 'village-officer', limit: 'clock.check_match' },
  'answer-ticket': { owner: 'town-officer', limit: 'clock.ticket.verify' },
  'answer-rights-request': { owner: 'county-officer', limit: 'clock.rights_request' },
  'explain-breach': { owner: 'town-officer', limit: 'clock.explain_breach' },
  // 丰都 2024（二）: 县级行业部门和乡镇（街道）, 3 and 10 days, both from receipt.
  'verify-issue': { owner: 'town-officer', limit: 'clock.ticket.verify' },
  'fix-issue': { owner: 'department-officer', limit: 'clock.ticket.fix' },
  'persuade-return': { owner: 'department-officer', limit: 'clock.ticket.verify' },
  'call-back': { owner: 'village-officer', limit: 'clock.call_back' },
  'verify-alarm': { owner: 'village-officer', limit: 'clock.alarm.verify' },
  'fix-alarm': { owner: 'town-officer', limit: 'clock.alarm.fix' },
  // 巴南 2022 第19项 月清零, 陇县 2021 第2项 每月比对.
  'month-zero': { owner: 'town-officer', byMonthEnd: 'report.monthly' },
  'data-comparison': { owner: 'county-officer', byMonthEnd: 'data_match.period' },
  // 陇县 2021 第2项: 实行月报管理, by the pack's days.
  'send-month-report': { owner: 'town-officer', given: 'report.monthly' },
  // 潼南 2025（一）: every matter has a department that leads it.
  'handle-referrals': { owner: 'department-officer', byMonthEnd: 'routing.topics' },
  // 巴南 2022 第10项 一事一议.
  'joint-opinion': { owner: 'department-officer', limit: 'clock.ticket.fix' },
  'joint-decision': { owner: 'county-officer', limit: 'clock.county_decision' },
  // 潼南 2025（二十）: 明确整改措施、整改时限和责任人员.
  rectify: { owner: 'town-officer', given: 'routing.table' },
  'confirm-rectification': { owner: 'county-officer', limit: 'clock.confirm_proposal' },
  // Each entry of the pack names its own post and day.
  'recurring-work': { owner: 'county-officer', given: 'recurring_duties' },
};

/** Owner, due day, strength and clause of a new duty. */
export function dutyTerms(kind: DutyKind, basis: DutyBasis): DutyTerms {
  const { openedAt, pack } = basis;
  const rule = RULES[kind];
  const common = {
    kind,
    ownerRole: basis.ownerRole ?? rule.owner,
    openedAt,
    pack: { id: pack.id, version: pack.version },
  };
  if ('given' in rule) {
    return {
      ...common,
      dueOn: basis.dueOn ?? fromInstant(openedAt),
      estimated: false,
      strength: 'soft',
      clause: clauseOf(pack, rule.given),
    };
  }
  if ('byPeriod' in rule) {
    const period = pack.settings[rule.byPeriod].value;
    return {
      ...common,
      dueOn: endOfPeriod(fromInstant(openedAt), period),
      estimated: false,
      strength: 'soft',
      clause: clauseOf(pack, rule.byPeriod),
    };
  }
  if ('byMonthEnd' in rule || 'byQuarterEnd' in rule) {
    const openedOn = fromInstant(openedAt);
    const monthly = 'byMonthEnd' in rule;
    return {
      ...common,
      dueOn: monthly ? endOfMonth(monthOf(openedOn)) : endOfQuarter(openedOn),
      estimated: false,
      strength: 'soft',
      clause: clauseOf(pack, monthly ? rule.byMonthEnd : rule.byQuarterEnd),
    };
  }
  const due = dueDay(kind, rule.limit, basis);
  return {
    ...common,
    dueOn: due.date,
    estimated: due.estimated,
    strength: pack.settings[rule.limit].strength === 'hard' ? 'hard' : 'soft',
    clause: clauseOf(pack, rule.limit),
  };
}

/** Duties that are a step of identification: they share the 15 days with the steps to come. */
const STEPS: Readonly<Partial<Record<DutyKind, IdentificationStep>>> = {
  'accept-clue': 'accept',
  'verify-home': 'verify',
  authorise: 'authorisation',
  'village-review': 'village-review',
  'town-review': 'town-review',
  'county-decision': 'county-decision',
};

function dueDay(kind: DutyKind, limit: LimitName, basis: DutyBasis): CountedDay {
  const { pack, calendar, clueOn, suspendedDays = 0 } = basis;
  const openedOn = fromInstant(basis.openedAt);
  // Only identification stands still; help, answers and what is asked beside it do not wait.
  const startedOn = laterOf(openedOn, basis.stillUntil ?? openedOn);
  const step = STEPS[kind];
  if (step !== undefined && clueOn !== undefined) {
    return stepDue(step, startedOn, clueOn, pack, calendar, suspendedDays);
  }
  if (kind === 'identify') {
    const due = identifyDue(clueOn ?? openedOn, pack, calendar);
    return { ...due, date: plusDays(due.date, suspendedDays) };
  }
  if (kind === 'post-publicity') {
    return postingDue(startedOn, clueOn ?? openedOn, pack, calendar, suspendedDays);
  }
  if (kind === 'close-publicity' || kind === 'close-elimination') {
    const shown = limitEnd(openedOn, pack.settings[limit], calendar);
    return { ...shown, date: fromInstant(publicityClosesAt(openedOn, pack, calendar)) };
  }
  return limitEnd(openedOn, pack.settings[limit], calendar);
}
