/** The ticket topic under which a finding of a list may be known already; null when no ticket is about it. */
import type { AlarmKind } from '#src/domain/alarm/alarm.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';

const TOPICS: Readonly<Record<AlarmKind, RoutingTopic | null>> = {
  'big-medical-cost': 'medical-relief',
  'not-insured': 'medical-insurance',
  'grave-illness': null,
  'aid-stopped': 'social-assistance',
  'aid-granted': null,
  'severe-disability': 'disability',
  'out-of-school': 'compulsory-education',
  'dangerous-house': 'housing',
  'unsafe-water': 'drinking-water',
  'lost-job': 'employment',
  'zero-employment': 'employment',
  'unpaid-wages': 'unpaid-wages',
  'disaster-loss': null,
  'unsold-produce': null,
};

export const topicOfFinding = (kind: AlarmKind): RoutingTopic | null => TOPICS[kind];
