/**
 * The chained log of what happened to cases. Each event's hash covers the one before it in the same case, so nothing can be
 * changed, dropped or slipped in unseen; rows cannot be updated or deleted by the serving role (migration 05).
 */
import { createHash } from 'node:crypto';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Who made it happen: a farmer (account id), a staff member, or the system by a rule. */
export type EventActor =
  | { readonly kind: 'person' | 'staff'; readonly id: string }
  | { readonly kind: 'system'; readonly id: null };

/** The hash before the first event of a case. */
export const CHAIN_START = '';

/** What the hash covers, in a fixed order and without spaces. */
export type HashedEvent = {
  readonly caseId: string;
  readonly seq: number;
  readonly kind: string;
  readonly at: Instant;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly payload: unknown;
  readonly prevHash: string;
};

/** SHA-256 of an event and its predecessor's hash, base64url. */
export const hashOf = (e: HashedEvent): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        e.prevHash,
        e.caseId,
        e.seq,
        e.kind,
        e.at,
        e.actorKind,
        e.actorId,
        sortedKeys(e.payload),
      ]),
    )
    .digest('base64url');

/** jsonb does not keep the order of keys, so the hash must not depend on it. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sortedKeys(each)]),
  );
}

/**
 * Appends events to a case's chain and returns its new end. The caller holds the case's row lock (or has just inserted the
 * case), so two appends cannot take the same place; the primary key (case, seq) would refuse the second.
 */
export async function appendEvents(
  trx: Trx,
  log: { readonly caseId: string; readonly areaPath: string },
  end: { readonly seq: number; readonly hash: string },
  events: readonly CaseEvent[],
  actor: EventActor,
  now: Instant,
): Promise<{ readonly seq: number; readonly hash: string }> {
  let { seq, hash } = end;
  const rows = events.map((event) => {
    const { kind, ...payload } = event;
    const prevHash = hash;
    seq += 1;
    hash = hashOf({
      caseId: log.caseId,
      seq,
      kind,
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      payload,
      prevHash,
    });
    return {
      case_id: log.caseId,
      seq,
      area_path: log.areaPath,
      kind,
      at: timestamp(now),
      actor_kind: actor.kind,
      actor_id: actor.id,
      payload: JSON.stringify(payload),
      prev_hash: prevHash,
      hash,
    };
  });
  if (rows.length > 0) await trx.insertInto('case_event').values(rows).execute();
  return { seq, hash };
}
