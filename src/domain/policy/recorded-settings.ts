/**
 * Parameters kept with their clause and shown to whoever asks, and which nothing in the program acts on: the document says them,
 * people keep them. Whoever writes a pack is told, so that nobody believes a reminder stands behind such a value.
 */
import type { SettingName } from './settings.ts';

export const recordedSettings: ReadonlySet<SettingName> = new Set<SettingName>([
  'terms.low_income',
  'category.sudden',
  'asset_questions',
  'plan.rule.labour',
  'plan.rule.no_labour',
  'plan.rule.handout',
  'clock.answer_farmer',
  'visit.all_households.per_year',
  'visit.monthly_visitors',
  'campaign.quarters',
  'campaign.team_size',
  'staff.water_keeper_per_village',
  'staff.industry_guide_per_village',
  'presence.min_ratio',
  'post.min_term_years',
  'report.yearly',
  'meeting.dispatch',
  'meeting.special',
  'meeting.county',
  'meeting.town',
  'meeting.joint',
  'home_teaching.per_month',
  'water.fee_rate',
  'medical.nets',
  'housing.rule',
  'jobs.min_per_household',
  'jobs.total_target',
  'jobs.graduate_rate',
  'loan.overdue_max',
]);
