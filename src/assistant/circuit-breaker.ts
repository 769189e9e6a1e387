/** Leaves a service alone that keeps failing: everybody waits for it otherwise, each for the whole limit of time. */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import type { Clock } from '#src/operations/ports.ts';

/** When the breaker opens and for how long. */
export type BreakerSettings = {
  /** Failures in a row after which nothing is sent for a while. */
  readonly failures: number;
  /** How long, in milliseconds; then one attempt is let through, and its end decides. */
  readonly restMs: number;
};

/** Five failures are no coincidence; a minute is short for a queue and long for a server that restarts. */
export const BREAKER: BreakerSettings = { failures: 5, restMs: 60_000 };

type State =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: Instant }
  /** One attempt is under way; it always ends, since every attempt has a limit of time. */
  | { readonly kind: 'half-open' };

/** State of one process; another process finds out by itself. */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #settings: BreakerSettings;
  #state: State = { kind: 'closed', failures: 0 };

  constructor(clock: Clock, settings: BreakerSettings) {
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Whether an attempt may be made now. Who is admitted must tell how it ended. */
  admits(): boolean {
    switch (this.#state.kind) {
      case 'closed':
        return true;
      case 'half-open':
        return false;
      case 'open':
        if (this.#clock.now() < this.#state.until) return false;
        this.#state = { kind: 'half-open' };
        return true;
    }
  }

  ended(well: boolean): void {
    if (well) {
      this.#state = { kind: 'closed', failures: 0 };
      return;
    }
    const failures = this.#state.kind === 'closed' ? this.#state.failures + 1 : 0;
    // Attempts that began before it opened and fail afterwards do not lengthen the rest.
    if (this.#state.kind === 'open') return;
    this.#state =
      this.#state.kind === 'half-open' || failures >= this.#settings.failures
        ? { kind: 'open', until: plusMs(this.#clock.now(), this.#settings.restMs) }
        : { kind: 'closed', failures };
  }
}
