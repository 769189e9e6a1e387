/** Links to a sheet that is to be printed: signed, for one member of staff and one case, good for a day. They carry ids and no name. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, instant, plusMs } from '#src/domain/calendar/instant.ts';
import { type KeyRing, purposeKey } from './secrets.ts';

/** Whom a link was given to and what it opens; ids are UUIDs. */
export type SheetFor = { readonly staffId: string; readonly caseId: string };

export type SheetLinks = {
  /** An address people open; it opens nothing without the permission asked anew on the page. */
  readonly issue: (of: SheetFor, now: Instant) => string;
  /** Null for a token that is not ours, was changed, or is too old. */
  readonly read: (token: string, now: Instant) => SheetFor | null;
};

/** Printed the same day; later the button in the chat gives a new one. */
const VALID_MS = 24 * 60 * 60_000;

const UUID_BYTES = 16;
const TIME_BYTES = 6;
const MAC_BYTES = 16;
const BODY_BYTES = 2 * UUID_BYTES + TIME_BYTES;

/** `publicUrl`: how people reach the web, without a slash at the end. */
export function sheetLinks(keys: KeyRing, publicUrl: string): SheetLinks {
  const macOf = (body: Buffer, kid: string): Buffer =>
    createHmac('sha256', purposeKey(keys, 'staff-link', kid))
      .update(body)
      .digest()
      .subarray(0, MAC_BYTES);
  return {
    issue({ staffId, caseId }, now) {
      const body = Buffer.alloc(BODY_BYTES);
      body.write(bare(staffId), 0, 'hex');
      body.write(bare(caseId), UUID_BYTES, 'hex');
      body.writeUIntBE(plusMs(now, VALID_MS), 2 * UUID_BYTES, TIME_BYTES);
      const token = Buffer.concat([body, macOf(body, keys.currentKid)]).toString('base64url');
      return `${publicUrl}/sheet/${token}`;
    },
    read(token, now) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== BODY_BYTES + MAC_BYTES) return null;
      const body = bytes.subarray(0, BODY_BYTES);
      const given = bytes.subarray(BODY_BYTES);
      const ours = [...keys.masters.keys()].some((kid) => timingSafeEqual(macOf(body, kid), given));
      if (!ours || now >= instant(body.readUIntBE(2 * UUID_BYTES, TIME_BYTES))) return null;
      return { staffId: uuidAt(body, 0), caseId: uuidAt(body, UUID_BYTES) };
    },
  };
}

const bare = (uuid: string): string => uuid.replaceAll('-', '');

const uuidAt = (bytes: Buffer, at: number): string =>
  bytes
    .toString('hex', at, at + UUID_BYTES)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
