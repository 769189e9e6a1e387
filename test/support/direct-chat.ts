/** A person chatting with the real flows, operations and database, without a network: updates are inputs already. */
import { restoreConversation } from '#src/flows/conversation.ts';
import type { Choice, Input, Message } from '#src/flows/flow.ts';
import { advanceChat, type AdvanceDeps } from '#src/operations/conversation/advance.ts';
import { receive } from '#src/operations/conversation/receive.ts';
import type { Channel } from '#src/operations/ports.ts';
import { lockConversation } from '#src/store/conversation.ts';
import { inScope } from '#src/store/database.ts';
import { readBody } from '#src/store/message.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Office } from './office.ts';

export type DirectChat = {
  accountId(): Promise<string>;
  /** Sends an input and returns what was said to this chat since, news included. */
  send(input: Input): Promise<readonly Message[]>;
  say(text: string): Promise<readonly Message[]>;
  /** Presses a button of the last question by its label. */
  press(label: string): Promise<readonly Message[]>;
};

/** A channel whose stored updates are inputs. `awaited`: bytes it hands out by reference. */
export function directChannel(
  name: string,
  capabilities: Partial<Channel['capabilities']> = {},
): Channel {
  return {
    name,
    capabilities: { push: true, provesContact: true, broadcastPerSecond: null, ...capabilities },
    send: () => Promise.resolve({ kind: 'sent', externalId: '1' }),
    // Written by the chat below, so its shape is known.
    read: (body) => ({ kind: 'input', input: body as Input }),
    fetchMedia: () => Promise.resolve({ kind: 'gone', code: 'none' }),
  };
}

/** What conversations need, from an office and channels. */
export function chatDeps(office: Office, channels: readonly Channel[]): AdvanceDeps {
  let codes = 0;
  const ignore = (): void => undefined;
  return {
    ...office,
    newCode: () => {
      codes += 1;
      return `CODE${codes}`;
    },
    channels: new Map(channels.map((channel) => [channel.name, channel])),
    log: {
      debug: ignore,
      info: ignore,
      warn: ignore,
      error: (fields, event) => {
        const { error } = fields;
        throw new Error(event, { cause: error instanceof Error ? (error.cause ?? error) : fields });
      },
    },
  };
}

/** Opens a chat of a channel; the account appears with the first input. */
export function openChat(deps: AdvanceDeps, channel: string, chat: string): DirectChat {
  let updates = 0;
  const system = <T>(work: Parameters<typeof inScope<T>>[2]): Promise<T> =>
    inScope(deps.db, SYSTEM, work);
  const accountId = (): Promise<string> =>
    system(async (trx) => {
      const row = await trx
        .selectFrom('account')
        .select('id')
        .where('channel', '=', channel)
        .where('chat', '=', chat)
        .executeTakeFirstOrThrow();
      return row.id;
    });
  const send = async (input: Input): Promise<readonly Message[]> => {
    const before = await system((trx) =>
      trx
        .selectFrom('message')
        .select((eb) => eb.fn.max('seq').as('seq'))
        .executeTakeFirst(),
    );
    updates += 1;
    const update = { channel, receiver: 'test', updateId: `${chat}-${updates}`, chat, body: input };
    await receive(deps, [update]);
    await advanceChat(deps, channel, chat);
    const account = await accountId();
    const rows = await system((trx) =>
      trx
        .selectFrom('message')
        .select(['id', 'body_enc'])
        .where('account_id', '=', account)
        .where('seq', '>', before?.seq ?? 0)
        .orderBy('seq')
        .execute(),
    );
    return rows.map((each) => readBody(deps.fields, each.id, each.body_enc ?? ''));
  };
  return {
    accountId,
    send,
    say: (text) => send({ kind: 'text', text, edited: false }),
    async press(label) {
      const account = await accountId();
      const { offered, token } = await system(async (trx) =>
        restoreConversation(await lockConversation(trx, deps.fields, account, deps.clock.now())),
      );
      const chosen = offered.find((each) => plain(each) === label);
      if (chosen === undefined || 'url' in chosen) {
        throw new Error(`no button ${label} among ${offered.map(plain).join('|')}`);
      }
      return 'action' in chosen
        ? await send({ kind: 'action', action: chosen.action, ref: chosen.ref })
        : await send({ kind: 'press', token, choice: chosen.id });
    },
  };
}

const plain = (choice: Choice): string => choice.label.replace(/^\d\. /, '');

export const textOf = (messages: readonly Message[]): string =>
  messages.map((each) => each.text).join('\n');
