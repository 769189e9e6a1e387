/** Addresses at which a browser begins, changes or ends its session; links that work once. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  beginChatSession,
  endChatSession,
  switchElderMode,
} from '#src/operations/webchat/session.ts';
import { randomToken, tokenDigest } from '#src/platform/ids.ts';
import { FORM_FIELD } from '../forgery.ts';
import { formTokenOf, isScript, perAddress, perSession, refuse, sendPage } from './answers.ts';
import type { ChatContext } from './context.ts';
import { invitationPage, leavePage } from './page.ts';
import {
  giveSession,
  prefersElderMode,
  presentedSession,
  rememberElderMode,
  takeSession,
} from './session-cookie.ts';

/** New conversations a minute from one address: a village meeting with one address may begin many. */
const BEGINS_PER_MINUTE = 60;

const code = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
/** The code of a village as its QR code carries it; anything else is as good as none. */
export const villageCode = code.catch('').default('');
const beginForm = z.object({
  [FORM_FIELD]: z.string().optional(),
  device: z.enum(['own', 'shared']).optional(),
  v: villageCode,
});
const elderForm = z.object({ [FORM_FIELD]: z.string().optional(), on: z.enum(['0', '1']) });

/** Adds them. */
export function registerSessions(app: FastifyInstance, context: ChatContext): void {
  const { deps, parts, sessionOf, frameFor, take } = context;
  const { forgery } = parts;

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

  app.post('/chat/begin', { config: perAddress(BEGINS_PER_MINUTE) }, async (request, reply) => {
    const form = beginForm.safeParse(request.body);
    if (!form.success) return refuse(400);
    if (!forgery.isGenuine(request, form.data[FORM_FIELD])) return refuse(403);
    const { v, device } = form.data;
    return await begin(request, reply, v === '' ? '' : `v_${v}`, device);
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
    return sendPage(reply, leavePage(frame, tokenDigest(session.chat).slice(0, 16)));
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
    return sendPage(reply, invitationPage(frame, { action, asksDevice: session === null }));
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
}
