/**
 * Statements of several pieces of work in one transaction, sent as one. Work that runs side by side asks for the same things at
 * the same time; each statement costs a round trip, a plan's start and a wake-up on both sides, whatever it does.
 */
import type { Trx } from './database.ts';

type Asked<I, O> = {
  readonly input: I;
  readonly answer: (output: O) => void;
  readonly fail: (thrown: unknown) => void;
};

/**
 * Makes a function for one input of a statement for many. What is asked for within one turn of the event loop in one transaction
 * goes to `statement` together, in the order of asking; it must answer each input at its place. When it throws, all who asked
 * hear of it: their transaction is over.
 */
export function together<I, O>(
  statement: (trx: Trx, inputs: readonly I[]) => Promise<readonly O[]>,
): (trx: Trx, input: I) => Promise<O> {
  const gathering = new WeakMap<Trx, Asked<I, O>[]>();
  const send = async (trx: Trx, asked: readonly Asked<I, O>[]): Promise<void> => {
    try {
      const outputs = await statement(
        trx,
        asked.map(({ input }) => input),
      );
      for (const [at, output] of outputs.entries()) asked[at]?.answer(output);
    } catch (thrown) {
      for (const { fail } of asked) fail(thrown);
    }
  };
  return (trx, input) =>
    new Promise((answer, fail) => {
      const others = gathering.get(trx);
      if (others !== undefined) {
        others.push({ input, answer, fail });
        return;
      }
      const asked = [{ input, answer, fail }];
      gathering.set(trx, asked);
      // After all promises that are settled by now have gone on: whoever they wake asks in time.
      process.nextTick(() => {
        gathering.delete(trx);
        void send(trx, asked);
      });
    });
}
