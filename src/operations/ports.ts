/** The few things operations cannot do themselves: time, ids, sending, fetching files, asking a model. Small interfaces, nothing else. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Input, MediaKind, Message } from '#src/flows/flow.ts';

/** Tells the time; the only source of `now`. */
export interface Clock {
  now(): Instant;
}

/** Makes a fresh time-ordered id (UUID v7). */
export type NewId = () => string;

/** A message ready for a channel: rendered text with the token its step buttons carry. */
export type OutgoingMessage = Message & { readonly messageId: string; readonly token: number };

/** How an attempt to send ended. `uncertain`: it may or may not have arrived (a time-out); never blindly repeated. */
export type SendResult =
  | { readonly kind: 'sent'; readonly externalId: string }
  /** The channel cannot push; the person gets it when they next look. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'retry-after'; readonly ms: number }
  | { readonly kind: 'uncertain'; readonly code: string }
  /** The channel says this message can never be sent. */
  | { readonly kind: 'rejected'; readonly code: string };

/** One way of talking to people. A further channel is a folder implementing this, and one line in the composition root. */
export interface Channel {
  readonly name: string;
  /** What the channel can do by itself. */
  readonly capabilities: ChannelCapabilities;
  /** Must not throw for anything the network or the other side does; bugs may throw. */
  send(chat: string, message: OutgoingMessage): Promise<SendResult>;
  /** Translates a stored update. Never throws: what it does not know is `unreadable`, what is not for us `ignored`. */
  read(body: unknown): ReadUpdate;
  /** Fetches the bytes behind a file reference of the channel. */
  fetchMedia(reference: string, limitBytes: number): Promise<FetchedMedia>;
}

export type ChannelCapabilities = {
  /** Can reach a person who is not looking. */
  readonly push: boolean;
  /** Can prove that a shared contact is the sender's own. */
  readonly provesContact: boolean;
  /** Messages a second allowed over all chats; null when there is no limit. */
  readonly broadcastPerSecond: number | null;
};

export type FetchedMedia =
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array }
  | { readonly kind: 'gone'; readonly code: string }
  | { readonly kind: 'too-big' }
  | { readonly kind: 'try-later'; readonly code: string };

/** One update as a channel received it, before anybody looked at it. */
export type RawUpdate = {
  readonly channel: string;
  /** Which bot or site received it. */
  readonly receiver: string;
  /** Unique per channel and receiver; makes redelivery harmless. */
  readonly updateId: string;
  /** The chat it belongs to, in the channel's own name; updates of one chat are handled in order. */
  readonly chat: string;
  /** The update as JSON, kept encrypted. */
  readonly body: unknown;
};

/** Media the adapter saw in an update; it becomes a row before the flow runs. */
export type IncomingMedia = {
  readonly media: MediaKind;
  readonly reference: string;
  readonly bytes: number | null;
  readonly mimeType: string;
};

/** A stored update in the words of a flow. Media become rows first, so the adapter only names what it saw. */
export type ReadUpdate =
  | { readonly kind: 'input'; readonly input: Input }
  | {
      readonly kind: 'media';
      readonly media: IncomingMedia;
      readonly caption: string;
      /** Length of a voice message in seconds, 0 otherwise. */
      readonly seconds: number;
    }
  /** The person blocked or left the channel: nothing is said, what was on its way is `unreachable`. */
  | { readonly kind: 'left' }
  | { readonly kind: 'ignored' };

/** Rings people who are not looking, by a way outside our channels (a group robot, an SMS gateway). */
export interface Notifier {
  /** Neutral words and a link, never personal data. Never throws; an end that is not known counts as `failed`. */
  notify(text: string, link: string): Promise<'sent' | 'failed'>;
}
