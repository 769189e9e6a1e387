/** The codes of rule checks, to recognise stored results by. The type makes the list complete. */
import type { CheckCode } from '#src/domain/declaration/checks/check.ts';

const CODES: Readonly<Record<CheckCode, true>> = {
  'consent-missing': true,
  'consent-on-paper': true,
  'too-many-reports': true,
  'area-not-village': true,
  'person-not-in-registry': true,
  'person-ambiguous': true,
  'registry-elsewhere': true,
  'open-case': true,
  'earlier-report': true,
  'identity-number-flagged': true,
  'cause-missing': true,
  'cause-not-listed': true,
  'school-without-student': true,
  'labour-not-lacking': true,
  'jobs-without-labour': true,
  'disaster-kind-missing': true,
  'illness-without-cost': true,
  'amount-implausible': true,
  'amount-to-confirm': true,
  'reporter-minor': true,
  'children-concerned': true,
  'proxy-report': true,
  'staff-filed': true,
  urgent: true,
  'relief-first': true,
  'suggested-category': true,
  'entitlement-hint': true,
  'others-personal-data': true,
};

// Object.keys forgets the key type; the record above has exactly the codes.
export const rulesByCode = Object.keys(CODES) as readonly CheckCode[];
