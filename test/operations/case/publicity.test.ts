/** Publicity: a minimum that nobody shortens, in code and in the database; objections looked into by somebody who had no hand in it. */
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { readPublicitySheet, readSheetOf } from '#src/operations/console/read-publicity.ts';
import { publicityPage } from '#src/web/console/publicity.ts';
import { AREAS, insertAccount, STAFF, type StaffKey } from '#test/operations/duty/county.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';
import { type Bench, fileOf, NEIGHBOUR, openBench, openDutyOf } from './steps-bench.ts';
import { atThePosting, met, posted } from './steps-walk.ts';

let bench: Bench;
let neighbours: string;

beforeAll(async () => {
  bench = await openBench();
  neighbours = await bench.county.household(509, 'a', '李邻居');
});
afterAll(() => bench.county.close());
beforeEach(async () => {
  await bench.begin();
  await bench.verified();
  await atThePosting(bench);
  await posted(bench);
});

/** One statement as the owner of the schema, who may do more than the service. */
async function asOwner(statement: string): Promise<unknown> {
  const owner = new Client({ connectionString: bench.county.ownerUrl });
  await owner.connect();
  try {
    return await owner.query(statement);
  } finally {
    await owner.end();
  }
}

describe('BN-61 publicity is never shorter than the pack’s days', () => {
  test('the database refuses to close it early, by whatever statement', async () => {
    for (const statement of [
      `update public_notice set closed_at = '2026-11-05T10:00:00+08:00'`,
      `update public_notice set closed_at = may_close_at - interval '1 second'`,
      `update public_notice set posted_on = posted_on - 5, closed_at = now()`,
      `update public_notice set min_days = 1`,
      `update public_notice set may_close_at = now()`,
      `update public_notice set fields = fields || '{"category": "边缘易致贫户"}'`,
      `update public_notice set fields = fields || '{"phone": "13800000002"}'`,
    ]) {
      await expect(asOwner(statement), statement).rejects.toThrow(/notice|violates check/);
    }
    await expect(
      asOwner(`insert into public_notice (id, case_id, household_id, area_id, area_path, kind, fields,
          posted_on, min_days, may_close_at, posted_by)
        select gen_random_uuid(), case_id, household_id, area_id, area_path, 'eliminate', fields,
          posted_on, 5, posted_on + 3, posted_by from public_notice`),
    ).rejects.toThrow(/public_notice_full_days/);
  });

  test('it can be closed from the first minute after its last full day, and hangs once', async () => {
    await asOwner(`update public_notice set closed_at = may_close_at`);
    await expect(asOwner(`update public_notice set closed_at = null`)).rejects.toThrow(/once/);
  });

  test('what hangs is the white list: head, village and group, size, category', async () => {
    const row = await bench.county.system((trx) =>
      trx.selectFrom('public_notice').select(['fields', 'min_days']).executeTakeFirstOrThrow(),
    );
    expect(row).toEqual({
      min_days: 5,
      fields: {
        'head-name': '张大山',
        'village-group': '桃源村三组',
        'household-size': '4人',
        category: '突发严重困难户',
      },
    });
  });
});

describe('the sheet to be printed', () => {
  const user = (key: StaffKey) => {
    const { id, name, role, area } = STAFF[key];
    const { areaId, areaPath, fullName: areaName } = AREAS[area];
    const post = { postId: id, role, department: null, areaId, areaPath, areaName };
    return { staffId: id, name, posts: [{ ...post, staffId: id }] };
  };

  test('BN-61 shows the notice and nothing else of the household, to who may post it', async () => {
    const { deps } = bench.county;
    const caseId = await bench.caseId();
    const sheet = await readPublicitySheet(deps, user('officerA'), caseId);
    if (sheet === null) throw new Error('no sheet');
    const { markup } = publicityPage({ url: (name) => name, register: () => undefined }, sheet);
    for (const shown of ['张大山', '桃源村三组', '4人', '突发严重困难户', '满5天', '11月7日']) {
      expect(markup).toContain(shown);
    }
    expect(markup).not.toMatch(/生病|13800000002|500\d{3}\*|受理号|收入/);
    expect(await readPublicitySheet(deps, user('officerB'), caseId)).toBeNull();
    expect(await readPublicitySheet(deps, user('helperA'), caseId)).toBeNull();
  });

  test('a link to it opens for whoever may post it today, and not once the post is over', async () => {
    const { county } = bench;
    const { deps } = county;
    const caseId = await bench.caseId();
    const by = (key: StaffKey) => readSheetOf(deps, { staffId: STAFF[key].id, caseId });
    expect((await by('officerA'))?.fields['head-name']).toBe('张大山');
    expect(await by('officerB')).toBeNull();
    const until = (day: string | null) =>
      county.system((trx) =>
        sql`update post set until = ${day}::date where staff_id = ${STAFF.officerA.id}`.execute(
          trx,
        ),
      );
    await until('2020-01-01');
    expect(await by('officerA')).toBeNull();
    await until(null);
  });
});

describe('objections', () => {
  const neighbour = () => chatOf(bench.county, NEIGHBOUR);
  beforeEach(() =>
    bench.county.system((trx) =>
      insertAccount(trx, NEIGHBOUR, 'telegram', bench.county.clock.now(), {
        area: 'a',
        household_id: neighbours,
        name: '邻居',
      }),
    ),
  );

  const object = async (name: string): Promise<string> => {
    const chat = neighbour();
    await chat.say('对公示有意见');
    await chat.say(name);
    return textOf(await chat.say('他家在镇上有门面'));
  };

  test('one by chat is answered alike whether such a notice hangs or not, and never lost', async () => {
    expect(await object('张大山')).toBe(await object('没有的人'));
    const { objections, tickets } = await bench.county.system(async (trx) => ({
      objections: await trx.selectFrom('objection').select(['account_id', 'source']).execute(),
      tickets: await trx.selectFrom('ticket').select('kind').execute(),
    }));
    expect(objections).toEqual([{ account_id: NEIGHBOUR, source: 'chat' }]);
    expect(tickets).toEqual([{ kind: 'complaint' }]);
  });

  test('it keeps the notice up until somebody uninvolved has looked; the objector hears, the household hears no name', async () => {
    await object('张大山');
    bench.at('2026-11-09T09:00:00+08:00');
    expect(await bench.openKinds()).not.toContain('close-publicity');
    const asked = textOf(await openDutyOf(bench, bench.town, 'check-objection'));
    expect(asked).toContain('他家在镇上有门面');
    expect(asked).not.toContain('邻居');
    await bench.town.press('查过了，没问题');
    expect((await bench.county.told(NEIGHBOUR)).at(-1)?.text).toContain('没有查到');
    await openDutyOf(bench, bench.officer, 'close-publicity');
    expect(textOf(await bench.officer.press('结束公示'))).toContain('镇街审核');
    expect((await bench.toldFarmer()).join('\n')).not.toContain('邻居');
  });

  test('one that is right takes the notice down and brings the case back to the village', async () => {
    await object('张大山');
    await openDutyOf(bench, bench.town, 'check-objection');
    await bench.town.press('查实了，有问题');
    expect(await bench.state()).toBe('village-review');
    const notice = await bench.county.system((trx) =>
      trx
        .selectFrom('public_notice')
        .select(['closed_at', 'withdrawn_at'])
        .executeTakeFirstOrThrow(),
    );
    expect(notice.closed_at).toBeNull();
    expect(notice.withdrawn_at).not.toBeNull();
    bench.at('2026-11-03T09:00:00+08:00');
    await met(bench, '边缘易致贫户');
    await posted(bench);
    expect((await fileOf(bench)).dossier.publicity?.category).toBe('marginal');
  });

  test('one on paper is brought by the officer; who verified or recorded may not check it', async () => {
    await openDutyOf(bench, bench.officer, 'close-publicity');
    await bench.officer.press('登记异议');
    expect(textOf(await bench.officer.say('有人说他家买了车'))).toContain('没有经手的同志去查');
    const owner = await bench.county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('owner_staff_id')
        .where('kind', '=', 'check-objection')
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow(),
    );
    const file = await fileOf(bench);
    expect(file.dossier.verification?.verifiers).not.toContain(owner.owner_staff_id);
  });
});
