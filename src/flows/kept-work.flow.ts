/** 接着写: the question on coming back to half-done work, and the ways to go on with it from anywhere. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { instant } from '#src/domain/calendar/instant.ts';
import { ask, choice, lasting, type Question } from './choices.ts';
import { at, type Conversation } from './conversation.ts';
import { again, defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { type Choice, done, type Facts, type Message } from './flow.ts';
import { keptBy, type KeptWork, withoutKept, withPassed } from './kept-work.ts';
import { type FlowState, isFlowName, storedNumber, storedObject, storedText } from './place.ts';
import { restoreQuestion } from './restore-question.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/kept-work.ts';

/** `fresh` and `question`: the step that would have begun anew, and what it asks. */
type OfferState = {
  readonly flow: 'kept-work';
  readonly step: 'offer';
  readonly id: number;
  readonly fresh: FlowState;
  readonly question: Message;
};

const labels = text.keptLabels;

const flow = defineFlow<OfferState>({
  name: 'kept-work',
  requires: 'nothing',
  restore: (stored) => {
    const fresh = storedObject(stored['fresh']);
    const question = restoreQuestion(stored['question']);
    if (stored['step'] !== 'offer' || question === null || !isFlowName(fresh['flow'])) return null;
    return {
      flow: 'kept-work',
      step: 'offer',
      id: storedNumber(stored['id'], -1),
      fresh: { ...fresh, flow: fresh['flow'], step: storedText(fresh['step']) },
      question,
    };
  },
  open: (scene) => go('home', scene.conversation),
  step: (state, input, scene) => {
    if (input.kind !== 'press') return pass;
    const { conversation } = scene;
    switch (input.choice) {
      case 'go-on':
        return { kind: 'take-up', id: state.id };
      case 'anew':
        return begin(state, withoutKept(conversation, state.id));
      case 'give-up':
        return begin(state, withoutKept(conversation, state.id), farewell(state.id, scene));
      case 'another':
        return begin(state, withPassed(conversation, state.id));
      case 'back':
        return go('home', conversation);
      default:
        return pass;
    }
  },
});

const begin = (
  { fresh, question }: OfferState,
  conversation: Conversation,
  lead: readonly Message[] = [],
): Turn => done(at(conversation, fresh), [...lead, question]);

const farewell = (id: number, { conversation }: Scene): readonly Message[] =>
  conversation.kept.filter((each) => each.id === id).map((each) => ({ text: text.givenUp(each) }));

/** The question whether to go on with `kept` instead of beginning at the place the conversation has reached. */
export function offerKept(
  conversation: Conversation,
  question: Message,
  kept: KeptWork,
  among: boolean,
  { today }: Facts,
): { readonly conversation: Conversation; readonly question: Question } {
  const fresh = conversation.place;
  const leftOn = fromInstant(instant(kept.at));
  const goOn = choice('go-on', labels.goOn);
  const back = choice('back', buttonLabels.back);
  const place: OfferState = { flow: 'kept-work', step: 'offer', id: kept.id, fresh, question };
  return {
    conversation: at(conversation, place),
    question: among
      ? ask(
          text.offerAmong(kept, leftOn, today),
          goOn,
          choice('another', labels.another),
          choice('give-up', labels.giveUp),
          back,
        )
      : ask(text.offer(kept, leftOn, today), goOn, choice('anew', labels.anew), back),
  };
}

/** The button on the home menu that goes on with what was left last; none when nothing is kept. */
export function goOnChoice(scene: Scene): readonly Choice[] {
  const [newest] = keptBy(scene.conversation, scene.facts);
  return newest === undefined ? [] : [lasting('go-on', String(newest.id), text.goOnLabel(newest))];
}

/** The line above a menu or a list; none when nothing is kept. */
export function keptLines({ conversation, facts }: Scene): readonly string[] {
  const kept = keptBy(conversation, facts);
  return kept.length === 0 ? [] : [text.keptLine(kept)];
}

export const keptWork: Feature = {
  flows: [flow],
  words: {
    [labels.goOn]: (_payload, scene) => {
      const [newest] = keptBy(scene.conversation, scene.facts);
      return newest === undefined
        ? again(scene, text.nothingKept())
        : { kind: 'take-up', id: newest.id };
    },
  },
  actions: { 'go-on': (ref) => ({ kind: 'take-up', id: Number(ref) }) },
};
