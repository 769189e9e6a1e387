/**
 * A person with a phone: writes, presses, sends files, and waits for answers without sleeping. Every act notes the
 * moment, and `expect` looks only at what the bot said or changed since then.
 */
import { pick, seen } from './chat.ts';
import type { Chat, ChatMessage, SeenMessage } from './chat.ts';
import * as content from './person-content.ts';
import type { Content } from './person-content.ts';
import type { InlineButton } from './prose-limits.ts';
import type { Update } from './update-queue.ts';
import type { QueryAnswer, World } from './world.ts';

export type PersonProfile = {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
};

export type Waiting = {
  /** Look at what happened after this moment (`changedAt` of a message); default: the person's last act. */
  readonly after?: number;
  readonly withinMs?: number;
};

/** What a person did, and the update it became (null when the bot did not ask for such updates). */
export type Act = { readonly messageId: number; readonly update: Update | null };

/** A pressed button. `answered` resolves with the bot's answer, or throws when none comes in time. */
export type Press = {
  readonly update: Update | null;
  readonly answered: (withinMs?: number) => Promise<QueryAnswer>;
};

export class Person {
  readonly id: number;
  readonly chat: Chat;
  readonly #world: World;
  readonly #user: Readonly<Record<string, unknown>>;
  #lastAct = 0;

  constructor(world: World, profile: PersonProfile) {
    this.id = profile.id;
    this.#world = world;
    this.#user = {
      id: profile.id,
      is_bot: false,
      first_name: profile.firstName,
      ...(profile.lastName === undefined ? {} : { last_name: profile.lastName }),
      ...(profile.username === undefined ? {} : { username: profile.username }),
      language_code: 'zh-hans',
    };
    this.chat = world.openChat({ id: profile.id, type: 'private', first_name: profile.firstName });
  }

  text(text: string): Act {
    return this.#say(content.text(text));
  }

  /** `/start PAYLOAD` and the like. */
  command(line: string): Act {
    return this.#say(content.command(line));
  }

  /** Shares a contact; `own`: by the button, so that Telegram names the sender as its owner. */
  contact(phone: string, options: { readonly own: boolean }): Act {
    return this.#say(content.contact(phone, options.own ? this.id : undefined));
  }

  photo(bytes: Uint8Array, options: content.FileOptions = {}): Act {
    return this.#say(content.photo(this.#world.files, bytes, options));
  }

  voice(bytes: Uint8Array, seconds: number): Act {
    return this.#say(content.voice(this.#world.files, bytes, seconds));
  }

  /** A video that has a size but no content. */
  video(size: number, options: content.FileOptions = {}): Act {
    return this.#say(content.video(this.#world.files, size, options));
  }

  document(bytes: Uint8Array | number, name: string, mimeType: string): Act {
    return this.#say(content.document(this.#world.files, bytes, name, mimeType));
  }

  sticker(emoji = '👍'): Act {
    return this.#say(content.sticker(this.#world.files, emoji));
  }

  location(latitude: number, longitude: number): Act {
    return this.#say(content.location(latitude, longitude));
  }

  /** Forwards someone else's words. */
  forward(text: string): Act {
    return this.#say(content.forwarded(text));
  }

  /** Any other message, by its Bot API fields (`poll`, `dice` …). */
  raw(kind: string, fields: Readonly<Record<string, unknown>>): Act {
    return this.#say({ kind, text: '', fields });
  }

  /** Writes into a group the bot is in. */
  textInGroup(group: Chat, text: string): Act {
    return this.#say(content.text(text), group);
  }

  /** Changes the text of an earlier message of their own. */
  edit(messageId: number, text: string): Act {
    const message = this.chat.messages.get(messageId);
    if (message === undefined || message.side !== 'person') {
      throw new Error(`#${messageId} is no message of this person\n${this.chat.transcript()}`);
    }
    message.text = text;
    message.edited = true;
    message.changedAt = this.#act();
    message.raw = { ...message.raw, text, edit_date: Math.floor(Date.now() / 1000) };
    return { messageId, update: this.#world.updates.add('edited_message', message.raw) };
  }

  /** Presses the button with this label, waiting for it to appear; the newest message that has it wins. */
  async press(label: string | RegExp, options: Waiting = {}): Promise<Press> {
    const since = options.after;
    const find = () => {
      const found = this.chat.findButton(label);
      return found !== undefined && (since === undefined || found.message.changedAt > since)
        ? found
        : undefined;
    };
    await this.#wait(
      () => find() !== undefined || this.chat.findReplyButton(label) !== undefined,
      () => `no button ${String(label)}`,
      options.withinMs,
    );
    const found = find();
    if (found !== undefined) return this.#pressButton(found.message, found.button);
    return { update: this.#pressReply(label).update, answered: neverAsked };
  }

  /** Presses a button of one message, even one whose keyboard has been taken away since. */
  pressOn(messageId: number, label: string | RegExp): Press {
    const message = this.chat.messages.get(messageId);
    const keyboards = message === undefined ? [] : [message.rows, ...message.pastRows.toReversed()];
    const button = pick(keyboards.flat(2), label);
    if (message === undefined || button === undefined) {
      throw new Error(`#${messageId} never had ${String(label)}\n${this.chat.transcript()}`);
    }
    return this.#pressButton(message, button);
  }

  /** Sends a press with data of one's own making, as a tampered client may. */
  pressForged(messageId: number, data: string): Press {
    const message = this.chat.messages.get(messageId);
    if (message === undefined) throw new Error(`there is no #${messageId}`);
    return this.#pressButton(message, { text: '', data });
  }

  /** The moment of the newest act, for `after`. */
  get lastAct(): number {
    return this.#lastAct;
  }

  /** Blocks the bot: sends are refused, and the bot is told. */
  block(): void {
    this.chat.barred = 'Forbidden: bot was blocked by the user';
    this.#memberChanged('member', 'kicked');
  }

  /** Gives up the Telegram account; the bot is told only when it writes. */
  deleteAccount(): void {
    this.chat.barred = 'Forbidden: user is deactivated';
  }

  unblock(): void {
    this.chat.barred = undefined;
    this.#memberChanged('kicked', 'member');
  }

  /** Waits for a bot message (new or edited) that contains the string or matches the pattern. */
  async expect(pattern: string | RegExp, options: Waiting = {}): Promise<SeenMessage> {
    const after = options.after ?? this.#lastAct;
    const matches = (message: ChatMessage): boolean =>
      message.side === 'bot' &&
      !message.deleted &&
      message.changedAt > after &&
      (typeof pattern === 'string' ? message.text.includes(pattern) : pattern.test(message.text));
    const find = () => [...this.chat.messages.values()].findLast(matches);
    await this.#wait(
      () => find() !== undefined,
      () => `the bot did not say ${String(pattern)}`,
      options.withinMs,
    );
    const found = find();
    if (found === undefined) throw new Error('unreachable: the wait has just found it');
    return seen(found);
  }

  /** The newest message of the bot, if it has said anything. */
  last(): SeenMessage | undefined {
    return this.chat.fromBot().at(-1);
  }

  transcript(): string {
    return this.chat.transcript();
  }

  #say(what: Content, chat = this.chat): Act {
    const moment = this.#act();
    chat.started = true;
    const message = this.#world.post(chat, {
      side: 'person',
      kind: what.kind,
      text: what.text,
      markup: { kind: 'none' },
      from: this.#user,
      extra: what.fields,
    });
    message.changedAt = moment;
    return { messageId: message.id, update: this.#world.updates.add('message', message.raw) };
  }

  #act(): number {
    this.#lastAct = this.#world.tick();
    return this.#lastAct;
  }

  #pressReply(label: string | RegExp): Act {
    const button = this.chat.findReplyButton(label);
    if (button === undefined) throw new Error('unreachable: the wait has just found it');
    if (this.chat.oneTime) this.chat.replyKeyboard = [];
    if (button.asks === 'contact') return this.contact(`1390000${this.id % 10_000}`, { own: true });
    if (button.asks === 'location') return this.location(29.4, 106.5);
    return this.text(button.text);
  }

  #pressButton(message: ChatMessage, button: InlineButton): Press {
    if (button.data === undefined) {
      throw new Error(`[${button.text}] opens a page (${button.url ?? ''}), it cannot be pressed`);
    }
    this.#act();
    const query = this.#world.newQuery();
    const answer = new Promise<QueryAnswer>((resolve) => {
      query.onAnswer = resolve;
    });
    const update = this.#world.updates.add('callback_query', {
      id: query.id,
      from: this.#user,
      message: message.raw,
      chat_instance: `${this.id}`,
      data: button.data,
    });
    const answered = (withinMs = 5000) => inTime(answer, withinMs, () => this.chat.transcript());
    return { update, answered };
  }

  #memberChanged(from: string, to: string): void {
    this.#act();
    const member = (status: string) => ({ user: this.#world.bot, status });
    this.#world.updates.add('my_chat_member', {
      chat: this.chat.info,
      from: this.#user,
      date: Math.floor(Date.now() / 1000),
      old_chat_member: member(from),
      new_chat_member: member(to),
    });
  }

  async #wait(ready: () => boolean, what: () => string, withinMs = 10_000): Promise<void> {
    if (ready()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        unwatch();
        reject(new Error(`${what()} within ${withinMs} ms. The chat:\n${this.chat.transcript()}`));
      }, withinMs);
      const unwatch = this.chat.watch(() => {
        if (!ready()) return;
        clearTimeout(timer);
        unwatch();
        resolve();
      });
    });
  }
}

const neverAsked = () => Promise.reject(new Error('a reply keyboard has no answer to wait for'));

async function inTime<T>(promise: Promise<T>, withinMs: number, chat: () => string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`the press was not answered within ${withinMs} ms\n${chat()}`)),
    withinMs,
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
