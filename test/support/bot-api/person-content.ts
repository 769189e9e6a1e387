/** What people send, as fields of a Bot API message. */
import type { FileStore, StoredFile } from './file-store.ts';

export type Content = {
  readonly kind: string;
  /** What the transcript shows. */
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
};

export type FileOptions = {
  readonly caption?: string;
  /** Several photos sent at once share an album. */
  readonly album?: string;
};

const file = (stored: StoredFile) => ({
  file_id: stored.fileId,
  file_unique_id: stored.uniqueId,
  file_size: stored.size,
});

function media(kind: string, value: unknown, options: FileOptions): Content {
  return {
    kind,
    text: options.caption ?? '',
    fields: {
      [kind]: value,
      ...(options.caption === undefined ? {} : { caption: options.caption }),
      ...(options.album === undefined ? {} : { media_group_id: options.album }),
    },
  };
}

export const text = (words: string): Content => ({
  kind: 'text',
  text: words,
  fields: { text: words },
});

export function command(line: string): Content {
  const length = line.split(' ')[0]?.length ?? 0;
  const entities = [{ type: 'bot_command', offset: 0, length }];
  return { kind: 'text', text: line, fields: { text: line, entities } };
}

export const contact = (phone: string, userId: number | undefined): Content => ({
  kind: 'contact',
  text: phone,
  fields: {
    contact: {
      phone_number: phone,
      first_name: '联系人',
      ...(userId === undefined ? {} : { user_id: userId }),
    },
  },
});

export function photo(files: FileStore, bytes: Uint8Array, options: FileOptions): Content {
  const small = files.put(bytes.subarray(0, Math.ceil(bytes.length / 2)), 'photos', 'jpg');
  const large = files.put(bytes, 'photos', 'jpg');
  const sizes = [
    { ...file(small), width: 90, height: 67 },
    { ...file(large), width: 1280, height: 960 },
  ];
  return media('photo', sizes, options);
}

export const voice = (files: FileStore, bytes: Uint8Array, seconds: number): Content =>
  media(
    'voice',
    { ...file(files.put(bytes, 'voice', 'oga')), duration: seconds, mime_type: 'audio/ogg' },
    {},
  );

export const video = (files: FileStore, size: number, options: FileOptions): Content =>
  media(
    'video',
    {
      ...file(files.put(size, 'videos', 'mp4')),
      ...{ width: 1280, height: 720, duration: 30, mime_type: 'video/mp4' },
    },
    options,
  );

export const document = (
  files: FileStore,
  bytes: Uint8Array | number,
  name: string,
  mimeType: string,
): Content =>
  media(
    'document',
    {
      ...file(files.put(bytes, 'documents', name.split('.').at(-1) ?? 'bin')),
      ...{ file_name: name, mime_type: mimeType },
    },
    {},
  );

export const sticker = (files: FileStore, emoji: string): Content => ({
  kind: 'sticker',
  text: emoji,
  fields: {
    sticker: {
      ...file(files.put(2048, 'stickers', 'webp')),
      ...{ type: 'regular', width: 512, height: 512, emoji },
      ...{ is_animated: false, is_video: false },
    },
  },
});

export const location = (latitude: number, longitude: number): Content => ({
  kind: 'location',
  text: `${latitude}, ${longitude}`,
  fields: { location: { latitude, longitude } },
});

export const forwarded = (words: string): Content => ({
  kind: 'text',
  text: words,
  fields: {
    text: words,
    forward_origin: { type: 'hidden_user', sender_user_name: '群友', date: 1_780_000_000 },
  },
});
