/**
 * A step of identification, opened from 我的待办: authorisation, publicity, objections, town review and county decision. What is needed
 * to decide stands in one message; the rest is a tap away.
 */
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { authorise, authoriseAgain, authoriseChoices, photo } from './case-authorise.ts';
import { askBackTo, decisionChoices, decisionPressed } from './case-decide.ts';
import type { CaseStepSheet } from './case-step.needs.ts';
import { restoreCaseStep, type CaseStepState } from './case-step-state.ts';
import { act, back, to, withSheet } from './case-step-turns.ts';
import { ask, choice, lasting } from './choices.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { type Choice, type Input, type Message, need } from './flow.ts';
import { answerTo } from './case-step-outcome.ts';
import * as text from './text/case-step.ts';
import { dutyLabels } from './text/staff-menu.ts';
import { callText, reportMessage } from './text/staff-case.ts';

const labels = text.stepLabels;

/** Duties this flow opens; the village's meetings have one of their own. */
const STEPS: readonly DutyKind[] = [
  'authorise',
  'post-publicity',
  'close-publicity',
  'check-objection',
  'town-review',
  'county-decision',
];
/** Whether a duty stands for a step of a case. */
export const isCaseStep = (kind: DutyKind): boolean => STEPS.includes(kind);

const flow = defineFlow<CaseStepState>({
  name: 'case-step',
  requires: 'staff',
  restore: restoreCaseStep,
  open: (scene) => go('staff-duties', scene.conversation),
  keeps: {
    // Objection and reasons are given in one answer; these steps rest on answers before them.
    work: (state) => {
      switch (state.step) {
        case 'giver':
        case 'relation':
        case 'account':
        case 'photo':
        case 'back-to':
          return { subject: state.dutyId, about: '', begun: true };
        default:
          return null;
      }
    },
    takeUp: (state, scene) =>
      withSheet(state.dutyId, scene, ({ kind }) => {
        if (state.step === 'back-to') {
          return kind === 'town-review' || kind === 'county-decision'
            ? askBackTo(state.dutyId, state.correction, scene)
            : openCaseStep(state.dutyId, scene);
        }
        const asked = kind === 'authorise' ? authoriseAgain(state, scene) : null;
        return asked ?? openCaseStep(state.dutyId, scene);
      }),
  },
  step: (state, input, scene) => {
    const { dutyId } = state;
    if (input.kind === 'outcome') {
      const words = answerTo(input, scene.facts.today);
      return words === null
        ? pass
        : go('staff-duties', scene.conversation, { messages: [{ text: words }] });
    }
    if (input.kind === 'press') {
      if (input.choice !== 'back') return pressed(state, input.choice, scene);
      return state.step === 'view'
        ? go('staff-duties', scene.conversation)
        : openCaseStep(dutyId, scene);
    }
    if (state.step === 'photo') return photo(state, input, scene);
    return state.step === 'objection-words' ? objectionWords(dutyId, input, scene) : pass;
  },
});

/** Shows the step with what is needed to take it. */
export function openCaseStep(dutyId: string, scene: Scene, lead: readonly Message[] = []): Turn {
  return withSheet(dutyId, scene, (sheet) => {
    const page = isPosted(sheet) ? scene.facts.answers['sheet-link'] : null;
    if (page === undefined) return need({ need: 'sheet-link', caseId: sheet.caseId });
    const print = page === null ? [] : [{ label: labels.print, url: page }];
    const [first, ...others] = [...choicesOf(sheet), ...print, ...besides(sheet), back];
    if (first === undefined) return pass;
    const words = viewText(sheet, scene);
    return to({ step: 'view', dutyId }, ask(words, first, ...others), scene, lead);
  });
}

/** A notice hangs or is to be hung: it can be printed. */
const isPosted = ({ kind, notice }: CaseStepSheet): boolean =>
  notice !== null && (kind === 'post-publicity' || kind === 'close-publicity');

function viewText(sheet: CaseStepSheet, scene: Scene): string {
  const { today } = scene.facts;
  const { notice } = sheet;
  switch (sheet.kind) {
    case 'authorise':
      return text.authoriseText(sheet, today);
    case 'post-publicity':
      return notice === null ? text.noNotice() : text.postText(sheet, notice, today);
    case 'close-publicity':
      return notice === null ? text.noNotice() : text.closeText(sheet, notice, today);
    case 'check-objection':
      return text.askUpheld(sheet, today);
    default:
      return text.decisionText(sheet, today);
  }
}

const facts = choice('facts', labels.facts);
const report = choice('report', labels.report);
const call = choice('call', labels.call);

/** Fast track, suspension and merging lie over every step but an objection, which is about what others did. */
const besides = ({ kind, caseId }: CaseStepSheet): readonly Choice[] =>
  kind === 'check-objection' ? [] : [lasting('case-open', caseId, dutyLabels.more)];

/** At most six; what lies over the step and 返回 make eight. */
function choicesOf(sheet: CaseStepSheet): readonly Choice[] {
  switch (sheet.kind) {
    case 'authorise':
      return [...authoriseChoices(sheet), call, facts];
    case 'post-publicity':
      return [choice('post', labels.post), facts];
    case 'close-publicity':
      return [choice('close', labels.close), choice('objection', labels.objection), facts];
    case 'check-objection':
      return [choice('upheld', labels.upheld), choice('unfounded', labels.unfounded), facts];
    default:
      return [...decisionChoices(sheet), report, call];
  }
}

function pressed(state: CaseStepState, id: string, scene: Scene): Turn {
  const { dutyId } = state;
  if (state.step !== 'view') {
    return authorise(state, id, scene) ?? decisionPressed(state, id, scene) ?? pass;
  }
  return withSheet(dutyId, scene, (sheet) => {
    const { caseId, objection } = sheet;
    switch (id) {
      case 'facts':
        return openCaseStep(dutyId, scene, [{ text: text.factsText(sheet, scene.facts.today) }]);
      case 'report':
      case 'call':
        return more(dutyId, id, scene);
      case 'post':
        return act(dutyId, { intent: 'post-publicity', caseId }, scene);
      case 'close':
        return act(dutyId, { intent: 'close-publicity', caseId }, scene);
      case 'objection':
        return to({ step: 'objection-words', dutyId }, ask(text.askObjectionWords(), back), scene);
      case 'upheld':
      case 'unfounded': {
        if (objection === null) return pass;
        const { objectionId } = objection;
        const upheld = id === 'upheld';
        return act(dutyId, { intent: 'check-objection', caseId, objectionId, upheld }, scene);
      }
      default:
        return authorise(state, id, scene) ?? decisionPressed(state, id, scene) ?? pass;
    }
  });
}

/** Words and photos of the report, or the number to phone; then the step again. */
function more(dutyId: string, what: 'report' | 'call', scene: Scene): Turn {
  const sheet = scene.facts.answers['duty-sheet'];
  if (sheet === undefined) return need({ need: 'duty-sheet', dutyId });
  if (sheet === null) return openCaseStep(dutyId, scene);
  const shown =
    what === 'call'
      ? { text: callText(sheet) }
      : reportMessage(sheet, scene.facts.today, scene.facts.bureau.terms);
  return openCaseStep(dutyId, scene, shown === null ? [] : [shown]);
}

function objectionWords(dutyId: string, input: Input, scene: Scene): Turn {
  if (input.kind !== 'text' && input.kind !== 'transcript') return pass;
  const words = input.text.trim();
  return withSheet(dutyId, scene, ({ caseId }) =>
    act(dutyId, { intent: 'file-objection', caseId, words }, scene),
  );
}

export const caseStep: Feature = { flows: [flow] };
