import { describe, expect, test } from 'vitest';
import { randomCode, randomToken, tokenDigest, uuidV7 } from '#src/platform/ids.ts';
import { clockAt } from '#test/support/clock.ts';

describe('identifiers', () => {
  test('are UUIDs of version 7 that carry their millisecond', () => {
    const clock = clockAt('2026-11-02T09:00:00+08:00');
    const id = uuidV7(clock)();
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(clock.now());
  });

  test('rise strictly, also many in one millisecond and when the clock is set back', () => {
    const clock = clockAt('2026-11-02T09:00:00+08:00');
    const newId = uuidV7(clock);
    const ids = Array.from({ length: 10_000 }, () => newId());
    clock.advance(-60_000);
    ids.push(newId());
    clock.advance(120_000);
    ids.push(newId());
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('tokens and codes do not repeat, and a code holds nothing that looks like something else', () => {
  expect(new Set(Array.from({ length: 1000 }, randomToken)).size).toBe(1000);
  const codes = Array.from({ length: 1000 }, () => randomCode());
  expect(new Set(codes).size).toBe(1000);
  expect(codes.join('')).not.toMatch(/[^2-9A-HJKMNP-Z]/);
  expect(tokenDigest('a')).toBe(tokenDigest('a'));
  expect(tokenDigest('a')).not.toBe(tokenDigest('b'));
});
