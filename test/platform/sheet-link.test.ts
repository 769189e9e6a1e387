import { expect, test } from 'vitest';
import { instant, plusMs } from '#src/domain/calendar/instant.ts';
import { parseKeyRing } from '#src/platform/secrets.ts';
import { sheetLinks } from '#src/platform/sheet-link.ts';

const ring = (kid: string, fill: number) => {
  const parsed = parseKeyRing(`${kid}:${Buffer.alloc(32, fill).toString('base64')}`);
  if (parsed === undefined) throw new Error('no key ring');
  return parsed;
};
const links = sheetLinks(ring('k1', 1), 'https://fangpin.example');
const now = instant(Date.UTC(2026, 10, 22, 2));
const of = {
  staffId: '019a0000-0000-7000-9000-000000000101',
  caseId: '019a0000-0000-7000-9000-000000000501',
};
const tokenOf = (url: string): string => url.split('/').at(-1) ?? '';

test('G7 a link to a sheet names who it was given to and which case by ids only, and is good for a day', () => {
  const url = links.issue(of, now);
  expect(url).toMatch(/^https:\/\/fangpin\.example\/sheet\/[\w-]{60,90}$/);
  expect(links.read(tokenOf(url), now)).toEqual(of);
  expect(links.read(tokenOf(url), plusMs(now, 24 * 3_600_000 - 1))).toEqual(of);
  expect(links.read(tokenOf(url), plusMs(now, 24 * 3_600_000))).toBeNull();
});

test('a token that was changed anywhere, made under another key, or is no token opens nothing', () => {
  const bytes = Buffer.from(tokenOf(links.issue(of, now)), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(links.read(changed.toString('base64url'), now), `byte ${at}`).toBeNull();
  }
  const others = sheetLinks(ring('k1', 2), 'https://fangpin.example');
  expect(links.read(tokenOf(others.issue(of, now)), now)).toBeNull();
  for (const none of ['', 'x', 'x'.repeat(72)]) expect(links.read(none, now)).toBeNull();
});
