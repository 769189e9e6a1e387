/** The outbound notifier (FANGPIN_NOTIFY_URL): a POST of neutral words and a link to a group robot or an SMS gateway. */
import { asFault } from './faults.ts';

/** The other side answers within this, in milliseconds, or counts as not told. */
const LIMIT_MS = 5_000;

/** Rings by HTTP; fits the port of the operations that ring. */
export type HttpNotifier = {
  notify(text: string, link: string): Promise<'sent' | 'failed'>;
};

/**
 * Posts `{"text","link"}` as JSON. `onTrouble` hears a code when it did not work (`http-500`, `timeout`, `system-econnrefused`);
 * the address stays out of it, for it often carries a secret of the other side.
 */
export function createHttpNotifier(
  url: string,
  onTrouble: (code: string) => void,
  limitMs: number = LIMIT_MS,
): HttpNotifier {
  return {
    async notify(text, link) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify({ text, link }),
          // The words go to the address the operator gave and nowhere it points to.
          redirect: 'manual',
          signal: AbortSignal.timeout(limitMs),
        });
        await response.body?.cancel();
        if (response.ok) return 'sent';
        onTrouble(`http-${response.status}`);
      } catch (thrown) {
        onTrouble(codeOf(thrown));
      }
      return 'failed';
    },
  };
}

function codeOf(thrown: unknown): string {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return 'timeout';
  // fetch wraps what went wrong underneath.
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  return asFault(cause).code;
}
