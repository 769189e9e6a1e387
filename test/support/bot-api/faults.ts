/** Faults on demand: refusals, hangs and broken connections, before or after a call takes effect; latency; hooks. */
import { standardError } from './api-error.ts';
import type { ApiError } from './api-error.ts';
import type { Params } from './validation.ts';

/** What goes wrong. `after`: the call has taken effect, only its answer is lost. */
export type Fault =
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly description?: string;
      /** Seconds, for 429. */
      readonly retryAfter?: number;
      readonly when?: 'before' | 'after';
    }
  | { readonly kind: 'hang'; readonly when?: 'before' | 'after' }
  | { readonly kind: 'reset'; readonly when?: 'before' | 'after' };

export type FaultyCall = {
  readonly method: string;
  readonly chatId: number | undefined;
  readonly params: Params;
};

/** Decides on a fault per call; may also just look, or wait. */
export type Hook = (
  call: FaultyCall,
) => Fault | undefined | void | Promise<Fault | undefined | void>;

type Rule = {
  readonly method: string;
  readonly fault: Fault;
  readonly chatId: number | undefined;
  skip: number;
  times: number;
};

export class Faults {
  readonly #rules: Rule[] = [];
  readonly #hooks = new Map<string, Hook>();
  readonly #latency = new Map<string, number>();
  /** Faults that struck so far. */
  struck = 0;

  /** The next `times` calls of `method` (`*`: any), after `skip` good ones, go wrong. */
  next(
    method: string,
    fault: Fault,
    options: { readonly times?: number; readonly chatId?: number; readonly skip?: number } = {},
  ): void {
    const { times = 1, chatId, skip = 0 } = options;
    this.#rules.push({ method, fault, chatId, times, skip });
  }

  /** Every call of `method` (`*`: any) waits `ms` before it takes effect. */
  latency(method: string, ms: number): void {
    this.#latency.set(method, ms);
  }

  /** Calls `hook` before each call of `method` (`*`: any). */
  hook(method: string, hook: Hook): void {
    this.#hooks.set(method, hook);
  }

  /** Everything works again. */
  clear(): void {
    this.#rules.length = 0;
    this.#hooks.clear();
    this.#latency.clear();
  }

  delayOf(method: string): number {
    return this.#latency.get(method) ?? this.#latency.get('*') ?? 0;
  }

  /** The fault that strikes this call, if any. */
  async strike(call: FaultyCall): Promise<Fault | undefined> {
    const hook = this.#hooks.get(call.method) ?? this.#hooks.get('*');
    const fault = (await hook?.(call)) ?? this.#fromRules(call);
    if (fault !== undefined) this.struck += 1;
    return fault;
  }

  #fromRules(call: FaultyCall): Fault | undefined {
    for (const rule of this.#rules) {
      const meant =
        rule.method === '*' ? call.method !== 'getUpdates' : rule.method === call.method;
      if (!meant || rule.times <= 0) continue;
      if (rule.chatId !== undefined && rule.chatId !== call.chatId) continue;
      if (rule.skip > 0) {
        rule.skip -= 1;
        continue;
      }
      rule.times -= 1;
      return rule.fault;
    }
    return undefined;
  }
}

/** The error a `refuse` fault answers with. */
export function refusalOf(fault: Extract<Fault, { kind: 'refuse' }>): ApiError {
  const error = standardError(fault.status, fault.retryAfter);
  if (fault.description !== undefined) error.message = fault.description;
  return error;
}
