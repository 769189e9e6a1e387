/** The shape of every setting as it stands in a policy file; `PolicySettings` is its meaning. */
import { z } from 'zod';
import { suspensionReasons } from '#src/domain/case/reasons.ts';
import { riskTypes } from '#src/domain/declaration/risk.ts';
import { incomeFields, referenceFields } from '#src/domain/policy/income.ts';
import { routingTopics } from '#src/domain/policy/routing.ts';
import { aidScopes, type SettingName } from '#src/domain/policy/settings.ts';
import { formula } from './formula-shape.ts';
import {
  departmentsShape,
  kpisShape,
  recurringDutiesShape,
  routingTableShape,
  toolboxShape,
  topicRoutesShape,
} from './item-shapes.ts';
import {
  clueSources,
  conditionStrength,
  count,
  period,
  quarters,
  role,
  rung,
  share,
  term,
  timeOfDay,
  words,
  yearlyIncome,
  yuan,
} from './setting-values.ts';
import { dayShape, type Documents, sourceShape } from './source-shape.ts';

/**
 * One shape for each setting. A source may be written in short, naming one of `documents`, or stand in full as a resolved pack
 * has it, so the same shapes read a file, a file merged over its parent, and a pack stored with a case.
 */
export function settingShapes(documents: Documents) {
  const source = sourceShape(documents);
  /** Days for which the value holds, where they are not the pack's own. */
  const window = { from: dayShape.exactOptional(), to: dayShape.exactOptional() };
  const setting = <T extends z.ZodType>(value: T) => z.strictObject({ value, source, ...window });
  const table = <T extends z.ZodType>(value: T) =>
    z.strictObject({
      value,
      source,
      inherited: z.record(z.string(), source).exactOptional(),
      ...window,
    });
  const span = {
    ...window,
    // A whole year is the longest limit anybody set; more is a slip of the finger.
    value: z.int().min(0).max(366),
    unit: z.enum(['calendar-days', 'working-days', 'months']),
    roll: z.boolean().default(false),
    source,
  };
  /** A limit not to be exceeded. */
  const maximum = z.strictObject({ ...span, strength: z.enum(['hard', 'soft']) });
  /** A period that must have passed; it always blocks. */
  const minimum = z.strictObject({
    ...span,
    value: z.int().min(1).max(366),
    strength: z.literal('block'),
  });

  return {
    'bureau.name': setting(z.string().min(1)),
    'area.levels': setting(words.min(1)),
    departments: table(departmentsShape),
    'terms.object': setting(term),
    'terms.household': setting(term),
    'terms.low_income': setting(term),
    'terms.exited_poverty': setting(term),
    scope: setting(z.string().min(1)),
    'posts.titles': table(z.partialRecord(role, z.string().min(1))),
    hotline: setting(z.string().min(1).nullable()),
    'emergency.numbers': setting(
      z.strictObject({
        police: z.string(),
        ambulance: z.string(),
        fire: z.string(),
        'mental-health': z.string(),
      }),
    ),
    'monitor_line.yuan': setting(yearlyIncome.nullable()),
    'income_floor_target.yuan': setting(yearlyIncome.nullable()),
    'monitor_line.expression': setting(formula(null).nullable()),
    'monitor_line.inputs': setting(
      z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.number().positive().nullable()),
    ),
    income_gap_ratio: setting(share.nullable()),
    'city.disposable_income_yuan': setting(yuan.nullable()),
    'income.net': setting(formula(incomeFields)),
    'income.reference': setting(formula(referenceFields)),
    'income.window_months': setting(z.int().min(1).max(24)),
    'income.expense_causes': setting(z.array(z.enum(riskTypes)).min(1)),
    target_groups: setting(
      z
        .array(
          z.strictObject({
            category: z.enum(['unstable-exited', 'marginal', 'sudden-hardship']),
            title: term,
          }),
        )
        .min(1),
    ),
    'category.sudden': setting(z.string().min(1)),
    household_classes: setting(
      z.array(
        z.strictObject({
          code: z.string().regex(/^[a-z][a-z0-9-]*$/),
          title: term,
          visitsPerYear: count.nullable(),
        }),
      ),
    ),
    risk_types: setting(z.array(z.enum(riskTypes)).min(1)),
    channels: setting(z.array(z.enum(clueSources)).min(1)),
    asset_questions: setting(words),
    'insurance.five_none': setting(words.nullable()),
    'case.steps': setting(
      z.array(
        z.enum(['authorisation', 'village-review', 'publicity', 'town-review', 'county-decision']),
      ),
    ),
    'clock.identify': maximum,
    'clock.accept': maximum,
    'clock.verify': maximum,
    'clock.authorise': maximum,
    'clock.village_review': maximum,
    'clock.town_review': maximum,
    'clock.county_decision': maximum,
    'clock.objection': maximum,
    'clock.confirm_proposal': maximum,
    'publicity.min_days': minimum,
    'publicity.before_town_review': setting(z.boolean()),
    'publicity.fields': setting(
      z.array(z.enum(['head-name', 'village-group', 'household-size', 'category'])),
    ),
    auth_commitment_required: setting(z.boolean()),
    'village_review.period': setting(period),
    'suspension.reasons': setting(z.array(z.enum(suspensionReasons))),
    'suspension.max_days': setting(z.int().min(1).max(366)),
    'clock.relief': maximum,
    'clock.plan': maximum,
    'clock.measure_start': maximum,
    'plan.rule.labour': setting(z.string().min(1)),
    'plan.rule.no_labour': setting(z.string().min(1)),
    'plan.rule.handout': setting(z.string().min(1).nullable()),
    'elim.min_months': minimum,
    'elim.conditions': setting(
      z
        .array(
          z.enum([
            'income-steady',
            'income-above-line',
            'spending-settled',
            'guarantees-met',
            'risk-gone',
          ]),
        )
        .min(1),
    ),
    'elim.condition_strengths': setting(
      z.strictObject({
        'income-steady': conditionStrength,
        'income-above-line': conditionStrength,
        'spending-settled': conditionStrength,
        'guarantees-met': conditionStrength,
        'risk-gone': conditionStrength,
      }),
    ),
    'elim.evidence_max_days': setting(z.int().min(1).max(366)),
    'elim.no_labour_stays': setting(z.boolean()),
    'elim.min_measures': setting(count),
    'elim.steps': setting(
      z.array(z.enum(['application', 'village', 'town', 'county-check', 'publicity', 'marking'])),
    ),
    'elim.spot_check_share': setting(share),
    'elim.rate_target': setting(share.nullable()),
    'elim.long_case_years': setting(count),
    'clock.long_case_review': maximum,
    'clock.answer_farmer': maximum,
    'clock.answer_refusal': maximum,
    'clock.call_farmer': maximum,
    'clock.check_match': maximum,
    'clock.ticket.verify': maximum,
    'clock.ticket.fix': maximum,
    'clock.alarm.verify': maximum,
    'clock.alarm.fix': maximum,
    'clock.call_back': maximum,
    'clock.rights_request': maximum,
    'clock.door_to_door': maximum,
    'clock.explain_breach': maximum,
    'clock.approve_notice': maximum,
    'draft.silent_days': setting(count),
    'notice.silent_days': setting(count),
    'broadcast.groups': setting(words),
    'visit.monitored.per_month': setting(count),
    'visit.exited_poverty.months': setting(z.array(z.int().min(1).max(12))),
    'visit.all_households.per_year': setting(count),
    'visit.verifiers': setting(count.min(1)),
    'visit.monthly_visitors': setting(count.min(1)),
    'campaign.quarters': setting(quarters),
    'campaign.team_size': setting(count.min(1)),
    'reminder.ladder': setting(z.array(rung).min(1)),
    'reminder.red_repeat_days': setting(z.int().min(1).max(14)),
    'reminder.digest': setting(timeOfDay),
    'reminder.quiet': setting(z.strictObject({ from: timeOfDay, to: timeOfDay })),
    'farmer.quiet': setting(z.strictObject({ from: timeOfDay, to: timeOfDay })),
    'alert.repeat_minutes': setting(z.int().min(1).max(120)),
    'alert.chain': setting(z.array(role).min(1)),
    'staff.info_officers': setting(z.strictObject({ village: count, town: count, county: count })),
    'staff.water_keeper_per_village': setting(count.nullable()),
    'staff.industry_guide_per_village': setting(count.nullable()),
    'presence.min_ratio': setting(share),
    'post.min_term_years': setting(count.nullable()),
    'data_match.period': setting(period),
    'data_match.departments': setting(words),
    'report.monthly': setting(
      z.strictObject({ fromDay: z.int().min(1).max(28), toDay: z.int().min(1).max(28) }),
    ),
    'report.yearly': setting(z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)),
    'meeting.dispatch': setting(period),
    'meeting.special': setting(period),
    'meeting.county': setting(period),
    'meeting.town': setting(period),
    'meeting.joint': setting(period),
    'routing.topics': table(topicRoutesShape),
    'routing.table': setting(routingTableShape),
    recurring_duties: setting(recurringDutiesShape(source)),
    kpis: setting(kpisShape(source)),
    toolbox: setting(toolboxShape(source)),
    'ticket.topics': setting(z.array(z.enum(routingTopics)).min(1)),
    'home_teaching.per_month': setting(count),
    'home_teaching.ages': setting(z.strictObject({ from: count, to: count })),
    'water.thresholds': setting(
      z.strictObject({
        minutes: count,
        horizontalMetres: count,
        verticalMetres: count,
        supplyRate: share,
      }),
    ),
    'water.fee_rate': setting(share.nullable()),
    'medical.enrol_target': setting(share),
    'medical.big_cost_yuan': setting(yuan.nullable()),
    'medical.nets': setting(words.min(1)),
    'social_aid.classes': setting(words.min(1)),
    'housing.rule': setting(z.string().min(1)),
    'housing.occupied_is_emergency': setting(z.boolean()),
    'edu.aid_scope': setting(z.enum(aidScopes).nullable()),
    'edu.aid_local_only': setting(z.boolean()),
    'edu.loan_yuan': setting(z.strictObject({ undergraduate: yuan, graduate: yuan }).nullable()),
    'award.industry_cap_yuan': setting(yuan.nullable()),
    'award.industry_ways': setting(
      z.array(
        z
          .array(
            z.enum([
              'returned',
              'able-to-work',
              'willing',
              'not-yet-awarded',
              'income-below-city-average',
              'running-a-project',
            ]),
          )
          .min(1),
      ),
    ),
    'jobs.min_per_household': setting(count),
    'jobs.total_target': setting(count.nullable()),
    'jobs.graduate_rate': setting(share.nullable()),
    'loan.overdue_max': setting(share.nullable()),
    'income_plan.quarters': setting(quarters),
    'privacy.retention_months': setting(
      z.strictObject({
        case: count.min(1),
        'refused-clue': count.min(1),
        draft: count.min(1),
        'raw-update': count.min(1),
        media: count.min(1),
        consent: count.min(1),
        'access-log': count.min(1),
      }),
    ),
  } satisfies Readonly<Record<SettingName, z.ZodType>>;
}
