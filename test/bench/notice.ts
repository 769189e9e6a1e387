/** A notice that a second person approved, to every household with an account. */
import { fromInstant, plusDays } from '#src/domain/calendar/local-date.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { Installation } from '#src/main/installation.ts';
import { inScope } from '#src/store/database.ts';
import { findNotice, insertNotice } from '#src/store/notice.ts';
import { snapshotRecipients } from '#src/store/notice-audience.ts';
import { approveNotice } from '#src/store/notice-state.ts';
import { promiseNotice } from '#src/store/notice-work.ts';
import { SYSTEM } from '#src/store/scope.ts';

/** Writes and approves it as two county officers would, and promises to send it. Returns its id. */
export async function startNotice({ db, clock, newId }: Installation): Promise<string> {
  return await inScope(db, SYSTEM, async (trx) => {
    const now = clock.now();
    const readBy = plusDays(fromInstant(now), 7);
    const county = await trx
      .selectFrom('area')
      .select(['id', 'path'])
      .where('level', '=', 'county')
      .executeTakeFirstOrThrow();
    const [author, other] = await trx
      .selectFrom('staff')
      .select('id')
      .orderBy('id')
      .limit(2)
      .execute();
    if (author === undefined || other === undefined) throw new Error('the county has no staff');
    const { noticeId } = await insertNotice(
      trx,
      {
        noticeId: newId(),
        draftId: newId(),
        areaId: county.id,
        areaPath: county.path,
        title: '医保缴费',
        body: '今年的医保从九月开始缴，村里可以代办。',
        group: 'everyone',
        sender: '云岭县农业农村局',
        phone: '19900000000',
        reveals: false,
        createdBy: author.id,
        readBy,
      },
      now,
    );
    const notice = await findNotice(trx, noticeId);
    if (notice === null) throw new Error('the notice was not written');
    // The benchmark runs at any hour.
    const terms = { readBy, quiet: { from: 0, to: 0 } };
    await approveNotice(trx, notice, other.id, terms, now);
    const audience = { area: areaPath(county.path), group: 'everyone' as const };
    await snapshotRecipients(trx, noticeId, audience, ['telegram'], now);
    await promiseNotice(trx, newId(), noticeId, now);
    return noticeId;
  });
}
