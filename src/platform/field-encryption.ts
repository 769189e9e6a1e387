import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Fault } from './faults.ts';
import { type KeyRing, purposeKey } from './secrets.ts';

/** The place a value is stored at, `table.column`. */
export type FieldPlace = `${string}.${string}`;

/**
 * Encryption of single fields, bound to their row: moved to another row or column, a value no longer decrypts.
 *
 * Text form: `v1.<kid>.<base64url of iv, tag, ciphertext>`. Bytes (media files): the same parts with a length-prefixed
 * key id in front. Decryption throws the fault `decryption-failed` if key, place, row or bytes do not match.
 */
export interface FieldEncryption {
  encrypt(place: FieldPlace, rowId: string, plain: string): string;
  decrypt(place: FieldPlace, rowId: string, stored: string): string;
  encryptBytes(place: FieldPlace, rowId: string, plain: Uint8Array): Buffer;
  decryptBytes(place: FieldPlace, rowId: string, stored: Uint8Array): Buffer;
  /** Keyed hash of a value for look-ups by equality under the current key, `<kid>.<base64url>`. */
  blindIndex(field: string, value: string): string;
  /** The same under every key of the ring, current first: search with `in`, so that rotation loses no row. */
  blindIndexCandidates(field: string, value: string): readonly string[];
}

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Full-width digits, case and outer spaces do not make another value: NFKC, upper case, trimmed. */
export const normaliseForIndex = (value: string): string =>
  value.normalize('NFKC').toUpperCase().trim();

/** Field encryption by AES-256-GCM under the keys of `ring`. */
export function createFieldEncryption(ring: KeyRing): FieldEncryption {
  // Key objects, not bytes: handing Node the bytes each time costs 15 µs a value instead of 2.
  const derive = (purpose: 'field-encryption' | 'blind-index'): ReadonlyMap<string, KeyObject> =>
    new Map(
      [...ring.masters.keys()].map((kid) => [kid, createSecretKey(purposeKey(ring, purpose, kid))]),
    );
  const fieldKeys = derive('field-encryption');
  const indexKeys = derive('blind-index');

  // Asking the kernel's generator for twelve bytes at a time costs as much as the encryption itself.
  let pool = Buffer.alloc(0);
  const nextIv = (): Buffer => {
    if (pool.length === 0) pool = randomBytes(IV_BYTES * 256);
    const iv = pool.subarray(0, IV_BYTES);
    pool = pool.subarray(IV_BYTES);
    return iv;
  };

  const seal = (place: FieldPlace, rowId: string, plain: Uint8Array): Buffer => {
    const iv = nextIv();
    const cipher = createCipheriv('aes-256-gcm', keyOf(fieldKeys, ring.currentKid), iv, {
      authTagLength: TAG_BYTES,
    });
    cipher.setAAD(Buffer.from(`${place}:${rowId}`));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  };

  const unseal = (place: FieldPlace, rowId: string, kid: string, box: Uint8Array): Buffer => {
    const key = fieldKeys.get(kid);
    if (key === undefined) throw new Fault('unknown-key-id', { retry: false });
    if (box.length < IV_BYTES + TAG_BYTES) throw decryptionFailed();
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(`${place}:${rowId}`));
    decipher.setAuthTag(box.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(box.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    } catch (thrown) {
      throw decryptionFailed(thrown);
    }
  };

  const indexUnder = (kid: string, field: string, value: string): string => {
    const hmac = createHmac('sha256', keyOf(indexKeys, kid));
    return `${kid}.${hmac.update(`${field}\0${normaliseForIndex(value)}`).digest('base64url')}`;
  };

  return {
    encrypt(place, rowId, plain) {
      return `${VERSION}.${ring.currentKid}.${seal(place, rowId, Buffer.from(plain)).toString('base64url')}`;
    },
    decrypt(place, rowId, stored) {
      const [version, kid, box, ...rest] = stored.split('.');
      if (version !== VERSION || kid === undefined || box === undefined || rest.length > 0) {
        throw decryptionFailed();
      }
      return unseal(place, rowId, kid, Buffer.from(box, 'base64url')).toString('utf8');
    },
    encryptBytes(place, rowId, plain) {
      const kid = Buffer.from(ring.currentKid);
      return Buffer.concat([Buffer.of(1, kid.length), kid, seal(place, rowId, plain)]);
    },
    decryptBytes(place, rowId, stored) {
      const [version, kidLength = 0] = stored;
      if (version !== 1) throw decryptionFailed();
      const kid = Buffer.from(stored.subarray(2, 2 + kidLength)).toString('utf8');
      return unseal(place, rowId, kid, stored.subarray(2 + kidLength));
    },
    blindIndex: (field, value) => indexUnder(ring.currentKid, field, value),
    blindIndexCandidates: (field, value) =>
      [...indexKeys.keys()].map((kid) => indexUnder(kid, field, value)),
  };
}

function keyOf(keys: ReadonlyMap<string, KeyObject>, kid: string): KeyObject {
  const key = keys.get(kid);
  if (key === undefined) throw new Fault('unknown-key-id', { retry: false });
  return key;
}

const decryptionFailed = (cause?: unknown): Fault =>
  new Fault('decryption-failed', { retry: false, cause });
