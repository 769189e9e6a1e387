/**
 * A turn: one input of one account, worked off in one transaction. Loaders answer what steps ask for, handlers carry out
 * what they intend; both get this context and nothing else of the shell.
 */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import type { Message } from '#src/flows/flow.ts';
import type { IntentTable } from '#src/flows/intents.ts';
import type { NeedTable } from '#src/flows/needs.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from '#src/store/database.ts';
import type { MessageKind } from '#src/store/message.ts';
import type { OutboxWork } from '#src/store/outbox.ts';
import type { PolicyBook } from './policy-book.ts';
import type { NewId } from './ports.ts';

export type TurnContext = {
  /** Scope is `system` between loaders and handlers; those that act for staff set a narrower one (see `asPost`). */
  readonly trx: Trx;
  readonly now: Instant;
  readonly today: LocalDate;
  readonly newId: NewId;
  /** A code people can type, for what works once. */
  readonly newCode: () => string;
  readonly fields: FieldEncryption;
  /** Makes the address of a sheet to be printed; null where no web is reached from. */
  readonly sheetLink: SheetLink | null;
  readonly policies: PolicyBook;
  readonly account: AccountFacts;
  /** Whether a channel can reach people who are not looking; staff are told where it can, if they have such an account. */
  readonly pushes: (channel: string) => boolean;
  /** Says something to another account (or this one) when the transaction commits; sent at once unless `notBefore`. */
  readonly tell: (
    accountId: string,
    kind: MessageKind,
    message: Message,
    notBefore?: Instant,
  ) => void;
  /** Promises work to a queue; it exists if and only if the transaction commits. */
  readonly promise: (work: OutboxWork, notBefore?: Instant) => Promise<void>;
};

/** A signed address for one member of staff and one case. */
export type SheetLink = (
  of: { readonly staffId: string; readonly caseId: string },
  now: Instant,
) => string;

/** Answers one kind of need. */
export type Loader<K extends keyof NeedTable> = (
  turn: TurnContext,
  ask: NeedTable[K]['ask'],
) => Promise<NeedTable[K]['answer']>;

/** Carries out one kind of intent. Expected refusals are part of the outcome; a throw rolls the whole turn back. */
export type Handler<K extends keyof IntentTable> = (
  turn: TurnContext,
  ask: IntentTable[K]['ask'],
) => Promise<IntentTable[K]['outcome']>;

/** Loaders of a feature's table. */
export type Loaders<T> = { readonly [K in keyof T & keyof NeedTable]: Loader<K> };
/** Handlers of a feature's table. */
export type Handlers<T> = { readonly [K in keyof T & keyof IntentTable]: Handler<K> };
