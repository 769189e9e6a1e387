/** Has a model read the open draft of an account and lets the conversation show what it found beyond the reader. */
import { restoreConversation } from '#src/flows/conversation.ts';
import type { Draft } from '#src/flows/draft.ts';
import { asFault } from '#src/platform/faults.ts';
import { type AccountRow, accountById } from '#src/store/account.ts';
import { lockConversation } from '#src/store/conversation.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import { closeOutbox, giveUpOutbox } from '#src/store/outbox.ts';
import { insertPromptRuns } from '#src/store/prompt-run.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { understandingWork } from '#src/store/understanding-work.ts';
import { advanceChat, type AdvanceDeps, takeTurn } from '../conversation/advance.ts';
import { knownPersons } from './known-persons.ts';
import { type MaskedWords, maskPersonalData } from './mask-personal-data.ts';
import { proposalBeyond } from './merge-reading.ts';
import type { Model, ModelFailure, ModelReading } from './model.ts';

/** `model` is null when none is configured. */
export type UnderstandDraftDeps = AdvanceDeps & { readonly model: Model | null };

/** Ids only, as the queue carries them. */
export type UnderstandDraftJob = { readonly outboxId: string; readonly accountId: string };

/**
 * How it ended. `proposed`: the conversation was given the proposal. `overtaken`: more was said since, and a later job reads
 * it all. `draft-gone`: sent or given up. `draft-changed`: words that were read stand there no more. `repeated`: done before.
 * The rest are failures, after which the reader alone stands.
 */
export type DraftUnderstood =
  | 'proposed'
  | 'nothing-new'
  | 'overtaken'
  | 'draft-gone'
  | 'draft-changed'
  | 'repeated'
  | `model-${'off' | 'unusable' | ModelFailure}`;

/** `accounts`: those that have messages to be sent now. */
export type UnderstandDraftResult = {
  readonly outcome: DraftUnderstood;
  readonly accounts: readonly string[];
};

/**
 * Reads, asks, and offers. Nothing is locked while the model thinks. The outbox row is closed in the transaction in which the
 * conversation takes the proposal, so a job that runs twice offers once (`closeOutbox` closes a row once). Throws only for a
 * database that cannot be reached; the job is then tried again.
 */
export async function understandDraft(
  deps: UnderstandDraftDeps,
  job: UnderstandDraftJob,
): Promise<UnderstandDraftResult> {
  const opened = await inScope(deps.db, SYSTEM, (trx) => open(deps, trx, job));
  if (opened.kind === 'over') return over(opened.outcome);
  const { calls, result } = await opened.model.understand(opened.words);
  await inScope(deps.db, SYSTEM, (trx) => insertPromptRuns(trx, deps.newId, calls));
  if (!result.ok) {
    const outcome = `model-${result.refusal.code}` as const;
    await giveUp(deps, job, outcome);
    return over(outcome);
  }
  // What waits in the chat came before the answer: a 提交 on its way must not meet a new question.
  const moved = await advanceChat(deps, opened.account.channel, opened.account.chat);
  try {
    const offered = await inScope(deps.db, SYSTEM, (trx) =>
      offer(deps, trx, job, opened.read, result.value),
    );
    return { ...offered, accounts: [...new Set([...moved, ...offered.accounts])] };
  } catch (thrown) {
    const fault = asFault(thrown);
    if (fault.retry && fault.code !== 'unexpected') throw fault;
    // An offer nobody needs is not worth a row that never closes.
    deps.log.error({ error: fault, outboxId: job.outboxId }, 'a proposal could not be taken');
    await giveUp(deps, job, 'model-unusable');
    return { outcome: 'model-unusable', accounts: moved };
  }
}

type Opened =
  | { readonly kind: 'over'; readonly outcome: DraftUnderstood }
  | {
      readonly kind: 'ask';
      readonly model: Model;
      readonly account: AccountRow;
      readonly read: Draft;
      readonly words: MaskedWords;
    };

/** What there is to read; closes the row when that is nothing. */
async function open(
  deps: UnderstandDraftDeps,
  trx: Trx,
  { outboxId, accountId }: UnderstandDraftJob,
): Promise<Opened> {
  const now = deps.clock.now();
  const end = async (outcome: DraftUnderstood, faulty = false): Promise<Opened> => {
    if (faulty) await giveUpOutbox(trx, outboxId, outcome, now);
    else await closeOutbox(trx, outboxId, now);
    return { kind: 'over', outcome };
  };
  const work = await understandingWork(trx, outboxId, accountId);
  if (work === 'done') return { kind: 'over', outcome: 'repeated' };
  if (work === 'overtaken') return await end('overtaken');
  if (deps.model === null) return await end('model-off');
  const account = await accountById(trx, accountId);
  if (account === null) return await end('draft-gone');
  const { draft } = restoreConversation(await lockConversation(trx, deps.fields, accountId, now));
  if (draft === null || draft.words.length === 0) return await end('draft-gone');
  const known = await knownPersons(trx, deps.fields, account, draft.subject, now);
  const { words } = maskPersonalData(draft.words.join('\n'), known);
  return { kind: 'ask', model: deps.model, account, read: draft, words };
}

/** Gives the conversation what the model found beyond the draft as it stands now. */
async function offer(
  deps: UnderstandDraftDeps,
  trx: Trx,
  { outboxId, accountId }: UnderstandDraftJob,
  read: Draft,
  reading: ModelReading,
): Promise<UnderstandDraftResult> {
  const now = deps.clock.now();
  const work = await understandingWork(trx, outboxId, accountId);
  if (!(await closeOutbox(trx, outboxId, now))) return over('repeated');
  if (work === 'overtaken') return over('overtaken');
  const account = await accountById(trx, accountId);
  // Somebody else sits at a shared phone by now, or the channel was left.
  if (account === null || !account.reachable) return over('draft-gone');
  const conversation = restoreConversation(
    await lockConversation(trx, deps.fields, accountId, now),
  );
  const { draft } = conversation;
  if (draft === null || draft.draftId !== read.draftId) return over('draft-gone');
  if (!read.words.every((each) => draft.words.includes(each))) return over('draft-changed');
  const proposal = proposalBeyond(draft, reading);
  if (proposal === null) return over('nothing-new');
  const accounts = await takeTurn(deps, trx, account, conversation, { kind: 'proposal', proposal });
  return { outcome: 'proposed', accounts };
}

const giveUp = (
  deps: UnderstandDraftDeps,
  { outboxId }: UnderstandDraftJob,
  outcome: DraftUnderstood,
): Promise<void> =>
  inScope(deps.db, SYSTEM, (trx) => giveUpOutbox(trx, outboxId, outcome, deps.clock.now()));

const over = (outcome: DraftUnderstood): UnderstandDraftResult => ({ outcome, accounts: [] });
