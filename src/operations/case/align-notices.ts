/** A notice whose case went another way comes down with it: nothing stays on the wall that no longer holds. */
import { type Case, isClosed } from '#src/domain/case/case.ts';
import type { Publicity } from '#src/domain/case/dossier.ts';
import { withdrawPublicNotices } from '#src/store/public-notice.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** Takes down what hung before and neither hangs nor has served its days now. */
export async function alignNotices(
  { trx, now }: Pick<WorkContext, 'trx' | 'now'>,
  before: Case,
  after: Case,
): Promise<void> {
  const kept = new Set(
    noticesOf(after)
      .filter((each) => each.closedOn !== null || !isClosed(after))
      .map((each) => each.noticeId),
  );
  const gone = noticesOf(before)
    .filter((each) => each.closedOn === null && !kept.has(each.noticeId))
    .map((each) => each.noticeId);
  if (gone.length > 0) await withdrawPublicNotices(trx, gone, now);
}

const noticesOf = (file: Case): readonly Publicity[] =>
  [file.dossier.publicity, file.elimination?.publicity ?? null].filter((each) => each !== null);
