/**
 * The chained log of what happened to cases. Each event's hash covers the one before it in the same case, so nothing can be
 * changed, dropped or slipped in unseen; rows cannot be updated or deleted by the serving role (migration 05).
 */
import { createHash } from 'node:crypto';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import type { PackVersion } from '#src/domain/policy/pack.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';
import { together } from './together.ts';

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
  readonly actorKind: EventActor['kind'];
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

/** Where a case's chain ends: number and hash of its last event. */
export type ChainEnd = { readonly seq: number; readonly hash: string };

/** Events with their places in the chain, ready to be written. */
export type Chained = { readonly rows: readonly EventRow[]; readonly end: ChainEnd };

type EventRow = HashedEvent & { readonly areaPath: string; readonly hash: string };

/**
 * Chains events to the end of a case's log, each with the wording of the policy it was decided under. Pure but for the hash;
 * writing them is `writeEvents`.
 */
export function chainEvents(
  log: { readonly caseId: string; readonly areaPath: string },
  end: ChainEnd,
  events: readonly CaseEvent[],
  actor: EventActor,
  now: Instant,
  pack: PackVersion,
): Chained {
  const rows: EventRow[] = [];
  let last = end;
  const under = `${pack.id}@${pack.version}`;
  for (const { kind, ...said } of events) {
    const payload = { ...said, under };
    const event: HashedEvent = {
      caseId: log.caseId,
      seq: last.seq + 1,
      kind,
      at: now,
      actorKind: actor.kind,
      actorId: actor.id,
      payload,
      prevHash: last.hash,
    };
    last = { seq: event.seq, hash: hashOf(event) };
    rows.push({ ...event, areaPath: log.areaPath, hash: last.hash });
  }
  return { rows, end: last };
}

/**
 * Writes chained events. The caller holds the case's row lock (or has just inserted the case), so two writers cannot take the
 * same place; the primary key (case, seq) would refuse the second.
 */
export const writeEvents = together(async (trx, logs: readonly Chained[]) => {
  const rows = logs.flatMap((log) => log.rows);
  if (rows.length > 0) await insertEvents(trx, rows);
  return logs.map(() => undefined);
});

async function insertEvents(trx: Trx, rows: readonly EventRow[]): Promise<void> {
  await trx
    .insertInto('case_event')
    .values(
      rows.map((event) => ({
        case_id: event.caseId,
        seq: event.seq,
        area_path: event.areaPath,
        kind: event.kind,
        at: timestamp(event.at),
        actor_kind: event.actorKind,
        actor_id: event.actorId,
        payload: JSON.stringify(event.payload),
        prev_hash: event.prevHash,
        hash: event.hash,
      })),
    )
    .execute();
}
