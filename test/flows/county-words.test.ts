/** The document's own terms are what its officers read, and a limit without a document says so. */
import { expect, test } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { noNumbers } from '#src/domain/ledger/month-report.ts';
import { termsOf } from '#src/domain/policy/terms.ts';
import { clauseLine } from '#src/flows/text/clause.ts';
import { monthReportBody } from '#src/flows/text/month-report.ts';
import { householdLine } from '#src/flows/text/staff-visit.ts';
import { fallback } from '#test/policies/packs.ts';

const today = localDate('2026-11-22');
const terms = { object: '防贫对象', household: '防贫户', exitedPoverty: '脱贫人家' };

test('XX-01 officers read the county’s own word for a monitored household, in lists and in the month’s report', () => {
  const own = { ...fallback.settings['terms.household'], value: '防贫户' };
  expect(termsOf({ settings: { ...fallback.settings, 'terms.household': own } }).household).toBe(
    '防贫户',
  );
  const glance = {
    householdId: 'household-1',
    headName: '张大山',
    areaName: '桃源村',
    groupName: '',
    monitored: true,
    tracked: false,
    dueOn: null,
  };
  expect(householdLine(glance, today, terms)).toBe('张大山 桃源村 防贫户');
  const body = monthReportBody({
    areaName: '云岭县',
    level: 'county',
    month: '2026-10',
    madeOn: today,
    numbers: { ...noNumbers, monitored: 12, marginal: 7, unstableExited: 5 },
    lowIncomeYuan: null,
    insuredTarget: 0.99,
    terms,
    groups: [
      { category: 'unstable-exited', title: '收入不稳的脱贫户', listed: true },
      { category: 'marginal', title: '边缘户', listed: true },
      { category: 'sudden-hardship', title: '突发严重困难户', listed: false },
    ],
  });
  expect(body).toContain('现有防贫户 12 户');
  expect(body).toContain('收入不稳的脱贫户 5 户，边缘户 7 户。');
  expect(body).toContain('防贫户本月上门看了');
  expect(body).not.toMatch(/监测户|突发严重困难户/);
});

test('FD-02 a limit no document sets is said to be the system’s, for the county to confirm', () => {
  expect(clauseLine('系统默认')).toBe('期限为系统默认，请主管部门确认。');
  expect(clauseLine('《丰都县2024年要点》（一）')).toBe('依据：《丰都县2024年要点》（一）');
});
