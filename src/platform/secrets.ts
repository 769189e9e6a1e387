import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from './faults.ts';

/** What a derived key is for. Each purpose gets its own key, so that one that leaks opens nothing else. */
export type KeyPurpose =
  | 'field-encryption'
  | 'blind-index'
  | 'session'
  | 'chain-seal'
  | 'staff-link'
  | 'metrics';

/** The secret keys of this installation by key id; the current one encrypts, the others only decrypt. */
export type KeyRing = {
  readonly currentKid: string;
  readonly masters: ReadonlyMap<string, KeyObject>;
};

/**
 * Reads `kid:base64` entries separated by commas, the current one first. A key is 32 bytes. Returns undefined if
 * any entry is malformed or a key id comes twice; never says which value was wrong.
 */
export function parseKeyRing(text: string): KeyRing | undefined {
  const masters = new Map<string, KeyObject>();
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [, kid, encoded] = /^([A-Za-z0-9]{1,16}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
    if (kid === undefined || encoded === undefined || masters.has(kid)) return undefined;
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.length !== 32) return undefined;
    masters.set(kid, createSecretKey(bytes));
  }
  const [currentKid] = masters.keys();
  return currentKid === undefined ? undefined : { currentKid, masters };
}

/** Derives the key for one purpose from a master key by HKDF-SHA256. Throws a fault if the key id is unknown. */
export function purposeKey(
  ring: KeyRing,
  purpose: KeyPurpose,
  kid: string = ring.currentKid,
): Buffer {
  const master = ring.masters.get(kid);
  if (master === undefined) {
    throw new Fault('unknown-key-id', {
      retry: false,
      message: 'The data were written under a key that FANGPIN_SECRET_KEY no longer lists.',
    });
  }
  return Buffer.from(hkdfSync('sha256', master, 'fangpin', `fangpin/v1/${purpose}`, 32));
}

/** Where a generated key is kept inside the data dir. */
export const SECRET_KEY_FILE = 'secret-key';

/**
 * The key ring kept in the data dir, made at the first call with mode 600. Two processes starting together get
 * the same one: creation is exclusive (`wx`), and the loser reads the winner's file.
 */
export async function loadOrCreateKeyRing(dataDir: string): Promise<KeyRing> {
  const path = join(dataDir, SECRET_KEY_FILE);
  await mkdir(dataDir, { recursive: true });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`k1:${randomBytes(32).toString('base64')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw thrown;
  }
  const ring = parseKeyRing((await readFile(path, 'utf8')).trim());
  if (ring === undefined) {
    throw new Fault('secret-key-unreadable', {
      retry: false,
      message: `${path} does not hold a key. Restore it from your backup; without it encrypted data cannot be read.`,
    });
  }
  return ring;
}
