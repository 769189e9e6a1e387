/** G7 personal data stay personal: after a whole story, what was said and who said it is searched for wherever it must not be. */
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  backends,
  openDuty,
  type Officer,
  openVillage,
  report,
  type Village,
  VILLAGE,
} from './village.ts';
import type { Phone } from './phone.ts';

/** A valid identity number of nobody: area 539901 does not exist. */
const ID_NUMBER = '539901196002041234';

/** Plain under row-level security: names stand here and nowhere else. */
const NAME_COLUMNS = new Set([
  'public.household.head_name',
  'public.member.name',
  'public.account.name',
  'public.staff.name',
  'public.invitation.name',
]);

describe.each(backends())('G7 after a story with queues on %s', (backend) => {
  let village: Village;
  let officer: Officer;
  const names: string[] = [];
  const numbers: string[] = [ID_NUMBER];
  const words: string[] = [];

  beforeAll(async () => {
    village = await openVillage({ name: `privacy-${backend}`, backend });
    officer = await village.officer('village-officer');
    const town = await village.officer('town-officer');
    await village.officer('on-call');
    const { phone, who } = await village.farmer();
    names.push(who.name);
    numbers.push(who.phone);
    say(phone, '我老伴得了癌症，花了七万六，亲戚都借遍了');
    await phone.tap('补充');
    say(phone, `我的身份证号是 ${ID_NUMBER}，存折在信用社`);
    await phone.tap('说完了');
    await phone.tap('提交');
    await phone.sees('转到村里办理');
    await openDuty(officer.phone, new RegExp(`受理申报 ${who.name}`));
    await officer.phone.tap('我来受理');
    await phone.sees('有人接手了');
    await officer.phone.sees('待办共');
    await openDuty(officer.phone, new RegExp(`入户核实 ${who.name}`));
    await officer.phone.tap('去走访');
    await officer.phone.tap('部分属实');
    await officer.phone.tap('其他原因');
    say(officer.phone, '病历看过了，外头还欠隔壁刘家两万');
    await officer.phone.sees('备注：');
    await officer.phone.tap('提交');
    await phone.sees('上门看过了');
    say(phone, '我要投诉');
    await phone.sees('请说说是什么事');
    say(phone, '低保评议的时候有人塞了烟酒');
    await phone.sees('您反映的记下了');
    await phone.tap('不针对哪个人');
    const danger = village.phone('危险');
    say(danger, '我不想活了，就在水库边上站着');
    await danger.sees('12356');
    town.phone.say('发通知');
    await town.phone.sees('先写标题');
    // A poison update and a stranger’s rubbish go the ways of errors.
    phone.person.raw('dice', { dice: { emoji: '🎲', value: 3 } });
    await phone.sees(/看不懂|没看明白/);
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
  });

  const say = (phone: Phone, said: string): void => {
    words.push(said);
    phone.say(said);
  };
  const secrets = (): readonly string[] => [...names, ...numbers, ...words];
  const foundIn = (text: string, wanted: readonly string[] = secrets()): readonly string[] =>
    wanted.filter((each) => text.includes(each));

  test('no log line, access lines included, holds a name, a number or a sentence', async () => {
    const { url } = village.service();
    const asked = `${url ?? ''}/chat?wer=${encodeURIComponent(names[0] ?? '')}&tel=${numbers[1] ?? ''}`;
    expect((await fetch(asked)).status).toBe(200);
    await fetch(`${url ?? ''}/i/${numbers[1] ?? ''}`);
    expect(village.logged()).toContain('"/chat"');
    expect(foundIn(village.logged())).toEqual([]);
  });

  test('the metrics hold none', async () => {
    const response = await fetch(`${village.service().url ?? ''}/metrics`);
    const page = await response.text();
    expect(page).toContain('# ');
    expect(foundIn(page)).toEqual([]);
  });

  test.runIf(backend === 'redis')('Redis holds none, whatever the key', async () => {
    const redis = new Redis(village.redis?.url ?? '');
    try {
      const keys = await redis.keys('*');
      expect(keys.length).toBeGreaterThan(0);
      expect(foundIn(keys.join('\n'))).toEqual([]);
      for (const key of keys) expect(foundIn(await everythingUnder(redis, key))).toEqual([]);
    } finally {
      redis.disconnect();
    }
  });

  test('every plain column of the database, job tables included, is free of numbers and words; names stand only where says', async () => {
    const owner = new Client({ connectionString: village.service().database.ownerUrl });
    await owner.connect();
    try {
      const places = await columnsHolding(owner, [...numbers, ...words]);
      expect(places).toEqual([]);
      const named = (await columnsHolding(owner, names)).filter((each) => !NAME_COLUMNS.has(each));
      expect(named).toEqual([]);
    } finally {
      await owner.end();
    }
  });

  test('a known name with a wrong number gets the same words as a name nobody knows', async () => {
    const known = village.villager();
    const typed = async (name: string): Promise<string> => {
      const phone = village.phone('陌生');
      phone.command('/start');
      await phone.tap('同意');
      await phone.sees('您户口在哪个村');
      phone.say(VILLAGE);
      await phone.sees('您叫什么名字');
      phone.say(name);
      await phone.sees('您的手机号是多少');
      phone.say('13911112222');
      await phone.sees('您想办什么');
      await report(phone);
      await phone.sees('转到村里办理');
      await phone.tap('我的进度', { anywhere: true });
      await phone.sees('结果会当面告诉您');
      await phone.tap('我的信息', { anywhere: true });
      await phone.sees('13911112222'.slice(-4));
      return phone
        .heard()
        .replaceAll(name, '某某')
        .replaceAll(/\d{3}-\d{4}/g, '号');
    };
    expect(await typed(known.name)).toBe(await typed('查无此人'));
  });
});

/** The value of a key of any type, as text. */
async function everythingUnder(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1'));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      return '';
  }
}

/** Columns (`schema.table.column`) of any table in which one of the texts is found. */
async function columnsHolding(owner: Client, texts: readonly string[]): Promise<readonly string[]> {
  const tables = await owner.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found = new Set<string>();
  for (const { schema, name } of tables.rows) {
    const { rows } = await owner.query<{ key: string }>(
      `select distinct c.key from "${schema}"."${name}" t, jsonb_each_text(to_jsonb(t)) c
       where exists (select 1 from unnest($1::text[]) s where strpos(c.value, s) > 0)`,
      [texts],
    );
    for (const { key } of rows) found.add(`${schema}.${name}.${key}`);
  }
  return [...found].toSorted();
}
