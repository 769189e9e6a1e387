/**
 * From a flow's message to Bot API calls. Texts go out without `parse_mode`: nothing a person typed can become markup,
 * whatever it looks like, because there is no markup.
 */
import type { Attachment, Choice } from '#src/flows/flow.ts';
import type { OutgoingMessage } from '#src/operations/ports.ts';
import { callbackData } from './callback-data.ts';
import { splitText } from './split-text.ts';
import { askButtons, sharedThanks } from './wording.ts';

type InlineButton =
  | { readonly text: string; readonly callback_data: string }
  | { readonly text: string; readonly url: string };
type KeyboardButton = {
  readonly text: string;
  readonly request_contact?: true;
  readonly request_location?: true;
};

export type Markup =
  | { readonly inline_keyboard: InlineButton[][] }
  | {
      readonly keyboard: KeyboardButton[][];
      readonly resize_keyboard: true;
      readonly one_time_keyboard: true;
    }
  | { readonly remove_keyboard: true };

/** One call: a file to show, or a piece of text, the last of which carries the buttons. */
export type Part =
  | { readonly kind: 'file'; readonly attachment: Attachment }
  | { readonly kind: 'text'; readonly text: string; readonly markup: Markup | null };

/**
 * The calls a message becomes, in order: files, then text, so that buttons end up at the bottom. `keyboardOpen`: an
 * earlier message may have left a share button, which this one takes away.
 */
export function renderMessage(message: OutgoingMessage, keyboardOpen: boolean): readonly Part[] {
  const files = (message.attachments ?? []).map(
    (attachment): Part => ({ kind: 'file', attachment }),
  );
  const choices = message.choices ?? [];
  const pages = choices.flat().filter((choice) => 'url' in choice);
  const linesForPages = pages
    .filter((page) => message.ask !== undefined || !isButtonAddress(page.url))
    .map((page) => `${page.label}：${page.url}`);
  const texts = splitText([message.text, ...linesForPages].join('\n\n'));
  const markup =
    message.ask === undefined
      ? inlineKeyboard(choices, message.token)
      : shareKeyboard(message.ask, choices);
  const parts = texts.map(
    (text, index): Part => ({
      kind: 'text',
      text,
      markup: index === texts.length - 1 ? markup : null,
    }),
  );
  return [...files, ...(keyboardOpen && message.ask === undefined ? closing(parts) : parts)];
}

/** Takes an open share button away with the first text that has no buttons, or with a word of thanks before. */
function closing(parts: readonly Part[]): readonly Part[] {
  const free = parts.findIndex((part) => part.kind === 'text' && part.markup === null);
  const remove: Markup = { remove_keyboard: true };
  if (free === -1) return [{ kind: 'text', text: sharedThanks, markup: remove }, ...parts];
  return parts.map((part, index) =>
    index === free && part.kind === 'text' ? { ...part, markup: remove } : part,
  );
}

function inlineKeyboard(rows: readonly (readonly Choice[])[], token: number): Markup | null {
  const keyboard = rows
    .map((row) => row.flatMap((choice) => inlineButton(choice, token)))
    .filter((row) => row.length > 0);
  return keyboard.length === 0 ? null : { inline_keyboard: keyboard };
}

function inlineButton(choice: Choice, token: number): InlineButton[] {
  if (!('url' in choice)) {
    return [{ text: choice.label, callback_data: callbackData(choice, token) }];
  }
  return isButtonAddress(choice.url) ? [{ text: choice.label, url: choice.url }] : [];
}

/**
 * A button that shares stands in a keyboard of its own kind, which cannot stand beside inline buttons; there the other
 * choices are words to send, which flows understand as well as presses.
 */
function shareKeyboard(ask: 'contact' | 'location', rows: readonly (readonly Choice[])[]): Markup {
  const share: KeyboardButton =
    ask === 'contact'
      ? { text: askButtons.contact, request_contact: true }
      : { text: askButtons.location, request_location: true };
  const words = rows
    .map((row) => row.filter((choice) => !('url' in choice)).map(({ label }) => ({ text: label })))
    .filter((row) => row.length > 0);
  return { keyboard: [[share], ...words], resize_keyboard: true, one_time_keyboard: true };
}

/** Telegram refuses the whole message for a button to an address without a public name; such a page goes into the text. */
function isButtonAddress(url: string): boolean {
  const address = URL.parse(url);
  return (
    address !== null &&
    ['http:', 'https:'].includes(address.protocol) &&
    /\.[a-z][a-z0-9-]*$/i.test(address.hostname)
  );
}
