/**
 * Danger to life in anything a person says: heard before everything else, answered at once, whatever the conversation is about,
 * without tick, binding or case. A wrong alarm costs a phone call; a missed one may cost a life.
 */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import type { Conversation } from './conversation.ts';
import { dangerKind, namesDanger } from './danger-kind.ts';
import type { AlertKind } from './farmer.intents.ts';
import type { AlertReach } from './farmer.needs.ts';
import type { Scene } from './feature.ts';
import type { Input, Intent, Message, Need } from './flow.ts';
import type { ModelProposal } from './model-proposal.ts';
import { dangerAnswer } from './text/danger.ts';
import { bare } from './typed-answer.ts';
import { remember, withTranscript } from './visitor.ts';

/** What danger asks for before the input itself is looked at. */
export type Alarm = {
  readonly kind: 'alarm';
  readonly messages: readonly Message[];
  readonly intents: readonly Intent[];
  /** The words say nothing beside the danger; otherwise a hardship is told too and is taken up after the numbers. */
  readonly onlyDanger: boolean;
};

/** A fact missed before it can be said what follows. */
type Missing = { readonly kind: 'need'; readonly needs: readonly Need[] };

const missing = (words: string): Missing => ({
  kind: 'need',
  needs: [{ need: 'alert-reach', words }],
});

/** The alarm an input raises; null when it holds no words or no danger. */
export function alarmIn(input: Input, scene: Scene): Alarm | Missing | null {
  if (input.kind === 'proposal') return alarmOfModel(input.proposal, scene);
  const words = wordsIn(input);
  if (words === '') return null;
  const reading = readMessage(words);
  if (reading.urgency !== 'emergency' && reading.subIntent !== 'crisis') return null;
  const reach = scene.facts.answers['alert-reach'];
  if (reach === undefined) return missing(words);
  // Asked where they are, people answer with places: 我在河边 is more about this danger, not a new one with other numbers.
  const going = scene.conversation.place.flow === 'danger' && reach.open;
  if (going && !namesDanger(words)) return null;
  return alarm(words, reach, reading.intent !== 'declaration', scene);
}

function alarm(words: string, reach: AlertReach, onlyDanger: boolean, scene: Scene): Alarm {
  const kind = dangerKind(words);
  const { account, bureau } = scene.facts;
  const callable = account.staff !== null || (account.person?.phone ?? '') !== '';
  const text = dangerAnswer(kind, bureau, { hears: reach.hears, callable });
  return {
    kind: 'alarm',
    messages: [{ text, weight: 'vital' }],
    intents: [raise(kind, words, reach)],
    onlyDanger,
  };
}

export const raise = (kind: AlertKind, words: string, { area }: AlertReach): Intent => ({
  intent: 'raise-alert',
  kind,
  words,
  ...(area === null ? {} : { area }),
});

/**
 * A model that reads danger where the reader read none: the numbers are told and a person looks; nothing else follows from it.
 * Of what the reader found itself the alarm has been raised already.
 */
function alarmOfModel(proposal: ModelProposal, scene: Scene): Alarm | Missing | null {
  const { draft } = scene.conversation;
  if (proposal.urgency !== 'emergency' || draft === null || draft.urgency === 'emergency') {
    return null;
  }
  const words = draft.words.join('\n');
  const reach = scene.facts.answers['alert-reach'];
  if (reach === undefined) return missing(words);
  return alarm(words, reach, false, scene);
}

/** What somebody told of their trouble before anybody knows them, kept for first contact. */
export function withTrouble(conversation: Conversation, input: Input): Conversation {
  const { visitor } = conversation;
  const told =
    input.kind === 'transcript'
      ? withTranscript(visitor, input.mediaId, input.text)
      : remember(visitor, input);
  return { ...conversation, visitor: { ...told, wanted: 'declare' } };
}

/** The words an input carries, whatever way they came. */
export function wordsIn(input: Input): string {
  switch (input.kind) {
    case 'text':
    case 'transcript':
      return input.text;
    case 'media':
      return input.caption;
    default:
      return '';
  }
}

/**
 * Words that say the danger is over (现在没事了). They mean that only of an alarm that is going on: `missing` until that is known,
 * false for anything else.
 */
export function allClearIn(input: Input, scene: Scene): boolean | Missing {
  if (input.kind !== 'text' || !saysAllClear(input.text)) return false;
  const reach = scene.facts.answers['alert-reach'];
  return reach === undefined ? missing(input.text) : reach.open;
}

/** Longer texts tell more than that all is well. */
const LONGEST_ALL_CLEAR = 20;

export const saysAllClear = (words: string): boolean =>
  [...words].length <= LONGEST_ALL_CLEAR &&
  /^(?:(?:谢谢|多谢|好了|我们?|俺|他|她|人|娃儿?|孩子|老人|家里|大家|这边|这里|现在|已经|都|也|暂时|刚才)[们家，, ]?)*(?:没事|没得事|没有?危险|不危险|安全|脱险|救(?:过|回)来|找(?:到|回来)|缓过来|好(?:些|多))(?:了|啦)/u.test(
    bare(words),
  );
