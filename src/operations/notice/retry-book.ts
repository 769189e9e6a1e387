/** Which recipient is refused again and again while others get theirs: a trouble of its own, not of the channel. */

export type RetryBook = {
  /** Some recipient's send had an end. */
  succeeded(): void;
  /**
   * A send was refused for now. True when this recipient was refused five times and others had their end between any two of
   * them; an outage refuses everybody and makes nobody hopeless.
   */
  hopeless(recipientId: string): boolean;
};

const REFUSALS = 5;

/** An empty book, kept by one process for as long as it runs. */
export function createRetryBook(): RetryBook {
  const refused = new Map<string, { times: number; seen: number }>();
  let successes = 0;
  return {
    succeeded() {
      successes += 1;
    },
    hopeless(recipientId) {
      const known = refused.get(recipientId);
      if (known === undefined) {
        refused.set(recipientId, { times: 1, seen: successes });
        return false;
      }
      if (successes > known.seen) known.times += 1;
      known.seen = successes;
      return known.times >= REFUSALS;
    },
  };
}
