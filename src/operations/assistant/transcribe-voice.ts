/** Has a voice message written down once it is stored, and lets the conversation read it. Without a model an officer listens. */
import { restoreConversation } from '#src/flows/conversation.ts';
import { asFault } from '#src/platform/faults.ts';
import { accountById } from '#src/store/account.ts';
import { lockConversation } from '#src/store/conversation.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import type { MediaFiles } from '#src/store/media-files.ts';
import { insertPromptRuns } from '#src/store/prompt-run.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { keepTranscript, untranscribedVoice } from '#src/store/transcript.ts';
import { type AdvanceDeps, takeTurn } from '../conversation/advance.ts';
import type { ModelFailure, Transcriber } from './model.ts';

/** `transcriber` is null when none is configured. */
export type TranscribeVoiceDeps = AdvanceDeps & {
  readonly files: MediaFiles;
  readonly transcriber: Transcriber | null;
};

/**
 * How it ended. `not-needed`: no stored voice message, or written down before. `not-taken`: of a kind or size no model takes.
 * `silent`: no words were heard. `kept`: the words are there for officers, the conversation could not take them. In all but
 * `heard` an officer listens.
 */
export type VoiceTranscribed =
  | 'heard'
  | 'kept'
  | 'silent'
  | 'not-needed'
  | 'not-taken'
  | `model-${'off' | ModelFailure}`;

/** `accounts`: those that have messages to be sent now. */
export type TranscribeVoiceResult = {
  readonly outcome: VoiceTranscribed;
  readonly accounts: readonly string[];
};

/**
 * Listens, keeps the words encrypted on the media row, and gives them to the conversation in the same transaction. Runs after
 * the bytes are stored, outside any transaction while the model listens; words are kept once (`keepTranscript` writes where
 * there are none), so a job that runs twice speaks once. Throws only for a database or a disk that fails.
 */
export async function transcribeVoice(
  deps: TranscribeVoiceDeps,
  mediaId: string,
): Promise<TranscribeVoiceResult> {
  const voice = await inScope(deps.db, SYSTEM, (trx) => untranscribedVoice(trx, mediaId));
  if (voice === null) return over('not-needed');
  if (deps.transcriber === null) return over('model-off');
  if (!deps.transcriber.takes(voice.mimeType, voice.bytes)) return over('not-taken');
  const bytes = await deps.files.read(mediaId);
  if (bytes === null) return over('not-needed');
  const { calls, result } = await deps.transcriber.transcribe(bytes, voice.mimeType);
  await inScope(deps.db, SYSTEM, (trx) => insertPromptRuns(trx, deps.newId, calls));
  if (!result.ok) return over(`model-${result.refusal.code}`);
  const words = result.value;
  if (words === '') return over('silent');
  try {
    return await inScope(deps.db, SYSTEM, (trx) =>
      hear(deps, trx, voice.accountId, mediaId, words),
    );
  } catch (thrown) {
    const fault = asFault(thrown);
    if (fault.retry && fault.code !== 'unexpected') throw fault;
    // Trying again would have the same words written down, and paid for, again and again.
    deps.log.error({ error: fault, mediaId }, 'a transcript could not be taken');
    await inScope(deps.db, SYSTEM, (trx) => keepTranscript(trx, deps.fields, mediaId, words));
    return over('kept');
  }
}

async function hear(
  deps: TranscribeVoiceDeps,
  trx: Trx,
  accountId: string,
  mediaId: string,
  words: string,
): Promise<TranscribeVoiceResult> {
  // The conversation first, as a turn does: two locks are always taken in this order.
  const stored = await lockConversation(trx, deps.fields, accountId, deps.clock.now());
  if (!(await keepTranscript(trx, deps.fields, mediaId, words))) return over('not-needed');
  const account = await accountById(trx, accountId);
  if (account === null) return over('not-needed');
  const conversation = restoreConversation(stored);
  const input = { kind: 'transcript', mediaId, text: words } as const;
  const accounts = await takeTurn(deps, trx, account, conversation, input);
  return { outcome: 'heard', accounts };
}

const over = (outcome: VoiceTranscribed): TranscribeVoiceResult => ({ outcome, accounts: [] });
