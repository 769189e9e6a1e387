/** 我有一个码: the single-use code of a person known on another phone or channel. */
import { hasDraft } from './carried-draft.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import type { Scene, Turn } from './feature.ts';
import { done } from './flow.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/first-contact.ts';

/** Asks for the code. */
export const askCode = (question: string, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'first-contact', step: 'code' }), [
    ask(question, choice('no-code', text.noCodeLabel), choice('cancel', buttonLabels.cancel)),
  ]);

/** What was typed as a code; '' when it looks like none: Latin letters and digits, both cases, spaces or hyphens between. */
export function typedCode(words: string): string {
  const signs = words.normalize('NFKC').replace(/[\s-]/g, '');
  return /^[A-Za-z0-9]{6,16}$/.test(signs) && !/^\d{11}$/.test(signs) ? signs : '';
}

/** Uses the code up and waits for what becomes of it. */
export const redeem = (typed: string, scene: Scene): Turn =>
  done(
    at(scene.conversation, { flow: 'first-contact', step: 'waiting-for-join' }),
    [],
    [{ intent: 'redeem-join-code', code: typed, hasDraft: hasDraft(scene.conversation) }],
  );
