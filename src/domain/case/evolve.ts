/** How a case looks after an event. The log alone rebuilds every case: state is this function folded over its events. */
import type { AreaPath } from '../people/areas.ts';
import {
  type Case,
  type CaseState,
  isMonitored,
  type WorkingState,
  workingStateOf,
} from './case.ts';
import { EMPTY_DOSSIER, nextStep, type Publicity, reopenedAt } from './dossier.ts';
import { entered, posted } from './entered.ts';
import type { CaseEvent, IdentificationStart } from './events.ts';
import { evolveAssistance, isAssistanceEvent } from './evolve-assistance.ts';
import { evolveOverlay, isOverlayEvent } from './evolve-overlay.ts';

/** What a case is before its first event. */
export type CaseIdentity = {
  readonly caseId: string;
  readonly householdId: string;
  readonly area: AreaPath;
};

/** The case a first clue opens. */
export const openedBy = (
  identity: CaseIdentity,
  event: Extract<CaseEvent, { readonly kind: 'clue-received' }>,
): Case => ({
  ...identity,
  ...startOf(event),
  urgent: event.urgent,
  holderStaffId: null,
  filedBy: event.filedByStaffId === null ? [] : [event.filedByStaffId],
  declarationIds: [event.declarationId],
  newClues: [],
  round: 0,
  entry: 0,
  cycle: 0,
  decidedBefore: [],
  dossier: EMPTY_DOSSIER,
  fastTrack: null,
  suspensions: [],
  assistance: null,
  elimination: null,
  state: { tag: 'clue' },
});

const startOf = ({ pack, steps, clueAt, identifyDueOn }: IdentificationStart) => ({
  pack,
  steps,
  clueAt,
  identifyDueOn,
});

/** The case after an event. Events are facts: nothing is refused here (see decide). */
export function evolve(file: Case, event: CaseEvent): Case {
  if (isOverlayEvent(event)) return evolveOverlay(file, event);
  if (isAssistanceEvent(event)) return evolveAssistance(file, event);
  const { dossier } = file;
  switch (event.kind) {
    case 'clue-received':
      return openedBy(file, event);

    case 'clue-linked': {
      // What was urgent before elimination says nothing about what comes after it.
      const urgent = file.state.tag !== 'eliminated' && file.urgent;
      return {
        ...file,
        urgent: urgent || event.urgent,
        declarationIds: [...file.declarationIds, event.declarationId],
        newClues: isMonitored(file) ? [...file.newClues, event.declarationId] : file.newClues,
        filedBy:
          event.filedByStaffId === null ? file.filedBy : [...file.filedBy, event.filedByStaffId],
      };
    }

    case 'taken':
      return entered(
        { ...file, holderStaffId: event.byStaffId },
        { tag: 'accepted', byStaffId: event.byStaffId, on: event.on, correction: null },
      );

    case 'passed-on':
      return { ...file, holderStaffId: event.toStaffId };

    case 'verified': {
      const { visitId, finding, on, verifiers, secondMissing } = event;
      return atNextStep(file, event.on, {
        ...dossier,
        verification: { visitId, finding, on, verifiers, secondMissing },
      });
    }

    case 'new-clue-checked':
      return { ...file, newClues: [] };

    case 'close-proposed':
      return asking(file, (from) => ({
        tag: 'close-proposed',
        ground: event.ground,
        reason: event.reason,
        byStaffId: event.byStaffId,
        round: file.round + 1,
        reports: file.declarationIds.length,
        from,
      }));

    case 'withdrawal-requested':
      return asking(file, (from) => ({
        tag: 'withdrawal-requested',
        reason: event.reason,
        round: file.round + 1,
        from,
      }));

    case 'close-rejected':
    case 'withdrawal-refused':
      return { ...file, state: workingStateOf(file.state) ?? file.state };

    case 'closed':
      return ended(file, { ground: event.ground, reason: event.reason, on: event.on });

    case 'merged':
      return ended(file, { ground: 'merged', reason: 'same-household', on: event.on });

    case 'refused':
      return {
        ...ended(file, { ground: 'not-eligible', reason: event.reason, on: event.on }),
        decidedBefore: [
          ...new Set([
            ...(dossier.verification?.verifiers ?? []),
            ...(dossier.townReview === null ? [] : [dossier.townReview.byStaffId]),
            event.byStaffId,
          ]),
        ],
      };

    case 'authorised': {
      const known = { ...dossier, authorisation: event.authorisation };
      return file.state.tag === 'identifying'
        ? atNextStep(file, event.authorisation.on, known)
        : { ...file, dossier: known };
    }

    case 'village-reviewed':
      return atNextStep(file, event.review.on, { ...dossier, review: event.review });

    case 'publicity-posted':
      return { ...file, dossier: { ...dossier, publicity: posted(event, event.category) } };

    case 'objection-filed':
      return onOpenNotice(file, (notice) => ({
        ...notice,
        objections: [...notice.objections, event.objection],
      }));

    case 'objection-checked': {
      const { byStaffId, upheld, on } = event;
      const checked = onOpenNotice(file, (notice) => ({
        ...notice,
        objections: notice.objections.map((each) =>
          each.objectionId === event.objectionId
            ? { ...each, check: { byStaffId, upheld, on } }
            : each,
        ),
      }));
      const objections = checked.dossier.publicity?.objections ?? [];
      const answered = objections.every((each) => each.check !== null);
      const right = objections.some((each) => each.check?.upheld === true);
      // What the village objected to rightly goes back to the village, and is posted anew.
      if (!answered || !right || checked.state.tag !== 'identifying') return checked;
      return atNextStep(checked, on, reopenedAt('village-review', checked.dossier));
    }

    case 'publicity-closed':
      return atNextStep(file, event.on, {
        ...dossier,
        publicity: dossier.publicity === null ? null : { ...dossier.publicity, closedOn: event.on },
      });

    case 'town-reviewed':
      return atNextStep(file, event.on, {
        ...dossier,
        townReview: { byStaffId: event.byStaffId, reason: event.reason, on: event.on },
      });

    case 'returned': {
      const reopened = reopenedAt(event.to, dossier);
      if (event.to !== 'verification') {
        return atNextStep(file, event.on, reopened, event.correction);
      }
      return entered(
        { ...file, dossier: reopened },
        {
          tag: 'accepted',
          byStaffId: file.holderStaffId ?? event.byStaffId,
          on: event.on,
          correction: event.correction,
        },
      );
    }

    case 'enrolled':
      return entered(
        {
          ...file,
          assistance: {
            enrolledOn: event.on,
            decidedBy: event.byStaffId,
            category: event.category,
            responsibleStaffId: file.assistance?.responsibleStaffId ?? null,
            planId: null,
            round: file.round,
            confirmed: null,
            // What was over before it was recognised again helps with nothing that is wrong now (LX-13).
            measures: (file.assistance?.measures ?? []).filter(({ state }) => state !== 'done'),
            begunOn: null,
            reviewedOn: null,
          },
        },
        { tag: 'enrolled', on: event.on },
      );

    case 're-review-requested':
      return entered(
        {
          ...file,
          ...startOf(event),
          holderStaffId: null,
          cycle: file.cycle + 1,
          dossier: { ...EMPTY_DOSSIER, authorisation: dossier.authorisation },
          suspensions: [],
          // What was asked for ended with the decision; it may be asked for again.
          fastTrack: null,
        },
        { tag: 'clue' },
      );

    case 'reopened':
      return entered(
        {
          ...file,
          ...startOf(event),
          urgent: event.declarationId !== null && file.urgent,
          holderStaffId: null,
          cycle: file.cycle + 1,
          dossier: EMPTY_DOSSIER,
          decidedBefore: [],
          newClues: [],
          suspensions: [],
          fastTrack: null,
          elimination: null,
        },
        { tag: 'clue' },
      );
  }
}

/** The case at the first step its dossier leaves open; where that is the step it was at, nothing begins anew. */
function atNextStep(
  file: Case,
  on: Case['identifyDueOn'],
  dossier: Case['dossier'],
  correction: Extract<WorkingState, { readonly tag: 'identifying' }>['correction'] = null,
): Case {
  const step = nextStep(file.steps, dossier);
  const same = file.state.tag === 'identifying' && file.state.step === step;
  if (same && correction === null) return { ...file, dossier };
  return entered({ ...file, dossier }, { tag: 'identifying', step, since: on, correction });
}

function asking(file: Case, ask: (from: WorkingState) => CaseState): Case {
  const from = workingStateOf(file.state);
  return from === null ? file : { ...file, round: file.round + 1, state: ask(from) };
}

const ended = (
  file: Case,
  end: Omit<Extract<CaseState, { readonly tag: 'closed' }>, 'tag'>,
): Case => ({ ...file, state: { tag: 'closed', ...end } });

function onOpenNotice(file: Case, change: (notice: Publicity) => Publicity): Case {
  const { elimination, dossier } = file;
  // Behind a request to withdraw it is still the notice of the elimination that hangs.
  const eliminating = workingStateOf(file.state)?.tag === 'eliminating';
  if (eliminating && elimination !== null && elimination.publicity !== null) {
    return { ...file, elimination: { ...elimination, publicity: change(elimination.publicity) } };
  }
  if (dossier.publicity === null) return file;
  return { ...file, dossier: { ...dossier, publicity: change(dossier.publicity) } };
}
