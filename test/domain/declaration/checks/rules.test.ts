/** The rule checks of a report, by name: what each says and what it never does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { CheckFacts } from '#src/domain/declaration/checks/check.ts';
import { checkDeclaration, rules, severityOf } from '#src/domain/declaration/checks/rules.ts';
import type { DeclarationContent } from '#src/domain/declaration/declaration.ts';
import { riskTypes } from '#src/domain/declaration/risk.ts';

const content: DeclarationContent = {
  reporter: 'self',
  source: 'self_declare',
  subject: null,
  riskTypes: ['因学'],
  guaranteeIssues: [],
  urgency: 'normal',
  words: [],
  mediaIds: [],
  place: null,
  amounts: [],
  members: [],
};

const plain: CheckFacts = {
  content,
  today: localDate('2026-11-24'),
  consent: 'given',
  areaLevel: 'village',
  registry: 'matched',
  identityFlag: null,
  openCaseDays: null,
  earlierReports: 0,
  reportsToday: 1,
  reporterAge: 45,
  household: {
    exitedPoverty: false,
    monitored: true,
    members: [
      { age: 16, student: true, labour: null, disabled: false, gravelyIll: false },
      { age: 45, student: false, labour: true, disabled: false, gravelyIll: false },
    ],
  },
  othersPersonalData: 0,
  packRiskTypes: riskTypes,
};

const codes = (change: Partial<CheckFacts>, words: Partial<DeclarationContent> = {}): string[] =>
  checkDeclaration({ ...plain, ...change, content: { ...content, ...words } }).map((r) => r.code);
const found = (change: Partial<CheckFacts>, words: Partial<DeclarationContent> = {}) =>
  checkDeclaration({ ...plain, ...change, content: { ...content, ...words } });

describe('rule checks', () => {
  test('an ordinary report of a known household has nothing but hints', () => {
    expect(codes({})).toEqual(['entitlement-hint']);
  });

  test('every rule cites a clause and says nothing personal', () => {
    const results = found(
      { consent: 'missing', reportsToday: 99, identityFlag: 'check-digit', registry: 'unmatched' },
      { words: ['我叫李大山，电话13800000002'], riskTypes: ['因病'], urgency: 'high' },
    );
    for (const result of results) {
      expect(result.clause).not.toBe('');
      expect(JSON.stringify(result.inputs)).not.toMatch(/李大山|1380000/);
    }
  });

  test('only missing consent and a flood of reports hold a report; nothing ever refuses one', () => {
    expect(severityOf(found({ consent: 'missing' }))).toBe('block');
    expect(severityOf(found({ reportsToday: 9 }))).toBe('block');
    expect(severityOf(found({ reportsToday: 8 }))).not.toBe('block');
  });

  test('XX-02 a cause outside the list of the pack (病、残、学、灾) is noted, never held against the report', () => {
    const results = found(
      { packRiskTypes: ['因病', '因残', '因学', '因自然灾害'] },
      { riskTypes: ['因意外事故', '因学'] },
    );
    const note = results.find((r) => r.code === 'cause-not-listed');
    expect(note).toMatchObject({ severity: 'note', inputs: { types: ['因意外事故'] } });
  });

  test('LX-02 XX-01 LX-54 suggests which of the three categories to look at first, for people to confirm', () => {
    const category = (change: Partial<CheckFacts>, words: Partial<DeclarationContent>) =>
      found(change, words).find((r) => r.code === 'suggested-category')?.inputs['category'];
    const general = { exitedPoverty: false, monitored: false, members: [] };
    expect(category({ household: general }, {})).toBe('边缘易致贫户');
    expect(category({ household: { ...general, exitedPoverty: true } }, {})).toBe('脱贫不稳定户');
    expect(category({ household: general }, { riskTypes: ['因意外事故'], urgency: 'high' })).toBe(
      '突发严重困难户',
    );
    expect(category({ household: { ...general, monitored: true } }, {})).toBeUndefined();
  });

  test('LX-53 sudden hardship: temporary relief first, before identification is over', () => {
    expect(codes({}, { riskTypes: ['因自然灾害'], urgency: 'high' })).toContain('relief-first');
    expect(codes({}, { riskTypes: ['因产业项目失败'], urgency: 'high' })).not.toContain(
      'relief-first',
    );
  });

  test('BN-57 an urgent clue is marked so that it bypasses the monthly meeting', () => {
    expect(codes({}, { urgency: 'emergency' })).toContain('urgent');
    expect(codes({}, { urgency: 'normal' })).not.toContain('urgent');
  });

  test('TN-31 免申即享: what the registry already knows becomes a hint to the officer, not a promise', () => {
    const hint = found({
      household: {
        exitedPoverty: false,
        monitored: false,
        members: [{ age: 60, student: false, labour: false, disabled: true, gravelyIll: true }],
      },
    }).find((r) => r.code === 'entitlement-hint');
    expect(hint).toMatchObject({
      severity: 'note',
      inputs: { measures: ['残疾人两项补贴', '医疗救助'] },
    });
  });

  test('BN-51 LX-06 a report of a household with an open case is attached and says so, never dropped', () => {
    expect(codes({ openCaseDays: 3, earlierReports: 2 })).toEqual(
      expect.arrayContaining(['open-case', 'earlier-report']),
    );
  });

  test('TN-04 LX-01 not being in the registry is a note for the village, no obstacle', () => {
    for (const registry of ['unmatched', 'ambiguous', 'elsewhere'] as const) {
      expect(severityOf(found({ registry }))).toBe('note');
    }
  });

  test('XX-06 BN-54 a report filed by an officer says so and asks for the consent on paper', () => {
    expect(codes({ consent: 'paper' }, { reporter: 'staff', source: 'grid_report' })).toEqual(
      expect.arrayContaining(['staff-filed', 'consent-on-paper']),
    );
  });

  test('contradictions with the household: no student, labour enough, nobody to work', () => {
    const adults = (labour: boolean) => ({
      exitedPoverty: false,
      monitored: false,
      members: [{ age: 50, student: false, labour, disabled: false, gravelyIll: false }],
    });
    expect(codes({ household: adults(true) })).toContain('school-without-student');
    expect(codes({ household: adults(true) }, { riskTypes: ['因缺劳动力'] })).toContain(
      'labour-not-lacking',
    );
    expect(codes({ household: adults(false) }, { riskTypes: ['因务工就业不稳'] })).toContain(
      'jobs-without-labour',
    );
  });

  test('an implausible sum is asked about, a large one is noted; a case opens all the same', () => {
    const sum = (min: number, period: 'once' | 'month') =>
      found({}, { amounts: [{ kind: 'medical_total', min, max: min, period }] });
    expect(severityOf(sum(20_000_000, 'once'))).toBe('ask');
    expect(severityOf(sum(150_000, 'month'))).toBe('ask');
    expect(sum(600_000, 'once').map((r) => r.code)).toContain('amount-to-confirm');
    expect(sum(30_000, 'once').map((r) => r.code)).not.toContain('amount-to-confirm');
  });

  test('a reporter under 18 is asked for a grown-up; children concerned are handled with care', () => {
    expect(codes({ reporterAge: 13 })).toContain('reporter-minor');
    expect(codes({ reporterAge: 18 })).not.toContain('reporter-minor');
    expect(
      codes({}, { members: [{ relation: '子', age: 7, count: 1, flags: ['失学'] }] }),
    ).toContain('children-concerned');
  });

  test('the same facts give the same results, in the listed order, at most one a rule', () => {
    fc.assert(
      fc.property(
        fc.subarray([...riskTypes]),
        fc.constantFrom('emergency', 'high', 'normal', 'none'),
        fc.nat(20),
        (types, urgency, reportsToday) => {
          const once = found({ reportsToday }, { riskTypes: types, urgency });
          expect(found({ reportsToday }, { riskTypes: types, urgency })).toEqual(once);
          expect(new Set(once.map((r) => r.code)).size).toBe(once.length);
          expect(once.length).toBeLessThanOrEqual(rules.length);
        },
      ),
    );
  });
});
