/**
 * The vocabulary of conversations: what a person did, what we say back, and what a step may ask of the shell.
 * Flows are pure. A step that misses a fact returns `need(...)`, is given it and runs again; a step that wants
 * something to happen returns intents, which run in the same transaction, and is then shown each outcome.
 */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AccountFacts, BureauFacts } from './facts.ts';
import type { IntentTable } from './intents.ts';
import type { Attachment, MediaKind } from './media.ts';
import type { NeedTable } from './needs.ts';

export type { Attachment, MediaKind } from './media.ts';

/** Buttons that stay valid for ever (a notice's 已知晓, an alert's 我来处理), whatever the conversation does meanwhile. */
export const actionNames = [
  'menu',
  'declare',
  'progress',
  'notice-read',
  'alert-take',
  'duty-open',
  'duty-list',
  'alert-close',
  'report-open',
  'receipt-add',
  'receipt-withdraw',
  'notice-approve',
  'notice-reject',
  'notice-night',
  'notice-open',
  'visit',
  'call-me',
  'assess',
  'plan-open',
  'plan-agree',
  'plan-change',
  'income-agree',
  'quality-open',
  'authorise-yes',
  'authorise-no',
  're-review',
  'case-open',
  'deed',
  'marking-list',
  'issue-solved',
  'issue-unsolved',
  'issue-report',
  'issue-open',
  'issue-photo',
  'desk-open',
  'go-on',
  'status-open',
] as const;
export type ActionName = (typeof actionNames)[number];

/** One button. `id` belongs to the step that offered it; `action` is durable; `url` opens a page. */
export type Choice =
  | { readonly label: string; readonly id: string }
  | { readonly label: string; readonly action: ActionName; readonly ref: string }
  | { readonly label: string; readonly url: string };

/**
 * What is said to a person, free of any channel. `text` is plain; adapters escape it.
 * `weight` decides what happens when a send ends uncertain: vital messages (receipt, danger, escalation) are sent once more.
 */
export type Message = {
  readonly text: string;
  /** Rows of buttons; at most 8 in all, the primary one first and alone in its row. */
  readonly choices?: readonly (readonly Choice[])[];
  /** Asks the channel for its own way of giving a phone number or a place; typing works as well. */
  readonly ask?: 'contact' | 'location';
  readonly attachments?: readonly Attachment[];
  readonly weight?: 'vital' | 'plain';
};

/** What a person did, translated by the channel's adapter, or what came back from the shell. */
export type Input =
  | { readonly kind: 'text'; readonly text: string; readonly edited: boolean }
  /** A button of a step; `token` tells which question it belonged to. */
  | { readonly kind: 'press'; readonly token: number; readonly choice: string }
  | { readonly kind: 'action'; readonly action: ActionName; readonly ref: string }
  /** `/start PAYLOAD`, `/menu`; name without the slash, payload possibly empty. */
  | { readonly kind: 'command'; readonly name: string; readonly payload: string }
  /** A shared contact; `own` only when the channel proves that it is the sender's own number. */
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | {
      readonly kind: 'media';
      readonly media: MediaKind;
      readonly mediaId: string;
      readonly caption: string;
      /** Length of a voice message in seconds, 0 otherwise. */
      readonly seconds: number;
    }
  /** A file that cannot be kept. */
  | { readonly kind: 'refused-media'; readonly reason: 'too-big' | 'wrong-type' }
  /** WGS-84 degrees. */
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  /** Stickers, forwarded things without text, polls, dice…: something we cannot read. */
  | { readonly kind: 'unreadable'; readonly what: string }
  /** The words of a voice message, or a model's reading of a text, arriving later from a worker. */
  | { readonly kind: 'transcript'; readonly mediaId: string; readonly text: string }
  | { readonly kind: 'proposal'; readonly proposal: import('./model-proposal.ts').ModelProposal }
  | Outcome;

/** The result of an intent, fed back to the flow that stated it. */
export type Outcome = {
  [K in keyof IntentTable]: {
    readonly kind: 'outcome';
    readonly of: K;
    readonly result: IntentTable[K]['outcome'];
  };
}[keyof IntentTable];

/** Something a step wants done. Applied in the transaction that saves the conversation. */
export type Intent = {
  [K in keyof IntentTable]: { readonly intent: K } & IntentTable[K]['ask'];
}[keyof IntentTable];

/** A fact a step misses. */
export type Need = {
  [K in keyof NeedTable]: { readonly need: K } & NeedTable[K]['ask'];
}[keyof NeedTable];

/** Facts at hand: the account and the clock always, anything else only after it was asked for. */
export type Facts = {
  readonly now: Instant;
  readonly today: LocalDate;
  readonly account: AccountFacts;
  readonly bureau: BureauFacts;
  readonly answers: { readonly [K in keyof NeedTable]?: NeedTable[K]['answer'] };
};

/** What a step of a flow answers. `S` is the flow's own state. */
export type StepResult<S> =
  | { readonly kind: 'need'; readonly needs: readonly Need[] }
  | {
      readonly kind: 'done';
      readonly state: S;
      readonly messages: readonly Message[];
      readonly intents: readonly Intent[];
    };

/** Ends a step: the state to keep, what to say, what to have done. */
export const done = <S>(
  state: S,
  messages: readonly Message[] = [],
  intents: readonly Intent[] = [],
): StepResult<S> => ({ kind: 'done', state, messages, intents });

/** Asks for facts; the step runs again with them in `facts.answers`. */
export const need = <S>(...needs: readonly Need[]): StepResult<S> => ({ kind: 'need', needs });
