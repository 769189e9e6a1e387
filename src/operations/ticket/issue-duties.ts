/** Brings the duties of an issue ticket in line with its state: opens what is missing, closes what is over. */
import { startOfDay } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { type IssueDutyKind, issueDutiesOf } from '#src/domain/ticket/duties.ts';
import type { Issue } from '#src/domain/ticket/issue.ts';
import { closeDuties, openDuties } from '../duty/open-duty.ts';
import type { WorkContext } from '../duty/work-context.ts';

const FOLLOWING: readonly IssueDutyKind[] = [
  'verify-issue',
  'fix-issue',
  'persuade-return',
  'call-back',
];

/** Idempotent by the keys of the duties. `rerouted`: the work lies with another department now, its old duty is over. */
export async function alignIssueDuties(
  context: WorkContext,
  change: {
    readonly issue: Issue;
    readonly area: { readonly areaId: string; readonly areaPath: string };
    readonly householdId: string | null;
    readonly declarationId: string | null;
    readonly pack: Pack;
    readonly byStaffId: string | null;
    /** Staff who told of it as private people. */
    readonly except: readonly string[];
    readonly rerouted?: boolean;
  },
): Promise<void> {
  const { issue, pack, byStaffId } = change;
  const wanted = issueDutiesOf(issue);
  const over: readonly DutyKind[] = FOLLOWING.filter(
    (kind) =>
      !wanted.includes(kind) ||
      kind === 'persuade-return' ||
      (change.rerouted === true && kind === 'fix-issue'),
  );
  await closeDuties(
    context,
    { issueId: issue.issueId, kinds: over },
    byStaffId === null || change.rerouted === true
      ? { state: 'cancelled', reason: 'superseded' }
      : { state: 'done', byStaffId },
  );
  await openDuties(
    context,
    wanted.map((kind) => ({
      key: keyOf(issue, kind),
      terms: termsOf(context, issue, kind, pack),
      pack,
      area: change.area,
      about: {
        issueId: issue.issueId,
        householdId: change.householdId,
        declarationId: change.declarationId,
      },
      department: issue.department,
      except: [...change.except, ...exceptOf(issue, kind)],
      announce: issue.emergency && kind !== 'call-back' ? ('now' as const) : ('digest' as const),
    })),
  );
}

/** Verifying and fixing both count from receipt (丰都 2024（二）), whenever their duty is written; the others from now. */
function termsOf(context: WorkContext, issue: Issue, kind: IssueDutyKind, pack: Pack) {
  const fromReceipt = kind === 'verify-issue' || kind === 'fix-issue';
  const terms = dutyTerms(kind, {
    openedAt: fromReceipt ? startOfDay(issue.receivedOn) : context.now,
    pack,
    calendar: context.policies.calendar,
  });
  return { ...terms, openedAt: context.now };
}

/** A ticket opened again, passed on or a child asked back once more is a new duty. */
function keyOf(issue: Issue, kind: IssueDutyKind): string {
  const key = `${kind}:${issue.issueId}:${issue.reopened}`;
  switch (kind) {
    case 'fix-issue':
      return `${key}:${issue.department}`;
    case 'persuade-return':
      return `${key}:${issue.round}`;
    default:
      return key;
  }
}

/** Who told of it does not verify it, who doubted it does not look again, who fixed it does not ask whether it is fixed. */
function exceptOf({ state, doubtedBy, openedByStaffId }: Issue, kind: IssueDutyKind) {
  if (kind === 'verify-issue') {
    return openedByStaffId === null ? doubtedBy : [...doubtedBy, openedByStaffId];
  }
  return kind === 'call-back' && state.tag === 'fixed' ? [state.fixedBy] : [];
}
