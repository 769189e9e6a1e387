/** One decision about one case: lock, decide, store events and state, and bring its duties in line. */
import type { Case } from '#src/domain/case/case.ts';
import { type CaseCommand, type CaseRefusal, decide } from '#src/domain/case/decide.ts';
import { evolve } from '#src/domain/case/evolve.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { lockCase, saveCase } from '#src/store/case.ts';
import { chainEvents, type EventActor, writeEvents } from '#src/store/case-event.ts';
import { setStateOfReports } from '#src/store/declaration.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { alignDuties } from './align-duties.ts';

export type CaseChange = {
  readonly before: Case;
  readonly file: Case;
  readonly events: readonly CaseEvent[];
};

/** `unknown-case` also when the scope may not see it: nobody learns that it exists. */
export type ChangeRefusal = CaseRefusal | { readonly code: 'unknown-case' };

/**
 * Runs a command on a case. Two decisions at once: the row lock lets the first one through, the second one is decided on what
 * the first one left and is usually refused with `wrong-state`. Call it in the system scope, after permission was proven.
 */
export async function changeCase(
  context: WorkContext,
  change: { readonly caseId: string; readonly command: CaseCommand; readonly actor: EventActor },
): Promise<Result<CaseChange, ChangeRefusal>> {
  const stored = await lockCase(context.trx, change.caseId);
  if (stored === null) return refused({ code: 'unknown-case' });
  const before = stored.file;
  const pack = context.policies.packOf(before.pack);
  const decision = decide(before, change.command, {
    today: context.today,
    verifiersWanted: pack.settings['visit.verifiers'].value,
  });
  if (!decision.ok) return decision;
  const file = decision.value.reduce(evolve, before);
  const chained = chainEvents(
    { caseId: file.caseId, areaPath: file.area },
    { seq: stored.version, hash: stored.lastHash },
    decision.value,
    change.actor,
    context.now,
  );
  await writeEvents(context.trx, chained);
  await saveCase(context.trx, file, chained.end, context.now);
  if (file.state.tag !== before.state.tag)
    await setStateOfReports(context.trx, file.caseId, reportState(file));
  await alignDuties(context, {
    file,
    areaId: stored.areaId,
    pack,
    byStaffId: change.actor.kind === 'staff' ? change.actor.id : null,
  });
  return accepted({ before, file, events: decision.value });
}

const reportState = (file: Case): 'open' | 'withdrawing' | 'closed' =>
  file.state.tag === 'closed'
    ? 'closed'
    : file.state.tag === 'withdrawal-requested'
      ? 'withdrawing'
      : 'open';
