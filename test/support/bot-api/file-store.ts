/** Files on the server: what people sent and bots uploaded, by file id and by download path. */
import { badRequest } from './api-error.ts';

export type StoredFile = {
  readonly fileId: string;
  readonly uniqueId: string;
  readonly size: number;
  readonly path: string;
  /** Null for files that only pretend to exist (a 2 GB video): they can be named, not downloaded. */
  readonly bytes: Uint8Array | null;
};

/** Bots may download files up to 20 MB. */
export const downloadLimit = 20 * 1024 * 1024;

export class FileStore {
  readonly #byId = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();
  #count = 0;

  /** Stores bytes, or only a size. `folder` and `extension` shape the download path. */
  put(content: Uint8Array | number, folder: string, extension: string): StoredFile {
    this.#count += 1;
    const name = `file_${this.#count}`;
    const bytes = typeof content === 'number' ? null : content;
    const file: StoredFile = {
      fileId: `AgACAgUAAx${name}`,
      uniqueId: `AQAD${name}`,
      size: bytes === null ? Number(content) : bytes.length,
      path: `${folder}/${name}.${extension}`,
      bytes,
    };
    this.#byId.set(file.fileId, file);
    this.#byPath.set(file.path, file);
    return file;
  }

  /** The file of an id. Throws 400 for an unknown one. */
  get(fileId: string): StoredFile {
    const file = this.#byId.get(fileId);
    if (file === undefined) throw badRequest('invalid file_id');
    return file;
  }

  /** What a bot gets for `getFile`. Throws 400 above 20 MB. */
  forDownload(fileId: string): StoredFile {
    const file = this.get(fileId);
    if (file.size > downloadLimit) throw badRequest('file is too big');
    return file;
  }

  byPath(path: string): StoredFile | undefined {
    return this.#byPath.get(path);
  }

  /** The file is gone, as after Telegram's hour or a deletion. */
  forget(fileId: string): void {
    const file = this.#byId.get(fileId);
    if (file === undefined) return;
    this.#byId.delete(fileId);
    this.#byPath.delete(file.path);
  }
}
