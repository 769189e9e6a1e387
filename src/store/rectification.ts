/** The ledger of rectification (整改台账): what was found, by when it is to be put right, how it was and who looked. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type {
  Rectification,
  RectificationCategory,
  RectificationSource,
} from '#src/domain/ledger/rectification.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';

export type NewRectification = {
  readonly id: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly department: DepartmentCode | null;
  readonly source: RectificationSource;
  readonly category: RectificationCategory;
  readonly problem: string;
  readonly measure: string;
  readonly ownerStaffId: string | null;
  readonly foundOn: LocalDate;
  readonly dueOn: LocalDate;
  /** Number of the paper it comes from; '' gives it one of ours. */
  readonly number: string;
};

/** Enters a problem; null when its number is known already (unique number), so that a list can be handed in again. */
export async function insertRectification(
  trx: Trx,
  fields: FieldEncryption,
  row: NewRectification,
): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`
    insert into rectification (id, number, area_id, area_path, department, source, category, problem_enc, measure_enc,
      owner_staff_id, found_on, due_on, state)
    values (${row.id}::uuid,
      coalesce(nullif(${row.number}, ''), 'ZG-' || to_char(${row.foundOn}::date, 'YYYY') || '-' || lpad(nextval('rectification_number')::text, 4, '0')),
      ${row.areaId}::uuid, ${row.areaPath}, ${row.department}, ${row.source}, ${row.category},
      ${fields.encrypt('rectification.problem_enc', row.id, row.problem)},
      ${fields.encrypt('rectification.measure_enc', row.id, row.measure)},
      ${row.ownerStaffId}::uuid, ${row.foundOn}::date, ${row.dueOn}::date, 'open')
    on conflict (number) do nothing returning number`.execute(trx);
  return rows[0]?.number ?? null;
}

export type StoredRectification = Rectification & {
  readonly rectificationId: string;
  readonly number: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly areaName: string;
  readonly department: DepartmentCode | null;
  readonly source: RectificationSource;
  readonly category: RectificationCategory;
  readonly ownerStaffId: string | null;
  readonly ownerName: string;
  readonly problemEnc: string;
  readonly measureEnc: string;
  readonly evidenceEnc: string | null;
};

const columns = sql`r.id as "rectificationId", r.number, r.area_id as "areaId", r.area_path as "areaPath", a.name as "areaName",
  r.department, r.source, r.category, r.owner_staff_id as "ownerStaffId", coalesce(s.name, '') as "ownerName",
  r.problem_enc as "problemEnc", r.measure_enc as "measureEnc", r.evidence_enc as "evidenceEnc", r.state,
  r.due_on as "dueOn", r.reported_by as "reportedBy", r.returned`;
const tables = sql`rectification r join area a on a.id = r.area_id left join staff s on s.id = r.owner_staff_id`;

/** One problem, locked for whoever changes it. */
export async function findRectification(
  trx: Trx,
  rectificationId: string,
): Promise<StoredRectification | null> {
  await sql`select 1 from rectification where id = ${rectificationId}::uuid for update`.execute(
    trx,
  );
  const { rows } =
    await sql<StoredRectification>`select ${columns} from ${tables} where r.id = ${rectificationId}::uuid`.execute(
      trx,
    );
  return rows[0] ?? null;
}

/** Problems not closed in the scope of the caller, the nearest day first. */
export async function openRectifications(
  trx: Trx,
  skip: number,
  limit: number,
): Promise<readonly StoredRectification[]> {
  const { rows } =
    await sql<StoredRectification>`select ${columns} from ${tables} where r.state <> 'closed'
    order by r.due_on, r.number offset ${skip} limit ${limit}`.execute(trx);
  return rows;
}

/** Problems to be put right in the scope of the transaction that are not closed. */
export async function countOpenRectifications(trx: Trx): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::integer as n from rectification where state <> 'closed'`.execute(trx);
  return rows[0]?.n ?? 0;
}

/** What a problem says in words. */
export const wordsOf = (
  fields: FieldEncryption,
  row: StoredRectification,
): { readonly problem: string; readonly measure: string; readonly evidence: string } => ({
  problem: fields.decrypt('rectification.problem_enc', row.rectificationId, row.problemEnc),
  measure: fields.decrypt('rectification.measure_enc', row.rectificationId, row.measureEnc),
  evidence:
    row.evidenceEnc === null
      ? ''
      : fields.decrypt('rectification.evidence_enc', row.rectificationId, row.evidenceEnc),
});

/** Stores what a command made of a problem. */
export async function writeRectification(
  trx: Trx,
  fields: FieldEncryption,
  rectificationId: string,
  after: Rectification,
  change: {
    readonly byStaffId: string;
    readonly evidence: string | null;
    readonly mediaId: string | null;
    readonly on: LocalDate;
  },
): Promise<void> {
  const reported = after.state === 'reported';
  await trx
    .updateTable('rectification')
    .set({
      state: after.state,
      returned: after.returned,
      reported_by: after.reportedBy,
      ...(reported
        ? {
            reported_on: change.on,
            evidence_enc: fields.encrypt(
              'rectification.evidence_enc',
              rectificationId,
              change.evidence ?? '',
            ),
            evidence_media_id: change.mediaId,
          }
        : {}),
      ...(after.state === 'closed' ? { closed_by: change.byStaffId, closed_on: change.on } : {}),
    })
    .where('id', '=', rectificationId)
    .execute();
}
