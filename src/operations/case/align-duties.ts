/** Brings the duties of a case in line with its state: opens what is missing, closes what is over. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import { fromInstant, startOfDay } from '#src/domain/calendar/local-date.ts';
import { authorsOf, type Case, isClosed, isUndecided } from '#src/domain/case/case.ts';
import { type CaseDuty, caseDutyKinds, dutiesOf } from '#src/domain/case/duties.ts';
import { openPublicity } from '#src/domain/case/publicity.ts';
import { proposedSuspension, runningSuspension, suspendedDays } from '#src/domain/case/overlays.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { staffConcerned } from '#src/store/concerned.ts';
import { closeDuties, openDuties } from '../duty/open-duty.ts';
import type { WorkContext } from '../duty/work-context.ts';

type Alignment = {
  readonly file: Case;
  readonly areaId: string;
  readonly pack: Pack;
  readonly byStaffId: string | null;
  /** Just opened: there is nothing to close yet, and whom its report is by or about is known. */
  readonly fresh?: { readonly concerned: readonly string[] };
};

/** Idempotent: run twice it changes nothing the second time (duties have unique keys, closed ones stay closed). */
export async function alignDuties(context: WorkContext, change: Alignment): Promise<void> {
  const { file } = change;
  const wanted = dutiesOf(file);
  if (change.fresh === undefined) await closeWhatIsOver(context, change, wanted);
  if (wanted.length === 0) return;
  const about = {
    caseId: file.caseId,
    householdId: file.householdId,
    declarationId: file.declarationIds[0] ?? null,
  };
  const concerned = change.fresh?.concerned ?? (await staffConcerned(context.trx, about));
  await openDuties(
    context,
    wanted.map((duty) => ({
      key: keyOf(file, duty),
      terms: termsOf(context, change, duty),
      pack: change.pack,
      area: { areaId: change.areaId, areaPath: file.area },
      about,
      concerned,
      ...ownerOf(file, duty),
      ...departmentOf(duty, change.pack),
      except: exceptOf(file, duty),
      announce: announceOf(duty, file.urgent),
      details: { urgent: file.urgent },
    })),
  );
}

async function closeWhatIsOver(
  context: WorkContext,
  { file, byStaffId }: Alignment,
  wanted: readonly CaseDuty[],
): Promise<void> {
  const keep = wanted.map((duty) => keyOf(file, duty));
  await closeDuties(
    context,
    { caseId: file.caseId, kinds: caseDutyKinds, exceptKeys: keep },
    isClosed(file)
      ? { state: 'cancelled', reason: endOf(file), byStaffId }
      : byStaffId === null
        ? { state: 'cancelled', reason: 'superseded' }
        : { state: 'done', byStaffId },
  );
}

/** Why nobody has to do the case's duties any more. */
const endOf = ({ state }: Case): 'merged' | 'case-closed' =>
  state.tag === 'closed' && state.ground === 'merged' ? 'merged' : 'case-closed';

function termsOf(context: WorkContext, { file, pack }: Alignment, { kind }: CaseDuty) {
  const { calendar } = context.policies;
  const common = { pack, calendar, suspendedDays: suspendedDays(file.suspensions) };
  const clock = isUndecided(file)
    ? {
        clueOn: fromInstant(file.clueAt),
        stillUntil: runningSuspension(file.suspensions, context.today)?.until ?? null,
      }
    : {};
  return dutyTerms(kind, { ...common, ...clock, openedAt: startsAt(context, file, kind) });
}

/** K1 runs from the discovery of the clue, posting from its first day, all else from the moment its step begins. */
function startsAt(context: WorkContext, file: Case, kind: CaseDuty['kind']): Instant {
  if (kind === 'identify') return file.clueAt;
  const notice = openPublicity(file);
  const closing = kind === 'close-publicity' || kind === 'close-elimination';
  return closing && notice !== null ? startOfDay(notice.postedOn) : context.now;
}

/** The visit is the holder's; what a recognised household needs is its responsible person's. */
function ownerOf(file: Case, { kind }: CaseDuty): { readonly ownerStaffId?: string } {
  const responsible = file.assistance?.responsibleStaffId ?? null;
  const staffId =
    kind === 'verify-home'
      ? isUndecided(file)
        ? file.holderStaffId
        : (responsible ?? file.holderStaffId)
      : kind === 'start-measure'
        ? responsible
        : // Whoever has the household in hand is the one who can be there within the day.
          kind === 'give-relief'
          ? file.holderStaffId
          : null;
  return staffId === null ? {} : { ownerStaffId: staffId };
}

/** 临时救助 is the bureau's that the county's document names for it; everything else stays with village, town and county. */
const departmentOf = ({ kind }: CaseDuty, pack: Pack): { readonly department?: DepartmentCode } =>
  kind === 'refer-relief'
    ? { department: pack.settings['routing.topics'].value['social-assistance'] }
    : {};

/** Nobody approves what they filed, verified, proposed or passed before. */
function exceptOf(file: Case, { kind }: CaseDuty): readonly string[] {
  switch (kind) {
    case 'confirm-proposal':
      return file.state.tag === 'close-proposed' ? [...file.filedBy, file.state.byStaffId] : [];
    case 'town-review':
    case 'county-decision':
      return authorsOf(file);
    case 'check-objection':
      return [...authorsOf(file), ...recorderOf(file)];
    case 'accept-clue':
    case 'verify-home':
      return file.decidedBefore;
    case 'approve-fast-track':
      return file.fastTrack === null ? [] : [file.fastTrack.proposedBy];
    case 'approve-suspension': {
      const proposed = proposedSuspension(file.suspensions);
      return proposed === null ? [] : [proposed.proposedBy];
    }
    case 'elimination-village':
    case 'elimination-town':
    case 'elimination-county':
      return file.elimination?.passedBy ?? [];
    default:
      return [];
  }
}

const recorderOf = (file: Case): readonly string[] =>
  file.dossier.review === null ? [] : [file.dossier.review.recordedBy];

/** A step that comes again (a second proposal, a case sent back) is a new duty: its key counts what asked for it. */
const keyOf = (file: Case, { kind, occasion }: CaseDuty): string =>
  `${kind}:${file.caseId}:${occasion}`;

const AT_ONCE: readonly CaseDuty['kind'][] = ['approve-fast-track', 'give-relief', 'refer-relief'];

const announceOf = ({ kind }: CaseDuty, urgent: boolean): 'now' | 'digest' | 'none' =>
  kind === 'identify'
    ? 'none'
    : AT_ONCE.includes(kind) || (urgent && kind === 'accept-clue')
      ? 'now'
      : 'digest';
