import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import { limitEnd } from '#src/domain/duty/clocks.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { startOfDay } from '#src/domain/calendar/local-date.ts';
import { routingTopics } from '#src/domain/policy/routing.ts';
import { decideIssue, type IssueCommand } from '#src/domain/ticket/decide.ts';
import { issueDutiesOf } from '#src/domain/ticket/duties.ts';
import type { IssueEvent, IssueOpened } from '#src/domain/ticket/events.ts';
import { evolveIssue, issueOpenedBy } from '#src/domain/ticket/evolve.ts';
import { fixWays, type Issue, issueSteps, notSoReasons } from '#src/domain/ticket/issue.ts';
import { stepsMissing } from '#src/domain/ticket/steps.ts';
import { calendar, defaultPack } from '../policy/default-pack.ts';

const today = localDate('2026-11-23');
const clocks = {
  today,
  verifyDueOn: plusDays(today, 3),
  fixDueOn: plusDays(today, 10),
};
const opened = (change: Partial<IssueOpened> = {}): Issue =>
  issueOpenedBy('issue-1', {
    kind: 'opened',
    topic: 'drinking-water',
    department: 'water',
    pack: { id: 'default', version: '1' },
    on: today,
    verifyDueOn: clocks.verifyDueOn,
    fixDueOn: clocks.fixDueOn,
    emergency: false,
    byStaffId: null,
    ...change,
  });

/** The ticket after commands that must all be taken. */
function after(issue: Issue, ...commands: readonly IssueCommand[]): Issue {
  return commands.reduce((each, command) => {
    const decision = decideIssue(each, command, clocks);
    if (!decision.ok) throw new Error(`${command.kind}: ${JSON.stringify(decision.refusal)}`);
    return decision.value.reduce(evolveIssue, each);
  }, issue);
}

const refusal = (issue: Issue, command: IssueCommand) => {
  const decision = decideIssue(issue, command, clocks);
  return decision.ok ? null : decision.refusal;
};

const verify = { kind: 'verify', byStaffId: 'town' } as const;
const fix = { kind: 'fix', byStaffId: 'water', way: 'repaired' } as const;

describe('an issue ticket', () => {
  test('FD-12 both clocks run from receipt: three days to verify, ten to fix, in calendar days', () => {
    const basis = { openedAt: startOfDay(today), pack: defaultPack, calendar };
    expect(dutyTerms('verify-issue', basis)).toMatchObject({
      dueOn: localDate('2026-11-26'),
      ownerRole: 'town-officer',
    });
    expect(dutyTerms('fix-issue', basis)).toMatchObject({
      dueOn: localDate('2026-12-03'),
      ownerRole: 'department-officer',
    });
    expect(issueDutiesOf(opened())).toEqual(['verify-issue', 'fix-issue']);
    // Verified on the last day, it still has to be fixed ten days after receipt.
    expect(after(opened(), verify).fixDueOn).toBe(localDate('2026-12-03'));
    const { settings } = defaultPack;
    expect(limitEnd(today, settings['clock.alarm.verify'], calendar).date).toBe('2026-11-26');
    expect(limitEnd(today, settings['clock.alarm.fix'], calendar).date).toBe('2026-12-03');
  });

  test('FD-13 BN-35 BN-36 reported, verified, fixed and confirmed by the person; each step only in its turn', () => {
    const carried = { kind: 'do-step', byStaffId: 'water', step: 'water-carried' } as const;
    const issue = after(opened(), verify, carried, fix, {
      kind: 'answer-call-back',
      solved: true,
      byStaffId: null,
    });
    expect(issue.state).toMatchObject({ tag: 'closed', heard: 'person', way: 'repaired' });
    expect(refusal(opened(), fix)).toEqual({ code: 'wrong-state', state: 'reported' });
    expect(refusal(issue, verify)).toEqual({ code: 'wrong-state', state: 'closed' });
  });

  test('LX-46 what is fixed is asked after, and 没解决 opens it again with clocks of its own', () => {
    const fixed = after(opened(), verify, fix);
    expect(issueDutiesOf(fixed)).toEqual(['call-back']);
    const later = {
      today: plusDays(today, 7),
      verifyDueOn: plusDays(today, 10),
      fixDueOn: plusDays(today, 17),
    };
    const again = decideIssue(
      fixed,
      { kind: 'answer-call-back', solved: false, byStaffId: null },
      later,
    );
    if (!again.ok) throw new Error('refused');
    const issue = again.value.reduce(evolveIssue, fixed);
    expect(issue).toMatchObject({
      state: { tag: 'reported' },
      reopened: 1,
      fixDueOn: later.fixDueOn,
    });
    expect(issueDutiesOf(issue)).toEqual(['verify-issue', 'fix-issue']);
  });

  test('found not so is no last word: the person may say otherwise, and another officer looks', () => {
    const doubted = after(opened(), {
      kind: 'find-not-so',
      byStaffId: 'town',
      reason: 'no-such-trouble',
    });
    expect(issueDutiesOf(doubted)).toEqual([]);
    const again = after(doubted, { kind: 'answer-call-back', solved: false, byStaffId: null });
    expect(refusal(again, verify)).toEqual({ code: 'own-work' });
    expect(after(again, { ...verify, byStaffId: 'town-2' }).state.tag).toBe('verified');
  });

  test('nobody verifies what they told of, nor confirms what they fixed', () => {
    expect(refusal(opened({ byStaffId: 'town' }), verify)).toEqual({ code: 'own-work' });
    const fixed = after(opened(), verify, fix);
    const byPhone = { kind: 'answer-call-back', solved: true } as const;
    expect(refusal(fixed, { ...byPhone, byStaffId: 'water' })).toEqual({ code: 'own-work' });
    expect(refusal(fixed, { kind: 'close-unheard', byStaffId: 'water' })).toEqual({
      code: 'own-work',
    });
    expect(after(fixed, { ...byPhone, byStaffId: 'village' }).state.tag).toBe('closed');
  });

  test('passed on to another department it keeps its days', () => {
    const issue = after(opened(), verify, {
      kind: 'pass-on',
      byStaffId: 'water',
      department: 'housing',
    });
    expect(issue).toMatchObject({ department: 'housing', fixDueOn: clocks.fixDueOn });
    expect(refusal(issue, { kind: 'pass-on', byStaffId: 'water', department: 'housing' })).toEqual({
      code: 'same-department',
    });
  });
});

describe('housing', () => {
  const house = opened({ topic: 'housing', department: 'housing', emergency: true });
  const step = (step: (typeof issueSteps)[number]) =>
    ({ kind: 'do-step', byStaffId: 'housing', step }) as const;

  test('BN-33 LX-37 BN-34 reported, appraised, renovated and accepted in this order; what was renovated before may be again', () => {
    const verified = after(house, verify);
    expect(refusal(verified, step('renovated'))).toEqual({ code: 'no-such-step' });
    expect(refusal(verified, step('accepted'))).toEqual({ code: 'no-such-step' });
    const dangerous = after(verified, step('appraised-dangerous'));
    expect(refusal(dangerous, step('appraised-safe'))).toEqual({ code: 'no-such-step' });
    const done = after(dangerous, step('moved-out'), step('renovated'), step('accepted'), fix);
    expect(done.state.tag).toBe('fixed');
    // Damaged once more, it is opened again and goes the same way.
    const again = after(done, { kind: 'answer-call-back', solved: false, byStaffId: null });
    expect(after(again, { ...verify, byStaffId: 'x' }, step('appraised-dangerous')).state.tag).toBe(
      'fixing',
    );
  });

  test('BN-32 TN-20 no house is closed without an appraisal or a repair that was accepted', () => {
    expect(refusal(after(house, verify), fix)).toEqual({
      code: 'steps-missing',
      missing: ['moved-out', 'appraised-dangerous', 'renovated', 'accepted'],
    });
    expect(after(house, verify, step('appraised-safe'), fix).state.tag).toBe('fixed');
  });

  test('FD-14 people in a dangerous house are got out before anything else is called done', () => {
    const renovated = after(
      house,
      verify,
      step('appraised-dangerous'),
      step('renovated'),
      step('accepted'),
    );
    expect(stepsMissing(renovated)).toEqual(['moved-out']);
    expect(refusal(renovated, fix)).toEqual({ code: 'steps-missing', missing: ['moved-out'] });
  });
});

describe('compulsory education', () => {
  const child = opened({ topic: 'compulsory-education', department: 'education' });
  const step = (step: (typeof issueSteps)[number]) =>
    ({ kind: 'do-step', byStaffId: 'school', step }) as const;

  test('LX-27 a child is asked back again and again until it is back', () => {
    const asked = after(child, verify, step('persuaded'));
    expect(issueDutiesOf(asked)).toEqual(['fix-issue', 'persuade-return']);
    expect(refusal(asked, fix)).toEqual({ code: 'steps-missing', missing: ['back-at-school'] });
    const twice = after(asked, step('persuaded'));
    expect(issueDutiesOf(twice)).toEqual(['fix-issue', 'persuade-return']);
    const back = after(twice, step('back-at-school'));
    expect(issueDutiesOf(back)).toEqual(['fix-issue']);
    expect(after(back, { ...fix, way: 'arranged' }).state.tag).toBe('fixed');
  });

  test('BN-24 BN-25 only a body that cannot learn is a reason; then teaching comes to the house', () => {
    const excepted = after(child, verify, step('body-reason'), step('home-teaching'));
    expect(stepsMissing(excepted)).toEqual([]);
    expect(refusal(after(child, verify), step('home-teaching'))).toEqual({ code: 'no-such-step' });
  });
});

test('LX-46 no path closes a ticket before somebody was asked who did not fix it, and the events alone rebuild it', () => {
  const staff = fc.constantFrom('a', 'b', 'c');
  const command: fc.Arbitrary<IssueCommand> = fc.oneof(
    fc.record({ kind: fc.constant('verify' as const), byStaffId: staff }),
    fc.record({
      kind: fc.constant('find-not-so' as const),
      byStaffId: staff,
      reason: fc.constantFrom(...notSoReasons),
    }),
    fc.record({
      kind: fc.constant('do-step' as const),
      byStaffId: staff,
      step: fc.constantFrom(...issueSteps),
    }),
    fc.record({
      kind: fc.constant('fix' as const),
      byStaffId: staff,
      way: fc.constantFrom(...fixWays),
    }),
    fc.record({
      kind: fc.constant('answer-call-back' as const),
      solved: fc.boolean(),
      byStaffId: fc.option(staff),
    }),
    fc.record({ kind: fc.constant('close-unheard' as const), byStaffId: staff }),
    fc.record({ kind: fc.constant('tell-again' as const), emergency: fc.boolean() }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...routingTopics),
      fc.option(staff),
      fc.array(command, { maxLength: 25 }),
      (topic, byStaffId, commands) => {
        const start = opened({ topic, byStaffId });
        const log: IssueEvent[] = [];
        let issue = start;
        for (const each of commands) {
          const decision = decideIssue(issue, each, clocks);
          if (!decision.ok) continue;
          log.push(...decision.value);
          issue = decision.value.reduce(evolveIssue, issue);
        }
        expect(log.reduce(evolveIssue, start)).toEqual(issue);
        if (issue.state.tag === 'closed') {
          const last = log.findLast((event) => event.kind === 'closed');
          expect(last?.kind === 'closed' && last.byStaffId).not.toBe(issue.state.fixedBy);
          expect(issue.state.verifiedBy).not.toBe(byStaffId);
          expect(stepsMissing(issue)).toEqual([]);
        }
      },
    ),
  );
});
