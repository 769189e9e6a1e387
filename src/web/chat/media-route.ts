/** Photos and voice messages on their way to the person who may have them. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { openMedia, type OpenMediaDeps } from '#src/operations/media/open-media.ts';
import type { ChatSession } from '#src/operations/webchat/session.ts';

export type MediaRouteDeps = OpenMediaDeps & {
  readonly sessionOf: (request: FastifyRequest, used: boolean) => Promise<ChatSession | null>;
};

const address = z.object({ mediaId: z.uuid(), messageId: z.uuid().optional() });

/** `/chat/media/MEDIA` for the sender's own, `/chat/media/MEDIA/MESSAGE` for what a message carried. */
export function registerMedia(app: FastifyInstance, deps: MediaRouteDeps): void {
  const serve = async (request: FastifyRequest) => {
    const asked = address.safeParse(request.params);
    const session = await deps.sessionOf(request, false);
    if (!asked.success || session === null) return null;
    const { mediaId, messageId = null } = asked.data;
    return await openMedia(deps, session, { mediaId, messageId });
  };
  for (const path of ['/chat/media/:mediaId', '/chat/media/:mediaId/:messageId']) {
    app.get(path, async (request, reply) => {
      const media = await serve(request);
      if (media === null) return reply.callNotFound();
      const range = wantedRange(request.headers.range, media.bytes.length);
      reply
        .type(media.mimeType)
        // Whatever the bytes are, they run nothing and load nothing.
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header(
          'content-disposition',
          media.mimeType.startsWith('application/') ? 'attachment' : 'inline',
        )
        .header('cache-control', 'private, max-age=600')
        .header('accept-ranges', 'bytes');
      if (range === null) return reply.send(Buffer.from(media.bytes));
      const { from, to } = range;
      return reply
        .code(206)
        .header('content-range', `bytes ${from}-${to}/${media.bytes.length}`)
        .send(Buffer.from(media.bytes.subarray(from, to + 1)));
    });
  }
}

/** The one range of bytes asked for, inclusive; null for the whole. Phones of one maker play sound only in ranges. */
export function wantedRange(
  header: string | undefined,
  length: number,
): { readonly from: number; readonly to: number } | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from <= to && from < length ? { from, to } : null;
}
