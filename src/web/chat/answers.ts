/** Small things every route needs: limits per person, form tokens, answers for pages and for scripts. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FORM_HEADER } from '../forgery.ts';
import type { Html } from '../html.ts';
import { presentedSession } from './session-cookie.ts';

/** A limit of requests a minute for each session, or address where there is none. */
export const perSession = (max: number) => ({
  rateLimit: {
    max,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => presentedSession(request)?.tokenHash ?? request.ip,
  },
});

/** A limit of requests a minute for each address. */
export const perAddress = (max: number) => ({ rateLimit: { max, timeWindow: 60_000 } });

/** The form token a script puts into a header or a form into a field. */
export function formTokenOf(request: FastifyRequest, field?: string): string | undefined {
  const header = request.headers[FORM_HEADER];
  return typeof header === 'string' ? header : field;
}

/** Sends a page. */
export const sendPage = (reply: FastifyReply, content: Html): FastifyReply =>
  reply.type('text/html; charset=utf-8').send(content.markup);

/** Whether a script asks, and not a browser that shows what comes. */
export const isScript = (request: FastifyRequest): boolean =>
  !String(request.headers.accept ?? '').includes('text/html');

/** Ends a request with a status; the server's error handler finds the words. */
export function refuse(statusCode: number): never {
  throw Object.assign(new Error('refused'), { statusCode });
}
