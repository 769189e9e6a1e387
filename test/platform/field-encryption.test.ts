import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createFieldEncryption } from '#src/platform/field-encryption.ts';
import {
  type KeyRing,
  loadOrCreateKeyRing,
  parseKeyRing,
  purposeKey,
} from '#src/platform/secrets.ts';

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

function ringOf(text: string): KeyRing {
  const ring = parseKeyRing(text);
  if (ring === undefined) throw new Error('no ring');
  return ring;
}

const fields = createFieldEncryption(ringOf(`k1:${key(1)}`));

describe('an encrypted field', () => {
  test('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array(), (text, bytes) => {
        const stored = fields.encrypt('member.id_number', 'r1', text);
        expect(fields.decrypt('member.id_number', 'r1', stored)).toBe(text);
        const box = fields.encryptBytes('media.body', 'r1', bytes);
        expect(Buffer.compare(fields.decryptBytes('media.body', 'r1', box), bytes)).toBe(0);
      }),
    );
  });

  test('names version and key, shows nothing of the value, and differs each time', () => {
    const once = fields.encrypt('member.phone', 'r1', '13800000000');
    expect(once).toMatch(/^v1\.k1\.[\w-]+$/);
    expect(fields.encrypt('member.phone', 'r1', '13800000000')).not.toBe(once);
  });

  test('cannot be moved to another row, another column, or be altered', () => {
    const stored = fields.encrypt('member.phone', 'r1', '13800000000');
    expect(() => fields.decrypt('member.phone', 'r2', stored)).toThrow('decryption-failed');
    expect(() => fields.decrypt('member.id_number', 'r1', stored)).toThrow('decryption-failed');
    const position = stored.length - 5;
    const altered =
      stored.slice(0, position) +
      (stored[position] === 'A' ? 'B' : 'A') +
      stored.slice(position + 1);
    expect(() => fields.decrypt('member.phone', 'r1', altered)).toThrow('decryption-failed');
    for (const broken of ['', 'v1.k1', 'v2.k1.AAAA', 'v1.k1.AAAA', `${stored}.x`]) {
      expect(() => fields.decrypt('member.phone', 'r1', broken)).toThrow('decryption-failed');
    }
    const box = fields.encryptBytes('media.body', 'r1', Buffer.from('x'));
    expect(() => fields.decryptBytes('media.body', 'r2', box)).toThrow('decryption-failed');
  });

  test('stays readable after the key was changed, as long as the old one is listed', () => {
    const stored = fields.encrypt('member.phone', 'r1', '13800000000');
    const box = fields.encryptBytes('media.body', 'r1', Buffer.from('x'));
    const changed = createFieldEncryption(ringOf(`k2:${key(2)},k1:${key(1)}`));
    expect(changed.decrypt('member.phone', 'r1', stored)).toBe('13800000000');
    expect(changed.decryptBytes('media.body', 'r1', box).toString()).toBe('x');
    expect(changed.encrypt('member.phone', 'r1', 'x')).toMatch(/^v1\.k2\./);
    const forgotten = createFieldEncryption(ringOf(`k2:${key(2)}`));
    expect(() => forgotten.decrypt('member.phone', 'r1', stored)).toThrow('unknown-key-id');
  });
});

describe('the blind index', () => {
  test('finds a value however it was typed, and tells fields apart', () => {
    const index = fields.blindIndex('id_number', '50011319900101123X');
    expect(fields.blindIndex('id_number', ' ５００１１３１９９００１０１１２３ｘ ')).toBe(index);
    expect(fields.blindIndex('phone', '50011319900101123X')).not.toBe(index);
    expect(index).not.toContain('5001');
  });

  test('after a change of key, candidates still hold what was stored under the old one', () => {
    const stored = fields.blindIndex('phone', '13800000000');
    const changed = createFieldEncryption(ringOf(`k2:${key(2)},k1:${key(1)}`));
    expect(changed.blindIndex('phone', '13800000000')).not.toBe(stored);
    expect(changed.blindIndexCandidates('phone', '13800000000')).toEqual([
      changed.blindIndex('phone', '13800000000'),
      stored,
    ]);
  });
});

describe('the key ring', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fangpin-keys-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    '',
    'k1',
    `k1:${key(1).slice(4)}`,
    `k1:${key(1)},k1:${key(2)}`,
    `k 1:${key(1)}`,
    'k1:!!',
  ])('%j is refused', (text) => {
    expect(parseKeyRing(text)).toBeUndefined();
  });

  test('gives every purpose a key of its own', () => {
    const ring = ringOf(`k1:${key(1)}`);
    const purposes = [
      'field-encryption',
      'blind-index',
      'session',
      'chain-seal',
      'staff-link',
      'metrics',
    ] as const;
    const keys = purposes.map((purpose) => purposeKey(ring, purpose).toString('hex'));
    expect(new Set([...keys, Buffer.alloc(32, 1).toString('hex')]).size).toBe(purposes.length + 1);
  });

  test('is made once, readable by us alone, however many start together', async () => {
    const dataDir = join(folder, 'data');
    const rings = await Promise.all(
      Array.from({ length: 8 }, async () => loadOrCreateKeyRing(dataDir)),
    );
    const digests = rings.map((ring) => purposeKey(ring, 'session').toString('hex'));
    expect(new Set(digests).size).toBe(1);
    expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, 'secret-key'), 'utf8')).toMatch(/^k1:[\w+/]{43}=\n$/);
  });

  test('that was damaged is not quietly replaced', async () => {
    writeFileSync(join(folder, 'secret-key'), 'oops');
    await expect(loadOrCreateKeyRing(folder)).rejects.toThrow('Restore it from your backup');
  });
});
