/** Receiving, part B: the updates of one chat take effect one by one, each in one transaction. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { AccountFacts, BureauFacts } from '#src/flows/facts.ts';
import { type Conversation, restoreConversation } from '#src/flows/conversation.ts';
import { converse } from '#src/flows/converse.ts';
import type { Facts, Input, Intent, Message, Need } from '#src/flows/flow.ts';
import { asFault, Fault } from '#src/platform/faults.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Log } from '#src/platform/log.ts';
import {
  type AccountRow,
  findOrMakeAccount,
  knownAccount,
  setReachable,
} from '#src/store/account.ts';
import { lockConversation, saveConversation } from '#src/store/conversation.ts';
import { type Db, inScope, type Trx } from '#src/store/database.ts';
import { finishInbound, nextInbound } from '#src/store/inbound.ts';
import { type NewMessage, queueMessages } from '#src/store/message.ts';
import { promiseWork } from '#src/store/outbox.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { Channel, Clock, NewId } from '../ports.ts';
import { keepTheNight } from '../sending/keep-the-night.ts';
import type { SheetLink, TurnContext } from '../turn.ts';
import { accountFacts, bureauFacts } from './account-facts.ts';
import { handleIntent } from './intents.ts';
import { loadNeed } from './needs.ts';
import { rememberMedia } from './remember-media.ts';
import { setAside } from './set-aside.ts';

export type AdvanceDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly newCode: () => string;
  readonly fields: FieldEncryption;
  readonly policies: PolicyBook;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly log: Log;
  /** Left out where no web is reached from. */
  readonly sheetLink?: SheetLink;
};

/** A turn asks for facts and states intents a handful of times; more is a loop in a flow. */
const ROUNDS = 12;

/**
 * Works off everything that waits in a chat. Returns the accounts that have something to be sent now (this one and whoever
 * was told something). Safe to call from any process at any time: the conversation's row lock lets one through.
 */
export async function advanceChat(
  deps: AdvanceDeps,
  channel: string,
  chat: string,
): Promise<readonly string[]> {
  const touched = new Set<string>();
  for (;;) {
    try {
      const done = await inScope(deps.db, SYSTEM, (trx) => advanceOnce(deps, trx, channel, chat));
      for (const id of done.told) touched.add(id);
      // What is stored from here on is worked off by whoever stored it.
      if (!done.more) return [...touched];
    } catch (thrown) {
      const fault = asFault(thrown);
      deps.log.error({ error: fault, channel }, 'an update failed');
      // A lost database is not the update's fault: the sweeper comes back.
      if (fault.retry && fault.code !== 'unexpected') return [...touched];
      const apologised = await setAside(deps, channel, chat, fault.code);
      if (apologised !== null) touched.add(apologised);
    }
  }
}

/** One update, if one waits: the accounts that have messages now, and whether another one waits behind it. */
async function advanceOnce(
  deps: AdvanceDeps,
  trx: Trx,
  channel: string,
  chat: string,
): Promise<{ readonly told: readonly string[]; readonly more: boolean }> {
  const now = deps.clock.now();
  const adapter = channelOf(deps, channel);
  const row = await findOrMakeAccount(trx, channel, chat, deps.newId, now);
  const stored = await lockConversation(trx, deps.fields, row.id, now);
  const update = await nextInbound(trx, deps.fields, channel, chat);
  if (update === null) return { told: [], more: false };
  const read = adapter.read(update.body);
  let told: readonly string[] = [];
  if (read.kind === 'left') {
    await setReachable(trx, row.id, false);
  } else if (read.kind !== 'ignored') {
    if (!row.reachable) await setReachable(trx, row.id, true);
    const input =
      read.kind === 'input' ? read.input : await rememberMedia(deps, trx, row, read, now);
    // A recording whose bytes came before its message (web chat) needs no download, but its words written down.
    if (read.kind === 'input' && input.kind === 'media' && input.media === 'voice') {
      const { mediaId } = input;
      await promiseWork(trx, deps.newId(), { queue: 'media', payload: { mediaId } }, now);
    }
    told = await takeTurn(deps, trx, row, restoreConversation(stored), input);
  }
  await finishInbound(trx, update.id, now);
  return { told, more: update.more };
}

/**
 * Runs the flow on one input until it neither misses facts nor wants anything done, then saves what it leaves: the
 * conversation, its messages, and those to others. Returns the accounts that have messages now.
 */
export async function takeTurn(
  deps: Omit<AdvanceDeps, 'db' | 'log'>,
  trx: Trx,
  row: AccountRow,
  before: Conversation,
  first: Input,
): Promise<readonly string[]> {
  const now = deps.clock.now();
  const out: NewMessage[] = [];
  const others: NewMessage[] = [];
  const context = (account: AccountFacts): TurnContext => ({
    trx,
    now,
    today: fromInstant(now),
    newId: deps.newId,
    newCode: deps.newCode,
    sheetLink: deps.sheetLink ?? null,
    fields: deps.fields,
    policies: deps.policies,
    account,
    pushes: (name) => deps.channels.get(name)?.capabilities.push === true,
    tell: (accountId, kind, message, notBefore) =>
      void others.push({
        id: deps.newId(),
        accountId,
        kind,
        message,
        token: 0,
        ...(notBefore === undefined ? {} : { notBefore }),
      }),
    promise: (work, notBefore) => promiseWork(trx, deps.newId(), work, now, notBefore),
  });

  const adapter = channelOf(deps, row.channel);
  let account = await accountFacts(trx, deps.fields, row, adapter.capabilities, now);
  let conversation = before;
  let bureau: { areaPath: string | undefined; facts: BureauFacts } | null = null;
  const inputs: Input[] = [first];
  for (let round = 0; inputs.length > 0; round += 1) {
    if (round > ROUNDS) throw new Fault('conversation-does-not-end', { retry: false });
    const input = inputs.shift();
    if (input === undefined) break;
    if (bureau === null || bureau.areaPath !== account.person?.areaPath) {
      bureau = { areaPath: account.person?.areaPath, facts: await bureauFacts(context(account)) };
    }
    const step = await runStep(context(account), bureau.facts, conversation, input);
    conversation = step.conversation;
    for (const message of step.messages) {
      out.push({
        id: deps.newId(),
        accountId: row.id,
        kind: kindOf(message, step.intents),
        message,
        token: conversation.token,
      });
    }
    for (const intent of step.intents) {
      const result = await handleIntent(context(account), intent);
      inputs.push({ kind: 'outcome', of: intent.intent, result } as Input);
    }
    // Binding, consent and posts change who is speaking; the next step must see it.
    if (step.intents.length > 0) {
      account = await accountFacts(
        trx,
        deps.fields,
        await knownAccount(trx, row.id),
        adapter.capabilities,
        now,
      );
    }
  }
  const draftTouched = conversation.draft === null ? null : now;
  await saveConversation(trx, deps.fields, row.id, conversation, draftTouched, now);
  const kept = await keepTheNight(context(account), others);
  await queueMessages(trx, deps.fields, [...out, ...kept], now);
  return [...new Set([...out, ...others].map((m) => m.accountId))];
}

type Step = {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly intents: readonly Intent[];
};

/** One step, asked again with each fact it missed. */
async function runStep(
  turn: TurnContext,
  bureau: BureauFacts,
  conversation: Conversation,
  input: Input,
): Promise<Step> {
  let answers: Facts['answers'] = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = converse(conversation, input, {
      now: turn.now,
      today: turn.today,
      account: turn.account,
      bureau,
      answers,
    });
    if (result.kind === 'done') return { ...result, conversation: result.state };
    for (const need of result.needs) answers = { ...answers, ...(await answerTo(turn, need)) };
  }
  throw new Fault('conversation-does-not-end', { retry: false });
}

const answerTo = async (turn: TurnContext, need: Need): Promise<Facts['answers']> => ({
  [need.need]: await loadNeed(turn, need),
});

/** The ledger counts receipts and danger answers apart: they are the ones that are sent once more when uncertain. */
function kindOf(message: Message, intents: readonly Intent[]): NewMessage['kind'] {
  if (intents.some((i) => i.intent === 'raise-alert')) return 'danger';
  return message.weight === 'vital' ? 'receipt' : 'reply';
}

function channelOf(deps: Pick<AdvanceDeps, 'channels'>, name: string): Channel {
  const channel = deps.channels.get(name);
  if (channel === undefined) throw new Fault('unknown-channel', { retry: false });
  return channel;
}
