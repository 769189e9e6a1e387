import { describe, expect, test } from 'vitest';
import { employmentFinding, findingsIn } from '#src/domain/alarm/register-risk.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { issuesIn } from '#src/domain/ticket/from-report.ts';
import { glutIn, produceIn, type UnsoldReport } from '#src/domain/ticket/produce.ts';
import { repeatOf } from '#src/domain/ticket/repeat.ts';
import { ageByIdentityNumber, isOfSchoolAge } from '#src/domain/ticket/school-age.ts';
import { mostDryDays, type WaterAnswers, waterTroubles } from '#src/domain/ticket/water-check.ts';
import { defaultPack, packWith } from '../policy/default-pack.ts';

const today = localDate('2026-11-23');
const setting = <T>(value: T) => ({
  value,
  source: { kind: 'own-default' as const, reason: '测试' },
});

describe('drinking water', () => {
  const thresholds = defaultPack.settings['water.thresholds'].value;
  const fine: WaterAnswers = {
    piped: false,
    minutes: 20,
    horizontalMetres: 800,
    verticalMetres: 80,
    dryDays: 2,
    clean: true,
  };

  test('LX-45 twenty minutes, 800 metres, 80 metres up or down and more than 90 percent of days: one beyond is a trouble', () => {
    expect(waterTroubles(fine, thresholds)).toEqual([]);
    expect(waterTroubles({ ...fine, minutes: 21 }, thresholds)).toEqual(['long-trip']);
    expect(waterTroubles({ ...fine, horizontalMetres: 801 }, thresholds)).toEqual(['far']);
    expect(waterTroubles({ ...fine, verticalMetres: 81 }, thresholds)).toEqual(['steep']);
    // 27 of 30 days are exactly 90 percent, and the rule says more than 90.
    expect(waterTroubles({ ...fine, dryDays: 3 }, thresholds)).toEqual(['dry']);
    expect(mostDryDays(thresholds)).toBe(2);
    expect(waterTroubles({ ...fine, clean: false }, thresholds)).toEqual(['unclean']);
  });

  test('LX-45 water from a pipe is not fetched, and what nobody knows is no trouble', () => {
    const piped = { ...fine, piped: true, minutes: 60, horizontalMetres: 3000 };
    expect(waterTroubles(piped, thresholds)).toEqual([]);
    const unknown: WaterAnswers = {
      piped: null,
      minutes: null,
      horizontalMetres: null,
      verticalMetres: null,
      dryDays: null,
      clean: null,
    };
    expect(waterTroubles(unknown, thresholds)).toEqual([]);
  });
});

describe('tickets a report asks for', () => {
  const told = (words: string) => {
    const reading = readMessage(words);
    return issuesIn({
      words: [words],
      guaranteeIssues: reading.guaranteeIssues,
      riskTypes: reading.riskTypes,
      members: reading.membersAffected,
      amounts: reading.amounts,
    });
  };
  const topics = (words: string) => told(words).map((each) => each.topic);

  test('TN-21 FD-20 no water goes to the water department', () => {
    expect(topics('我们家停水五天了，天天去沟里挑')).toContain('drinking-water');
  });
  test('FD-14 a house about to fall is an emergency unless they have moved out', () => {
    expect(told('房子裂了大口子，房子要塌了，一家人还住在里面')).toContainEqual({
      topic: 'housing',
      emergency: true,
    });
    expect(told('老房子要塌了，我们已经搬到亲戚家住')).toContainEqual({
      topic: 'housing',
      emergency: false,
    });
  });
  test('LX-27 BN-24 a child out of school goes to the education department', () => {
    expect(topics('娃娃初二不上学了，在家里待着')).toContain('compulsory-education');
  });
  test('LX-32 FD-19 a bill that was reimbursed too little goes to the medical insurance', () => {
    expect(topics('住院花了三万，报销太少了，才报了五千')).toContain('medical-insurance');
  });
  test('TN-32 unpaid wages go to the labour department', () => {
    expect(topics('在工地干了三个月，工钱一直没给')).toContain('unpaid-wages');
  });
  test('BN-47 produce nobody buys goes to the bureau', () => {
    expect(topics('今年的柑橘卖不出去，烂在地里了')).toContain('unsold-produce');
  });
  test('an ordinary hardship asks for no ticket', () => {
    expect(topics('老伴生病住院，花了四万多')).toEqual([]);
  });
});

describe('unsold produce', () => {
  const reports = (product: UnsoldReport['product'], count: number, on = '2026-11-10') =>
    Array.from({ length: count }, () => ({ product, on: localDate(on) }));

  test('BN-47 five households of a town with the same produce within a month are an alarm', () => {
    expect(glutIn(reports('fruit', 5), today)).toBe('fruit');
    expect(glutIn([...reports('fruit', 4), ...reports('tea', 4)], today)).toBe(null);
    expect(glutIn(reports('fruit', 9, '2026-09-01'), today)).toBe(null);
  });
  test('BN-47 produce is known by class, whatever it is called here', () => {
    expect(produceIn('家里的洋芋没人收')).toBe('vegetables');
    expect(produceIn('土豆卖不掉')).toBe('vegetables');
    expect(produceIn('两头猪卖不脱')).toBe('livestock');
    expect(produceIn('东西卖不出去')).toBe('other');
  });
});

describe('repeat problems', () => {
  const ended = (issueId: string, sameHousehold: boolean, closedOn: string) => ({
    issueId,
    sameHousehold,
    closedOn: localDate(closedOn),
  });
  test('BN-18 BN-66 the same trouble of a household within a year, of a village within a season, has come back', () => {
    const own = ended('own', true, '2026-01-10');
    const near = ended('near', false, '2026-10-10');
    expect(repeatOf([near, own], today)).toEqual({ issueId: 'own', scope: 'household' });
    expect(repeatOf([near], today)).toEqual({ issueId: 'near', scope: 'village' });
    expect(repeatOf([ended('old', false, '2026-06-01')], today)).toBe(null);
    expect(repeatOf([ended('old', true, '2025-11-01')], today)).toBe(null);
  });
});

describe('BN-59 what lists say of the guarantees and of hardship', () => {
  test('TN-18 a medical bill is big from the figure of the pack on, and wherever the pack leaves it blank', () => {
    const patient = (selfPaidYuan: number) =>
      ({ department: 'medical', insured: true, selfPaidYuan }) as const;
    const pack = packWith({ 'medical.big_cost_yuan': setting<number | null>(20_000) });
    expect(findingsIn(patient(20_000), pack)).toEqual(['big-medical-cost']);
    expect(findingsIn(patient(19_999), pack)).toEqual([]);
    const blank = packWith({ 'medical.big_cost_yuan': setting<number | null>(null) });
    expect(findingsIn(patient(1), blank)).toEqual(['big-medical-cost']);
    expect(findingsIn(patient(0), blank)).toEqual([]);
  });
  test('TN-19 BN-29 somebody not insured is a finding', () => {
    const facts = { department: 'medical', insured: false, selfPaidYuan: null } as const;
    expect(findingsIn(facts, defaultPack)).toEqual(['not-insured']);
  });
  test('LX-29 BN-24 a child of six to fifteen has to be at school; its age is told by the identity number', () => {
    const ages = defaultPack.settings['home_teaching.ages'].value;
    expect([5, 6, 15, 16].map((age) => isOfSchoolAge(age, ages))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(ageByIdentityNumber('500230201511240015', today)).toBe(10);
    const child = (age: number, bodyReason: boolean | null = null) =>
      ({ department: 'education', atSchool: false, bodyReason, age }) as const;
    expect(findingsIn(child(10), defaultPack)).toEqual(['out-of-school']);
    expect(findingsIn(child(16), defaultPack)).toEqual([]);
    expect(findingsIn(child(10, true), defaultPack)).toEqual([]);
  });
  test('FD-14 LX-36 only a dangerous house somebody lives in is a finding', () => {
    const house = (grade: 'A' | 'B' | 'C' | 'D', livedIn: boolean | null) =>
      findingsIn({ department: 'housing', grade, livedIn }, defaultPack);
    expect(house('D', true)).toEqual(['dangerous-house']);
    expect(house('C', null)).toEqual(['dangerous-house']);
    expect(house('D', false)).toEqual([]);
    expect(house('B', true)).toEqual([]);
  });
  test('LX-21 FD-41 people who could work and none of whom does are a household without employment', () => {
    expect(employmentFinding([{ employed: false }, { employed: false }])).toBe('zero-employment');
    expect(employmentFinding([{ employed: false }, { employed: true }])).toBe('lost-job');
    expect(employmentFinding([{ employed: true }])).toBe(null);
  });
});
