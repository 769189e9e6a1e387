/** Authorisation in its forms, the village's agenda, town and county: who may, what is refused, what the household hears. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openVillageAgendas } from '#src/operations/duty/open-village-agendas.ts';
import { accountOf, insertAccount, uuid } from '#test/operations/duty/county.ts';
import { textOf } from '#test/operations/staff/office-chat.ts';
import { type Bench, FARMER, fileOf, openBench, openDutyOf, photoOf } from './steps-bench.ts';
import { atTheCounty, closed, met, posted, signed, walkedToTheCounty } from './steps-walk.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.county.close());
beforeEach(() => bench.begin());

/** What a lasting button of the latest message to an account stands for. */
async function lastRef(account: string, action: string): Promise<string> {
  const told = await bench.county.told(account);
  const ref = told.flatMap((each) => each.refs).findLast((each) => each.startsWith(`${action} `));
  return ref?.slice(action.length + 1) ?? '';
}

describe('authorisation', () => {
  beforeEach(() => bench.verified());

  test('is pressed in the farmer’s own chat with an officer beside, once and within the hour', async () => {
    await openDutyOf(bench, bench.officer, 'authorise');
    await bench.officer.press('在农户手机上点');
    expect(textOf(await bench.officer.press('本人，念给他听的'))).toContain('看着他点');
    const ref = await lastRef(FARMER, 'authorise-yes');
    const said = await bench.farmer.send({ kind: 'action', action: 'authorise-yes', ref });
    expect(textOf(said)).toContain('记下了');
    expect((await fileOf(bench)).dossier.authorisation).toMatchObject({ form: 'pressed' });
    expect(await bench.state()).toBe('village-review');
    const again = await bench.farmer.send({ kind: 'action', action: 'authorise-no', ref });
    expect(textOf(again)).toContain('已经办过了');
  });

  test('another known account of the household hears of the step too; one that only said the name does not', async () => {
    const [known, stranger] = [uuid(902), uuid(903)];
    await bench.county.system(async (trx) => {
      for (const id of [known, stranger]) {
        await insertAccount(trx, id, 'telegram', bench.county.clock.now(), {
          area: 'a',
          household_id: bench.household,
          name: '张小山',
        });
      }
      await trx
        .updateTable('account')
        .set({ trust: 'confirmed' })
        .where('id', '=', known)
        .execute();
    });
    await signed(bench);
    expect((await bench.county.told(known)).at(-1)?.text).toContain('您的授权记下了');
    expect(await bench.county.told(stranger)).toEqual([]);
  });

  test('a press after the hour, or by somebody else, counts for nothing', async () => {
    await openDutyOf(bench, bench.officer, 'authorise');
    await bench.officer.press('在农户手机上点');
    await bench.officer.press('本人，自己看过');
    const ref = await lastRef(FARMER, 'authorise-yes');
    const other = await bench.town.send({ kind: 'action', action: 'authorise-yes', ref });
    expect(textOf(other)).toContain('过了时间');
    bench.at('2026-11-02T10:01:00+08:00');
    const late = await bench.farmer.send({ kind: 'action', action: 'authorise-yes', ref });
    expect(textOf(late)).toContain('过了时间');
    expect(await bench.state()).toBe('authorisation');
  });

  test('a relative gives it for somebody who cannot, and it is read aloud', async () => {
    await openDutyOf(bench, bench.officer, 'authorise');
    await bench.officer.press('按了手印');
    await bench.officer.press('亲属代办');
    await bench.officer.press('子女');
    expect(textOf(await bench.officer.say('签好了'))).toContain('要照片');
    const mediaId = await photoOf(bench, accountOf('officerA'));
    await bench.officer.send({ kind: 'media', media: 'photo', mediaId, caption: '', seconds: 0 });
    const row = await bench.county.system((trx) =>
      trx.selectFrom('authorisation').selectAll().executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ form: 'fingerprint', given_by: 'relative', relation: 'child' });
    expect(row.read_aloud_by).not.toBeNull();
  });

  test('a household that does not agree is proposed to close; the town confirms, the farmer hears afterwards', async () => {
    await openDutyOf(bench, bench.officer, 'authorise');
    expect(textOf(await bench.officer.press('农户不同意'))).toContain('没答复之前，时限照常走');
    expect(await bench.state()).toBe('close-proposed');
    await openDutyOf(bench, bench.town, 'confirm-proposal');
    await bench.town.press('同意');
    expect(await bench.state()).toBe('closed');
    expect((await bench.toldFarmer()).at(-1)).toContain('没有您的授权');
  });
});

describe('BN-56 LX-04 the village’s agenda', () => {
  test('comes each week by itself, one tap says that nothing came up', async () => {
    expect(await openVillageAgendas(bench.county.deps)).toBe(3);
    expect(await openVillageAgendas(bench.county.deps)).toBe(0);
    const asked = textOf(await openDutyOf(bench, bench.secretary, 'village-agenda'));
    expect(asked).toContain('没有等着评议的户');
    expect(asked).toContain('11月8日 周日');
    expect(textOf(await bench.secretary.press('本周没有要议的线索'))).toContain('记下了');
    bench.at('2026-11-09T09:00:00+08:00');
    expect(await openVillageAgendas(bench.county.deps)).toBe(3);
  });

  test('a village that comes in the middle of a week begins with the next whole one', async () => {
    bench.at('2026-11-08T20:00:00+08:00');
    expect(await openVillageAgendas(bench.county.deps)).toBe(3);
    expect(await openVillageAgendas(bench.county.deps)).toBe(0);
    const days = await bench.county.system((trx) =>
      trx.selectFrom('duty').select('due_on').where('kind', '=', 'village-agenda').execute(),
    );
    expect(new Set(days.map((each) => each.due_on))).toEqual(new Set(['2026-11-15']));
    bench.at('2026-11-09T09:00:00+08:00');
    expect(await openVillageAgendas(bench.county.deps)).toBe(0);
    bench.at('2026-11-18T09:00:00+08:00');
    expect(await openVillageAgendas(bench.county.deps)).toBe(3);
  });

  test('is made from the cases that wait, and no tap makes them go away', async () => {
    await bench.verified();
    await signed(bench);
    await openVillageAgendas(bench.county.deps);
    const asked = textOf(await openDutyOf(bench, bench.secretary, 'village-agenda'));
    expect(asked).toContain('1. 张大山：生病花钱多，入户属实');
    expect(await bench.secretary.labels()).not.toContain('本周没有要议的线索');
    await bench.secretary.press('记录会议');
    await bench.secretary.press('昨天开的');
    await bench.secretary.press('就这些人');
    await bench.secretary.press('9位');
    await bench.secretary.press('突发严重困难户');
    await bench.secretary.say('大家同意');
    // The visit was today: a meeting of yesterday cannot have known of it.
    expect(textOf(await bench.secretary.press('提交'))).toContain('早于入户核实');
    expect(await bench.state()).toBe('village-review');
  });

  test('is answered by a meeting about everything that waited, whichever duty led to it', async () => {
    await bench.verified();
    await signed(bench);
    await openVillageAgendas(bench.county.deps);
    await met(bench, '突发严重困难户');
    const open = await bench.county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('area_path')
        .where('kind', '=', 'village-agenda')
        .where('state', '=', 'open')
        .execute(),
    );
    expect(open).toHaveLength(2);
    const meeting = await bench.county.system((trx) =>
      trx.selectFrom('village_meeting').select('kind').executeTakeFirstOrThrow(),
    );
    expect(meeting.kind).toBe('regular');
  });

  test('minutes are wanted, and lie encrypted', async () => {
    await bench.verified();
    await signed(bench);
    await met(bench, '边缘易致贫户');
    const row = await bench.county.system((trx) =>
      trx.selectFrom('village_meeting').selectAll().executeTakeFirstOrThrow(),
    );
    expect(row).toMatchObject({ kind: 'ad-hoc', villagers_present: 7 });
    expect(row.staff_present).toHaveLength(2);
    expect(row.minutes_enc).not.toContain('一致同意');
  });
});

describe('BN-57 a case that cannot wait', () => {
  test('has a duty of its own that is due within the days, whatever the village’s rhythm', async () => {
    await bench.verified();
    await signed(bench);
    const due = await bench.county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('due_on')
        .where('kind', '=', 'village-review')
        .executeTakeFirstOrThrow(),
    );
    expect(due.due_on).toBe('2026-11-03');
  });
});

describe('town and county', () => {
  beforeEach(() => bench.verified());

  test('who verified may not review, who reviewed may not decide', async () => {
    await atTheCounty(bench);
    const { dossier } = await fileOf(bench);
    expect(dossier.townReview?.byStaffId).not.toBeUndefined();
    const owner = await bench.county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('owner_staff_id')
        .where('kind', '=', 'county-decision')
        .executeTakeFirstOrThrow(),
    );
    expect(owner.owner_staff_id).not.toBe(dossier.townReview?.byStaffId);
    await openDutyOf(bench, bench.town, 'county-decision');
    expect(await bench.town.labels()).not.toContain('纳入');
  });

  test('退回补正 sends it back for one thing; the clock goes on, the farmer hears what is missing', async () => {
    await atTheCounty(bench);
    const dueBefore = (await fileOf(bench)).identifyDueOn;
    await openDutyOf(bench, bench.countyOfficer, 'county-decision');
    await bench.countyOfficer.press('退回补正');
    await bench.countyOfficer.press('收支没有填清楚');
    expect(textOf(await bench.countyOfficer.press('退到入户核实'))).toContain('退回了');
    expect(await bench.state()).toBe('accepted');
    expect((await fileOf(bench)).identifyDueOn).toBe(dueBefore);
    expect((await bench.toldFarmer()).at(-1)).toContain('收入和支出要再问清楚');
    expect(await bench.openKinds()).toContain('verify-home');
  });

  test('a household the village does not recommend goes to town and county without authorisation or publicity, and hears nothing of it before', async () => {
    await signed(bench);
    await met(bench, '不建议纳入', '自家能应对');
    expect(await bench.state()).toBe('town-review');
    expect((await bench.toldFarmer()).join('\n')).not.toMatch(/不建议|能应对|过得去/);
    await openDutyOf(bench, bench.town, 'town-review');
    await bench.town.press('不符合条件');
    await bench.town.press('自家能应对');
    expect(await bench.state()).toBe('county-decision');
    await openDutyOf(bench, bench.countyOfficer, 'county-decision');
    await bench.countyOfficer.press('不纳入');
    expect(textOf(await bench.countyOfficer.press('自家能应对'))).toContain('这次不纳入');
    const told = (await bench.county.told(FARMER)).at(-1);
    expect(told?.text).toContain('目前的收入和支出还过得去');
    expect(told?.labels).toContain('请求复核');
    expect(await bench.openKinds()).not.toContain('tell-refusal');
  });

  test('two who decide at once: one wins, the other is told what the case is now', async () => {
    await atTheCounty(bench);
    await openDutyOf(bench, bench.countyOfficer, 'county-decision');
    await bench.countyOfficer.press('纳入');
    await openDutyOf(bench, bench.countyLeader, 'county-decision');
    await bench.countyLeader.press('不纳入');
    // Two presses in two transactions on two connections. Both are let as far as the case's row lock before it is given free: a
    // press that comes later finds its duty done and is told so before it asks for anything.
    const taken = Promise.withResolvers<void>();
    const free = Promise.withResolvers<void>();
    const holding = bench.county.system(async (trx) => {
      await trx.selectFrom('case_file').select('id').forUpdate().execute();
      taken.resolve();
      await free.promise;
    });
    await taken.promise;
    const pressed = Promise.all([
      bench.countyOfficer.press('确定纳入'),
      bench.countyLeader.press('自家能应对'),
    ]);
    await vi.waitFor(async () => expect(await waitingForLocks(bench)).toBe(2), { timeout: 10_000 });
    free.resolve();
    await holding;
    const answers = await pressed;
    const said = answers.map(textOf);
    expect(said.filter((each) => each.includes('记下了'))).toHaveLength(1);
    expect(said.filter((each) => each.includes('别的同志刚办过了'))).toHaveLength(1);
    const decided = await bench.county.system((trx) =>
      trx
        .selectFrom('case_event')
        .select('kind')
        .where('kind', 'in', ['enrolled', 'refused'])
        .execute(),
    );
    expect(decided).toHaveLength(1);
  });
});

/** Connections of this database that wait for a lock another one holds. */
const waitingForLocks = (bench: Bench): Promise<number> =>
  bench.county.system(async (trx) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(trx);
    return rows[0]?.n ?? 0;
  });

describe('K14 a refusal is told, and can be looked at again by somebody else', () => {
  /** Refused by the county. */
  async function refused(walk = atTheCounty): Promise<void> {
    await bench.verified();
    await walk(bench);
    await openDutyOf(bench, bench.countyOfficer, 'county-decision');
    await bench.countyOfficer.press('不纳入');
    await bench.countyOfficer.press('自家能应对');
  }

  test('请求复核 begins it anew for other people; the first deciders are out', async () => {
    await refused();
    const ref = await lastRef(FARMER, 're-review');
    const asked = await bench.farmer.send({ kind: 'action', action: 're-review', ref });
    expect(textOf(asked)).toContain('换别的同志从头再查一遍');
    const file = await fileOf(bench);
    expect(file).toMatchObject({ cycle: 1, state: { tag: 'clue' } });
    expect(file.dossier.authorisation).not.toBeNull();
    const accept = await bench.county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('owner_staff_id')
        .where('kind', '=', 'accept-clue')
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow(),
    );
    expect(file.decidedBefore).not.toContain(accept.owner_staff_id);
    const again = await bench.farmer.send({ kind: 'action', action: 're-review', ref });
    expect(textOf(again)).toContain('已经有一件在办');
  });

  test('who cannot read it in a chat is told by phone within the pack’s days, and may ask for it there', async () => {
    await bench.begin('claimed');
    await refused(walkedToTheCounty);
    const told = (await bench.toldFarmer()).join('\n');
    expect(told).toContain('村里会当面告诉那一户');
    expect(told).not.toMatch(/过得去|没有纳入|公示|评议|商量/);
    const due = await bench.county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('due_on')
        .where('kind', '=', 'tell-refusal')
        .executeTakeFirstOrThrow(),
    );
    expect(due.due_on <= '2026-11-13').toBe(true);
    const asked = textOf(await openDutyOf(bench, bench.officer, 'tell-refusal'));
    expect(asked).toContain('目前的收入和支出还过得去');
    await bench.officer.press('打电话');
    expect(textOf(await bench.officer.press('他要求复核'))).toContain('从头再查一遍');
    expect(await bench.state()).toBe('clue');
  });
});

describe('我的进度', () => {
  test('shows every step with its day, never which way anybody leant', async () => {
    await bench.verified();
    await signed(bench);
    await met(bench, '突发严重困难户');
    await posted(bench);
    const shown = textOf(await bench.farmer.say('我的进度'));
    for (const line of ['✅ 上门看情况', '✅ 签授权书', '✅ 村里商量', '村里公示', '镇里审核']) {
      expect(shown).toContain(line);
    }
    expect(shown).not.toMatch(/突发严重困难|纳入|符合/);
    await closed(bench);
    expect(textOf(await bench.farmer.say('我的进度'))).toContain('✅ 村里公示');
  });

  test('somebody who only said a name sees no step', async () => {
    await bench.begin('claimed');
    await bench.verified();
    await signed(bench);
    await met(bench, '突发严重困难户');
    const shown = textOf(await bench.farmer.say('我的进度'));
    expect(shown).toContain('结果会当面告诉您');
    expect(shown).not.toMatch(/村里商量|公示/);
  });
});

describe('LX-03 FD-03 every channel ends in the same inbox', () => {
  test('an officer says in one tap how the trouble came to be known', async () => {
    const filed = async (label: string) => {
      await bench.begin();
      await bench.officer.say('代农户申报');
      await bench.officer.press('张大山');
      await bench.officer.press(label);
      await bench.officer.press('生病花钱多');
      await bench.officer.press('提交');
      const row = await bench.county.system((trx) =>
        trx.selectFrom('declaration').select('source').executeTakeFirstOrThrow(),
      );
      return row.source;
    };
    expect(await filed('12317等热线转来')).toBe('hotline_12317');
    expect(await filed('集中排查')).toBe('campaign');
    expect(await filed('上级检查发现')).toBe('inspection');
  });

  test('LX-08 the town’s post sees the clue at once, and what is recognised stands in the register under its category', async () => {
    await bench.verified();
    expect(textOf(await bench.town.say('我的待办'))).toContain('张大山');
    await atTheCounty(bench);
    await openDutyOf(bench, bench.countyOfficer, 'county-decision');
    await bench.countyOfficer.press('纳入');
    await bench.countyOfficer.press('确定纳入');
    const household = await bench.county.system((trx) =>
      trx
        .selectFrom('household')
        .select('monitored')
        .where('id', '=', bench.household)
        .executeTakeFirstOrThrow(),
    );
    expect(household.monitored).toBe('sudden-hardship');
  });
});

describe('LX-06 FD-04 lists for a second look', () => {
  test('clues older than identification may take, and those that came to nothing', async () => {
    await bench.verified();
    bench.at('2026-11-20T09:00:00+08:00');
    await bench.town.say('再看一遍');
    expect(textOf(await bench.town.press('久未认定的'))).toMatch(/1\. 张大山 .*已18天/);
    await bench.begin();
    await bench.verified();
    await atTheCounty(bench);
    await openDutyOf(bench, bench.countyOfficer, 'county-decision');
    await bench.countyOfficer.press('不纳入');
    await bench.countyOfficer.press('自家能应对');
    await bench.town.say('再看一遍');
    expect(textOf(await bench.town.press('报了没纳入的'))).toMatch(/1\. 张大山 .*自家能应对/);
    await bench.town.press('张大山');
    expect(textOf(await bench.town.press('请别的同志复核'))).toContain('从头再查一遍');
    expect(await bench.state()).toBe('clue');
  });
});
