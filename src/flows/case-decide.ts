/** 镇街审核 and 县级审定: agree, send back with the one thing to correct, or refuse with a reason. */
import { type Correction, corrections, type ReasonCode } from '#src/domain/case/reasons.ts';
import type { CaseStep } from '#src/domain/policy/settings.ts';
import type { CountyVerdict, SendBack, TownDecision } from './case-step.intents.ts';
import type { CaseStepSheet } from './case-step.needs.ts';
import type { CaseStepState } from './case-step-state.ts';
import { act, back, to, withSheet } from './case-step-turns.ts';
import { ask, choice } from './choices.ts';
import type { Scene, Turn } from './feature.ts';
import type { Choice } from './flow.ts';
import { storedOneOf } from './place.ts';
import * as text from './text/case-step.ts';
import { reasonLabel } from './text/staff-case.ts';

const labels = text.stepLabels;

/** Why a household is not recognised; what is no matter of eligibility has other ways. */
const refusals: readonly ReasonCode[] = [
  'no-hardship-found',
  'can-cope',
  'hardship-over',
  'already-helped',
  'not-resident',
  'other',
];

/** A household the village did not recommend, or the town speaks against, is not recognised; it can go back or be refused. */
const backed = ({ kind, facts }: CaseStepSheet): boolean =>
  facts.review?.category != null &&
  (kind === 'town-review' || (facts.townReview !== null && facts.townReview.reason === null));

export function decisionChoices(sheet: CaseStepSheet): readonly Choice[] {
  const town = sheet.kind === 'town-review';
  const against = choice('against', town ? labels.notEligible : labels.refuse);
  const sendBack = choice('send-back', labels.sendBack);
  if (!backed(sheet)) return [against, sendBack];
  return [
    town ? choice('pass', text.passLabel(sheet.facts.places)) : choice('enrol', labels.enrol),
    sendBack,
    against,
  ];
}

/** A press that belongs to a decision; null for any other. */
export function decisionPressed(state: CaseStepState, id: string, scene: Scene): Turn | null {
  const { dutyId } = state;
  switch (state.step) {
    case 'view':
      return fromView(dutyId, id, scene);
    case 'enrol':
      return id === 'sure' ? enrol(dutyId, scene) : null;
    case 'reason': {
      const reason = storedOneOf(id, refusals);
      return reason === null ? null : decide(dutyId, { against: reason }, scene);
    }
    case 'correction':
    case 'more-corrections': {
      if (id === 'more') return askCorrection(dutyId, 'more-corrections', scene);
      const correction = storedOneOf(id, corrections);
      return correction === null ? null : askBackTo(dutyId, correction, scene);
    }
    case 'back-to': {
      const { correction } = state;
      return withSheet(dutyId, scene, (sheet) => {
        const target = sheet.backTo.find((each) => each === id);
        return target === undefined
          ? askBackTo(dutyId, correction, scene)
          : decide(dutyId, { kind: 'return', to: target, correction }, scene);
      });
    }
    default:
      return null;
  }
}

function fromView(dutyId: string, id: string, scene: Scene): Turn | null {
  switch (id) {
    case 'pass':
      return decide(dutyId, { kind: 'pass' }, scene);
    case 'enrol':
      return askEnrol(dutyId, scene);
    case 'against':
      return askReason(dutyId, scene);
    case 'send-back':
      return askCorrection(dutyId, 'correction', scene);
    default:
      return null;
  }
}

/** Recognising cannot be taken back by a tap, so it is asked once more. */
const askEnrol = (dutyId: string, scene: Scene): Turn =>
  withSheet(dutyId, scene, ({ facts, categoryTitles }) => {
    const category = facts.review?.category ?? 'sudden-hardship';
    const question = text.askEnrol(facts.headName, categoryTitles[category]);
    return to(
      { step: 'enrol', dutyId },
      ask(question, choice('sure', labels.enrolSure), back),
      scene,
    );
  });

const enrol = (dutyId: string, scene: Scene): Turn =>
  withSheet(dutyId, scene, ({ caseId, facts }) => {
    const category = facts.review?.category ?? 'sudden-hardship';
    const decision: CountyVerdict = { kind: 'enrol', category };
    return act(dutyId, { intent: 'decide-case', caseId, decision }, scene);
  });

function askReason(dutyId: string, scene: Scene): Turn {
  const [first, ...others] = refusals.map((each) => choice(each, reasonLabel(each)));
  return to(
    { step: 'reason', dutyId },
    first === undefined
      ? ask(text.askReason(), back)
      : ask(text.askReason(), first, ...others, back),
    scene,
  );
}

/** Six, 更多 and 返回 make eight. */
const FIRST_CORRECTIONS = 6;

function askCorrection(
  dutyId: string,
  step: 'correction' | 'more-corrections',
  scene: Scene,
): Turn {
  const shown =
    step === 'correction'
      ? corrections.slice(0, FIRST_CORRECTIONS)
      : corrections.slice(FIRST_CORRECTIONS);
  const [first, ...others] = [
    ...shown.map((each) => choice(each, text.correctionLabel(each))),
    ...(step === 'correction' ? [choice('more', labels.more)] : []),
    back,
  ];
  return to({ step, dutyId }, ask(text.askCorrection(), first ?? back, ...others), scene);
}

/** Where each thing is put right. */
const MENDED_AT: Readonly<Record<Correction, 'verification' | CaseStep>> = {
  'visit-again': 'verification',
  'income-unclear': 'verification',
  'authorisation-missing': 'authorisation',
  'review-incomplete': 'village-review',
  'category-wrong': 'village-review',
  'publicity-faulty': 'publicity',
  'household-wrong': 'verification',
  'evidence-missing': 'verification',
};

/** Where a case that is sent back goes. */
export function askBackTo(dutyId: string, correction: Correction, scene: Scene): Turn {
  return withSheet(dutyId, scene, ({ backTo }) => {
    const usual = MENDED_AT[correction];
    const ordered = [
      ...backTo.filter((each) => each === usual),
      ...backTo.filter((each) => each !== usual),
    ];
    const [first, ...others] = [
      ...ordered.map((each) => choice(each, text.backToLabel(each))),
      back,
    ];
    return to(
      { step: 'back-to', dutyId, correction },
      ask(text.askBackTo(correction), first ?? back, ...others),
      scene,
    );
  });
}

/** The same answers go to the town's or the county's own decision. */
function decide(
  dutyId: string,
  answer: { readonly kind: 'pass' } | SendBack | { readonly against: ReasonCode },
  scene: Scene,
): Turn {
  return withSheet(dutyId, scene, ({ caseId, kind }) => {
    if (kind === 'county-decision') {
      if ('kind' in answer && answer.kind === 'pass') return askEnrol(dutyId, scene);
      const decision: CountyVerdict =
        'against' in answer ? { kind: 'refuse', reason: answer.against } : answer;
      return act(dutyId, { intent: 'decide-case', caseId, decision }, scene);
    }
    const decision: TownDecision =
      'against' in answer ? { kind: 'not-eligible', reason: answer.against } : answer;
    return act(dutyId, { intent: 'review-case', caseId, decision }, scene);
  });
}
