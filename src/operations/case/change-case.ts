/** One decision about one case: lock, decide, store events and state, and bring its duties in line. */
import type { Case } from '#src/domain/case/case.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { decide } from '#src/domain/case/decide.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import type { CaseRefusal } from '#src/domain/case/refusals.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { lockCase } from '#src/store/case.ts';
import type { EventActor } from '#src/store/case-event.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { appendEvents } from './append-events.ts';

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
  const { trx, policies, now, today } = context;
  const stored = await lockCase(trx, change.caseId);
  if (stored === null) return refused({ code: 'unknown-case' });
  const before = stored.file;
  const pack = policies.packOf(before.pack);
  // Only a case that begins anew asks what is in force today.
  const packOfToday =
    change.command.kind === 'reopen' ? await packInForce(context, before.area) : pack;
  const decision = decide(before, change.command, {
    now,
    today,
    pack,
    packInForce: packOfToday,
    calendar: policies.calendar,
  });
  if (!decision.ok) return decision;
  const file = await appendEvents(context, stored, decision.value, change.actor, pack);
  return accepted({ before, file, events: decision.value });
}
