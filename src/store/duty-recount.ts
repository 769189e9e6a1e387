/** Open duties whose last day may be another one once holidays are known. System scope only. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Trx } from './database.ts';
import type { DutyDetails } from './duty.ts';
import type { OpenDutyTiming } from './duty-timing.ts';

/** An open duty as far as counting it again needs it. */
export type RecountDuty = OpenDutyTiming & {
  readonly ownerStaffId: string | null;
  readonly estimated: boolean;
  /** When the clue of its case was discovered; null for duties of no case. */
  readonly clueAt: Instant | null;
};

/**
 * The next `limit` by id: those estimated, and with `spanning` those that run on any day of that year as well. Locked until the
 * transaction ends, so that nobody closes one while it is counted.
 */
export async function dutiesToRecount(
  trx: Trx,
  page: { readonly after: string | null; readonly limit: number; readonly spanning: number | null },
): Promise<readonly RecountDuty[]> {
  const year = page.spanning;
  const { rows } = await sql<{
    dutyId: string;
    kind: string;
    openedAt: Instant;
    dueOn: LocalDate;
    strength: 'hard' | 'soft';
    details: unknown;
    ownerStaffId: string | null;
    estimated: boolean;
    clueAt: Instant | null;
  }>`
    select d.id as "dutyId", d.kind, d.created_at as "openedAt", d.due_on as "dueOn", d.strength, d.details,
      d.owner_staff_id as "ownerStaffId", d.estimated, c.clue_at as "clueAt"
    from duty d left join case_file c on c.id = d.case_id
    where d.state = 'open' and (${page.after}::uuid is null or d.id > ${page.after}::uuid)
      and (d.estimated or (${year}::int is not null
        and d.due_on >= make_date(${year}::int - 1, 12, 20) and d.created_at < make_date(${year}::int + 1, 1, 1)))
    order by d.id limit ${page.limit} for no key update of d`.execute(trx);
  return rows.map((row) => ({
    ...row,
    kind: row.kind as DutyKind, // written by `insertDuties` only
    details: row.details as DutyDetails,
  }));
}
