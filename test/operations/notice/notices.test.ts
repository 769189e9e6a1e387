import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { totalRecipients } from '#src/domain/notice/progress.ts';
import { instant } from '#src/domain/calendar/instant.ts';
import { sendDigests } from '#src/operations/duty/send-digests.ts';
import { sweepReminders } from '#src/operations/duty/sweep-reminders.ts';
import { openMissingApprovals } from '#src/operations/notice/approval-duty.ts';
import { createNoticeSender } from '#src/operations/notice/send-batch.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { Channel } from '#src/operations/ports.ts';
import { createLog } from '#src/platform/log.ts';
import { sweepNotices } from '#src/operations/notice/sweep.ts';
import { chaseNotices } from '#src/operations/notice/door-to-door.ts';
import { noticesOfAccount, noticeLoaders } from '#src/operations/notice/facts.ts';
import { markNoticeRead } from '#src/operations/notice/mark-read.ts';
import { wordsOfNotices } from '#src/operations/notice/words.ts';
import { claimRecipients, countRecipients } from '#src/store/notice-recipients.ts';
import { householdsToTell } from '#src/store/notice-villages.ts';
import { inScope } from '#src/store/database.ts';
import { openDutiesOf } from '#src/store/duty-list.ts';
import {
  accountOf,
  AREAS,
  type AreaKey,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
} from '#test/operations/duty/county.ts';
import { approve, asStaff, compose, doAs, farmerFacts, inTurn, noticeOf } from './office.ts';

let county: County;
beforeAll(async () => {
  county = await makeCounty();
});
afterAll(async () => county.close());
beforeEach(async () => {
  county.clock.set(instant(Date.parse('2026-11-02T09:00:00+08:00')));
  await county.system(async (trx) => {
    await trx.deleteFrom('pacer').execute();
    await trx.deleteFrom('outbox').execute();
    await trx.deleteFrom('notice_recipient').execute();
    await trx.deleteFrom('duty').execute();
    await trx.deleteFrom('notice').execute();
    await trx.deleteFrom('message').execute();
    await trx.deleteFrom('account').where('household_id', 'is not', null).execute();
    await trx.deleteFrom('household').execute();
  });
});

type AccountTraits = {
  readonly channel?: string;
  readonly trust?: 'claimed' | 'phone-matched' | 'confirmed';
  readonly reachable?: boolean;
  readonly consent?: 'given' | 'refused' | null;
};

let accounts = 0;
async function account(
  householdId: string,
  area: AreaKey,
  {
    channel = 'telegram',
    trust = 'phone-matched',
    reachable = true,
    consent = 'given',
  }: AccountTraits,
): Promise<string> {
  accounts += 1;
  const id = `00000000-0000-7000-c000-${String(accounts).padStart(12, '0')}`;
  await county.system(async (trx) => {
    await insertAccount(trx, id, channel, county.clock.now(), { household_id: householdId, area });
    await trx
      .updateTable('account')
      .set({ trust, reachable, consent })
      .where('id', '=', id)
      .execute();
  });
  return id;
}

let households = 1000;
async function household(
  area: AreaKey,
  extra: { readonly monitored?: 'marginal' } & AccountTraits & { readonly none?: boolean } = {},
): Promise<string> {
  households += 1;
  const id = await county.household(households, area, `户主${households}`, extra);
  if (extra.none !== true) await account(id, area, extra);
  return id;
}

const states = (noticeId: string) =>
  county.system(async (trx) => {
    const { rows } = await sql<{ household_id: string; state: string; fault_code: string | null }>`
      select household_id, state, fault_code from notice_recipient where notice_id = ${noticeId}::uuid`.execute(
      trx,
    );
    return new Map(rows.map((row) => [row.household_id, row.fault_code ?? row.state]));
  });

describe('FD-63 who a notice is for', () => {
  it('everybody in the area gets it once a household, and the count shown is the count fixed', async () => {
    const pushed = await household('a');
    await account(pushed, 'a', { trust: 'confirmed' });
    const web = await household('a', { channel: 'webchat' });
    const claimed = await household('a', { trust: 'claimed' });
    const silent = await household('a', { none: true });
    const gone = await household('b', { reachable: false });
    const refused = await household('b', { consent: 'refused' });
    await household('c');
    const preview = await asStaff(county, 'town', (turn) =>
      noticeLoaders['notice-preview'](turn, { areaId: AREAS.town.areaId, group: 'everyone' }),
    );
    expect(preview?.count).toEqual({
      total: 6,
      pushed: 2,
      waiting: 1,
      excluded: { 'no-account': 1, 'claimed-only': 0, 'channel-unreachable': 1, 'no-consent': 1 },
    });
    const noticeId = await compose(county, 'town', 'town');
    const approved = await approve(county, 'townLeader', noticeId);
    expect(approved).toMatchObject({ ok: true, value: { count: preview?.count } });
    expect(await states(noticeId)).toEqual(
      new Map([
        [pushed, 'queued'],
        [claimed, 'queued'],
        [web, 'waiting'],
        [silent, 'no-account'],
        [gone, 'channel-unreachable'],
        [refused, 'no-consent'],
      ]),
    );
  });

  it('a group that tells something about a household goes to believed accounts only', async () => {
    const believed = await household('a', { monitored: 'marginal' });
    const claimed = await household('a', { monitored: 'marginal', trust: 'claimed' });
    const both = await household('a', { monitored: 'marginal', trust: 'claimed' });
    await account(both, 'a', { channel: 'webchat', trust: 'confirmed' });
    await household('a');
    const noticeId = await compose(county, 'town', 'town', 'monitored');
    await approve(county, 'townLeader', noticeId);
    expect(await states(noticeId)).toEqual(
      new Map([
        [believed, 'queued'],
        [claimed, 'claimed-only'],
        [both, 'waiting'],
      ]),
    );
  });

  it('XX-01 finds exited and monitored households, students, workers and disabled people by the coded values of the form', async () => {
    const at = await Promise.all([0, 1, 2, 3, 4, 5].map(() => household('a')));
    const [student, toddler, worker, disabled, exited] = at;
    await county.system((trx) =>
      trx
        .updateTable('household')
        .set({ kind: 'exited-poverty' })
        .where('id', '=', exited ?? '')
        .execute(),
    );
    const add = (id: string | undefined, n: number, columns: string, values: string) =>
      county.system((trx) =>
        sql
          .raw(`insert into member (id, household_id, area_path, ordinal, name, relation, ${columns})
            values ('00000000-0000-7000-d000-00000000000${n}', '${id}', '${AREAS.a.areaPath}', 1, '某', '子', ${values})`)
          .execute(trx),
      );
    await add(student, 1, 'schooling', `'primary'`);
    await add(toddler, 2, 'schooling', `'preschool-age'`);
    await add(worker, 3, 'details', `'{"workMonths": 10}'`);
    await add(disabled, 4, 'health', `'{disabled}'`);
    for (const [group, expected] of [
      ['with-student', student],
      ['with-worker', worker],
      ['with-disabled', disabled],
      ['exited-poverty', exited],
    ] as const) {
      const noticeId = await compose(county, 'town', 'a', group);
      await approve(county, 'townLeader', noticeId);
      expect([...(await states(noticeId)).keys()], group).toEqual([expected]);
    }
  });
});

describe('FD-63 what changes between approval and sending', () => {
  it('an account believed no longer does not get what tells something about the household', async () => {
    const lowered = await household('a', { monitored: 'marginal' });
    const kept = await household('a', { monitored: 'marginal' });
    const noticeId = await compose(county, 'town', 'a', 'monitored');
    await approve(county, 'townLeader', noticeId);
    await county.system((trx) =>
      trx
        .updateTable('account')
        .set({ trust: 'claimed' })
        .where('household_id', '=', lowered)
        .execute(),
    );
    const claimed = await county.system(async (trx) => {
      await claimRecipients(trx, noticeId, 'webchat', 5, county.clock.now());
      return await claimRecipients(trx, noticeId, 'telegram', 5, county.clock.now());
    });
    expect(claimed).toHaveLength(2);
    expect(claimed.filter((each) => each.fit)).toHaveLength(1);
    expect(kept).not.toBe(lowered);
    const again = await county.system((trx) =>
      claimRecipients(trx, noticeId, 'telegram', 5, county.clock.now()),
    );
    expect(again).toEqual([]);
  });
});

describe('whom farmers may phone about it', () => {
  it('is the town’s own number, else the county’s own, else the one of its pack: the same the web chat shows', async () => {
    const line = async () => {
      const [preview, official] = [
        await asStaff(county, 'town', (turn) =>
          noticeLoaders['notice-preview'](turn, { areaId: AREAS.a.areaId, group: 'everyone' }),
        ),
        await asStaff(county, 'county', (turn) =>
          noticeLoaders['notice-preview'](turn, { areaId: AREAS.a.areaId, group: 'everyone' }),
        ),
      ];
      return [preview?.phone, official?.phone];
    };
    const policies = county.deps.policies;
    const set = (key: 'town' | 'county', phone: string) =>
      county.system((trx) =>
        trx.updateTable('area').set({ phone }).where('id', '=', AREAS[key].areaId).execute(),
      );
    await household('a');
    await set('county', '023-1');
    expect(await line()).toEqual(['023-1', '023-1']);
    // A number in the pack stands behind the county's own, for notices as everywhere else.
    const withHotline = (pack: Pack): Pack => ({
      ...pack,
      settings: { ...pack.settings, hotline: { ...pack.settings.hotline, value: '12317' } },
    });
    const book = {
      calendar: policies.calendar,
      packFor: (...asked: Parameters<typeof policies.packFor>) =>
        withHotline(policies.packFor(...asked)),
      packOf: (...asked: Parameters<typeof policies.packOf>) => policies.packOf(...asked),
      mayBeNight: policies.mayBeNight.bind(policies),
    };
    const { deps } = county;
    county = { ...county, deps: { ...deps, policies: book } };
    expect(await line()).toEqual(['023-1', '023-1']);
    await set('town', '023-2');
    expect(await line()).toEqual(['023-2', '023-1']);
    await set('county', '');
    expect(await line()).toEqual(['023-2', '12317']);
    county = { ...county, deps };
    await set('town', '');
  });
});

describe('FD-63 a second person decides', () => {
  it('shows it to the nearest people with the right, with the text, the count and two buttons', async () => {
    await household('a');
    const noticeId = await compose(county, 'town', 'town');
    const [asked] = await county.told(accountOf('townLeader'));
    expect(asked?.kind).toBe('to-do');
    expect(asked?.text).toContain('请带上身份证到村里交');
    expect(asked?.text).toContain('共1户，能发到1户。');
    expect(asked?.text).toContain('名单在您同意时才定');
    expect(asked?.labels).toEqual(['同意发送', '退回']);
    expect(asked?.refs[1]).toBe(`notice-reject ${noticeId}`);
    expect(await county.told(accountOf('town'))).toEqual([]);
    expect(await county.told(accountOf('county'))).toEqual([]);
  });

  it('nobody approves their own notice, nor one beyond their area, nor without the right', async () => {
    const noticeId = await compose(county, 'county', 'county');
    const code = async (by: Parameters<typeof approve>[1]) => {
      const outcome = await approve(county, by, noticeId);
      return outcome.ok ? 'approved' : outcome.refusal.code;
    };
    expect(await code('county')).toBe('own-work');
    expect(await code('townLeader')).toBe('not-allowed');
    expect(await code('officerA')).toBe('not-allowed');
    expect(await code('countyLeader')).toBe('approved');
    expect(await code('countyLeader')).toBe('already-decided');
  });

  it('the database itself refuses an author as approver', async () => {
    const noticeId = await compose(county, 'town', 'town');
    const cheat = county.system((trx) =>
      trx
        .updateTable('notice')
        .set({ approved_by: STAFF.town.id, state: 'sending' })
        .where('id', '=', noticeId)
        .execute(),
    );
    await expect(cheat).rejects.toMatchObject({ code: '23514' });
  });

  it('what was changed after it was shown is not approved', async () => {
    const noticeId = await compose(county, 'town', 'town');
    const before = await noticeOf(county, noticeId);
    await county.system((trx) =>
      trx.updateTable('notice').set({ body: '别的话' }).where('id', '=', noticeId).execute(),
    );
    const old = await approve(county, 'townLeader', noticeId);
    expect(old).toMatchObject({ ok: false, refusal: { code: 'content-changed' } });
    const wrong = await doAs(county, 'townLeader', 'approve-notice', {
      noticeId,
      shown: '0123456789',
    });
    expect(wrong).toMatchObject({ ok: false, refusal: { code: 'content-changed' } });
    expect((await noticeOf(county, noticeId)).state).toBe('awaiting-approval');
    expect(before.contentHash).not.toBe('');
  });

  it('two who agree at the same moment start it once', async () => {
    await household('a');
    const noticeId = await compose(county, 'county', 'a');
    // Asked: the nearest; allowed: everybody above as well.
    const ends = await Promise.all(
      (['townLeader', 'town', 'countyLeader'] as const).map((by) => approve(county, by, noticeId)),
    );
    expect(ends.filter((end) => end.ok)).toHaveLength(1);
    const promises = await county.system((trx) =>
      trx.selectFrom('outbox').selectAll().where('closed_at', 'is', null).execute(),
    );
    expect(promises).toMatchObject([{ queue: 'broadcasts', payload: { noticeId } }]);
    expect(totalRecipients(await county.system((trx) => countRecipients(trx, noticeId)))).toBe(1);
  });

  it('handing in twice makes one notice, and a sent back one tells its author why', async () => {
    const ask = {
      draftId: 'same-draft',
      title: '通知',
      body: '内容',
      areaId: AREAS.town.areaId,
      group: 'everyone',
    } as const;
    const first = await doAs(county, 'town', 'compose-notice', ask);
    const second = await doAs(county, 'town', 'compose-notice', ask);
    expect(second).toEqual(first);
    expect(await county.told(accountOf('townLeader'))).toHaveLength(1);
    const noticeId = first.ok ? first.value.noticeId : '';
    await doAs(county, 'townLeader', 'reject-notice', { noticeId, reason: '日期写错了' });
    expect((await county.told(accountOf('town'))).at(-1)?.text).toContain('日期写错了');
    expect(await approve(county, 'countyLeader', noticeId)).toMatchObject({
      refusal: { code: 'already-decided' },
    });
  });

  it('who may not send somewhere is refused, and a notice nobody could approve is not taken', async () => {
    const ask = { draftId: 'd', title: '通知', body: '内容', group: 'everyone' } as const;
    const outside = await doAs(county, 'town', 'compose-notice', {
      ...ask,
      areaId: AREAS.c.areaId,
    });
    expect(outside).toMatchObject({ refusal: { code: 'not-allowed' } });
    const village = await doAs(county, 'officerA', 'compose-notice', {
      ...ask,
      areaId: AREAS.a.areaId,
    });
    expect(village).toMatchObject({ refusal: { code: 'not-allowed' } });
    await county.system((trx) =>
      trx
        .updateTable('account')
        .set({ reachable: false })
        .where('staff_id', '=', STAFF.countyLeader.id)
        .execute(),
    );
    const alone = await doAs(county, 'county', 'compose-notice', {
      ...ask,
      areaId: AREAS.county.areaId,
    });
    await county.system((trx) =>
      trx
        .updateTable('account')
        .set({ reachable: true })
        .where('staff_id', '=', STAFF.countyLeader.id)
        .execute(),
    );
    expect(alone).toMatchObject({ refusal: { code: 'nobody-to-approve' } });
  });
});

describe('FD-63 read receipts and the web chat', () => {
  it('已知晓 counts for the account it went to or a believed one of the household, for nobody else', async () => {
    const mine = await household('a');
    const other = await household('a');
    const noticeId = await compose(county, 'town', 'a');
    await approve(county, 'townLeader', noticeId);
    const rows = await county.system((trx) =>
      trx.selectFrom('notice_recipient').select(['id', 'account_id', 'household_id']).execute(),
    );
    const recipient = rows.find((row) => row.household_id === mine);
    const [id, accountId] = [recipient?.id ?? '', recipient?.account_id ?? ''];
    await county.system((trx) =>
      trx
        .updateTable('notice_recipient')
        .set({ state: 'uncertain' })
        .where('id', '=', id)
        .execute(),
    );
    const read = (facts: ReturnType<typeof farmerFacts>) =>
      inTurn(county, facts, (turn) => markNoticeRead(turn, id));
    const stranger = await account(other, 'a', {});
    expect(await read(farmerFacts(stranger, other, 'confirmed'))).toEqual({ known: false });
    expect(await read(farmerFacts(stranger, mine, 'claimed'))).toEqual({ known: false });
    expect(await read(farmerFacts(accountId, mine, 'phone-matched'))).toEqual({ known: true });
    const counts = await county.system((trx) => countRecipients(trx, noticeId));
    expect(counts).toMatchObject({ sent: 1, read: 1, uncertain: 0, queued: 1 });
    const seen = await inTurn(
      county,
      farmerFacts(accountId, mine, 'phone-matched'),
      noticesOfAccount,
    );
    expect(seen).toMatchObject([{ recipientId: id, title: '医保缴费到12月底', read: true }]);
    const notSeen = await inTurn(county, farmerFacts(stranger, mine, 'claimed'), noticesOfAccount);
    expect(notSeen).toEqual([]);
  });

  it('a press with a made-up reference is answered like one that was called off', async () => {
    const facts = farmerFacts(accountOf('town'), AREAS.a.areaId, 'claimed');
    expect(await inTurn(county, facts, (turn) => markNoticeRead(turn, "' or 1=1"))).toEqual({
      known: false,
    });
  });

  it('what waits in the web chat has a message row that stands for the notice', async () => {
    await household('a', { channel: 'webchat' });
    const noticeId = await compose(county, 'town', 'a');
    await approve(county, 'townLeader', noticeId);
    const waiting = await county.system((trx) =>
      trx
        .selectFrom('message as m')
        .innerJoin('notice_recipient as r', 'r.message_id', 'm.id')
        .select(['m.state', 'm.notice_id', 'm.body_enc', 'm.broadcast', 'r.state as recipient'])
        .execute(),
    );
    const of = await county.system((trx) =>
      trx
        .selectFrom('notice_recipient')
        .select(['id', 'message_id', 'account_id'])
        .executeTakeFirstOrThrow(),
    );
    const messages = [{ messageId: of.message_id ?? '' }];
    const words = await wordsOfNotices(county.deps, of.account_id ?? '', messages);
    expect(words.get(of.message_id ?? '')).toMatchObject({
      choices: [[{ action: 'notice-read', ref: of.id, label: '已知晓' }]],
    });
    expect(await wordsOfNotices(county.deps, accountOf('town'), messages)).toEqual(new Map());
    expect(waiting).toEqual([
      {
        state: 'waiting',
        notice_id: noticeId,
        body_enc: null,
        broadcast: true,
        recipient: 'waiting',
      },
    ]);
    await doAs(county, 'town', 'steer-notice', { noticeId, verb: 'cancel' });
    const gone = await county.system((trx) => countRecipients(trx, noticeId));
    expect(gone).toMatchObject({ cancelled: 1, waiting: 0 });
    const left = await county.system((trx) =>
      trx.selectFrom('message').select('state').where('notice_id', '=', noticeId).execute(),
    );
    expect(left).toEqual([{ state: 'cancelled' }]);
  });
});

describe('FD-63 people no message reached are told at the door', () => {
  it('opens one duty a village after the day, lists today’s people, and closes it', async () => {
    await household('a', { none: true });
    const silent = await household('a');
    const reader = await household('a');
    await household('b', { none: true });
    const noticeId = await compose(county, 'town', 'town');
    await approve(county, 'townLeader', noticeId);
    await county.system(async (trx) => {
      await trx
        .updateTable('notice_recipient')
        .set({ state: 'sent' })
        .where('state', '=', 'queued')
        .execute();
      await trx
        .updateTable('notice_recipient')
        .set({ read_at: sql`now()` })
        .where('household_id', '=', reader)
        .execute();
    });
    await sweepNotices(county.deps);
    expect((await noticeOf(county, noticeId)).state).toBe('done');
    await chaseNotices(county.deps);
    const duties = (key: 'officerA' | 'officerB', area: AreaKey) =>
      county.system((trx) =>
        openDutiesOf(
          trx,
          {
            staffId: STAFF[key].id,
            role: 'village-officer',
            department: null,
            areaPath: AREAS[area].areaPath,
          },
          { offset: 0, limit: 10 },
        ),
      );
    expect(await duties('officerA', 'a')).toEqual([]);
    county.clock.advance(6 * 86_400_000);
    await chaseNotices(county.deps);
    await chaseNotices(county.deps);
    const [forA, ...moreA] = await duties('officerA', 'a');
    expect(moreA).toEqual([]);
    expect(forA).toMatchObject({
      kind: 'door-to-door',
      label: '医保缴费到12月底',
      noticeId,
      details: { unreachable: 1, silent: 1 },
    });
    expect(await duties('officerB', 'b')).toHaveLength(1);
    const list = () =>
      asStaff(county, 'officerA', (turn) =>
        noticeLoaders['notice-households'](turn, { noticeId, areaId: AREAS.a.areaId, page: 0 }),
      );
    expect(await list()).toMatchObject({
      total: 2,
      mayClose: true,
      households: [{ reason: 'unreachable' }, { reason: 'silent' }],
    });
    await county.system((trx) =>
      trx
        .updateTable('notice_recipient')
        .set({ read_at: sql`now()` })
        .where('household_id', '=', silent)
        .execute(),
    );
    expect(await list()).toMatchObject({ total: 1 });
    const foreign = await doAs(county, 'officerB', 'tell-at-door', {
      noticeId,
      areaId: AREAS.a.areaId,
      recipientId: null,
    });
    expect(foreign).toMatchObject({ refusal: { code: 'not-allowed' } });
    const tell = (recipientId: string | null) =>
      doAs(county, 'officerA', 'tell-at-door', { noticeId, areaId: AREAS.a.areaId, recipientId });
    const late = await household('a', { none: true });
    const lateId = county.deps.newId();
    await county.system((trx) =>
      sql`insert into notice_recipient (id, notice_id, household_id, area_id, area_path, state)
        values (${lateId}::uuid, ${noticeId}::uuid, ${late}::uuid, ${AREAS.a.areaId}::uuid,
          ${AREAS.a.areaPath}, 'uncertain')`.execute(trx),
    );
    // One household said so, the other not met yet: the duty stays.
    expect(await tell(lateId)).toMatchObject({ ok: true, value: { left: 1 } });
    expect(await list()).toMatchObject({ total: 1, households: [{ reason: 'unreachable' }] });
    expect(await duties('officerA', 'a')).toHaveLength(1);
    county.clock.advance(60_000);
    expect(await tell(null)).toMatchObject({ ok: true, value: { left: 0 } });
    expect(await duties('officerA', 'a')).toEqual([]);
    // Proof to the last one: by whom, and when; what was written first stays.
    const proof = await county.system((trx) =>
      trx
        .selectFrom('notice_recipient')
        .select(['household_id', 'told_by', 'told_at'])
        .where('told_at', 'is not', null)
        .orderBy('told_at')
        .execute(),
    );
    expect(proof.map((each) => each.told_by)).toEqual([STAFF.officerA.id, STAFF.officerA.id]);
    expect(proof[0]?.household_id).toBe(late);
    expect(new Set(proof.map((each) => each.told_at)).size).toBe(2);
    expect(await county.system((trx) => countRecipients(trx, noticeId))).toMatchObject({
      toldAtDoor: 2,
    });
  });

  it('G6 a town officer cannot see recipients of another town', async () => {
    await household('a', { none: true });
    await household('c', { none: true });
    const noticeId = await compose(county, 'county', 'county');
    await approve(county, 'countyLeader', noticeId);
    const asTown = {
      kind: 'staff',
      staffId: STAFF.town.id,
      areaPath: AREAS.town.areaPath,
    } as const;
    const rows = await inScope(county.db, asTown, (trx) =>
      trx.selectFrom('notice_recipient').select('area_path').execute(),
    );
    expect(rows).toEqual([{ area_path: AREAS.a.areaPath }]);
    const list = await inScope(county.db, asTown, (trx) =>
      householdsToTell(trx, noticeId, AREAS.county.areaPath, { offset: 0, limit: 10 }),
    );
    expect(list.total).toBe(1);
    const view = await asStaff(county, 'town', (turn) =>
      noticeLoaders['notice-progress'](turn, { noticeId }),
    );
    expect(view?.counts.unreachable).toBe(1);
    expect(view?.villages.map((village) => village.areaName)).toEqual(['云岭镇 桃源村']);
    expect(view?.mayControl).toBe(false);
    const foreign = await asStaff(county, 'town', (turn) =>
      noticeLoaders['notice-households'](turn, { noticeId, areaId: AREAS.c.areaId, page: 0 }),
    );
    expect(foreign).toBeNull();
    const whole = await asStaff(county, 'countyLeader', (turn) =>
      noticeLoaders['notice-progress'](turn, { noticeId }),
    );
    expect(whole?.counts.unreachable).toBe(2);
  });
});

describe('a notice nobody decides about is reminded of', () => {
  const dutyOf = (noticeId: string, kind: 'approve-notice' | 'resume-notice') =>
    county.system((trx) =>
      trx
        .selectFrom('duty')
        .selectAll()
        .where('notice_id', '=', noticeId)
        .where('kind', '=', kind)
        .executeTakeFirst(),
    );

  it('approval is a duty of one person with a day, openly our own default, and goes up; the author sees where it hangs', async () => {
    await household('a');
    const noticeId = await compose(county, 'town', 'town');
    const duty = await dutyOf(noticeId, 'approve-notice');
    expect(duty).toMatchObject({
      owner_staff_id: STAFF.townLeader.id,
      owner_role: 'town-leader',
      due_on: '2026-11-03',
      clause: '系统默认',
      state: 'open',
    });
    const view = await asStaff(county, 'town', (turn) =>
      noticeLoaders['notice-progress'](turn, { noticeId }),
    );
    expect(view?.waitsFor).toEqual({ ownerName: STAFF.townLeader.name, dueOn: '2026-11-03' });
    const told = async (key: 'townLeader' | 'county') =>
      (await county.told(accountOf(key))).filter((each) => each.text.includes('审批通知'));
    for (const morning of ['2026-11-03', '2026-11-04']) {
      county.clock.set(instant(Date.parse(`${morning}T08:00:00+08:00`)));
      await sweepReminders(county.deps);
      await sendDigests(county.deps);
    }
    expect(await told('townLeader')).toHaveLength(2);
    expect(await told('county')).toHaveLength(1);
    // Whoever is above may decide, and the duty is theirs.
    expect(await approve(county, 'county', noticeId)).toMatchObject({ ok: true });
    expect(await dutyOf(noticeId, 'approve-notice')).toMatchObject({
      state: 'done',
      closed_by: STAFF.county.id,
      outcome: 'approved',
    });
  });

  it('a notice from before has its duty opened, one called off needs none, and the author never owns it', async () => {
    const noticeId = await compose(county, 'town', 'town');
    await county.system((trx) => trx.deleteFrom('duty').execute());
    expect(await openMissingApprovals(county.deps)).toBe(1);
    expect(await openMissingApprovals(county.deps)).toBe(0);
    expect((await dutyOf(noticeId, 'approve-notice'))?.owner_staff_id).not.toBe(STAFF.town.id);
    await doAs(county, 'town', 'steer-notice', { noticeId, verb: 'cancel' });
    expect(await dutyOf(noticeId, 'approve-notice')).toMatchObject({ state: 'cancelled' });
  });

  it('what was paused waits for whoever paused it, until it goes on', async () => {
    await household('a');
    const noticeId = await compose(county, 'town', 'town');
    await approve(county, 'townLeader', noticeId);
    await doAs(county, 'townLeader', 'steer-notice', { noticeId, verb: 'pause' });
    expect(await dutyOf(noticeId, 'resume-notice')).toMatchObject({
      owner_staff_id: STAFF.townLeader.id,
      state: 'open',
    });
    await doAs(county, 'town', 'steer-notice', { noticeId, verb: 'resume' });
    expect(await dutyOf(noticeId, 'resume-notice')).toMatchObject({ state: 'done' });
  });
});

describe('FD-63 a household is not given up with its first account', () => {
  it('gets the notice on another account that speaks for it, once; only then is it unreachable', async () => {
    const home = await household('a');
    const newest = await account(home, 'a', { trust: 'confirmed' });
    const alone = await household('a');
    const noticeId = await compose(county, 'town', 'a');
    await approve(county, 'townLeader', noticeId);
    const gone = await county.system((trx) =>
      trx
        .selectFrom('account')
        .select('id')
        .where('household_id', '=', alone)
        .executeTakeFirstOrThrow(),
    );
    const tried: string[] = [];
    await senderWith(async (chat) => {
      tried.push(chat);
      return chat === newest || chat === gone.id
        ? { kind: 'unreachable' as const, code: 'blocked' }
        : { kind: 'sent' as const, externalId: chat };
    }).send(noticeId);
    expect(tried).toHaveLength(3);
    expect(new Set(tried).size).toBe(3);
    expect(await states(noticeId)).toEqual(
      new Map([
        [home, 'sent'],
        [alone, 'blocked'],
      ]),
    );
    expect((await noticeOf(county, noticeId)).state).toBe('done');
  });
});

/** A sender on a made-up channel; waiting moves the clock. */
const senderWith = (send: Channel['send']) =>
  createNoticeSender({
    ...county.deps,
    channels: new Map([
      [
        'telegram',
        {
          name: 'telegram',
          capabilities: { push: true, provesContact: true, broadcastPerSecond: 30 },
          read: () => ({ kind: 'ignored' as const }),
          fetchMedia: async () => ({ kind: 'gone' as const, code: 'test' }),
          send,
        },
      ],
    ]),
    log: createLog({ level: 'silent' }),
    wait: async (ms) => {
      county.clock.advance(ms);
    },
  });

describe('the night', () => {
  const at = (iso: string) => county.clock.set(instant(Date.parse(iso)));
  const sender = (sent: string[], perSend: () => void = () => undefined) =>
    senderWith(async (chat) => {
      sent.push(chat);
      perSend();
      return { kind: 'sent' as const, externalId: chat };
    });
  const promisedAt = async () =>
    (
      await county.system((trx) =>
        trx.selectFrom('outbox').select('not_before').where('closed_at', 'is', null).execute(),
      )
    ).map((each) => each.not_before);

  it('approved at night it waits for the morning, and the counts say so', async () => {
    await household('a');
    const noticeId = await compose(county, 'town', 'a');
    at('2026-11-02T22:30:00+08:00');
    const approved = await approve(county, 'townLeader', noticeId);
    const morning = Date.parse('2026-11-03T08:00:00+08:00');
    expect(approved).toMatchObject({ value: { night: { asleep: true, goesOnAt: morning } } });
    const sent: string[] = [];
    await sender(sent).send(noticeId);
    expect(sent).toEqual([]);
    expect(await promisedAt()).toEqual([morning]);
    expect((await county.told(accountOf('town'))).at(-1)?.text).toContain('明早8点继续发');
    at('2026-11-03T08:00:00+08:00');
    await sender(sent).send(noticeId);
    expect(sent).toHaveLength(1);
  });

  it('begun in the evening it stops at nine, the rest goes out in the morning, nobody twice', async () => {
    for (let n = 0; n < 6; n += 1) await household('a');
    const noticeId = await compose(county, 'town', 'a');
    at('2026-11-02T20:59:00+08:00');
    await approve(county, 'townLeader', noticeId);
    const sent: string[] = [];
    // Each answer takes long: the night comes in the middle.
    await sender(sent, () => county.clock.advance(25_000)).send(noticeId);
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThan(6);
    expect(await promisedAt()).toEqual([Date.parse('2026-11-03T08:00:00+08:00')]);
    const view = await asStaff(county, 'town', (turn) =>
      noticeLoaders['notice-progress'](turn, { noticeId }),
    );
    expect(view).toMatchObject({ night: { asleep: true }, mayAllowNight: false });
    at('2026-11-03T08:00:00+08:00');
    await sender(sent).send(noticeId);
    expect(sent).toHaveLength(6);
    expect(new Set(sent).size).toBe(6);
  });

  it('goes out in the night when a second person says that it cannot wait, never when its author does', async () => {
    await household('a');
    const noticeId = await compose(county, 'town', 'a');
    at('2026-11-02T22:30:00+08:00');
    await approve(county, 'townLeader', noticeId);
    const allow = (by: 'town' | 'townLeader') =>
      doAs(county, by, 'steer-notice', { noticeId, verb: 'allow-night' });
    expect(await allow('town')).toMatchObject({ refusal: { code: 'own-work' } });
    const cheat = county.system((trx) =>
      trx
        .updateTable('notice')
        .set({ night_by: STAFF.town.id })
        .where('id', '=', noticeId)
        .execute(),
    );
    await expect(cheat).rejects.toMatchObject({ code: '23514' });
    const sent: string[] = [];
    await sender(sent).send(noticeId);
    expect(sent).toEqual([]);
    expect(await allow('townLeader')).toMatchObject({ ok: true });
    await sender(sent).send(noticeId);
    expect(sent).toHaveLength(1);
  });

  it('whoever got it last has as many days to read it as whoever got it first', async () => {
    await household('a');
    const noticeId = await compose(county, 'town', 'a');
    await approve(county, 'townLeader', noticeId);
    expect((await noticeOf(county, noticeId)).readBy).toBe('2026-11-07');
    await doAs(county, 'townLeader', 'steer-notice', { noticeId, verb: 'pause' });
    county.clock.advance(4 * 86_400_000);
    await doAs(county, 'townLeader', 'steer-notice', { noticeId, verb: 'resume' });
    await sender([]).send(noticeId);
    expect(await noticeOf(county, noticeId)).toMatchObject({ state: 'done', readBy: '2026-11-11' });
  });
});

describe('what dies in between', () => {
  it('a send without an end becomes uncertain after a minute and is not queued again', async () => {
    await household('a');
    const noticeId = await compose(county, 'town', 'a');
    await approve(county, 'townLeader', noticeId);
    await county.system((trx) =>
      trx
        .updateTable('notice_recipient')
        .set({
          state: 'sending',
          claimed_at: sql`to_timestamp(${county.clock.now()}::float8 / 1000)`,
        })
        .execute(),
    );
    county.clock.advance(59_000);
    await sweepNotices(county.deps);
    expect([...(await states(noticeId)).values()]).toEqual(['sending']);
    expect((await noticeOf(county, noticeId)).state).toBe('sending');
    county.clock.advance(2_000);
    await sweepNotices(county.deps);
    expect([...(await states(noticeId)).values()]).toEqual(['sender-lost']);
    expect((await noticeOf(county, noticeId)).state).toBe('done');
    expect((await county.told(accountOf('town'))).at(-1)?.text).toContain('发完了');
    const open = await county.system((trx) =>
      trx.selectFrom('outbox').selectAll().where('closed_at', 'is', null).execute(),
    );
    expect(open).toEqual([]);
  });

  it('a notice nobody promised to send is promised again', async () => {
    await household('a');
    const noticeId = await compose(county, 'town', 'a');
    await approve(county, 'townLeader', noticeId);
    await county.system((trx) => trx.deleteFrom('outbox').execute());
    await sweepNotices(county.deps);
    await sweepNotices(county.deps);
    const open = await county.system((trx) => trx.selectFrom('outbox').select('payload').execute());
    expect(open).toEqual([{ payload: { noticeId } }]);
  });
});
