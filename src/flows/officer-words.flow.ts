/**
 * What an officer types, says or sends when no question waits for it. An order is followed, a name or number opens the household;
 * whatever else it is, the words are kept and one question asks what to do with them.
 */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { again, defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { type Choice, done, type Input, need } from './flow.ts';
import { goOnChoice } from './kept-work.flow.ts';
import type { FlowName } from './place.ts';
import { storedObject } from './place.ts';
import { fileTelling } from './staff-declare-whom.ts';
import { staffOrder } from './staff-order.ts';
import { typedName } from './staff-pick.ts';
import { visitTelling } from './staff-visit.flow.ts';
import { buttonLabels, notAnAnswer } from './text/engine.ts';
import * as text from './text/officer-words.ts';
import { staffMenu } from './text/staff-menu.ts';
import { inputOf, restoreSaid, type Said, saidIn } from './visitor.ts';

type AskedState = {
  readonly flow: 'officer-words';
  readonly step: 'asked';
  readonly said: Said;
};

const flow = defineFlow<AskedState>({
  name: 'officer-words',
  requires: 'staff',
  restore: (stored) => {
    const [said] = restoreSaid(storedObject(stored['said']));
    return stored['step'] !== 'asked' || said === undefined
      ? null
      : { flow: 'officer-words', step: 'asked', said };
  },
  open: (scene, input) => {
    if (input === null) return go('home', scene.conversation);
    if (input.kind !== 'text') return asked(input, scene);
    const turn = ordered(input.text, scene);
    if (turn !== null) return turn;
    return isSlip(input.text, scene) ? again(scene, notAnAnswer()) : asked(input, scene);
  },
  keeps: {
    work: () => ({ subject: '', about: '', begun: true }),
    takeUp: (state, scene) => asked(inputOf(state.said), scene),
  },
  step: ({ said }, input, scene) => {
    if (input.kind === 'transcript') return transcribed(said, input, scene);
    if (input.kind !== 'press') return pass;
    switch (input.choice) {
      case 'file':
        return fileTelling(said, scene);
      case 'visit':
        return visitTelling(said, scene);
      case 'own':
        return go('declare', scene.conversation, { input: inputOf(said) });
      case 'cancel':
        return go('home', scene.conversation);
      default:
        return pass;
    }
  },
});

/** Up to here words that mean nothing by themselves answered the question at hand, only not in a way it takes. */
const SHORT_ANSWER = 8;

/** 没有, 嗯嗯 typed at a question of buttons: it is asked again and nobody is led away from their work. */
const isSlip = (words: string, { conversation: { place } }: Scene): boolean =>
  place.flow !== 'home' &&
  place.flow !== 'officer-words' &&
  [...words.trim()].length <= SHORT_ANSWER &&
  readMessage(words).subIntent === 'off_topic';

const mayOpen = (name: FlowName, scene: Scene): boolean =>
  scene.menu.some((each) => each.menu === 'staff' && each.flow === name);

/** Follows an order, or opens the household whose name was typed; null when the words are neither. */
function ordered(words: string, scene: Scene): Turn | null {
  const order = staffOrder(words);
  if (order !== null && order.flow !== 'staff-households' && mayOpen(order.flow, scene)) {
    return order.whom === ''
      ? go(order.flow, scene.conversation)
      : go(order.flow, scene.conversation, { input: typedText(order.whom) });
  }
  if (!mayOpen('staff-households', scene)) return null;
  if (order?.whom === '') return go('staff-households', scene.conversation);
  return named(order?.whom ?? typedName(words), scene);
}

/** The household that is named so; null where none is: 孩子在家 is no household. */
function named(whom: string, scene: Scene): Turn | null {
  if (whom === '') return null;
  const found = scene.facts.answers['household-search'];
  if (found === undefined) return need({ need: 'household-search', text: whom });
  return found.length === 0
    ? null
    : go('staff-households', scene.conversation, { input: typedText(whom) });
}

const typedText = (words: string): Input => ({ kind: 'text', text: words, edited: false });

/** Keeps what was said and asks what it is for. */
function asked(input: Input, scene: Scene): Turn {
  const said = saidIn(input);
  if (said === null) return pass;
  const offered: readonly Choice[] = [
    ...(mayOpen('staff-declare', scene) ? [choice('file', staffMenu.declare)] : []),
    ...(mayOpen('staff-visit', scene) ? [choice('visit', text.wordsLabels.visit)] : []),
    ...(mayOpen('staff-duties', scene) ? [lasting('duty-list', '', staffMenu.duties)] : []),
    ...goOnChoice(scene),
    choice('own', text.wordsLabels.own),
    choice('cancel', buttonLabels.cancel),
  ];
  const [first, ...others] = offered;
  if (first === undefined) return pass;
  const place = { flow: 'officer-words', step: 'asked', said } as const;
  return done(at(scene.conversation, place), [ask(text.whatFor(said), first, ...others)]);
}

/** The words of the recording that is asked about. */
function transcribed(
  said: Said,
  input: Extract<Input, { readonly kind: 'transcript' }>,
  scene: Scene,
): Turn {
  return said.kind === 'media' && said.mediaId === input.mediaId
    ? asked(inputOf({ ...said, words: input.text }), scene)
    : pass;
}

/** What of an officer's speech is answered as anybody's: danger, a question of policy, greetings, spam. */
const AS_ANYBODY: ReadonlySet<string> = new Set([
  'crisis',
  'policy_question',
  'greeting',
  'spam',
  'injection',
]);

/** Whether an officer's words are an officer's matter. */
export const officersMatter = (words: string): boolean =>
  staffOrder(words) !== null || !AS_ANYBODY.has(readMessage(words).subIntent);

export const officerWords: Feature = { flows: [flow] };
