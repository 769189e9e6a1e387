/** The questions of an assessment as turns of the conversation: the next open one, any one again, everything, which to change. */
import { askQuestion } from './assessment-ask.ts';
import { askedOf, nextQuestion, type Question, settled } from './assessment-questions.ts';
import { type AssessmentStep, type Work, workOf } from './assessment-state.ts';
import type { AssessmentSubject } from './assessment.needs.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Message, need } from './flow.ts';
import * as text from './text/assessment.ts';
import { buttonLabels } from './text/engine.ts';
import { outOfReach } from './text/staff-visit.ts';

/** Questions on one page of 修改. */
const WHICH = 6;

/** The conversation at a step of the assessment, with the question that belongs there. */
const to = (
  step: AssessmentStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'assessment', ...step }), [...lead, question]);

/** Goes on with the household's facts; without them there is nothing to ask. */
export function withSubject(
  householdId: string,
  scene: Scene,
  then: (subject: AssessmentSubject) => Turn,
): Turn {
  const subject = scene.facts.answers['assessment-subject'];
  if (subject === undefined) return need({ need: 'assessment-subject', householdId });
  if (subject !== null) return then(subject);
  return go('home', scene.conversation, { messages: [{ text: outOfReach() }] });
}

/** Asks what is still open, or shows everything when nothing is. */
export function onward(
  work: Work,
  subject: AssessmentSubject,
  scene: Scene,
  said: string,
  lead: readonly Message[] = [],
): Turn {
  const now = { ...work, draft: settled(work.draft, subject) };
  const question = nextQuestion(now, subject);
  return question === null
    ? summary(now, subject, scene, lead)
    : show(now, question, 1, subject, scene, said, lead);
}

/** Asks one question; `page` from 1 where its choices do not fit one message, `said` is read back before it. */
export const show = (
  work: Work,
  question: Question,
  page: number,
  subject: AssessmentSubject,
  scene: Scene,
  said = '',
  lead: readonly Message[] = [],
): Turn =>
  to(
    { step: 'ask', question, page, ...workOf(work) },
    askQuestion(question, work, subject, page, said),
    scene,
    lead,
  );

/** Everything answered so far, to be sent, changed or kept for later. */
export const summary = (
  work: Work,
  subject: AssessmentSubject,
  scene: Scene,
  lead: readonly Message[],
): Turn =>
  to(
    { step: 'summary', ...workOf(work) },
    ask(
      text.summary(subject.headName, work.draft, subject.water),
      choice('submit', buttonLabels.submit),
      choice('change', buttonLabels.change),
      choice('later', text.assessmentLabels.later),
      choice('cancel', buttonLabels.cancel),
    ),
    scene,
    lead,
  );

/** How many pages 修改 needs for the questions asked so far. */
export const pagesOfWhich = (work: Work, subject: AssessmentSubject): number =>
  Math.ceil(askedOf(work, subject).length / WHICH);

/** Which answer is to be given again. */
export function askWhich(work: Work, page: number, scene: Scene): Turn {
  return withSubject(work.householdId, scene, (subject) => {
    const asked = askedOf(work, subject);
    const shown = asked.slice((page - 1) * WHICH, page * WHICH);
    const [first, ...others] = [
      ...shown.map((each) => choice(each, text.questionLabel[each])),
      ...(asked.length > WHICH ? [choice('more', text.assessmentLabels.more)] : []),
      choice('back', buttonLabels.back),
    ];
    if (first === undefined) return pass;
    return to(
      { step: 'which', page, ...workOf(work) },
      ask(text.askWhich(), first, ...others),
      scene,
    );
  });
}
