import { describe, expect, it } from 'vitest';
import { countyPolicy } from '#src/domain/policy/county-policy.ts';
import { measureOffice } from '#src/domain/policy/measure-office.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { routingTopics } from '#src/domain/policy/routing.ts';
import { allPacks, banan, countyPacks, fengdu, longxian, tongnan, xixian } from './packs.ts';

const table = (pack: Pack) => pack.settings['routing.table'].value;
const row = (pack: Pack, number: string) => table(pack).find((each) => each.number === number);
const duty = (pack: Pack, code: string) =>
  pack.settings.recurring_duties.value.find((each) => each.code === code);

describe('who does what', () => {
  it('every topic of every pack has a department with a name', () => {
    for (const pack of allPacks) {
      const { value: topics } = pack.settings['routing.topics'];
      for (const topic of routingTopics) {
        expect(pack.settings.departments.value[topics[topic]], `${pack.id} ${topic}`).toMatch(/./);
      }
    }
  });

  it('BN-80 Banan’s annex has its 62 rows, who leads and who supports', () => {
    expect(table(banan)).toHaveLength(62);
    expect(table(banan).map(({ number }) => number)).toEqual(
      Array.from({ length: 62 }, (_, at) => String(at + 1)),
    );
    expect(row(banan, '46')).toMatchObject({
      item: '监测对象的认定，原则上不超过15天，村内公示不少于5天',
      lead: ['区乡村振兴局', '各镇街'],
      support: [],
    });
    expect(row(banan, '31')?.support).toEqual([
      '巴南银保监分局',
      '人行巴南中心支行',
      '区金融发展中心',
    ]);
    expect(row(banan, '61')?.lead).toEqual(['区农业农村委（区乡村振兴局）']);
  });

  it('LX-76 Longxian’s fifty items have their bureau', () => {
    expect(table(longxian)).toHaveLength(50);
    expect(row(longxian, '17')).toEqual({
      number: '17',
      item: '扎实做好医疗参保工作',
      lead: ['县医保局'],
      support: [],
    });
    expect(longxian.settings['routing.topics'].value['small-loans']).toBe('banking');
    expect(longxian.settings.departments.value.banking).toBe('县人行');
  });

  it('TN-05 Tongnan’s 22 items have who leads and who is responsible', () => {
    expect(table(tongnan)).toHaveLength(22);
    expect(row(tongnan, '（一）')).toEqual({
      number: '（一）',
      item: '用好“渝悦·防贫”应用',
      lead: ['区农业农村委'],
      support: ['区巩固拓展脱贫攻坚成果专班成员单位', '各镇街'],
    });
    expect(tongnan.settings['routing.topics'].value['unsold-produce']).toBe('commerce');
  });

  it('XX-36 Xixian’s twenty items, its joint bureaus, and four levels of areas', () => {
    expect(table(xixian)).toHaveLength(20);
    expect(row(xixian, '5')?.lead).toEqual(['新区教育卫体局', '人社民政局', '各新城']);
    const { value: offices } = xixian.settings.departments;
    expect([offices.education, offices.health]).toEqual(['新区教育卫体局', '新区教育卫体局']);
    expect([offices.civil, offices.medical, offices.labour]).toEqual(
      Array.from({ length: 3 }, () => '新区人社民政局'),
    );
    expect(offices.water).toBe('新区农业农村局');
    expect(xixian.settings['area.levels'].value).toEqual(['新区', '新城', '镇街', '村']);
  });

  it('FD-69 Fengdu’s sixteen items list who is responsible', () => {
    expect(table(fengdu)).toHaveLength(16);
    expect(row(fengdu, '（二）')?.lead).toEqual([
      '县住房城乡建委',
      '县教委',
      '县卫生健康委',
      '县医保局',
      '县水利局',
      '县乡村振兴局',
    ]);
  });

  it('LX-15 XX-18 FD-38 FD-49 a measure is the office’s its own item names first, whatever the department is called', () => {
    const itemNumber = (article: string) => /（3）(\d+)$|第(\d+)项$/.exec(article);
    for (const pack of [longxian, xixian, fengdu]) {
      const named = pack.settings.toolbox.value.filter(({ office }) => office !== undefined);
      expect(named.length, pack.id).toBeGreaterThan(0);
      for (const { code, office, source } of named) {
        const article = source.kind === 'clause' ? source.article : '';
        const [, xixianNumber, longxianNumber] = itemNumber(article) ?? [];
        const number = xixianNumber ?? longxianNumber ?? article;
        expect(row(pack, number)?.lead[0], `${pack.id} ${code}`).toBe(office);
      }
    }
    const officeIn = (pack: Pack, code: string) =>
      countyPolicy(pack).items.find((each) => each.code === code)?.office;
    expect(officeIn(longxian, 'value-chain')).toBe('县农业农村局');
    expect(officeIn(longxian, 'yulu-plan')).toBe('县乡村振兴局');
    expect(officeIn(xixian, 'industry-training')).toBe('新区农业农村局');
    expect(officeIn(fengdu, 'industry-award')).toBe('县农业农村委');
    expect(officeIn(fengdu, 'small-loan')).toBe('县农业农村委');
  });

  it('LX-15 a planned measure is told under the same office; one given to another department under that one’s name', () => {
    const chain = { code: 'value-chain', department: 'rural' } as const;
    expect(measureOffice(longxian, chain)).toBe('县农业农村局');
    expect(measureOffice(longxian, { ...chain, department: 'commerce' })).toBe(
      longxian.settings.departments.value.commerce,
    );
    expect(measureOffice(longxian, { ...chain, code: 'gone' })).toBe('县乡村振兴局');
  });

  it('offices a document does not name keep their general names', () => {
    expect(xixian.settings.departments.value.housing).toBe('住房城乡建设部门');
    expect(banan.settings.departments.value.police).toBe('公安部门');
  });
});

describe('work that comes back', () => {
  it('BN-02 BN-03 BN-04 Banan’s meetings', () => {
    expect(duty(banan, 'dispatch')).toMatchObject({ period: 'month', level: 'county' });
    expect(duty(banan, 'special-meeting')).toMatchObject({ period: 'quarter' });
    expect(duty(banan, 'county-meeting')).toMatchObject({ period: 'quarter' });
    expect(duty(banan, 'town-meeting')).toMatchObject({ period: 'month', level: 'town' });
  });

  it('BN-05 BN-06 BN-07 BN-08 reports at the end of the year', () => {
    for (const code of ['town-yearly-report', 'county-yearly-report', 'department-yearly-report']) {
      expect(duty(banan, code), code).toMatchObject({
        period: 'year',
        due: { kind: 'day-of-year', day: '12-20' },
        source: { kind: 'clause' },
      });
    }
  });

  it('BN-66 guarantees and water are cleared and told of every month', () => {
    expect(duty(banan, 'zero-list')).toMatchObject({ period: 'month', level: 'town' });
    expect(duty(banan, 'monthly-notice')).toMatchObject({ period: 'month', evidence: 'report' });
  });

  it('LX-07 LX-08 comparison, joint meeting and report every month', () => {
    for (const code of ['data-match', 'joint-meeting', 'monthly-report']) {
      expect(duty(longxian, code), code).toMatchObject({
        period: 'month',
        source: { kind: 'clause', article: '第2项' },
      });
    }
    expect(longxian.settings['data_match.departments'].value).toEqual([
      '民政',
      '医保',
      '卫健',
      '残联',
    ]);
  });

  it('LX-28 LX-42 home teaching twice a month, water keepers trained twice by the county and three times by towns', () => {
    expect(duty(longxian, 'home-teaching')).toMatchObject({ period: 'month', times: 2 });
    expect(duty(longxian, 'water-keeper-training-county')).toMatchObject({ times: 2 });
    expect(duty(longxian, 'water-keeper-training-town')).toMatchObject({ times: 3 });
  });

  it('LX-62 LX-63 LX-71 LX-74 Longxian’s other rhythms', () => {
    expect(duty(longxian, 'fund-report')?.period).toBe('month');
    expect(duty(longxian, 'fund-inspection')?.period).toBe('quarter');
    expect(duty(longxian, 'resident-team-report')?.period).toBe('half-year');
    expect(duty(longxian, 'resident-team-care')?.period).toBe('year');
  });

  it('FD-46 FD-59 job data compared monthly, the county’s meeting quarterly', () => {
    expect(duty(fengdu, 'job-data-match')).toMatchObject({ period: 'month', level: 'county' });
    expect(duty(fengdu, 'county-meeting')).toMatchObject({ period: 'quarter' });
  });

  it('what a document does not say is inherited, and says so', () => {
    expect(duty(tongnan, 'village-review')).toMatchObject({
      period: 'week',
      source: { kind: 'inherited', from: 'default' },
    });
    expect(duty(banan, 'village-review')).toMatchObject({
      period: 'month',
      source: { kind: 'clause' },
    });
    for (const pack of countyPacks) {
      const codes = pack.settings.recurring_duties.value.map(({ code }) => code);
      expect(new Set(codes).size, pack.id).toBe(codes.length);
    }
  });
});
