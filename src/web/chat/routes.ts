/** Addresses of the conversation. Reading never changes anything; what a person does is a POST that counts once. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { instant, type Instant } from '#src/domain/calendar/instant.ts';
import { acknowledgeShown, readHistory } from '#src/operations/webchat/history.ts';
import { randomToken, tokenDigest } from '#src/platform/ids.ts';
import { beginText } from '../text.ts';
import { formTokenOf, isScript, perSession, refuse, sendPage } from './answers.ts';
import { type ChatDeps, createChatContext, PAGE_LINES, type WebParts } from './context.ts';
import { registerEvents } from './events-route.ts';
import { readIncoming } from './incoming.ts';
import { registerMedia } from './media-route.ts';
import { beginPage, chatPage } from './page.ts';
import { presentedSession, takeSession } from './session-cookie.ts';
import { registerSessions, villageCode } from './session-routes.ts';

/** Messages a minute from one person: nobody types faster, and what comes faster is kept by the page and sent later. */
const SENDS_PER_MINUTE = 40;

const moment = z.coerce
  .number()
  .int()
  .nonnegative()
  .transform((ms): Instant => instant(ms));
const query = z.object({
  v: villageCode,
  before: moment.optional().catch(undefined),
  after: moment.optional().catch(undefined),
  left: z.string().optional(),
});
const seenBody = z.object({ ids: z.array(z.uuid()).max(200) });

/** Adds the routes of the chat. */
export function registerChat(app: FastifyInstance, deps: ChatDeps, parts: WebParts): void {
  const context = createChatContext(deps, parts);
  const { sessionOf, frameFor, draw, since, take, bodyOf } = context;
  const { forgery } = parts;

  app.get('/chat', async (request, reply) => {
    const asked = query.parse(request.query);
    const session = await sessionOf(request, true);
    const frame = await frameFor(request, reply, session);
    if (session === null) {
      // A browser that still presents a shared session was idle too long; it is told so once.
      const idled = presentedSession(request)?.shared === true;
      if (idled) takeSession(reply);
      const lead = asked.left === '1' ? beginText.returned : idled ? beginText.ended : null;
      return sendPage(reply, beginPage(frame, { action: '/chat/begin', village: asked.v, lead }));
    }
    const part = asked.before === undefined ? {} : { before: asked.before };
    const history = await readHistory(deps, session, { ...part, limit: PAGE_LINES });
    const drawn = await draw(session, history);
    const person = tokenDigest(session.chat).slice(0, 16);
    const nonce = randomToken().slice(0, 20);
    return sendPage(reply, chatPage(frame, { session, person, ...drawn, nonce, village: asked.v }));
  });

  app.post('/chat/send', { config: perSession(SENDS_PER_MINUTE) }, async (request, reply) => {
    // Nobody without a session gets to upload anything.
    if (presentedSession(request) === null) {
      return isScript(request) ? refuse(401) : reply.redirect('/chat', 303);
    }
    const incoming = await readIncoming(request);
    if (incoming === null) return refuse(400);
    if (!forgery.isGenuine(request, incoming.formToken)) return refuse(403);
    const session = await sessionOf(request, true);
    if (session === null) return isScript(request) ? refuse(401) : reply.redirect('/chat', 303);
    await take(session, incoming.clientId, await bodyOf(session, incoming));
    if (!isScript(request)) return reply.redirect('/chat#text', 303);
    const { lines, cursor } = await since(session, query.parse(request.query).after);
    // 换人使用 and 长辈模式 can be said in the conversation too: the page follows at once.
    const after = await sessionOf(request, false);
    return reply.send({ ok: true, lines, cursor, ended: after === null, elder: after?.elderMode });
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

  registerSessions(app, context);
  registerMedia(app, { ...deps, sessionOf });
  registerEvents(app, { ...deps, log: parts.log, sessionOf, since });
}
