/**
 * The notice to be printed, opened from the chat by a signed link. The address shows a button and nothing of anybody, so that previews of
 * links in chats read nothing; the button's POST asks for permission again and shows the sheet.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { readSheetOf } from '#src/operations/console/read-publicity.ts';
import type { ReadWorkDeps } from '#src/operations/console/read-work.ts';
import type { SheetLinks } from '#src/platform/sheet-link.ts';
import type { WebParts } from '../chat/context.ts';
import { FORM_FIELD } from '../forgery.ts';
import { openSheetPage, sentencePage } from './page.ts';
import { publicityPage } from './publicity.ts';
import { publicityText as words } from './publicity-words.ts';

const params = z.object({ token: z.string().regex(/^[\w-]{40,120}$/) });
const form = z.object({ [FORM_FIELD]: z.string().optional() });

/** Adds `/sheet/TOKEN`. */
export function registerSheet(
  app: FastifyInstance,
  deps: ReadWorkDeps & { readonly sheets: SheetLinks },
  { assets, forgery }: WebParts,
): void {
  const page = (reply: FastifyReply, markup: string, status = 200): FastifyReply =>
    reply
      .code(status)
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(markup);
  const over = (reply: FastifyReply): FastifyReply =>
    page(reply, sentencePage(assets, words.sheet, words.linkOver).markup, 410);

  app.get('/sheet/:token', async (request, reply) => {
    const asked = params.safeParse(request.params);
    if (!asked.success) return reply.callNotFound();
    const { token } = asked.data;
    if (deps.sheets.read(token, deps.clock.now()) === null) return over(reply);
    return page(reply, openSheetPage(assets, forgery.tokenFor(request, reply), token).markup);
  });

  app.post(
    '/sheet/:token',
    { config: { rateLimit: { max: 20, timeWindow: 60_000 } } },
    async (request, reply) => {
      const asked = params.safeParse(request.params);
      const sent = form.safeParse(request.body);
      if (!asked.success || !sent.success) return reply.callNotFound();
      if (!forgery.isGenuine(request, sent.data[FORM_FIELD])) {
        throw Object.assign(new Error('refused'), { statusCode: 403 });
      }
      const of = deps.sheets.read(asked.data.token, deps.clock.now());
      const sheet = of === null ? null : await readSheetOf(deps, of);
      return sheet === null ? over(reply) : page(reply, publicityPage(assets, sheet).markup);
    },
  );
}
