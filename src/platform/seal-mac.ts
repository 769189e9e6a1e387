/** What a seal is: an HMAC over the seal before it and the hashes of the events it covers, under a key outside the database. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type KeyRing, purposeKey } from './secrets.ts';

/** What the first seal has in front of it. */
export const SEAL_START = '';

/** The keys seals are made and checked under. */
export type SealKeys = KeyRing;

export type SealHead = {
  readonly id: number;
  readonly prev: string;
  readonly upToTx: string;
};

/** Collects the hashes of a seal, one after another; nothing is kept but the running value. */
export type SealMac = {
  add(hash: string): void;
  /** `kid.hmac`: the key is named so that seals of keys that were replaced can still be checked. */
  end(): { readonly events: number; readonly hmac: string };
};

/**
 * Begins the HMAC of a seal under key `kid` of the ring; event hashes are added in the order of the chain. Throws for
 * a key the ring does not hold.
 */
export function sealMac(keys: KeyRing, kid: string, head: SealHead): SealMac {
  const mac = createHmac('sha256', purposeKey(keys, 'chain-seal', kid));
  mac.update(JSON.stringify([head.id, head.prev, head.upToTx]));
  let events = 0;
  return {
    add(hash) {
      events += 1;
      mac.update(`\n${hash}`);
    },
    end: () => ({ events, hmac: `${kid}.${mac.update(`\n${events}`).digest('base64url')}` }),
  };
}

/** The key id a seal was made under; '' when it names none. */
export const kidOfSeal = (hmac: string): string => hmac.split('.')[0] ?? '';

export const sameSeal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** What a person copies of a seal: its number and sixteen hex digits, '128-3f9a0c5d7e1b2a46'. */
export function sealMark(seal: { readonly id: number; readonly hmac: string }): string {
  const digits = Buffer.from(seal.hmac.split('.')[1] ?? '', 'base64url').toString('hex');
  return `${seal.id}-${digits.slice(0, 16)}`;
}
