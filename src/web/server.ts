/** The web server: everything people and machines reach over HTTP. It is given all it needs and opens nothing itself. */
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '#src/platform/log.ts';
import { loadAssets } from './assets.ts';
import type { ChatDeps } from './chat/context.ts';
import { registerChat } from './chat/routes.ts';
import type { SheetLinks } from '#src/platform/sheet-link.ts';
import type { ReadWorkDeps } from '#src/operations/console/read-work.ts';
import { registerConsole } from './console/routes.ts';
import { registerSheet } from './console/sheet.ts';
import { errorPage, wordsForStatus } from './error-page.ts';
import { createForgeryGuard } from './forgery.ts';
import { type HealthDeps, registerHealth } from './health.ts';
import { type MetricsDeps, registerMetrics } from './metrics.ts';

export type WebSettings = {
  /** How people reach us, without a slash at the end. */
  readonly publicUrl: string;
  /** Addresses of the proxies in front, as `FANGPIN_TRUSTED_PROXY` names them. */
  readonly trustedProxies: readonly string[];
  /** Secret for cookies and form tokens (key purpose `session`). */
  readonly sessionKey: Buffer;
};

/** What Telegram sent to the webhook, and the answer's status. 401 when the secret is wrong. */
export type TelegramWebhook = (request: {
  readonly secretToken: string | undefined;
  readonly update: unknown;
}) => Promise<number>;

export type WebDeps = {
  readonly log: Log;
  readonly settings: WebSettings;
  readonly health: HealthDeps;
  readonly metrics: MetricsDeps;
  /** Null while the bot polls or there is none. */
  readonly telegramWebhook: TelegramWebhook | null;
  readonly chat: ChatDeps;
  readonly console: ReadWorkDeps & { readonly sheets: SheetLinks };
};

/** Small bodies only; uploads have their own limit. A Telegram update is a few kilobytes. */
const BODY_LIMIT_BYTES = 1024 * 1024;
/** Requests a minute and address before anything else is looked at; a village hall may share one address. */
const REQUESTS_PER_MINUTE = 900;

/** Asked every few seconds by machines and open pages; their lines would hide the others. */
const FREQUENT: ReadonlySet<string> = new Set([
  ...['/healthz', '/readyz', '/metrics', '/chat/lines', '/chat/seen', '/chat/events'],
]);

/** Builds the server without listening, so that tests can ask it directly. Closing it ends open event streams first. */
export async function createWebServer(deps: WebDeps): Promise<FastifyInstance> {
  const { log, settings } = deps;
  const secure = settings.publicUrl.startsWith('https:');
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    // Who stands in front of us says for whom it asks; anybody else could give themselves any address.
    trustProxy: [...settings.trustedProxies],
    // Whoever holds a connection open must not hold up the closing.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });
  const assets = await loadAssets();

  // The route's pattern, never the address: queries, codes and ids stay out of the log.
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const line = { method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    if (FREQUENT.has(route) && reply.statusCode < 500) log.debug(line, 'request');
    else log.info(line, 'request');
  });

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    hsts: secure,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(self), geolocation=(self), microphone=(self)');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  await app.register(cookie, { secret: settings.sessionKey.toString('base64') });
  await app.register(formbody);
  await app.register(multipart);
  await app.register(rateLimit, { max: REQUESTS_PER_MINUTE, timeWindow: 60_000 });

  const respondWith = (status: number, request: FastifyRequest, reply: FastifyReply): unknown => {
    reply.code(status);
    if (wantsHtml(request)) {
      return reply
        .type('text/html; charset=utf-8')
        .send(errorPage(status, assets.url('page.css')).markup);
    }
    const { title, hint } = wordsForStatus(status);
    return reply.send({ ok: false, message: `${title}。${hint}` });
  };
  app.setNotFoundHandler((request, reply) => respondWith(404, request, reply));
  app.setErrorHandler((thrown, request, reply) => {
    const status = statusOf(thrown);
    if (status >= 500) {
      const error = thrown instanceof Error ? thrown : undefined;
      log.error({ error, route: request.routeOptions.url ?? 'unknown' }, 'a request failed');
    }
    return respondWith(status, request, reply);
  });

  assets.register(app);
  registerHealth(app, deps.health);
  registerMetrics(app, deps.metrics);
  app.get('/', async (_request, reply) => reply.redirect('/chat', 302));
  app.post('/telegram/webhook', async (request, reply) => {
    if (deps.telegramWebhook === null) return reply.callNotFound();
    const header = request.headers['x-telegram-bot-api-secret-token'];
    const status = await deps.telegramWebhook({
      secretToken: typeof header === 'string' ? header : undefined,
      update: request.body,
    });
    return reply.code(status).send();
  });
  const forgery = createForgeryGuard({
    key: settings.sessionKey,
    origins: [new URL(settings.publicUrl).origin],
    secureCookies: secure,
  });
  const parts = { assets, forgery, log, secureCookies: secure };
  registerChat(app, deps.chat, parts);
  registerConsole(app, deps.console, parts);
  registerSheet(app, deps.console, parts);
  return app;
}

/** People's browsers ask for HTML when they open an address; scripts and machines do not. */
const wantsHtml = (request: FastifyRequest): boolean =>
  String(request.headers.accept ?? '').includes('text/html');

/** The status an error of the framework carries; anything without one is our own failure. */
function statusOf(thrown: unknown): number {
  if (!(thrown instanceof Error) || !('statusCode' in thrown)) return 500;
  const { statusCode } = thrown;
  return typeof statusCode === 'number' && statusCode >= 400 ? statusCode : 500;
}
