import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import {
  atMinute,
  daysBetween,
  fromInstant,
  localDate,
  minuteOfDay,
  plusDays,
} from '#src/domain/calendar/local-date.ts';
import type { DutyTiming } from '#src/domain/duty/duty.ts';
import {
  isQuiet,
  latenessOn,
  levelReached,
  nextDigest,
  nextReminder,
  reminderRules,
  remindersOf,
  sendableAt,
  toldAt,
} from '#src/domain/duty/ladder.ts';
import { roles } from '#src/domain/people/roles.ts';
import { defaultPack } from '../policy/default-pack.ts';

const rules = reminderRules(defaultPack);
const day0 = localDate('2026-11-22');
const at = (days: number, hour: number): Instant => atMinute(plusDays(day0, days), hour * 60);

const dutyOf = (limitDays: number, strength: 'hard' | 'soft' = 'soft', hour = 15): DutyTiming => ({
  openedAt: at(0, hour),
  dueOn: plusDays(day0, limitDays),
  strength,
});
/** Days and hours of all reminders, for reading. */
const plan = (duty: DutyTiming): string[] =>
  remindersOf(duty, rules).map(
    (each) => `${each.level} ${fromInstant(each.at).slice(5)} ${minuteOfDay(each.at) / 60}`,
  );

const anyDuty = fc
  .record({
    limitDays: fc.integer({ min: 0, max: 60 }),
    minute: fc.integer({ min: 0, max: 1439 }),
    strength: fc.constantFrom('hard' as const, 'soft' as const),
  })
  .map(
    ({ limitDays, minute, strength }): DutyTiming => ({
      openedAt: atMinute(day0, minute),
      dueOn: plusDays(day0, limitDays),
      strength,
    }),
  );
const anyMoment = fc.integer({ min: 0, max: 80 * 1440 }).map((minute) => atMinute(day0, minute));

describe('reminder ladder', () => {
  it('TN-03 a soft duty of 15 days is reminded at half, three days and one day before, on the day, then orange and red', () => {
    expect(plan(dutyOf(15))).toEqual([
      'half 11-29 8',
      'd-3 12-04 8',
      'd-1 12-06 8',
      'due 12-07 8',
      'overdue 12-08 8',
      'red 12-10 7',
    ]);
  });

  it('TN-03 a hard limit is red on the day after, without an orange day', () => {
    expect(plan(dutyOf(15, 'hard')).slice(-2)).toEqual(['due 12-07 8', 'red 12-08 7']);
    expect(latenessOn(dutyOf(15, 'hard'), localDate('2026-12-08'), rules)).toBe('red');
  });

  it('a short duty keeps only the rungs after the day it was opened', () => {
    expect(plan(dutyOf(1))).toEqual(['due 11-23 8', 'overdue 11-24 8', 'red 11-26 7']);
    expect(plan(dutyOf(0))).toEqual(['overdue 11-23 8', 'red 11-25 7']);
    expect(plan(dutyOf(4)).slice(0, 3)).toEqual(['d-3 11-23 8', 'half 11-24 8', 'd-1 11-25 8']);
  });

  it('the rungs rise, one a day, never in quiet hours, never on the day of opening, and end with red', () => {
    fc.assert(
      fc.property(anyDuty, (duty) => {
        const all = remindersOf(duty, rules);
        expect(all.length).toBeGreaterThan(0);
        expect(all.length).toBeLessThanOrEqual(rules.ladder.length);
        const days = all.map((each) => fromInstant(each.at));
        expect(days).toEqual([...new Set(days)].sort());
        for (const each of all) {
          expect(isQuiet(each.at, rules)).toBe(false);
          expect(fromInstant(each.at) > fromInstant(duty.openedAt)).toBe(true);
        }
        expect(all.at(-1)?.level).toBe('red');
      }),
    );
  });

  it('TN-03 stepping from one reminder to the next visits every rung once, then red comes again every three days for ever', () => {
    fc.assert(
      fc.property(anyDuty, (duty) => {
        const rungs = remindersOf(duty, rules);
        const seen = [];
        let at = duty.openedAt;
        for (let n = 0; n < rungs.length + 5; n += 1) {
          const next = nextReminder(duty, at, rules);
          expect(next.at > at).toBe(true);
          expect(levelReached(duty, next.at, rules)).toBe(next.level);
          seen.push(next);
          at = next.at;
        }
        expect(seen.slice(0, rungs.length)).toEqual(rungs);
        const again = seen.slice(rungs.length - 1);
        expect(again.map((each) => each.level)).toEqual([
          'red',
          'red-2',
          'red-3',
          'red-4',
          'red-5',
          'red-6',
        ]);
        const days = again.map((each) => daysBetween(duty.dueOn, fromInstant(each.at)));
        expect(days.map((day) => day - (days[0] ?? 0))).toEqual([0, 3, 6, 9, 12, 15]);
        expect(again.every((each) => !isQuiet(each.at, rules))).toBe(true);
      }),
    );
  });

  it('what was late before it was opened is red soon and not forgotten', () => {
    const late: DutyTiming = {
      openedAt: at(0, 9),
      dueOn: plusDays(day0, -30),
      strength: 'soft',
    };
    expect(remindersOf(late, rules)).toEqual([]);
    expect(nextReminder(late, late.openedAt, rules)).toEqual({ level: 'red-2', at: at(3, 7) });
  });

  it('after an outage one reminder says the level reached, and the next one lies ahead', () => {
    fc.assert(
      fc.property(anyDuty, anyMoment, (duty, now) => {
        const missed = remindersOf(duty, rules).filter((each) => each.at <= now);
        const reached = levelReached(duty, now, rules);
        expect(reached?.replace(/-\d+$/, '') ?? null).toBe(
          missed.at(-1)?.level.replace(/-\d+$/, '') ?? null,
        );
        const next = nextReminder(duty, now, rules);
        expect(next.at > now).toBe(true);
      }),
    );
    expect(levelReached(dutyOf(15), at(16, 9), rules)).toBe('overdue');
    expect(levelReached(dutyOf(15), at(3, 9), rules)).toBeNull();
  });

  it('a list turns orange the day after a soft limit and red three days after', () => {
    const duty = dutyOf(3);
    const colours = [3, 4, 5, 6, 7].map((n) => latenessOn(duty, plusDays(day0, n), rules));
    expect(colours).toEqual(['in-time', 'orange', 'orange', 'red', 'red']);
  });

  it('the owner hears first, the next post up when it is late, the county leader when it is red', () => {
    expect(toldAt('d-1', 'village-officer')).toEqual(['village-officer']);
    expect(toldAt('due', 'town-officer')).toEqual(['town-officer']);
    expect(toldAt('overdue', 'village-officer')).toEqual(['village-officer', 'village-secretary']);
    expect(toldAt('red', 'town-officer')).toEqual(['town-officer', 'town-leader', 'county-leader']);
    expect(toldAt('red', 'county-officer')).toEqual(['county-officer', 'county-leader']);
    expect(toldAt('red-2', 'village-officer')).toEqual([
      'village-officer',
      'village-secretary',
      'town-officer',
      'county-leader',
    ]);
    expect(toldAt('red-9', 'helper').at(-1)).toBe('county-leader');
    for (const role of roles) {
      const told = toldAt('red', role);
      expect(new Set(told).size).toBe(told.length);
    }
  });
});

describe('quiet hours', () => {
  it('hold ordinary and urgent messages until seven, danger never', () => {
    expect(sendableAt(at(0, 22), 'ordinary', rules)).toBe(at(1, 7));
    expect(sendableAt(at(0, 3), 'urgent', rules)).toBe(at(0, 7));
    expect(sendableAt(at(0, 12), 'urgent', rules)).toBe(at(0, 12));
    expect(sendableAt(at(0, 3), 'danger', rules)).toBe(at(0, 3));
    expect([isQuiet(at(0, 21), rules), isQuiet(at(0, 7), rules)]).toEqual([true, false]);
    expect(isQuiet(plusMs(at(0, 21), -1), rules)).toBe(false);
  });

  it('a held message goes out as soon as it may and never earlier than it was ready', () => {
    fc.assert(
      fc.property(anyMoment, (ready) => {
        const sent = sendableAt(ready, 'ordinary', rules);
        expect(sent >= ready).toBe(true);
        expect(isQuiet(sent, rules)).toBe(false);
        expect(sent - ready).toBeLessThanOrEqual(10 * 3_600_000);
      }),
    );
  });

  it('quiet hours within one day work as well, and none at all when both ends are equal', () => {
    const noon = { ...rules, quiet: { from: 12 * 60, to: 14 * 60 } };
    expect(sendableAt(at(0, 13), 'ordinary', noon)).toBe(at(0, 14));
    expect(isQuiet(at(0, 23), noon)).toBe(false);
    const never = { ...rules, quiet: { from: 0, to: 0 } };
    expect(isQuiet(at(0, 0), never)).toBe(false);
  });

  it('the digest goes out at eight each morning', () => {
    expect(nextDigest(at(0, 6), rules)).toBe(at(0, 8));
    expect(nextDigest(at(0, 8), rules)).toBe(at(1, 8));
    expect(nextDigest(at(0, 23), rules)).toBe(at(1, 8));
  });
});
