/** Limits the Bot API states only in prose: lengths, keyboard shapes, command names. Each throws `ApiError` 400. */
import { malformed } from './api-error.ts';
import { plainText } from './formatting.ts';
import { asObject } from './request-body.ts';
import type { Params } from './validation.ts';

/** Telegram counts after parsing the formatting; we count UTF-16 units, never fewer than it does. */
export const textLimit = 4096;
export const captionLimit = 1024;
export const callbackDataBytes = 64;

/** The message text a call ends up with, 1–4096 characters after parsing and trimming. */
export function messageText(params: Params): string {
  const text = plainText(params.text('text') ?? '', params.text('parse_mode')).trim();
  if (text === '') throw malformed('message text is empty');
  if (text.length > textLimit) throw malformed('message is too long');
  return text;
}

/** The caption, 0–1024 characters after parsing. */
export function captionText(params: Params): string {
  const caption = plainText(params.text('caption') ?? '', params.text('parse_mode')).trim();
  if (caption.length > captionLimit) throw malformed('message caption is too long');
  return caption;
}

const inlineActions = [
  ...['url', 'callback_data', 'web_app', 'login_url', 'switch_inline_query', 'copy_text', 'pay'],
  ...['switch_inline_query_current_chat', 'switch_inline_query_chosen_chat', 'callback_game'],
];

export type InlineButton = { readonly text: string; readonly data?: string; readonly url?: string };
export type ReplyButton = {
  readonly text: string;
  readonly asks: 'text' | 'contact' | 'location';
};
/** What a call's `reply_markup` shows the person. */
export type Markup =
  | { readonly kind: 'none' }
  | { readonly kind: 'inline'; readonly rows: readonly (readonly InlineButton[])[] }
  | {
      readonly kind: 'reply';
      readonly rows: readonly (readonly ReplyButton[])[];
      readonly oneTime: boolean;
    }
  | { readonly kind: 'remove' }
  | { readonly kind: 'force-reply' };

type Cell = ReadonlyMap<string, unknown>;
const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads and checks `reply_markup`; the table has already checked its types. */
export function readMarkup(params: Params): Markup {
  const markup = params.object('reply_markup');
  if (markup === undefined) return { kind: 'none' };
  if (markup.has('inline_keyboard')) {
    return { kind: 'inline', rows: rowsOf(markup.get('inline_keyboard'), 100, 8, inlineButton) };
  }
  if (markup.has('keyboard')) {
    const rows = rowsOf(markup.get('keyboard'), 300, 12, replyButton);
    if (rows.every((row) => row.length === 0)) throw malformed('reply keyboard is empty');
    return { kind: 'reply', rows, oneTime: markup.get('one_time_keyboard') === true };
  }
  return markup.has('remove_keyboard') ? { kind: 'remove' } : { kind: 'force-reply' };
}

function rowsOf<B>(
  value: unknown,
  most: number,
  mostInRow: number,
  read: (cell: Cell) => B,
): readonly (readonly B[])[] {
  const rows: unknown[] = Array.isArray(value) ? value : [];
  const buttons = rows.map((row) => {
    const cells: unknown[] = Array.isArray(row) ? row : [];
    if (cells.length > mostInRow) throw malformed(`more than ${mostInRow} buttons in a row`);
    return cells.map((cell) => read(asObject(cell) ?? new Map([['text', cell]])));
  });
  if (buttons.flat().length > most) throw malformed('reply markup is too long');
  return buttons;
}

function inlineButton(cell: Cell): InlineButton {
  const text = stringOf(cell.get('text')).trim();
  if (text === '') throw malformed("can't parse inline keyboard button: BUTTON_TEXT_INVALID");
  const actions = inlineActions.filter((name) => cell.has(name));
  if (actions.length === 0) {
    throw malformed(
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    );
  }
  if (actions.length > 1) throw malformed('inline keyboard button has more than one action');
  const data = cell.get('callback_data');
  if (typeof data === 'string') {
    const size = Buffer.byteLength(data);
    if (size < 1 || size > callbackDataBytes) throw malformed('BUTTON_DATA_INVALID');
    return { text, data };
  }
  const url = cell.get('url');
  if (typeof url !== 'string') return { text };
  // An address without a public name (localhost, an IP number) is refused as well.
  if (!/^(https?:\/\/[^\s/:]+\.[a-z][a-z0-9-]*(?=[:/?#]|$)|tg:\/\/)\S*$/i.test(url)) {
    throw malformed(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
  return { text, url };
}

function replyButton(cell: Cell): ReplyButton {
  const text = stringOf(cell.get('text')).trim();
  if (text === '') throw malformed('keyboard button text is empty');
  const asks = cell.get('request_contact')
    ? 'contact'
    : cell.get('request_location')
      ? 'location'
      : 'text';
  return { text, asks };
}

/** 1–100 commands, names of 1–32 of a–z 0–9 _, descriptions of 1–256 characters. */
export function checkCommands(params: Params): readonly unknown[] {
  const commands = params.list('commands') ?? [];
  if (commands.length > 100) throw malformed('BOT_COMMANDS_TOO_MUCH');
  for (const command of commands) {
    const cell = asObject(command);
    if (!/^[a-z0-9_]{1,32}$/.test(stringOf(cell?.get('command')))) {
      throw malformed('BOT_COMMAND_INVALID');
    }
    const length = stringOf(cell?.get('description')).length;
    if (length < 1 || length > 256) throw malformed('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return commands;
}

/** Refuses a text parameter longer than `most`. */
export function checkLength(params: Params, name: string, most: number): string {
  const text = params.text(name) ?? '';
  if (text.length > most) throw malformed(`${name} is too long`);
  return text;
}
