/** A case with what can be done to it beside its steps, for somebody who may see it. */
import { fromInstant, daysBetween } from '#src/domain/calendar/local-date.ts';
import { type Case, isUndecided, stateName } from '#src/domain/case/case.ts';
import { actionOfDeed, type DeedName, deedsOf, drawnForSpotCheck } from '#src/domain/case/deeds.ts';
import {
  proposedSuspension,
  runningSuspension,
  stoodStillDays,
  suspendedDays,
} from '#src/domain/case/overlays.ts';
import { reliefKinds } from '#src/domain/case/relief.ts';
import { eliminationFrom } from '#src/domain/duty/clocks.ts';
import { wantsSheet } from '#src/domain/plan/elimination.ts';
import type { ConditionStrength } from '#src/domain/policy/settings.ts';
import { anyPostMay, type Subject } from '#src/domain/people/permissions.ts';
import type { CaseGlance, CaseWork } from '#src/flows/case-work.needs.ts';
import type { StoredCase } from '#src/store/case.ts';
import { openCasesNamed } from '#src/store/case-names.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { handOverOf } from '#src/store/referral.ts';
import { lastReliefOf } from '#src/store/relief.ts';
import { staffNames } from '#src/store/staff-names.ts';
import type { Loader, TurnContext } from '../turn.ts';
import { actorsOf, allowed, inPost } from '../staff/as-post.ts';
import { caseSubject } from '../staff/subjects.ts';
import { type EliminationStanding, eliminationStanding } from './elimination-check.ts';

/** What may be done about a case beside its step, for an officer whose post allows it. */
export const caseWork: Loader<'case-work'> = async (turn, { caseId }) => {
  const asked = await caseSubject(turn, caseId);
  if (asked === null) return null;
  const proof = await allowed(turn, 'see-case', asked.subject);
  if (!proof.ok) return null;
  const may = await mayDo(turn, asked.stored.file, asked.subject);
  // Tickets and alarms of all departments count, whatever the post would be shown of them.
  const standing = await standingOf(turn, asked.stored.file);
  return await inPost(turn, proof.value, () => workOf(turn, asked.stored, may, standing));
};

const standingOf = async (turn: TurnContext, file: Case): Promise<EliminationStanding | null> =>
  file.state.tag === 'assisting' || file.state.tag === 'eliminating'
    ? await eliminationStanding(turn, file)
    : null;

/** Conditions that are not borne out; without a record of the household nobody was helped. */
const notMet = (standing: EliminationStanding | null, strength: ConditionStrength) =>
  standing === null
    ? strength === 'hard'
      ? (['helped'] as const)
      : []
    : standing.checked
        .filter((each) => each.met !== true && each.strength === strength)
        .map(({ condition }) => condition);

/** What the case allows and one of the person's posts carries. */
async function mayDo(
  turn: TurnContext,
  file: Case,
  subject: Subject,
): Promise<readonly DeedName[]> {
  const actors = await actorsOf(turn);
  const stage = file.state.tag === 'eliminating' ? file.state.stage : null;
  // Whoever wrote a part of it is told so when they press: a missing button would explain nothing.
  const open = { ...subject, authors: [] };
  return deedsOf(file, turn.today).filter(
    (deed) => anyPostMay(actors, actionOfDeed(deed, stage), open).ok,
  );
}

async function workOf(
  turn: TurnContext,
  stored: StoredCase,
  may: readonly DeedName[],
  standing: EliminationStanding | null,
): Promise<CaseWork> {
  const { trx, policies, today } = turn;
  const { file } = stored;
  const pack = policies.packOf(file.pack);
  const spotCheck = pack.settings['elim.spot_check_share'];
  const household = await findHousehold(trx, file.householdId);
  const suspension =
    proposedSuspension(file.suspensions) ?? runningSuspension(file.suspensions, today);
  const names = await staffNames(trx, staffOf(file, suspension?.proposedBy ?? null));
  const nameOf = (id: string | null | undefined): string => names.get(id ?? '') ?? '';
  const { assistance, elimination, fastTrack, state } = file;
  const clueOn = fromInstant(file.clueAt);
  const grossDays = daysBetween(clueOn, today);
  const handedOver = await handOverOf(trx, file.caseId);
  const relief = fastTrack === null ? null : await lastReliefOf(trx, file.caseId);
  return {
    caseId: file.caseId,
    number: stored.number,
    headName: household?.headName ?? '',
    areaName: household?.areaName ?? '',
    areaPath: file.area,
    state: stateName(state),
    clueOn,
    urgent: file.urgent,
    may,
    clock: isUndecided(file)
      ? {
          dueOn: file.identifyDueOn,
          grossDays,
          netDays: grossDays - stoodStillDays(file.suspensions, today),
        }
      : null,
    fastTrack:
      fastTrack === null
        ? null
        : {
            ground: fastTrack.ground,
            byName: nameOf(fastTrack.proposedBy),
            approvedOn: fastTrack.approved?.on ?? null,
            relief:
              relief === null || fastTrack.relievedOn === null
                ? null
                : {
                    title: relief.title,
                    yuan: relief.yuan,
                    on: fastTrack.relievedOn,
                    days: daysBetween(clueOn, fastTrack.relievedOn),
                  },
          },
    suspension:
      suspension === null
        ? null
        : {
            reason: suspension.reason,
            until: suspension.until,
            byName: nameOf(suspension.proposedBy),
            approved: suspension.approved !== null,
          },
    suspensionReasons: pack.settings['suspension.reasons'].value,
    suspensionDaysLeft: Math.max(
      0,
      pack.settings['suspension.max_days'].value - suspendedDays(file.suspensions),
    ),
    reliefKinds: reliefKinds(pack.settings.toolbox.value),
    enrolledOn: assistance?.enrolledOn ?? null,
    reviewedOn: assistance?.reviewedOn ?? null,
    handedOver:
      handedOver === null
        ? null
        : {
            office: pack.settings.departments.value[handedOver.department],
            on: handedOver.on,
            answer: handedOver.answer,
            answeredOn: handedOver.answeredOn,
          },
    responsibleName: nameOf(assistance?.responsibleStaffId),
    newClues: file.newClues.length,
    elimination:
      elimination === null
        ? null
        : {
            way: elimination.way,
            stage: state.tag === 'eliminating' ? state.stage : null,
            appliedOn: elimination.appliedOn,
            byName: nameOf(elimination.appliedBy),
            spotCheck: {
              drawn: drawnForSpotCheck(file.caseId, spotCheck.value),
              share: spotCheck.value,
              stated: spotCheck.source.kind === 'clause',
            },
            mayCloseOn:
              elimination.publicity === null || elimination.publicity.closedOn !== null
                ? null
                : fromInstant(elimination.publicity.mayCloseAt),
          },
    record:
      standing === null
        ? null
        : {
            measures: standing.measures,
            checked: standing.checked,
            answer: elimination?.answer ?? null,
          },
    obstacles:
      state.tag === 'assisting' && assistance !== null
        ? {
            from: eliminationFrom(assistance.enrolledOn, pack, policies.calendar),
            unmet: notMet(standing, 'hard'),
            toAnswer: notMet(standing, 'soft'),
            sheetWanted: wantsSheet(standing?.checked ?? []),
          }
        : null,
    eliminatedOn: state.tag === 'eliminated' ? state.on : null,
  };
}

const staffOf = (file: Case, suspendedBy: string | null): readonly string[] =>
  [
    file.fastTrack?.proposedBy,
    suspendedBy,
    file.assistance?.responsibleStaffId,
    file.elimination?.appliedBy,
  ].filter((id) => id !== undefined && id !== null);

/** Fits on a phone beside 返回. */
const CANDIDATES = 5;

/** Open cases of other households that may be the same one, by name. */
export const sameHousehold: Loader<'same-household'> = async (turn, { caseId, text }) => {
  const asked = await caseSubject(turn, caseId);
  if (asked === null) return [];
  const proof = await allowed(turn, 'merge-case', asked.subject);
  if (!proof.ok) return [];
  return await inPost(turn, proof.value, async (): Promise<readonly CaseGlance[]> => {
    const household = await findHousehold(turn.trx, asked.stored.file.householdId);
    const name = text === '' ? (household?.headName ?? '') : text;
    return await openCasesNamed(turn.trx, proof.value.area, name, caseId, CANDIDATES);
  });
};
