/**
 * Answers presses at once, beside storing them and whatever they lead to: the person's phone stops waiting, and the
 * buttons of a finished question give way to the one that was chosen. Both are only comfort; a failure loses nothing.
 */
import { isStepButton } from './callback-data.ts';
import type { TelegramClient } from './client.ts';
import { rawUpdateSchema } from './raw-update.ts';
import type { RawCallbackQuery } from './raw-update.ts';

/** An answer later than this is of no use to the person who pressed. */
const answerWithinMs = 5_000;

/** Resolves when every press of the batch has been answered or given up. Never throws. */
export async function answerPresses(
  client: TelegramClient,
  updates: readonly unknown[],
): Promise<void> {
  const presses = updates.flatMap((update) => {
    const parsed = rawUpdateSchema.safeParse(update);
    return parsed.success && parsed.data.callback_query !== undefined
      ? [parsed.data.callback_query]
      : [];
  });
  await Promise.all(presses.map((press) => answerPress(client, press)));
}

async function answerPress(client: TelegramClient, press: RawCallbackQuery): Promise<void> {
  const options = { timeoutMs: answerWithinMs };
  await client.call('answerCallbackQuery', { callback_query_id: press.id }, options);
  const ticked = tickedKeyboard(press);
  if (ticked === null || press.message === undefined) return;
  await client.call(
    'editMessageReplyMarkup',
    { chat_id: press.message.chat.id, message_id: press.message.message_id, reply_markup: ticked },
    options,
  );
}

type Keyboard = { inline_keyboard: { text: string; callback_data: string }[][] };

/** The chosen button alone, ticked; null when there is nothing to change (lasting buttons, a second press). */
function tickedKeyboard(press: RawCallbackQuery): Keyboard | null {
  const data = press.data ?? '';
  const rows = press.message?.reply_markup?.inline_keyboard ?? [];
  const chosen = rows.flat().find((button) => button.callback_data === data);
  if (!isStepButton(data) || chosen === undefined || chosen.text.startsWith('✅')) return null;
  return { inline_keyboard: [[{ text: `✅ ${chosen.text}`, callback_data: data }]] };
}
