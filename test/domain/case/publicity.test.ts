/** The notice in the village: a minimum that blocks, and objections that are all answered. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  daysBetween,
  fromInstant,
  type LocalDate,
  localDate,
  plusDays,
} from '#src/domain/calendar/local-date.ts';
import { type HolidayCalendar, holidayCalendar } from '#src/domain/calendar/working-days.ts';
import type { Limit } from '#src/domain/policy/setting.ts';
import { packs, packWith } from '../policy/default-pack.ts';
import * as act from './acts.ts';
import { reach } from './milestones.ts';
import { begin } from './story.ts';

const days = (value: number, over: Partial<Limit> = {}): Limit => ({
  value,
  unit: 'calendar-days',
  strength: 'block',
  roll: false,
  source: { kind: 'own-default', reason: '测试' },
  ...over,
});

/** Any holidays and working weekends a State Council could think of, over three years. */
const anyHolidays: fc.Arbitrary<HolidayCalendar> = fc
  .array(fc.tuple(fc.nat(1095), fc.boolean()), { maxLength: 400 })
  .map((drawn) => {
    const day = (at: number): LocalDate => plusDays(localDate('2024-01-01'), at);
    const off = drawn.filter(([, rest]) => rest).map(([at]) => day(at));
    const work = drawn.filter(([, rest]) => !rest).map(([at]) => day(at));
    const year = { year: 2024, source: '测试', off, work };
    return holidayCalendar([year, { ...year, year: 2025 }, { ...year, year: 2026 }]);
  });

describe('the days of a notice', () => {
  test('BN-61 posted on 10 September it hangs to the 15th; a minute before the 16th it may not come down', () => {
    const story = reach('posted');
    expect(story.due('close-publicity')).toMatchObject({ dueOn: '2026-09-16' });
    for (const [day, minute] of [
      ['2026-09-10', 1439],
      ['2026-09-14', 570],
      ['2026-09-15', 1439],
    ] as const) {
      expect(story.on(day, minute).refusal(act.takeDown())).toMatchObject({
        code: 'publicity-too-short',
      });
    }
    story.on('2026-09-16', 0).does(act.takeDown());
    expect(story.file().dossier.publicity).toMatchObject({ closedOn: '2026-09-16' });
  });

  test('BN-61 whatever the clock and the holidays: no pack, unit or roll lets a notice down before its full days', () => {
    const limits = fc.record({
      value: fc.integer({ min: 5, max: 12 }),
      unit: fc.constantFrom('calendar-days' as const, 'working-days' as const),
      roll: fc.boolean(),
    });
    fc.assert(
      fc.property(
        anyHolidays,
        fc.integer({ min: 0, max: 900 }),
        fc.nat(1439),
        limits,
        fc.integer({ min: 0, max: 40 }),
        (calendar, start, minute, limit, later) => {
          const clue = plusDays(localDate('2024-01-01'), start);
          const pack = packWith({ 'publicity.min_days': days(limit.value, limit) });
          const story = begin({ pack, clue, calendar }).does(
            act.take(),
            act.verify(),
            act.authorise(),
            act.review(clue),
          );
          story.on(clue, minute).does(act.post());
          const tried = story.on(plusDays(clue, later), minute).tries(act.takeDown());
          if (later <= limit.value) expect(tried.ok).toBe(false);
          const { publicity } = story.file().dossier;
          const free = publicity === null ? clue : fromInstant(publicity.mayCloseAt);
          expect(daysBetween(clue, free)).toBeGreaterThan(limit.value);
          if (limit.unit === 'calendar-days' && !limit.roll) {
            expect(free).toBe(plusDays(clue, limit.value + 1));
          }
          expect(tried.ok).toBe(plusDays(clue, later) >= free);
        },
      ),
      { seed: 5, numRuns: 60 },
    );
  });

  test('BN-61 all packs show a notice for five days at least', () => {
    for (const pack of packs.values()) {
      expect(pack.settings['publicity.min_days'].value, pack.id).toBeGreaterThanOrEqual(5);
      expect(pack.settings['publicity.min_days'].strength, pack.id).toBe('block');
    }
  });

  test('one notice hangs at a time; it is taken down once', () => {
    expect(reach('posted').refusal(act.post('notice-2'))).toEqual({ code: 'already-posted' });
    expect(reach('taken down').refusal(act.takeDown())).toMatchObject({ code: 'wrong-state' });
    expect(reach('reviewed').refusal(act.takeDown())).toEqual({ code: 'publicity-missing' });
  });

  test('it is posted on the next day at the latest, and at once when the steps to come need the time', () => {
    expect(reach('reviewed').due('post-publicity')).toMatchObject({ dueOn: '2026-09-11' });
    // Posted on the 12th, down on the 18th, two days each for town and county: the 22nd.
    const late = reach('authorised').on('2026-09-12').does(act.review('2026-09-12'));
    expect(late.due('post-publicity')).toMatchObject({ dueOn: '2026-09-12' });
    const tooLate = reach('authorised').on('2026-09-14').does(act.review('2026-09-14'));
    expect(tooLate.due('post-publicity')).toMatchObject({ dueOn: '2026-09-14' });
  });
});

describe('objections', () => {
  test('one that is dismissed leaves the notice and its days as they were', () => {
    const story = reach('posted').on('2026-09-12').does(act.object('objection-1'));
    expect(story.due('check-objection')).toMatchObject({
      dueOn: '2026-09-15',
      ownerRole: 'town-officer',
    });
    expect(story.on('2026-09-16').refusal(act.takeDown())).toEqual({
      code: 'objections-open',
      count: 1,
    });
    story.does(act.check('objection-1'));
    expect(story.due('close-publicity')).toMatchObject({ dueOn: '2026-09-16' });
    story.does(act.takeDown());
    expect(story.log().at(-1)).toMatchObject({
      rules: [{ rule: 'publicity-of-full-length' }, { inputs: { objections: 1 } }],
    });
  });

  test('one that is upheld sends the case back to the village, and what is decided there is posted anew', () => {
    const story = reach('posted')
      .on('2026-09-12')
      .does(act.object('objection-1'), act.check('objection-1', true));
    expect(story.file()).toMatchObject({
      state: { tag: 'identifying', step: 'village-review' },
      dossier: { publicity: null, review: null },
    });
    expect(story.dues()).toEqual({ identify: '2026-09-22', 'village-review': '2026-09-12' });
    story.on('2026-09-13').does(act.review('2026-09-13'), act.post('notice-2'));
    expect(story.on('2026-09-18').refusal(act.takeDown())).toMatchObject({
      code: 'publicity-too-short',
    });
  });

  test('every one is looked into, each within days of its own, before one that is right takes the notice down', () => {
    const story = reach('posted').on('2026-09-11').does(act.object('objection-1'));
    story.on('2026-09-12').does(act.object('objection-2'));
    expect(story.book().open.map(({ key, dueOn }) => [key, dueOn])).toEqual([
      ['identify:0', '2026-09-22'],
      ['check-objection:objection-1', '2026-09-14'],
      ['check-objection:objection-2', '2026-09-15'],
    ]);
    story.does(act.check('objection-1', true));
    expect(story.file().state).toMatchObject({ step: 'publicity' });
    story.does(act.check('objection-2'));
    expect(story.file().state).toMatchObject({ step: 'village-review' });
  });

  test('nobody with a hand in the case looks into it, and it is looked into once', () => {
    const story = reach('posted').does(act.object('objection-1'));
    for (const author of ['officer', 'helper', 'secretary']) {
      expect(story.refusal(act.check('objection-1', false, author))).toEqual({ code: 'own-work' });
    }
    expect(story.refusal(act.check('objection-2'))).toEqual({ code: 'unknown-objection' });
    story.does(act.check('objection-1'));
    expect(story.refusal(act.check('objection-1'))).toEqual({ code: 'unknown-objection' });
  });

  test('while a withdrawal waits the notice still hangs: objections are taken in and answered when work goes on', () => {
    const story = reach('posted').does(
      { kind: 'request-withdrawal', reason: 'no-longer-needed' },
      act.object('objection-1'),
    );
    expect(story.kinds()).toContain('check-objection');
    expect(story.refusal(act.check('objection-1', true))).toMatchObject({ code: 'wrong-state' });
    story.does({ kind: 'refuse-withdrawal', byStaffId: 'officer', reason: 'other' });
    story.does(act.check('objection-1', true));
    expect(story.file().state).toMatchObject({ step: 'village-review' });
  });

  test('a case is not sent back over an unanswered objection; sent back, its notice comes down and is posted anew', () => {
    const story = reach('posted').does(act.object('objection-1'));
    expect(story.refusal(act.sendBack('village-review'))).toEqual({
      code: 'objections-open',
      count: 1,
    });
    story.does(act.check('objection-1'), act.sendBack('authorisation', 'authorisation-missing'));
    expect(story.file().dossier.publicity).toBeNull();
    expect(story.refusal(act.object('objection-2'))).toEqual({ code: 'publicity-missing' });
    story.does(act.authorise(), act.post('notice-2'));
    expect(story.file().dossier.publicity).toMatchObject({ noticeId: 'notice-2', objections: [] });
  });
});
