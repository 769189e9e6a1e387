/**
 * Danger to life in anything a person says: heard before everything else, answered at once, whatever the conversation is about,
 * without tick, binding or case (DESIGN §6). A wrong alarm costs a phone call; a missed one may cost a life.
 */
import { readMessage } from './reader-stand-in.ts';
import type { AlertKind } from './farmer.intents.ts';
import type { Scene } from './feature.ts';
import type { Input, Intent, Message } from './flow.ts';
import { dangerAnswer } from './text/danger.ts';

/** What danger asks for before the input itself is looked at. */
export type Alarm = {
  readonly kind: AlertKind;
  readonly messages: readonly Message[];
  readonly intents: readonly Intent[];
  /** The words say nothing beside the danger; otherwise a hardship is told too and is taken up after the numbers. */
  readonly onlyDanger: boolean;
};

/** The alarm an input raises; null when it holds no words or no danger. */
export function alarmIn(input: Input, scene: Scene): Alarm | null {
  const words = wordsIn(input);
  if (words === '') return null;
  const reading = readMessage(words);
  if (reading.urgency !== 'emergency' && reading.subIntent !== 'crisis') return null;
  const kind = dangerKind(words);
  return {
    kind,
    messages: [{ text: dangerAnswer(kind, scene.facts.bureau), weight: 'vital' }],
    intents: [{ intent: 'raise-alert', kind, words }],
    onlyDanger: reading.intent !== 'declaration',
  };
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

/** First match wins, the most pressing first; the kind only chooses numbers and is told to the person on call. */
const KINDS: readonly (readonly [AlertKind, RegExp])[] = [
  [
    'self-harm',
    /不想活|想死|寻死|轻生|自杀|了断|活不下去|活着没|没活头|喝(?:了)?农药|敌敌畏|百草枯|上吊|跳(?:河|楼|井|水库|塘)|割腕|一了百了|一起(?:死|走)|解脱|遗书|后事/,
  ],
  [
    'fire-or-collapse',
    /起火|着火|失火|火烧|燃起来|垮(?:了|下来|塌)|塌(?:了|下来|方)|要倒|滑坡|山体|泥石流|涨水|洪水|漏气|煤气|漏电|电线|埋(?:了|起|在)/,
  ],
  [
    'violence',
    /打(?:我|人|她|他|得|老婆|娃)|家暴|砍|杀|拿刀|提刀|动刀|掐|强奸|性侵|猥亵|糟蹋|威胁|关起来|锁起来|锁在|不准出门/,
  ],
  ['missing', /失踪|走丢|走失|找不到(?:人|娃|孩子|老人)|不见了|被拐|联系不上/],
  [
    'hunger',
    /断粮|没(?:有)?(?:米|饭|粮|吃的|东西吃)|揭不开锅|没得(?:吃|米|饭)|饿(?:了|着|得|起)|几天没吃|一天没吃|没吃(?:饭|东西)/,
  ],
  [
    'medical',
    /昏迷|晕倒|昏倒|抽搐|吐血|大出血|流血|喘不(?:上|过)气|出不了气|胸口痛|中毒|中风|不省人事|没气|休克|要生了|难产|叫不醒|烧到|高烧|摔/,
  ],
];

/** What kind of danger the words name; `other` when none is named. */
export const dangerKind = (words: string): AlertKind =>
  KINDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
