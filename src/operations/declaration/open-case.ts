/** A report becomes a case, or joins the household's open one. One open case per household, whoever comes first. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { type Case } from '#src/domain/case/case.ts';
import { openedBy } from '#src/domain/case/evolve.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import { linkClue } from '#src/domain/case/decide-clue.ts';
import { startUnder } from '#src/domain/case/decision.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { Fault } from '#src/platform/faults.ts';
import { insertCase, lockOpenCaseOf, type StoredCase } from '#src/store/case.ts';
import { CHAIN_START, chainEvents, type EventActor, writeEvents } from '#src/store/case-event.ts';
import type { StoredDeclaration } from '#src/store/declaration.ts';
import { alignDuties } from '../case/align-duties.ts';
import { appendEvents } from '../case/append-events.ts';
import type { WorkContext } from '../duty/work-context.ts';

export type OpenedCase = { readonly file: Case; readonly linked: boolean };

/**
 * Opens a case under the pack in force, or appends the clue to the open one. Two workers with two reports of one household: the
 * unique index `case_open_once` refuses the second insert, which then links.
 */
export async function openOrLink(
  context: WorkContext,
  report: StoredDeclaration,
  home: { readonly householdId: string; readonly areaId: string; readonly areaPath: string },
  known: { readonly open: StoredCase | null; readonly concerned: readonly string[] },
  pack: Pack,
): Promise<OpenedCase> {
  const actor: EventActor =
    report.filedByStaff !== null
      ? { kind: 'staff', id: report.filedByStaff }
      : report.accountId !== null
        ? { kind: 'person', id: report.accountId }
        : { kind: 'system', id: null };
  const urgent = report.content.urgency === 'high' || report.content.urgency === 'emergency';
  if (known.open !== null) return await link(context, known.open, report, urgent, actor, pack);

  const event: Extract<CaseEvent, { kind: 'clue-received' }> = {
    kind: 'clue-received',
    declarationId: report.id,
    source: report.content.source,
    ...startUnder(pack, report.submittedAt, context.policies.calendar),
    urgent,
    filedByStaffId: report.filedByStaff,
  };
  const file = openedBy(
    { caseId: context.newId(), householdId: home.householdId, area: areaPath(home.areaPath) },
    event,
  );
  const chained = chainEvents(
    { caseId: file.caseId, areaPath: file.area },
    { seq: 0, hash: CHAIN_START },
    [event],
    actor,
    context.now,
    pack,
  );
  const inserted = await insertCase(context.trx, {
    file,
    areaId: home.areaId,
    version: chained.end.seq,
    lastHash: chained.end.hash,
    openedOn: fromInstant(report.submittedAt),
  });
  if (!inserted) {
    const other = await lockOpenCaseOf(context.trx, home.householdId);
    if (other === null) throw new Fault('case-opened-and-closed', { retry: true });
    return await link(context, other, report, urgent, actor, pack);
  }
  await writeEvents(context.trx, chained);
  await alignDuties(context, {
    file,
    areaId: home.areaId,
    pack,
    byStaffId: null,
    fresh: { concerned: known.concerned },
  });
  return { file, linked: false };
}

async function link(
  context: WorkContext,
  open: StoredCase,
  report: StoredDeclaration,
  urgent: boolean,
  actor: EventActor,
  pack: Pack,
): Promise<OpenedCase> {
  const events = linkClue(
    open.file,
    {
      declarationId: report.id,
      source: report.content.source,
      urgent,
      filedByStaffId: report.filedByStaff,
    },
    {
      now: context.now,
      today: context.today,
      packInForce: pack,
      calendar: context.policies.calendar,
    },
  );
  return { file: await appendEvents(context, open, events, actor, pack), linked: true };
}
