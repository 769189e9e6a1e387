/** Work that comes piece by piece, done in portions: what arrives while earlier portions are worked off forms the next one. */

type Waiting<I, O> = {
  readonly item: I;
  readonly done: (result: O) => void;
  readonly fail: (thrown: unknown) => void;
};

/**
 * A piece that comes alone is done at once; under load up to `most` are done together, and `sideBySide` portions at a time.
 * `work` answers each piece at its place. When a portion fails, each of its pieces is tried alone, so that one which cannot be
 * done holds up no other: `work` must leave nothing behind when it throws.
 */
export function inPortions<I, O>(
  work: (portion: readonly I[]) => Promise<readonly O[]>,
  size: { readonly most: number; readonly sideBySide: number },
): (item: I) => Promise<O> {
  const waiting: Waiting<I, O>[] = [];
  let running = 0;

  const settle = async (portion: readonly Waiting<I, O>[]): Promise<void> => {
    try {
      const results = await work(portion.map(({ item }) => item));
      for (const [at, result] of results.entries()) portion[at]?.done(result);
    } catch (thrown) {
      if (portion.length > 1) await Promise.all(portion.map((each) => settle([each])));
      else for (const { fail } of portion) fail(thrown);
    }
  };
  const next = async (): Promise<void> => {
    running += 1;
    while (waiting.length > 0) await settle(waiting.splice(0, size.most));
    running -= 1;
  };
  return (item) =>
    new Promise((done, fail) => {
      waiting.push({ item, done, fail });
      if (running < size.sideBySide) void next();
    });
}
