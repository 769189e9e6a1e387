/** Issue tickets: written once, changed under a lock, read with their words. Lists and sums are in `issue-list.ts`. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import { isOver, type Issue } from '#src/domain/ticket/issue.ts';
import type { ProduceClass } from '#src/domain/ticket/produce.ts';
import type { EndedIssue, Repeat } from '#src/domain/ticket/repeat.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import { issueData } from './issue-json.ts';
import { timestamp } from './timestamp.ts';

export type NewIssue = {
  readonly issue: Issue;
  readonly number: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly householdId: string | null;
  /** The person who told of it and hears of each step. */
  readonly accountId: string | null;
  readonly declarationId: string | null;
  readonly product: ProduceClass | null;
  readonly repeat: Repeat | null;
  /** '' when nothing was said. */
  readonly words: string;
  readonly receivedAt: Instant;
};

/** Writes a ticket; false when the household (or, without one, the village) has an open one of the topic (unique index). */
export async function insertIssue(
  trx: Trx,
  fields: FieldEncryption,
  fresh: NewIssue,
): Promise<boolean> {
  const { issue } = fresh;
  const inserted = await trx
    .insertInto('issue_ticket')
    .values({
      id: issue.issueId,
      number: fresh.number,
      topic: issue.topic,
      area_id: fresh.areaId,
      area_path: fresh.areaPath,
      household_id: fresh.householdId,
      account_id: fresh.accountId,
      opened_by_staff: issue.openedByStaffId,
      declaration_id: fresh.declarationId,
      pack_id: issue.pack.id,
      pack_version: issue.pack.version,
      product: fresh.product,
      repeat_of: fresh.repeat?.issueId ?? null,
      repeat_scope: fresh.repeat?.scope ?? null,
      words_enc: encrypted(fields, issue.issueId, fresh.words),
      opened_on: issue.receivedOn,
      received_at: timestamp(fresh.receivedAt),
      ...changing(issue),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

const encrypted = (fields: FieldEncryption, id: string, words: string): string | null =>
  words === '' ? null : fields.encrypt('issue_ticket.words_enc', id, words);

/** Columns that follow from what the ticket is now. */
const changing = (issue: Issue) => {
  const { state } = issue;
  return {
    department: issue.department,
    state: state.tag,
    data: JSON.stringify({
      state,
      receivedOn: issue.receivedOn,
      doubtedBy: issue.doubtedBy,
      reopened: issue.reopened,
    }),
    version: issue.round,
    emergency: issue.emergency,
    verify_due_on: issue.verifyDueOn,
    fix_due_on: issue.fixDueOn,
    verified_on: 'verifiedOn' in state ? state.verifiedOn : null,
    fixed_on: 'fixedOn' in state ? state.fixedOn : null,
    closed_on: isOver(issue) && 'on' in state ? state.on : null,
  };
};

/** Saves a ticket changed under its lock. `words`: all that was said of it by now; left out they stay. */
export async function saveIssue(
  trx: Trx,
  fields: FieldEncryption,
  issue: Issue,
  also: { readonly words?: string; readonly toldAgain?: boolean } = {},
): Promise<void> {
  await trx
    .updateTable('issue_ticket')
    .set({
      ...changing(issue),
      ...(also.words === undefined
        ? {}
        : { words_enc: encrypted(fields, issue.issueId, also.words) }),
      ...(also.toldAgain === true ? { reports: sql<number>`reports + 1` } : {}),
    })
    .where('id', '=', issue.issueId)
    .execute();
}

/** A ticket with where and whose it is. Words are '' where nothing was said or they were erased. */
export type StoredIssue = {
  readonly issue: Issue;
  readonly number: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
  readonly householdId: string | null;
  readonly headName: string;
  readonly accountId: string | null;
  readonly declarationId: string | null;
  readonly product: ProduceClass | null;
  readonly repeatScope: Repeat['scope'] | null;
  readonly reports: number;
  readonly words: string;
  readonly receivedAt: Instant;
};

/** Reads a ticket the scope may see; `lock` when it is about to be changed. */
export async function findIssue(
  trx: Trx,
  fields: FieldEncryption,
  id: string,
  lock: 'lock' | 'no-lock' = 'no-lock',
): Promise<StoredIssue | null> {
  let query = trx
    .selectFrom('issue_ticket')
    .innerJoin('area', 'area.id', 'issue_ticket.area_id')
    .leftJoin('household', 'household.id', 'issue_ticket.household_id')
    .selectAll('issue_ticket')
    .select(['area.full_name as areaName', 'household.head_name as headName'])
    .where('issue_ticket.id', '=', id);
  if (lock === 'lock') query = query.forUpdate('issue_ticket');
  const row = await query.executeTakeFirst();
  if (row === undefined) return null;
  const kept = issueData.parse(row.data);
  return {
    issue: {
      issueId: row.id,
      topic: row.topic,
      department: row.department,
      pack: { id: row.pack_id, version: row.pack_version },
      receivedOn: kept.receivedOn,
      verifyDueOn: row.verify_due_on,
      fixDueOn: row.fix_due_on,
      emergency: row.emergency,
      openedByStaffId: row.opened_by_staff,
      doubtedBy: kept.doubtedBy,
      reopened: kept.reopened,
      round: row.version,
      state: kept.state,
    },
    number: row.number,
    areaId: row.area_id,
    areaPath: row.area_path,
    areaName: row.areaName,
    householdId: row.household_id,
    headName: row.headName ?? '',
    accountId: row.account_id,
    declarationId: row.declaration_id,
    product: row.product,
    repeatScope: row.repeat_scope,
    reports: row.reports,
    words:
      row.words_enc === null ? '' : fields.decrypt('issue_ticket.words_enc', id, row.words_enc),
    receivedAt: row.received_at,
  };
}

/** The open ticket of a topic: the household's, or the village's own where no household is named. */
export async function openIssueOf(
  trx: Trx,
  about: {
    readonly topic: RoutingTopic;
    readonly householdId: string | null;
    readonly areaId: string;
  },
): Promise<string | null> {
  const row = await trx
    .selectFrom('issue_ticket')
    .select('id')
    .where('topic', '=', about.topic)
    .where('closed_on', 'is', null)
    .where((w) =>
      about.householdId === null
        ? w.and([w('household_id', 'is', null), w('area_id', '=', about.areaId)])
        : w('household_id', '=', about.householdId),
    )
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Ended tickets of the topic in the same village since a day, found so or not: what a new one may be a repeat of. */
export async function endedIssues(
  trx: Trx,
  about: {
    readonly topic: RoutingTopic;
    readonly householdId: string | null;
    readonly areaId: string;
  },
  since: LocalDate,
): Promise<readonly EndedIssue[]> {
  const { rows } = await sql<EndedIssue>`
    select id as "issueId", closed_on as "closedOn",
      coalesce(household_id = ${about.householdId}::uuid, false) as "sameHousehold"
    from issue_ticket where topic = ${about.topic} and area_id = ${about.areaId}::uuid
      and state = 'closed' and closed_on >= ${since}::date`.execute(trx);
  return rows;
}

/** Unsold-produce tickets opened below an area since a day. */
export async function unsoldReports(
  trx: Trx,
  area: { readonly from: string; readonly to: string },
  since: LocalDate,
): Promise<readonly { readonly product: ProduceClass; readonly on: LocalDate }[]> {
  const { rows } = await sql<{ product: ProduceClass; on: LocalDate }>`
    select product, opened_on as on from issue_ticket
    where topic = 'unsold-produce' and product is not null and opened_on >= ${since}::date
      and area_path >= ${area.from} and area_path < ${area.to}`.execute(trx);
  return rows;
}

/** A fresh ticket number, `G-00012` (工单). */
export async function nextIssueNumber(trx: Trx): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('issue_number') as n`.execute(trx);
  return `G-${String(rows[0]?.n ?? 0).padStart(5, '0')}`;
}

/** Whether a housing ticket of the household found its house dangerous by appraisal, and it is not renovated and accepted yet. */
export async function hasDangerousHouse(trx: Trx, householdId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from issue_ticket
    where household_id = ${householdId}::uuid and topic = 'housing' and state = 'fixing'
      and data #> '{state,steps}' @> '[{"step":"appraised-dangerous"}]'
      and not data #> '{state,steps}' @> '[{"step":"accepted"}]' limit 1`.execute(trx);
  return rows.length > 0;
}
