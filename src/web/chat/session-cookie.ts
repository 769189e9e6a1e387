/** The cookie that says which session a browser holds: a random token, signed, out of reach of scripts and other sites. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomToken, tokenDigest } from '#src/platform/ids.ts';

const COOKIE = 'fangpin_chat';
const ELDER_COOKIE = 'fangpin_elder';
/** Browsers keep a cookie at most 400 days. */
const LONGEST_S = 400 * 24 * 3600;

/** What a browser says of its session: the digest to look it up by, and whether it was begun on a shared phone. */
export type PresentedSession = { readonly tokenHash: string; readonly shared: boolean };

/** The session a request presents; null without a cookie or with one we did not sign. */
export function presentedSession(request: FastifyRequest): PresentedSession | null {
  const raw = request.cookies[COOKIE];
  if (raw === undefined) return null;
  const { valid, value } = request.unsignCookie(raw);
  const [, device, token] = valid ? (/^([so])([\w-]{43})$/.exec(value ?? '') ?? []) : [];
  return token === undefined ? null : { tokenHash: tokenDigest(token), shared: device === 's' };
}

/** Gives the browser a fresh session; on a shared phone it also ends with the browser. Returns the digest to store. */
export function giveSession(
  reply: FastifyReply,
  options: { readonly shared: boolean; readonly secure: boolean },
): string {
  const token = randomToken();
  reply.setCookie(COOKIE, `${options.shared ? 's' : 'o'}${token}`, {
    signed: true,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: options.secure,
    ...(options.shared ? {} : { maxAge: LONGEST_S }),
  });
  return tokenDigest(token);
}

/** Takes the session from the browser. */
export const takeSession = (reply: FastifyReply): unknown =>
  reply.clearCookie(COOKIE, { path: '/' });

/** Whether this browser wants large type before anybody has begun a conversation in it. */
export const prefersElderMode = (request: FastifyRequest): boolean =>
  request.cookies[ELDER_COOKIE] === '1';

/** Remembers large type for this browser. */
export const rememberElderMode = (reply: FastifyReply, on: boolean, secure: boolean): unknown =>
  reply.setCookie(ELDER_COOKIE, on ? '1' : '0', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: LONGEST_S,
  });
