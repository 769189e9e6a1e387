/** Counts open duties again once holidays are known, and tells those whose last day is another one. */
import { fromInstant, yearOf } from '#src/domain/calendar/local-date.ts';
import { asKnownIn, type HolidayCalendar } from '#src/domain/calendar/working-days.ts';
import { nextDigest, reminderRules } from '#src/domain/duty/ladder.ts';
import { recountedDue } from '#src/domain/duty/recount.ts';
import { addDigestItems } from '#src/store/digest.ts';
import { dutiesToRecount, type RecountDuty } from '#src/store/duty-recount.ts';
import { packOfDuty } from './duty-pack.ts';
import { moveDueDay } from './move-due-days.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from './work-context.ts';

/** How many duties were looked at and how many have another last day now. */
export type Recount = { readonly seen: number; readonly moved: number };

const PAGE = 500;

/**
 * Looks at every open estimated duty, and with `corrected` at every open duty that runs on any day of a year whose days changed.
 * A page a transaction: stopped half-way it goes on where it was, for what is counted is no longer estimated.
 */
export async function recountDuties(
  deps: BackgroundDeps,
  after: HolidayCalendar,
  corrected: { readonly year: number; readonly before: HolidayCalendar } | null = null,
): Promise<Recount> {
  let [seen, moved] = [0, 0];
  for (let last: string | null = null; ; ) {
    const { value: page }: { value: readonly (RecountDuty & { readonly moved: boolean })[] } =
      await inBackground(deps, async (context) => {
        const duties = await dutiesToRecount(context.trx, {
          after: last,
          limit: PAGE,
          spanning: corrected?.year ?? null,
        });
        const done = [];
        for (const duty of duties) {
          const before = corrected?.before ?? after;
          done.push({ ...duty, moved: await recount(context, duty, { before, after }) });
        }
        return done;
      });
    seen += page.length;
    moved += page.filter((duty) => duty.moved).length;
    if (page.length < PAGE) return { seen, moved };
    last = page.at(-1)?.dutyId ?? null;
  }
}

/** True when the last day is another one than before. */
async function recount(
  context: WorkContext,
  duty: RecountDuty,
  calendars: { readonly before: HolidayCalendar; readonly after: HolidayCalendar },
): Promise<boolean> {
  const pack = packOfDuty(context.policies, duty.details, context.today);
  const clueOn = duty.clueAt === null ? null : fromInstant(duty.clueAt);
  // An estimate was made when no later year than its own was known.
  const before = duty.estimated
    ? asKnownIn(calendars.before, yearOf(fromInstant(duty.openedAt)))
    : calendars.before;
  const due = recountedDue({ ...duty, clueOn }, pack, { before, after: calendars.after });
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
