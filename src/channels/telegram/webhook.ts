/** The other end of a webhook: checks the secret, stores the update, and only then says 200. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Intake } from './intake.ts';

/** The header Telegram sends the secret in, lower case. */
export const secretHeader = 'x-telegram-bot-api-secret-token';

export type WebhookDeps = { readonly secret: string; readonly intake: Intake };

/** 200: stored. 401: not from Telegram. 400: no update. 503: not stored, Telegram delivers it again. */
export type WebhookStatus = 200 | 400 | 401 | 503;

/** Handles one delivery. `secret` is the header's value as it came, `body` the parsed JSON. Never throws. */
export async function acceptDelivery(
  deps: WebhookDeps,
  secret: unknown,
  body: unknown,
): Promise<WebhookStatus> {
  if (typeof secret !== 'string' || !sameSecret(secret, deps.secret)) return 401;
  if (typeof body !== 'object' || body === null) return 400;
  try {
    await deps.intake.take([body]);
    return 200;
  } catch {
    return 503;
  }
}

/** Compares digests of equal length, so that neither length nor content shows in the time it takes. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
