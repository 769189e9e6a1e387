/** Moves between the steps of a report: which question comes next, with the draft kept whatever happens. */
import { at, type Conversation } from './conversation.ts';
import { askProxy } from './declare-proxy.ts';
import { addMessage, sameReportMessage, summaryMessage, typeMessage } from './declare-questions.ts';
import type { DeclareStep } from './declare-state.ts';
import { type Draft, isEmptyDraft } from './draft.ts';
import type { Scene, Turn } from './feature.ts';
import { done, type Input, type Intent, type Message } from './flow.ts';
import { askModel, draftOf, gather } from './gather.ts';
import { recentReport } from './recent-report.ts';
import * as text from './text/declare.ts';

/** Goes to a step with its question; the draft is kept whatever happens next. */
export function to(
  step: DeclareStep,
  question: Message,
  scene: Scene,
  draft: Draft,
  also: { readonly lead?: readonly Message[]; readonly intents?: readonly Intent[] } = {},
): Turn {
  const conversation: Conversation = { ...scene.conversation, draft };
  return done(
    at(conversation, { flow: 'declare', ...step }),
    [...(also.lead ?? []), question],
    also.intents ?? [],
  );
}

/** Asks for the cause (困难类型). */
export const typeStep = (draft: Draft, scene: Scene): Turn =>
  to({ step: 'type' }, typeMessage(draft), scene, draft);

/** Reads the report back. */
export const summaryStep = (draft: Draft, scene: Scene, intents: readonly Intent[] = []): Turn =>
  to({ step: 'summary' }, summaryMessage(draft, scene.facts.account.person), scene, draft, {
    intents,
  });

/** Takes in what was said, shown or pointed at, and asks for what is missing: for whom, the cause, or nothing but the read-back. */
export function take(input: Input, scene: Scene, adding = false): Turn {
  const before = draftOf(scene.conversation, scene.facts);
  const draft = gather(before, input);
  const intents = askModel(before, draft);
  if (adding) return to({ step: 'add' }, addMessage(text.addedMore()), scene, draft, { intents });
  return next(draft, scene, intents);
}

/** Asks whether what is told belongs to the report sent lately; null when there is none, or another household is meant. */
export function sameOrNew(input: Input, scene: Scene): Turn | null {
  const { draft: open } = scene.conversation;
  const recent = recentReport(scene);
  if (recent === null || (open !== null && !isEmptyDraft(open))) return null;
  const { declarationId, receiptNumber } = recent;
  return askWhichReport(gather(draftOf(scene.conversation, scene.facts), input), scene, {
    declarationId,
    receiptNumber,
  });
}

/** The same question with what has been told meanwhile. */
export function askWhichReport(
  draft: Draft,
  scene: Scene,
  report: { readonly declarationId: string; readonly receiptNumber: string },
): Turn | null {
  if (draft.reporter !== 'self') return null;
  const { declarationId, receiptNumber } = report;
  const step = { step: 'same-report', declarationId, receiptNumber } as const;
  return to(step, sameReportMessage(receiptNumber), scene, draft);
}

/** Asks for what is missing, or reads back. */
export function next(draft: Draft, scene: Scene, intents: readonly Intent[]): Turn {
  const inScene: Scene = { ...scene, conversation: { ...scene.conversation, draft } };
  if (draft.reporter !== 'self' && !draft.whomChosen) {
    const turn = askProxy(draft.reporter, inScene);
    return turn.kind === 'done' ? { ...turn, intents: [...turn.intents, ...intents] } : turn;
  }
  const voice = draft.media.some((each) => each.media === 'voice');
  const told = draft.riskTypes.length > 0 || draft.guaranteeIssues.length > 0 || voice;
  return told
    ? summaryStep(draft, scene, intents)
    : to({ step: 'type' }, typeMessage(draft), scene, draft, { intents });
}

/** The read-back, or the question for the cause while nothing at all is told. */
export const summaryOrType = (draft: Draft, scene: Scene): Turn =>
  draft.riskTypes.length === 0 && draft.guaranteeIssues.length === 0 && draft.media.length === 0
    ? typeStep(draft, scene)
    : summaryStep(draft, scene);
