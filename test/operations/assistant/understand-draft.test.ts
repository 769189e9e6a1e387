/** What a model adds to an open report: shown once, only when it adds something, and never in the way. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyReading, ModelServer } from '#test/support/model-server.ts';
import { type FarmerChat, openFarmerChat } from './farmer-chat.ts';

let server: ModelServer;
let chat: FarmerChat;
beforeAll(async () => {
  server = await ModelServer.start();
  chat = await openFarmerChat(server, { understandMs: 1500, breaker: { failures: 99, restMs: 1 } });
});
afterAll(async () => {
  await chat.close();
  await server.stop();
});
beforeEach(async () => {
  server.reset();
  await chat.restart();
});

/** The reader finds 因病; the model finds what weighs beside it. */
const TROUBLE = '我老汉得了尿毒症，在县医院透析';
const more = { ...emptyReading, riskTypes: ['因病', '因学'], urgency: 'high' };

async function reported(words = TROUBLE): Promise<string> {
  await chat.says(words);
  const [outboxId] = await chat.promised();
  expect((await chat.conversation()).place.step).toBe('summary');
  if (outboxId === undefined) throw new Error('no reading was promised');
  return outboxId;
}
const labels = async (): Promise<readonly string[]> =>
  (await chat.conversation()).offered.map((each) => each.label);

describe('a proposal', () => {
  it('is shown by the conversation, and counts when the person accepts it', async () => {
    server.always({ kind: 'json', value: more });
    const outboxId = await reported();
    const { outcome, accounts } = await chat.understand();
    expect(outcome).toBe('proposed');
    expect(accounts).toEqual([chat.accountId]);
    expect((await chat.conversation()).place.step).toBe('proposal');
    expect((await chat.told()).at(-1)?.text).toContain('上学');
    expect(await chat.outboxRow(outboxId)).toEqual({ closed: true, code: null });
    expect(await chat.promptRuns()).toEqual(['answered']);

    const [accept = ''] = await labels();
    await chat.presses(accept);
    const { draft, place } = await chat.conversation();
    expect(place.step).toBe('summary');
    expect(draft?.riskTypes).toEqual(['因病', '因学']);
  });

  it('changes nothing while the person has not said yes', async () => {
    server.always({ kind: 'json', value: { ...more, urgency: 'emergency' } });
    await reported();
    const before = (await chat.conversation()).draft;
    await chat.understand();
    expect((await chat.conversation()).draft).toEqual(before);
  });

  it('is not shown when it adds nothing', async () => {
    server.always({ kind: 'json', value: { ...emptyReading, riskTypes: ['因病'] } });
    await reported();
    const said = (await chat.told()).length;
    expect((await chat.understand()).outcome).toBe('nothing-new');
    expect(await chat.told()).toHaveLength(said);
  });

  it('that sees less or nothing takes nothing away (G5)', async () => {
    server.always({
      kind: 'json',
      value: { ...emptyReading, intent: 'other', subIntent: 'spam', urgency: 'none' },
    });
    await reported();
    const before = (await chat.conversation()).draft;
    expect((await chat.understand()).outcome).toBe('nothing-new');
    expect((await chat.conversation()).draft).toEqual(before);
  });
});

describe('once', () => {
  it('a job that runs twice offers once and asks the model once', async () => {
    server.always({ kind: 'json', value: more });
    const outboxId = await reported();
    await chat.understand(outboxId);
    const said = (await chat.told()).length;
    expect((await chat.understand(outboxId)).outcome).toBe('repeated');
    expect(await chat.told()).toHaveLength(said);
    expect(server.requests).toHaveLength(1);
  });

  it('two workers with the same job at the same time offer once', async () => {
    server.always({ kind: 'json', value: more });
    const outboxId = await reported();
    const said = (await chat.told()).length;
    const both = await Promise.all([chat.understand(outboxId), chat.understand(outboxId)]);
    expect(both.map((each) => each.outcome).toSorted()).toEqual(['proposed', 'repeated']);
    expect(await chat.told()).toHaveLength(said + 1);
  });

  it('several messages in a row are read together, by the last job', async () => {
    await chat.says(TROUBLE);
    await chat.says('娃儿的学费也凑不齐了');
    const [first = '', second = ''] = await chat.promised();
    expect((await chat.understand(first)).outcome).toBe('overtaken');
    expect(server.requests).toHaveLength(0);
    await chat.understand(second);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.body).toContain('透析');
    expect(server.requests[0]?.body).toContain('学费');
  });
});

describe('while the model thinks', () => {
  beforeEach(() => server.always({ kind: 'json', value: more }));

  it('the chat goes on: nothing is locked', async () => {
    server.meanwhile(() => chat.says({ kind: 'location', latitude: 29.1, longitude: 106.5 }));
    await reported();
    expect((await chat.understand()).outcome).toBe('proposed');
    const { draft, place } = await chat.conversation();
    expect(draft?.place).toEqual({ latitude: 29.1, longitude: 106.5 });
    expect(place.step).toBe('proposal');
  });

  it('提交 makes its answer late: ignored', async () => {
    server.meanwhile(() => chat.presses('提交'));
    await reported();
    const { outcome } = await chat.understand();
    expect(outcome).toBe('draft-gone');
    expect((await chat.told()).at(-1)?.text).toMatch(/受理号/);
    expect((await chat.conversation()).draft).toBeNull();
  });

  it('a 提交 that waits in the chat takes effect first', async () => {
    server.meanwhile(async () => {
      const { token } = await chat.conversation();
      await chat.post({ kind: 'press', token, choice: 'submit' });
    });
    await reported();
    const { outcome, accounts } = await chat.understand();
    expect(outcome).toBe('draft-gone');
    expect(accounts).toEqual([chat.accountId]);
    expect((await chat.told()).at(-1)?.text).toMatch(/受理号/);
  });

  it('words told anew make it stale: ignored', async () => {
    await reported();
    const [outboxId = ''] = await chat.promised();
    server.meanwhile(async () => {
      await chat.presses('修改');
      await chat.presses('重新说一遍');
      await chat.says('屋头遭火烧了，没得住处');
    });
    expect((await chat.understand(outboxId)).outcome).toBe('overtaken');
    expect((await chat.conversation()).place.step).not.toBe('proposal');
  });

  it('an answer that comes after a later one, about words that are gone, is ignored', async () => {
    const first = await reported();
    let began = false;
    let said = 0;
    server.meanwhile(async () => {
      if (began) return;
      began = true;
      await chat.presses('修改');
      await chat.presses('重新说一遍');
      await chat.says('屋头遭火烧了，没得住处');
      const second = (await chat.promised()).at(-1);
      expect((await chat.understand(second)).outcome).toBe('proposed');
      said = (await chat.told()).length;
    });
    const { outcome } = await chat.understand(first);
    expect(outcome).toBe('draft-changed');
    expect(await chat.promised()).toEqual([]);
    expect(await chat.told()).toHaveLength(said);
  });

  it('a cause picked meanwhile is not proposed again', async () => {
    server.meanwhile(async () => {
      await chat.presses('再选一种');
      await chat.presses('孩子上学难');
    });
    await reported();
    const { outcome } = await chat.understand();
    expect((await chat.conversation()).draft?.riskTypes).toContain('因学');
    expect(outcome).toBe('nothing-new');
  });

  it('换人使用 lets it go', async () => {
    server.meanwhile(() =>
      chat.county.system(async (trx) => {
        await trx.updateTable('account').set({ reachable: false }).execute();
      }),
    );
    await reported();
    const said = (await chat.told()).length;
    expect((await chat.understand()).outcome).toBe('draft-gone');
    expect(await chat.told()).toHaveLength(said);
  });
});

describe('every failure leaves the reader alone', () => {
  it.each([
    [{ kind: 'status', status: 500 }, 'model-server-error'],
    [{ kind: 'status', status: 429, retryAfterSeconds: 60 }, 'model-rate-limited'],
    [{ kind: 'text', text: '好的' }, 'model-bad-answer'],
    [{ kind: 'json', value: { decision: 'enrol' } }, 'model-bad-answer'],
    [{ kind: 'truncated', value: more }, 'model-truncated'],
    [{ kind: 'hang' }, 'model-timeout'],
  ] as const)('%j', async (behaviour, code) => {
    server.always(behaviour);
    const outboxId = await reported();
    const before = await chat.conversation();
    expect((await chat.understand()).outcome).toBe(code);
    expect(await chat.conversation()).toEqual(before);
    expect(await chat.outboxRow(outboxId)).toEqual({ closed: true, code });
    expect((await chat.promptRuns()).at(-1)).toBe(code.replace('model-', ''));
    // 提交 works as if there were no model.
    await chat.presses('提交');
    expect((await chat.told()).at(-1)?.text).toMatch(/受理号/);
  });

  it('a server that refuses json_schema still reads', async () => {
    server.always({ kind: 'takes-only', formats: ['json_object'], value: more });
    await reported();
    expect((await chat.understand()).outcome).toBe('proposed');
  });

  it('a job for a draft that was sent already does nothing', async () => {
    const outboxId = await reported();
    await chat.presses('提交');
    expect((await chat.understand(outboxId)).outcome).toBe('draft-gone');
    expect(server.requests).toHaveLength(0);
    expect(await chat.outboxRow(outboxId)).toEqual({ closed: true, code: null });
  });
});

describe('with nothing set', () => {
  it('the row is closed with a code and the report goes its way', async () => {
    const alone = await openFarmerChat(null);
    try {
      await alone.says(TROUBLE);
      const [outboxId = ''] = await alone.promised();
      expect((await alone.understand()).outcome).toBe('model-off');
      expect(await alone.outboxRow(outboxId)).toEqual({ closed: true, code: null });
      await alone.presses('提交');
      expect((await alone.told()).at(-1)?.text).toMatch(/受理号/);
    } finally {
      await alone.close();
    }
  });
});

describe('personal data', () => {
  it('no name, phone or identity number of a whole conversation reaches the model (G7)', async () => {
    const secrets = [
      ...['李大山', '大山', '张桂芳', '桂芳', '王秀英', '秀英', '周德福', '德福'],
      ...['13800001111', '138 0000 1111', '13912345678', '８８８８', '61231111'],
      ...['500230197001011234', '6222021234567890123', '柏树湾', '桃源村'],
    ];
    const said = [
      '我叫李大山，桃源村柏树湾组的，电话13800001111，屋头婆娘张桂芳得了尿毒症，在县医院透析',
      '桂芳的身份证是500230197001011234，我的号138 0000 1111，大山家没得钱了，医药费花了五万多',
      '找过王秀英，秀英喊我等到起，我儿子周德福电话139-1234-5678，德福在屋头瘫起',
      '卡号6222021234567890123，座机６１２３１１１１',
    ];
    for (const words of said) {
      await chat.says(words);
      const [outboxId] = await chat.promised();
      if (outboxId !== undefined) await chat.understand(outboxId);
    }
    expect(server.requests.length).toBeGreaterThan(0);
    const sent = server.requests.map((each) => each.body).join('\n');
    expect(secrets.filter((secret) => sent.includes(secret))).toEqual([]);
    expect(sent).toContain('透析');
    expect(sent).toContain('五万多');
    expect(chat.logged.join('\n')).toBe('');
  });
});
