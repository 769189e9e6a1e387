/** What bytes are, by their first bytes; what a sender calls them is not believed. */
import type { MediaKind } from '#src/flows/flow.ts';

/** Largest file kept, in bytes: 20 MB, which is also what a Telegram bot may download. */
export const MEDIA_LIMIT_BYTES = 20 * 1024 * 1024;

/** Kinds of content kept, by media type. What is not here cannot be shown to an officer and is refused. */
const KINDS: Readonly<Record<string, readonly MediaKind[]>> = {
  'image/jpeg': ['photo', 'document'],
  'image/png': ['photo', 'document'],
  'image/webp': ['photo', 'document'],
  'image/gif': ['photo', 'document'],
  'image/heic': ['photo', 'document'],
  'audio/ogg': ['voice'],
  'audio/mpeg': ['voice'],
  'audio/aac': ['voice'],
  'audio/amr': ['voice'],
  'audio/wav': ['voice'],
  'audio/webm': ['voice'],
  'audio/mp4': ['voice'],
  'video/mp4': ['video', 'document'],
  'video/webm': ['video', 'document'],
  'application/pdf': ['document'],
};

/**
 * The media type of `bytes` when it is one we keep as a `kind`; null when not. WebM and MP4 hold sound or pictures alike, so
 * there the kind the person chose (recording or filming) decides.
 */
export function recogniseMedia(bytes: Uint8Array, kind: MediaKind): string | null {
  const found = typeOf(bytes, kind);
  return found !== null && KINDS[found]?.includes(kind) === true ? found : null;
}

function typeOf(bytes: Uint8Array, kind: MediaKind): string | null {
  const ascii = (from: number, to: number): string =>
    String.fromCharCode(...bytes.subarray(from, to));
  const starts = (...head: readonly number[]): boolean => head.every((b, i) => bytes[i] === b);
  const sound = kind === 'voice';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (ascii(0, 4) === 'GIF8') return 'image/gif';
  if (ascii(0, 4) === 'RIFF') {
    return { WEBP: 'image/webp', WAVE: 'audio/wav' }[ascii(8, 12)] ?? null;
  }
  if (ascii(0, 4) === 'OggS') return 'audio/ogg';
  if (starts(0x1a, 0x45, 0xdf, 0xa3)) return sound ? 'audio/webm' : 'video/webm';
  if (ascii(4, 8) === 'ftyp') {
    if (/^(?:hei[cfxm]|hev[cx]|mif1|msf1)$/.test(ascii(8, 12))) return 'image/heic';
    return sound ? 'audio/mp4' : 'video/mp4';
  }
  if (ascii(0, 5) === '#!AMR') return 'audio/amr';
  if (ascii(0, 3) === 'ID3') return 'audio/mpeg';
  // ADTS (AAC) has layer 00 in its frame header, MPEG audio has not.
  const second = bytes[1] ?? 0;
  if (bytes[0] === 0xff && (second & 0xf6) === 0xf0) return 'audio/aac';
  if (bytes[0] === 0xff && (second & 0xe0) === 0xe0) return 'audio/mpeg';
  if (ascii(0, 5) === '%PDF-') return 'application/pdf';
  return null;
}
