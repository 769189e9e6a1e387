import { describe, expect, test } from 'vitest';
import type { DisabilityGrade } from '#src/domain/people/identity-number.ts';
import type { AidScope } from '#src/domain/policy/settings.ts';
import { suggestMeasures, type SuggestionFacts } from '#src/domain/plan/suggest-measures.ts';
import { aGrandparent, aMember, aPupil, aWorker } from '#test/domain/assessment/people.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { planMeasure } from '#src/domain/plan/measure.ts';
import { paymentOf } from '#src/domain/plan/payment.ts';
import { fengdu, longxian, ownMeasure, xixian } from '#test/policies/packs.ts';
import { toolbox } from './toolbox.ts';

const facts = (but: Partial<SuggestionFacts> = {}): SuggestionFacts => ({
  members: [aWorker()],
  risks: [],
  issues: [],
  wishes: [],
  category: null,
  exitedPoverty: false,
  withinLine: null,
  dangerousHouse: false,
  running: [],
  taughtAtHome: { from: 6, to: 15 },
  aid: null,
  aidLocalOnly: false,
  insurable: true,
  awardFits: null,
  ...but,
});
const suggested = (but: Partial<SuggestionFacts>): readonly string[] =>
  suggestMeasures(toolbox, facts(but)).map(({ item }) => item.code);

describe('suggested measures', () => {
  test('LX-09 follow the risk: illness, housing and water each have their department', () => {
    const found = suggestMeasures(toolbox, facts({ risks: ['因病', '住房安全', '饮水安全'] }));
    const leads = Object.fromEntries(found.map(({ item }) => [item.code, item.lead]));
    expect(leads).toMatchObject({
      'medical-relief': 'medical',
      'house-repair': 'housing',
      'water-works': 'water',
    });
  });

  test('BN-26 TN-15 a student of a household at risk is suggested for aid; of another household not', () => {
    const members = [aWorker(), aPupil()];
    expect(suggested({ members, category: 'marginal' })).toContain('education-aid');
    expect(suggested({ members, exitedPoverty: true })).toContain('education-aid');
    expect(suggested({ members })).not.toContain('education-aid');
    expect(suggested({ members: [aWorker()], category: 'marginal' })).not.toContain(
      'education-aid',
    );
  });

  test('XX-12 where the document says so aid runs from senior high on and leaves postgraduates out', () => {
    const with_ = (
      schooling: string,
      aid: AidScope | null = 'from-senior-high-before-postgraduate',
    ): readonly string[] =>
      suggested({
        members: [aWorker(), aPupil({ schooling, age: 18 })],
        category: 'marginal',
        aid,
      });
    expect(with_('senior-1')).toContain('education-aid');
    expect(with_('bachelor-4')).toContain('education-aid');
    expect(with_('postgraduate')).not.toContain('education-aid');
    expect(with_('junior-9')).not.toContain('education-aid');
    expect(with_('postgraduate', 'from-senior-high')).toContain('education-aid');
    expect(with_('junior-9', 'from-senior-high')).not.toContain('education-aid');
    expect(with_('junior-9', 'every-stage')).toContain('education-aid');
    expect(with_('junior-9', null)).toContain('education-aid');
    expect(with_('postgraduate', null)).toContain('education-aid');
    // 雨露计划 is for vocational education.
    expect(with_('vocational-2')).toContain('yulu-plan');
    expect(with_('senior-1')).not.toContain('yulu-plan');
  });

  test('XX-12 where it is for 本地户籍 a student registered elsewhere, or nobody knows where, is not suggested for it', () => {
    const who = (registeredHere: boolean | null, aidLocalOnly: boolean): readonly string[] =>
      suggested({
        members: [aWorker(), aPupil({ schooling: 'senior-1', age: 17, registeredHere })],
        category: 'marginal',
        aid: 'from-senior-high-before-postgraduate',
        aidLocalOnly,
      });
    expect(xixian.settings['edu.aid_local_only'].value).toBe(true);
    expect(who(true, true)).toContain('education-aid');
    expect(who(false, true)).not.toContain('education-aid');
    expect(who(null, true)).not.toContain('education-aid');
    expect(longxian.settings['edu.aid_local_only'].value).toBe(false);
    expect(who(false, false)).toContain('education-aid');
  });

  test('FD-50 the industry award is shown to those a way of the pack fits', () => {
    const able = { exitedPoverty: true };
    expect(suggested({ ...able, awardFits: true })).toContain('industry-award');
    expect(suggested({ ...able, awardFits: null })).toContain('industry-award');
    expect(suggested({ ...able, awardFits: false })).not.toContain('industry-award');
  });

  test('BN-48 BN-49 the insurance is for 脱贫户, 监测户 and farmers with none of the five', () => {
    expect(suggested({ risks: ['因病'] })).toContain('poverty-insurance');
    expect(suggested({ risks: ['因病'], insurable: false })).not.toContain('poverty-insurance');
  });

  test('LX-09 somebody without medical insurance is helped to it, not to everything medical', () => {
    const found = suggested({ issues: ['基本医疗'] });
    expect(found).toContain('insurance-aid');
    expect(found).not.toContain('medical-relief');
  });

  test('LX-29 a severely disabled child of 6 to 15 out of school is suggested for teaching at home', () => {
    const child = (age: number, disabilityGrade: DisabilityGrade | null) =>
      aMember({ age, health: ['disabled'], disabilityGrade, labour: 'none' });
    const reasons = (age: number, grade: DisabilityGrade | null = 2) =>
      suggestMeasures(toolbox, facts({ members: [aWorker(), child(age, grade)] })).flatMap((each) =>
        each.reasons.map(({ code }) => code),
      );
    expect(reasons(6)).toContain('home-teaching');
    expect(reasons(15)).toContain('home-teaching');
    expect(reasons(5)).not.toContain('home-teaching');
    expect(reasons(16)).not.toContain('home-teaching');
    expect(reasons(9, 1)).toContain('home-teaching');
    // 三级 and 四级 are not severe, and nothing is claimed of a child without a card.
    expect(reasons(9, 3)).not.toContain('home-teaching');
    expect(reasons(9, null)).not.toContain('home-teaching');
  });

  test('LX-38 a house found dangerous by the appraisal is put forward for renovation before anything else', () => {
    const { value } = longxian.settings.toolbox;
    const first = (dangerousHouse: boolean) =>
      suggestMeasures(value, facts({ risks: ['因病'], dangerousHouse }))[0];
    expect(first(true)?.item).toMatchObject({ code: 'house-renovation', lead: 'housing' });
    expect(first(true)?.reasons).toContainEqual({ code: 'house-dangerous' });
    expect(first(false)?.item.code).not.toBe('house-renovation');
  });

  test('LX-22 a household of Longxian that nobody works for is offered all five kinds of help, each the labour bureau’s', () => {
    const idle = [aMember(), aMember({ labour: 'weak' })];
    const found = suggestMeasures(longxian.settings.toolbox.value, facts({ members: idle }));
    const five = ['skills-training', 'career-guidance', 'job-messages', 'point-to-point'];
    for (const code of five) {
      const offer = found.find(({ item }) => item.code === code);
      expect(offer?.reasons, code).toContainEqual({ code: 'nobody-employed' });
      expect(offer?.item.lead, code).toBe('labour');
    }
    const post = found.find(({ item }) => item.code === 'public-post');
    expect(post?.reasons).toContainEqual({ code: 'post-of-last-resort' });
    expect(post?.item.lead).toBe('labour');
    const busy = suggestMeasures(
      longxian.settings.toolbox.value,
      facts({ members: [aWorker(), aMember({ labour: 'weak', workMonths: 6 })] }),
    ).map(({ item }) => item.code);
    for (const code of [...five, 'public-post']) expect(busy).not.toContain(code);
  });

  test('XX-10 a household of Xixian that nobody works for is offered transport to work, the community factory and a public post', () => {
    const offered = (workMonths: number | null): readonly string[] =>
      suggestMeasures(
        xixian.settings.toolbox.value,
        facts({ members: [aMember({ workMonths })], wishes: ['returned'] }),
      ).map(({ item }) => item.title);
    const three = ['点对点输送', '社区工厂', '公益性岗位'];
    expect(offered(null)).toEqual(expect.arrayContaining(three));
    for (const title of three) expect(offered(8)).not.toContain(title);
  });

  test('FD-47 a household at risk of which somebody works far away is put forward for the travel subsidy, and its payment is followed', () => {
    const { value } = fengdu.settings.toolbox;
    const offer = (worksAway: boolean, category: 'marginal' | null = 'marginal') =>
      suggestMeasures(
        value,
        facts({ members: [aMember({ workMonths: 8, worksAway })], category }),
      ).find(({ item }) => item.code === 'travel-subsidy');
    expect(offer(true)?.reasons).toContainEqual({ code: 'works-away' });
    expect(offer(true)?.item.lead).toBe('labour');
    expect(offer(false)).toBeUndefined();
    expect(offer(true, null)).toBeUndefined();
    // Its money is followed until it is paid.
    const on = localDate('2026-11-02');
    const planned = planMeasure(ownMeasure(fengdu, 'travel-subsidy'), 'measure-1', on);
    const begun = { ...planned, capYuan: null, state: 'in-progress', startedOn: on } as const;
    expect(paymentOf(begun)).toEqual({ kind: 'due', since: on });
  });

  test('BN-44 a public post is for weak labour, and for those who cannot leave', () => {
    expect(suggested({ members: [aMember({ labour: 'weak' })] })).toContain('public-post');
    expect(suggested({ members: [aMember()] })).not.toContain('public-post');
    expect(suggested({ members: [aMember()], wishes: ['cannot-leave'] })).toContain('public-post');
    expect(suggested({ members: [aMember({ labour: 'none' })] })).not.toContain('public-post');
  });

  test('XX-11 a public post is for people who came back as well', () => {
    expect(suggested({ members: [aMember()], wishes: ['returned'] })).toContain('public-post');
    expect(suggested({ members: [aWorker()], wishes: ['returned'] })).not.toContain('public-post');
  });

  test('TN-26 XX-09 where somebody can work and nobody does, a job comes first', () => {
    expect(suggested({ members: [aMember(), aGrandparent()] })).toContain('job-placement');
    expect(suggested({ members: [aWorker(), aGrandparent()] })).not.toContain('job-placement');
  });

  test('LX-48 no labour and low income points to the civil department’s safety net', () => {
    const members = [aGrandparent()];
    const found = suggestMeasures(toolbox, facts({ members, withinLine: true }));
    expect(found.filter(({ item }) => item.lead === 'civil').length).toBeGreaterThan(0);
    expect(suggested({ members, withinLine: false })).not.toContain('minimum-living');
    expect(suggested({ members: [aWorker()], withinLine: true })).not.toContain('minimum-living');
  });

  test('LX-53 sudden hardship points to relief at once', () => {
    expect(suggested({ category: 'sudden-hardship' })).toContain('temporary-relief');
  });

  test('LX-14 an able household is shown something that earns', () => {
    expect(suggested({ exitedPoverty: true })).toContain('courtyard');
    expect(suggested({ members: [aGrandparent()], exitedPoverty: true })).not.toContain(
      'courtyard',
    );
  });

  test('TN-31 what the registry proves needs no application, what somebody wishes does', () => {
    const found = suggestMeasures(
      toolbox,
      facts({
        members: [aMember(), aPupil()],
        category: 'marginal',
        wishes: ['cannot-leave'],
      }),
    );
    const free = found.filter((each) => each.withoutApplication).map(({ item }) => item.code);
    expect(free).toEqual(['education-aid']);
  });

  test('LX-09 for illness medical help stands before what merely helps such households', () => {
    const found = suggested({ risks: ['因病'], exitedPoverty: true });
    expect(found.indexOf('medical-relief')).toBeLessThan(found.indexOf('courtyard'));
  });

  test('a measure that runs is not suggested again, and more reasons come first', () => {
    const both = { members: [aMember({ labour: 'weak' })], risks: ['因务工就业不稳'] as const };
    expect(suggested(both)[0]).toBe('public-post');
    expect(suggested({ ...both, running: ['public-post'] })).not.toContain('public-post');
  });
});
