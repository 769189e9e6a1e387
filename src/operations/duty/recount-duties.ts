/** Counts open duties and undecided cases again once holidays are known, and tells those whose last day is another one. */
import { fromInstant, yearOf } from '#src/domain/calendar/local-date.ts';
import { asKnownIn, type HolidayCalendar, withYears } from '#src/domain/calendar/working-days.ts';
import { nextDigest, reminderRules } from '#src/domain/duty/ladder.ts';
import { recountedDue } from '#src/domain/duty/recount.ts';
import { addDigestItems } from '#src/store/digest.ts';
import { dutiesToRecount, type RecountDuty } from '#src/store/duty-recount.ts';
import { storedYears } from '#src/store/holiday-year.ts';
import { recountCases } from '../case/recount-cases.ts';
import { packOfDuty } from './duty-pack.ts';
import { moveDueDay } from './move-due-days.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from './work-context.ts';

/** How many duties were looked at and how many have another last day now. */
export type Recount = { readonly seen: number; readonly moved: number };

type Calendars = { readonly before: HolidayCalendar; readonly after: HolidayCalendar };

const PAGE = 500;

/**
 * Looks at every open estimated duty: a year may have come with a new version of the program. What is counted is no longer
 * estimated, so a second run finds nothing.
 */
export async function recountEstimates(deps: BackgroundDeps): Promise<Recount> {
  const { calendar } = deps.policies;
  const { value } = await inBackground(deps, async (context) => {
    // A year another process entered a moment ago is not in this one's book yet; a case has one day and no estimate.
    await recountCases(context, withYears(calendar, await storedYears(context.trx)));
    return await recountOpen(context, { before: calendar, after: calendar }, null);
  });
  return value;
}

/**
 * The same within a transaction of the system; with `corrected` also every open duty that runs on any day of that year. The
 * caller makes sure that `before` is what those were counted with: the difference of the two counts is added. Cases follow in
 * the same transaction.
 */
export async function recountWithin(
  context: WorkContext,
  calendars: Calendars,
  corrected: number | null,
): Promise<Recount> {
  const recount = await recountOpen(context, calendars, corrected);
  await recountCases(context, calendars.after);
  return recount;
}

async function recountOpen(
  context: WorkContext,
  calendars: Calendars,
  corrected: number | null,
): Promise<Recount> {
  let [seen, moved] = [0, 0];
  for (let after: string | null = null; ; ) {
    const page: readonly RecountDuty[] = await dutiesToRecount(context.trx, {
      after,
      limit: PAGE,
      spanning: corrected,
    });
    for (const duty of page) {
      seen += 1;
      if (await recount(context, duty, calendars)) moved += 1;
    }
    if (page.length < PAGE) return { seen, moved };
    after = page.at(-1)?.dutyId ?? null;
  }
}

/** True when the last day is another one than before. */
async function recount(
  context: WorkContext,
  duty: RecountDuty,
  { before, after }: Calendars,
): Promise<boolean> {
  const pack = packOfDuty(context.policies, duty.details, context.today);
  const clueOn = duty.clueAt === null ? null : fromInstant(duty.clueAt);
  // An estimate was made when no later year than its own was known.
  const then = duty.estimated ? asKnownIn(before, yearOf(fromInstant(duty.openedAt))) : before;
  const due = recountedDue({ ...duty, clueOn }, pack, { before: then, after });
  if (due.date === duty.dueOn && due.estimated === duty.estimated) return false;
  await moveDueDay(context, duty, { dueOn: due.date, estimated: due.estimated });
  if (due.date === duty.dueOn) return false;
  if (duty.ownerStaffId !== null) {
    await addDigestItems(context.trx, [
      {
        staffId: duty.ownerStaffId,
        dutyId: duty.dutyId,
        level: 'moved',
        sendAt: nextDigest(context.now, reminderRules(pack)),
      },
    ]);
  }
  return true;
}
