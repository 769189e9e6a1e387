/** The environment as one checked, frozen value. Read once by `src/main`; nobody else looks at `process.env`. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { accepted, type Result, refused } from '#src/domain/result.ts';
import { type ClockOffset, parseIsoDuration } from '#src/platform/clock.ts';
import type { LogLevel } from '#src/platform/log.ts';
import { type KeyRing, parseKeyRing } from '#src/platform/secrets.ts';

/** Everything an operator can set; `.env.example` describes each variable. */
export type Config = {
  /** NODE_ENV=production: nothing is generated or seeded unasked, and unsafe settings are refused. */
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** How people reach the web, without a slash at the end. */
  readonly publicUrl: string;
  /** Proxies that may say for whom they ask: addresses, networks, or loopback, linklocal, uniquelocal. */
  readonly trustedProxies: readonly string[];
  /** Absolute path. */
  readonly dataDir: string;
  readonly database:
    | { readonly kind: 'embedded' }
    | { readonly kind: 'external'; readonly url: string; readonly ownerUrl: string | null };
  readonly queue: { readonly kind: 'postgres' } | { readonly kind: 'redis'; readonly url: string };
  /** Null: made once and kept in the data dir; never null in production. */
  readonly keys: KeyRing | null;
  readonly demo: boolean;
  readonly clockOffset: ClockOffset;
  readonly notifyUrl: string | null;
  readonly telegram:
    | { readonly kind: 'off' }
    | ({ readonly kind: 'polling' } & TelegramBot)
    | ({ readonly kind: 'webhook'; readonly url: string; readonly secret: string } & TelegramBot);
  readonly model: /** `missing` names what is still to be set if some of it is; null if none is. */
    | { readonly kind: 'off'; readonly missing: 'OPENAI_MODEL' | 'OPENAI_API_KEY' | null }
    | {
        readonly kind: 'on';
        /** Null for a server that wants none. */
        readonly apiKey: string | null;
        readonly baseUrl: string;
        readonly model: string;
        /** Null: voice is not turned into text. */
        readonly transcribeModel: string | null;
      };
  readonly logLevel: LogLevel;
};

type TelegramBot = { readonly token: string; readonly apiRoot: string };

/** The environment as Node gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

const address = (protocols: RegExp, example: string): z.ZodType<string> =>
  z.string().refine((text) => URL.canParse(text) && protocols.test(new URL(text).protocol), {
    error: (issue) => `${String(issue.path?.[0])} must be an address such as ${example}.`,
  });
const webAddress = address(/^https?:$/, 'https://example.org').transform((text) =>
  text.replace(/\/+$/, ''),
);
const postgresAddress = address(/^postgres(?:ql)?:$/, 'postgres://user:password@host:5432/name');
/** A name of a group of addresses, an address, or a network with its mask. */
const isProxy = (text: string): boolean => {
  if (/^(?:loopback|linklocal|uniquelocal)$/.test(text)) return true;
  const [ip = '', mask, ...rest] = text.split('/');
  const bits = isIP(ip) === 6 ? 128 : 32;
  return (
    isIP(ip) !== 0 &&
    rest.length === 0 &&
    (mask === undefined || (/^\d{1,3}$/.test(mask) && Number(mask) <= bits))
  );
};
const PORT = 'PORT must be a whole number from 0 to 65535.';

const fields = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, PORT)
    .transform(Number)
    .refine((n) => n <= 65_535, PORT)
    .default(8080),
  FANGPIN_PUBLIC_URL: webAddress.optional(),
  FANGPIN_TRUSTED_PROXY: z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim()))
    .refine(
      (each) => each.every(isProxy),
      'FANGPIN_TRUSTED_PROXY must be addresses or networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, separated by commas.',
    )
    .default(['loopback']),
  DATABASE_URL: postgresAddress.optional(),
  DATABASE_OWNER_URL: postgresAddress.optional(),
  REDIS_URL: address(/^rediss?:$/, 'redis://host:6379').optional(),
  FANGPIN_DATA_DIR: z.string().default('./.data'),
  FANGPIN_SECRET_KEY: z
    .string()
    .transform((text, context) => {
      const ring = parseKeyRing(text);
      if (ring !== undefined) return ring;
      context.addIssue(
        'FANGPIN_SECRET_KEY must be kid:base64 of 32 bytes, such as k1:$(openssl rand -base64 32); several are separated by commas, the current one first.',
      );
      return z.NEVER;
    })
    .optional(),
  FANGPIN_DEMO: z.stringbool({ error: 'FANGPIN_DEMO must be 1 or 0.' }).optional(),
  FANGPIN_CLOCK_OFFSET: z
    .string()
    .transform((text, context) => {
      const offset = parseIsoDuration(text);
      if (offset !== undefined) return offset;
      context.addIssue('FANGPIN_CLOCK_OFFSET must be an ISO-8601 duration such as P10D or PT36H.');
      return z.NEVER;
    })
    .default({ months: 0, ms: 0 }),
  FANGPIN_NOTIFY_URL: webAddress.optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(
      /^[\w:-]+$/,
      'TELEGRAM_BOT_TOKEN must be the token as @BotFather gave it, digits, a colon and letters.',
    )
    .optional(),
  TELEGRAM_API_ROOT: webAddress.default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_URL: webAddress.optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^[\w-]{1,256}$/,
      'TELEGRAM_WEBHOOK_SECRET must be 1 to 256 letters, digits, underscores or hyphens.',
    )
    .optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: webAddress.default('https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_TRANSCRIBE_MODEL: z.string().optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.',
    })
    .default('info'),
});

type Variable = keyof typeof fields.shape;
type Given = Partial<Record<Variable, string>>;

/**
 * Reads the configuration. A variable that is empty counts as not set; `NAME_FILE` names a file holding the value of
 * `NAME`. Refused with every problem at once, each a sentence that names the variable and never repeats its value.
 */
export function readConfig(
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Result<Config, readonly string[]> {
  const { given, problems } = collect(env, readFile);
  const production = env['NODE_ENV'] === 'production';
  problems.push(...contradictions(given, production));
  const parsed = fields.safeParse(given);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => issue.message));
  if (!parsed.success || problems.length > 0) return refused(problems);
  return accepted(freeze(assemble(parsed.data, given, production)));
}

/** The values given directly or by file. */
function collect(
  env: Environment,
  readFile: (path: string) => string,
): { readonly given: Given; readonly problems: string[] } {
  const given: Given = {};
  const problems: string[] = [];
  for (const name of fields.keyof().options) {
    const value = env[name]?.trim() ?? '';
    const path = env[`${name}_FILE`]?.trim() ?? '';
    if (value !== '' && path !== '') {
      problems.push(`${name} and ${name}_FILE are both set; keep one of them.`);
    } else if (value !== '') {
      given[name] = value;
    } else if (path !== '') {
      try {
        const content = readFile(path).trim();
        if (content !== '') given[name] = content;
      } catch {
        problems.push(`${name}_FILE names a file that cannot be read.`);
      }
    }
  }
  return { given, problems };
}

/** What does not go together, judged by what is set. */
function contradictions(given: Given, production: boolean): readonly string[] {
  const has = (name: Variable): boolean => given[name] !== undefined;
  const rules: readonly (readonly [broken: boolean, problem: string])[] = [
    [
      has('DATABASE_OWNER_URL') && !has('DATABASE_URL'),
      'DATABASE_OWNER_URL is set but DATABASE_URL, the address the service itself uses, is not.',
    ],
    [
      has('TELEGRAM_WEBHOOK_URL') && !has('TELEGRAM_BOT_TOKEN'),
      'TELEGRAM_WEBHOOK_URL is set but TELEGRAM_BOT_TOKEN is not.',
    ],
    [
      has('TELEGRAM_WEBHOOK_URL') && !has('TELEGRAM_WEBHOOK_SECRET'),
      'TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET, or anybody could send updates in the name of Telegram.',
    ],
    [
      production && !has('FANGPIN_SECRET_KEY'),
      'FANGPIN_SECRET_KEY is required in production: without a copy of it outside this machine, encrypted data are lost with the machine.',
    ],
    [
      production && !has('FANGPIN_PUBLIC_URL'),
      'FANGPIN_PUBLIC_URL is required in production: links, QR codes and the check of where forms come from rest on the address people use.',
    ],
    [
      production && has('FANGPIN_CLOCK_OFFSET'),
      'FANGPIN_CLOCK_OFFSET is refused in production: due dates would be wrong.',
    ],
  ];
  return rules.flatMap(([broken, problem]) => (broken ? [problem] : []));
}

/** Addresses only this machine can reach. */
const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/.test(host);

function assemble(values: z.output<typeof fields>, given: Given, production: boolean): Config {
  const embedded = values.DATABASE_URL === undefined;
  return {
    production,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.FANGPIN_PUBLIC_URL ?? defaultPublicUrl(values.HOST, values.PORT),
    trustedProxies: values.FANGPIN_TRUSTED_PROXY,
    dataDir: resolve(values.FANGPIN_DATA_DIR),
    database:
      values.DATABASE_URL === undefined
        ? { kind: 'embedded' }
        : {
            kind: 'external',
            url: values.DATABASE_URL,
            ownerUrl: values.DATABASE_OWNER_URL ?? null,
          },
    queue:
      values.REDIS_URL === undefined
        ? { kind: 'postgres' }
        : { kind: 'redis', url: values.REDIS_URL },
    keys: values.FANGPIN_SECRET_KEY ?? null,
    demo: values.FANGPIN_DEMO ?? (embedded && isLoopback(values.HOST) && !production),
    clockOffset: values.FANGPIN_CLOCK_OFFSET,
    notifyUrl: values.FANGPIN_NOTIFY_URL ?? null,
    telegram: telegramOf(values),
    model: modelOf(values, given),
    logLevel: values.LOG_LEVEL,
  };
}

/** A wildcard address is no place to visit: then this machine's own name stands in. */
function defaultPublicUrl(host: string, port: number): string {
  const visited = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${visited.includes(':') ? `[${visited}]` : visited}:${port}`;
}

function telegramOf(values: z.output<typeof fields>): Config['telegram'] {
  if (values.TELEGRAM_BOT_TOKEN === undefined) return { kind: 'off' };
  const bot = { token: values.TELEGRAM_BOT_TOKEN, apiRoot: values.TELEGRAM_API_ROOT };
  if (values.TELEGRAM_WEBHOOK_URL === undefined || values.TELEGRAM_WEBHOOK_SECRET === undefined) {
    return { kind: 'polling', ...bot };
  }
  return {
    kind: 'webhook',
    url: values.TELEGRAM_WEBHOOK_URL,
    secret: values.TELEGRAM_WEBHOOK_SECRET,
    ...bot,
  };
}

/** On with a model and either a key or an own server; half a setting leaves it off, for keys lie around in shells. */
function modelOf(values: z.output<typeof fields>, given: Given): Config['model'] {
  const reachable = given.OPENAI_API_KEY !== undefined || given.OPENAI_BASE_URL !== undefined;
  if (values.OPENAI_MODEL === undefined) {
    return { kind: 'off', missing: reachable ? 'OPENAI_MODEL' : null };
  }
  if (!reachable) return { kind: 'off', missing: 'OPENAI_API_KEY' };
  return {
    kind: 'on',
    apiKey: values.OPENAI_API_KEY ?? null,
    baseUrl: values.OPENAI_BASE_URL,
    model: values.OPENAI_MODEL,
    transcribeModel: values.OPENAI_TRANSCRIBE_MODEL ?? null,
  };
}

/** Freezes the plain objects of the value; keys are left alone. */
function freeze(config: Config): Config {
  for (const part of [config.database, config.queue, config.telegram, config.model]) {
    Object.freeze(part);
  }
  return Object.freeze(config);
}
