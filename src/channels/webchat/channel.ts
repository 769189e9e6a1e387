/** The web chat as a channel: it cannot reach anybody who is not looking, so everything waits until a page fetches it. */
import type { Input } from '#src/flows/flow.ts';
import type { Channel, ReadUpdate } from '#src/operations/ports.ts';
import { webchatBody, type WebchatBody } from './body.ts';

/** Name of the channel in rows and addresses. */
export const WEBCHAT_CHANNEL = 'webchat';

/** The adapter. `onWaiting` hears which chat has something new, so that a page open in this process shows it at once. */
export function createWebchatChannel(onWaiting: (chat: string) => void): Channel {
  return {
    name: WEBCHAT_CHANNEL,
    capabilities: { push: false, provesContact: false, broadcastPerSecond: null },
    send: async (chat) => {
      onWaiting(chat);
      return { kind: 'waiting' };
    },
    read: readWebchatUpdate,
    // Uploads arrive with their bytes and are stored before the update is: there is never anything left to fetch.
    fetchMedia: async () => ({ kind: 'gone', code: 'webchat-keeps-no-references' }),
  };
}

/** A stored update in the words of a flow; what a later version wrote and this one does not know is `unreadable`. */
export function readWebchatUpdate(body: unknown): ReadUpdate {
  const parsed = webchatBody.safeParse(body);
  if (!parsed.success) return { kind: 'input', input: { kind: 'unreadable', what: 'webchat' } };
  return { kind: 'input', input: inputOf(parsed.data) };
}

function inputOf(said: WebchatBody): Input {
  switch (said.kind) {
    case 'text':
      return textInput(said.text);
    case 'press':
      return { kind: 'press', token: said.token, choice: said.choice };
    case 'action':
      return { kind: 'action', action: said.action, ref: said.ref };
    default:
      return said;
  }
}

/** A typed command works as it does elsewhere: `/start CODE`, `/menu`. */
function textInput(text: string): Input {
  const command = /^\/([a-z_]{1,32})(?:\s+(\S{1,128}))?\s*$/i.exec(text);
  const name = command?.[1];
  return name === undefined
    ? { kind: 'text', text, edited: false }
    : { kind: 'command', name: name.toLowerCase(), payload: command?.[2] ?? '' };
}
