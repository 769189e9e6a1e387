/** A farmer of the invented county on a channel of the tests' own, with a real conversation and a real model server beside it. */
import { openAssistant } from '#src/assistant/open-assistant.ts';
import type { Conversation } from '#src/flows/conversation.ts';
import { restoreConversation } from '#src/flows/conversation.ts';
import type { Input } from '#src/flows/flow.ts';
import type { Transcriber } from '#src/operations/assistant/model.ts';
import {
  understandDraft,
  type UnderstandDraftDeps,
  type UnderstandDraftResult,
} from '#src/operations/assistant/understand-draft.ts';
import { advanceChat } from '#src/operations/conversation/advance.ts';
import { receive } from '#src/operations/conversation/receive.ts';
import type { Channel } from '#src/operations/ports.ts';
import { accountById } from '#src/store/account.ts';
import { lockConversation } from '#src/store/conversation.ts';
import { timestamp } from '#src/store/timestamp.ts';
import {
  type County,
  insertAccount,
  makeCounty,
  type Told,
  uuid,
} from '#test/operations/duty/county.ts';
import type { ModelServer } from '#test/support/model-server.ts';

const FARMER = uuid(901);
const CHANNEL = 'telegram';

/** A channel whose updates are inputs already. */
const testChannel: Channel = {
  name: CHANNEL,
  capabilities: { push: true, provesContact: true, broadcastPerSecond: null },
  send: async () => ({ kind: 'sent', externalId: '1' }),
  read: (body) => ({ kind: 'input', input: body as Input }),
  fetchMedia: async () => ({ kind: 'gone', code: 'none' }),
};

export type FarmerChat = {
  readonly county: County;
  readonly deps: UnderstandDraftDeps;
  readonly transcriber: Transcriber | null;
  readonly accountId: string;
  /** Everything logged as an error or a warning. */
  readonly logged: readonly string[];
  /** Stores an update without working it off, as a busy process would. */
  post(input: Input): Promise<void>;
  /** Stores an update and works it off. */
  says(input: Input | string): Promise<void>;
  /** Presses a button of the last question by its label. */
  presses(label: string): Promise<void>;
  /** Readings promised and not done, oldest first. */
  promised(): Promise<readonly string[]>;
  /** Has the oldest promised reading done, as the queue's worker would. */
  understand(outboxId?: string): Promise<UnderstandDraftResult>;
  conversation(): Promise<Conversation>;
  told(): Promise<readonly Told[]>;
  /** What the database holds of one outbox row. */
  outboxRow(id: string): Promise<{ readonly closed: boolean; readonly code: string | null }>;
  promptRuns(): Promise<readonly string[]>;
  /** A fresh chat in the same county. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** Opens the chat; `null` instead of a server: nothing is configured. */
export async function openFarmerChat(
  server: ModelServer | null,
  limits: Parameters<typeof openAssistant>[2] = {},
): Promise<FarmerChat> {
  const county = await makeCounty('2026-11-24T10:00:00+08:00');
  const { clock } = county;
  const household = await county.household(801, 'a', '李大山', { phone: '13800001111' });
  await county.system(async (trx) => {
    await trx
      .insertInto('member')
      .values({
        id: uuid(802),
        household_id: household,
        area_path: '500230/101/201/',
        ordinal: 1,
        name: '张桂芳',
        relation: '配偶',
        sex: 'female',
        born_on: null,
      })
      .execute();
  });
  const assistant =
    server === null
      ? null
      : openAssistant(
          { apiKey: 'test', baseUrl: server.baseUrl, model: 'test-model', transcribeModel: 'ears' },
          { clock },
          { understandMs: 5000, ...limits },
        );
  const logged: string[] = [];
  const note = (fields: unknown, event: string): void =>
    void logged.push(`${event} ${JSON.stringify(fields)}`);
  let codes = 0;
  const deps: UnderstandDraftDeps = {
    ...county.deps,
    newCode: () => {
      codes += 1;
      return `CODE${codes}`;
    },
    channels: new Map([[CHANNEL, testChannel]]),
    log: { debug: () => undefined, info: () => undefined, warn: note, error: note },
    model: assistant?.model ?? null,
  };
  let updates = 0;
  const makeFarmer = (): Promise<void> =>
    county.system(async (trx) => {
      await insertAccount(trx, FARMER, CHANNEL, clock.now(), {
        household_id: household,
        area: 'a',
        name: '李大山',
      });
      await trx
        .updateTable('account')
        .set({
          group_name: '柏树湾组',
          phone_enc: county.deps.fields.encrypt('account.phone', FARMER, '13800001111'),
        })
        .where('id', '=', FARMER)
        .execute();
    });
  await makeFarmer();

  const chat: FarmerChat = {
    county,
    deps,
    transcriber: assistant?.transcriber ?? null,
    accountId: FARMER,
    logged,
    async post(input) {
      updates += 1;
      await receive(deps, [
        { channel: CHANNEL, receiver: 'test', updateId: `u${updates}`, chat: FARMER, body: input },
      ]);
    },
    async says(input) {
      await chat.post(
        typeof input === 'string' ? { kind: 'text', text: input, edited: false } : input,
      );
      await advanceChat(deps, CHANNEL, FARMER);
      clock.advance(1000);
    },
    async presses(label) {
      const { offered, token } = await chat.conversation();
      const found = offered.find((each) => each.label === label);
      if (found === undefined || !('id' in found)) {
        throw new Error(`no button ${label} among ${offered.map((each) => each.label).join(' ')}`);
      }
      await chat.says({ kind: 'press', token, choice: found.id });
    },
    promised: () =>
      county.system(async (trx) => {
        const rows = await trx
          .selectFrom('outbox')
          .select('id')
          .where('queue', '=', 'understanding')
          .where('closed_at', 'is', null)
          .orderBy('created_at')
          .orderBy('id')
          .execute();
        return rows.map((row) => row.id);
      }),
    async understand(outboxId) {
      const id = outboxId ?? (await chat.promised())[0];
      if (id === undefined) throw new Error('no reading was promised');
      return await understandDraft(deps, { outboxId: id, accountId: FARMER });
    },
    conversation: () =>
      county.system(async (trx) =>
        restoreConversation(await lockConversation(trx, county.deps.fields, FARMER, clock.now())),
      ),
    told: () => county.told(FARMER),
    outboxRow: (id) =>
      county.system(async (trx) => {
        const row = await trx
          .selectFrom('outbox')
          .select(['closed_at', 'fault_code'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        return { closed: row.closed_at !== null, code: row.fault_code };
      }),
    promptRuns: () =>
      county.system(async (trx) => {
        const rows = await trx.selectFrom('prompt_run').select('outcome').orderBy('id').execute();
        return rows.map((row) => row.outcome);
      }),
    async restart() {
      await county.system(async (trx) => {
        await trx.deleteFrom('prompt_run').execute();
        await trx.deleteFrom('outbox').execute();
        await trx.deleteFrom('inbound').execute();
        await trx.deleteFrom('media').execute();
      });
      await county.clear();
      await county.system(async (trx) => {
        if ((await accountById(trx, FARMER)) !== null) {
          await trx
            .updateTable('account')
            .set({ reachable: true, created_at: timestamp(clock.now()) })
            .where('id', '=', FARMER)
            .execute();
        }
      });
      logged.length = 0;
    },
    close: () => county.close(),
  };
  return chat;
}
