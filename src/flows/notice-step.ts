/** What every step of following a notice is made of. */
import { choice } from './choices.ts';
import { at } from './conversation.ts';
import type { Scene, Turn } from './feature.ts';
import { type Choice, done, type Message } from './flow.ts';
import type { NoticeFollowStep } from './notice-draft.ts';
import { buttonLabels } from './text/engine.ts';
import { pageLabels } from './text/paging.ts';

export const back = choice('back', buttonLabels.back);

/** Asks at a step of following a notice. */
export const to = (
  step: NoticeFollowStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'send-notice', ...step }), [...lead, question]);

/** Says something and stays where the person is. */
export const say = (scene: Scene, words: string): Turn =>
  done(scene.conversation, [{ text: words }]);

/** Buttons to the pages beside this one. */
export const turning = (page: number, pages: number): readonly Choice[] => [
  ...(page > 0 ? [choice('page-back', pageLabels.before)] : []),
  ...(page < pages - 1 ? [choice('page-on', pageLabels.after)] : []),
];
