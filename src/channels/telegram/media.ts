/** Downloads a file people sent, through us: its address holds the token and is given to nobody. */
import type { FetchedMedia } from '#src/operations/ports.ts';
import type { TelegramClient } from './client.ts';

/** A 20 MB file on a slow line. */
const downloadWithinMs = 60_000;

/** Fetches the bytes behind a file id, at most `limitBytes` of them. Never throws for the network. */
export async function fetchMedia(
  client: TelegramClient,
  reference: string,
  limitBytes: number,
): Promise<FetchedMedia> {
  const named = await client.call('getFile', { file_id: reference });
  if (named.kind !== 'ok') {
    if (named.kind !== 'refused') return { kind: 'try-later', code: named.code };
    if (/too big/i.test(named.description)) return { kind: 'too-big' };
    return named.status === 400
      ? { kind: 'gone', code: 'no-such-file' }
      : { kind: 'try-later', code: `status-${named.status}` };
  }
  const { file_path: path, file_size: size } = named.value;
  if ((size ?? 0) > limitBytes) return { kind: 'too-big' };
  // Anything but plain names would lead the request, token included, to another place.
  if (path === undefined || !/^[\w-]+(\/[\w.-]+)+$/.test(path) || path.includes('..')) {
    return { kind: 'gone', code: 'no-path' };
  }
  return download(client.fileAddress(path), limitBytes);
}

async function download(address: URL, limitBytes: number): Promise<FetchedMedia> {
  try {
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(downloadWithinMs),
    });
    if (response.status === 404) {
      await response.body?.cancel();
      return { kind: 'gone', code: 'no-such-file' };
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { kind: 'try-later', code: `status-${response.status}` };
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      // Leaving the loop cancels the download: a server that lies about sizes costs no more than the limit.
      if (size > limitBytes) return { kind: 'too-big' };
      chunks.push(chunk);
    }
    return { kind: 'fetched', bytes: new Uint8Array(Buffer.concat(chunks)) };
  } catch {
    // The error names the address, and the address holds the token.
    return { kind: 'try-later', code: 'download-broken' };
  }
}
