/**
 * The driver of every conversation: one input in, what to say and what to do out. Pure; the shell runs it in the transaction
 * that saves the conversation. In this order:
 * danger in any words first; then outcomes, commands, lasting buttons, pressed buttons, labels and numbers typed instead of
 * pressed; then the step the person is at; and what that does not take is listened to as free speech.
 */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { at, type Conversation } from './conversation.ts';
import { type Alarm, alarmIn, allClearIn, withTrouble } from './danger.ts';
import { again, type AnyFlow, go, pass, type Scene, type Turn } from './feature.ts';
import {
  type Choice,
  done,
  type Facts,
  type Input,
  type Intent,
  type Message,
  type Outcome,
  type StepResult,
} from './flow.ts';
import { keptNamed, leaving, settleWork } from './leave-work.ts';
import { listen } from './listen.ts';
import { numberQuestion } from './number-question.ts';
import { type FlowName, homePlace } from './place.ts';
import {
  actionHandler,
  commandHandler,
  flowNamed,
  menuLabels,
  outcomeHandler,
  wordHandler,
} from './registry.ts';
import * as text from './text/engine.ts';
import * as keptText from './text/kept-work.ts';
import { bare, labelled, numbered } from './typed-answer.ts';

type Settled = StepResult<Conversation>;
type Press = Extract<Input, { readonly kind: 'press' }>;

/** Longest chain of flows one input may run through; more means two flows send a person to and fro. */
const LONGEST_CHAIN = 6;

/** Two presses of one button within this time are one press of a shaky finger, in milliseconds. */
const DOUBLE_PRESS_MS = 60_000;

/** Steps a conversation by one input. Returns the facts it misses, or the new conversation with messages and intents. */
export function converse(
  conversation: Conversation,
  input: Input,
  facts: Facts,
): StepResult<Conversation> {
  const scene: Scene = { conversation: placed(conversation), facts, menu: menuLabels(facts) };
  const here = flowNamed(scene.conversation.place.flow);
  const alarm = here?.deaf === true ? null : alarmIn(input, scene);
  if (alarm?.kind === 'need') return alarm;
  const calm = here?.deaf !== true && alarm === null && allClearIn(input, scene);
  if (typeof calm === 'object') return calm;
  const turn = afterAlarm(alarm, calm, input, scene);
  const turned = settle(turn, input, scene, 0);
  if (turned.kind === 'need') return turned;
  const settled = settleWork(turned, scene);
  return numberQuestion(
    {
      ...settled,
      messages: [...(alarm?.messages ?? []), ...settled.messages],
      intents: [...(alarm?.intents ?? []), ...settled.intents],
    },
    conversation,
    input,
  );
}

/** Where an input leads that raised an alarm, said that one is over, or did neither. */
function afterAlarm(alarm: Alarm | null, calm: boolean, input: Input, scene: Scene): Turn {
  const { conversation, facts } = scene;
  const here = flowNamed(conversation.place.flow);
  if (here?.name === 'danger') return route(input, scene);
  if (calm) return done(conversation, [], [{ intent: 'note-alert', words: textOf(input) }]);
  // An officer's note of somebody else's danger raises the alarm and stays a note.
  if (alarm === null || here?.requires === 'staff') return route(input, scene);
  // Whom nobody knows is first asked how to be found; a hardship in the same words waits for that.
  const unknown = facts.account.person === null && facts.account.staff === null;
  if (unknown && !alarm.onlyDanger)
    return go('danger', withTrouble(conversation, input), { input });
  return alarm.onlyDanger ? go('danger', conversation, { input }) : route(input, scene);
}

const textOf = (input: Input): string => (input.kind === 'text' ? input.text : '');

/** A place this version does not know leads home; everything said is still there. */
function placed(conversation: Conversation): Conversation {
  if (flowNamed(conversation.place.flow)?.knows(conversation.place) === true) return conversation;
  return { ...at(conversation, homePlace), offered: [], question: null };
}

function route(input: Input, scene: Scene): Turn {
  switch (input.kind) {
    case 'outcome':
      return outcome(input, scene);
    case 'command':
      return (
        commandHandler(input.name)?.(input.payload, scene) ?? again(scene, text.unknownCommand())
      );
    case 'action':
      return (
        actionHandler(input.action)?.(input.ref, scene) ??
        go('home', scene.conversation, { messages: [{ text: text.goneButton() }] })
      );
    case 'press':
      return press(input, scene);
    case 'text':
      if (input.text.trim() === '') return again(scene, text.unreadable());
      if (input.edited) return edited(input, scene);
      return typed(input.text, scene) ?? atPlace(input, scene);
    default:
      return atPlace(input, scene);
  }
}

/** Steps that collect what is told take an edited message as told once more; no other answer is changed behind one's back. */
const COLLECTING: ReadonlySet<FlowName> = new Set(['declare', 'progress', 'help', 'first-contact']);

function edited(input: Extract<Input, { readonly kind: 'text' }>, scene: Scene): Turn {
  const told = readMessage(input.text).intent !== 'other';
  if (COLLECTING.has(scene.conversation.place.flow)) {
    return told || scene.conversation.place.step === 'add'
      ? atPlace(input, scene)
      : again(scene, text.editedLate());
  }
  return told ? pass : again(scene, text.editedLate());
}

/** An outcome belongs to whoever stated the intent: a feature that answers from anywhere, or the step that waits for it. */
function outcome(input: Outcome, scene: Scene): Turn {
  // Also for a person who is one no longer: after 撤回同意 the waiting step must still forget what it holds.
  const turn =
    outcomeHandler(input.of)?.(input, scene) ??
    flowNamed(scene.conversation.place.flow)?.step(input, scene) ??
    pass;
  return turn.kind === 'pass' ? done(scene.conversation) : turn;
}

/** The step the person is at; a flow that is not theirs (any more) is entered anew, which leads through first contact. */
function atPlace(input: Input, scene: Scene): Turn {
  const flow = flowNamed(scene.conversation.place.flow);
  if (flow === null) return pass;
  return mayEnter(flow, scene.facts) ? flow.step(input, scene) : pass;
}

function press(input: Press, scene: Scene): Turn {
  const { conversation } = scene;
  if (input.token !== conversation.token) return oldPress(input, scene);
  const offered = conversation.offered.find((each) => 'id' in each && each.id === input.choice);
  if (offered === undefined) return again(scene, text.oldButton());
  return take(offered, scene);
}

/** A press on a question that is over never has an effect: it is answered, and the current question shown again. */
function oldPress(input: Press, scene: Scene): Turn {
  const { conversation, facts } = scene;
  const sent = conversation.sent.find((each) => each.token === input.token);
  if (sent !== undefined && input.choice === 'submit') {
    // Only the number: the receipt shown once more would read like a second one.
    return done(conversation, [{ text: text.alreadySent(sent.receiptNumber) }]);
  }
  const kept = flowNamed(conversation.place.flow)?.keepsFromBefore(conversation.place) ?? [];
  if (input.token === conversation.token - 1 && kept.includes(input.choice)) {
    return atPlace(input, scene);
  }
  const last = conversation.pressed;
  const twice =
    last !== null &&
    last.token === input.token &&
    last.choice === input.choice &&
    facts.now - last.at < DOUBLE_PRESS_MS;
  return twice
    ? done(conversation, [{ text: text.pressedTwice() }])
    : again(scene, text.oldButton());
}

/** Does what a button of the current question does. */
function take(chosen: Choice, scene: Scene): Turn {
  const { conversation, facts } = scene;
  if ('url' in chosen) {
    return again(scene, text.openPage(chosen.label, chosen.url));
  }
  if ('action' in chosen) {
    return route({ kind: 'action', action: chosen.action, ref: chosen.ref }, scene);
  }
  const pressed = { token: conversation.token, choice: chosen.id, at: facts.now };
  return atPlace(
    { kind: 'press', token: conversation.token, choice: chosen.id },
    { ...scene, conversation: { ...conversation, pressed } },
  );
}

/** A label, a word of the menu or a number typed instead of pressed; null when the text is none of them. */
function typed(words: string, scene: Scene): Turn | null {
  const { conversation, facts } = scene;
  const label = labelled(words, conversation.offered);
  if (label !== null) return take(label, scene);
  const word = wordHandler(bare(words), facts);
  if (word !== null) return word('', scene);
  const flow = flowNamed(conversation.place.flow);
  if (flow?.takesNumbers(conversation.place) === true) return null;
  const number = numbered(words, conversation.offered);
  return number === null ? null : take(number, scene);
}

/** Runs a turn to its end: enters the flows it goes to, listens to what no step took. */
function settle(turn: Turn, input: Input, scene: Scene, depth: number): Settled {
  switch (turn.kind) {
    case 'need':
    case 'done':
      return turn;
    case 'pass':
      return settle(heard(input, scene), input, scene, depth + 1);
    case 'take-up':
      return settle(takeUp(turn.id, scene), input, scene, depth + 1);
    case 'go': {
      const flow = flowNamed(depth < LONGEST_CHAIN ? turn.flow : 'home') ?? flowNamed('home');
      if (flow === null) return done(turn.conversation, turn.messages, turn.intents);
      // Where one goes shows what was left: the home menu speaks of it.
      const { conversation } = turn;
      const left = leaving(conversation, conversation.place, scene.facts);
      const next: Scene = { ...scene, conversation: left };
      const entered = enter(flow, depth < LONGEST_CHAIN ? turn.input : null, next);
      const rest = settle(entered, turn.input ?? input, next, depth + 1);
      return rest.kind === 'need' ? rest : joined(turn.messages, turn.intents, rest);
    }
  }
}

const joined = (
  messages: readonly Message[],
  intents: readonly Intent[],
  rest: Extract<Settled, { kind: 'done' }>,
): Settled => done(rest.state, [...messages, ...rest.messages], [...intents, ...rest.intents]);

/** Goes on with kept work, if this version can read it and this person may (still) do it. */
function takeUp(id: number, scene: Scene): Turn {
  const found = keptNamed(id, scene);
  if (found === null) {
    return go('home', scene.conversation, { messages: [{ text: keptText.nothingKept() }] });
  }
  const { kept, flow, conversation } = found;
  if (!mayEnter(flow, scene.facts)) {
    return go('home', conversation, { messages: [{ text: keptText.notYours(kept) }] });
  }
  const turn = flow.takeUp(kept.place, { ...scene, conversation });
  if (turn === null) {
    return go(flow.name, conversation, { messages: [{ text: keptText.unreadableNow(kept) }] });
  }
  if (turn.kind !== 'done') return turn;
  return { ...turn, messages: [{ text: keptText.takenUp(kept) }, ...turn.messages] };
}

/** Free speech; whatever even that does not take gets the current question again. */
function heard(input: Input, scene: Scene): Turn {
  const turn = listen(input, scene);
  return turn.kind === 'pass' ? again(scene, text.notAnAnswer()) : turn;
}

/** Enters a flow, through first contact when it must know who is speaking; what was said and wanted is kept for afterwards. */
function enter(flow: AnyFlow, input: Input | null, scene: Scene): Turn {
  if (mayEnter(flow, scene.facts)) return flow.open(scene, input);
  if (flow.requires === 'staff') return go('home', scene.conversation);
  const { conversation } = scene;
  const wanted = { ...conversation.visitor, wanted: flow.name };
  return go('first-contact', { ...conversation, visitor: wanted }, input === null ? {} : { input });
}

function mayEnter(flow: AnyFlow, facts: Facts): boolean {
  switch (flow.requires) {
    case 'nothing':
      return true;
    case 'person':
      return facts.account.person !== null;
    case 'staff':
      return facts.account.staff !== null;
  }
}
