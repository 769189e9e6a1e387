import { type DestinationStream, type Logger, pino } from 'pino';
import { Fault, errorCode, isDatabaseError } from './faults.ts';

/** What may stand in a log line: identifiers, codes, counts, and errors, which are reduced to codes. */
export type LogFields = Readonly<
  Record<string, string | number | boolean | null | undefined | Error>
>;

/** The log as everything outside `main` sees it. `event` is a short constant text, never built from values. */
export interface Log {
  debug(fields: LogFields, event: string): void;
  info(fields: LogFields, event: string): void;
  warn(fields: LogFields, event: string): void;
  error(fields: LogFields, event: string): void;
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Names under which secrets or personal data might slip in; the value is replaced at the top and one level down. */
const NEVER_LOGGED = [
  ...['token', 'secret', 'password', 'authorization', 'cookie', 'apiKey', 'link'],
  ...['phone', 'idNumber', 'name', 'text', 'body', 'narrative', 'note', 'address', 'account'],
  ...['payload', 'parameters', 'detail', 'where'],
];

/**
 * A pino logger that writes one JSON line per event, to standard output unless told otherwise. Errors are written as type, code and
 * stack frames; free text in errors and tokens in addresses never get through.
 */
export function createLog(options: {
  readonly level: LogLevel;
  readonly destination?: DestinationStream;
}): Logger {
  const settings = {
    level: options.level,
    base: { pid: process.pid },
    redact: { paths: NEVER_LOGGED.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
    serializers: { err: describeError, error: describeError, req: describeRequest },
    hooks: {
      logMethod(args: Parameters<Logger['info']>, method: Logger['info']): void {
        const clean = args.map((arg: unknown) =>
          typeof arg === 'string' ? withoutSecrets(arg) : arg,
        );
        Reflect.apply(method, this, clean);
      },
    },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

/** Replaces bot tokens, passwords and queries in addresses. */
export function withoutSecrets(text: string): string {
  return text
    .replaceAll(/\/bot\d+:[\w-]+/g, '/bot[hidden]')
    .replaceAll(/\b\d{6,}:[\w-]{30,}/g, '[hidden]')
    .replaceAll(/:\/\/[^\s/@]+@/g, '://[hidden]@')
    .replaceAll(/(https?:\/\/[^\s?]+)\?\S+/g, '$1?[hidden]')
    .replaceAll(/\b(sk-|Bearer )[\w.-]{8,}/g, '$1[hidden]');
}

type ErrorRecord = {
  readonly type: string;
  readonly code?: string;
  readonly retry?: boolean;
  readonly message?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly frames: readonly string[];
  readonly cause?: ErrorRecord;
};

/**
 * What a log keeps of an error. The message stays only where we or the machine wrote it (faults, system errors,
 * programming mistakes): those of databases, parsers and validators quote what people entered.
 */
export function describeError(thrown: unknown, depth = 0): ErrorRecord {
  if (!(thrown instanceof Error)) return { type: typeof thrown, frames: [] };
  const code = errorCode(thrown);
  const database = isDatabaseError(thrown) ? thrown : undefined;
  const messageIsOurs =
    thrown instanceof Fault ||
    (database === undefined && 'syscall' in thrown) ||
    thrown.name === 'TypeError' ||
    thrown.name === 'ReferenceError';
  return {
    type: thrown.name,
    ...(code === undefined ? {} : { code }),
    ...(thrown instanceof Fault ? { retry: thrown.retry } : {}),
    ...(messageIsOurs ? { message: withoutSecrets(thrown.message) } : {}),
    ...(database === undefined ? {} : schemaNames(database)),
    frames: stackFrames(thrown),
    ...(thrown.cause === undefined || depth >= 3
      ? {}
      : { cause: describeError(thrown.cause, depth + 1) }),
  };
}

/** Names of our own schema, which carry no values. */
function schemaNames(error: Error): { constraint?: string; table?: string } {
  const named = (key: 'constraint' | 'table'): string | undefined => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? value : undefined;
  };
  const constraint = named('constraint');
  const table = named('table');
  return {
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
  };
}

/** The `at …` lines only: what stands before them is the message, which may run over several lines. */
function stackFrames(error: Error): readonly string[] {
  return (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 12);
}

/** A request without its query, and with long random parts of its path left out: links may carry one-time tokens. */
function describeRequest(request: unknown): { readonly method: string; readonly path: string } {
  const read = (key: string): string => {
    const value: unknown =
      typeof request === 'object' && request !== null ? Reflect.get(request, key) : undefined;
    return typeof value === 'string' ? value : '';
  };
  const path = (read('url').split('?')[0] ?? '').replaceAll(/\/[\w-]{16,}(?=\/|$)/g, '/[hidden]');
  return { method: read('method'), path };
}
