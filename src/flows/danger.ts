/**
 * Danger to life in anything a person says: heard before everything else, answered at once, whatever the conversation is about,
 * without tick, binding or case. A wrong alarm costs a phone call; a missed one may cost a life.
 */
import { dangersIn } from '#src/domain/declaration/reader/danger.ts';
import type { DangerKind } from '#src/domain/declaration/reader/lexicon/danger.ts';
import { fold, plain } from '#src/domain/declaration/reader/normalise.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { type AlertKind, alertKinds } from './farmer.intents.ts';
import { clausesOf } from '#src/domain/declaration/reader/scope.ts';
import type { Scene } from './feature.ts';
import type { Input, Intent, Message } from './flow.ts';
import type { ModelProposal } from './model-proposal.ts';
import { dangerAnswer } from './text/danger.ts';

/** What danger asks for before the input itself is looked at. */
type Alarm = {
  readonly kind: AlertKind;
  readonly messages: readonly Message[];
  readonly intents: readonly Intent[];
  /** The words say nothing beside the danger; otherwise a hardship is told too and is taken up after the numbers. */
  readonly onlyDanger: boolean;
};

/** The alarm an input raises; null when it holds no words or no danger. */
export function alarmIn(input: Input, scene: Scene): Alarm | null {
  if (input.kind === 'proposal') return alarmOfModel(input.proposal, scene);
  const words = wordsIn(input);
  if (words === '') return null;
  const reading = readMessage(words);
  if (reading.urgency !== 'emergency' && reading.subIntent !== 'crisis') return null;
  // Asked where they are, people answer with places: 我在河边 is more about this danger, not a new one with other numbers.
  if (scene.conversation.place.flow === 'danger' && !namesAnother(words)) return null;
  const kind = dangerKind(words);
  return {
    kind,
    messages: [{ text: dangerAnswer(kind, scene.facts.bureau), weight: 'vital' }],
    intents: [{ intent: 'raise-alert', kind, words }],
    onlyDanger: reading.intent !== 'declaration',
  };
}

/**
 * A model that reads danger where the reader read none: the numbers are told and a person looks; nothing else follows from it.
 * Of what the reader found itself the alarm has been raised already.
 */
function alarmOfModel(proposal: ModelProposal, scene: Scene): Alarm | null {
  const { draft } = scene.conversation;
  if (proposal.urgency !== 'emergency' || draft === null || draft.urgency === 'emergency') {
    return null;
  }
  const words = draft.words.join('\n');
  const kind = dangerKind(words);
  return {
    kind,
    messages: [{ text: dangerAnswer(kind, scene.facts.bureau), weight: 'vital' }],
    intents: [{ intent: 'raise-alert', kind, words }],
    onlyDanger: false,
  };
}

/** The words an input carries, whatever way they came. */
function wordsIn(input: Input): string {
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

/** What the reader's kinds of danger mean for the numbers told; nobody's life waits for a finer distinction. */
const KIND_OF: Readonly<Record<DangerKind, AlertKind>> = {
  'self-harm': 'self-harm',
  violence: 'violence',
  disaster: 'fire-or-collapse',
  hazard: 'fire-or-collapse',
  missing: 'missing',
  poisoning: 'medical',
  acute: 'medical',
  hunger: 'hunger',
  alone: 'other',
};

/** Whether the words name a danger outright, not only a place or a state that may be one. */
const namesAnother = (words: string): boolean => {
  const spoken = plain(fold(words));
  return dangersIn(spoken, clausesOf(spoken)).some(
    ({ kind }) => kind !== 'hazard' && kind !== 'alone',
  );
};

/** What kind of danger the words name, the first of `alertKinds` if several; `other` when none is named. */
export function dangerKind(words: string): AlertKind {
  const spoken = plain(fold(words));
  const named = dangersIn(spoken, clausesOf(spoken)).map((each) => KIND_OF[each.kind]);
  return alertKinds.find((kind) => named.includes(kind)) ?? 'other';
}
