/** Visits (走访记录): logged once, with their note encrypted and their photos tied to the household's area. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Finding } from '#src/domain/case/dossier.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import type { Place } from '#src/domain/declaration/declaration.ts';
import type { VisitKind, VisitOutcome, VisitWant } from '#src/domain/visit/visit.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type NewVisit = {
  readonly id: string;
  readonly draftId: string;
  readonly householdId: string;
  readonly areaPath: string;
  readonly caseId: string | null;
  readonly staffId: string;
  readonly secondStaffId: string | null;
  readonly kind: VisitKind;
  readonly outcome: VisitOutcome;
  readonly finding: Finding | null;
  readonly reason: ReasonCode | null;
  readonly secondMissing: boolean;
  readonly note: string;
  readonly mediaIds: readonly string[];
  readonly place: Place | null;
  readonly visitedOn: LocalDate;
  readonly wants: readonly VisitWant[];
};

/** The visit a draft was logged as; null when it was not. */
export async function visitOfDraft(trx: Trx, draftId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('visit')
    .select('id')
    .where('draft_id', '=', draftId)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Writes a visit; false when its draft was logged before (unique draft id): a second 提交 changes nothing. */
export async function insertVisit(
  trx: Trx,
  fields: FieldEncryption,
  visit: NewVisit,
  now: Instant,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('visit')
    .values({
      id: visit.id,
      draft_id: visit.draftId,
      household_id: visit.householdId,
      area_path: visit.areaPath,
      case_id: visit.caseId,
      staff_id: visit.staffId,
      second_staff_id: visit.secondStaffId,
      kind: visit.kind,
      outcome: visit.outcome,
      finding: visit.finding,
      details: JSON.stringify({
        reason: visit.reason,
        secondMissing: visit.secondMissing,
        wants: visit.wants,
      }),
      note_enc: visit.note === '' ? null : fields.encrypt('visit.note_enc', visit.id, visit.note),
      latitude: visit.place?.latitude ?? null,
      longitude: visit.place?.longitude ?? null,
      visited_on: visit.visitedOn,
      received_at: timestamp(now),
    })
    .onConflict((conflict) => conflict.column('draft_id').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  if (visit.mediaIds.length > 0) {
    await sql`insert into visit_media (visit_id, media_id, area_path)
      select ${visit.id}::uuid, m, ${visit.areaPath} from unnest(${[...visit.mediaIds]}::uuid[]) m
      on conflict do nothing`.execute(trx);
  }
  return true;
}

/** Puts photos of a visit into the household's area, so that its officers may open them. System scope: they belong to an account. */
export async function placeVisitMedia(
  trx: Trx,
  mediaIds: readonly string[],
  areaPath: string,
  accountId: string,
): Promise<void> {
  if (mediaIds.length === 0) return;
  await trx
    .updateTable('media')
    .set({ area_path: areaPath })
    .where('id', 'in', [...mediaIds])
    .where('account_id', '=', accountId)
    .execute();
}

/** A visit on a household's sheet. */
export type VisitGlance = {
  readonly visitedOn: LocalDate;
  readonly kind: VisitKind;
  readonly outcome: VisitOutcome;
  readonly finding: Finding | null;
  readonly visitorName: string;
};

/** The latest visits of a household. */
export async function latestVisits(
  trx: Trx,
  householdId: string,
  limit: number,
): Promise<readonly VisitGlance[]> {
  return await trx
    .selectFrom('visit')
    .leftJoin('staff', 'staff.id', 'visit.staff_id')
    .select([
      'visit.visited_on as visitedOn',
      'visit.kind',
      'visit.outcome',
      'visit.finding',
      sql<string>`coalesce(staff.name, '')`.as('visitorName'),
    ])
    .where('visit.household_id', '=', householdId)
    .orderBy('visit.visited_on', 'desc')
    .orderBy('visit.received_at', 'desc')
    .limit(limit)
    .execute();
}
