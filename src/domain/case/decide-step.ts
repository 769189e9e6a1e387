/** Decisions between home verification and the county's: authorisation, village review, publicity, town review, decision. */
import { startOfDay } from '../calendar/local-date.ts';
import { publicityClosesAt } from '../duty/clocks.ts';
import type { CaseStep } from '../policy/settings.ts';
import { accepted, refused } from '../result.ts';
import { authorsOf, type Case } from './case.ts';
import type { StepCommand } from './commands.ts';
import { type Decision, type DecisionContext, identificationEnd, startUnder } from './decision.ts';
import type { CaseEvent } from './events.ts';
import { decidePublicity, openObjections, openPublicity } from './publicity.ts';
import { wrongState } from './refusals.ts';

/** The step a case waits for; null in every other state. */
const waitsFor = (file: Case): CaseStep | null =>
  file.state.tag === 'identifying' ? file.state.step : null;

/**
 * Decides a command of a step of recognition (识别认定): authorisation, village review, public notice, town review,
 * county decision.
 */
export function decideStep(file: Case, command: StepCommand, context: DecisionContext): Decision {
  const { today: on } = context;
  const step = waitsFor(file);
  switch (command.kind) {
    case 'authorise': {
      // At the visit or later, whatever the pack's order: the paper is signed where people meet.
      if (file.state.tag !== 'accepted' && file.state.tag !== 'identifying') {
        return wrongState(file);
      }
      return accepted([{ kind: 'authorised', authorisation: { ...command.authorisation, on } }]);
    }

    case 'record-review':
      return villageReview(file, command, context);

    case 'post-publicity': {
      const { review, publicity } = file.dossier;
      if (step !== 'publicity') return wrongState(file);
      if (review === null || review.category === null) return refused({ code: 'not-recommended' });
      if (publicity !== null && publicity.closedOn === null) {
        return refused({ code: 'already-posted' });
      }
      return accepted([
        {
          kind: 'publicity-posted',
          byStaffId: command.byStaffId,
          noticeId: command.noticeId,
          category: review.category,
          on,
          mayCloseAt: publicityClosesAt(on, context.pack, context.calendar),
        },
      ]);
    }

    case 'file-objection': {
      if (openPublicity(file) === null) return refused({ code: 'publicity-missing' });
      const { objectionId, source } = command;
      return accepted([
        { kind: 'objection-filed', objection: { objectionId, source, on, check: null } },
      ]);
    }

    case 'check-objection':
      return checkObjection(file, command, context);

    case 'close-publicity':
      if (step !== 'publicity') return wrongState(file);
      return decidePublicity(file.dossier.publicity, context, (rules) => ({
        kind: 'publicity-closed',
        byStaffId: command.byStaffId,
        on,
        rules,
      }));

    case 'pass-town-review':
      if (step !== 'town-review') return wrongState(file);
      if (authorsOf(file).includes(command.byStaffId)) return refused({ code: 'own-work' });
      if (command.reason === null && file.dossier.review?.category == null) {
        return refused({ code: 'not-recommended' });
      }
      return accepted([
        { kind: 'town-reviewed', byStaffId: command.byStaffId, reason: command.reason, on },
      ]);

    case 'return': {
      if (step === null) return wrongState(file);
      const target = command.to === 'verification' ? -1 : file.steps.indexOf(command.to);
      const backwards = command.to === 'verification' || target >= 0;
      if (!backwards || target >= file.steps.indexOf(step)) {
        return refused({ code: 'not-backwards' });
      }
      // Whoever objected is owed an answer before the notice comes down.
      const unanswered = openObjections(openPublicity(file));
      if (unanswered.length > 0) {
        return refused({ code: 'objections-open', count: unanswered.length });
      }
      return accepted([
        {
          kind: 'returned',
          byStaffId: command.byStaffId,
          to: command.to,
          correction: command.correction,
          on,
        },
      ]);
    }

    case 'enrol':
      return enrol(file, command, context);

    case 'refuse':
      if (step !== 'county-decision') return wrongState(file);
      if (authorsOf(file).includes(command.byStaffId)) return refused({ code: 'own-work' });
      return accepted([
        {
          kind: 'refused',
          byStaffId: command.byStaffId,
          reason: command.reason,
          comparisonId: command.comparisonId,
          on,
        },
      ]);

    case 'request-re-review':
      if (file.state.tag !== 'closed' || file.state.ground !== 'not-eligible') {
        return wrongState(file);
      }
      return accepted([
        {
          kind: 're-review-requested',
          on,
          ...startUnder(context.pack, context.now, context.calendar),
        },
      ]);
  }
}

function villageReview(
  file: Case,
  command: Extract<StepCommand, { readonly kind: 'record-review' }>,
  { today, pack }: DecisionContext,
): Decision {
  const { verification } = file.dossier;
  if (waitsFor(file) !== 'village-review' || verification === null) return wrongState(file);
  if (command.on > today) return refused({ code: 'meeting-in-the-future' });
  if (command.on < verification.on) return refused({ code: 'meeting-before-visit' });
  if (command.present < 1) return refused({ code: 'nobody-present' });
  if (command.category === null && command.reason === null) {
    return refused({ code: 'reason-missing' });
  }
  const { meetingId, on, present, category, reason, recordedBy } = command;
  const groups = pack.settings.target_groups.value.map((each) => each.category);
  if (category !== null && !groups.includes(category)) {
    return refused({ code: 'category-not-listed' });
  }
  return accepted([
    {
      kind: 'village-reviewed',
      review: { meetingId, on, present, category, reason, recordedBy },
    },
  ]);
}

/** An objection is looked into by somebody who has no hand in what it objects to. */
function checkObjection(
  file: Case,
  command: Extract<StepCommand, { readonly kind: 'check-objection' }>,
  { today: on }: DecisionContext,
): Decision {
  const publicity = openPublicity(file);
  if (publicity === null) return refused({ code: 'publicity-missing' });
  // While it waits whether the case ends at all, nothing sends it back.
  if (file.state.tag !== 'identifying' && file.state.tag !== 'eliminating') return wrongState(file);
  const objection = publicity.objections.find((each) => each.objectionId === command.objectionId);
  if (objection === undefined || objection.check !== null) {
    return refused({ code: 'unknown-objection' });
  }
  if (authorsOf(file).includes(command.byStaffId)) return refused({ code: 'own-work' });
  const { byStaffId, objectionId, upheld } = command;
  const checked: CaseEvent = { kind: 'objection-checked', byStaffId, objectionId, upheld, on };
  if (file.state.tag !== 'eliminating') return accepted([checked]);
  // Every objection is looked into before the first that was right takes the notice down.
  const last = openObjections(publicity).length === 1;
  const right = upheld || publicity.objections.some((each) => each.check?.upheld === true);
  if (!last || !right) return accepted([checked]);
  return accepted([
    checked,
    { kind: 'elimination-returned', byStaffId, doubt: 'objection-upheld', on },
  ]);
}

/**
 * 纳入. Whatever way a case took: without authorisation, publicity of full length that shows this very category, and a county
 * officer who had no hand in it, there is no enrolment (陇县 2021 第1项, 巴南 2022 第18项).
 */
function enrol(
  file: Case,
  command: Extract<StepCommand, { readonly kind: 'enrol' }>,
  context: DecisionContext,
): Decision {
  const { today: on } = context;
  const { authorisation, review, publicity, townReview } = file.dossier;
  const dueOn = identificationEnd(file, file.suspensions, context);
  if (waitsFor(file) !== 'county-decision') return wrongState(file);
  if (authorsOf(file).includes(command.byStaffId)) return refused({ code: 'own-work' });
  const backed = review?.category != null && townReview !== null && townReview.reason === null;
  if (!backed) {
    return refused({ code: 'not-recommended' });
  }
  if (authorisation === null && file.steps.includes('authorisation')) {
    return refused({ code: 'authorisation-missing' });
  }
  if (publicity === null || publicity.closedOn === null) {
    return refused({ code: 'publicity-missing' });
  }
  // No wording of a step can get round the minimum: what was taken down early was never published.
  if (startOfDay(publicity.closedOn) < publicity.mayCloseAt) {
    return refused({ code: 'publicity-too-short', earliest: publicity.mayCloseAt });
  }
  if (publicity.category !== command.category) return refused({ code: 'category-missing' });
  return accepted([
    {
      kind: 'enrolled',
      byStaffId: command.byStaffId,
      category: command.category,
      comparisonId: command.comparisonId,
      on,
      rules: [
        {
          rule: 'authorisation-given',
          met: authorisation !== null,
          inputs: { on: authorisation?.on ?? null },
        },
        {
          rule: 'publicity-of-full-length',
          met: true,
          inputs: { postedOn: publicity.postedOn, closedOn: publicity.closedOn },
        },
        {
          rule: 'within-identification-days',
          met: on <= dueOn,
          inputs: { dueOn, on },
        },
      ],
    },
  ]);
}
