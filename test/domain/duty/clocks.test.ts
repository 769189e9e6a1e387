import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atMinute,
  daysBetween,
  fromInstant,
  type LocalDate,
  localDate,
  plusDays,
  startOfDay,
} from '#src/domain/calendar/local-date.ts';
import { addWorkingDays } from '#src/domain/calendar/working-days.ts';
import {
  eliminationFrom,
  identificationSteps,
  identifyDue,
  limitEnd,
  publicityClosesAt,
  stepDue,
} from '#src/domain/duty/clocks.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { dutyKinds } from '#src/domain/duty/duty.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { Limit } from '#src/domain/policy/setting.ts';
import { calendar, defaultPack, packWith } from '../policy/default-pack.ts';

const clueOn = localDate('2026-11-22');
const openedAt = atMinute(clueOn, 15 * 60);
const basis = { openedAt, clueOn, pack: defaultPack, calendar };
const everyDayOf2026 = Array.from({ length: 365 }, (_, at) =>
  plusDays(localDate('2026-01-01'), at),
);

const limit = (value: number, over: Partial<Limit> = {}): Limit => ({
  value,
  unit: 'calendar-days',
  strength: 'soft',
  roll: false,
  source: { kind: 'own-default', reason: '测试' },
  ...over,
});

const limitOf = {
  accept: 'clock.accept',
  verify: 'clock.verify',
  authorisation: 'clock.authorise',
  'village-review': 'clock.village_review',
  publicity: 'publicity.min_days',
  'town-review': 'clock.town_review',
  'county-decision': 'clock.county_decision',
} as const;

/** Walks the steps, each taking until its due day; posting ends on the day after its last full day. */
function walk(start: LocalDate, pack: Pack): { due: LocalDate; own: LocalDate }[] {
  let day = start;
  return identificationSteps(pack).map((step) => {
    const due = stepDue(step, day, start, pack, calendar).date;
    const own = limitEnd(day, pack.settings[limitOf[step]], calendar).date;
    day = due;
    return { due, own: step === 'publicity' ? plusDays(own, 1) : own };
  });
}

describe('identification', () => {
  it('FD-02 identification takes at most 15 calendar days, the start day not counted, over any holiday', () => {
    const terms = dutyTerms('identify', basis);
    expect(terms).toMatchObject({ dueOn: '2026-12-07', strength: 'hard', estimated: false });
    expect(terms.clause).toMatchObject({
      setting: 'clock.identify',
      source: { kind: 'clause', article: '（一）', quote: '识别认定时间严格控制在15天以内' },
    });
    for (const day of everyDayOf2026) {
      expect(daysBetween(day, identifyDue(day, defaultPack, calendar).date)).toBe(15);
    }
  });

  it('FD-02 the default limits of the steps fit the 15 days on every start day of a year', () => {
    for (const day of everyDayOf2026) {
      const steps = walk(day, defaultPack);
      expect(steps.at(-1)?.due, day).toBe(plusDays(day, 15));
      // Nothing had to be cut short: every step kept its own limit.
      for (const { due, own } of steps) expect(due, day).toBe(own);
      expect(steps[0]?.due).toBe(plusDays(day, 1));
      expect(steps[1]?.due).toBe(plusDays(day, 4));
    }
  });

  it('FD-02 a pack whose steps do not fit is cut short, and still ends on day 15', () => {
    const slow = packWith({ 'clock.town_review': limit(4) });
    const steps = walk(clueOn, slow);
    expect(steps.some(({ due, own }) => due < own)).toBe(true);
    expect(steps.at(-1)?.due).toBe(plusDays(clueOn, 15));
  });

  it('FD-02 a late step shortens what follows and never moves the end', () => {
    const whole = identifyDue(clueOn, defaultPack, calendar).date;
    const steps = identificationSteps(defaultPack);
    fc.assert(
      fc.property(fc.constantFrom(...steps), fc.integer({ min: 0, max: 40 }), (step, late) => {
        const startedOn = plusDays(clueOn, late);
        const { date } = stepDue(step, startedOn, clueOn, defaultPack, calendar);
        expect(date >= startedOn).toBe(true);
        if (startedOn <= whole) expect(date <= whole).toBe(true);
        else expect(date).toBe(startedOn);
      }),
    );
    // Accepted a week late: verification is due at once, so that five days of posting still fit.
    expect(stepDue('verify', plusDays(clueOn, 7), clueOn, defaultPack, calendar).date).toBe(
      plusDays(clueOn, 7),
    );
    expect(stepDue('verify', plusDays(clueOn, 2), clueOn, defaultPack, calendar).date).toBe(
      plusDays(clueOn, 4),
    );
  });

  it('FD-02 an authorisation has the day after the visit too, unless the steps to come would lack it', () => {
    const due = (days: number) =>
      stepDue('authorisation', plusDays(clueOn, days), clueOn, defaultPack, calendar).date;
    expect(due(1)).toBe(plusDays(clueOn, 2));
    expect(due(3)).toBe(plusDays(clueOn, 4));
    // Verified on the last day: what is left belongs to the review, the five days of posting and the two offices.
    expect(due(4)).toBe(plusDays(clueOn, 4));
  });

  it('BN-60 a pack can make the 15 days a soft limit: same day, other strength', () => {
    const banan = packWith({
      'clock.identify': limit(15, {
        source: {
          kind: 'clause',
          document: '《巴南区坚决防止规模性返贫的具体措施》（2022）',
          article: '第18项',
          quote: '监测对象的认定，原则上不超过15天',
        },
      }),
    });
    const terms = dutyTerms('identify', { ...basis, pack: banan });
    expect(terms).toMatchObject({ dueOn: '2026-12-07', strength: 'soft' });
    expect(terms.pack).toEqual({ id: 'variation', version: 'variation-1' });
    expect(terms.clause.source).toMatchObject({ article: '第18项' });
  });

  it('BN-60 another unit is counted in its own days, and its steps still end in time', () => {
    const working = packWith({
      'clock.identify': limit(15, { unit: 'working-days' }),
      'clock.verify': limit(5, { unit: 'working-days' }),
    });
    for (const day of everyDayOf2026.slice(0, 330)) {
      expect(identifyDue(day, working, calendar).date).toBe(addWorkingDays(day, 15, calendar).date);
      const last = walk(day, working).at(-1)?.due ?? day;
      expect(last <= identifyDue(day, working, calendar).date, day).toBe(true);
    }
    const late = dutyTerms('identify', {
      openedAt: atMinute(localDate('2026-12-20'), 600),
      pack: working,
      calendar,
    });
    expect(late.estimated).toBe(true);
  });

  it('BN-57 a clue is taken up by the next day and never waits for a weekly or monthly meeting', () => {
    expect(dutyTerms('accept-clue', basis)).toMatchObject({
      ownerRole: 'village-officer',
      dueOn: '2026-11-23',
    });
    for (const period of ['week', 'month'] as const) {
      const pack = packWith({
        'village_review.period': { value: period, source: { kind: 'own-default', reason: '测试' } },
      });
      const due = stepDue('village-review', plusDays(clueOn, 4), clueOn, pack, calendar);
      expect(due.date).toBe(plusDays(clueOn, 5));
    }
  });

  it('a verification opened late in the case is due with what is left of the time, not by its own limit', () => {
    const opened = { ...basis, openedAt: atMinute(plusDays(clueOn, 3), 600) };
    expect(dutyTerms('verify-home', opened).dueOn).toBe(plusDays(clueOn, 4));
    expect(dutyTerms('verify-home', basis).dueOn).toBe(plusDays(clueOn, 3));
  });
});

describe('minimum periods', () => {
  it('publicity posted on day 0 closes at the earliest on day 6 at 00:00, whatever the hour of posting', () => {
    const postedOn = localDate('2026-11-27');
    const earliest = startOfDay(localDate('2026-12-03'));
    expect(publicityClosesAt(postedOn, defaultPack, calendar)).toBe(earliest);
  });

  it('publicity always shows five full days', () => {
    for (const day of everyDayOf2026) {
      const closesOn = fromInstant(publicityClosesAt(day, defaultPack, calendar));
      expect(daysBetween(day, closesOn) - 1).toBe(5);
    }
  });

  it('publicity ends after a day of work where the pack rolls over days of rest', () => {
    const rolling = packWith({
      'publicity.min_days': limit(5, { strength: 'block', roll: true }),
    });
    // 5 days after 28 September 2026 is a day of the national holiday.
    const closes = publicityClosesAt(localDate('2026-09-28'), rolling, calendar);
    expect(fromInstant(closes)).toBe('2026-10-09');
  });

  it('elimination is possible three calendar months after enrolment', () => {
    expect(eliminationFrom(localDate('2026-11-30'), defaultPack, calendar)).toBe('2027-02-28');
  });
});

describe('every other duty', () => {
  it('BN-63 LX-10 the monthly visit is due on the last day of its month', () => {
    const terms = dutyTerms('monthly-visit', basis);
    expect(terms).toMatchObject({ ownerRole: 'helper', dueOn: '2026-11-30', strength: 'soft' });
    expect(terms.clause.source).toMatchObject({ article: '第18项' });
  });

  it('calls, proposals and requests run under their own limits, working days as such', () => {
    const due = (kind: Parameters<typeof dutyTerms>[0]): LocalDate => dutyTerms(kind, basis).dueOn;
    expect(due('confirm-proposal')).toBe('2026-11-24');
    expect(due('call-farmer')).toBe('2026-11-23');
    expect(due('check-registry-match')).toBe('2026-11-25');
    expect(due('door-to-door')).toBe('2026-11-29');
    expect(due('answer-ticket')).toBe('2026-11-25');
    expect(due('answer-rights-request')).toBe('2026-12-11');
    expect(due('explain-breach')).toBe('2026-11-24');
  });

  it('G3 every duty has an owner, a due day not before today, and the clause it comes from', () => {
    for (const kind of dutyKinds) {
      const terms = dutyTerms(kind, basis);
      expect(terms.dueOn >= clueOn, kind).toBe(true);
      expect(Object.keys(defaultPack.settings), kind).toContain(terms.clause.setting);
      expect(dutyTerms(kind, { ...basis, ownerRole: 'county-officer' }).ownerRole).toBe(
        'county-officer',
      );
    }
  });
});
