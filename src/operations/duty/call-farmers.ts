/**
 * Calls the system cannot make itself: an unsent report gone silent for some days, and an answer to a report that no
 * channel could push and nobody has looked at for a working day, become a phone call by the village officer.
 */
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import { atMinute, fromInstant, minuteOfDay, startOfDay } from '#src/domain/calendar/local-date.ts';
import { addWorkingDays, isWorkingDay } from '#src/domain/calendar/working-days.ts';
import {
  needlessCalls,
  silentDrafts,
  type Unanswered,
  unseenAnswers,
} from '#src/store/unanswered.ts';
import { openCall } from './open-call.ts';
import { closeDuties } from './open-duty.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from './work-context.ts';

const PAGE = 200;
const DAY_MS = 86_400_000;

/** Opens the calls that are due and drops those that became needless. Returns how many were opened. */
export async function sweepCalls(deps: BackgroundDeps): Promise<number> {
  await inBackground(deps, dropNeedless);
  const drafts = await allPages(deps, async (context) => {
    const { value: days } = context.policies.packFor(null, context.today).settings[
      'draft.silent_days'
    ];
    const found = await silentDrafts(context.trx, plusMs(context.now, -days * DAY_MS), PAGE);
    return { topic: 'draft' as const, found };
  });
  const answers = await allPages(deps, async (context) => ({
    topic: 'unseen' as const,
    found: await unseenAnswers(context.trx, aWorkingDayBefore(context), PAGE),
  }));
  return drafts + answers;
}

/**
 * What came before this moment has waited for a working day: the same hour of the last working day, and on a day of rest the
 * beginning of the last working day, for nothing of Friday has waited a working day by Sunday.
 */
export function aWorkingDayBefore({
  now,
  policies,
}: Pick<WorkContext, 'now' | 'policies'>): Instant {
  const today = fromInstant(now);
  const { date } = addWorkingDays(today, -1, policies.calendar);
  return isWorkingDay(today, policies.calendar)
    ? atMinute(date, minuteOfDay(now))
    : startOfDay(date);
}

type Found = { readonly topic: 'draft' | 'unseen'; readonly found: readonly Unanswered[] };

async function allPages(
  deps: BackgroundDeps,
  find: (context: WorkContext) => Promise<Found>,
): Promise<number> {
  let opened = 0;
  for (;;) {
    const { value } = await inBackground(deps, async (context) => {
      const { topic, found } = await find(context);
      let fresh = 0;
      for (const person of found) fresh += (await callPerson(context, topic, person)) ? 1 : 0;
      return { seen: found.length, fresh };
    });
    opened += value.fresh;
    // Nothing fresh although something was found: another sweep is opening the same calls; it will finish them.
    if (value.seen < PAGE || value.fresh === 0) return opened;
  }
}

async function callPerson(
  context: WorkContext,
  topic: 'draft' | 'unseen',
  person: Unanswered,
): Promise<boolean> {
  const opened = await openCall(context, {
    key: `call-farmer:${topic}:${person.accountId}:${fromInstant(person.since)}`,
    topic,
    areaPath: person.areaPath,
    about: { householdId: person.householdId },
    details: { accountId: person.accountId },
  });
  return opened !== null;
}

async function dropNeedless(context: WorkContext): Promise<void> {
  for (const dutyId of await needlessCalls(context.trx, PAGE)) {
    await closeDuties(context, { dutyId }, { state: 'cancelled', reason: 'answered' });
  }
}
