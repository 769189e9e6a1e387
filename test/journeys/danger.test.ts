/** Danger to life, said by somebody nobody knows yet: numbers at once, and a ladder that rings until a person takes it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Officer, openVillage, type Village } from './village.ts';
import type { Phone } from './phone.ts';

describe('danger to life', () => {
  let village: Village;
  let onCall: Officer;
  let leader: Officer;
  let stranger: Phone;

  beforeAll(async () => {
    village = await openVillage({ name: 'danger', at: '2026-11-23T22:30:00+08:00' });
    onCall = await village.officer('on-call');
    leader = await village.officer('town-leader');
  });
  afterAll(async () => {
    expect(village.telegram.violations).toEqual([]);
    await village.close();
  });

  test('before any consent and in quiet hours: the numbers at once, the person on call rung', async () => {
    stranger = village.phone('陌生人');
    stranger.say('不想活了，农药都买好了');
    const answer = await stranger.sees('12356');
    expect(answer.text).toContain('120');
    expect(answer.text).toContain('110');
    const ring = await onCall.phone.sees('⏰ 紧急');
    expect(ring.text).toContain('农药都买好了');
    expect(leader.phone.heard()).not.toContain('紧急');
  });

  test('what is said next, a number and a place, reaches whoever was rung', async () => {
    stranger.say('我在桃源村河边，电话 13900001234');
    await stranger.sees('已经转给值班的同志');
    const more = await onCall.phone.sees('那边又说');
    expect(more.text).toContain('桃源村河边');
    expect(more.text).toContain('地方：云岭镇 桃源村');
  });

  test('after 15 minutes it rings again one step up: the leader of the town that was named', async () => {
    await village.jumpTo('2026-11-23T22:46:00+08:00');
    await onCall.phone.sees('第2次提醒');
    expect((await leader.phone.sees('⏰ 紧急')).text).toContain('电话：13900001234');
  });

  test('one takes it; the others hear who, and later buttons say so', async () => {
    await leader.phone.tap('我来处理', { anywhere: true });
    await leader.phone.sees('这件事由您处理了');
    await onCall.phone.sees(`已经由${leader.name}处理`);
    await onCall.phone.tap('我来处理', { anywhere: true });
    await onCall.phone.sees(`已经由${leader.name}处理`);
    await village.jumpTo('2026-11-23T23:20:00+08:00');
    await stranger.sees(`${leader.name}接手了`);
    await leader.phone.tap('人已经安全', { anywhere: true });
    await leader.phone.sees('记下了');
    await stranger.sees('值班的同志办完了');
    expect(onCall.phone.times('还没有人处理')).toBe(1);
  });

  test('the danger is answered before consent, and first contact goes on afterwards', async () => {
    await stranger.tap('现在没事了', { anywhere: true });
    await stranger.sees('那就好');
    await stranger.tap('返回');
    await stranger.sees('您都同意吗');
  });
});
