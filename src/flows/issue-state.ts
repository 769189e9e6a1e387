/** Where in telling of a trouble somebody is, as it is stored, and whose trouble it is. */
import { type RoutingTopic, routingTopics } from '#src/domain/policy/routing.ts';
import { choice } from './choices.ts';
import { at } from './conversation.ts';
import type { Scene, Turn } from './feature.ts';
import { done, type Message } from './flow.ts';
import type { TroubleOf } from './issue.intents.ts';
import { type Stored, storedOneOf, storedText, storedTexts } from './place.ts';
import { buttonLabels } from './text/engine.ts';

/** What it is about, as it is stored: '' the person's own household, `area:ID` a whole village, else the id of a household. */
export type Told = {
  readonly whose: string;
  /** Photos and other media sent so far; they go with the ticket. */
  readonly mediaIds: readonly string[];
};
export type Trouble = Told & { readonly topic: RoutingTopic };
export type IssueStep =
  | { readonly step: 'village' }
  /** Which household of a village, or all of it. */
  | { readonly step: 'household'; readonly areaId: string }
  | ({ readonly step: 'topic' | 'more-topics' } & Told)
  | ({ readonly step: 'lived-in' | 'water' } & Trouble)
  | ({
      readonly step: 'words' | 'waiting';
      readonly emergency: boolean;
      /** Captions and what was said aloud so far. */
      readonly said: string;
    } & Trouble)
  /** Photos for a ticket there is. */
  | { readonly step: 'photo'; readonly issueId: string };
export type IssueFlowState = IssueStep & { readonly flow: 'issue' };

/** Reads stored data of a step; null when this version does not know it. */
export function restoreIssue(stored: Stored): IssueFlowState | null {
  const flow = 'issue' as const;
  const whose = storedText(stored['whose']);
  const mediaIds = storedTexts(stored['mediaIds']);
  const step = storedText(stored['step']);
  if (step === 'village') return { flow, step };
  if (step === 'topic' || step === 'more-topics') return { flow, step, whose, mediaIds };
  if (step === 'household') {
    const areaId = storedText(stored['areaId']);
    return areaId === '' ? null : { flow, step, areaId };
  }
  if (step === 'photo') {
    const issueId = storedText(stored['issueId']);
    return issueId === '' ? null : { flow, step, issueId };
  }
  const topic = storedOneOf(stored['topic'], routingTopics);
  if (topic === null) return null;
  switch (step) {
    case 'lived-in':
    case 'water':
      return { flow, step, whose, mediaIds, topic };
    case 'words':
    case 'waiting': {
      const emergency = stored['emergency'] === true;
      const said = storedText(stored['said']);
      return { flow, step, whose, mediaIds, topic, emergency, said };
    }
    default:
      return null;
  }
}

/** Before the id of an area, where a household's would stand. */
const AREA = 'area:';
export const wholeArea = (areaId: string): string => `${AREA}${areaId}`;

/** Whose trouble a stored reference means: '' one's own, `area:` and an id a whole place, any other id a household. */
export function troubleOf(whose: string): TroubleOf {
  if (whose === '') return { kind: 'own' };
  return whose.startsWith(AREA)
    ? { kind: 'area', areaId: whose.slice(AREA.length) }
    : { kind: 'household', householdId: whose };
}

export const back = choice('back', buttonLabels.back);

/** Goes to a step with its question. */
export const toIssue = (step: IssueStep, question: Message, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'issue', ...step }), [question]);
