/** Every parameter of a policy pack, by the name a county knows it under, with the shape of its value. */
import type { SuspensionReason } from '../case/reasons.ts';
import type { ClueSource } from '../declaration/declaration.ts';
import type { RiskType } from '../declaration/risk.ts';
import type { Role } from '../people/roles.ts';
import type { DepartmentCode } from './departments.ts';
import type { Kpi } from './kpi.ts';
import type { RecurringDuty } from './recurring-duty.ts';
import type { RoutingRow, RoutingTopic, TopicRoutes } from './routing.ts';
import type { Limit, Setting, TableSetting } from './setting.ts';
import type { ToolboxItem } from './toolbox.ts';

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

/** A kind of monitored household and what the county calls it (三类监测对象; 西咸新区 has two). */
export type TargetGroup = {
  readonly category: 'unstable-exited' | 'marginal' | 'sudden-hardship';
  readonly title: string;
};

/** A class of households the county visits by its own rhythm (XX-07 稳定脱贫户、重点提升户、兜底保障户). */
export type HouseholdClass = {
  readonly code: string;
  readonly title: string;
  /** Null: the document says 定期 and no number. */
  readonly visitsPerYear: number | null;
};

/** What must hold before a risk counts as eliminated (风险消除条件). */
export type EliminationCondition =
  | 'income-steady'
  | 'income-above-line'
  | 'spending-settled'
  | 'guarantees-met'
  | 'risk-gone';

/**
 * What becomes of a condition the record does not bear out: `hard` stops an application, `soft` (“原则上”) is answered with a listed
 * reason that everybody who decides reads.
 */
export type ConditionStrength = 'hard' | 'soft';

/** What the 到户产业奖补 asks of a household (丰都 2024（十）). */
export type AwardCondition =
  | 'returned'
  | 'able-to-work'
  | 'willing'
  | 'not-yet-awarded'
  | 'income-below-city-average'
  | 'running-a-project';

/**
 * Students 教育资助 is for, by stage of schooling: 各学段学生; 高中阶段及以上; 高中阶段及以上，不含研究生 (西咸新区 二（2）4). Which households they
 * come from is settled by being at risk (巴南 第9项, 潼南 2025（三）).
 */
export const aidScopes = [
  'every-stage',
  'from-senior-high',
  'from-senior-high-before-postgraduate',
] as const;
export type AidScope = (typeof aidScopes)[number];

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
  /** Offices by function, as the county names them. */
  readonly departments: TableSetting<Readonly<Record<DepartmentCode, string>>>;
  /** What a monitored household is called as a matter (监测对象) and as a family (监测户). */
  readonly 'terms.object': Setting<string>;
  readonly 'terms.household': Setting<string>;
  readonly 'terms.low_income': Setting<string>;
  /** Households that left poverty (脱贫户); never called poor to anybody. */
  readonly 'terms.exited_poverty': Setting<string>;
  readonly scope: Setting<string>;
  readonly 'posts.titles': TableSetting<Readonly<Partial<Record<Role, string>>>>;
  readonly hotline: Setting<string | null>;
  readonly 'emergency.numbers': Setting<
    Readonly<Record<'police' | 'ambulance' | 'fire' | 'mental-health', string>>
  >;
  // Who and what is recognised
  readonly 'monitor_line.yuan': Setting<number | null>;
  readonly 'income_floor_target.yuan': Setting<number | null>;
  /** The line as an expression over `monitor_line.inputs` where a document gives a formula and no number (XX-04). */
  readonly 'monitor_line.expression': Setting<string | null>;
  /** Figures the expression needs; null until the county has entered them. */
  readonly 'monitor_line.inputs': Setting<Readonly<Record<string, number | null>>>;
  readonly income_gap_ratio: Setting<number | null>;
  /** Farmers' disposable income a head in the city (全市农村居民人均可支配收入), yuan a year; what `income_gap_ratio` refers to. */
  readonly 'city.disposable_income_yuan': Setting<number | null>;
  /** 家庭纯收入 over `incomeFields`, and the 收入参考范围 over `referenceFields`; see `expression.ts`. */
  readonly 'income.net': Setting<string>;
  readonly 'income.reference': Setting<string>;
  readonly 'income.window_months': Setting<number>;
  /** Causes whose rigid spending (刚性支出) an assessment has to ask for (XX-03). */
  readonly 'income.expense_causes': Setting<readonly RiskType[]>;
  readonly target_groups: Setting<readonly TargetGroup[]>;
  /** Who counts as 突发严重困难户, in the document's words. */
  readonly 'category.sudden': Setting<string>;
  readonly household_classes: Setting<readonly HouseholdClass[]>;
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
  readonly 'suspension.reasons': Setting<readonly SuspensionReason[]>;
  readonly 'suspension.max_days': Setting<number>;
  /** Fast track (绿色通道): first help after the town said yes. */
  readonly 'clock.relief': Limit;
  // After enrolment
  readonly 'clock.plan': Limit;
  readonly 'clock.measure_start': Limit;
  readonly 'plan.rule.labour': Setting<string>;
  readonly 'plan.rule.no_labour': Setting<string>;
  /** What a plan may not be made of alone (巴南 2022 第13项); null: nothing said. */
  readonly 'plan.rule.handout': Setting<string | null>;
  readonly 'elim.min_months': Limit;
  readonly 'elim.conditions': Setting<readonly EliminationCondition[]>;
  readonly 'elim.condition_strengths': Setting<
    Readonly<Record<EliminationCondition, ConditionStrength>>
  >;
  /** Calendar days for which an income sheet or a visit proves anything about an elimination. */
  readonly 'elim.evidence_max_days': Setting<number>;
  /** Whole households without labour are not marked as eliminated. */
  readonly 'elim.no_labour_stays': Setting<boolean>;
  readonly 'elim.min_measures': Setting<number>;
  readonly 'elim.steps': Setting<readonly EliminationStep[]>;
  /** Share of the applications the county looks at on the spot (县级抽查, 陇县 2021 第4项); 0–1. */
  readonly 'elim.spot_check_share': Setting<number>;
  readonly 'elim.rate_target': Setting<number | null>;
  readonly 'elim.long_case_years': Setting<number>;
  readonly 'clock.long_case_review': Limit;
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
  /** A notice written is approved or sent back; one paused goes on or is called off. */
  readonly 'clock.approve_notice': Limit;
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
  readonly 'campaign.team_size': Setting<number>;
  // Reminders and alerts
  readonly 'reminder.ladder': Setting<readonly LadderRung[]>;
  /** Calendar days between two reminders of what is red (超期红色). */
  readonly 'reminder.red_repeat_days': Setting<number>;
  readonly 'reminder.digest': Setting<MinuteOfDay>;
  readonly 'reminder.quiet': Setting<{ readonly from: MinuteOfDay; readonly to: MinuteOfDay }>;
  /** Farmers are sent no notice and no news between these hours; danger and answers to what they just did are. */
  readonly 'farmer.quiet': Setting<{ readonly from: MinuteOfDay; readonly to: MinuteOfDay }>;
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
  readonly 'routing.topics': TableSetting<TopicRoutes>;
  /** The document's own table, whole and in its order. */
  readonly 'routing.table': Setting<readonly RoutingRow[]>;
  readonly recurring_duties: Setting<readonly RecurringDuty[]>;
  readonly kpis: Setting<readonly Kpi[]>;
  // Guarantees and targets
  readonly toolbox: Setting<readonly ToolboxItem[]>;
  /** Topics anybody can open a ticket about. */
  readonly 'ticket.topics': Setting<readonly RoutingTopic[]>;
  readonly 'home_teaching.per_month': Setting<number>;
  /** Age in whole years, both ends included (陇县 2021 第15项). */
  readonly 'home_teaching.ages': Setting<{ readonly from: number; readonly to: number }>;
  readonly 'water.thresholds': Setting<{
    readonly minutes: number;
    readonly horizontalMetres: number;
    readonly verticalMetres: number;
    readonly supplyRate: number;
  }>;
  readonly 'water.fee_rate': Setting<number | null>;
  readonly 'medical.enrol_target': Setting<number>;
  readonly 'medical.big_cost_yuan': Setting<number | null>;
  /** The nets a medical bill passes before anything counts as self-paid, in order (XX-14). */
  readonly 'medical.nets': Setting<readonly string[]>;
  readonly 'social_aid.classes': Setting<readonly string[]>;
  readonly 'housing.rule': Setting<string>;
  /** People living in a dangerous house are an emergency (丰都 2024（二）危房不住人). */
  readonly 'housing.occupied_is_emergency': Setting<boolean>;
  readonly 'edu.aid_scope': Setting<AidScope | null>;
  /** Aid is for students registered here (西咸新区 二（2）4 具有本地户籍). */
  readonly 'edu.aid_local_only': Setting<boolean>;
  readonly 'edu.loan_yuan': Setting<{
    readonly undergraduate: number;
    readonly graduate: number;
  } | null>;
  readonly 'award.industry_cap_yuan': Setting<number | null>;
  /** Ways to qualify: all conditions of any one of them. */
  readonly 'award.industry_ways': Setting<readonly (readonly AwardCondition[])[]>;
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
