import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { assignPack } from '#src/store/area-pack.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import {
  accountOf,
  AREAS,
  type County,
  insertAccount,
  makeCounty,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf, textOf } from '#test/operations/staff/office-chat.ts';
import { addFamily } from './family.ts';

let county: County;
const FARMER = uuid(900);
let zhang: string;
let members: readonly string[];

beforeAll(async () => {
  county = await makeCounty();
  zhang = await county.household(500, 'a', '张大山', { phone: '13800000002' });
  members = await addFamily(county, zhang, 'a', [
    { name: '张大山', bornOn: '1978-03-02', workMonths: 8 },
    { name: '刘桂芳', bornOn: '1980-05-11', labour: 'weak', health: ['chronic-illness'] },
    { name: '张小宝', bornOn: '2015-06-01', labour: 'none', schooling: 'primary' },
  ]);
});
afterAll(() => county.close());
beforeEach(async () => {
  county.clock.set(instant(Date.parse('2026-11-02T09:00:00+08:00')));
  await county.clear();
  await county.system(async (trx) => {
    await trx.deleteFrom('account').where('staff_id', 'is', null).execute();
    await insertAccount(trx, FARMER, 'telegram', county.clock.now(), {
      area: 'a',
      household_id: zhang,
      name: '张大山',
    });
  });
});

const officer = () => chatOf(county, accountOf('officerA'));

/** 张大山 reports an illness and the village officer has verified it. */
async function verified(): Promise<ReturnType<typeof officer>> {
  const farmer = chatOf(county, FARMER);
  await farmer.say('一键申报');
  await farmer.press('生病花钱多');
  await farmer.press('提交');
  const open = await county.system((trx) =>
    trx
      .selectFrom('outbox')
      .select(['id', 'payload', 'queue'])
      .where('closed_at', 'is', null)
      .execute(),
  );
  for (const { id, payload, queue } of open) {
    const { declarationId } = payload as { declarationId: string };
    if (queue === 'submissions') {
      await processDeclaration(county.deps, { outboxId: id, declarationId });
    }
  }
  const chat = officer();
  await chat.say('走访记录');
  await chat.press('张大山');
  await chat.press('属实');
  await chat.press('提交');
  return chat;
}

const rows = () =>
  county.system((trx) => trx.selectFrom('assessment').selectAll().orderBy('made_on').execute());
const openKinds = async () =>
  (
    await county.system((trx) =>
      trx.selectFrom('duty').select('kind').where('state', '=', 'open').orderBy('kind').execute(),
    )
  ).map((each) => each.kind);

/** Everything there is to ask, answered. */
async function answerAll(chat: ReturnType<typeof officer>): Promise<string> {
  await chat.press('选好了');
  for (const sum of ['一个月三千，干了8个月', '八千', '3000', '没有', '2400', '0']) {
    await chat.say(sum);
  }
  await chat.say('5万');
  for (const sum of ['两万五', '1万', '3000']) await chat.say(sum);
  await chat.say('1200');
  await chat.say('没有');
  await chat.press('安全');
  await chat.press('都在上学');
  await chat.press('刘桂芳');
  await chat.press('选好了');
  await chat.press('取一次水超过20分钟');
  await chat.press('选好了');
  await chat.press('扛不住');
  await chat.press('走不开，去不了外地');
  await chat.press('选好了');
  return textOf(await chat.press('都没有'));
}

describe('收支和三保障', () => {
  test('LX-02 XX-03 XX-14 is asked at the door in plain words and worked out by the pack’s formulas', async () => {
    const chat = await verified();
    expect(await openKinds()).toContain('fill-assessment');
    expect(textOf(await chat.press('填收支和三保障'))).toContain('2025年11月到2026年10月');
    const summary = await answerAll(chat);
    expect(summary).toContain('工资2.4万元');
    expect(summary).toContain('看病自己掏1.2万元');
    const done = textOf(await chat.press('提交'));
    // 24000 + 8000 − 3000 + 2400 = 31400, three people; 13200 paid themselves for illness and school.
    expect(done).toContain('纯收入3.14万元，人均1.04万元');
    expect(done).toContain('扣掉省不掉的开支，人均6066元');
    expect(done).toContain('要解决：基本医疗、饮水安全');
    expect(done).toContain('这不是结论');
    expect(done).toContain('突发严重困难户');
    const [row] = await rows();
    expect(row).toMatchObject({
      complete: true,
      occasion: 'identification',
      window_from: '2025-11-01',
      window_to: '2026-10-31',
      net_yuan: 31_400,
      net_per_person: 10_466,
      reference_per_person: 6066,
      suggested: 'sudden-hardship',
      uninsured: [members[1]],
      water: ['long-trip'],
      wishes: ['cannot-leave'],
    });
    expect(row?.case_id).not.toBeNull();
    expect(row?.visit_id).not.toBeNull();
    expect(await openKinds()).not.toContain('fill-assessment');
  });

  test('LX-45 what the checklist finds is a ticket at once, one for each topic however often it is told', async () => {
    const chat = await verified();
    await chat.press('填收支和三保障');
    await answerAll(chat);
    await chat.press('提交');
    await chat.send({ kind: 'action', action: 'assess', ref: zhang });
    await answerAll(chat);
    await chat.press('提交');
    const tickets = await county.system((trx) =>
      trx.selectFrom('issue_ticket').select(['topic', 'household_id']).orderBy('topic').execute(),
    );
    expect(tickets).toEqual([
      { topic: 'drinking-water', household_id: zhang },
      { topic: 'medical-insurance', household_id: zhang },
    ]);
  });

  test('a sheet put aside and finished later tells of a trouble once', async () => {
    const chat = await verified();
    await chat.press('填收支和三保障');
    await chat.press('选好了');
    for (let sum = 0; sum < 12 && (await chat.labels()).includes('没有'); sum += 1) {
      await chat.press('没有');
    }
    await chat.press('安全');
    await chat.press('都在上学');
    await chat.press('都参加了');
    await chat.press('水浑、有味、喝了不舒服');
    await chat.press('选好了');
    await chat.press('以后再填');
    await chat.send({ kind: 'action', action: 'assess', ref: zhang });
    await chat.press('选好了');
    await chat.press('扛不住');
    await chat.press('都没有');
    await chat.press('都没有');
    expect(textOf(await chat.press('提交'))).toContain('饮水安全');
    const tickets = await county.system((trx) =>
      trx.selectFrom('issue_ticket').select(['topic', 'reports']).execute(),
    );
    expect(tickets).toEqual([{ topic: 'drinking-water', reports: 1 }]);
  });

  test('以后再填 keeps what was asked; the rest is a duty and goes on where it stopped', async () => {
    const chat = await verified();
    await chat.press('填收支和三保障');
    await chat.press('选好了');
    await chat.say('三万六');
    expect(textOf(await chat.press('以后再填'))).toContain('先记到这里');
    expect(await rows()).toMatchObject([{ complete: false, sheet: { wage: 36_000 } }]);
    expect(await openKinds()).toContain('fill-assessment');

    await chat.say('我的待办');
    await chat.press('填收支和三保障 张大山');
    await chat.press('填收支和三保障');
    expect(textOf(await chat.press('选好了'))).toContain('一年卖了多少钱');
    expect(await rows()).toHaveLength(1);
  });

  test('a sum that is no sum is asked again and nothing is guessed', async () => {
    const chat = await verified();
    await chat.press('填收支和三保障');
    await chat.press('选好了');
    expect(textOf(await chat.say('五六万吧'))).toContain('准一点的数');
    expect(textOf(await chat.say('不晓得'))).toContain('一年一共多少');
    expect(textOf(await chat.say('50000'))).toContain('记下5万元');
  });

  test('two officers who save at once leave one begun assessment', async () => {
    await verified();
    const other = chatOf(county, accountOf('secretaryA'));
    const chat = officer();
    for (const each of [chat, other]) {
      await each.send({ kind: 'action', action: 'assess', ref: zhang });
      await each.press('选好了');
      await each.say('1万');
    }
    await Promise.all([chat.press('以后再填'), other.press('以后再填')]);
    expect(await rows()).toHaveLength(1);
  });

  test('XX-01 XX-07 under 西咸新区 the words are the county’s own, and a third category is never named', async () => {
    const { areaId } = AREAS.county;
    await county.system(async (trx) => {
      const from = { areaId, packId: 'xixian', fromDay: localDate('2020-01-01') };
      await assignPack(trx, from, county.clock.now());
      await trx
        .updateTable('household')
        .set({ kind: 'exited-poverty' })
        .where('id', '=', zhang)
        .execute();
    });
    const chat = officer();
    await chat.send({ kind: 'action', action: 'assess', ref: zhang });
    await answerAll(chat);
    const done = textOf(await chat.press('提交'));
    await county.system(async (trx) => {
      await trx.deleteFrom('area_pack_assignment').where('area_id', '=', areaId).execute();
      await trx.updateTable('household').set({ kind: 'general' }).where('id', '=', zhang).execute();
    });
    expect(done).toMatch(/走访分类参考：(?:稳定脱贫户|重点提升户)/);
    expect(done).not.toMatch(/像是突发严重困难户/);
    expect(await rows()).toMatchObject([{ pack_id: 'xixian' }]);
  });

  test('G6 an officer of another village learns nothing and writes nothing', async () => {
    await verified();
    const stranger = chatOf(county, accountOf('officerB'));
    const answer = await stranger.send({ kind: 'action', action: 'assess', ref: zhang });
    expect(textOf(answer)).toContain('不归您负责');
    expect(textOf(answer)).not.toContain('张大山');
    expect(await rows()).toEqual([]);
  });

  test('BN-63 a routine visit is asked nothing of this', async () => {
    const chat = officer();
    await chat.say('走访记录');
    await chat.press('张大山');
    await chat.press('一切正常');
    const labels = (await chat.press('提交')).flatMap((each) => each.choices?.flat() ?? []);
    expect(labels.map((each) => each.label)).not.toContain('填收支和三保障');
    expect(await openKinds()).not.toContain('fill-assessment');
  });
});
