import { createHash, randomBytes, randomInt } from 'node:crypto';

/**
 * UUID version 7 (RFC 9562): sorts by the time it was made, and strictly rises within one process, so that rows
 * written together keep their order. The 12 bits after the version count identifiers of one millisecond.
 */
export function uuidV7(clock: { now(): number }): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const now = clock.now();
    if (now > lastMs) {
      lastMs = now;
      counter = randomInt(0x400);
    } else if (++counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
    const time = lastMs.toString(16).padStart(12, '0');
    const random = randomBytes(8);
    random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
    const tail = random.toString('hex');
    const sequence = counter.toString(16).padStart(3, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  };
}

/** 256 random bits as 43 URL-safe characters: sessions, one-time links. Store only its `tokenDigest`. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token or code; it has too much entropy to be found by trying. */
export const tokenDigest = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

/** Letters and digits that are not mistaken for one another on paper or over the phone. */
const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A random code people can type, such as an invitation; ten characters carry 49 bits. */
export const randomCode = (length = 10): string =>
  Array.from({ length }, () => CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length))).join('');
