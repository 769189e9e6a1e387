import { describe, expect, it } from 'vitest';
import { monitoringLine } from '#src/domain/policy/income.ts';
import { packOn } from '#src/domain/policy/pack-on-day.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import {
  allPacks,
  banan,
  countyPacks,
  fallback,
  fengdu,
  longxian,
  statedBy,
  tongnan,
  xixian,
} from './packs.ts';

const find = (id: string) => allPacks.find((pack) => pack.id === id);

describe('who is recognised', () => {
  it('FD-01 8300 yuan is Fengdu’s line of 2024 and nobody else’s', () => {
    expect(fengdu.settings['monitor_line.yuan']).toMatchObject({
      value: 8300,
      to: '2024-12-31',
      source: { kind: 'clause', article: '（一）' },
    });
    expect(monitoringLine(fengdu)).toEqual({ kind: 'fixed', yuan: 8300 });
    expect(statedBy('monitor_line.yuan')).toEqual(['fengdu']);
    for (const pack of [banan, longxian, tongnan, fallback]) {
      expect(monitoringLine(pack), pack.id).toEqual({ kind: 'unpublished' });
    }
    const later = packOn(fengdu, localDate('2025-01-01'), find);
    expect(monitoringLine(later)).toEqual({ kind: 'unpublished' });
  });

  it('TN-10 8700 yuan is Tongnan’s target for low incomes, not a line of monitoring', () => {
    expect(tongnan.settings['income_floor_target.yuan'].value).toBe(8700);
    expect(tongnan.settings['monitor_line.yuan'].value).toBeNull();
    expect(fengdu.settings['income_floor_target.yuan'].value).toBe(10000);
    for (const pack of [banan, longxian, xixian]) {
      expect(pack.settings['income_floor_target.yuan'].value, pack.id).toBeNull();
    }
    expect(tongnan.settings.kpis.value.find(({ code }) => code === 'income-floor')).toMatchObject({
      comparison: 'at-least',
      value: 8700,
      unit: 'yuan-per-person-year',
    });
  });

  it('FD-55 nobody is to stay below ten thousand yuan a head', () => {
    const target = fengdu.settings.kpis.value.find(({ code }) => code === 'low-income-households');
    expect(target).toMatchObject({ comparison: 'equals', value: 0, unit: 'households' });
  });

  it('XX-01 Xixian watches two groups, the others three', () => {
    const categories = xixian.settings.target_groups.value.map(({ category }) => category);
    expect(categories).toEqual(['marginal', 'unstable-exited']);
    for (const pack of [banan, longxian, tongnan, fengdu]) {
      expect(pack.settings.target_groups.value, pack.id).toHaveLength(3);
    }
  });

  it('LX-02 LX-54 Longxian’s three groups, and who counts as suddenly in hardship', () => {
    expect(longxian.settings.target_groups.value.map(({ title }) => title)).toEqual([
      '脱贫不稳定户',
      '边缘易致贫户',
      '严重困难户',
    ]);
    expect(longxian.settings['category.sudden']).toMatchObject({
      value: expect.stringContaining('刚性支出较大或收入大幅缩减') as unknown,
      source: { kind: 'clause', article: '第32项' },
    });
  });

  it('XX-02 Xixian’s causes are illness, disability, schooling and disaster, and whatever else (等)', () => {
    expect(xixian.settings.risk_types.value).toEqual([
      '因病',
      '因残',
      '因学',
      '因自然灾害',
      '其他',
    ]);
    expect(statedBy('risk_types')).toEqual(['xixian']);
    expect(fallback.settings.risk_types.value).toHaveLength(11);
  });

  it('XX-03 rigid spending is asked for by cause', () => {
    expect(xixian.settings['income.expense_causes']).toMatchObject({
      value: ['因病', '因残', '因学', '因自然灾害'],
      source: { kind: 'clause' },
    });
  });

  it('XX-04 Xixian’s line is a ratio of a reference without any number; it has a value once both are entered', () => {
    expect(monitoringLine(xixian)).toEqual({
      kind: 'formula',
      expression: 'ratio * reference',
      missing: ['ratio', 'reference'],
    });
    const inputs = {
      ...xixian.settings['monitor_line.inputs'],
      value: { ratio: 0.5, reference: 17001 },
    };
    expect(
      monitoringLine({ settings: { ...xixian.settings, 'monitor_line.inputs': inputs } }),
    ).toEqual({ kind: 'fixed', yuan: 8501 });
    expect(statedBy('monitor_line.expression')).toEqual(['xixian']);
  });

  it('XX-07 three classes of households are visited regularly, how often is not said', () => {
    expect(xixian.settings.household_classes.value).toEqual([
      { code: 'stable', title: '稳定脱贫户', visitsPerYear: null },
      { code: 'to-lift', title: '重点提升户', visitsPerYear: null },
      { code: 'safety-net', title: '兜底保障户', visitsPerYear: null },
    ]);
    expect(banan.settings.household_classes.value).toEqual([]);
  });
});

describe('ways a clue comes', () => {
  it('FD-03 Fengdu’s channels are on line and off it: comparison, 12317, its own application, visits', () => {
    expect(fengdu.settings.channels.value).toEqual(
      expect.arrayContaining(['data_match', 'hotline_12317', 'self_declare', 'cadre_visit']),
    );
    expect(fengdu.settings.hotline.value).toBe('12317');
    expect(banan.settings.hotline.value).toBe('12345');
  });

  it('BN-51 BN-52 BN-54 Banan takes in its platform, people’s own reports and what the grid sees', () => {
    expect(banan.settings.channels.value).toEqual(
      expect.arrayContaining(['data_match', 'self_declare', 'grid_report']),
    );
    expect(banan.settings.scope.value).toBe('网格内群众');
  });

  it('LX-01 TN-04 all farm households are watched', () => {
    expect(longxian.settings.scope.value).toBe('所有农户');
    expect(tongnan.settings.scope.value).toBe('全体农户');
  });

  it('LX-03 Longxian’s four ways', () => {
    expect(longxian.settings.channels.value).toEqual([
      'self_declare',
      'cadre_visit',
      'dept_alert',
      'social_info',
    ]);
  });

  it('TN-02 one-tap declaration and what departments share', () => {
    expect(tongnan.settings.channels.value).toEqual(
      expect.arrayContaining(['self_declare', 'dept_alert', 'data_match']),
    );
  });

  it('XX-05 Xixian’s platform is a channel', () => {
    expect(xixian.settings.channels).toMatchObject({
      value: ['data_match', 'cadre_visit'],
      source: { quote: '依托新区脱贫攻坚大数据平台' },
    });
  });

  it('XX-06 the village officer is 村级扶贫专干 in Xixian, 信息监测员 in Longxian', () => {
    expect(xixian.settings['posts.titles'].value).toEqual({ 'village-officer': '村级扶贫专干' });
    expect(longxian.settings['posts.titles'].value['village-officer']).toBe('信息监测员');
  });
});

describe('clocks', () => {
  it('FD-02 fifteen days are hard in Fengdu', () => {
    expect(fengdu.settings['clock.identify']).toMatchObject({
      value: 15,
      unit: 'calendar-days',
      strength: 'hard',
      source: { quote: '识别认定时间严格控制在15天以内' },
    });
  });

  it('BN-60 fifteen days are soft in Banan', () => {
    expect(banan.settings['clock.identify']).toMatchObject({
      value: 15,
      unit: 'calendar-days',
      strength: 'soft',
    });
    expect(statedBy('clock.identify')).toEqual(['banan', 'fengdu']);
  });

  it('BN-61 five days of publicity block, wherever they are inherited', () => {
    for (const pack of allPacks) {
      expect(pack.settings['publicity.min_days'], pack.id).toMatchObject({
        value: 5,
        unit: 'calendar-days',
        strength: 'block',
      });
    }
    expect(statedBy('publicity.min_days')).toEqual(['banan']);
  });

  it('BN-62 FD-05 the plan has ten working days', () => {
    for (const pack of [banan, fengdu]) {
      expect(pack.settings['clock.plan'], pack.id).toMatchObject({
        value: 10,
        unit: 'working-days',
        source: { kind: 'clause' },
      });
    }
  });

  it('FD-12 an alarm is verified in three days and put right in ten', () => {
    expect(fengdu.settings['clock.alarm.verify']).toMatchObject({ value: 3, strength: 'hard' });
    expect(fengdu.settings['clock.alarm.fix']).toMatchObject({ value: 10, strength: 'hard' });
    expect(statedBy('clock.alarm.verify')).toEqual(['fengdu']);
  });

  it('LX-05 Longxian reviews before it asks for authorisation, and publishes before town and county', () => {
    expect(longxian.settings['case.steps'].value).toEqual([
      'village-review',
      'authorisation',
      'publicity',
      'town-review',
      'county-decision',
    ]);
    expect(banan.settings['case.steps'].value[0]).toBe('authorisation');
    expect(longxian.settings.auth_commitment_required.value).toBe(true);
  });

  it('LX-04 BN-56 review is weekly in Longxian, monthly in Banan', () => {
    expect(longxian.settings['village_review.period'].value).toBe('week');
    expect(banan.settings['village_review.period'].value).toBe('month');
    expect(fengdu.settings['village_review.period']).toMatchObject({
      value: 'week',
      source: { kind: 'inherited', from: 'default' },
    });
  });

  it('LX-13 three months between recognition and elimination block', () => {
    expect(longxian.settings['elim.min_months']).toMatchObject({
      value: 3,
      unit: 'months',
      strength: 'block',
    });
    expect(statedBy('elim.min_months')).toEqual(['longxian']);
  });

  it('LX-12 the steps of elimination are Longxian’s', () => {
    expect(longxian.settings['elim.steps']).toMatchObject({
      value: ['application', 'village', 'town', 'county-check', 'publicity', 'marking'],
      source: { kind: 'clause' },
    });
  });

  it('TN-12 two years without elimination are Tongnan’s', () => {
    expect(tongnan.settings['elim.long_case_years']).toMatchObject({
      value: 2,
      source: { kind: 'clause' },
    });
  });

  it('FD-11 sixty per cent of risks eliminated is Fengdu’s aim, shown to the county only and for 2024 only', () => {
    expect(statedBy('elim.rate_target')).toEqual(['fengdu']);
    expect(
      fengdu.settings.kpis.value.find(({ code }) => code === 'elimination-rate'),
    ).toMatchObject({ value: 0.6, strength: 'strive', level: 'county' });
    const later = packOn(fengdu, localDate('2025-01-01'), find);
    expect(later.settings['elim.rate_target'].value).toBeNull();
    expect(later.settings.kpis.value).toEqual([]);
  });
});

describe('versions', () => {
  it('FD-61 TN-45 a value of one year ends with it: another wording, its values the parent’s and shown as inherited', () => {
    const inTime = packOn(fengdu, localDate('2024-12-31'), find);
    const later = packOn(fengdu, localDate('2026-06-01'), find);
    expect(inTime).toBe(fengdu);
    expect(later.version).toBe(`${fengdu.version}+2025-01-01`);
    expect(later.settings['monitor_line.yuan']).toMatchObject({
      value: null,
      source: { kind: 'inherited', from: 'default' },
    });
    expect(later.settings['clock.identify']).toBe(fengdu.settings['clock.identify']);
    // Nothing of 2025 moves what an earlier case began under.
    expect(fengdu.settings['monitor_line.yuan'].value).toBe(8300);
  });

  it('each document says since when it holds; Xixian’s bears no date and says so', () => {
    expect(countyPacks.map(({ id, effectiveFrom }) => [id, effectiveFrom])).toEqual([
      ['xixian', '2020-11-01'],
      ['longxian', '2021-07-22'],
      ['banan', '2022-06-13'],
      ['fengdu', '2024-04-10'],
      ['tongnan', '2025-04-27'],
    ]);
    expect(xixian.note).toContain('未署日期');
    expect(countyPacks.filter(({ effectiveTo }) => effectiveTo !== null)).toEqual([]);
  });

  it('no value is without its source, and every clause names document and article', () => {
    for (const pack of allPacks) {
      for (const [name, { source }] of Object.entries(pack.settings)) {
        const given = source.kind === 'inherited' ? source.source : source;
        const text = given.kind === 'clause' ? given.document + given.article : given.reason;
        expect(text.length, `${pack.id} ${name}`).toBeGreaterThan(3);
      }
    }
  });

  it('nobody is called poor', () => {
    for (const pack of allPacks) {
      const terms = Object.entries(pack.settings).filter(([name]) => name.startsWith('terms.'));
      expect(terms.length).toBe(4);
      for (const [name, { value }] of terms) {
        expect(JSON.stringify(value), `${pack.id} ${name}`).not.toContain('贫困户');
      }
      for (const { title, condition } of pack.settings.toolbox.value) {
        expect(`${title}${condition ?? ''}`, pack.id).not.toContain('贫困户');
      }
    }
  });
});
