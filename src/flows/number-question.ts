/** The number (token) of a question, by which a press on it is told from a press on an older one. */
import type { Conversation } from './conversation.ts';
import type { Input, Message, StepResult } from './flow.ts';

type Settled = Extract<StepResult<Conversation>, { kind: 'done' }>;

/**
 * A question gets the next token, and its choices become what can be typed. The same question shown once more keeps its token: a
 * press on the way to its earlier copy answers it. Otherwise somebody whose presses arrive one round late would be told for
 * ever that the button is out of date.
 */
export function numberQuestion(settled: Settled, before: Conversation, input: Input): Settled {
  const question = settled.messages.findLast((each) => each.choices !== undefined);
  if (question === undefined) return settled;
  const state: Conversation = {
    ...settled.state,
    offered: question.choices?.flat() ?? [],
    question: plain(question),
  };
  const shownAgain =
    input.kind !== 'outcome' && settled.intents.length === 0 && sameMoment(state, before);
  return { ...settled, state: shownAgain ? state : { ...state, token: state.token + 1 } };
}

/** Nothing that a button could mean has changed, and none has been taken. */
const sameMoment = (now: Conversation, before: Conversation): boolean =>
  JSON.stringify([now.question, now.place, now.draft, now.pressed]) ===
  JSON.stringify([before.question, before.place, before.draft, before.pressed]);

/** The question as it is shown again: its weight and what was attached belonged to the first time. */
const plain = ({ text: words, choices, ask }: Message): Message => ({
  text: words,
  ...(choices !== undefined && { choices }),
  ...(ask !== undefined && { ask }),
});
