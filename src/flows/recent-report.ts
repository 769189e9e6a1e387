/**
 * What is said in the days after a report mostly belongs to it: answers to a question asked back, a bill that came later.
 * The person is asked rather than guessed at, and nothing is filed twice by accident.
 */
import { at, type Conversation, type SentReport } from './conversation.ts';
import type { Scene, Turn } from './feature.ts';
import { done } from './flow.ts';

/** Three days: until then somebody has come by (clocks K1a and K1b), and what is new is told to them. In milliseconds. */
const RECENT_MS = 3 * 86_400_000;

/** The report sent from this chat last, if that was not long ago. */
export function recentReport(scene: Scene): SentReport | null {
  const last = scene.conversation.sent[0];
  return last !== undefined && scene.facts.now - last.at < RECENT_MS ? last : null;
}

/** Hands words and media to a report already sent; 我的进度 says how that ended. */
export function addToReport(
  declarationId: string,
  words: readonly string[],
  mediaIds: readonly string[],
  conversation: Conversation,
): Turn {
  const place = { flow: 'progress', step: 'waiting-for-addition', declarationId } as const;
  return done(
    at(conversation, place),
    [],
    [{ intent: 'add-to-report', declarationId, words, mediaIds }],
  );
}
