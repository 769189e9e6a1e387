/** Reads what a chat page sent, whether its script or a bare form sent it, and writes it as an update of the channel. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type WebchatBody, type WebchatSaid, webchatSaid } from '#src/channels/webchat/body.ts';
import { WEBCHAT_CHANNEL } from '#src/channels/webchat/channel.ts';
import type { MediaKind } from '#src/flows/flow.ts';
import { MEDIA_LIMIT_BYTES } from '#src/operations/media/recognise.ts';
import type { RawUpdate } from '#src/operations/ports.ts';
import { FORM_FIELD, FORM_HEADER } from '../forgery.ts';

/** Which site received an update: one web chat per installation. */
export const WEBCHAT_RECEIVER = 'site';

/** The name a page gives to what it sends; the same name again is the same message. */
export const clientId = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/);

/** What arrived, before it is stored. */
export type Incoming = {
  readonly clientId: string;
  readonly formToken: string | undefined;
  readonly said:
    | WebchatSaid
    | {
        readonly kind: 'file';
        readonly media: MediaKind;
        readonly bytes: Uint8Array;
        /** The file went on beyond the limit and was cut off. */
        readonly tooBig: boolean;
        readonly seconds: number;
        readonly caption: string;
      };
};

const jsonBody = z.object({ id: clientId, said: webchatSaid });
const formBody = z.object({
  id: clientId,
  [FORM_FIELD]: z.string().optional(),
  text: z.string().max(8000).default(''),
  choice: z.string().max(300).optional(),
  seconds: z.coerce.number().int().min(0).max(3600).catch(0),
});

/** Reads a request of `/chat/send`; null when it says nothing we understand. */
export async function readIncoming(request: FastifyRequest): Promise<Incoming | null> {
  const header = request.headers[FORM_HEADER];
  const headerToken = typeof header === 'string' ? header : undefined;
  if (!request.isMultipart()) {
    const parsed = jsonBody.safeParse(request.body);
    if (!parsed.success) return null;
    return { clientId: parsed.data.id, formToken: headerToken, said: parsed.data.said };
  }
  const { fields, file } = await readParts(request);
  const parsed = formBody.safeParse(fields);
  if (!parsed.success) return null;
  const form = parsed.data;
  const said =
    file === null ? saidInForm(form) : { ...file, seconds: form.seconds, caption: form.text };
  if (said === null) return null;
  return { clientId: form.id, formToken: headerToken ?? form[FORM_FIELD], said };
}

type UploadedFile = {
  readonly kind: 'file';
  readonly media: MediaKind;
  readonly bytes: Uint8Array;
  readonly tooBig: boolean;
};

async function readParts(request: FastifyRequest): Promise<{
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file: UploadedFile | null;
}> {
  const fields: Record<string, unknown> = {};
  let file: UploadedFile | null = null;
  const limits = { fileSize: MEDIA_LIMIT_BYTES, files: 2, fields: 8, fieldSize: 40_000 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      fields[part.fieldname] = part.value;
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    // A form without the script always sends its file fields, empty when nothing was chosen.
    if (bytes.length === 0) continue;
    const media = part.fieldname === 'voice' ? 'voice' : 'photo';
    file ??= { kind: 'file', media, bytes, tooBig: part.file.truncated };
  }
  return { fields, file };
}

function saidInForm(form: {
  readonly text: string;
  readonly choice?: string | undefined;
}): WebchatSaid | null {
  const said =
    form.choice === undefined
      ? { kind: 'text', text: form.text.trim() }
      : saidByButton(form.choice);
  const parsed = webchatSaid.safeParse(said);
  return parsed.success ? parsed.data : null;
}

/** The value of a button: `press:TOKEN:CHOICE` or `action:NAME:REF`. */
function saidByButton(value: string): unknown {
  const [, kind, second, rest] = /^(press|action):([^:]*):(.*)$/s.exec(value) ?? [];
  return kind === 'press'
    ? { kind, token: Number(second), choice: rest }
    : { kind: 'action', action: second, ref: rest };
}

/** An update of the web chat. Its id holds the chat, so a page's names need be unique within its own conversation only. */
export const webchatUpdate = (chat: string, id: string, body: WebchatBody): RawUpdate => ({
  channel: WEBCHAT_CHANNEL,
  receiver: WEBCHAT_RECEIVER,
  updateId: `${chat}.${id}`,
  chat,
  body,
});

/**
 * The id of an upload, the same whenever the same message is sent again (RFC 9562 version 8), so that a repeated upload is
 * the same row.
 */
export function uploadId(chat: string, id: string): string {
  const hex = createHash('sha256').update(`webchat upload\0${chat}\0${id}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
