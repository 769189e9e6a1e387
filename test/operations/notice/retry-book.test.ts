import { expect, it } from 'vitest';
import { createRetryBook } from '#src/operations/notice/retry-book.ts';

it('an outage that refuses everybody makes nobody hopeless', () => {
  const book = createRetryBook();
  for (let round = 0; round < 50; round += 1) {
    expect(book.hopeless('a')).toBe(false);
    expect(book.hopeless('b')).toBe(false);
  }
});

it('who is refused five times while others get theirs is given up', () => {
  const book = createRetryBook();
  const refusals = Array.from({ length: 5 }, () => {
    const hopeless = book.hopeless('a');
    book.succeeded();
    return hopeless;
  });
  expect(refusals).toEqual([false, false, false, false, true]);
  expect(book.hopeless('b')).toBe(false);
});
