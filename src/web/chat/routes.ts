/** Addresses of the web chat. Reading never changes anything; what a person does is a POST that counts once. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { WebchatBody } from '#src/channels/webchat/body.ts';
import { instant, type Instant } from '#src/domain/calendar/instant.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { receive, type ReceiveDeps } from '#src/operations/conversation/receive.ts';
import type { OpenMediaDeps } from '#src/operations/media/open-media.ts';
import { storeMedia } from '#src/operations/media/store-media.ts';
import {
  acknowledgeShown,
  type History,
  type HistoryDeps,
  readHistory,
} from '#src/operations/webchat/history.ts';
import { noticeWords } from '#src/operations/webchat/notice-words.ts';
import {
  beginChatSession,
  type ChatSession,
  endChatSession,
  readChatSession,
  type SessionDeps,
  switchElderMode,
  WEBCHAT,
} from '#src/operations/webchat/session.ts';
import type { Log } from '#src/platform/log.ts';
import { randomToken, tokenDigest } from '#src/platform/ids.ts';
import type { Assets } from '../assets.ts';
import { FORM_FIELD, FORM_HEADER, type ForgeryGuard } from '../forgery.ts';
import type { Html } from '../html.ts';
import { beginText } from '../text.ts';
import { type DrawnLine, drawLines } from './entry.ts';
import { type Incoming, readIncoming, uploadId, webchatUpdate } from './incoming.ts';
import type { LiveChats } from './live.ts';
import { registerMedia } from './media-route.ts';
import {
  beginPage,
  chatPage,
  type Frame,
  invitationPage,
  leavePage,
  type OfficialFacts,
} from './page.ts';
import {
  giveSession,
  prefersElderMode,
  presentedSession,
  rememberElderMode,
  takeSession,
} from './session-cookie.ts';
import { registerEvents } from './events-route.ts';

export type ChatDeps = ReceiveDeps &
  SessionDeps &
  HistoryDeps &
  OpenMediaDeps & {
    /** Works off what waits in a chat and sends what came of it; resolves when the replies are there to be fetched. */
    readonly advance: (chat: string) => Promise<void>;
    /** Who stands behind the chat, for this account's area; null before anybody is known. */
    readonly official: (accountId: string | null) => Promise<OfficialFacts>;
    readonly live: LiveChats;
  };

/** What the server hands to its parts. */
export type WebParts = {
  readonly assets: Assets;
  readonly forgery: ForgeryGuard;
  readonly log: Log;
  readonly secureCookies: boolean;
};

/** What a page needs of a session: itself, its lines, and where the next reading begins. */
export type DrawnHistory = {
  readonly lines: readonly DrawnLine[];
  readonly cursor: string;
  readonly earlier: string | null;
};

/** Lines on the page at first; earlier ones come on request. */
const PAGE_LINES = 60;
/** Messages a minute from one person: nobody types faster, and what comes faster is kept by the page and sent later. */
const SENDS_PER_MINUTE = 40;
/** New conversations a minute from one address: a village meeting with one address may begin many. */
const BEGINS_PER_MINUTE = 60;

const code = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const moment = z.coerce
  .number()
  .int()
  .nonnegative()
  .transform((ms): Instant => instant(ms));
const query = z.object({
  v: code.catch('').default(''),
  before: moment.optional().catch(undefined),
  after: moment.optional().catch(undefined),
  left: z.string().optional(),
});
const beginForm = z.object({
  [FORM_FIELD]: z.string().optional(),
  device: z.enum(['own', 'shared']).optional(),
  v: code.catch('').default(''),
});
const elderForm = z.object({ [FORM_FIELD]: z.string().optional(), on: z.enum(['0', '1']) });
const seenBody = z.object({ ids: z.array(z.uuid()).max(200) });

/** Adds the routes of the chat. */
export function registerChat(app: FastifyInstance, deps: ChatDeps, parts: WebParts): void {
  const { forgery } = parts;

  const sessionOf = async (request: FastifyRequest, used: boolean): Promise<ChatSession | null> => {
    const presented = presentedSession(request);
    return presented === null ? null : await readChatSession(deps, presented.tokenHash, used);
  };
  const frameFor = async (
    request: FastifyRequest,
    reply: FastifyReply,
    session: ChatSession | null,
  ): Promise<Frame> => ({
    assets: parts.assets,
    official: await deps.official(session?.accountId ?? null),
    elderMode: session?.elderMode ?? prefersElderMode(request),
    formToken: forgery.tokenFor(request, reply),
  });
  const draw = async (session: ChatSession, history: History): Promise<DrawnHistory> => {
    const notices = history.entries.flatMap((entry) =>
      entry.from === 'us' && entry.message === null ? [entry.id] : [],
    );
    const words = await noticeWords(deps, session.accountId, notices);
    const lines = drawLines(history.entries, words, fromInstant(deps.clock.now()));
    return {
      lines,
      cursor: history.cursor === null ? '' : String(history.cursor),
      earlier: history.more ? String(history.entries[0]?.at ?? '') : null,
    };
  };
  const since = async (session: ChatSession, after: Instant | undefined): Promise<DrawnHistory> => {
    const part = after === undefined ? {} : { since: after };
    return await draw(session, await readHistory(deps, session, { ...part, limit: PAGE_LINES }));
  };
  /** Stores an update and has it take effect. Once it is stored it counts, whatever happens to the reply. */
  const take = async (session: ChatSession, id: string, body: WebchatBody): Promise<void> => {
    await receive(deps, [webchatUpdate(session.chat, id, body)]);
    try {
      await deps.advance(session.chat);
    } catch (thrown) {
      // The sweeper works it off; the page gets the reply by its event stream.
      parts.log.error({ error: thrown instanceof Error ? thrown : null }, 'a chat did not advance');
    }
    deps.live.poke(session.chat);
  };
  /** A file becomes a row of its own first; what cannot be kept is told to the conversation, which has the words for it. */
  const bodyOf = async (session: ChatSession, incoming: Incoming): Promise<WebchatBody> => {
    const { said } = incoming;
    if (said.kind !== 'file') return said;
    if (said.tooBig) return { kind: 'refused-media', reason: 'too-big' };
    const mediaId = uploadId(session.chat, incoming.clientId);
    const { accountId, areaPath } = session;
    const { media, bytes, seconds, caption } = said;
    const stored = await storeMedia(deps, {
      mediaId,
      accountId,
      areaPath,
      channel: WEBCHAT,
      kind: media,
      bytes,
    });
    return stored.ok
      ? { kind: 'media', media, mediaId, seconds, caption }
      : { kind: 'refused-media', reason: stored.refusal.code };
  };
  /** Begins a conversation, or goes on with the one this browser has; `start` is what a scanned code or a link says. */
  const begin = async (
    request: FastifyRequest,
    reply: FastifyReply,
    start: string,
    device: 'own' | 'shared' | undefined,
  ): Promise<FastifyReply> => {
    let session = await sessionOf(request, true);
    const isNew = session === null;
    if (session === null) {
      if (device === undefined) return reply.redirect('/chat', 303);
      const sharedDevice = device === 'shared';
      session = await beginChatSession(deps, {
        tokenHash: giveSession(reply, { shared: sharedDevice, secure: parts.secureCookies }),
        chat: randomToken(),
        sharedDevice,
        elderMode: prefersElderMode(request),
      });
    }
    if (isNew || start !== '') {
      const command = { kind: 'command', name: 'start', payload: start } as const;
      await take(session, randomToken().slice(0, 20), command);
    }
    return reply.redirect('/chat', 303);
  };

  const perSession = (max: number) => ({
    rateLimit: {
      max,
      timeWindow: 60_000,
      keyGenerator: (request: FastifyRequest) => presentedSession(request)?.tokenHash ?? request.ip,
    },
  });
  const perAddress = (max: number) => ({ rateLimit: { max, timeWindow: 60_000 } });
  const formTokenOf = (request: FastifyRequest, field: string | undefined): string | undefined => {
    const header = request.headers[FORM_HEADER];
    return typeof header === 'string' ? header : field;
  };
  const page = (reply: FastifyReply, content: Html): FastifyReply =>
    reply.type('text/html; charset=utf-8').send(content.markup);
  const isScript = (request: FastifyRequest): boolean =>
    !String(request.headers.accept ?? '').includes('text/html');

  app.get('/chat', async (request, reply) => {
    const asked = query.parse(request.query);
    const session = await sessionOf(request, true);
    const frame = await frameFor(request, reply, session);
    if (session === null) {
      // A browser that still presents a shared session was idle too long; it is told so once.
      const idled = presentedSession(request)?.shared === true;
      if (idled) takeSession(reply);
      const lead = asked.left === '1' ? beginText.returned : idled ? beginText.ended : null;
      return page(reply, beginPage(frame, { action: '/chat/begin', village: asked.v, lead }));
    }
    const part = asked.before === undefined ? {} : { before: asked.before };
    const history = await readHistory(deps, session, { ...part, limit: PAGE_LINES });
    const drawn = await draw(session, history);
    const person = tokenDigest(session.chat).slice(0, 16);
    const nonce = randomToken().slice(0, 20);
    return page(reply, chatPage(frame, { session, person, ...drawn, nonce, village: asked.v }));
  });

  app.post('/chat/begin', { config: perAddress(BEGINS_PER_MINUTE) }, async (request, reply) => {
    const form = beginForm.safeParse(request.body);
    if (!form.success) return refuse(400);
    if (!forgery.isGenuine(request, form.data[FORM_FIELD])) return refuse(403);
    const { v, device } = form.data;
    return await begin(request, reply, v === '' ? '' : `v_${v}`, device);
  });

  app.post('/chat/send', { config: perSession(SENDS_PER_MINUTE) }, async (request, reply) => {
    const incoming = await readIncoming(request);
    if (incoming === null) return refuse(400);
    if (!forgery.isGenuine(request, incoming.formToken)) return refuse(403);
    const session = await sessionOf(request, true);
    if (session === null) return isScript(request) ? refuse(401) : reply.redirect('/chat', 303);
    await take(session, incoming.clientId, await bodyOf(session, incoming));
    if (!isScript(request)) return reply.redirect('/chat#text', 303);
    const { lines, cursor } = await since(session, query.parse(request.query).after);
    return reply.send({ ok: true, lines, cursor });
  });

  app.get('/chat/lines', { config: perSession(60) }, async (request, reply) => {
    const session = await sessionOf(request, false);
    if (session === null) return refuse(401);
    const { after, before } = query.parse(request.query);
    if (before === undefined) return reply.send({ ok: true, ...(await since(session, after)) });
    const history = await readHistory(deps, session, { before, limit: PAGE_LINES });
    return reply.send({ ok: true, ...(await draw(session, history)) });
  });

  app.post('/chat/seen', { config: perSession(120) }, async (request, reply) => {
    const seen = seenBody.safeParse(request.body);
    if (!seen.success) return refuse(400);
    if (!forgery.isGenuine(request, formTokenOf(request, undefined))) return refuse(403);
    const session = await sessionOf(request, false);
    if (session === null) return refuse(401);
    await acknowledgeShown(deps, session, seen.data.ids);
    return reply.send({ ok: true });
  });

  app.post('/chat/elder', { config: perSession(60) }, async (request, reply) => {
    const form = elderForm.safeParse(request.body);
    if (!form.success) return refuse(400);
    if (!forgery.isGenuine(request, formTokenOf(request, form.data[FORM_FIELD])))
      return refuse(403);
    const on = form.data.on === '1';
    rememberElderMode(reply, on, parts.secureCookies);
    const session = await sessionOf(request, true);
    if (session !== null) await switchElderMode(deps, session, on);
    return isScript(request) ? reply.send({ ok: true }) : reply.redirect('/chat', 303);
  });

  app.get('/chat/leave', async (request, reply) => {
    const session = await sessionOf(request, true);
    if (session === null) return reply.redirect('/chat', 303);
    const frame = await frameFor(request, reply, session);
    return page(reply, leavePage(frame, tokenDigest(session.chat).slice(0, 16)));
  });

  app.post('/chat/leave', { config: perSession(20) }, async (request, reply) => {
    const form = z.object({ [FORM_FIELD]: z.string().optional() }).safeParse(request.body);
    if (!form.success) return refuse(400);
    if (!forgery.isGenuine(request, formTokenOf(request, form.data[FORM_FIELD])))
      return refuse(403);
    const presented = presentedSession(request);
    if (presented !== null) await endChatSession(deps, presented.tokenHash);
    takeSession(reply);
    // What this person looked at must not come out of the cache for the next one.
    return reply.header('clear-site-data', '"cache", "storage"').redirect('/chat?left=1', 303);
  });

  app.get<{ Params: { code: string } }>('/i/:code', async (request, reply) => {
    if (!code.safeParse(request.params.code).success) return reply.callNotFound();
    const session = await sessionOf(request, false);
    const frame = await frameFor(request, reply, session);
    reply.header('referrer-policy', 'no-referrer');
    const action = `/i/${request.params.code}`;
    return page(reply, invitationPage(frame, { action, asksDevice: session === null }));
  });

  app.post<{ Params: { code: string } }>(
    '/i/:code',
    { config: perAddress(20) },
    async (request, reply) => {
      const invitation = code.safeParse(request.params.code);
      const form = beginForm.safeParse(request.body);
      if (!invitation.success || !form.success) return refuse(400);
      if (!forgery.isGenuine(request, form.data[FORM_FIELD])) return refuse(403);
      reply.header('referrer-policy', 'no-referrer');
      return await begin(request, reply, invitation.data, form.data.device);
    },
  );

  registerMedia(app, { ...deps, sessionOf });
  registerEvents(app, { ...deps, log: parts.log, sessionOf, since });
}

/** Ends a request with a status; the server's error handler finds the words. */
function refuse(statusCode: number): never {
  throw Object.assign(new Error('refused'), { statusCode });
}
