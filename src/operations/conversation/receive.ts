/** Receiving, part A: an update is on disk before it is acknowledged. */
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { storeInbound } from '#src/store/inbound.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock, RawUpdate } from '../ports.ts';

export type ReceiveDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly fields: FieldEncryption;
};

/**
 * Stores a batch and returns the chats it touched, each once, in order. After this resolves the batch may be acknowledged; if
 * it throws, nothing of the batch is stored and the channel must deliver it again.
 */
export async function receive(
  deps: ReceiveDeps,
  batch: readonly RawUpdate[],
): Promise<readonly { readonly channel: string; readonly chat: string }[]> {
  await inScope(deps.db, SYSTEM, (trx) => storeInbound(trx, deps.fields, batch, deps.clock.now()));
  const chats = new Map(batch.map((u) => [`${u.channel} ${u.chat}`, u]));
  return [...chats.values()].map(({ channel, chat }) => ({ channel, chat }));
}
