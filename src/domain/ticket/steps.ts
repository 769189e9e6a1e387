/** Which steps a topic has, and which must be done before its trouble may be called fixed. */
import type { RoutingTopic } from '../policy/routing.ts';
import type { FixWay, Issue, IssueStep } from './issue.ts';
import { stepsDone } from './issue.ts';

const HOUSING: readonly IssueStep[] = [
  'moved-out',
  'appraised-safe',
  'appraised-dangerous',
  'renovated',
  'accepted',
];
const EDUCATION: readonly IssueStep[] = [
  'persuaded',
  'back-at-school',
  'body-reason',
  'home-teaching',
];

/** Steps recorded for a topic, in the order they are offered. */
export function stepsOf(topic: RoutingTopic): readonly IssueStep[] {
  switch (topic) {
    case 'housing':
      return HOUSING;
    case 'compulsory-education':
      return EDUCATION;
    case 'drinking-water':
      return ['begun', 'water-carried'];
    default:
      return ['begun'];
  }
}

/** Steps that make sense now: a house is renovated after it was found dangerous and accepted after it was renovated. */
export function stepsOpen(issue: Issue): readonly IssueStep[] {
  const done = new Set(stepsDone(issue.state).map((each) => each.step));
  return stepsOf(issue.topic).filter((step) => {
    switch (step) {
      case 'persuaded':
        return !done.has('back-at-school') && !done.has('body-reason');
      case 'appraised-safe':
      case 'appraised-dangerous':
        return !done.has('appraised-safe') && !done.has('appraised-dangerous');
      case 'moved-out':
        return issue.emergency && !done.has(step);
      case 'renovated':
        return done.has('appraised-dangerous') && !done.has(step);
      case 'accepted':
        return done.has('renovated') && !done.has(step);
      case 'home-teaching':
        return done.has('body-reason') && !done.has(step);
      case 'body-reason':
        return !done.has('back-at-school') && !done.has(step);
      default:
        return !done.has(step);
    }
  });
}

/**
 * Steps still missing before the ticket may be called fixed; of `either` lists one is enough.
 * Housing closes with an appraisal that found it safe, or renovated and accepted, and nobody left in danger (巴南 2022 第十一条,
 * 丰都 2024（二）). A child is back at school, or cannot learn for reasons of its body, the only exception (巴南 2022 第九条).
 */
export function stepsMissing(issue: Issue): readonly IssueStep[] {
  const done = new Set(stepsDone(issue.state).map((each) => each.step));
  switch (issue.topic) {
    case 'housing': {
      if (done.has('appraised-safe')) return [];
      const wanted: readonly IssueStep[] = [
        ...(issue.emergency ? (['moved-out'] as const) : []),
        'appraised-dangerous',
        'renovated',
        'accepted',
      ];
      return wanted.filter((step) => !done.has(step));
    }
    case 'compulsory-education':
      return done.has('back-at-school') || done.has('body-reason') ? [] : ['back-at-school'];
    default:
      return [];
  }
}

/** Ways a trouble of this topic is put right, the likeliest first. */
export function waysOf(topic: RoutingTopic): readonly FixWay[] {
  switch (topic) {
    case 'housing':
    case 'drinking-water':
      return ['repaired', 'arranged', 'over-by-itself'];
    case 'medical-insurance':
    case 'medical-relief':
    case 'education-aid':
    case 'social-assistance':
    case 'unpaid-wages':
    case 'insurance':
      return ['paid', 'arranged', 'explained'];
    default:
      return ['arranged', 'explained', 'over-by-itself'];
  }
}
