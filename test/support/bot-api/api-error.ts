/** A refusal as the Bot API words it: status, description, and for a flood the seconds to wait. */
export class ApiError extends Error {
  readonly status: number;
  readonly retryAfter: number | undefined;
  /** The call itself was wrong, whatever the state of the chat: a bug of the caller. */
  readonly violation: boolean;

  constructor(status: number, description: string, retryAfter?: number, violation = false) {
    super(description);
    this.name = 'ApiError';
    this.status = status;
    this.retryAfter = retryAfter;
    this.violation = violation;
  }
}

/** A well-formed call the state of things does not allow (message gone, query too old). */
export const badRequest = (what: string): ApiError => new ApiError(400, `Bad Request: ${what}`);

/** A call no bot may ever make; the server counts it as a violation. */
export const malformed = (what: string): ApiError =>
  new ApiError(400, `Bad Request: ${what}`, undefined, true);

const standardTexts: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  404: 'Not Found',
  409: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
};

/** The refusal Telegram sends with `status` when nothing more particular is known. `retryAfter` in seconds. */
export function standardError(status: number, retryAfter = 1): ApiError {
  return status === 429
    ? new ApiError(429, `Too Many Requests: retry after ${retryAfter}`, retryAfter)
    : new ApiError(status, standardTexts[status] ?? `Error ${status}`);
}
