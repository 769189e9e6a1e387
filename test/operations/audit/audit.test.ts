/** The log of events: whatever the owner of the database changes behind our back is found, and said in plain words. */
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseKeyRing } from '#src/platform/secrets.ts';
import { createFieldEncryption } from '#src/platform/field-encryption.ts';
import { createLog } from '#src/platform/log.ts';
import { uuidV7 } from '#src/platform/ids.ts';
import { sealEvents } from '#src/operations/audit/seal-events.ts';
import { verifyAudit } from '#src/operations/audit/verify.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import { seedDemoCounty } from '#src/operations/registry/demo-county.ts';
import { inScope, type OpenDatabase, openDatabase } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { sealMark } from '#src/platform/seal-mac.ts';
import { bindFarmers, bindStaff, type Farmer, submitReports } from '#test/support/bound-farmers.ts';
import { clockAt } from '#test/support/clock.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';
import { policyBook } from '#test/operations/duty/county.ts';

const ring = (text: string) => {
  const parsed = parseKeyRing(text);
  if (parsed === undefined) throw new Error('the key of the tests is malformed');
  return parsed;
};
const KEY = `t1:${Buffer.alloc(32, 7).toString('base64')}`;
const NEW_KEY = `t2:${Buffer.alloc(32, 8).toString('base64')}`;
const keys = ring(KEY);

describe('the chained and sealed log', () => {
  let database: TestDatabase;
  let opened: OpenDatabase;
  let owner: Client;
  let farmers: readonly Farmer[];
  const clock = clockAt('2026-11-02T09:00:00.123+08:00');
  const fields = createFieldEncryption(keys);
  const newId = uuidV7(clock);
  const logged: string[] = [];
  const log = createLog({
    level: 'info',
    destination: { write: (l: string) => void logged.push(l) },
  });

  const seal = async (under = keys): Promise<number> => {
    const deps = { db: opened.db, clock, newId, fields, policies: await policyBook() };
    return (await sealEvents({ ...deps, channels: new Map(), keys: under, log })).value;
  };
  /**
   * One seal over everything written so far. Transactions of other databases on this server hold sealing back, and asked too
   * early it would seal a part: the tests below count seals, so it is asked only when all events are below the horizon, which
   * never moves back.
   */
  async function sealAll(expected: number, under = keys): Promise<void> {
    await vi.waitFor(
      async () => {
        const { rows } = await owner.query<{ open: number }>(
          `select count(*)::int as open from case_event
           where tx >= (select pg_snapshot_xmin(pg_current_snapshot()))`,
        );
        expect(rows[0]?.open).toBe(0);
      },
      { timeout: 60_000 },
    );
    expect(await seal(under)).toBe(expected);
  }
  const verify = (other = keys) => verifyAudit({ db: opened.db, keys: other });

  /** Reports of these farmers become events: a case each, a linked clue where there is a case. */
  async function report(who: readonly Farmer[]): Promise<void> {
    const deps = { db: opened.db, clock, newId, fields };
    const ids = await submitReports(deps, who);
    const rows = await inScope(opened.db, SYSTEM, (trx) =>
      trx.selectFrom('outbox').select(['id', 'payload']).where('closed_at', 'is', null).execute(),
    );
    const policies = await policyBook();
    for (const declarationId of ids) {
      const row = rows.find((each) => JSON.stringify(each.payload).includes(declarationId));
      clock.advance(1_357);
      await processDeclaration(
        { ...deps, policies, channels: new Map() },
        { outboxId: row?.id ?? '', declarationId },
      );
    }
  }

  beforeAll(async () => {
    database = await createTestDatabase();
    opened = openDatabase(database.appUrl, { max: 4 });
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const deps = { db: opened.db, clock, newId, fields };
    await seedDemoCounty(deps);
    farmers = await bindFarmers(deps, { count: 40, channel: 'telegram', firstChat: 1 });
    await report(farmers);
    await sealAll(40);
    await report(farmers.slice(0, 20));
    clock.advance(1_000);
    await sealAll(20);
    await report(farmers.slice(0, 10));
    for (const table of ['case_event', 'case_file', 'seal']) {
      await owner.query(`create table kept_${table} as table ${table}`);
    }
  });
  afterEach(async () => {
    await owner.query(`
      delete from case_event; delete from seal;
      insert into case_event overriding system value table kept_case_event;
      insert into seal table kept_seal;
      update case_file c set version = k.version, last_hash = k.last_hash, data = k.data, state = k.state,
        due_on = k.due_on, urgent = k.urgent from kept_case_file k where k.id = c.id;
    `);
  });
  afterAll(async () => {
    await owner.end();
    await opened.close();
    await database.drop();
  });

  /** Number and id of the n-th case, by number. */
  async function caseAt(n: number): Promise<{ readonly number: string; readonly id: string }> {
    const { rows } = await owner.query<{ number: string; id: string }>(
      'select number, id from case_file order by number limit 1 offset $1',
      [n],
    );
    return rows[0] ?? { number: '', id: '' };
  }

  it('is whole as the service wrote it, also where nothing is sealed yet', async () => {
    const { ok, lines } = await verify();
    expect(ok).toBe(true);
    expect(lines[0]).toBe('办理记录完好：核对了 40 个个案的 70 条记录，案卷和记录都对得上。');
    expect(lines.at(-1)).toBe('还有 10 条新记录等着封印。');
  });

  it('stays whole when what people wrote is erased', async () => {
    await owner.query('create table kept_private as table declaration_private');
    await owner.query('delete from declaration_private');
    expect(await verify()).toMatchObject({ ok: true });
    await owner.query('insert into declaration_private table kept_private');
  });

  it('seals nothing twice and nothing when nothing is new', async () => {
    await sealAll(10);
    expect(await seal()).toBe(0);
    expect((await verify()).lines.join()).toContain('3 个封印全部相符');
  });

  it('waits for open transactions: nothing can slip in front of what is sealed', async () => {
    const open = new Client({ connectionString: database.ownerUrl });
    await open.connect();
    await open.query('begin');
    await open.query('select pg_current_xact_id()');
    await sealAll(10);
    await report(farmers.slice(30, 33));
    expect(await seal()).toBe(0);
    await open.query('commit');
    await open.end();
    await sealAll(3);
    expect(await verify()).toMatchObject({ ok: true });
    // Take the three back out, so that the other tests find what they expect.
    await owner.query(`delete from case_event where id > (select max(id) from kept_case_event)`);
  });

  it('finds a changed payload', async () => {
    const { number, id } = await caseAt(3);
    await owner.query(
      `update case_event set payload = payload || '{"urgent": true}' where case_id = $1 and seq = 2`,
      [id],
    );
    const said = `个案 ${number} 的第 2 条记录被改过：内容和写下时的指纹对不上。`;
    expect(await verify()).toEqual({ ok: false, lines: [said] });
  });

  it.each([
    ['time', `at = at + interval '1 day'`],
    ['actor', `actor_id = gen_random_uuid()`],
    ['kind', `kind = 'case-closed'`],
  ])('finds a changed %s', async (_what, change) => {
    const { number, id } = await caseAt(5);
    await owner.query(`update case_event set ${change} where case_id = $1 and seq = 1`, [id]);
    const { ok, lines } = await verify();
    expect(ok).toBe(false);
    expect(lines[0]).toContain(`个案 ${number} 的第 1 条记录被改过`);
  });

  it.each([
    ['data', `data = jsonb_set(data, '{holderStaffId}', '"somebody"')`],
    ['decision', `data = jsonb_set(data, '{state,tag}', '"eliminated"'), state = 'eliminated'`],
    ['last day', `due_on = due_on + 30`],
    ['urgency', `urgent = not urgent`],
  ])('finds a case whose %s is not what its log says', async (_what, change) => {
    const { number, id } = await caseAt(7);
    await owner.query(`update case_file set ${change} where id = $1`, [id]);
    const { ok, lines } = await verify();
    expect(ok).toBe(false);
    expect(lines[0]).toContain(`个案 ${number} 的案卷被改过`);
  });

  it('finds an event taken out of the middle', async () => {
    const { number, id } = await caseAt(0);
    await owner.query('delete from case_event where case_id = $1 and seq = 2', [id]);
    expect(await verify()).toEqual({ ok: false, lines: [`个案 ${number} 的第 2 条记录不见了。`] });
  });

  it('finds the last event of a case cut off', async () => {
    const { number, id } = await caseAt(0);
    await owner.query('delete from case_event where case_id = $1 and seq = 3', [id]);
    expect((await verify()).lines[0]).toBe(
      `个案 ${number} 的第 3 条记录不见了：案卷写着一共有 3 条。`,
    );
  });

  it('finds a log that is gone as a whole', async () => {
    const { number, id } = await caseAt(39);
    await owner.query('delete from case_event where case_id = $1', [id]);
    expect((await verify()).lines[0]).toBe(`个案 ${number} 的记录全部不见了。`);
  });

  it('finds events that changed places', async () => {
    const { number, id } = await caseAt(1);
    await owner.query(`update case_event set seq = 12 where case_id = $1 and seq = 2`, [id]);
    await owner.query(`update case_event set seq = 2 where case_id = $1 and seq = 3`, [id]);
    await owner.query(`update case_event set seq = 3 where case_id = $1 and seq = 12`, [id]);
    const { lines } = await verify();
    expect(lines[0]).toContain(`个案 ${number} 的第 2 条记录和前一条接不上`);
  });

  it('finds an event added behind the end', async () => {
    const { number, id } = await caseAt(2);
    await owner.query(
      `insert into case_event (case_id, seq, area_path, kind, at, actor_kind, actor_id, payload, prev_hash, hash)
       select case_id, seq + 1, area_path, kind, at, actor_kind, actor_id, payload, hash, 'x'
       from case_event where case_id = $1 and seq = 3`,
      [id],
    );
    expect((await verify()).lines[0]).toContain(`个案 ${number} 的第 4 条记录`);
  });

  it('finds by the seals what was rewritten with its whole chain made to fit', async () => {
    const { number, id } = await caseAt(39);
    // The only event of this case, replaced by one that hashes right: the chain alone cannot tell.
    const { hashOf } = await import('#src/store/case-event.ts');
    const { rows } = await inScope(opened.db, SYSTEM, async (trx) => ({
      rows: await trx.selectFrom('case_event').selectAll().where('case_id', '=', id).execute(),
    }));
    const [event] = rows;
    if (event === undefined) throw new Error('the case has no event');
    const payload = { ...(event.payload as object), urgent: true };
    const hash = hashOf({
      caseId: id,
      seq: 1,
      kind: event.kind,
      at: event.at,
      actorKind: event.actor_kind,
      actorId: event.actor_id,
      payload,
      prevHash: '',
    });
    await owner.query('update case_event set payload = $1, hash = $2 where case_id = $3', [
      JSON.stringify(payload),
      hash,
      id,
    ]);
    await owner.query('update case_file set last_hash = $1 where id = $2', [hash, id]);
    const { ok, lines } = await verify();
    expect(ok).toBe(false);
    expect(lines[0]).toContain(
      '第 1 号封印（2026-11-02）封住的记录和当时不一样了：当时 40 条，现在 40 条。',
    );
    expect(number).not.toBe('');
  });

  it('finds a seal taken out, a seal forged without the key, and a key that is missing', async () => {
    await owner.query('delete from seal where id = 1');
    expect((await verify()).lines).toEqual(['第 1 号封印不见了。']);
    await owner.query('insert into seal table kept_seal on conflict do nothing');
    await owner.query(`update seal set hmac = 't1.' || repeat('A', 43) where id = 2`);
    expect((await verify()).lines[0]).toContain(
      '第 2 号封印（2026-11-02）封住的记录和当时不一样了',
    );
    await owner.query('delete from seal; insert into seal table kept_seal');
    expect((await verify(ring(NEW_KEY))).lines[0]).toContain('密钥 t1 不在 FANGPIN_SECRET_KEY 里');
  });

  it('goes on under a new key while the old one is still listed', async () => {
    const both = ring(`${NEW_KEY},${KEY}`);
    await sealAll(10, both);
    expect(await verify(both)).toMatchObject({ ok: true });
  });

  it('puts the first seal of each day into the log and tells the auditor, where nobody cuts it off', async () => {
    await bindStaff({ db: opened.db, clock, newId, fields }, 'telegram', 7_000);
    clock.advance(86_400_000);
    await sealAll(10);
    const heads = logged.filter((line) => line.includes('first seal of the day'));
    expect(heads).toHaveLength(2);
    const { rows } = await owner.query<{ hmac: string }>('select hmac from seal where id = 3');
    expect(heads[1]).toContain(rows[0]?.hmac);
    const mark = sealMark({ id: 3, hmac: rows[0]?.hmac ?? '' });
    expect(mark).toMatch(/^3-[0-9a-f]{16}$/);
    const told = await owner.query<{ id: string; body_enc: string; role: string }>(
      `select m.id, m.body_enc, p.role from message m join account a on a.id = m.account_id
       join post p on p.staff_id = a.staff_id where m.kind = 'progress'`,
    );
    expect(told.rows.map(({ role }) => role)).toEqual(['auditor']);
    const [message] = told.rows;
    const text = fields.decrypt('message.body_enc', message?.id ?? '', message?.body_enc ?? '');
    expect(text).toContain(`今天的封存号：${mark}`);
    expect(await verifyAudit({ db: opened.db, keys }, mark)).toMatchObject({ ok: true });
    await owner.query('delete from seal where id = 3');
    expect(await verify()).toMatchObject({ ok: true });
    expect((await verifyAudit({ db: opened.db, keys }, mark)).lines).toEqual([
      `抄下的封存号 ${mark} 对不上：它不见了，或者被换过。`,
    ]);
  });

  it('may not be rewritten by the serving role', async () => {
    const served = new Client({ connectionString: database.appUrl });
    await served.connect();
    await served.query(`select set_config('app.kind', 'system', false)`);
    for (const statement of [
      `update case_event set kind = 'x'`,
      'delete from case_event',
      `update seal set hmac = 'x'`,
      'delete from seal',
    ]) {
      await expect(served.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    await served.end();
  });
});
