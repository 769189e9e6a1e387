/** What a command is given and what it gives back. */
import type { Writable } from 'node:stream';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { HolidayCalendar } from '#src/domain/calendar/working-days.ts';
import type { Reading } from '#src/domain/declaration/reader/reading.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { PolicyBook } from '#src/operations/policy-book.ts';
import type { ImportDeps } from '#src/operations/registry/import-deps.ts';
import { Fault } from '#src/platform/faults.ts';
import type { Finding } from './doctor/finding.ts';

/** The operator's terminal. */
export type Terminal = {
  /** A line of result. */
  out(line: string): void;
  /** A line about how it goes; never mixed into results that are piped on. */
  err(line: string): void;
  readonly stdout: Writable;
  /** Lines given on standard input, without showing them. */
  readSecret(question: string): Promise<string>;
};

/** The policy files as loaded. */
export type LoadedPolicies = {
  readonly packs: ReadonlyMap<string, Pack>;
  readonly defaultPack: Pack;
  readonly calendar: HolidayCalendar;
};

/** An open installation, as much of it as commands use. */
export type Service = ImportDeps & {
  readonly newCode: () => string;
  /** How people reach the web, without a slash at the end. */
  readonly publicUrl: string;
  readonly policies: LoadedPolicies;
  /** The packs as the service uses them, by area and day. */
  readonly book: PolicyBook;
};

/** What commands are given. Everything is opened only when a command asks for it. */
export type CliDeps = {
  readonly terminal: Terminal;
  /** Opens the database beside a running server or starts the embedded one; closed by the caller of the command. */
  open(): Promise<Service>;
  /** Brings the schema up to date; the names of the migrations that ran. */
  migrate(): Promise<readonly string[]>;
  /** Serves until a signal ends it; returns when everything is closed. */
  serve(roles: readonly string[]): Promise<number>;
  loadPolicies(): Promise<LoadedPolicies>;
  /** Checks a pack outside the program, a file or a folder; a fault lists its mistakes with line and remedy. */
  checkPack(path: string): Promise<Pack>;
  /** Stores a year of working days from a file and counts open duties again. */
  importHolidayYear(path: string): Promise<{
    readonly year: number;
    /** Whether the year was known before. */
    readonly known: boolean;
    readonly seen: number;
    readonly moved: number;
  }>;
  /** The bot's name for links, null when no bot is set up or it cannot be asked. */
  botName(): Promise<string | null>;
  /** Whether a text is this installation's current secret key (`kid:base64`). */
  isSecretKey(text: string): Promise<boolean>;
  /** Reads a message with the configured model in front; null when none is configured. */
  readonly readWithModel: ((text: string) => Promise<Reading>) | null;
  /** Walks the chains of events and seals; lines to print, and whether all is well. */
  verifyAudit(
    mark: string | null,
  ): Promise<{ readonly ok: boolean; readonly lines: readonly string[] }>;
  /** What can only be seen from outside: configuration, server, queue, bot, model. */
  diagnose(): Promise<readonly Finding[]>;
};

/** One command. `run` resolves to the process's exit code: 0 done, 1 not done, 2 wrongly called. */
export type Command = {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole help. */
  readonly help: string;
  run(args: readonly string[], deps: CliDeps): Promise<number>;
};

/** A command called in a way it does not understand; the message says how to call it. */
export class UsageError extends Error {}

/** Reads options and words of a command line; throws `UsageError` in plain words. */
export function readArgs<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (thrown) {
    throw new UsageError(explain(thrown));
  }
}

function explain(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
  const named = thrown instanceof Error ? (/'(-[^' ]*)/.exec(thrown.message)?.[1] ?? '') : '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `不认识选项 ${named}。`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `选项 ${named} 的写法不对。`;
  return '命令的写法不对。';
}

/** What the operator is told about something thrown: our own words of a fault, else its code. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Fault && thrown.message !== thrown.code ? thrown.message : '';
