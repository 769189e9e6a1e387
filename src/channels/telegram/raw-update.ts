/** The parts of a Bot API update we read, as zod schemas of our own: newer fields do not depend on telegraf's old types. */
import { z } from 'zod';

const user = z.object({ id: z.number().int(), is_bot: z.boolean().default(false) });
const chat = z.object({ id: z.number().int(), type: z.string() });
const file = z.object({
  file_id: z.string(),
  file_size: z.number().optional(),
  mime_type: z.string().optional(),
  duration: z.number().optional(),
});

/** A message with whatever it carries; unknown fields stay, so that what we cannot read can be named. */
const message = z.looseObject({
  message_id: z.number().int(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  contact: z.object({ phone_number: z.string(), user_id: z.number().int().optional() }).optional(),
  location: z
    .object({ latitude: z.number(), longitude: z.number(), live_period: z.number().optional() })
    .optional(),
  photo: z.array(file).optional(),
  voice: file.optional(),
  audio: file.optional(),
  video: file.optional(),
  video_note: file.optional(),
  animation: file.optional(),
  document: file.optional(),
  forward_origin: z.unknown().optional(),
});

const button = z.object({ text: z.string(), callback_data: z.string().optional() });

const callbackQuery = z.object({
  id: z.string(),
  from: user,
  data: z.string().optional(),
  message: z
    .object({
      message_id: z.number().int(),
      chat,
      reply_markup: z
        .object({ inline_keyboard: z.array(z.array(z.looseObject(button.shape))) })
        .optional(),
    })
    .optional(),
});

const myChatMember = z.object({ chat, new_chat_member: z.object({ status: z.string() }) });

/** An update, whole. */
export const rawUpdateSchema = z.object({
  update_id: z.number().int(),
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: callbackQuery.optional(),
  my_chat_member: myChatMember.optional(),
});

export type RawMessage = z.output<typeof message>;
export type RawFile = z.output<typeof file>;
export type RawCallbackQuery = z.output<typeof callbackQuery>;

const addressed = z.object({ chat });

/** Only what is needed to file an update: its number and its chat. Reads what the whole schema may refuse. */
export const updateAddressSchema = z.object({
  update_id: z.number().int(),
  message: addressed.optional(),
  edited_message: addressed.optional(),
  callback_query: z.object({ from: user, message: addressed.optional() }).optional(),
  my_chat_member: addressed.optional(),
});

/** The kinds of update we ask Telegram for. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const;
