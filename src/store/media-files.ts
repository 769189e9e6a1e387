/** The bytes of photos and voice messages: one encrypted file each under the data dir, bound to the id of its row. */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';

/** Files by media id. A file is written whole or not at all. */
export interface MediaFiles {
  /** Writes the bytes, replacing what a broken-off attempt left. Returns the SHA-256 of the plain bytes in hex. */
  write(id: string, bytes: Uint8Array): Promise<string>;
  /** The plain bytes; null when there is no such file. Throws `decryption-failed` when the file was changed or moved. */
  read(id: string): Promise<Uint8Array | null>;
  remove(id: string): Promise<void>;
}

const PLACE = 'media.file';
/** Ids become file names: nothing but a UUID may. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keeps files in `folder`, spread over 256 folders, readable by this user only. */
export function openMediaFiles(folder: string, fields: FieldEncryption): MediaFiles {
  const pathOf = (id: string): { readonly dir: string; readonly path: string } => {
    if (!UUID.test(id)) throw new TypeError('a media id is a UUID');
    // The last digits are random in a time-ordered id; the first would put a whole week into one folder.
    const dir = join(folder, id.slice(-2));
    return { dir, path: join(dir, `${id}.bin`) };
  };
  return {
    async write(id, bytes) {
      const { dir, path } = pathOf(id);
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const part = `${path}.part`;
      const file = await open(part, 'w', 0o600);
      try {
        await file.writeFile(fields.encryptBytes(PLACE, id, bytes));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
      return createHash('sha256').update(bytes).digest('hex');
    },
    async read(id) {
      const { path } = pathOf(id);
      try {
        return fields.decryptBytes(PLACE, id, await readFile(path));
      } catch (thrown) {
        if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
        throw thrown;
      }
    },
    async remove(id) {
      await rm(pathOf(id).path, { force: true });
    },
  };
}
