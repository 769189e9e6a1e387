/** Sends one message and says how it ended; a message of several calls ends as its weakest part did. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Attachment } from '#src/flows/flow.ts';
import type { OutgoingMessage, SendResult } from '#src/operations/ports.ts';
import type { CallResult, TelegramClient } from './client.ts';
import { renderMessage } from './outbound.ts';
import type { Part } from './outbound.ts';

/** The bytes of a stored file, after its permission check; null when they are gone. */
export type ReadMedia = (
  mediaId: string,
) => Promise<{ readonly bytes: Uint8Array; readonly fileName: string } | null>;

export type SenderDeps = { readonly client: TelegramClient; readonly readMedia: ReadMedia };

export type Send = (chat: string, message: OutgoingMessage) => Promise<SendResult>;

/** Bytes take longer than words; less than the time after which a send counts as lost (`operations/sending`). */
const uploadWithinMs = 25_000;
/** Telegram asks bots to come back after an error of its own; a few seconds spare both sides a storm. */
const serverTroubleMs = 3_000;
/** A wrong token or address is mended by an operator, not by trying often. */
const misconfiguredMs = 60_000;
/** In the middle of a message it is better to wait a little than to leave half of it hanging. */
const longestPauseMs = 5_000;
const mostRemembered = 10_000;

/** Sends a message as one or several of Telegram's; never asks to be repeated once its beginning has gone out. */
export function createSender({ client, readMedia }: SenderDeps): Send {
  // Chats where this process left a share button open. Only a comfort: when it is forgotten the button stays until
  // used, and pressing it is understood at any time.
  const open = new Set<string>();

  return async (chat, message) => {
    const parts = renderMessage(message, open.has(chat));
    let sent = 0;
    let externalId = '';
    for (const part of parts) {
      const result = await sendPart(chat, part, sent > 0);
      if (result === null) continue;
      if (result.kind === 'sent') {
        sent += 1;
        externalId = result.externalId;
        continue;
      }
      // Repeating the whole would say its beginning twice, so half a message is never "try again".
      const halfway = sent > 0 && result.kind === 'retry-after';
      return halfway ? { kind: 'uncertain', code: 'partly-sent' } : result;
    }
    remember(chat, message);
    return { kind: 'sent', externalId };
  };

  function remember(chat: string, message: OutgoingMessage): void {
    if (message.ask === undefined) {
      open.delete(chat);
      return;
    }
    if (open.size >= mostRemembered) open.clear();
    open.add(chat);
  }

  /** Null: a file that cannot be shown is left out; the words matter more. */
  async function sendPart(chat: string, part: Part, begun: boolean): Promise<SendResult | null> {
    const attempt = async (): Promise<SendResult | null> =>
      part.kind === 'text' ? sendText(chat, part) : sendFile(chat, part.attachment);
    const result = await attempt();
    if (!begun || result?.kind !== 'retry-after' || result.ms > longestPauseMs) return result;
    await pause(result.ms);
    return attempt();
  }

  async function sendText(chat: string, part: Part & { kind: 'text' }): Promise<SendResult> {
    const result = await client.call('sendMessage', {
      chat_id: Number(chat),
      text: part.text,
      link_preview_options: { is_disabled: true },
      ...(part.markup === null ? {} : { reply_markup: part.markup }),
    });
    return outcome(result);
  }

  async function sendFile(chat: string, attachment: Attachment): Promise<SendResult | null> {
    const file = await readMedia(attachment.mediaId);
    if (file === null) return null;
    const source = { source: Buffer.from(file.bytes), filename: file.fileName };
    const result = outcome(await upload(chat, attachment.kind, source));
    return result.kind === 'rejected' ? null : result;
  }

  function upload(
    chat: string,
    kind: Attachment['kind'],
    source: { readonly source: Buffer; readonly filename: string },
  ): Promise<CallResult<{ message_id: number }>> {
    const options = { timeoutMs: uploadWithinMs };
    switch (kind) {
      case 'photo':
        return client.call('sendPhoto', { chat_id: Number(chat), photo: source }, options);
      case 'voice':
        return client.call('sendVoice', { chat_id: Number(chat), voice: source }, options);
      case 'video':
      case 'document':
        return client.call('sendDocument', { chat_id: Number(chat), document: source }, options);
    }
  }
}

/** Reasons for which a person cannot be reached at all, by Telegram's words; everything else of status 400 is our fault. */
const unreachableWords: readonly (readonly [RegExp, string])[] = [
  [/blocked by the user/i, 'blocked'],
  [/user is deactivated/i, 'deactivated'],
  [/can't initiate conversation/i, 'never-wrote'],
  [/chat not found|PEER_ID_INVALID|user not found/i, 'no-such-chat'],
];

/** How a call to send ended, in the words of the port. */
export function outcome(result: CallResult<{ readonly message_id: number }>): SendResult {
  switch (result.kind) {
    case 'ok':
      return { kind: 'sent', externalId: String(result.value.message_id) };
    case 'not-sent':
      return { kind: 'retry-after', ms: serverTroubleMs };
    case 'unknown':
      return { kind: 'uncertain', code: result.code };
    case 'refused':
      return refusal(result.status, result.description, result.retryAfterMs);
  }
}

function refusal(status: number, description: string, retryAfterMs: number | null): SendResult {
  const unreachable = unreachableWords.find(([words]) => words.test(description));
  if (unreachable !== undefined) return { kind: 'unreachable', code: unreachable[1] };
  if (status === 403) return { kind: 'unreachable', code: 'forbidden' };
  if (status === 429) return { kind: 'retry-after', ms: retryAfterMs ?? serverTroubleMs };
  if (status === 401 || status === 404) return { kind: 'retry-after', ms: misconfiguredMs };
  // A gateway that gave up waiting does not know what became of the call.
  if (status === 504) return { kind: 'uncertain', code: 'gateway-timeout' };
  if (status >= 500) return { kind: 'retry-after', ms: serverTroubleMs };
  return { kind: 'rejected', code: `status-${status}` };
}
