/** What may happen to a case next: given a case, when a command, then events or a refusal. */
import { describe, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { atMinute, localDate } from '#src/domain/calendar/local-date.ts';
import { authorsOf, type Case } from '#src/domain/case/case.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { decide } from '#src/domain/case/decide.ts';
import { dutiesOf } from '#src/domain/case/duties.ts';
import { evolve, openedBy } from '#src/domain/case/evolve.ts';
import { calendar, defaultPack } from '../policy/default-pack.ts';
import { areaPath } from '#src/domain/people/areas.ts';

const today = localDate('2026-11-24');
const context = {
  now: atMinute(today, 600),
  today,
  pack: defaultPack,
  packInForce: defaultPack,
  calendar,
};

const opened: Case = openedBy(
  { caseId: 'case-1', householdId: 'household-1', area: areaPath('500199/101/201/') },
  {
    kind: 'clue-received',
    declarationId: 'report-1',
    source: 'self_declare',
    clueAt: instant(Date.UTC(2026, 10, 22)),
    pack: { id: 'default', version: 'v' },
    steps: defaultPack.settings['case.steps'].value,
    identifyDueOn: localDate('2026-12-07'),
    urgent: false,
    filedByStaffId: null,
  },
);

const kindsOf = (file: Case) => dutiesOf(file).map((duty) => duty.kind);

/** The case after commands that must all be accepted. */
const after = (file: Case, ...commands: readonly CaseCommand[]): Case =>
  commands.reduce((each, command) => {
    const decision = decide(each, command, context);
    if (!decision.ok) throw new Error(`refused: ${decision.refusal.code}`);
    return decision.value.reduce(evolve, each);
  }, file);

const take: CaseCommand = { kind: 'take', byStaffId: 'officer' };
const propose: CaseCommand = {
  kind: 'propose-close',
  byStaffId: 'officer',
  ground: 'not-hardship',
  reason: 'no-hardship-found',
};
const verify: CaseCommand = {
  kind: 'record-verification',
  visitId: 'visit-1',
  finding: 'true',
  reason: null,
  verifiers: ['officer', 'helper'],
};

describe('a case', () => {
  test('is taken once; the second officer hears what state it is in', () => {
    const taken = after(opened, take);
    expect(taken.holderStaffId).toBe('officer');
    expect(decide(taken, { kind: 'take', byStaffId: 'other' }, context)).toEqual({
      ok: false,
      refusal: { code: 'wrong-state', state: 'accepted' },
    });
  });

  test('a visit never waits for the button: it takes the case and verifies it', () => {
    const verified = after(opened, verify);
    expect(verified.state).toMatchObject({ tag: 'identifying', step: 'authorisation' });
    expect(verified.dossier.verification).toMatchObject({ finding: 'true', secondMissing: false });
    expect(verified.holderStaffId).toBe('officer');
  });

  test('one verifier where the pack wants two closes the duty, labelled 缺第二人', () => {
    const verified = after(opened, { ...verify, verifiers: ['officer'] });
    expect(verified.dossier.verification).toMatchObject({ secondMissing: true });
    const doubled = after(opened, { ...verify, verifiers: ['officer', 'officer'] });
    expect(doubled.dossier.verification).toMatchObject({ secondMissing: true });
  });

  test('a finding that is not “true” must say why', () => {
    expect(decide(opened, { ...verify, finding: 'untrue' }, context)).toEqual({
      ok: false,
      refusal: { code: 'reason-missing' },
    });
  });

  test('FD-04 “not a hardship” is a proposal that another person confirms; the clock runs on meanwhile', () => {
    const proposed = after(opened, take, propose);
    expect(proposed.state.tag).toBe('close-proposed');
    expect(kindsOf(proposed)).toEqual(['identify', 'confirm-proposal', 'verify-home']);
    expect(decide(proposed, { kind: 'confirm-close', byStaffId: 'officer' }, context)).toEqual({
      ok: false,
      refusal: { code: 'same-person' },
    });
    const closed = after(proposed, { kind: 'confirm-close', byStaffId: 'town' });
    expect(closed.state).toMatchObject({ tag: 'closed', ground: 'not-hardship' });
    expect(kindsOf(closed)).toEqual([]);
  });

  test('a rejected proposal goes back to where it was, and may come again as a new question', () => {
    const back = after(opened, take, propose, {
      kind: 'reject-close',
      byStaffId: 'town',
      reason: 'other',
    });
    expect(back.state.tag).toBe('accepted');
    const again = after(back, propose);
    expect(again.round).toBe(2);
  });

  test('a withdrawal is confirmed by an officer; refused, the work goes on', () => {
    const asked = after(opened, { kind: 'request-withdrawal', reason: 'no-longer-needed' });
    expect(kindsOf(asked)).toContain('call-farmer');
    expect(kindsOf(asked)).toContain('identify');
    const closed = after(asked, { kind: 'confirm-withdrawal', byStaffId: 'officer' });
    expect(closed.state).toMatchObject({ tag: 'closed', ground: 'withdrawn' });
    const on = after(asked, { kind: 'refuse-withdrawal', byStaffId: 'officer', reason: 'other' });
    expect(on.state.tag).toBe('clue');
  });

  test('nothing happens to a closed case', () => {
    const closed = after(opened, propose, { kind: 'confirm-close', byStaffId: 'town' });
    for (const command of [
      take,
      propose,
      verify,
      { kind: 'confirm-close', byStaffId: 'x' } as const,
    ]) {
      expect(decide(closed, command, context)).toMatchObject({
        ok: false,
        refusal: { code: 'wrong-state', state: 'closed' },
      });
    }
  });

  test('whoever filed, verified or proposed is an author and cannot approve', () => {
    const filed = evolve(opened, {
      kind: 'clue-linked',
      declarationId: 'report-2',
      source: 'grid_report',
      urgent: true,
      filedByStaffId: 'filer',
    });
    expect(filed.urgent).toBe(true);
    expect(authorsOf(after(filed, verify, propose))).toEqual([
      'filer',
      'officer',
      'helper',
      'officer',
    ]);
  });
});
