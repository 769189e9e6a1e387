/** Figures for a monitoring system: counts and times only, nothing about anybody. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export type MetricsDeps = {
  /** The page in Prometheus' text format. */
  readonly render: () => Promise<string>;
  /** Whoever shows it may read from anywhere; null: from this machine only. */
  readonly bearerToken: string | null;
};

/** `/metrics`, for a direct connection from this machine or the bearer of the token; for everybody else it does not exist. */
export function registerMetrics(app: FastifyInstance, deps: MetricsDeps): void {
  app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
    if (!isDirectLoopback(request) && !bears(request, deps.bearerToken))
      return reply.callNotFound();
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(await deps.render());
  });
}

/** A proxy on this machine connects from loopback too, but says so in a header: what it forwards is not local. */
function isDirectLoopback(request: FastifyRequest): boolean {
  const { headers } = request;
  const forwarded = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-host'];
  if (forwarded.some((name) => headers[name] !== undefined)) return false;
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

function bears(request: FastifyRequest, token: string | null): boolean {
  if (token === null) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}
