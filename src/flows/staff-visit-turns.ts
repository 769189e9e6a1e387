/** What every part of 走访记录 does: ask a question of a step, read whom the visit is to. */
import { choice } from './choices.ts';
import { at } from './conversation.ts';
import { go, type Scene, type Turn } from './feature.ts';
import { done, type Message, need } from './flow.ts';
import type { VisitStep } from './staff-visit-state.ts';
import type { VisitSubject } from './staff.needs.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/staff-visit.ts';

export const back = choice('back', buttonLabels.back);

/** Asks a question of a step. */
export const to = (
  step: VisitStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'staff-visit', ...step }), [...lead, question]);

/** Whom the visit is to; home again when the household is out of reach. */
export function withSubject(
  householdId: string,
  scene: Scene,
  then: (subject: VisitSubject) => Turn,
): Turn {
  const subject = scene.facts.answers['visit-subject'];
  if (subject === undefined) return need({ need: 'visit-subject', householdId });
  if (subject !== null) return then(subject);
  return go('home', scene.conversation, { messages: [{ text: text.outOfReach() }] });
}
