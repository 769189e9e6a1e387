/** What work for staff needs of the shell. A turn is one; a sweep makes one for itself (`inBackground`). */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { type Db, inScope, type Trx } from '#src/store/database.ts';
import { type NewMessage, queueMessages } from '#src/store/message.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { Channel, Clock, NewId } from '../ports.ts';
import { keepTheNight } from '../sending/keep-the-night.ts';
import type { TurnContext } from '../turn.ts';

export type WorkContext = Pick<
  TurnContext,
  'trx' | 'now' | 'today' | 'newId' | 'fields' | 'policies' | 'pushes' | 'tell'
>;

/** What a sweep is given by the composition root. */
export type BackgroundDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly fields: FieldEncryption;
  readonly policies: PolicyBook;
  readonly channels: ReadonlyMap<string, Pick<Channel, 'capabilities'>>;
};

/** What came of a piece of background work, and the accounts that have messages to be sent now. */
export type Worked<T> = { readonly value: T; readonly accounts: readonly string[] };

/** One transaction in the system's name. What is told inside is queued with it, and exists if and only if it commits. */
export function inBackground<T>(
  deps: BackgroundDeps,
  work: (context: WorkContext) => Promise<T>,
): Promise<Worked<T>> {
  return inScope(deps.db, SYSTEM, (trx) => workWithin(deps, trx, work));
}

/** The same inside a transaction the caller holds in the system scope. */
export async function workWithin<T>(
  deps: Omit<BackgroundDeps, 'db'>,
  trx: Trx,
  work: (context: WorkContext) => Promise<T>,
): Promise<Worked<T>> {
  const now = deps.clock.now();
  const told: NewMessage[] = [];
  const pushes = (name: string): boolean => deps.channels.get(name)?.capabilities.push === true;
  const today = fromInstant(now);
  const value = await work({
    trx,
    now,
    today,
    newId: deps.newId,
    fields: deps.fields,
    policies: deps.policies,
    pushes,
    tell: (accountId, kind, message, notBefore) =>
      void told.push({
        id: deps.newId(),
        accountId,
        kind,
        message,
        token: 0,
        ...(notBefore === undefined ? {} : { notBefore }),
      }),
  });
  const kept = await keepTheNight({ trx, now, today, policies: deps.policies, pushes }, told);
  await queueMessages(trx, deps.fields, kept, now);
  return { value, accounts: [...new Set(told.map((each) => each.accountId))] };
}
