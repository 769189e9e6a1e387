import { describe, expect, test } from 'vitest';
import {
  type CategoryFacts,
  monitoredCategories,
  suggestCategory,
} from '#src/domain/assessment/category.ts';
import { suggestExitClass } from '#src/domain/assessment/exit-class.ts';
import { hasNoneOfFive, needsExplanation } from '#src/domain/assessment/assets.ts';
import { emptyChecklist, openGuarantees } from '#src/domain/assessment/guarantees.ts';
import { isZeroEmployment, workforceOf } from '#src/domain/assessment/workforce.ts';
import {
  checkAssessment,
  isComplete,
  startAssessment,
  withBills,
} from '#src/domain/assessment/assessment.ts';
import { incomeWindow } from '#src/domain/assessment/income-window.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { aGrandparent, aMember, aPupil, aWorker } from './people.ts';

const facts = (but: Partial<CategoryFacts> = {}): CategoryFacts => ({
  referencePerPerson: 12_000,
  lineYuan: 8300,
  exitedPoverty: false,
  risks: [],
  rigidYuan: 0,
  netYuan: 48_000,
  coping: 'alone',
  categories: monitoredCategories,
  ...but,
});

describe('the suggested category', () => {
  test('LX-02 within the line a household that left poverty is 脱贫不稳定户, another 边缘易致贫户', () => {
    const low = { referencePerPerson: 8300 };
    expect(suggestCategory(facts({ ...low, exitedPoverty: true })).category).toBe(
      'unstable-exited',
    );
    expect(suggestCategory(facts(low)).category).toBe('marginal');
    expect(suggestCategory(facts({ referencePerPerson: 8301 })).category).toBeNull();
  });

  test('LX-54 above the line, an accident or a grave illness that hits basic life is 突发严重困难户', () => {
    const struck = facts({ risks: ['因意外事故'], rigidYuan: 30_000, netYuan: 48_000 });
    expect(suggestCategory(struck)).toEqual({
      category: 'sudden-hardship',
      restsOn: [
        { code: 'above-line', perPerson: 12_000, line: 8300 },
        { code: 'sudden-event', risk: '因意外事故' },
        { code: 'spending-exceeds-half', rigid: 30_000, net: 48_000 },
      ],
    });
    // The event alone, with a life that goes on, is weighed by people.
    expect(suggestCategory(facts({ risks: ['因意外事故'] })).category).toBeNull();
    expect(suggestCategory(facts({ risks: ['因病'], coping: 'not' })).category).toBe(
      'sudden-hardship',
    );
    expect(
      suggestCategory(facts({ risks: ['因产业项目失败'], coping: 'not' })).category,
    ).toBeNull();
  });

  test('LX-54 without a published line only a sudden event suggests anything, and the reason says so', () => {
    const unknown = facts({ lineYuan: null, referencePerPerson: 900 });
    expect(suggestCategory(unknown)).toMatchObject({ category: null });
    expect(suggestCategory(unknown).restsOn).toContainEqual({ code: 'line-unknown' });
    expect(suggestCategory({ ...unknown, risks: ['因病'], coping: 'not' }).category).toBe(
      'sudden-hardship',
    );
  });

  test('XX-01 a county with two groups is never told a third one; the fact is left to people', () => {
    const two = facts({
      categories: ['unstable-exited', 'marginal'],
      risks: ['因自然灾害'],
      coping: 'not',
    });
    expect(suggestCategory(two)).toMatchObject({ category: null });
    expect(suggestCategory(two).restsOn).toContainEqual({
      code: 'category-not-used',
      category: 'sudden-hardship',
    });
    expect(suggestCategory({ ...two, referencePerPerson: 3000 }).category).toBe('marginal');
  });

  test('every suggestion names the facts it rests on', () => {
    for (const exitedPoverty of [true, false]) {
      for (const referencePerPerson of [null, 100, 90_000]) {
        const { restsOn } = suggestCategory(facts({ exitedPoverty, referencePerPerson }));
        expect(restsOn.length).toBeGreaterThan(0);
      }
    }
  });

  test('BN-48 a flat or a car is a question for the village meeting and changes no suggestion', () => {
    expect(needsExplanation(['car', 'flat'])).toEqual(['car', 'flat']);
    // 五无 is the test of the insurance, and of nothing else.
    expect(hasNoneOfFive([])).toBe(true);
    expect(hasNoneOfFive(['car'])).toBe(false);
    expect(hasNoneOfFive(null)).toBeNull();
    expect(Object.keys(facts())).not.toContain('assets');
  });
});

describe('households that left poverty', () => {
  test('XX-07 are 稳定脱贫户, 重点提升户 or 兜底保障户', () => {
    expect(suggestExitClass([aGrandparent(), aGrandparent()], 20_000, 8300)).toBe('safety-net');
    expect(suggestExitClass([aWorker(), aPupil()], 20_000, 8300)).toBe('stable');
    expect(suggestExitClass([aWorker()], 8300, 8300)).toBe('to-lift');
    expect(suggestExitClass([aMember()], 20_000, 8300)).toBe('to-lift');
    expect(suggestExitClass([aWorker()], null, 8300)).toBe('to-lift');
  });
});

describe('who can work', () => {
  test('FD-06 the codes of the form decide, and a student’s code does not count', () => {
    expect(workforceOf([aMember(), aGrandparent()])).toBe('able');
    expect(workforceOf([aMember({ labour: 'skilled' })])).toBe('able');
    expect(workforceOf([aMember({ labour: 'weak' }), aGrandparent()])).toBe('weak');
    expect(workforceOf([aGrandparent(), aMember({ labour: 'lost' })])).toBe('none');
    expect(workforceOf([aGrandparent(), aPupil({ labour: 'ordinary' })])).toBe('none');
    expect(workforceOf([aMember({ labour: null })])).toBe('unknown');
    expect(workforceOf([])).toBe('unknown');
    // An old person without a code changes nothing.
    expect(workforceOf([aMember({ age: 80, labour: null })])).toBe('none');
  });

  test('LX-21 零就业: somebody can work and nobody does', () => {
    expect(isZeroEmployment([aMember(), aGrandparent()])).toBe(true);
    expect(isZeroEmployment([aMember(), aWorker()])).toBe(false);
    expect(isZeroEmployment([aGrandparent()])).toBe(false);
  });
});

describe('the checklist at the door', () => {
  const window = incomeWindow(localDate('2026-11-23'), 12);

  test('LX-02 三保障 and water: what is wrong is named, an empty dangerous house is not', () => {
    expect(
      openGuarantees({
        housing: 'unsafe-lived-in',
        schooling: 'dropped-out',
        uninsured: ['a'],
        water: ['far'],
      }),
    ).toEqual(['义务教育', '基本医疗', '住房安全', '饮水安全']);
    expect(
      openGuarantees({ housing: 'unsafe-empty', schooling: 'unable', uninsured: [], water: [] }),
    ).toEqual([]);
    expect(openGuarantees(emptyChecklist)).toEqual([]);
  });

  test('an assessment is complete when sheet, checklist and coping are, and a part is kept as well', () => {
    const started = startAssessment('identification', window, 3, ['因病']);
    expect(isComplete(started)).toBe(false);
    expect(checkAssessment(started, [])).toMatchObject({ ok: true });
    const full = {
      ...withBills(started, { total: 20_000, basic: 12_000, 'serious-illness': 0, relief: 0 }),
      guarantees: { housing: 'safe', schooling: 'no-child', uninsured: [], water: [] } as const,
      coping: 'with-help' as const,
    };
    expect(full.sheet.illness).toBe(8000);
    expect(isComplete(full)).toBe(false);
    const lines = ['wage', 'business', 'business-cost', 'property', 'transfer', 'claims'] as const;
    const rest = ['disability', 'schooling', 'disaster', 'other'] as const;
    const sheet = Object.fromEntries([...lines, ...rest].map((line) => [line, 0]));
    expect(isComplete({ ...full, sheet: { ...sheet, illness: 8000 } })).toBe(true);
  });

  test('an assessment cannot name a person of another household', () => {
    const started = startAssessment('identification', window, 3, []);
    const wrong = { ...started, guarantees: { ...emptyChecklist, uninsured: ['stranger'] } };
    expect(checkAssessment(wrong, ['own'])).toMatchObject({ refusal: { code: 'unknown-member' } });
  });
});
