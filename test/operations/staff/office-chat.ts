/** A person of the invented county chatting on the real flows, operations and database. Every message is held against the wording rules. */
import { lockConversation } from '#src/store/conversation.ts';
import { restoreConversation } from '#src/flows/conversation.ts';
import type { ActionName, Choice, Input, Message } from '#src/flows/flow.ts';
import { takeTurn } from '#src/operations/conversation/advance.ts';
import type { Channel } from '#src/operations/ports.ts';
import { readBody } from '#src/store/message.ts';
import { breaches } from '#test/flows/wording-rules.ts';
import type { County } from '#test/operations/duty/county.ts';

export type OfficeChat = {
  send(input: Input): Promise<readonly Message[]>;
  say(text: string): Promise<readonly Message[]>;
  /** Presses a button of the last question; the label may lack the number before it. Counts as a tap. */
  press(label: string): Promise<readonly Message[]>;
  /** Presses a button of any message, such as one of a digest. */
  pressLasting(action: ActionName, ref: string): Promise<readonly Message[]>;
  labels(): Promise<readonly string[]>;
  taps(): number;
};

/** Opens a chat of an account that exists. */
export function chatOf(county: County, accountId: string): OfficeChat {
  let taps = 0;
  const fields = county.deps.fields;
  const channels = new Map<string, Channel>(
    [...county.deps.channels].map(([name, { capabilities }]) => [
      name,
      {
        name,
        capabilities,
        send: () => Promise.resolve({ kind: 'waiting' as const }),
        read: () => ({ kind: 'ignored' as const }),
        fetchMedia: () => Promise.resolve({ kind: 'gone' as const, code: 'test' }),
      },
    ]),
  );
  const conversation = () =>
    county.system(async (trx) =>
      restoreConversation(await lockConversation(trx, fields, accountId, county.clock.now())),
    );
  const send = (input: Input): Promise<readonly Message[]> =>
    county.system(async (trx) => {
      const row = await trx
        .selectFrom('account')
        .selectAll()
        .where('id', '=', accountId)
        .executeTakeFirstOrThrow();
      const stored = await lockConversation(trx, fields, accountId, county.clock.now());
      const { seq } = await trx
        .selectFrom('message')
        .select((eb) => eb.fn.max('seq').as('seq'))
        .executeTakeFirstOrThrow();
      const deps = { ...county.deps, channels, newCode: () => 'CODE234567' };
      await takeTurn(deps, trx, row, restoreConversation(stored), input);
      const rows = await trx
        .selectFrom('message')
        .select(['id', 'body_enc'])
        .where('account_id', '=', accountId)
        .where('seq', '>', seq ?? 0)
        .orderBy('seq')
        .execute();
      const messages = rows.map((each) => readBody(fields, each.id, each.body_enc ?? ''));
      const broken = messages.flatMap(breaches);
      if (broken.length > 0) throw new Error(broken.join('\n'));
      return messages;
    });
  return {
    send,
    say: (text) => send({ kind: 'text', text, edited: false }),
    press: async (label) => {
      taps += 1;
      const { offered, token } = await conversation();
      const plain = (each: Choice) => each.label.replace(/^\d\. /, '');
      const chosen = offered.find((each) => each.label === label || plain(each) === label);
      if (chosen === undefined) {
        throw new Error(`no button ${label} among ${offered.map((each) => each.label).join('|')}`);
      }
      if ('id' in chosen) return send({ kind: 'press', token, choice: chosen.id });
      if ('action' in chosen) {
        return send({ kind: 'action', action: chosen.action, ref: chosen.ref });
      }
      throw new Error(`${label} opens a page`);
    },
    pressLasting: (action, ref) => send({ kind: 'action', action, ref }),
    labels: async () => (await conversation()).offered.map((each) => each.label),
    taps: () => taps,
  };
}

export const textOf = (messages: readonly Message[]): string =>
  messages.map((each) => each.text).join('\n');
