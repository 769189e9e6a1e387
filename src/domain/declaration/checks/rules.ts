/** All rule checks of a report, in the order in which officers read their results. The one place that lists them. */
import type { CheckFacts, CheckResult, Rule, Severity } from './check.ts';
import * as standing from './standing.ts';
import * as substance from './substance.ts';

/** Changes whenever a rule says something else than before; kept with every result. */
export const RULES_VERSION = '2026-11-22';

export const rules: readonly Rule[] = [
  standing.consentMissing,
  standing.tooManyReports,
  substance.urgent,
  substance.reliefFirst,
  standing.reporterMinor,
  substance.causeMissing,
  substance.amountImplausible,
  standing.openCase,
  standing.earlierReport,
  standing.proxyReport,
  standing.staffFiled,
  standing.consentOnPaper,
  standing.childrenConcerned,
  standing.areaNotVillage,
  standing.personNotInRegistry,
  standing.personAmbiguous,
  standing.registryElsewhere,
  standing.identityNumberFlagged,
  substance.causeNotListed,
  substance.schoolWithoutStudent,
  substance.labourNotLacking,
  substance.jobsWithoutLabour,
  substance.disasterKindMissing,
  substance.illnessWithoutCost,
  substance.amountToConfirm,
  substance.suggestedCategory,
  substance.entitlementHint,
  standing.othersPersonalData,
];

/** Runs all checks. Pure: the same facts give the same results in the same order. */
export const checkDeclaration = (facts: CheckFacts): readonly CheckResult[] =>
  rules.flatMap((rule) => rule(facts) ?? []);

/** The strongest consequence: `block` holds, `ask` opens and asks, otherwise it just opens. */
export function severityOf(results: readonly CheckResult[]): Severity | 'none' {
  for (const severity of ['block', 'ask', 'note'] as const) {
    if (results.some((r) => r.severity === severity)) return severity;
  }
  return 'none';
}
