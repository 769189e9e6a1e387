/** Every parameter of a policy pack, by the name a county knows it under, with the shape of its value. */
import type { ClueSource } from '../declaration/declaration.ts';
import type { RiskType } from '../declaration/risk.ts';
import type { Role } from '../people/roles.ts';
import type { Limit, Setting } from './setting.ts';

/** Steps of identification between home verification and enrolment, in the order a pack sets. */
export type CaseStep =
  | 'authorisation'
  | 'village-review'
  | 'publicity'
  | 'town-review'
  | 'county-decision';

/** Steps of risk elimination (风险消除), in order. */
export type EliminationStep =
  | 'application'
  | 'village'
  | 'town'
  | 'county-check'
  | 'publicity'
  | 'marking';

/** How often something recurs. */
export type Period = 'week' | 'month' | 'quarter' | 'year';

/** Rungs of the reminder ladder; `overdue` is orange, `red` is red. */
export type ReminderLevel = 'half' | 'd-3' | 'd-1' | 'due' | 'overdue' | 'red';

/** When a rung is reached: half of the time gone, or `days` after the due day (negative: before). */
export type LadderRung = { readonly level: ReminderLevel; readonly at: 'half' | number };

/** A time of day in Asia/Shanghai as minutes since 00:00; written 'HH:MM' in the pack. */
export type MinuteOfDay = number;

/** Fields a public notice may show; the list is closed on purpose (防返贫公示 never shows ID, phone, account or health). */
export type PublicityField = 'head-name' | 'village-group' | 'household-size' | 'category';

/** What is kept how long after it was last needed. */
export type RetentionClass =
  | 'case'
  | 'refused-clue'
  | 'draft'
  | 'raw-update'
  | 'media'
  | 'consent'
  | 'access-log';

/** The parameters. `| null` means a pack may leave it blank, and nothing is then claimed about it. */
export type PolicySettings = {
  // Names and words
  readonly 'bureau.name': Setting<string>;
  readonly 'area.levels': Setting<readonly string[]>;
  readonly 'terms.object': Setting<string>;
  readonly scope: Setting<string>;
  readonly 'posts.titles': Setting<Readonly<Partial<Record<Role, string>>>>;
  readonly hotline: Setting<string | null>;
  readonly 'emergency.numbers': Setting<
    Readonly<Record<'police' | 'ambulance' | 'fire' | 'mental-health', string>>
  >;
  // Who and what is recognised
  readonly 'monitor_line.yuan': Setting<number | null>;
  readonly 'income_floor_target.yuan': Setting<number | null>;
  readonly income_gap_ratio: Setting<number | null>;
  readonly risk_types: Setting<readonly RiskType[]>;
  readonly channels: Setting<readonly ClueSource[]>;
  readonly asset_questions: Setting<readonly string[]>;
  readonly 'insurance.five_none': Setting<readonly string[] | null>;
  // Identification
  readonly 'case.steps': Setting<readonly CaseStep[]>;
  readonly 'clock.identify': Limit;
  readonly 'clock.accept': Limit;
  readonly 'clock.verify': Limit;
  readonly 'clock.authorise': Limit;
  readonly 'clock.village_review': Limit;
  readonly 'clock.town_review': Limit;
  readonly 'clock.county_decision': Limit;
  readonly 'clock.objection': Limit;
  readonly 'clock.confirm_proposal': Limit;
  readonly 'publicity.min_days': Limit;
  readonly 'publicity.before_town_review': Setting<boolean>;
  readonly 'publicity.fields': Setting<readonly PublicityField[]>;
  readonly auth_commitment_required: Setting<boolean>;
  readonly 'village_review.period': Setting<Period>;
  readonly 'suspension.reasons': Setting<readonly string[]>;
  // After enrolment
  readonly 'clock.plan': Limit;
  readonly 'clock.measure_start': Limit;
  readonly 'plan.rule.labour': Setting<string>;
  readonly 'plan.rule.no_labour': Setting<string>;
  readonly 'elim.min_months': Limit;
  readonly 'elim.min_measures': Setting<number>;
  readonly 'elim.steps': Setting<readonly EliminationStep[]>;
  readonly 'elim.rate_target': Setting<number | null>;
  readonly 'elim.long_case_years': Setting<number>;
  // Answers and people's requests
  readonly 'clock.answer_farmer': Limit;
  readonly 'clock.answer_refusal': Limit;
  readonly 'clock.call_farmer': Limit;
  readonly 'clock.check_match': Limit;
  readonly 'clock.ticket.verify': Limit;
  readonly 'clock.ticket.fix': Limit;
  readonly 'clock.alarm.verify': Limit;
  readonly 'clock.alarm.fix': Limit;
  readonly 'clock.call_back': Limit;
  readonly 'clock.rights_request': Limit;
  readonly 'clock.door_to_door': Limit;
  readonly 'clock.explain_breach': Limit;
  readonly 'draft.silent_days': Setting<number>;
  readonly 'notice.silent_days': Setting<number>;
  readonly 'broadcast.groups': Setting<readonly string[]>;
  // Visits and campaigns
  readonly 'visit.monitored.per_month': Setting<number>;
  readonly 'visit.exited_poverty.months': Setting<readonly number[]>;
  readonly 'visit.all_households.per_year': Setting<number>;
  readonly 'visit.verifiers': Setting<number>;
  readonly 'visit.monthly_visitors': Setting<number>;
  readonly 'campaign.quarters': Setting<readonly number[]>;
  // Reminders and alerts
  readonly 'reminder.ladder': Setting<readonly LadderRung[]>;
  readonly 'reminder.digest': Setting<MinuteOfDay>;
  readonly 'reminder.quiet': Setting<{ readonly from: MinuteOfDay; readonly to: MinuteOfDay }>;
  readonly 'alert.repeat_minutes': Setting<number>;
  readonly 'alert.chain': Setting<readonly Role[]>;
  // Organisation
  readonly 'staff.info_officers': Setting<Readonly<Record<'village' | 'town' | 'county', number>>>;
  readonly 'staff.water_keeper_per_village': Setting<number | null>;
  readonly 'staff.industry_guide_per_village': Setting<number | null>;
  readonly 'presence.min_ratio': Setting<number>;
  readonly 'post.min_term_years': Setting<number | null>;
  readonly 'data_match.period': Setting<Period>;
  readonly 'data_match.departments': Setting<readonly string[]>;
  readonly 'report.monthly': Setting<{ readonly fromDay: number; readonly toDay: number }>;
  /** Month and day, 'MM-DD'. */
  readonly 'report.yearly': Setting<string>;
  readonly 'meeting.dispatch': Setting<Period>;
  readonly 'meeting.special': Setting<Period>;
  readonly 'meeting.county': Setting<Period>;
  readonly 'meeting.town': Setting<Period>;
  readonly 'meeting.joint': Setting<Period>;
  // Guarantees and targets
  readonly 'home_teaching.per_month': Setting<number>;
  readonly 'water.thresholds': Setting<{
    readonly minutes: number;
    readonly horizontalMetres: number;
    readonly verticalMetres: number;
    readonly supplyRate: number;
  }>;
  readonly 'water.fee_rate': Setting<number | null>;
  readonly 'medical.enrol_target': Setting<number>;
  readonly 'medical.big_cost_yuan': Setting<number | null>;
  readonly 'housing.rule': Setting<string>;
  readonly 'edu.loan_yuan': Setting<{
    readonly undergraduate: number;
    readonly graduate: number;
  } | null>;
  readonly 'award.industry_cap_yuan': Setting<number | null>;
  readonly 'jobs.min_per_household': Setting<number>;
  readonly 'jobs.total_target': Setting<number | null>;
  readonly 'jobs.graduate_rate': Setting<number | null>;
  readonly 'loan.overdue_max': Setting<number | null>;
  readonly 'income_plan.quarters': Setting<readonly number[]>;
  // Personal data
  readonly 'privacy.retention_months': Setting<Readonly<Record<RetentionClass, number>>>;
};

/** The name of a parameter. */
export type SettingName = keyof PolicySettings;

/** The names of the parameters that are time limits. */
export type LimitName = {
  [K in SettingName]: PolicySettings[K] extends Limit ? K : never;
}[SettingName];
