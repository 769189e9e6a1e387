/** The event stream of an open chat page: what is new, as soon as it is there. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { instant, type Instant } from '#src/domain/calendar/instant.ts';
import type { ChatSession } from '#src/operations/webchat/session.ts';
import type { Log } from '#src/platform/log.ts';
import { type DrawnLine, messageKey } from './entry.ts';
import type { LiveChats } from './live.ts';

export type EventsDeps = {
  readonly live: LiveChats;
  readonly log: Log;
  readonly sessionOf: (request: FastifyRequest, used: boolean) => Promise<ChatSession | null>;
  readonly since: (
    session: ChatSession,
    after: Instant | undefined,
  ) => Promise<{ readonly lines: readonly DrawnLine[]; readonly cursor: string }>;
};

/** Proxies cut silent connections after a minute or so; the beat also notices that a session has ended. */
const BEAT_MS = 20_000;
/** How long a page waits before it connects again. */
const RETRY_MS = 2_000;
/** Keys remembered per stream so that the overlap of two readings is not sent twice. */
const KEYS_KEPT = 400;

const cursor = z.coerce.number().int().nonnegative();
const asked = z.object({ after: z.string().optional() });

/** `/chat/events?after=CURSOR`; a reconnecting browser tells by Last-Event-ID where it was. */
export function registerEvents(app: FastifyInstance, deps: EventsDeps): void {
  app.addHook('preClose', async () => deps.live.close());
  app.get('/chat/events', async (request, reply) => {
    const session = await deps.sessionOf(request, false);
    if (session === null) return reply.code(204).send();
    const { after } = asked.parse(request.query);
    const from = cursor.safeParse(request.headers['last-event-id'] ?? after);

    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    stream.write(`retry: ${RETRY_MS}\n\n`);

    let newest: Instant | undefined = from.success && after !== '' ? instant(from.data) : undefined;
    const sent = new Set<string>();
    const write = async (): Promise<void> => {
      const { lines, cursor: next } = await deps.since(session, newest);
      const fresh = lines.filter((line) => !sent.has(line.key));
      for (const { key } of fresh) sent.add(key);
      for (const key of sent) if (sent.size > KEYS_KEPT) sent.delete(key);
      if (next !== '') newest = instant(Number(next));
      if (fresh.length === 0 || stream.writableEnded) return;
      stream.write(`id: ${next}\ndata: ${JSON.stringify({ lines: fresh, cursor: next })}\n\n`);
    };
    // One reading after another: two at once could send lines out of order.
    let queue = Promise.resolve();
    const refresh = (): Promise<void> => {
      queue = queue.then(write).catch((thrown: unknown) => {
        deps.log.warn(
          { error: thrown instanceof Error ? thrown : null },
          'a stream could not read',
        );
      });
      return queue;
    };
    const beat = setInterval(() => {
      deps.sessionOf(request, false).then(
        (still) => {
          stream.write(still === null ? 'event: ended\ndata: {}\n\n' : ': beat\n\n');
          if (still === null) stream.end();
        },
        () => stream.write(': beat\n\n'),
      );
    }, BEAT_MS);
    const remove = deps.live.add({
      chat: session.chat,
      accountId: session.accountId,
      tokenHash: session.tokenHash,
      lacks: (ids) => ids.some((id) => !sent.has(messageKey(id))),
      refresh,
      end: () => stream.end(),
    });
    stream.on('close', () => {
      clearInterval(beat);
      remove();
    });
    await refresh();
  });
}
