/** What the routes of the chat share: who asks, the page's frame, drawing lines, and taking what was said. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebchatBody } from '#src/channels/webchat/body.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { receive, type ReceiveDeps } from '#src/operations/conversation/receive.ts';
import type { OpenMediaDeps } from '#src/operations/media/open-media.ts';
import { storeMedia } from '#src/operations/media/store-media.ts';
import { type History, type HistoryDeps, readHistory } from '#src/operations/webchat/history.ts';
import { wordsOfNotices } from '#src/operations/notice/words.ts';
import {
  type ChatSession,
  readChatSession,
  type SessionDeps,
  WEBCHAT,
} from '#src/operations/webchat/session.ts';
import type { Log } from '#src/platform/log.ts';
import type { Assets } from '../assets.ts';
import type { ForgeryGuard } from '../forgery.ts';
import { type DrawnLine, drawLines } from './entry.ts';
import { type Incoming, uploadId, webchatUpdate } from './incoming.ts';
import type { LiveChats } from './live.ts';
import type { Frame, OfficialFacts } from './page.ts';
import { prefersElderMode, presentedSession } from './session-cookie.ts';

export type ChatDeps = ReceiveDeps &
  SessionDeps &
  HistoryDeps &
  OpenMediaDeps & {
    /** Works off what waits in a chat and sends what came of it; resolves when the replies are there to be fetched. */
    readonly advance: (chat: string) => Promise<void>;
    /** Who stands behind the chat, for this account's area; null before anybody is known. */
    readonly official: (accountId: string | null) => Promise<OfficialFacts>;
    readonly live: LiveChats;
  };

/** What the server hands to its parts. */
export type WebParts = {
  readonly assets: Assets;
  readonly forgery: ForgeryGuard;
  readonly log: Log;
  readonly secureCookies: boolean;
};

/** What a page needs of a session: itself, its lines, and where the next reading begins. */
export type DrawnHistory = {
  readonly lines: readonly DrawnLine[];
  readonly cursor: string;
  readonly earlier: string | null;
};

/** Lines on the page at first; earlier ones come on request. */
export const PAGE_LINES = 60;
/** Made once per server. */
export type ChatContext = ReturnType<typeof createChatContext>;

/** Binds the dependencies. */
export function createChatContext(deps: ChatDeps, parts: WebParts) {
  /** The living session of a request; `used` when the person did something. */
  const sessionOf = async (request: FastifyRequest, used: boolean): Promise<ChatSession | null> => {
    const presented = presentedSession(request);
    return presented === null ? null : await readChatSession(deps, presented.tokenHash, used);
  };
  /** What every page needs, for this browser. */
  const frameFor = async (
    request: FastifyRequest,
    reply: FastifyReply,
    session: ChatSession | null,
  ): Promise<Frame> => ({
    assets: parts.assets,
    official: await deps.official(session?.accountId ?? null),
    elderMode: session?.elderMode ?? prefersElderMode(request),
    formToken: parts.forgery.tokenFor(request, reply),
  });
  /** Draws a part of the conversation. */
  const draw = async (session: ChatSession, history: History): Promise<DrawnHistory> => {
    const notices = history.entries.flatMap((entry) =>
      entry.from === 'us' && entry.message === null ? [{ messageId: entry.id }] : [],
    );
    const words = await wordsOfNotices(deps, session.accountId, notices);
    const lines = drawLines(history.entries, words, fromInstant(deps.clock.now()));
    return {
      lines,
      cursor: history.cursor === null ? '' : String(history.cursor),
      earlier: history.more ? String(history.entries[0]?.at ?? '') : null,
    };
  };
  /** What came since a cursor, drawn. */
  const since = async (session: ChatSession, after: Instant | undefined): Promise<DrawnHistory> => {
    const part = after === undefined ? {} : { since: after };
    return await draw(session, await readHistory(deps, session, { ...part, limit: PAGE_LINES }));
  };
  /** Stores an update and has it take effect. Once it is stored it counts, whatever happens to the reply. */
  const take = async (session: ChatSession, id: string, body: WebchatBody): Promise<void> => {
    await receive(deps, [webchatUpdate(session.chat, id, body)]);
    try {
      await deps.advance(session.chat);
    } catch (thrown) {
      // The sweeper works it off; the page gets the reply by its event stream.
      parts.log.error({ error: thrown instanceof Error ? thrown : null }, 'a chat did not advance');
    }
    deps.live.poke(session.chat);
  };
  /** A file becomes a row of its own first; what cannot be kept is told to the conversation, which has the words for it. */
  const bodyOf = async (session: ChatSession, incoming: Incoming): Promise<WebchatBody> => {
    const { said } = incoming;
    if (said.kind !== 'file') return said;
    if (said.tooBig) return { kind: 'refused-media', reason: 'too-big' };
    const mediaId = uploadId(session.chat, incoming.clientId);
    const { accountId, areaPath } = session;
    const { media, bytes, seconds, caption } = said;
    const stored = await storeMedia(deps, {
      mediaId,
      accountId,
      areaPath,
      channel: WEBCHAT,
      kind: media,
      bytes,
    });
    return stored.ok
      ? { kind: 'media', media, mediaId, seconds, caption }
      : { kind: 'refused-media', reason: stored.refusal.code };
  };

  return { deps, parts, sessionOf, frameFor, draw, since, take, bodyOf };
}
