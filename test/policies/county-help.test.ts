import { describe, expect, it } from 'vitest';
import { breaches } from '#test/flows/wording-rules.ts';
import { aidToStageEnd } from '#src/domain/plan/stage-aid.ts';
import { developmentClasses } from '#src/domain/policy/toolbox.ts';
import {
  allPacks,
  banan,
  countyPacks,
  fallback,
  fengdu,
  longxian,
  ownMeasure,
  ownTitles,
  statedBy,
  tongnan,
  xixian,
} from './packs.ts';

describe('tool boxes', () => {
  it('what a pack says of who gets a measure can be shown to people as it stands', () => {
    for (const pack of allPacks) {
      for (const { condition } of pack.settings.toolbox.value) {
        if (condition !== null) expect(breaches({ text: condition })).toEqual([]);
      }
    }
  });

  it('every risk a pack knows finds at least one measure', () => {
    for (const pack of allPacks) {
      for (const risk of pack.settings.risk_types.value) {
        const help = pack.settings.toolbox.value.filter(
          ({ risks }) => risks.length === 0 || risks.includes(risk),
        );
        expect(help.length, `${pack.id} ${risk}`).toBeGreaterThan(0);
      }
    }
  });

  it('every household that can work finds a development measure for every risk of its own', () => {
    for (const pack of allPacks) {
      const classes = pack.settings.toolbox.value.map((item) => item.class);
      for (const wanted of developmentClasses) expect(classes, pack.id).toContain(wanted);
    }
  });

  it('what the document does not name is inherited without anybody’s amount', () => {
    for (const pack of countyPacks) {
      for (const item of pack.settings.toolbox.value) {
        if (item.source.kind !== 'inherited') continue;
        expect([item.capYuanPerYear, item.condition], `${pack.id} ${item.code}`).toEqual([
          null,
          null,
        ]);
      }
    }
  });

  it('BN-37 awards follow work and production in Banan; hand-outs alone are no plan', () => {
    expect(ownMeasure(banan, 'industry-award')).toMatchObject({
      title: '以奖代补、事后奖补、劳务补助',
      class: 'industry',
      handout: false,
    });
    expect(banan.settings['plan.rule.handout']).toMatchObject({
      source: { kind: 'clause', quote: '不得以简单发放钱物替代' },
    });
    const handouts = fallback.settings.toolbox.value.filter(({ handout }) => handout);
    expect(handouts.map(({ code }) => code)).toContain('subsistence-allowance');
    expect(handouts.every((item) => !developmentClasses.has(item.class))).toBe(true);
  });

  it('BN-38 small loans for all who need them', () => {
    expect(ownMeasure(banan, 'small-loan')).toMatchObject({ class: 'finance', lead: 'rural' });
  });

  it('BN-40 courtyard and other trades by household', () => {
    expect(ownMeasure(banan, 'courtyard-economy').title).toBe('庭院经济和非农经济');
  });

  it('BN-43 FD-47 travel to work elsewhere is subsidised', () => {
    for (const pack of [banan, fengdu]) {
      expect(ownMeasure(pack, 'travel-subsidy'), pack.id).toMatchObject({
        class: 'employment',
        lead: 'labour',
      });
    }
  });

  it('BN-44 public posts go to those who can hardly work or cannot leave', () => {
    expect(ownMeasure(banan, 'public-post')).toMatchObject({
      class: 'public-post',
      condition: expect.stringContaining('弱劳力、半劳力') as unknown,
    });
  });

  it('BN-48 BN-49 五无 is a condition of Banan’s insurance and of nothing else', () => {
    expect(banan.settings['insurance.five_none'].value).toHaveLength(5);
    expect(statedBy('insurance.five_none')).toEqual(['banan']);
    for (const pack of allPacks.filter((each) => each !== banan)) {
      expect(pack.settings['insurance.five_none'].value, pack.id).toBeNull();
      expect(ownTitles(pack), pack.id).not.toContain('综合防贫保险');
    }
    expect(ownMeasure(banan, 'poverty-insurance')).toMatchObject({
      title: '综合防贫保险',
      class: 'finance',
      condition: expect.stringContaining('五无') as unknown,
    });
    // What the village is asked to explain stays a question everywhere.
    expect(banan.settings.asset_questions.source.kind).toBe('inherited');
  });

  it('BN-27 student loans of 12000 and 16000 yuan a year are Banan’s', () => {
    expect(banan.settings['edu.loan_yuan'].value).toEqual({
      undergraduate: 12000,
      graduate: 16000,
    });
    expect(statedBy('edu.loan_yuan')).toEqual(['banan']);
    expect(ownMeasure(banan, 'student-loan').condition).toContain('12000 元');
  });

  it('BN-26 students of households not yet out of risk are within education aid', () => {
    expect(banan.settings['edu.aid_scope']).toMatchObject({
      value: 'every-stage',
      source: { quote: '将未消除风险的监测对象户学生纳入教育资助范围' },
    });
    expect(ownMeasure(banan, 'education-aid').risks).toEqual(['因学']);
  });

  it('TN-15 students of all three groups are within Tongnan’s education aid', () => {
    expect(tongnan.settings['edu.aid_scope']).toMatchObject({
      value: 'every-stage',
      source: { quote: expect.stringContaining('脱贫户、边缘易致贫户、突发严重困难户') as unknown },
    });
    expect(ownMeasure(tongnan, 'education-aid').lead).toBe('education');
  });

  it('FD-06 FD-07 who can work gets a development measure, who cannot is held by the safety net', () => {
    expect(fengdu.settings['plan.rule.labour']).toMatchObject({
      value: expect.stringContaining('至少一项开发式帮扶措施') as unknown,
      source: { kind: 'clause' },
    });
    expect(fengdu.settings['plan.rule.no_labour'].source.kind).toBe('clause');
    expect([...developmentClasses].sort()).toEqual([
      'employment',
      'finance',
      'industry',
      'public-post',
    ]);
  });

  it('BN-30 FD-19 a big medical bill is helped case by case; insurance is subsidised', () => {
    for (const pack of [banan, fengdu]) {
      expect(ownMeasure(pack, 'special-medical-relief').class, pack.id).toBe('health');
      expect(ownMeasure(pack, 'insurance-aid').lead, pack.id).toBe('medical');
    }
    expect(ownMeasure(fengdu, 'medical-mutual-aid').title).toBe('乡村医疗互助');
  });

  it('BN-34 a house renovated before may be renovated again after a disaster', () => {
    expect(ownMeasure(banan, 'house-renovation')).toMatchObject({
      condition: expect.stringContaining('可以再次纳入') as unknown,
    });
  });

  it('FD-16 the vocational subsidy of 雨露计划', () => {
    expect(ownMeasure(fengdu, 'yulu-plan').title).toBe('雨露计划职业教育补助');
  });

  it('FD-17 certification of chronic illness, family doctors, treatment before payment', () => {
    for (const code of ['chronic-certification', 'family-doctor', 'treat-first']) {
      expect(ownMeasure(fengdu, code).lead, code).toBe('health');
    }
  });

  it('FD-49 FD-50 Fengdu’s award is at most 2000 yuan, in two ways', () => {
    expect(ownMeasure(fengdu, 'industry-award').capYuanPerYear).toBe(2000);
    expect(fengdu.settings['award.industry_cap_yuan'].value).toBe(2000);
    expect(fengdu.settings['award.industry_ways'].value).toEqual([
      ['returned', 'able-to-work', 'willing', 'not-yet-awarded'],
      ['income-below-city-average', 'running-a-project'],
    ]);
    for (const pack of [banan, longxian, tongnan, xixian]) {
      const award = pack.settings.toolbox.value.find(({ code }) => code === 'industry-award');
      expect(award?.capYuanPerYear ?? null, pack.id).toBeNull();
      expect(pack.settings['award.industry_cap_yuan'].value, pack.id).toBeNull();
    }
  });

  it('LX-09 the classes of help Longxian speaks of are all there', () => {
    const classes = new Set(longxian.settings.toolbox.value.map((item) => item.class));
    for (const each of ['industry', 'employment', 'safety-net', 'aspiration', 'social'] as const) {
      expect(classes.has(each), each).toBe(true);
    }
  });

  it('LX-22 five kinds of help to find work', () => {
    for (const code of [
      'skills-training',
      'career-guidance',
      'job-messages',
      'point-to-point',
      'public-post',
    ]) {
      expect(ownMeasure(longxian, code).lead, code).toBe('labour');
    }
  });

  it('LX-30 education aid and 雨露计划', () => {
    expect(ownMeasure(longxian, 'education-aid').class).toBe('other-education');
    expect(ownMeasure(longxian, 'yulu-plan').class).toBe('other-education');
  });

  it('LX-38 a house found dangerous is renovated', () => {
    expect(ownMeasure(longxian, 'house-renovation')).toMatchObject({
      class: 'housing',
      risks: expect.arrayContaining(['住房安全']) as unknown,
    });
  });

  it('TN-25 small loans and 渝快助农贷 for all who qualify', () => {
    expect(ownMeasure(tongnan, 'small-loan').condition).toContain('应贷尽贷');
    expect(ownMeasure(tongnan, 'yukuai-loan').title).toBe('渝快助农贷');
  });

  it('TN-32 unpaid wages go to the labour bureau', () => {
    expect(ownMeasure(tongnan, 'wage-recovery').lead).toBe('labour');
    expect(tongnan.settings['routing.topics'].value['unpaid-wages']).toBe('labour');
    expect(tongnan.settings.departments.value.labour).toBe('区人力社保局');
  });

  it('XX-10 XX-11 people are brought to work; public posts for those who cannot leave or came back', () => {
    expect(ownMeasure(xixian, 'point-to-point').class).toBe('employment');
    expect(ownMeasure(xixian, 'public-post').condition).toBe('不能离开本地，或者返乡回流的');
  });

  it('XX-12 XX-13 education aid for local students from senior high school on, not postgraduates, to the end of the stage', () => {
    expect(xixian.settings['edu.aid_scope'].value).toBe('from-senior-high-before-postgraduate');
    expect(ownMeasure(xixian, 'education-aid').condition).toContain('当期学段读完');
    const running = [{ code: 'education-aid', state: 'in-progress' as const }];
    expect(aidToStageEnd(running, xixian.settings.toolbox.value)).toBe(true);
    expect(aidToStageEnd(running, banan.settings.toolbox.value)).toBe(false);
    expect(aidToStageEnd([], xixian.settings.toolbox.value)).toBe(false);
  });

  it('XX-14 XX-15 three nets in their order before a bill is one’s own, settled at one counter', () => {
    expect(xixian.settings['medical.nets'].value).toEqual([
      '城乡居民医保报销',
      '大病补充保险补偿',
      '民政医疗救助',
    ]);
    expect(ownMeasure(xixian, 'medical-relief').lead).toBe('civil');
    expect(ownMeasure(xixian, 'one-stop-settlement').class).toBe('health');
  });

  it('XX-16 four classes of social assistance', () => {
    expect(xixian.settings['social_aid.classes']).toMatchObject({
      value: ['基本生活救助', '专项社会救助', '急难社会救助', '社会力量帮助'],
      source: { kind: 'clause' },
    });
  });

  it('LX-48 who cannot work is taken into 低保, 特困 and other assistance', () => {
    expect(ownMeasure(longxian, 'subsistence-allowance').lead).toBe('civil');
    expect(ownMeasure(longxian, 'special-hardship-support').class).toBe('safety-net');
    expect(longxian.settings['plan.rule.no_labour'].source.kind).toBe('clause');
  });
});

describe('guarantees and targets', () => {
  it('LX-45 water is fetched in 20 minutes, 800 metres, 80 metres up, supplied more than nine days of ten', () => {
    expect(longxian.settings['water.thresholds']).toMatchObject({
      value: { minutes: 20, horizontalMetres: 800, verticalMetres: 80, supplyRate: 0.9 },
      source: { kind: 'clause', article: '第27项' },
    });
    expect(longxian.settings['water.fee_rate'].value).toBe(0.95);
  });

  it('LX-29 home teaching is for children of 6 to 15', () => {
    expect(longxian.settings['home_teaching.ages'].value).toEqual({ from: 6, to: 15 });
    expect(longxian.settings['home_teaching.per_month'].value).toBe(2);
  });

  it('LX-31 TN-19 BN-29 all are insured in Longxian and Banan, 99 per cent in Tongnan', () => {
    expect(longxian.settings['medical.enrol_target'].value).toBe(1);
    expect(banan.settings['medical.enrol_target'].value).toBe(1);
    expect(tongnan.settings['medical.enrol_target'].value).toBe(0.99);
  });

  it('TN-18 what a high medical bill is stays blank until the county says', () => {
    for (const pack of allPacks) {
      expect(pack.settings['medical.big_cost_yuan'].value, pack.id).toBeNull();
    }
  });

  it('BN-32 TN-20 the rule for houses is each county’s own', () => {
    expect(banan.settings['housing.rule'].value).toContain('发现一户、保障一户');
    expect(tongnan.settings['housing.rule'].value).toContain('发现一户改造一户');
  });

  it('FD-14 people in a dangerous house are an emergency', () => {
    expect(fengdu.settings['housing.occupied_is_emergency']).toMatchObject({
      value: true,
      source: { kind: 'clause', quote: '守住“危房不住人”底线' },
    });
  });

  it('XX-09 TN-26 one job at least for a household that can work', () => {
    for (const pack of [xixian, tongnan]) {
      expect(pack.settings['jobs.min_per_household'], pack.id).toMatchObject({
        value: 1,
        source: { kind: 'clause' },
      });
    }
  });

  it('LX-21 FD-20 no household without a job, no open trouble with water', () => {
    const zero = (pack: typeof longxian, code: string) =>
      pack.settings.kpis.value.find((each) => each.code === code);
    expect(zero(longxian, 'zero-job-households')).toMatchObject({ comparison: 'equals', value: 0 });
    expect(zero(fengdu, 'open-water-issues')).toMatchObject({ comparison: 'equals', value: 0 });
    expect(zero(tongnan, 'open-water-issues')).toMatchObject({ comparison: 'equals', value: 0 });
  });

  it('BN-15 FD-28 two thirds of a month are Banan’s and Fengdu’s; twenty days of thirty are enough', () => {
    expect(statedBy('presence.min_ratio')).toEqual(['banan', 'fengdu']);
    expect(20 / 30 >= banan.settings['presence.min_ratio'].value).toBe(true);
    expect(19 / 30 >= banan.settings['presence.min_ratio'].value).toBe(false);
  });

  it('LX-67 two years at the post are Longxian’s', () => {
    expect(statedBy('post.min_term_years')).toEqual(['longxian']);
  });
});
