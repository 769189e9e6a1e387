/** What each method does to the world once its parameters have been checked against the table. */
import { badRequest, malformed } from './api-error.ts';
import type { Chat, ChatMessage } from './chat.ts';
import {
  captionText,
  checkCommands,
  checkLength,
  messageText,
  readMarkup,
} from './prose-limits.ts';
import type { Markup } from './prose-limits.ts';
import type { Params } from './validation.ts';
import { markupField, webhookConflict } from './world.ts';
import type { World } from './world.ts';

/** `gone` aborts when the client hung up. */
export type MethodContext = {
  readonly world: World;
  readonly params: Params;
  readonly gone: AbortSignal;
};
type Method = (context: MethodContext) => unknown;

type Sent = {
  readonly kind: string;
  readonly text: string;
  readonly extra: Readonly<Record<string, unknown>>;
};

function send({ world, params }: MethodContext, markup: Markup, content: () => Sent): unknown {
  const chatId = params.integer('chat_id');
  const chat = world.chatForSending(chatId);
  world.limits.take(chat.info.id);
  const { kind, text, extra } = content();
  return world.post(chat, { side: 'bot', kind, text, markup, from: world.bot, extra }).raw;
}

function sendFile(
  context: MethodContext,
  field: string,
  mostBytes: number,
  folder: string,
): unknown {
  const { world, params } = context;
  const caption = captionText(params);
  const markup = readMarkup(params);
  const upload = params.upload(field);
  if (upload !== undefined && upload.bytes.length === 0) throw malformed('file must be non-empty');
  if (upload !== undefined && upload.bytes.length > mostBytes) {
    throw malformed('Request Entity Too Large');
  }
  return send(context, markup, () => {
    const extension = upload?.name.split('.').at(-1) ?? 'bin';
    const file =
      upload === undefined
        ? world.files.get(params.text(field) ?? '')
        : world.files.put(upload.bytes, folder, extension);
    const shown = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size };
    const media = field === 'photo' ? [{ ...shown, width: 800, height: 600 }] : shown;
    const extra = { [field]: media, ...(caption === '' ? {} : { caption }) };
    return { kind: field, text: caption, extra };
  });
}

function botMessage({ world, params }: MethodContext): { chat: Chat; message: ChatMessage } {
  const chat = world.knownChat(params.integer('chat_id'));
  const message = chat.messages.get(params.integer('message_id') ?? -1);
  if (message === undefined || message.deleted) throw badRequest('message to edit not found');
  if (message.side !== 'bot' || message.plainKeyboard) throw badRequest("message can't be edited");
  return { chat, message };
}

/** Changes a message of the bot; a change to the same content is refused. */
function edit(
  context: MethodContext,
  field: 'text' | 'caption' | null,
  text: string | null,
): unknown {
  const markup = readMarkup(context.params);
  if (markup.kind !== 'none' && markup.kind !== 'inline') {
    throw malformed('inline keyboard expected');
  }
  const rows = markup.kind === 'inline' ? markup.rows : [];
  const { chat, message } = botMessage(context);
  if (field === 'text' && message.kind !== 'text') {
    throw badRequest('there is no text in the message to edit');
  }
  const newText = text ?? message.text;
  if (newText === message.text && JSON.stringify(rows) === JSON.stringify(message.rows)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  if (message.rows.length > 0) message.pastRows = [...message.pastRows, message.rows];
  const { reply_markup: _, ...rest } = message.raw;
  message.text = newText;
  message.rows = rows;
  message.edited = true;
  message.changedAt = context.world.tick();
  message.raw = {
    ...rest,
    ...(field === null ? {} : { [field]: newText, edit_date: Math.floor(Date.now() / 1000) }),
    ...markupField(rows),
  };
  chat.changed(message);
  return message.raw;
}

function deleteMessage(world: World, chat: Chat, messageId: number): void {
  const message = chat.messages.get(messageId);
  if (message === undefined || message.deleted) throw badRequest('message to delete not found');
  message.deleted = true;
  message.changedAt = world.tick();
  chat.changed(message);
}

const actions = new Set([
  ...['typing', 'upload_photo', 'record_video', 'upload_video', 'record_voice', 'upload_voice'],
  ...['upload_document', 'choose_sticker', 'find_location', 'record_video_note'],
  'upload_video_note',
]);

const profileKey = (method: string, params: Params): string =>
  [
    method.replace(/^(set|get|delete)/, ''),
    JSON.stringify([...(params.object('scope') ?? [['type', 'default']])]),
    params.text('language_code') ?? '',
    params.integer('chat_id') ?? '',
  ].join(' ');

/** A pair of methods that keep one value: `setX` stores what `read` makes of the parameters, `getX` shows it. */
const kept = (name: string, empty: unknown, read: (params: Params) => unknown) => ({
  [`set${name}`]: ({ world, params }: MethodContext) => {
    world.profile.set(profileKey(`set${name}`, params), read(params));
    return true;
  },
  [`get${name}`]: ({ world, params }: MethodContext) =>
    world.profile.get(profileKey(`get${name}`, params)) ?? empty,
});

const limitedText = (field: string, most: number) => (params: Params) => ({
  [field]: checkLength(params, field, most),
});

async function getUpdates({ world, params, gone }: MethodContext): Promise<unknown> {
  if (world.webhook !== undefined) throw webhookConflict();
  const limit = params.integer('limit') ?? 100;
  if (limit < 1 || limit > 100) throw malformed('limit must be 1–100');
  setAllowed(world, params);
  const timeoutMs = Math.min(50, params.integer('timeout') ?? 0) * 1000;
  return world.updates.poll({ offset: params.integer('offset'), limit, timeoutMs }, gone);
}

function setAllowed(world: World, params: Params): void {
  const allowed = params.list('allowed_updates');
  if (allowed !== undefined) world.updates.allowed = allowed.map(String);
}

function setWebhook({ world, params }: MethodContext): unknown {
  const url = params.text('url') ?? '';
  // Plain HTTP only to this machine, as a Bot API server of one's own allows.
  if (url !== '' && !/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url)) {
    throw malformed('bad webhook: An HTTPS URL must be provided for webhook');
  }
  const secret = params.text('secret_token');
  if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    throw malformed('secret token contains unallowed characters');
  }
  const connections = params.integer('max_connections') ?? 40;
  if (connections < 1 || connections > 100) throw malformed('max_connections must be 1–100');
  setAllowed(world, params);
  if (params.flag('drop_pending_updates')) world.updates.drop();
  world.setWebhook(url, secret, connections);
  return true;
}

function webhookInfo(world: World): unknown {
  const lastError = world.webhook?.lastError ?? null;
  return {
    url: world.webhook?.settings.url ?? '',
    has_custom_certificate: false,
    pending_update_count: world.updates.pending.length,
    ...(lastError === null ? {} : { last_error_message: lastError }),
    ...(world.updates.allowed === null ? {} : { allowed_updates: world.updates.allowed }),
  };
}

/** Every method of the table that has an effect or an answer. */
export const methods: Readonly<Record<string, Method>> = {
  getMe: ({ world }) => world.bot,
  getUpdates,
  setWebhook,
  deleteWebhook: ({ world, params }) => {
    if (params.flag('drop_pending_updates')) world.updates.drop();
    world.setWebhook('', undefined, 1);
    return true;
  },
  getWebhookInfo: ({ world }) => webhookInfo(world),
  sendMessage: (context) => {
    const text = messageText(context.params);
    return send(context, readMarkup(context.params), () => ({
      kind: 'text',
      text,
      extra: { text },
    }));
  },
  sendPhoto: (context) => sendFile(context, 'photo', 10 * 1024 * 1024, 'photos'),
  sendVoice: (context) => sendFile(context, 'voice', 50 * 1024 * 1024, 'voice'),
  sendDocument: (context) => sendFile(context, 'document', 50 * 1024 * 1024, 'documents'),
  sendLocation: (context) => {
    const { params } = context;
    const latitude = params.integer('latitude') ?? 0;
    const longitude = params.integer('longitude') ?? 0;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw malformed('wrong location');
    const extra = { location: { latitude, longitude } };
    return send(context, readMarkup(params), () => ({ kind: 'location', text: '', extra }));
  },
  sendChatAction: ({ world, params }) => {
    if (!actions.has(params.text('action') ?? '')) throw malformed('wrong parameter action');
    world.chatForSending(params.integer('chat_id'));
    return true;
  },
  editMessageText: (context) => edit(context, 'text', messageText(context.params)),
  editMessageCaption: (context) => edit(context, 'caption', captionText(context.params)),
  editMessageReplyMarkup: (context) => edit(context, null, null),
  deleteMessage: ({ world, params }) => {
    const chat = world.knownChat(params.integer('chat_id'));
    deleteMessage(world, chat, params.integer('message_id') ?? -1);
    return true;
  },
  deleteMessages: ({ world, params }) => {
    const chat = world.knownChat(params.integer('chat_id'));
    const ids = params.list('message_ids') ?? [];
    if (ids.length < 1 || ids.length > 100) throw malformed('message_ids must hold 1–100 ids');
    for (const id of ids) {
      const message = chat.messages.get(Number(id));
      if (message !== undefined && !message.deleted) deleteMessage(world, chat, message.id);
    }
    return true;
  },
  answerCallbackQuery: ({ world, params }) => {
    const text = checkLength(params, 'text', 200);
    world.answerQuery(params.text('callback_query_id') ?? '', text, params.flag('show_alert'));
    return true;
  },
  getFile: ({ world, params }) => {
    const file = world.files.forDownload(params.text('file_id') ?? '');
    return {
      file_id: file.fileId,
      file_unique_id: file.uniqueId,
      file_size: file.size,
      file_path: file.path,
    };
  },
  getChat: ({ world, params }) => world.knownChat(params.integer('chat_id')).info,
  ...kept('MyCommands', [], checkCommands),
  deleteMyCommands: ({ world, params }) => {
    world.profile.delete(profileKey('deleteMyCommands', params));
    return true;
  },
  ...kept('ChatMenuButton', { type: 'default' }, (params) => {
    const button = Object.fromEntries(params.object('menu_button') ?? [['type', 'default']]);
    if (!['commands', 'web_app', 'default'].includes(String(button['type']))) {
      throw malformed('MenuButton has unsupported type');
    }
    return button;
  }),
  ...kept('MyName', { name: '' }, limitedText('name', 64)),
  ...kept('MyDescription', { description: '' }, limitedText('description', 512)),
  ...kept('MyShortDescription', { short_description: '' }, limitedText('short_description', 120)),
};
