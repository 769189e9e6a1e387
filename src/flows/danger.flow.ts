/** After the numbers (`danger.ts`): where the person is and how to reach them, handed to whoever is on call. */
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { alarmIn, dangerKind } from './danger.ts';
import { type AlertKind, alertKinds } from './farmer.intents.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message } from './flow.ts';
import { storedOneOf } from './place.ts';
import * as text from './text/danger.ts';
import { buttonLabels } from './text/engine.ts';

type DangerState = { readonly flow: 'danger'; readonly step: 'reach'; readonly kind: AlertKind };

const flow = defineFlow<DangerState>({
  name: 'danger',
  requires: 'nothing',
  restore: (stored) =>
    stored['step'] === 'reach'
      ? { flow: 'danger', step: 'reach', kind: storedOneOf(stored['kind'], alertKinds) ?? 'other' }
      : null,
  open: (scene, input) => {
    const kind = input?.kind === 'text' ? dangerKind(input.text) : 'other';
    return reach(kind, text.whereabouts((scene.facts.account.person?.phone ?? '') !== ''), scene);
  },
  step: (state, input, scene) => {
    if (input.kind === 'press') {
      const messages = input.choice === 'safe' ? [{ text: text.gladSafe() }] : [];
      return resume(scene, messages);
    }
    // A new alarm in the words was raised by the driver already; it is not passed on a second time.
    if (alarmIn(input, scene) !== null) return reach(state.kind, text.anythingElse(), scene);
    const words = toPassOn(input);
    if (words === '') return pass;
    const turn = reach(state.kind, text.anythingElse(), scene);
    return turn.kind === 'done'
      ? {
          ...turn,
          messages: [{ text: text.passedOn(), weight: 'vital' }, ...turn.messages],
          intents: [{ intent: 'raise-alert', kind: state.kind, words }],
        }
      : turn;
  },
});

/** What helps somebody find the person: words, a number, a place. */
function toPassOn(input: Input): string {
  switch (input.kind) {
    case 'text':
    case 'transcript':
      return input.text.trim();
    case 'contact':
      return input.phone;
    case 'location':
      return `${input.latitude}, ${input.longitude}`;
    default:
      return '';
  }
}

const back = choice('back', buttonLabels.back);

/** Who has not said who they are is asked for a number and a place; a call back can be asked for by who has. */
function reach(kind: AlertKind, question: string, scene: Scene): Turn {
  const message: Message = {
    ...(scene.facts.account.person === null
      ? ask(question, choice('safe', text.safeLabel), back)
      : ask(
          question,
          lasting('call-me', '', text.callMeLabel),
          choice('safe', text.safeLabel),
          back,
        )),
    ask: 'location',
  };
  return done(at(scene.conversation, { flow: 'danger', step: 'reach', kind }), [message]);
}

/** Goes on gently where the person was: with their report if one is open. */
const resume = (scene: Scene, messages: readonly Message[]): Turn =>
  scene.conversation.draft === null
    ? go('home', scene.conversation, { messages })
    : go('declare', scene.conversation, { messages });

export const danger: Feature = {
  flows: [flow],
  // The alert is stated from anywhere; its outcome changes nothing in the conversation.
  outcomes: { 'raise-alert': (_outcome, scene) => done(scene.conversation) },
};
