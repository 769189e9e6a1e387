import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, Fault } from './faults.ts';

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
const SECRET_KEY_FILE = 'secret-key';

/**
 * The key ring kept in the data dir, made at the first call with mode 600. Processes starting together get the same
 * one: a finished file is linked into place, `link` refuses to replace another, and everybody reads the file.
 */
export async function loadOrCreateKeyRing(dataDir: string): Promise<KeyRing> {
  const path = join(dataDir, SECRET_KEY_FILE);
  await mkdir(dataDir, { recursive: true });
  if ((await readIfThere(path)) === undefined) {
    const unfinished = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    const content = `k1:${randomBytes(32).toString('base64')}\n`;
    try {
      await writeFile(unfinished, content, { mode: 0o600, flag: 'wx', flush: true });
      await link(unfinished, path);
    } catch (thrown) {
      if (errorCode(thrown) !== 'EEXIST') throw thrown;
    } finally {
      await rm(unfinished, { force: true });
    }
  }
  const ring = parseKeyRing(((await readIfThere(path)) ?? '').trim());
  if (ring === undefined) {
    throw new Fault('secret-key-unreadable', {
      retry: false,
      message: `${path} does not hold a key. Restore it from your backup; without it encrypted data cannot be read.`,
    });
  }
  return ring;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}
