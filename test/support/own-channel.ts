/**
 * A third channel, as somebody might build one for text messages in lines: everything is a line of text, buttons are numbered, nothing
 * is pushed, yet it vouches for a sender's number. Only this file knows it; the composition root is handed it.
 */
import { z } from 'zod';
import { actionNames, type Choice } from '#src/flows/flow.ts';
import type { Channel, OutgoingMessage, RawUpdate, ReadUpdate } from '#src/operations/ports.ts';

const NAME = 'lines';

const line = z.discriminatedUnion('type', [
  z.object({ type: z.literal('line'), line: z.string() }),
  z.object({ type: z.literal('own-number'), number: z.string() }),
  z.object({ type: z.literal('button'), token: z.number(), id: z.string() }),
  z.object({ type: z.literal('lasting'), action: z.string(), ref: z.string() }),
]);

export type OwnChannel = Channel & {
  /** Somebody at the other end of a line. */
  person(number: string): LinePerson;
  /** Where lines go that come in; set once the service runs. */
  onReceived: (batch: readonly RawUpdate[]) => Promise<void>;
};

export type LinePerson = {
  say(words: string): Promise<void>;
  /** Sends the own number, as the network vouches for it. */
  sendNumber(): Promise<void>;
  /** Presses a button by its label, of the newest message that has one. */
  press(label: string): Promise<void>;
  /** Waits for words said since the last act. */
  expect(words: string | RegExp): Promise<string>;
  /** All that was said, oldest first. */
  heard(): readonly string[];
};

export function createOwnChannel(): OwnChannel {
  const said = new Map<string, OutgoingMessage[]>();
  const waiters = new Set<() => void>();
  const to = (number: string): OutgoingMessage[] => {
    const list = said.get(number) ?? [];
    said.set(number, list);
    return list;
  };
  let updates = 0;
  const channel: OwnChannel = {
    name: NAME,
    capabilities: { push: false, provesContact: true, broadcastPerSecond: 4 },
    send(chat, message) {
      to(chat).push(message);
      for (const wake of waiters) wake();
      return Promise.resolve({ kind: 'waiting' });
    },
    read: readLine,
    fetchMedia: () => Promise.resolve({ kind: 'gone', code: 'lines-carry-no-files' }),
    onReceived: () => Promise.reject(new Error('nothing listens yet')),
    person(number) {
      let since = 0;
      const act = (body: z.infer<typeof line>): Promise<void> => {
        since = to(number).length;
        updates += 1;
        const updateId = `line-${updates}`;
        return channel.onReceived([
          { channel: NAME, receiver: 'exchange', updateId, chat: number, body },
        ]);
      };
      return {
        say: (words) => act({ type: 'line', line: words }),
        sendNumber: () => act({ type: 'own-number', number }),
        press(label) {
          const withIt = to(number).findLast((each) => find(each, label) !== undefined);
          const choice = withIt === undefined ? undefined : find(withIt, label);
          if (withIt === undefined || choice === undefined) throw new Error(`no button ${label}`);
          if ('url' in choice) throw new Error(`${label} opens a page`);
          return 'id' in choice
            ? act({ type: 'button', token: withIt.token, id: choice.id })
            : act({ type: 'lasting', action: choice.action, ref: choice.ref });
        },
        expect: (words) =>
          new Promise((resolve, reject) => {
            const stop = (): void => {
              clearTimeout(late);
              waiters.delete(look);
            };
            const look = (): void => {
              const found = to(number)
                .slice(since)
                .find(({ text }) =>
                  typeof words === 'string' ? text.includes(words) : words.test(text),
                );
              if (found === undefined) return;
              stop();
              resolve(found.text);
            };
            const late = setTimeout(() => {
              stop();
              const heard = to(number).slice(since);
              reject(new Error(`never said ${words}: ${heard.map((m) => m.text).join('\n')}`));
            }, 20_000);
            waiters.add(look);
            look();
          }),
        heard: () => to(number).map((each) => each.text),
      };
    },
  };
  return channel;
}

const find = (message: OutgoingMessage, label: string): Choice | undefined =>
  message.choices?.flat().find((choice) => choice.label === label);

function readLine(body: unknown): ReadUpdate {
  const read = line.safeParse(body);
  if (!read.success) return { kind: 'input', input: { kind: 'unreadable', what: 'line' } };
  const { data } = read;
  switch (data.type) {
    case 'line': {
      const [, name, payload = ''] = /^\/(\w+)(?:\s+(\S+))?$/.exec(data.line) ?? [];
      return name === undefined
        ? { kind: 'input', input: { kind: 'text', text: data.line, edited: false } }
        : { kind: 'input', input: { kind: 'command', name, payload } };
    }
    case 'own-number':
      return { kind: 'input', input: { kind: 'contact', phone: data.number, own: true } };
    case 'button':
      return { kind: 'input', input: { kind: 'press', token: data.token, choice: data.id } };
    case 'lasting': {
      const action = actionNames.find((each) => each === data.action);
      return action === undefined
        ? { kind: 'ignored' }
        : { kind: 'input', input: { kind: 'action', action, ref: data.ref } };
    }
  }
}
