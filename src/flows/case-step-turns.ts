/** What every part of a case's step does: show a question, state an intent, read the sheet. */
import type { CaseStepSheet } from './case-step.needs.ts';
import type { CaseStepStep } from './case-step-state.ts';
import { choice } from './choices.ts';
import { at } from './conversation.ts';
import { go, type Scene, type Turn } from './feature.ts';
import { done, type Intent, type Message, need } from './flow.ts';
import { buttonLabels } from './text/engine.ts';
import { refusalText } from './text/staff-case.ts';

export const back = choice('back', buttonLabels.back);

/** Asks a question of a step. */
export const to = (
  step: CaseStepStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'case-step', ...step }), [...lead, question]);

/** States an intent and waits for what becomes of it. */
export const act = (dutyId: string, intent: Intent, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'case-step', step: 'waiting', dutyId }), [], [intent]);

/** The duty with its case; the list again when it is nobody's any more. */
export function withSheet(
  dutyId: string,
  scene: Scene,
  then: (sheet: CaseStepSheet) => Turn,
): Turn {
  const sheet = scene.facts.answers['case-step'];
  if (sheet === undefined) return need({ need: 'case-step', dutyId });
  if (sheet !== null) return then(sheet);
  const messages = [{ text: refusalText({ code: 'gone' }) }];
  return go('staff-duties', scene.conversation, { messages });
}
