/** Public notices in the village (村内公示): posted once, closed not before their days are over (constraints of migration 08). */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { NoticeFields, NoticeKind } from '#src/domain/case/public-notice.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

const fieldsShape = z
  .strictObject({
    'head-name': z.string(),
    'village-group': z.string(),
    'household-size': z.string(),
    category: z.string(),
  })
  .partial();

export type PostedNotice = {
  readonly id: string;
  readonly caseId: string;
  readonly kind: NoticeKind;
  readonly fields: NoticeFields;
  readonly areaName: string;
  readonly postedOn: LocalDate;
  /** Full days it has to hang. */
  readonly minDays: number;
  readonly mayCloseAt: Instant;
};

export type NewNotice = Omit<PostedNotice, 'areaName'> & {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly postedBy: string;
};

/** Writes a notice that went up. A case has one that hangs (unique index `public_notice_hangs_once`). */
export async function insertPublicNotice(trx: Trx, notice: NewNotice): Promise<void> {
  await trx
    .insertInto('public_notice')
    .values({
      id: notice.id,
      case_id: notice.caseId,
      household_id: notice.householdId,
      area_id: notice.areaId,
      area_path: notice.areaPath,
      kind: notice.kind,
      fields: JSON.stringify(notice.fields),
      posted_on: notice.postedOn,
      min_days: notice.minDays,
      may_close_at: timestamp(notice.mayCloseAt),
      posted_by: notice.postedBy,
      closed_at: null,
      closed_by: null,
      withdrawn_at: null,
    })
    .execute();
}

/** Takes a notice down that has served its days. */
export async function closePublicNotice(
  trx: Trx,
  id: string,
  end: { readonly at: Instant; readonly byStaffId: string },
): Promise<void> {
  await trx
    .updateTable('public_notice')
    .set({ closed_at: timestamp(end.at), closed_by: end.byStaffId })
    .where('id', '=', id)
    .execute();
}

/** Takes notices down that did not serve: an objection was right, the case went back or ended. */
export async function withdrawPublicNotices(
  trx: Trx,
  ids: readonly string[],
  at: Instant,
): Promise<void> {
  await sql`update public_notice set withdrawn_at = ${timestamp(at)}
    where id = any(${[...ids]}::uuid[]) and closed_at is null and withdrawn_at is null`.execute(
    trx,
  );
}

const hanging = (trx: Trx) =>
  trx
    .selectFrom('public_notice')
    .innerJoin('area', 'area.id', 'public_notice.area_id')
    .select([
      'public_notice.id',
      'public_notice.case_id as caseId',
      'public_notice.kind',
      'public_notice.fields',
      'area.full_name as areaName',
      'public_notice.posted_on as postedOn',
      'public_notice.min_days as minDays',
      'public_notice.may_close_at as mayCloseAt',
    ])
    .where('public_notice.closed_at', 'is', null)
    .where('public_notice.withdrawn_at', 'is', null);

const read = <T extends { readonly fields: unknown }>(row: T) => ({
  ...row,
  fields: readFields(row.fields),
});

/** What was stored, checked once more: nothing but the closed list leaves this file. */
function readFields(stored: unknown): NoticeFields {
  const entries = Object.entries(fieldsShape.parse(stored));
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The notice that hangs for a case; null when none does. */
export async function hangingNotice(trx: Trx, caseId: string): Promise<PostedNotice | null> {
  const row = await hanging(trx).where('public_notice.case_id', '=', caseId).executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** The case whose notice hangs in this village under this name; null when there is none or more than one. */
export async function caseOfHangingName(
  trx: Trx,
  areaPath: string,
  headName: string,
): Promise<string | null> {
  const { rows } = await sql<{ caseId: string }>`
    select case_id as "caseId" from public_notice
    where area_path = ${areaPath} and closed_at is null and withdrawn_at is null
      and fields ->> 'head-name' = ${headName} limit 2`.execute(trx);
  const [only, ...others] = rows;
  return only === undefined || others.length > 0 ? null : only.caseId;
}
