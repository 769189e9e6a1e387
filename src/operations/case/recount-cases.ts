/**
 * The last day of identification counted again when holidays are published or corrected: a county whose K1 is in working days
 * reads it on every list and in every ledger. Called in the transaction that counts the open duties again, so the two never differ.
 */
import type { HolidayCalendar } from '#src/domain/calendar/working-days.ts';
import { identifyDueAgain } from '#src/domain/case/decide-overlay.ts';
import type { Pack, PackVersion } from '#src/domain/policy/pack.ts';
import { Fault } from '#src/platform/faults.ts';
import { packsOfUndecided, undecidedCases } from '#src/store/case-recount.ts';
import type { WorkContext } from '../duty/work-context.ts';
import type { PolicyBook } from '../policy-book.ts';
import { changeCase } from './change-case.ts';

const PAGE = 200;

/** Counts every undecided case again whose clock looks at the calendar. Returns how many have another last day. */
export async function recountCases(
  context: WorkContext,
  calendar: HolidayCalendar,
): Promise<number> {
  // The year is in the transaction; the book learns of it within a minute.
  const { policies } = context;
  const book: PolicyBook = {
    calendar,
    packFor: (packId, day) => policies.packFor(packId, day),
    packOf: (version) => policies.packOf(version),
    mayBeNight: (at) => policies.mayBeNight(at),
  };
  let moved = 0;
  for (const version of await packsOfUndecided(context.trx)) {
    const pack = packOrNull(book, version);
    if (pack !== null && looksAtCalendar(pack)) {
      moved += await recountUnder({ ...context, policies: book }, pack);
    }
  }
  return moved;
}

async function recountUnder(context: WorkContext, pack: Pack): Promise<number> {
  const { calendar } = context.policies;
  let moved = 0;
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof undecidedCases>> = await undecidedCases(
      context.trx,
      pack,
      after,
      PAGE,
    );
    for (const { caseId, file } of page) {
      if (identifyDueAgain(file, { pack, calendar }) === null) continue;
      const changed = await changeCase(context, {
        caseId,
        command: { kind: 'recount-due' },
        actor: { kind: 'system', id: null },
      });
      if (changed.ok) moved += 1;
    }
    if (page.length < PAGE) return moved;
    after = page.at(-1)?.caseId ?? null;
  }
}

const looksAtCalendar = ({ settings }: Pack): boolean => {
  const { unit, roll } = settings['clock.identify'];
  return unit === 'working-days' || roll;
};

/** A case under a wording this installation no longer has keeps its day. */
function packOrNull(book: PolicyBook, version: PackVersion): Pack | null {
  try {
    return book.packOf(version);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'unknown-pack') return null;
    throw thrown;
  }
}
