/**
 * After the numbers (`danger.ts`): how to reach the person and where they are, handed to whoever is on call. The phone is asked
 * first: a call reaches one person at once and 110 can find a number, while a village without a name is some hundred houses. Each
 * is asked twice at most, one question a message, before anything else (consent included) is asked.
 */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { readPhone } from '#src/domain/people/phone.ts';
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { alarmIn, raise, saysAllClear, withTrouble, wordsIn } from './danger.ts';
import { dangerKind } from './danger-kind.ts';
import { type AlertKind, alertKinds } from './farmer.intents.ts';
import type { AlertReach } from './farmer.needs.ts';
import { defineFlow, type Feature, again, go, pass, type Scene, type Turn } from './feature.ts';
import { type Choice, done, type Input, type Message, need } from './flow.ts';
import { storedNumber, storedOneOf } from './place.ts';
import * as text from './text/danger.ts';
import { buttonLabels } from './text/engine.ts';

/** How often each may still be asked; 0 once it is known or cannot be told. */
type Asking = { readonly phoneLeft: number; readonly placeLeft: number };
type DangerState = Asking & {
  readonly flow: 'danger';
  /** `reach`: nothing is missing; more may be told. */
  readonly step: 'phone' | 'place' | 'reach';
  readonly kind: AlertKind;
};

const TIMES = 2;

const flow = defineFlow<DangerState>({
  name: 'danger',
  requires: 'nothing',
  restore: (stored) => {
    const step = storedOneOf(stored['step'], ['phone', 'place', 'reach'] as const);
    return step === null
      ? null
      : {
          flow: 'danger',
          step,
          kind: storedOneOf(stored['kind'], alertKinds) ?? 'other',
          phoneLeft: storedNumber(stored['phoneLeft'], 0),
          placeLeft: storedNumber(stored['placeLeft'], 0),
        };
  },
  open: (scene, input) => {
    const words = input === null ? '' : wordsIn(input);
    const { person, staff } = scene.facts.account;
    const asking = told(words, scene.facts.answers['alert-reach'], {
      phoneLeft: staff !== null || (person?.phone ?? '') !== '' ? 0 : TIMES,
      placeLeft: staff !== null || person !== null ? 0 : TIMES,
    });
    const question = isUnknown(scene) ? text.anythingElse() : text.whereabouts();
    return next(dangerKind(words), asking, question, scene);
  },
  step: (state, input, scene) => {
    if (input.kind === 'press') return pressed(state, input.choice, scene);
    const words = toPassOn(input);
    if (words === '') return pass;
    const reach = scene.facts.answers['alert-reach'];
    if (reach === undefined) return need({ need: 'alert-reach', words });
    if (input.kind === 'text' && saysAllClear(words)) return allClear(words, scene);
    // A new alarm in the words was raised by the driver already; it is not passed on a second time.
    const raised = alarmIn(input, scene) !== null;
    // The alarm is over: what is said now belongs to no danger, and must not ring anybody.
    if (!raised && !reach.open) return pass;
    const heard = hardship(input, scene);
    const turn = next(state.kind, told(words, reach, state), afterwards(state, scene), heard);
    return raised || turn.kind !== 'done'
      ? turn
      : {
          ...turn,
          messages: [{ text: text.passedOn(reach.hears), weight: 'vital' }, ...turn.messages],
          intents: [raise(state.kind, words, reach)],
        };
  },
});

const isUnknown = ({ facts }: Scene): boolean =>
  facts.account.person === null && facts.account.staff === null;

/** A hardship was told before anybody knows whose it is. */
const troubleWaits = (scene: Scene): boolean =>
  isUnknown(scene) && scene.conversation.visitor.said.length > 0;

/** What helps somebody find the person: words, a number, a place. A bare number is said to be one, or nobody could tell. */
function toPassOn(input: Input): string {
  switch (input.kind) {
    case 'text':
    case 'transcript': {
      const words = input.text.trim();
      return /^\+?[\d -]{7,20}$/.test(words) && phoneIn(words) === ''
        ? text.phoneTold(readPhone(words)?.digits ?? words)
        : words;
    }
    case 'contact':
      return text.phoneTold(readPhone(input.phone)?.digits ?? input.phone);
    case 'location':
      return text.placeTold(input.latitude, input.longitude);
    default:
      return '';
  }
}

const phoneIn = (words: string): string => readMessage(words).pii.phones.at(-1) ?? '';

/** What need not be asked any more after these words. Of a town alone the village is still asked. */
const told = (words: string, reach: AlertReach | undefined, asking: Asking): Asking => ({
  phoneLeft: phoneIn(words) === '' ? asking.phoneLeft : 0,
  placeLeft: reach?.area != null && reach.area.level !== 'town' ? 0 : asking.placeLeft,
});

/** A hardship told meanwhile by somebody nobody knows waits for first contact. */
function hardship(input: Input, scene: Scene): Scene {
  if (!isUnknown(scene)) return scene;
  if (readMessage(wordsIn(input)).intent !== 'declaration') return scene;
  return { ...scene, conversation: withTrouble(scene.conversation, input) };
}

function pressed(state: DangerState, chosen: string, scene: Scene): Turn {
  switch (chosen) {
    case 'safe':
      return allClear(text.safeLabel, scene);
    case 'no-phone':
      return next(state.kind, { ...state, phoneLeft: 0 }, afterwards(state, scene), scene);
    case 'unclear':
      return next(state.kind, { ...state, placeLeft: 0 }, text.anythingElse(), scene);
    default:
      return resume(scene, []);
  }
}

/** Whose village is known is asked where they are just now before anything else there may be. */
const afterwards = (state: DangerState, { facts }: Scene): string =>
  state.step === 'phone' && facts.account.person !== null
    ? text.whereabouts()
    : text.anythingElse();

/** The people on call hear it; they still call. */
const allClear = (words: string, scene: Scene): Turn =>
  done(scene.conversation, [], [{ intent: 'note-alert', words }]);

const back = choice('back', buttonLabels.back);
const safe = choice('safe', text.safeLabel);

/** Asks for what is missing, what was asked less often first; `question` when nothing is. */
function next(kind: AlertKind, asking: Asking, question: string, scene: Scene): Turn {
  const { phoneLeft, placeLeft } = asking;
  if (phoneLeft > 0 && phoneLeft >= placeLeft) {
    const left = { phoneLeft: phoneLeft - 1, placeLeft };
    const words = phoneLeft === TIMES ? text.phoneQuestion() : text.phoneAgain();
    const message = ask(words, choice('no-phone', text.noPhoneLabel), safe, back);
    return to({ step: 'phone', kind, ...left }, contactOf(message, scene), scene);
  }
  if (placeLeft > 0) {
    const left = { phoneLeft, placeLeft: placeLeft - 1 };
    const words = placeLeft === TIMES ? text.placeQuestion() : text.placeAgain();
    const message = ask(words, choice('unclear', text.noPlaceLabel), safe, back);
    return to({ step: 'place', kind, ...left }, { ...message, ask: 'location' }, scene);
  }
  const message: Message = { ...ask(question, ...calmly(scene)), ask: 'location' };
  return to({ step: 'reach', kind, phoneLeft, placeLeft }, message, scene);
}

/** Who has not said who they are goes on with what they told of their trouble; a call back can be asked for by who has. */
function calmly(scene: Scene): readonly [Choice, ...Choice[]] {
  if (scene.facts.account.person !== null) {
    return [lasting('call-me', '', text.callMeLabel), safe, back];
  }
  return troubleWaits(scene) ? [choice('go-on', text.goOnLabel), safe, back] : [safe, back];
}

const contactOf = (message: Message, scene: Scene): Message =>
  scene.facts.account.provesContact ? { ...message, ask: 'contact' } : message;

const to = (state: Omit<DangerState, 'flow'>, question: Message, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'danger', ...state }), [question]);

/** Goes on gently where the person was: with their report if one is open or told of. */
function resume(scene: Scene, messages: readonly Message[]): Turn {
  const { conversation } = scene;
  if (troubleWaits(scene)) {
    return go('declare', conversation, { messages: [...messages, { text: text.troubleKept() }] });
  }
  return go(conversation.draft === null ? 'home' : 'declare', conversation, { messages });
}

export const danger: Feature = {
  flows: [flow],
  outcomes: {
    // The alert is stated from anywhere; its outcome changes nothing in the conversation.
    'raise-alert': (_outcome, scene) => done(scene.conversation),
    'note-alert': (outcome, scene) => {
      const hears = outcome.of === 'note-alert' ? outcome.result.hears : 0;
      const words = text.gladSafe(hears, scene.facts.bureau);
      if (scene.conversation.place.flow !== 'danger') return again(scene, words);
      return isUnknown(scene) ? rest(words, scene) : resume(scene, [{ text: words }]);
    },
  },
};

/** Who has just come through something is not met with a page to consent to; they go on when they like. */
function rest(words: string, scene: Scene): Turn {
  const question = troubleWaits(scene)
    ? ask(words, choice('go-on', text.goOnLabel), back)
    : ask(words, back);
  return done(scene.conversation, [question]);
}
