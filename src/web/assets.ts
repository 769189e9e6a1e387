/** Script, style sheet and icons: read once at start, compressed once, and named by their content so that they never go stale. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** Where the page finds its files. */
export type Assets = {
  /** Address of a file of `static/`; throws for one that is not there, so that a page never links to nothing. */
  readonly url: (name: string) => string;
  /** Adds the route that serves them. */
  readonly register: (app: FastifyInstance) => void;
};

type Asset = {
  readonly type: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
};

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const YEAR_S = 365 * 24 * 3600;

/** Loads everything in `static/` beside this file. */
export async function loadAssets(): Promise<Assets> {
  const folder = join(import.meta.dirname, 'static');
  const names = (await readdir(folder)).filter((name) => extname(name) in TYPES).toSorted();
  const files = new Map<string, Asset>();
  const hash = createHash('sha256');
  for (const name of names) {
    const plain = await readFile(join(folder, name));
    hash.update(name).update(plain);
    files.set(name, {
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      plain,
      brotli: await promisify(brotliCompress)(plain),
      gzip: await promisify(gzip)(plain),
    });
  }
  const base = `/static/${hash.digest('base64url').slice(0, 12)}`;
  return {
    url: (name) => {
      if (!files.has(name)) throw new TypeError(`no such asset: ${name}`);
      return `${base}/${name}`;
    },
    register: (app) => {
      app.get<{ Params: { name: string } }>(`${base}/:name`, async (request, reply) => {
        const file = files.get(request.params.name);
        if (file === undefined) return reply.callNotFound();
        const accepts = String(request.headers['accept-encoding'] ?? '');
        const coding = (['br', 'gzip'] as const).find((each) => accepts.includes(each));
        if (coding !== undefined) reply.header('content-encoding', coding);
        return reply
          .header('vary', 'accept-encoding')
          .header('cache-control', `public, max-age=${YEAR_S}, immutable`)
          .type(file.type)
          .send(coding === 'br' ? file.brotli : coding === 'gzip' ? file.gzip : file.plain);
      });
    },
  };
}
