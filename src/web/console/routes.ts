/** Addresses of the console. Filters stay in the address; every page is read under the person's post. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { StateName } from '#src/domain/case/case.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { stateLabel } from '#src/flows/text/staff-case.ts';
import {
  type OpenedArea,
  openArea,
  readCases,
  readDuties,
  readNotices,
  readOverview,
  readQuarantine,
  type ReadWorkDeps,
} from '#src/operations/console/read-work.ts';
import { readPublicitySheet } from '#src/operations/console/read-publicity.ts';
import {
  type ConsoleUser,
  consoleUser,
  enterConsole,
  leaveConsole,
  postsCarrying,
} from '#src/operations/console/session.ts';
import { randomToken, tokenDigest } from '#src/platform/ids.ts';
import type { WebParts } from '../chat/context.ts';
import { FORM_FIELD } from '../forgery.ts';
import type { Html } from '../html.ts';
import { linkText } from '../text.ts';
import {
  caseTable,
  consolePage,
  dutyTable,
  enterPage,
  noticeTable,
  overviewContent,
  overviewSentence,
  pager,
  quarantineTable,
  sentencePage,
} from './page.ts';
import { publicityPage } from './publicity.ts';
import {
  casesSentence,
  consoleText,
  dutiesSentence,
  noticesSentence,
  quarantineSentence,
} from './words.ts';

const COOKIE = 'fangpin_console';
/** How often the numbers of a notice going out are looked at, and for how long one connection may stay. */
const LOOK_MS = 1_000;
const LONGEST_STREAM_MS = 30 * 60_000;

const link = z.object({ code: z.string().regex(/^[A-Za-z0-9_-]{6,64}$/) });
const ofCase = z.object({ caseId: z.uuid() });
const form = z.object({ [FORM_FIELD]: z.string().optional() });
const filters = z.object({
  area: z.string().max(40).catch('').default(''),
  state: z.enum(['clue', 'accepted', 'verified', 'asked']).optional().catch(undefined),
  part: z.enum(['all', 'soon', 'orange', 'red']).catch('all').default('all'),
  page: z.coerce.number().int().min(0).max(10_000).catch(0).default(0),
});
type Filters = z.infer<typeof filters>;

const STATES: Readonly<Record<NonNullable<Filters['state']>, readonly StateName[]>> = {
  clue: ['clue'],
  accepted: ['accepted'],
  verified: ['authorisation', 'village-review', 'publicity', 'town-review', 'county-decision'],
  asked: ['close-proposed', 'withdrawal-requested'],
};
const PARTS = {
  all: '',
  soon: consoleText.soon,
  orange: consoleText.orange,
  red: consoleText.red,
} as const;

/** What a page shows once its reader and area are known. */
type Shown = {
  readonly title: string;
  readonly sentence: string;
  readonly content: Html | readonly Html[];
  readonly live?: boolean;
};
type Show = (opened: OpenedArea, asked: Filters, address: URLSearchParams) => Promise<Shown>;

/** Adds the routes of the console. */
export function registerConsole(app: FastifyInstance, deps: ReadWorkDeps, parts: WebParts): void {
  const { forgery, assets } = parts;
  const streams = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of streams) end();
  });

  const tokenHashOf = (request: FastifyRequest): string | null => {
    const raw = request.cookies[COOKIE];
    const { valid, value } =
      raw === undefined ? { valid: false, value: null } : request.unsignCookie(raw);
    return valid && value !== null ? tokenDigest(value) : null;
  };
  const userOf = async (request: FastifyRequest): Promise<ConsoleUser | null> => {
    const tokenHash = tokenHashOf(request);
    return tokenHash === null ? null : await consoleUser(deps, tokenHash);
  };
  const send = (reply: FastifyReply, content: Html, status = 200): FastifyReply =>
    reply.code(status).type('text/html; charset=utf-8').send(content.markup);
  const notIn = (reply: FastifyReply): FastifyReply =>
    send(reply, sentencePage(assets, consoleText.title, consoleText.noSession), 401);

  app.get('/console/enter/:code', async (request, reply) => {
    const asked = link.safeParse(request.params);
    if (!asked.success) return reply.callNotFound();
    reply.header('referrer-policy', 'no-referrer');
    return send(reply, enterPage(assets, forgery.tokenFor(request, reply), asked.data.code));
  });

  app.post(
    '/console/enter/:code',
    { config: { rateLimit: { max: 10, timeWindow: 60_000 } } },
    async (request, reply) => {
      const asked = link.safeParse(request.params);
      const sent = form.safeParse(request.body);
      if (!asked.success || !sent.success) return reply.callNotFound();
      if (!forgery.isGenuine(request, sent.data[FORM_FIELD])) throw refused(403);
      reply.header('referrer-policy', 'no-referrer');
      const token = randomToken();
      if (!(await enterConsole(deps, asked.data.code, tokenDigest(token)))) {
        return send(reply, sentencePage(assets, linkText.consoleTitle, linkText.used), 410);
      }
      reply.setCookie(COOKIE, token, {
        signed: true,
        httpOnly: true,
        sameSite: 'lax',
        path: '/console',
        secure: parts.secureCookies,
      });
      return reply.redirect('/console', 303);
    },
  );

  app.post('/console/leave', async (request, reply) => {
    const sent = form.safeParse(request.body);
    if (!sent.success || !forgery.isGenuine(request, sent.data[FORM_FIELD])) throw refused(403);
    const tokenHash = tokenHashOf(request);
    if (tokenHash !== null) await leaveConsole(deps, tokenHash);
    return reply.clearCookie(COOKIE, { path: '/console' }).redirect('/chat', 303);
  });

  /** A page over one area, with navigation around it. */
  const areaPage = (path: string, show: Show): void => {
    app.get(path, async (request, reply) => {
      const user = await userOf(request);
      if (user === null) return notIn(reply);
      const asked = filters.parse(request.query);
      const opened = await openArea(deps, user, asked.area);
      if (opened === null && asked.area !== '') return reply.callNotFound();
      if (opened === null) {
        if (postsCarrying(user, 'see-quarantine').length > 0)
          return reply.redirect('/console/quarantine', 303);
        return send(reply, sentencePage(assets, consoleText.title, consoleText.noPost), 403);
      }
      const address = new URLSearchParams(request.url.split('?')[1] ?? '');
      const shown = await show(opened, asked, address);
      return send(reply, consolePage(frameOf(request, reply, user, path), { ...shown, opened }));
    });
  };
  const frameOf = (
    request: FastifyRequest,
    reply: FastifyReply,
    user: ConsoleUser,
    at: string,
  ) => ({
    assets,
    user,
    formToken: forgery.tokenFor(request, reply),
    at,
    maySeeQuarantine: postsCarrying(user, 'see-quarantine').length > 0,
  });

  areaPage('/console', async (opened) => {
    const overview = await readOverview(deps, opened);
    return {
      title: consoleText.overview,
      sentence: overviewSentence(opened, overview),
      content: overviewContent(opened, overview),
    };
  });

  areaPage('/console/cases', async (opened, asked, address) => {
    const { state, page } = asked;
    const states = state === undefined ? null : STATES[state];
    const { lines, more } = await readCases(deps, opened, { states, page });
    const label = states === null ? '' : states.map(stateLabel).join('、');
    return {
      title: consoleText.cases,
      sentence: casesSentence(opened.area.name, label),
      content: [caseTable(lines, opened.today), pager(address, '/console/cases', page, more)],
    };
  });

  areaPage('/console/duties', async (opened, asked, address) => {
    const { part, page } = asked;
    const { lines, more } = await readDuties(deps, opened, { part, page });
    return {
      title: consoleText.duties,
      sentence: dutiesSentence(opened.area.name, PARTS[part]),
      content: [dutyTable(lines, opened.today), pager(address, '/console/duties', page, more)],
    };
  });

  areaPage('/console/notices', async (opened) => ({
    title: consoleText.notices,
    sentence: noticesSentence(opened.area.name),
    content: noticeTable(await readNotices(deps, opened), opened.today),
    live: true,
  }));

  app.get('/console/quarantine', async (request, reply) => {
    const user = await userOf(request);
    if (user === null) return notIn(reply);
    const lines = await readQuarantine(deps, user);
    if (lines === null) return reply.callNotFound();
    const opened = await openArea(deps, user, '');
    const content = quarantineTable(lines, fromInstant(deps.clock.now()));
    const sentence = quarantineSentence(lines.length);
    const page = { title: consoleText.quarantine, sentence, content, opened };
    return send(reply, consolePage(frameOf(request, reply, user, '/console/quarantine'), page));
  });

  app.get('/console/publicity/:caseId', async (request, reply) => {
    const user = await userOf(request);
    if (user === null) return notIn(reply);
    const asked = ofCase.safeParse(request.params);
    const sheet = asked.success ? await readPublicitySheet(deps, user, asked.data.caseId) : null;
    return sheet === null ? reply.callNotFound() : send(reply, publicityPage(assets, sheet));
  });

  app.get('/console/notices/live', async (request, reply) => {
    const user = await userOf(request);
    const asked = filters.parse(request.query);
    const opened = user === null ? null : await openArea(deps, user, asked.area);
    if (opened === null) return reply.code(204).send();
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    let last = '';
    let busy = false;
    const look = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      try {
        const { markup } = noticeTable(await readNotices(deps, opened), opened.today);
        if (markup !== last) stream.write(`data: ${JSON.stringify(markup)}\n\n`);
        last = markup;
      } catch (thrown) {
        parts.log.warn(
          { error: thrown instanceof Error ? thrown : null },
          'live notices could not be read',
        );
      } finally {
        busy = false;
      }
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    const limit = setTimeout(() => stream.end(), LONGEST_STREAM_MS);
    const end = (): void => void stream.end();
    streams.add(end);
    stream.on('close', () => {
      clearInterval(timer);
      clearTimeout(limit);
      streams.delete(end);
    });
    await look();
  });
}

const refused = (statusCode: number): Error => Object.assign(new Error('refused'), { statusCode });
