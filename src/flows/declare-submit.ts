/** Sending a report and answering with its receipt. */
import { ask, lasting } from './choices.ts';
import { at, type Conversation, withSent } from './conversation.ts';
import { contentOf, type Draft } from './draft.ts';
import type { Scene, Turn } from './feature.ts';
import { done, type Input, need } from './flow.ts';
import * as text from './text/declare.ts';
import { buttonLabels } from './text/engine.ts';
import { farmerMenu } from './text/menu.ts';

/** 提交: the third tap. */
export function submit(draft: Draft, scene: Scene): Turn {
  const receiptNumber = scene.facts.answers['receipt-number'];
  if (receiptNumber === undefined) return need({ need: 'receipt-number' });
  const conversation: Conversation = { ...scene.conversation, draft };
  return done(
    at(conversation, { flow: 'declare', step: 'waiting-for-receipt' }),
    [],
    [{ intent: 'submit-report', receiptNumber, content: contentOf(draft), draftId: draft.draftId }],
  );
}

/** The receipt (受理回执), shown at once; details of who comes when follow from the worker. */
export function received(
  input: Extract<Input, { readonly kind: 'outcome'; readonly of: 'submit-report' }>,
  scene: Scene,
): Turn {
  const { conversation, facts } = scene;
  const { declarationId, receiptNumber, visitBy, holder, repeated } = input.result;
  const sent = withSent(conversation, {
    token: conversation.token,
    draftId: conversation.draft?.draftId ?? '',
    declarationId,
    receiptNumber,
    at: facts.now,
  });
  const message = ask(
    text.receipt(
      {
        receiptNumber,
        visitBy,
        holder: holder ?? facts.bureau.officer,
        repeated,
        forOther: conversation.draft?.subject !== null && conversation.draft?.subject !== undefined,
      },
      facts.bureau,
      facts.today,
    ),
    lasting('progress', '', farmerMenu.progress),
    lasting('receipt-add', declarationId, buttonLabels.add),
    lasting('menu', 'home', buttonLabels.back),
  );
  return done(at({ ...sent, draft: null }, { flow: 'home', step: 'menu' }), [
    { ...message, weight: 'vital' },
  ]);
}
