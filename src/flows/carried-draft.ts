/** An unsent report that comes along when a person goes on in another channel. */
import type { Conversation } from './conversation.ts';
import { type Draft, isEmptyDraft } from './draft.ts';
import type { Message } from './flow.ts';
import { draftCarried } from './text/invitation.ts';

/** Whether this chat has begun a report of its own, which then stays the one. */
export const hasDraft = ({ draft }: Conversation): boolean =>
  draft !== null && !isEmptyDraft(draft);

/** The conversation with what came along; null: nothing did. */
export const withCarried = (conversation: Conversation, draft: Draft | null): Conversation =>
  draft === null ? conversation : { ...conversation, draft };

/** What is said after joining. */
export const joinedMessages = (words: string, draft: Draft | null): readonly Message[] => [
  { text: words },
  ...(draft === null ? [] : [{ text: draftCarried() }]),
];
