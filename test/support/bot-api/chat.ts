/** One chat as the person sees it: messages, keyboards, and a way to wait for what is to come. */
import type { InlineButton, Markup, ReplyButton } from './prose-limits.ts';

/** A message in a chat. `raw` is the Bot API object. */
export type ChatMessage = {
  readonly id: number;
  readonly side: 'bot' | 'person';
  /** Text or caption. */
  text: string;
  /** `text`, `photo`, `voice` … */
  readonly kind: string;
  /** Grows with every change in the world, so that "after my last press" can be told. */
  changedAt: number;
  rows: readonly (readonly InlineButton[])[];
  /** Every keyboard the message ever had: an old client may still show it. */
  pastRows: readonly (readonly (readonly InlineButton[])[])[];
  /** Sent with a reply keyboard; such a message cannot be edited. */
  readonly plainKeyboard: boolean;
  edited: boolean;
  deleted: boolean;
  raw: Readonly<Record<string, unknown>>;
};

/** A bot's message as tests look at it. */
export type SeenMessage = {
  readonly messageId: number;
  readonly kind: string;
  readonly text: string;
  /** Labels of the inline keyboard, row by row. */
  readonly buttons: readonly (readonly string[])[];
  readonly edited: boolean;
  readonly changedAt: number;
};

export type ChatInfo = {
  readonly id: number;
  readonly type: 'private' | 'group';
  readonly first_name?: string;
  readonly title?: string;
};

type Watcher = (message: ChatMessage) => void;

export class Chat {
  readonly info: ChatInfo;
  readonly messages = new Map<number, ChatMessage>();
  /** The person has written to the bot before. */
  started = false;
  /** Sends are refused with this 403. */
  barred: string | undefined;
  replyKeyboard: readonly (readonly ReplyButton[])[] = [];
  oneTime = false;
  #watchers: Set<Watcher> | undefined;

  constructor(info: ChatInfo) {
    this.info = info;
  }

  add(message: ChatMessage, markup: Markup): void {
    this.messages.set(message.id, message);
    if (markup.kind === 'reply') {
      this.replyKeyboard = markup.rows;
      this.oneTime = markup.oneTime;
    } else if (markup.kind === 'remove') this.replyKeyboard = [];
    this.changed(message);
  }

  /** Tells everyone who waits. */
  changed(message: ChatMessage): void {
    for (const watcher of this.#watchers ?? []) watcher(message);
  }

  watch(watcher: Watcher): () => void {
    this.#watchers ??= new Set();
    this.#watchers.add(watcher);
    return () => this.#watchers?.delete(watcher);
  }

  /** Messages still in the chat, oldest first. */
  visible(): readonly ChatMessage[] {
    return [...this.messages.values()].filter((message) => !message.deleted);
  }

  /** Bot messages still in the chat, oldest first. */
  fromBot(): readonly SeenMessage[] {
    return this.visible()
      .filter((message) => message.side === 'bot')
      .map(seen);
  }

  /** The newest message whose keyboard has the label. */
  findButton(label: string | RegExp): { message: ChatMessage; button: InlineButton } | undefined {
    for (const message of this.visible().toReversed()) {
      const button = pick(message.rows.flat(), label);
      if (button !== undefined) return { message, button };
    }
    return undefined;
  }

  findReplyButton(label: string | RegExp): ReplyButton | undefined {
    return pick(this.replyKeyboard.flat(), label);
  }

  /** The chat as text, keyboards in brackets. */
  transcript(): string {
    const lines: string[] = [];
    for (const message of this.messages.values()) {
      const marks = `${message.edited ? ' (edited)' : ''}${message.deleted ? ' (deleted)' : ''}`;
      const kind = message.kind === 'text' ? '' : `<${message.kind}> `;
      const text = message.text.replaceAll('\n', '\n      ');
      lines.push(`#${message.id} ${message.side}: ${kind}${text}${marks}`);
      for (const row of message.rows) lines.push(`      ${labels(row)}`);
    }
    for (const row of this.replyKeyboard) lines.push(`keyboard: ${labels(row)}`);
    return lines.length === 0 ? '(nothing said yet)' : lines.join('\n');
  }
}

const labels = (row: readonly { readonly text: string }[]): string =>
  row.map((button) => `[${button.text}]`).join(' ');

/** Letters and digits only: `✅ 提交` is found as `提交`. */
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

/** The button with exactly this label, else with the label but for signs and spaces; a pattern must match. */
export function pick<B extends { readonly text: string }>(
  buttons: readonly B[],
  label: string | RegExp,
): B | undefined {
  if (label instanceof RegExp) return buttons.find((button) => label.test(button.text));
  return (
    buttons.find((button) => button.text === label) ??
    buttons.find((button) => bare(label) !== '' && bare(button.text) === bare(label))
  );
}

/** The view of one message. */
export const seen = (message: ChatMessage): SeenMessage => ({
  messageId: message.id,
  kind: message.kind,
  text: message.text,
  buttons: message.rows.map((row) => row.map((button) => button.text)),
  edited: message.edited,
  changedAt: message.changedAt,
});
