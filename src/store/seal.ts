/** Seals over the log of events, and the log as it is read to check them. System scope only. */
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { type HashedEvent } from './case-event.ts';
import type { Db, Trx } from './database.ts';
import { setScope, SYSTEM } from './scope.ts';
import { timestamp } from './timestamp.ts';

/** One seal: it covers the events of transactions from the seal before it (its `upToTx`) to its own, that one not included. */
export type Seal = {
  /** Counted from 1 without a gap. */
  readonly id: number;
  readonly upToTx: string;
  readonly events: number;
  readonly prev: string;
  readonly hmac: string;
  readonly at: Instant;
};

/** The number before which every transaction has ended: no event can appear below it any more. */
export async function settledTx(trx: Trx): Promise<string> {
  const { rows } = await sql<{
    tx: string;
  }>`select pg_snapshot_xmin(pg_current_snapshot()) as tx`.execute(trx);
  return rows[0]?.tx ?? '0';
}

const columns = ['id', 'up_to_tx as upToTx', 'events', 'prev', 'hmac', 'at'] as const;

/** The newest seal; null before the first. */
export const lastSeal = async (trx: Trx): Promise<Seal | null> =>
  (await trx
    .selectFrom('seal')
    .select(columns)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null;

/** Up to `limit` seals after the one with this id, in order. */
export const sealsAfter = (trx: Trx, id: number, limit: number): Promise<readonly Seal[]> =>
  trx.selectFrom('seal').select(columns).where('id', '>', id).orderBy('id').limit(limit).execute();

/** Appends a seal. The primary key refuses a second one in the same place. */
export async function insertSeal(trx: Trx, seal: Seal): Promise<void> {
  await trx
    .insertInto('seal')
    .values({
      id: seal.id,
      up_to_tx: seal.upToTx,
      events: seal.events,
      prev: seal.prev,
      hmac: seal.hmac,
      at: timestamp(seal.at),
    })
    .execute();
}

/** An event as a seal sees it. */
export type SealedEvent = {
  readonly tx: string;
  readonly id: number;
  readonly hash: string;
};

/** Events of transactions from `fromTx` up to, not including, `upToTx`, in their one order, page by page. */
export async function* eventsOfTransactions(
  trx: Trx,
  fromTx: string,
  upToTx: string,
  pageSize: number,
): AsyncGenerator<readonly SealedEvent[]> {
  let after: { tx: string; id: number } | null = null;
  for (;;) {
    const from: RawBuilder<unknown> =
      after === null
        ? sql`tx >= ${fromTx}::xid8`
        : sql`(tx, id) > (${after.tx}::xid8, ${after.id}::bigint)`;
    const { rows }: { readonly rows: readonly SealedEvent[] } = await sql<SealedEvent>`
      select tx, id, hash from case_event where ${from} and tx < ${upToTx}::xid8
      order by tx, id limit ${pageSize}`.execute(trx);
    if (rows.length > 0) yield rows;
    const last: SealedEvent | undefined = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last;
  }
}

/** Numbers of the cases with events of these transactions, at most `limit`. */
export async function casesOfTransactions(
  trx: Trx,
  fromTx: string,
  upToTx: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ number: string }>`
    select distinct c.number from case_event e join case_file c on c.id = e.case_id
    where e.tx >= ${fromTx}::xid8 and e.tx < ${upToTx}::xid8 order by 1 limit ${limit}`.execute(
    trx,
  );
  return rows.map((row) => row.number);
}

/** How many events no seal covers yet. */
export async function countEventsFrom(trx: Trx, fromTx: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from case_event where tx >= ${fromTx}::xid8`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** An event with what the file of its case says of the end of its chain. */
export type ChainedEvent = HashedEvent & {
  readonly hash: string;
  readonly caseNumber: string;
  readonly lastSeq: number;
  readonly lastHash: string;
  readonly householdId: string;
  readonly areaPath: string;
};

/** A case as it is stored, for comparing it with its log. */
export type StoredCaseRow = {
  readonly caseId: string;
  readonly state: string;
  readonly dueOn: LocalDate;
  readonly urgent: boolean;
  readonly closed: boolean;
  readonly packId: string;
  readonly data: unknown;
};

/** Cases by id. */
export async function storedCases(
  trx: Trx,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, StoredCaseRow>> {
  if (caseIds.length === 0) return new Map();
  const { rows } = await sql<StoredCaseRow>`
    select id as "caseId", state, due_on as "dueOn", urgent, closed_at is not null as closed,
      pack_id as "packId", data
    from case_file where id = any(${[...caseIds]}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.caseId, row]));
}

/** All events, case by case, each in order, page by page. */
export async function* eventsByCase(
  trx: Trx,
  pageSize: number,
): AsyncGenerator<readonly ChainedEvent[]> {
  let after: { caseId: string; seq: number } | null = null;
  for (;;) {
    const from: RawBuilder<unknown> =
      after === null
        ? sql`true`
        : sql`(e.case_id, e.seq) > (${after.caseId}::uuid, ${after.seq}::integer)`;
    const { rows }: { readonly rows: readonly ChainedEvent[] } = await sql<ChainedEvent>`
      select e.case_id as "caseId", e.seq, e.kind, e.at, e.actor_kind as "actorKind",
        e.actor_id as "actorId", e.payload, e.prev_hash as "prevHash", e.hash,
        c.number as "caseNumber", c.version as "lastSeq", c.last_hash as "lastHash",
        c.household_id as "householdId", c.area_path as "areaPath"
      from case_event e join case_file c on c.id = e.case_id
      where ${from} order by e.case_id, e.seq limit ${pageSize}`.execute(trx);
    if (rows.length > 0) yield rows;
    const last: ChainedEvent | undefined = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last;
  }
}

/** Number of a case whose whole log is gone; null when every case has its events. */
export async function caseWithoutEvents(trx: Trx): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`
    select c.number from case_file c
    where not exists (select from case_event e where e.case_id = c.id)
    order by c.number limit 1`.execute(trx);
  return rows[0]?.number ?? null;
}

/** One transaction in the system's name that sees a single moment, however long it reads and whatever is written meanwhile. */
export const atOneMoment = <T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      await setScope(trx, SYSTEM);
      return await work(trx);
    });
