/** The sheet that hangs in the village: composed from the closed list of fields, kept exactly as it hung. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import { daysBetween, fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import type { Category } from '#src/domain/case/dossier.ts';
import {
  type NoticeFields,
  type NoticeKind,
  noticeFields,
} from '#src/domain/case/public-notice.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { insertPublicNotice } from '#src/store/public-notice.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import type { TurnContext } from '../turn.ts';

/** What a notice about this household would say. */
export async function composeNotice(
  { trx }: Pick<TurnContext, 'trx'>,
  file: Pick<Case, 'householdId'>,
  category: Category,
  pack: Pack,
): Promise<NoticeFields> {
  const household = await findHousehold(trx, file.householdId);
  const area = household === undefined ? undefined : await findArea(trx, household.areaId);
  return noticeFields(
    {
      headName: household?.headName ?? '',
      villageName: area?.name ?? '',
      groupName: household?.groupName ?? '',
      size: household?.size ?? 0,
    },
    category,
    pack,
  );
}

/** Keeps a notice that went up: its words and its days, which nobody changes any more (migration 08). */
export async function keepNotice(
  turn: Pick<TurnContext, 'trx' | 'policies'>,
  posted: {
    readonly noticeId: string;
    readonly kind: NoticeKind;
    readonly file: Case;
    readonly areaId: string;
    readonly category: Category;
    readonly on: LocalDate;
    readonly mayCloseAt: Instant;
    readonly byStaffId: string;
  },
): Promise<void> {
  const { file } = posted;
  const fields = await composeNotice(turn, file, posted.category, turn.policies.packOf(file.pack));
  await insertPublicNotice(turn.trx, {
    id: posted.noticeId,
    caseId: file.caseId,
    householdId: file.householdId,
    areaId: posted.areaId,
    areaPath: file.area,
    kind: posted.kind,
    fields,
    postedOn: posted.on,
    // The day it goes up and the day it may come down are not full days.
    minDays: daysBetween(posted.on, fromInstant(posted.mayCloseAt)) - 1,
    mayCloseAt: posted.mayCloseAt,
    postedBy: posted.byStaffId,
  });
}
