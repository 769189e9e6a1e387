/** Brings the duties of a case in line with its state: opens what is missing, closes what is over. */
import { type Case, isClosed } from '#src/domain/case/case.ts';
import { dutiesOf } from '#src/domain/case/duties.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/clocks.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { staffConcerned } from '#src/store/concerned.ts';
import { closeDuties, openDuties } from '../duty/open-duty.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** The kinds whose coming and going follows the state of the case. */
const FOLLOWING: readonly DutyKind[] = [
  'accept-clue',
  'verify-home',
  'identify',
  'confirm-proposal',
  'call-farmer',
];

/** Idempotent: run twice it changes nothing the second time (duties have unique keys, closed ones stay closed). */
export async function alignDuties(
  context: WorkContext,
  change: {
    readonly file: Case;
    readonly areaId: string;
    readonly pack: Pack;
    readonly byStaffId: string | null;
    /** Just opened: there is nothing to close yet, and whom its report is by or about is known. */
    readonly fresh?: { readonly concerned: readonly string[] };
  },
): Promise<void> {
  const { file, areaId, pack, byStaffId } = change;
  const wanted = dutiesOf(file);
  const over = FOLLOWING.filter((kind) => !wanted.includes(kind));
  if (change.fresh === undefined) {
    await closeDuties(
      context,
      { caseId: file.caseId, kinds: over },
      isClosed(file)
        ? { state: 'cancelled', reason: 'case-closed', byStaffId }
        : byStaffId === null
          ? { state: 'cancelled', reason: 'superseded' }
          : { state: 'done', byStaffId },
    );
  }
  const about = {
    caseId: file.caseId,
    householdId: file.householdId,
    declarationId: file.declarationIds[0] ?? null,
  };
  const concerned =
    change.fresh?.concerned ??
    (wanted.length === 0 ? [] : await staffConcerned(context.trx, about));
  const holder = file.holderStaffId;
  await openDuties(
    context,
    wanted.map((kind) => ({
      key: keyOf(file, kind),
      terms: dutyTerms(kind, {
        // K1 runs from the discovery of the clue; every other clock from the moment its step begins.
        openedAt: kind === 'identify' ? file.clueAt : context.now,
        pack,
        calendar: context.policies.calendar,
        clueOn: fromInstant(file.clueAt),
      }),
      pack,
      area: { areaId, areaPath: file.area },
      about,
      concerned,
      ...(kind === 'verify-home' && holder !== null ? { ownerStaffId: holder } : {}),
      // Nobody approves what they filed, verified or proposed.
      except:
        kind === 'confirm-proposal' && file.state.tag === 'close-proposed'
          ? [...file.filedBy, file.state.byStaffId]
          : [],
      announce: announceOf(kind, file.urgent),
      details: { urgent: file.urgent },
    })),
  );
}

/**
 * A step that comes again (a second proposal after a rejected one) is a new duty: its key counts the events before it through
 * the state that asked for it.
 */
function keyOf(file: Case, kind: DutyKind): string {
  if (kind === 'confirm-proposal' || kind === 'call-farmer') {
    return `${kind}:${file.caseId}:${file.state.tag}:${file.round}`;
  }
  return `${kind}:${file.caseId}`;
}

const announceOf = (kind: DutyKind, urgent: boolean): 'now' | 'digest' | 'none' =>
  kind === 'identify' ? 'none' : urgent && kind === 'accept-clue' ? 'now' : 'digest';
