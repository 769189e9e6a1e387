/**
 * What is remembered of one account's chat between two inputs. Plain JSON, kept encrypted by the store; a newer version of
 * the flows reads what an older one wrote (`restoreConversation`), so a deploy never costs anybody their words.
 */
import { type Draft, restoreDraft } from './draft.ts';
import type { Choice, Message } from './flow.ts';
import { type KeptWork, restoreKept } from './kept-work.ts';
import { restoreQuestion } from './restore-question.ts';
import {
  type FlowName,
  type FlowState,
  homePlace,
  isFlowName,
  storedList,
  storedNumber,
  storedObject,
  storedText,
} from './place.ts';
import { emptyVisitor, restoreVisitor, type Visitor } from './visitor.ts';

/** A report sent from this chat, kept so that a second press of its 提交 is answered with the same number. */
export type SentReport = {
  /** Token of the question whose 提交 sent it. */
  readonly token: number;
  readonly draftId: string;
  readonly declarationId: string;
  readonly receiptNumber: string;
  /** When it was sent, epoch milliseconds. */
  readonly at: number;
};

export type Conversation = {
  readonly version: 1;
  /** Counts questions; a step button carries the token of the question it belonged to. */
  readonly token: number;
  /** Choices of the last question in reading order: typing a number or a label answers as well as pressing. */
  readonly offered: readonly Choice[];
  /** The last question, to be shown again when an input did not answer it. */
  readonly question: Message | null;
  /** The last press that was taken, so that a double press is known for one. */
  readonly pressed: { readonly token: number; readonly choice: string; readonly at: number } | null;
  readonly place: FlowState;
  /** The person's unsent report. Survives every other flow and never expires. */
  readonly draft: Draft | null;
  /** Other work left half done, newest first. Survives every flow and never expires. */
  readonly kept: readonly KeptWork[];
  /** What somebody told of themselves and of their trouble before first contact was finished. */
  readonly visitor: Visitor;
  /** Reports sent from here, newest first, at most `SENT_KEPT`. */
  readonly sent: readonly SentReport[];
};

/** Old 提交 buttons beyond these are answered from 我的进度; three is more than a household sends in a year. */
const SENT_KEPT = 3;

/** A chat nobody has spoken in yet. */
export const startConversation = (): Conversation => ({
  version: 1,
  token: 0,
  offered: [],
  question: null,
  pressed: null,
  place: homePlace,
  draft: null,
  kept: [],
  visitor: emptyVisitor,
  sent: [],
});

/** Moves to a place; everything else stays. */
export const at = <S extends FlowState>(conversation: Conversation, place: S): Conversation => ({
  ...conversation,
  place,
});

/** Remembers a sent report. */
export const withSent = (conversation: Conversation, report: SentReport): Conversation => ({
  ...conversation,
  sent: [report, ...conversation.sent].slice(0, SENT_KEPT),
});

/**
 * Reads a stored conversation of this, an older or a newer version. Never throws: a place that is not known leads to the home
 * menu, and whatever can be understood of the draft is kept. (A known flow with an unknown step is met by the driver.)
 */
export function restoreConversation(json: unknown): Conversation {
  const stored = storedObject(json);
  const place = storedObject(stored['place']);
  const known = isFlowName(place['flow']) && typeof place['step'] === 'string';
  const question = known ? restoreQuestion(stored['question']) : null;
  return {
    version: 1,
    // Tokens only grow, so that no button of before the restore can pass for a current one.
    token: Math.max(0, Math.trunc(storedNumber(stored['token'], 0))),
    offered: question?.choices?.flat() ?? [],
    question,
    pressed: restorePressed(stored['pressed']),
    place: known ? placeOf(place['flow'], place) : homePlace,
    draft: restoreDraft(stored['draft']),
    kept: restoreKept(stored['kept']),
    visitor: restoreVisitor(stored['visitor']),
    sent: storedList(stored['sent']).flatMap(restoreSent).slice(0, SENT_KEPT),
  };
}

/** Keeps the step's own data; the flow reads it when it is next entered. */
function placeOf(flow: unknown, stored: Readonly<Record<string, unknown>>): FlowState {
  const name: FlowName = isFlowName(flow) ? flow : 'home';
  return { ...stored, flow: name, step: storedText(stored['step']) };
}

function restorePressed(value: unknown): Conversation['pressed'] {
  const stored = storedObject(value);
  const token = storedNumber(stored['token'], -1);
  const choice = storedText(stored['choice']);
  return token < 0 || choice === '' ? null : { token, choice, at: storedNumber(stored['at'], 0) };
}

function restoreSent(value: unknown): readonly SentReport[] {
  const stored = storedObject(value);
  const report = {
    token: storedNumber(stored['token'], -1),
    draftId: storedText(stored['draftId']),
    declarationId: storedText(stored['declarationId']),
    receiptNumber: storedText(stored['receiptNumber']),
    at: storedNumber(stored['at'], 0),
  };
  return report.receiptNumber === '' ? [] : [report];
}
