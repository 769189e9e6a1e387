/** Work in portions: nothing is done twice or left, and what fails fails alone. */
import { describe, expect, test } from 'vitest';
import { inPortions } from '#src/operations/portions.ts';

/** Work that waits for a sign, and the portions it was given. */
const gated = () => {
  const portions: (readonly number[])[] = [];
  const gates: (() => void)[] = [];
  const work = async (portion: readonly number[]): Promise<readonly string[]> => {
    portions.push(portion);
    await new Promise<void>((open) => gates.push(open));
    if (portion.includes(13)) throw new Error('thirteen');
    return portion.map((each) => `done ${each}`);
  };
  return { portions, work, open: () => gates.shift()?.() };
};

describe('work in portions', () => {
  test('a piece that comes alone is done at once; those that come meanwhile are done together, at most so many', async () => {
    const { portions, work, open } = gated();
    const one = inPortions(work, { most: 3, sideBySide: 1 });
    const results = [1, 2, 3, 4, 5].map(one);
    expect(portions).toEqual([[1]]);
    open();
    await results[0];
    await expect.poll(() => portions).toEqual([[1], [2, 3, 4]]);
    open();
    await results[3];
    await expect.poll(() => portions).toEqual([[1], [2, 3, 4], [5]]);
    open();
    expect(await Promise.all(results)).toEqual(['done 1', 'done 2', 'done 3', 'done 4', 'done 5']);
  });

  test('no more portions run side by side than allowed', () => {
    const { portions, work } = gated();
    const one = inPortions(work, { most: 2, sideBySide: 2 });
    for (const piece of [1, 2, 3, 4]) void one(piece);
    expect(portions).toEqual([[1], [2]]);
  });

  test('when a portion fails each of its pieces is tried alone, and only the one that cannot be done fails', async () => {
    const portions: (readonly number[])[] = [];
    const one = inPortions(
      (portion: readonly number[]) => {
        portions.push(portion);
        return portion.includes(13)
          ? Promise.reject(new Error('thirteen'))
          : Promise.resolve(portion);
      },
      { most: 10, sideBySide: 1 },
    );
    const results = await Promise.allSettled([1, 12, 13, 14].map(one));
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(portions).toEqual([[1], [12, 13, 14], [12], [13], [14]]);
  });
});
