import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startOfDay, localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import {
  identificationSteps,
  identifyDue,
  publicityClosesAt,
  stepDue,
} from '#src/domain/duty/clocks.ts';
import { packs, calendar } from './default-pack.ts';

/** Every day of the published years whose fortnight lies within them. */
const DAYS = Array.from({ length: 1440 }, (_, n) => plusDays(localDate('2023-01-01'), n));

describe('the limits of the steps', () => {
  it('FD-02 BN-60 fit identification in every pack on every start day, each step with all its days', () => {
    for (const pack of packs.values()) {
      for (const clueOn of DAYS) {
        const whole = identifyDue(clueOn, pack, calendar).date;
        let day = clueOn;
        for (const step of identificationSteps(pack)) {
          const due = stepDue(step, day, clueOn, pack, calendar).date;
          if (step === 'publicity') {
            // Posted at the latest moment it still closes before the step is due.
            const closes = publicityClosesAt(day, pack, calendar);
            expect(closes <= startOfDay(due), `${pack.id} ${clueOn}`).toBe(true);
          }
          day = due;
        }
        expect(day <= whole, `${pack.id} from ${clueOn}: ${day} is after ${whole}`).toBe(true);
      }
    }
  });

  it('a late step shortens what follows and never moves the end', () => {
    const late = fc.record({
      pack: fc.constantFrom(...packs.values()),
      clueOn: fc.constantFrom(...DAYS),
      delay: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(late, ({ pack, clueOn, delay }) => {
        const startedOn = plusDays(clueOn, delay);
        const whole = identifyDue(clueOn, pack, calendar).date;
        for (const step of identificationSteps(pack)) {
          const due = stepDue(step, startedOn, clueOn, pack, calendar).date;
          expect(due >= startedOn).toBe(true);
          expect(due <= whole || due === startedOn).toBe(true);
        }
      }),
    );
  });
});
