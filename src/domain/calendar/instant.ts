/** A moment in time: epoch milliseconds, UTC. Branded so that a duration or a plain number cannot pass for one. */
export type Instant = number & { readonly __brand: 'Instant' };

/** Brands epoch milliseconds as an instant. Throws on a number that is no whole millisecond. */
export function instant(epochMs: number): Instant {
  if (!Number.isSafeInteger(epochMs))
    throw new RangeError('an instant is whole epoch milliseconds');
  return epochMs as Instant;
}

/** The instant `ms` milliseconds later (earlier when negative). */
export const plusMs = (at: Instant, ms: number): Instant => instant(at + ms);
