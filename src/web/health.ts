/** Whether the process lives, and whether it can do its work. */
import type { FastifyInstance } from 'fastify';

/** One thing that must work. Resolves to whether it does; a throw counts as no. */
export type ReadinessCheck = {
  readonly name: 'database' | 'queue' | 'migrations';
  readonly check: () => Promise<boolean>;
};

export type HealthDeps = { readonly checks: readonly ReadinessCheck[] };

/** A check that takes longer counts as failed: whoever asks gives up soon after. In milliseconds. */
const PATIENCE_MS = 3_000;

/** `/healthz`: alive. `/readyz`: 200 when every check passes, else 503, with the name of each check and its answer. */
export function registerHealth(app: FastifyInstance, deps: HealthDeps): void {
  app.get('/healthz', { config: { rateLimit: false } }, async () => ({ ok: true }));
  app.get('/readyz', { config: { rateLimit: false } }, async (_request, reply) => {
    const answers = await Promise.all(
      deps.checks.map(async ({ name, check }) => [name, await inTime(check)] as const),
    );
    const ok = answers.every(([, passed]) => passed);
    return reply.code(ok ? 200 : 503).send({ ok, checks: Object.fromEntries(answers) });
  });
}

async function inTime(check: () => Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), PATIENCE_MS);
  try {
    return await Promise.race([check(), late.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
