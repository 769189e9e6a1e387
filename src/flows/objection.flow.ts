/**
 * What farmers answer to a case beside their own reports: 对公示有意见 (to a neighbour's notice), 同意授权 in their own chat with an
 * officer beside, 请求复核 after a refusal.
 */
import { readPersonName } from '#src/domain/people/person-name.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message } from './flow.ts';
import { type Stored, storedText } from './place.ts';
import { authorisationAnswered, reReviewBegun, reReviewRefused } from './text/case-news.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/objection.ts';

type ObjectionStep =
  /** `said` before anybody was asked; '' when nothing was. */
  | { readonly step: 'name'; readonly said: string }
  | { readonly step: 'words'; readonly name: string }
  | { readonly step: 'sending' };
type ObjectionState = ObjectionStep & { readonly flow: 'objection' };

const cancel = choice('cancel', buttonLabels.cancel);

const flow = defineFlow<ObjectionState>({
  name: 'objection',
  requires: 'person',
  restore,
  keeps: {
    work: (state) =>
      state.step === 'sending'
        ? null
        : { subject: '', about: '', begun: state.step === 'words' || state.said !== '' },
    takeUp: (state, scene) =>
      state.step === 'words'
        ? askWords(state.name, scene)
        : to(
            { step: 'name', said: state.step === 'name' ? state.said : '' },
            ask(text.askName(), cancel),
            scene,
          ),
  },
  open: (scene, input) => {
    const said = input?.kind === 'text' || input?.kind === 'transcript' ? input.text.trim() : '';
    return to({ step: 'name', said }, ask(text.askName(), cancel), scene);
  },
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return sent(input, scene);
    if (input.kind === 'press') return go('home', scene.conversation);
    if (input.kind !== 'text' && input.kind !== 'transcript') return pass;
    if (state.step === 'name') return named(input.text, state.said, scene);
    return state.step === 'words' ? object(state.name, input.text, scene) : pass;
  },
});

function restore(stored: Stored): ObjectionState | null {
  const flow = 'objection' as const;
  const { step } = stored;
  if (step === 'name') return { flow, step, said: storedText(stored['said']) };
  if (step === 'sending') return { flow, step };
  const name = storedText(stored['name']);
  return step === 'words' && name !== '' ? { flow, step, name } : null;
}

const to = (
  step: ObjectionStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'objection', ...step }), [...lead, question]);

/** Longer texts are no name. */
const LONGEST_NAME = 12;

/** Who has told it already in free words is asked for the name alone. */
function named(words: string, said: string, scene: Scene): Turn {
  const name = readPersonName(words.replace(/家$/u, ''));
  if (!name.ok || [...name.value].length > LONGEST_NAME || /[?？]/.test(words)) {
    const lead = [{ text: text.nameUnclear() }];
    return to({ step: 'name', said }, ask(text.askName(), cancel), scene, lead);
  }
  if (said !== '') return object(name.value, said, scene);
  return askWords(name.value, scene);
}

const askWords = (name: string, scene: Scene): Turn =>
  to({ step: 'words', name }, ask(text.askWords(name), cancel), scene);

const object = (headName: string, words: string, scene: Scene): Turn =>
  done(
    at(scene.conversation, { flow: 'objection', step: 'sending' }),
    [],
    [{ intent: 'object', headName, words: words.trim() }],
  );

function sent(input: Extract<Input, { readonly kind: 'outcome' }>, scene: Scene): Turn {
  if (input.of !== 'object') return pass;
  const { bureau, today } = scene.facts;
  const messages = [{ text: text.objected(input.result.answerBy, bureau, today) }];
  return go('home', scene.conversation, { messages });
}

const open = (_payload: string, scene: Scene): Turn => go('objection', scene.conversation);

const answer = (authorisationId: string, given: boolean, scene: Scene): Turn =>
  done(scene.conversation, [], [{ intent: 'answer-authorisation', authorisationId, given }]);

export const objection: Feature = {
  flows: [flow],
  words: { [text.objectionLabel]: open, 公示有意见: open, 我对公示有意见: open },
  actions: {
    'authorise-yes': (ref, scene) => answer(ref, true, scene),
    'authorise-no': (ref, scene) => answer(ref, false, scene),
    're-review': (ref, scene) =>
      done(scene.conversation, [], [{ intent: 're-review', caseId: ref }]),
  },
  outcomes: {
    // Answered wherever the person is; their own question stays as it was.
    'answer-authorisation': (outcome, scene) =>
      done(
        scene.conversation,
        outcome.of === 'answer-authorisation'
          ? [{ text: authorisationAnswered(outcome.result) }]
          : [],
      ),
    're-review': (outcome, scene) => {
      if (outcome.of !== 're-review') return done(scene.conversation);
      const { result } = outcome;
      const words = result.ok
        ? reReviewBegun(result.value.receiptNumber, result.value.visitBy, scene.facts.today)
        : reReviewRefused(result.refusal.code);
      return done(scene.conversation, [{ text: words }]);
    },
  },
};
