/**
 * Protection against other sites sending forms in a person's name. Two independent signs are asked for: the browser's own word
 * on where a request comes from, and a token bound to a cookie that other sites can neither read nor set.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomToken } from '#src/platform/ids.ts';

export type ForgeryGuard = {
  /** The token for forms and scripts of this browser; sets the cookie when it has none. */
  readonly tokenFor: (request: FastifyRequest, reply: FastifyReply) => string;
  /** Whether a request was made by a page of ours in this browser. */
  readonly isGenuine: (request: FastifyRequest, token: string | undefined) => boolean;
};

/** Name of the form field and (with `x-`) of the header that carry the token. */
export const FORM_FIELD = 'form-token';
export const FORM_HEADER = 'x-form-token';
const COOKIE = 'fangpin_form';

/** `key` is secret; `origins` are the addresses under which people reach this server. */
export function createForgeryGuard(options: {
  readonly key: Buffer;
  readonly origins: readonly string[];
  readonly secureCookies: boolean;
}): ForgeryGuard {
  const tokenOf = (cookie: string): string =>
    createHmac('sha256', options.key).update(`form\0${cookie}`).digest('base64url');

  const comesFromUs = (request: FastifyRequest): boolean => {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
    const { origin } = request.headers;
    // Pages with `no-referrer` send the word null; for them Sec-Fetch-Site and the token decide.
    if (origin === undefined || origin === 'null') return true;
    return options.origins.includes(origin) || origin === `${request.protocol}://${request.host}`;
  };

  return {
    tokenFor: (request, reply) => {
      let cookie = request.cookies[COOKIE];
      if (cookie === undefined || !/^[\w-]{43}$/.test(cookie)) {
        cookie = randomToken();
        reply.setCookie(COOKIE, cookie, {
          httpOnly: true,
          sameSite: 'lax',
          path: '/',
          secure: options.secureCookies,
          maxAge: 400 * 24 * 3600,
        });
      }
      return tokenOf(cookie);
    },
    isGenuine: (request, token) => {
      const cookie = request.cookies[COOKIE];
      if (cookie === undefined || token === undefined || !comesFromUs(request)) return false;
      const expected = Buffer.from(tokenOf(cookie));
      const given = Buffer.from(token);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
