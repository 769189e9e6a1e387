/** What an officer reads after 收支和三保障, where a county's document gives a formula or a class and leaves the figure open. */
import { expect, test } from 'vitest';
import { suggestCategory } from '#src/domain/assessment/category.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { exitedVisitMonths } from '#src/domain/visit/exited-visits.ts';
import type { AssessmentKept, ExitClassWords } from '#src/flows/assessment.intents.ts';
import { keptText } from '#src/flows/text/assessment-outcome.ts';
import { fallback, xixian } from '#test/policies/packs.ts';
import { today } from './chat.ts';

/** An assessment of a general household that lives on 8000 yuan a head, under that pack. */
function readUnder(pack: Pack, exitClass: ExitClassWords | null = null): string {
  const line = monitoringLine(pack);
  const suggestion = suggestCategory({
    referencePerPerson: 8000,
    lineYuan: line.kind === 'fixed' ? line.yuan : null,
    exitedPoverty: false,
    risks: ['因病'],
    rigidYuan: 1000,
    netYuan: 24_000,
    coping: 'with-help',
    categories: ['marginal', 'unstable-exited'],
  });
  const kept: AssessmentKept = {
    complete: true,
    restBy: null,
    income: null,
    suggestion,
    titles: { 'unstable-exited': '脱贫户', marginal: '农村低收入户', 'sudden-hardship': '' },
    terms: { object: '边缘户', household: '边缘户', exitedPoverty: '脱贫户' },
    exitClass,
    line,
    issues: [],
    toExplain: [],
    nextNet: null,
  };
  return keptText(kept, '张大山', today);
}

const withFigures = (ratio: number, reference: number): Pack => ({
  ...xixian,
  settings: {
    ...xixian.settings,
    'monitor_line.inputs': {
      ...xixian.settings['monitor_line.inputs'],
      value: { ratio, reference },
    },
  },
});

test('XX-04 a line that is a formula says which figures the county still has to enter, and judges once they are there', () => {
  expect(readUnder(xixian)).toContain('还缺比例、人均消费支出或人均可支配收入');
  expect(readUnder(fallback)).not.toContain('公式');
  expect(readUnder(withFigures(0.5, 17_001))).toContain('人均8000元，在8501元以内');
  expect(readUnder(withFigures(0.4, 17_001))).toContain('人均8000元，高于6800元');
});

const visitsOf = (visitsPerYear: number | null): Pack => ({
  ...xixian,
  settings: {
    ...xixian.settings,
    household_classes: {
      ...xixian.settings.household_classes,
      value: [{ code: 'to-lift', title: '重点提升户', visitsPerYear }],
    },
  },
});

test('XX-07 each class of households that left poverty is visited as often as the county says; where it says no number, as all are', () => {
  expect(exitedVisitMonths(xixian, 'to-lift')).toEqual(
    xixian.settings['visit.exited_poverty.months'].value,
  );
  expect(exitedVisitMonths(visitsOf(4), 'to-lift')).toEqual([3, 6, 9, 12]);
  expect(exitedVisitMonths(visitsOf(1), 'to-lift')).toEqual([12]);
  expect(exitedVisitMonths(visitsOf(12), 'to-lift')).toHaveLength(12);
  // A class the county does not know follows the county's months.
  expect(exitedVisitMonths(visitsOf(4), 'stable')).toEqual(exitedVisitMonths(xixian, null));
  const said = (visitsPerYear: number | null): string =>
    readUnder(xixian, {
      title: '重点提升户',
      visitMonths: exitedVisitMonths(visitsOf(visitsPerYear), 'to-lift'),
      stated: visitsPerYear !== null,
    });
  expect(said(4)).toContain('重点提升户。一年走访4次：3月、6月、9月、12月。');
  expect(said(null)).toContain('文件没有给这一类定次数');
});
