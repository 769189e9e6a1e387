/** What was decided about a case becomes its next state: events, state and duties, in the caller's transaction. */
import { type Case, isMonitored } from '#src/domain/case/case.ts';
import { evolve } from '#src/domain/case/evolve.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { type StoredCase, saveCase } from '#src/store/case.ts';
import { chainEvents, type EventActor, writeEvents } from '#src/store/case-event.ts';
import { setStateOfReports } from '#src/store/declaration.ts';
import { markMonitored } from '#src/store/monitored.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { alignDuties } from './align-duties.ts';
import { alignNotices } from './align-notices.ts';
import { postponeSteps } from './postpone-steps.ts';

/** Appends events to a case whose row the caller has locked. `pack` is the wording they were decided under; it goes into the log. */
export async function appendEvents(
  context: WorkContext,
  stored: StoredCase,
  events: readonly CaseEvent[],
  actor: EventActor,
  pack: Pack,
): Promise<Case> {
  const before = stored.file;
  const file = events.reduce(evolve, before);
  const chained = chainEvents(
    { caseId: file.caseId, areaPath: file.area },
    { seq: stored.version, hash: stored.lastHash },
    events,
    actor,
    context.now,
    pack,
  );
  await writeEvents(context.trx, chained);
  await saveCase(context.trx, file, chained.end, context.now);
  if (reportState(file) !== reportState(before)) {
    await setStateOfReports(context.trx, file.caseId, reportState(file));
  }
  if (monitoredAs(file) !== monitoredAs(before)) {
    await markMonitored(context.trx, file.householdId, monitoredAs(file), context.now);
  }
  // What a household settles by its own word (its plan) is done work of whoever answers for it.
  await alignDuties(context, {
    file,
    areaId: stored.areaId,
    pack: context.policies.packOf(file.pack),
    byStaffId:
      actor.kind === 'staff'
        ? actor.id
        : actor.kind === 'person'
          ? (file.assistance?.responsibleStaffId ?? null)
          : null,
  });
  await postponeSteps(context, before, file);
  await alignNotices(context, before, file);
  return file;
}

const reportState = (file: Case): 'open' | 'withdrawing' | 'closed' =>
  file.state.tag === 'closed'
    ? 'closed'
    : file.state.tag === 'withdrawal-requested'
      ? 'withdrawing'
      : 'open';

/** The category the household is monitored under: from enrolment until elimination or the end of the case. */
const monitoredAs = (file: Case) =>
  isMonitored(file) ? (file.assistance?.category ?? null) : null;
