/** From a raw update to what a flow understands. Private chats only: what is said in a group is not for us to keep. */
import type { Input, MediaKind } from '#src/flows/flow.ts';
import type { RawUpdate, ReadUpdate } from '#src/operations/ports.ts';
import { readCallbackData } from './callback-data.ts';
import { rawUpdateSchema, updateAddressSchema } from './raw-update.ts';
import type { RawFile, RawMessage } from './raw-update.ts';

export const channelName = 'telegram';

/** Bots may download files up to 20 MB (Bot API, getFile). */
const mostBytes = 20 * 1024 * 1024;

const ignored: ReadUpdate = { kind: 'ignored' };
const input = (value: Input): ReadUpdate => ({ kind: 'input', input: value });
const unreadable = (what: string): ReadUpdate => input({ kind: 'unreadable', what });

/** The row an update is stored as; null when it is not for us (groups, channels, kinds we did not ask for). */
export function fileUpdate(body: unknown, botId: string): RawUpdate | null {
  const parsed = updateAddressSchema.safeParse(body);
  if (!parsed.success) return null;
  const { update_id, message, edited_message, callback_query, my_chat_member } = parsed.data;
  const place = message ?? edited_message ?? my_chat_member ?? callback_query?.message;
  // A press below a message too old for Telegram to show it comes without the message; the person is the chat.
  const chat = place?.chat ?? (callback_query && { id: callback_query.from.id, type: 'private' });
  if (chat?.type !== 'private') return null;
  return {
    channel: channelName,
    receiver: botId,
    updateId: String(update_id),
    chat: String(chat.id),
    body,
  };
}

/** Translates a stored update. Never throws. */
export function readUpdate(body: unknown): ReadUpdate {
  const parsed = rawUpdateSchema.safeParse(body);
  if (!parsed.success) return fileUpdate(body, '') === null ? ignored : unreadable('malformed');
  const { message, edited_message, callback_query, my_chat_member } = parsed.data;
  if (message !== undefined) return readMessage(message);
  if (edited_message !== undefined) return readEdit(edited_message);
  if (callback_query !== undefined) return input(readCallbackData(callback_query.data ?? ''));
  const gone = ['kicked', 'left'].includes(my_chat_member?.new_chat_member.status ?? '');
  return gone && my_chat_member?.chat.type === 'private' ? { kind: 'left' } : ignored;
}

const notForUs = (message: RawMessage): boolean =>
  message.chat.type !== 'private' || message.from?.is_bot === true;

/** Postgres keeps no NUL in text, and nobody types one. */
const cleaned = (text: string): string => text.replaceAll('\0', '');

function readMessage(message: RawMessage): ReadUpdate {
  if (notForUs(message)) return ignored;
  if (message.text !== undefined) return readText(cleaned(message.text));
  if (message.contact !== undefined) {
    const { phone_number, user_id } = message.contact;
    // Telegram names the owner of the number; a forwarded card may still name somebody who only passed it on.
    const own =
      user_id !== undefined && user_id === message.from?.id && message.forward_origin === undefined;
    return input({ kind: 'contact', phone: phone_number, own });
  }
  if (message.location !== undefined) {
    const { latitude, longitude } = message.location;
    return input({ kind: 'location', latitude, longitude });
  }
  return readMedia(message) ?? readOther(message);
}

function readEdit(message: RawMessage): ReadUpdate {
  // A live location moves by edits; a changed file does not exist, only its caption changes.
  const text = message.text ?? message.caption;
  if (notForUs(message) || text === undefined) return ignored;
  return input({ kind: 'text', text: cleaned(text), edited: true });
}

function readText(text: string): ReadUpdate {
  const command = /^\/([A-Za-z0-9_]+)(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(text.trim());
  if (command === null) return input({ kind: 'text', text, edited: false });
  const [, name = '', payload = ''] = command;
  return input({ kind: 'command', name: name.toLowerCase(), payload: payload.trim() });
}

function readMedia(message: RawMessage): ReadUpdate | null {
  const caption = cleaned(message.caption ?? '');
  const photo = message.photo?.findLast((size) => (size.file_size ?? 0) <= mostBytes);
  if (photo !== undefined) return media('photo', photo, 'image/jpeg', caption);
  const spoken = message.voice ?? message.audio;
  if (spoken !== undefined) return media('voice', spoken, 'audio/ogg', caption);
  const moving = message.video ?? message.video_note;
  if (moving !== undefined) return media('video', moving, 'video/mp4', caption);
  // A GIF comes as animation and document at once; it is a sticker by another name.
  if (message.document === undefined || message.animation !== undefined) return null;
  const type = message.document.mime_type ?? '';
  if (!isKept(type)) return input({ kind: 'refused-media', reason: 'wrong-type' });
  return media(type.startsWith('image/') ? 'photo' : 'document', message.document, type, caption);
}

/** Documents people hand in: pictures, PDF and office files. What is inside is checked when it has been fetched. */
const isKept = (mimeType: string): boolean =>
  /^(image\/(?!svg)|audio\/|video\/|application\/pdf$|text\/plain$)/.test(mimeType) ||
  /^application\/(msword|vnd\.(ms-|openxmlformats|oasis)|wps-|kswps)/.test(mimeType);

function media(kind: MediaKind, file: RawFile, mimeType: string, caption: string): ReadUpdate {
  if ((file.file_size ?? 0) > mostBytes) {
    return input({ kind: 'refused-media', reason: 'too-big' });
  }
  return {
    kind: 'media',
    media: {
      media: kind,
      reference: file.file_id,
      bytes: file.file_size ?? null,
      mimeType: file.mime_type ?? mimeType,
    },
    caption,
    seconds: kind === 'voice' ? Math.round(file.duration ?? 0) : 0,
  };
}

/** Content a person meant to say something with, though we cannot read it; anything else is Telegram talking about the chat. */
const spokenKinds = [
  ...['sticker', 'animation', 'poll', 'dice', 'game', 'story', 'paid_media', 'invoice'],
  ...['checklist', 'giveaway', 'users_shared', 'chat_shared', 'web_app_data', 'photo'],
];

function readOther(message: RawMessage): ReadUpdate {
  const kind = spokenKinds.find((name) => name in message);
  return kind === undefined ? ignored : unreadable(kind);
}
