/** What permissions are asked about: cases, households, duties with everybody they are by or about. System scope only. */
import { authorsOf } from '#src/domain/case/case.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { Subject } from '#src/domain/people/permissions.ts';
import { findCase, type StoredCase } from '#src/store/case.ts';
import { staffBehindCase, staffBehindReport } from '#src/store/concerned.ts';
import type { DutyRow } from '#src/store/duty-list.ts';
import { findHousehold, type Household } from '#src/store/registry/households.ts';
import type { StaffTurn } from './as-post.ts';

/** A case and what permissions ask of it: its authors never approve it, whoever reported for themselves never handles it. */
export async function caseSubject(
  turn: Pick<StaffTurn, 'trx'>,
  caseId: string,
): Promise<{ readonly stored: StoredCase; readonly subject: Subject } | null> {
  const stored = await findCase(turn.trx, caseId);
  if (stored === null) return null;
  const { file } = stored;
  return {
    stored,
    subject: {
      id: caseId,
      area: file.area,
      householdId: file.householdId,
      authors: authorsOf(file),
      concerned: await staffBehindCase(turn.trx, caseId),
    },
  };
}

/** A household as the subject of a permission; null when it is not in the scope of the transaction. */
export async function householdSubject(
  turn: Pick<StaffTurn, 'trx'>,
  householdId: string,
): Promise<{ readonly household: Household; readonly subject: Subject } | null> {
  const household = await findHousehold(turn.trx, householdId);
  if (household === undefined) return null;
  return {
    household,
    subject: {
      id: householdId,
      area: areaPath(household.areaPath),
      householdId,
      authors: [],
      concerned: [],
    },
  };
}

/** Whom a duty is by or about: the people behind its case or report; for a complaint whom it was kept from. */
export async function dutySubject(turn: Pick<StaffTurn, 'trx'>, duty: DutyRow): Promise<Subject> {
  const { trx } = turn;
  const concerned =
    duty.caseId !== null
      ? await staffBehindCase(trx, duty.caseId)
      : duty.declarationId !== null
        ? await staffBehindReport(trx, duty.declarationId)
        : duty.ticketId !== null
          ? (duty.details.except ?? [])
          : [];
  return {
    id: duty.dutyId,
    area: areaPath(duty.areaPath),
    householdId: duty.householdId,
    authors: [],
    concerned,
    ...(duty.details.department === undefined ? {} : { department: duty.details.department }),
  };
}
