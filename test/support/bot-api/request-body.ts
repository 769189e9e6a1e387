/** Reads the parameters of a call from JSON, urlencoded, multipart or the query string. */
import type { IncomingMessage } from 'node:http';
import { malformed } from './api-error.ts';

/** A file that came with a multipart call. */
export type UploadedFile = {
  readonly kind: 'upload';
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
};

/** `typed` bodies (JSON) carry real types; the others carry only strings, to be read by the type they are meant for. */
export type CallBody = {
  readonly typed: boolean;
  readonly fields: ReadonlyMap<string, unknown>;
  readonly uploads: ReadonlyMap<string, UploadedFile>;
};

const largestBody = 60 * 1024 * 1024;

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBody) throw malformed('request entity too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Narrows parsed JSON to an object; arrays and null are none. */
export function asObject(value: unknown): ReadonlyMap<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : null;
}

async function readMultipart(bytes: Buffer, contentType: string): Promise<CallBody> {
  const fields = new Map<string, unknown>();
  const uploads = new Map<string, UploadedFile>();
  // `Response` is Node's own multipart reader; no parser of our own to be wrong about boundaries.
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': contentType },
  }).formData();
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.set(name, value);
    else {
      uploads.set(name, {
        kind: 'upload',
        name: value.name,
        mimeType: value.type || 'application/octet-stream',
        bytes: new Uint8Array(await value.arrayBuffer()),
      });
    }
  }
  return { typed: false, fields, uploads };
}

/** Reads the whole body. Throws `ApiError` 400 when it is malformed. */
export async function readCallBody(request: IncomingMessage, query: string): Promise<CallBody> {
  const bytes = await readBytes(request);
  const contentType = request.headers['content-type'] ?? '';
  if (bytes.length === 0) {
    return { typed: false, fields: new Map(new URLSearchParams(query)), uploads: new Map() };
  }
  if (contentType.startsWith('application/json')) {
    let fields: ReadonlyMap<string, unknown> | null = null;
    try {
      fields = asObject(JSON.parse(bytes.toString('utf8')));
    } catch {
      // falls through to the refusal below
    }
    if (fields === null) throw malformed("can't parse JSON object");
    return { typed: true, fields, uploads: new Map() };
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const fields = new Map(new URLSearchParams(bytes.toString('utf8')));
    return { typed: false, fields, uploads: new Map() };
  }
  if (contentType.startsWith('multipart/form-data')) {
    try {
      return await readMultipart(bytes, contentType);
    } catch {
      throw malformed("can't parse multipart body");
    }
  }
  throw malformed(`unsupported content type "${contentType}"`);
}
