import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIsoDuration, systemClock } from '#src/platform/clock.ts';

const DAY = 86_400_000;

test.each([
  ['P10D', { months: 0, ms: 10 * DAY }],
  ['PT36H', { months: 0, ms: 1.5 * DAY }],
  ['P1W2DT3H4M5S', { months: 0, ms: 9 * DAY + 3 * 3_600_000 + 245_000 }],
  ['P1Y2M', { months: 14, ms: 0 }],
  ['-P3M1D', { months: -3, ms: -DAY }],
  ['+PT1M', { months: 0, ms: 60_000 }],
])('the duration %s is read', (text, offset) => {
  expect(parseIsoDuration(text)).toEqual(offset);
});

test.each(['', 'P', 'PT', 'P1DT', '1D', 'P1.5D', 'P-1D', 'P1H', 'p1d', 'P99999999D', 'P10D '])(
  '%j is no duration',
  (text) => {
    expect(parseIsoDuration(text)).toBeUndefined();
  },
);

test('a shifted clock runs on evenly from where it was set', () => {
  const plain = systemClock();
  const shifted = systemClock({ months: 0, ms: 10 * DAY });
  const ahead = shifted.now() - plain.now();
  expect(Math.abs(ahead - 10 * DAY)).toBeLessThan(1000);
});

test('a month is a calendar month, never more than its days and never fewer', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1200, max: 1200 }), (months) => {
      const ahead = (systemClock({ months, ms: 0 }).now() - systemClock().now()) / DAY;
      const average = months * 30.436875;
      return Math.abs(ahead - average) < 4;
    }),
  );
});
