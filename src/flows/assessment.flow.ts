/**
 * 收支和三保障 (K1b, collection form): asked at the door after a verification, or later from the to-do list. One question a message, a
 * sum typed in any way people say sums, everything else by buttons; 以后再填 keeps what was asked and leaves the rest a duty.
 */
import { isComplete } from '#src/domain/assessment/assessment.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { chosen, isSeveral, pagesOf, tapped, toggled } from './assessment-ask.ts';
import {
  isSum,
  type Question,
  questionBefore,
  questions,
  sumBefore,
  type SumQuestion,
  withSum,
} from './assessment-questions.ts';
import { type AssessmentState, restoreAssessing, type Work, workOf } from './assessment-state.ts';
import { askWhich, onward, pagesOfWhich, show, summary, withSubject } from './assessment-turns.ts';
import type { AssessmentSubject } from './assessment.needs.ts';
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input } from './flow.ts';
import { storedOneOf } from './place.ts';
import * as text from './text/assessment.ts';
import { assessmentRefusalText, keptText } from './text/assessment-outcome.ts';
import { buttonLabels } from './text/engine.ts';
import { familyOf } from './text/format.ts';
import { staffMenu } from './text/staff-menu.ts';
import { typedYuan } from './typed-yuan.ts';

const flow = defineFlow<AssessmentState>({
  name: 'assessment',
  requires: 'staff',
  restore: restoreAssessing,
  open: (scene) => go('home', scene.conversation),
  step: (state, input, scene) => {
    if (state.step === 'sending')
      return input.kind === 'outcome' ? kept(state, input, scene) : pass;
    if (state.step === 'summary') {
      return input.kind === 'press' ? fromSummary(state, input.choice, scene) : pass;
    }
    if (state.step === 'which') {
      return input.kind === 'press' ? fromWhich(state, input.choice, scene) : pass;
    }
    return withSubject(state.householdId, scene, (subject) =>
      answered(state, input, subject, scene),
    );
  },
  takesNumbers: (state) => state.step === 'ask' && isSum(state.question),
  keeps: {
    work: (state) =>
      state.step === 'sending'
        ? null
        : {
            subject: state.householdId,
            about: state.headName === '' ? '' : familyOf(state.headName),
            begun: state.answered,
          },
    takeUp: (state, scene) =>
      withSubject(state.householdId, scene, (subject) =>
        onward({ ...workOf(state), answered: true }, subject, scene, ''),
      ),
  },
});

/** Begins or goes on with a household's assessment. `visitId`: the visit it belongs to. */
export function startAssessing(householdId: string, visitId: string | null, scene: Scene): Turn {
  return withSubject(householdId, scene, (subject) => {
    const { headName, draft } = subject;
    const work = { householdId, visitId, headName, answered: false, draft, passed: [] };
    const lead = [{ text: text.begin(headName, draft.window) }];
    return onward(work, subject, scene, '', lead);
  });
}

function answered(
  state: Extract<AssessmentState, { readonly step: 'ask' }>,
  input: Input,
  subject: AssessmentSubject,
  scene: Scene,
): Turn {
  const { question, page } = state;
  const work = { ...workOf(state), answered: true };
  if (input.kind === 'text' || input.kind === 'transcript') {
    return isSum(question) ? summed(work, question, input.text, subject, scene) : pass;
  }
  if (input.kind !== 'press') return pass;
  const { choice: id } = input;
  if (id === 'later') return send(work, scene);
  if (id === 'back') {
    const before = questionBefore(question, work, subject);
    if (before === null) return send(work, scene);
    return show({ ...work, passed: without(work.passed, before) }, before, 1, subject, scene);
  }
  if (isSum(question)) return pressedSum(work, question, id, subject, scene);
  if (!isSeveral(question)) {
    const draft = tapped(question, work.draft, id);
    return draft === null ? pass : onward({ ...work, draft }, subject, scene, '');
  }
  if (id === 'more') {
    const next = page >= pagesOf(question, work.draft, subject) ? 1 : page + 1;
    return show(work, question, next, subject, scene);
  }
  if (id === 'chosen') {
    return onward(
      passing({ ...work, draft: chosen(question, work.draft) }, question),
      subject,
      scene,
      '',
    );
  }
  const draft = toggled(question, work.draft, subject, id);
  return draft === null ? pass : show({ ...work, draft }, question, page, subject, scene);
}

const without = (passed: readonly Question[], question: Question): readonly Question[] =>
  passed.filter((each) => each !== question);
const passing = (work: Work, question: Question): Work => ({
  ...work,
  passed: [...without(work.passed, question), question],
});

function pressedSum(
  work: Work,
  question: SumQuestion,
  id: string,
  subject: AssessmentSubject,
  scene: Scene,
): Turn {
  if (id === 'not-yet') return onward(passing(work, question), subject, scene, '');
  const yuan = id === 'none' ? 0 : id === 'same' ? sumBefore(question, subject) : undefined;
  return yuan === undefined
    ? pass
    : onward({ ...work, draft: withSum(work.draft, question, yuan) }, subject, scene, '');
}

/** A sum as typed or spoken; read back with the next question. */
function summed(
  work: Work,
  question: SumQuestion,
  words: string,
  subject: AssessmentSubject,
  scene: Scene,
): Turn {
  const read = typedYuan(words);
  switch (read.kind) {
    case 'yuan': {
      const draft = withSum(work.draft, question, read.yuan);
      return onward({ ...work, draft }, subject, scene, text.readBack(read.yuan));
    }
    case 'range':
      return show(work, question, 1, subject, scene, text.wantOneFigure());
    case 'unclear':
      return show(work, question, 1, subject, scene, text.wantSum());
  }
}

function fromSummary(state: Work, id: string, scene: Scene): Turn {
  switch (id) {
    case 'submit':
    case 'later':
      return send(workOf(state), scene);
    case 'cancel':
      return go('home', scene.conversation);
    case 'change':
      return askWhich(state, 1, scene);
    default:
      return pass;
  }
}

function fromWhich(
  state: Extract<AssessmentState, { readonly step: 'which' }>,
  id: string,
  scene: Scene,
): Turn {
  return withSubject(state.householdId, scene, (subject) => {
    const work = workOf(state);
    if (id === 'back') return summary(work, subject, scene, []);
    if (id === 'more') {
      const pages = pagesOfWhich(work, subject);
      return askWhich(work, state.page >= pages ? 1 : state.page + 1, scene);
    }
    const question = storedOneOf(id, questions);
    return question === null ? pass : show(work, question, 1, subject, scene);
  });
}

const send = (work: Work, scene: Scene): Turn =>
  done(
    at(scene.conversation, { flow: 'assessment', step: 'sending', ...workOf(work) }),
    [],
    [
      {
        intent: 'record-assessment',
        householdId: work.householdId,
        visitId: work.visitId,
        assessment: work.draft,
      },
    ],
  );

function kept(work: Work, input: Extract<Input, { readonly kind: 'outcome' }>, scene: Scene): Turn {
  if (input.of !== 'record-assessment') return pass;
  const { result } = input;
  if (!result.ok) {
    const words = { text: assessmentRefusalText(result.refusal) };
    return go('home', scene.conversation, { messages: [words] });
  }
  return withSubject(work.householdId, scene, (subject) => {
    const words = keptText(result.value, subject.headName, scene.facts.today);
    return done(at(scene.conversation, { flow: 'home', step: 'menu' }), [
      ask(
        words,
        lasting('duty-list', '', staffMenu.duties),
        ...(isComplete(work.draft)
          ? []
          : [lasting('assess', work.householdId, text.assessmentLabels.open)]),
        choice('back', buttonLabels.back),
      ),
    ]);
  });
}

const mayAssess = (scene: Scene): boolean =>
  scene.facts.account.staff?.posts.some((post) => roleCarries(post.role, 'assess-household')) ??
  false;

export const assessment: Feature = {
  flows: [flow],
  actions: {
    assess: (ref, scene) =>
      mayAssess(scene) ? startAssessing(ref, null, scene) : go('home', scene.conversation),
  },
};
