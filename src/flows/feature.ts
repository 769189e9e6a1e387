/**
 * How a feature plugs into the conversation. A feature is one `*.flow.ts`: it exports a `Feature` and is named once in
 * `registry.ts`. It may bring a flow with steps, labels for the menu, commands, buttons that stay valid for ever, and answers
 * to intents that were stated from anywhere.
 */
import type { Conversation } from './conversation.ts';
import {
  type ActionName,
  done,
  type Facts,
  type Input,
  type Intent,
  type Message,
  type Outcome,
  type StepResult,
} from './flow.ts';
import type { Work } from './kept-work.ts';
import { type FlowName, type FlowState, type Stored, storedObject } from './place.ts';

/** What a step sees: the chat so far, the facts at hand, and the menu of this person. */
export type Scene = {
  readonly conversation: Conversation;
  readonly facts: Facts;
  readonly menu: readonly MenuLabel[];
};

/**
 * What a step answers: facts it misses, an end (`done`), a move into another flow (`go`, whose `open` speaks next), or `pass`:
 * the input does not belong here and is listened to as free speech.
 */
export type Turn =
  | StepResult<Conversation>
  | Go
  | { readonly kind: 'pass' }
  /** Goes on with work that was kept half done (`kept-work.ts`); `id` is that of the kept piece. */
  | { readonly kind: 'take-up'; readonly id: number };

type Go = {
  readonly kind: 'go';
  readonly flow: FlowName;
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly intents: readonly Intent[];
  /** What the person said that led there; null for a mere visit. */
  readonly input: Input | null;
};

/** Moves into another flow. */
export const go = (
  flow: FlowName,
  conversation: Conversation,
  also: {
    readonly messages?: readonly Message[];
    readonly intents?: readonly Intent[];
    readonly input?: Input;
  } = {},
): Go => ({
  kind: 'go',
  flow,
  conversation,
  messages: also.messages ?? [],
  intents: also.intents ?? [],
  input: also.input ?? null,
});

/** Not for this step; free speech is listened to, anything else asks the current question again. */
export const pass: Turn = { kind: 'pass' };

/** Says something and asks the current question again; the home menu when there is none. */
export function again(scene: Scene, lead: string): Turn {
  const { conversation } = scene;
  const messages = [{ text: lead }];
  return conversation.question === null
    ? go('home', conversation, { messages })
    : done(conversation, [...messages, conversation.question]);
}

/** Who may enter a flow. `person`: first contact finished; without it the driver leads through first contact and comes back. */
type Requirement = 'nothing' | 'person' | 'staff';

/** How a flow's half-done work is kept when the person goes elsewhere. A pressed 取消 gives it up; nothing else does. */
export type Keeping<S extends FlowState> = {
  /** `choosing`: where work of this kind is begun and one of several may be taken up; null: nothing to keep here. */
  readonly work: (state: S) => Work | 'choosing' | null;
  /** Asks the step's question again. Facts may have changed and are asked anew, and with them whether the person may. */
  readonly takeUp: (state: S, scene: Scene) => Turn;
};

/** A conversation with named steps. `S` is its union of states. */
export type Flow<S extends FlowState> = {
  readonly name: S['flow'];
  readonly requires: Requirement;
  /** Reads stored data of one of its steps; null when the step is unknown to this version. Never throws. */
  readonly restore: (stored: Stored) => S | null;
  /** Enters the flow, with what the person said if they said something. */
  readonly open: (scene: Scene, input: Input | null) => Turn;
  readonly step: (state: S, input: Input, scene: Scene) => Turn;
  /** True where a bare number typed is an answer and not the number of a button. */
  readonly takesNumbers?: (state: S) => boolean;
  /**
   * Choices of the question before that still count. A question that came by itself (a model's proposal) must not take a 提交
   * out of anybody's hand that was already on its way.
   */
  readonly keepsFromBefore?: (state: S) => readonly string[];
  /** True where words are meant for other people (the body of a notice): danger named in them is nobody's alarm. */
  readonly deaf?: boolean;
  readonly keeps?: Keeping<S>;
};

/** A flow whose states the driver does not know. */
export type AnyFlow = {
  readonly name: FlowName;
  readonly requires: Requirement;
  /** False when this version has no such step. */
  readonly knows: (place: FlowState) => boolean;
  readonly open: (scene: Scene, input: Input | null) => Turn;
  readonly step: (input: Input, scene: Scene) => Turn;
  readonly takesNumbers: (place: FlowState) => boolean;
  readonly keepsFromBefore: (place: FlowState) => readonly string[];
  readonly deaf: boolean;
  /** The work a step belongs to; null where none is kept. */
  readonly work: (place: FlowState) => Work | 'choosing' | null;
  /** Goes on with kept work; null when this version cannot read its step. */
  readonly takeUp: (place: FlowState, scene: Scene) => Turn | null;
};

/** Hides a flow's state type from the driver; the state is read back before every step, so old data cannot reach one. */
export const defineFlow = <S extends FlowState>(flow: Flow<S>): AnyFlow => {
  const stateOf = (place: FlowState): S | null =>
    place.flow === flow.name ? flow.restore(storedObject(place)) : null;
  return {
    name: flow.name,
    requires: flow.requires,
    knows: (place) => stateOf(place) !== null,
    open: flow.open,
    step: (input, scene) => {
      const state = stateOf(scene.conversation.place);
      return state === null ? pass : flow.step(state, input, scene);
    },
    deaf: flow.deaf ?? false,
    work: (place) => {
      const state = stateOf(place);
      return state === null ? null : (flow.keeps?.work(state) ?? null);
    },
    takeUp: (place, scene) => {
      const state = stateOf(place);
      return state === null ? null : (flow.keeps?.takeUp(state, scene) ?? null);
    },
    keepsFromBefore: (place) => {
      const state = stateOf(place);
      return state === null ? [] : (flow.keepsFromBefore?.(state) ?? []);
    },
    takesNumbers: (place) => {
      const state = stateOf(place);
      return state !== null && (flow.takesNumbers?.(state) ?? false);
    },
  };
};

/** An entry of the home menu; typing the label anywhere leads there too. */
export type MenuLabel = {
  readonly label: string;
  readonly flow: FlowName;
  /** Whose menu it stands in. */
  readonly menu: 'farmer' | 'staff';
  /** Lower comes first. */
  readonly order: number;
  /** Hides it from people who may not use it (a role without the right); shown to all when left out. */
  readonly visible?: (facts: Facts) => boolean;
};

/** A button that stays valid for ever. `ref` names what it is about. */
export type ActionHandler = (ref: string, scene: Scene) => Turn;
/** A slash command, or one of the words that do the same. */
export type CommandHandler = (payload: string, scene: Scene) => Turn;
/** An outcome of an intent that was stated without waiting for it in a step. */
export type OutcomeHandler = (outcome: Outcome, scene: Scene) => Turn;

export type Feature = {
  readonly flows: readonly AnyFlow[];
  readonly labels?: readonly MenuLabel[];
  readonly commands?: Readonly<Record<string, CommandHandler>>;
  /** Words typed alone that do what a command does: 菜单, 换人使用. */
  readonly words?: Readonly<Record<string, CommandHandler>>;
  readonly actions?: Partial<Readonly<Record<ActionName, ActionHandler>>>;
  readonly outcomes?: Partial<Readonly<Record<Outcome['of'], OutcomeHandler>>>;
};
