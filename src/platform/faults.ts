/**
 * Something a machine did wrong: a lost connection, a full disk, a refused request. What people do is never a
 * fault but a refusal (`src/domain/result.ts`).
 *
 * `code` is kebab-case, may be logged and shown to operators, and never carries personal data. `retry` says
 * whether the same attempt may succeed later. The message is written by us, without values that people entered.
 */
export class Fault extends Error {
  readonly code: string;
  readonly retry: boolean;

  constructor(
    code: string,
    options: { readonly retry: boolean; readonly cause?: unknown; readonly message?: string },
  ) {
    super(options.message ?? code, { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.retry = options.retry;
  }
}

/**
 * SQLSTATE classes worth another attempt: connection, resources, shutdown, serialisation, deadlock, lock not available, and
 * a prepared plan that a migration made outdated.
 */
const RETRYABLE_SQLSTATE = /^(?:08|53|57P0|40001|40P01|55P03|0A000)/;
const RETRYABLE_SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** What pg says, without any code, of a connection that ended or could not be had in time. */
const CONNECTION_LOST = /^(?:Connection terminated|timeout exceeded when trying to connect)/;

/**
 * Any thrown value as a fault whose code is safe to store in queues and logs. A database error keeps its SQLSTATE
 * only (`sql-23505`): its message and detail repeat the values of the row.
 */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const code = errorCode(thrown);
  if (code !== undefined && isDatabaseError(thrown)) {
    return new Fault(`sql-${code}`, { retry: RETRYABLE_SQLSTATE.test(code), cause: thrown });
  }
  if (code !== undefined) {
    return new Fault(`system-${code.toLowerCase()}`, {
      retry: RETRYABLE_SYSTEM.has(code),
      cause: thrown,
    });
  }
  if (thrown instanceof Error && CONNECTION_LOST.test(thrown.message)) {
    return new Fault('connection-lost', { retry: true, cause: thrown });
  }
  return new Fault('unexpected', { retry: true, cause: thrown });
}

/** Whether this came from Postgres, whose errors carry a severity and a five-character SQLSTATE. */
export function isDatabaseError(thrown: unknown): boolean {
  return (
    thrown instanceof Error && 'severity' in thrown && /^[0-9A-Z]{5}$/.test(errorCode(thrown) ?? '')
  );
}

/** The `code` of an error if it has the shape of one; never free text. */
export function errorCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  const { code } = thrown;
  return typeof code === 'string' && /^[\w-]{1,64}$/.test(code) ? code : undefined;
}
