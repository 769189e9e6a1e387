/** Taking what a person says, shows or points at into their draft. */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import type { Reporter } from '#src/domain/declaration/declaration.ts';
import type { Reporter as ReadReporter } from '#src/domain/declaration/risk.ts';
import type { Conversation } from './conversation.ts';
import { type Draft, newDraft, withHeard, withMedia, withReporter, withWords } from './draft.ts';
import type { Facts, Input, Intent } from './flow.ts';

/** The open draft, or a new one. */
export const draftOf = (conversation: Conversation, facts: Facts): Draft =>
  // Account and millisecond name a draft for ever; one account's inputs run one after another under a lock.
  conversation.draft ?? newDraft(`${facts.account.accountId}-${facts.now}`);

/** Merges an input into a draft; the same draft when the input holds nothing to keep. */
export function gather(draft: Draft, input: Input): Draft {
  switch (input.kind) {
    case 'text':
      return withSpoken(draft, input.text);
    case 'media': {
      const kept = withMedia(draft, { mediaId: input.mediaId, media: input.media });
      return input.caption.trim() === '' ? kept : withSpoken(kept, input.caption);
    }
    case 'location':
      return { ...draft, place: { latitude: input.latitude, longitude: input.longitude } };
    case 'transcript':
      return withSpeaker(
        withHeard(draft, input.mediaId, input.text, readMessage(input.text)),
        readMessage(input.text).reporter,
      );
    default:
      return draft;
  }
}

/** Lets a model read the words in a worker; its answer is a proposal to the person, never a decision (promise G5). */
export const askModel = (before: Draft | null, draft: Draft): readonly Intent[] =>
  draft.words.length > (before?.words.length ?? 0)
    ? [{ intent: 'ask-model', draftId: draft.draftId, words: draft.words }]
    : [];

function withSpoken(draft: Draft, words: string): Draft {
  if (words.trim() === '') return draft;
  const reading = readMessage(words);
  return withSpeaker(withWords(draft, words, reading), reading.reporter);
}

/** Words can say that somebody else's household is meant; what was chosen by button is never overruled by them. */
function withSpeaker(draft: Draft, reporter: ReadReporter): Draft {
  if (draft.reporter !== 'self' || reporter === 'self' || draft.whomChosen) return draft;
  return withReporter(draft, SPEAKERS[reporter], draft.subject);
}

const SPEAKERS: Readonly<Record<Exclude<ReadReporter, 'self'>, Reporter>> = {
  relative: 'relative',
  third_party: 'third-party',
};
