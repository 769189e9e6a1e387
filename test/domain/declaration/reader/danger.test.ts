import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readMessage } from '#src/domain/declaration/reader/read.ts';

type Judged = { readonly id: string; readonly text: string; readonly emergency: boolean };

// Danger told without an alarm word, each beside messages that sound alarming and are not.
const judged = readFileSync(new URL('./corpus/danger.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Judged);

// Rounds of messages in changing voices. Each was written before the rules were changed and read once unseen: recall rose from
// 0.33 by 0.50, 0.45, 0.55, 0.83, 0.85, 0.88, 0.90, 0.87, 0.92, 0.83, 0.94, 0.97 to 0.88, precision lay between 0.81 and 0.96 (half of
// each round are messages that only sound alarming). Afterwards it shaped the words and weights. Round 17 is plain talk without danger.
const folder = new URL('./corpus/', import.meta.url);
const rounds = readdirSync(folder)
  .filter((name) => name.startsWith('danger-round'))
  .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as Judged);

test('of the rounds of danger told obliquely nearly all are found, and little else', () => {
  const urgent = (m: Judged): boolean => readMessage(m.text).urgency === 'emergency';
  const missed = rounds.filter((m) => m.emergency && !urgent(m)).map((m) => m.text);
  const mistaken = rounds.filter((m) => !m.emergency && urgent(m)).map((m) => m.text);
  const emergencies = rounds.filter((m) => m.emergency).length;
  expect(missed.length / emergencies, missed.join('\n')).toBeLessThanOrEqual(0.05);
  expect(mistaken.length / emergencies, mistaken.join('\n')).toBeLessThanOrEqual(0.05);
});

describe('danger to life', () => {
  test.each(judged.filter((m) => m.emergency))('$id is an emergency: $text', ({ text }) => {
    expect(readMessage(text).urgency).toBe('emergency');
  });

  test.each(judged.filter((m) => !m.emergency))('$id is none: $text', ({ text }) => {
    expect(readMessage(text).urgency).not.toBe('emergency');
  });

  test('danger with a cause is a declaration, danger alone is a crisis', () => {
    expect(readMessage('我爸上坡被蛇咬了，屋头没得车')).toMatchObject({
      intent: 'declaration',
      urgency: 'emergency',
    });
    expect(readMessage('我吃了一整瓶安眠药')).toMatchObject({
      intent: 'other',
      subIntent: 'crisis',
      urgency: 'emergency',
    });
  });

  test.each(['累死了今天', '饿死了，中午吃啥', '想死你们了', '气死我了', '这个菜价抢钱啊'])(
    'an idiom is nothing: %s',
    (text) => {
      expect(readMessage(text).urgency).toBe('none');
    },
  );

  test.each([
    ['老人已经昏过去了', '昏过去 is not the past'],
    ['我姐在抖音发视频说她不想活了', 'told on the screen by herself'],
    ['我爸心口绞痛冒冷汗，救护车来不了', 'an ambulance that does not come is no care'],
    ['我想死了算了，看病欠的钱一辈子还不清', 'one’s own life is believed beside any debt'],
    ['我回来了才发现我妈不见了，她有点糊涂', 'it was not she who came back'],
  ])('%s: %s', (text) => {
    expect(readMessage(text).urgency).toBe('emergency');
  });

  test.each([
    '想死那口酸菜鱼了',
    '打死我也不打疫苗',
    '输惨了，想死的心都有了哈哈哈哈',
    '学费跳楼都凑不出来',
  ])('strong words for small things are no danger: %s', (text) => {
    expect(readMessage(text).urgency).not.toBe('emergency');
  });

  test('who is beaten is named, not who beats', () => {
    const members = readMessage('我老公喝醉酒就拿板凳砸我，今天血止不住').membersAffected;
    expect(members.map((m) => `${m.relation}:${m.flags.join('+')}`)).toEqual(['本人:受侵害']);
  });

  test('to drink 药 is to drink poison; medicine is drunk in days and doses, with an illness beside it', () => {
    for (const text of ['我不活了，药都喝了', '她把药喝了', '我爸刚才服毒了', '老汉把那瓶药喝了']) {
      expect(readMessage(text).urgency, text).toBe('emergency');
    }
    for (const text of [
      '感冒了，医生开的药都喝完了',
      '孩子药都喝了好几天没好',
      '中药都喝了两个月了',
      '她把药喝了，睡一觉好多了',
    ]) {
      expect(readMessage(text).urgency, text).not.toBe('emergency');
    }
  });

  test('who is already in care, rescued or evacuated is high, not emergency', () => {
    for (const text of [
      '我爸脑出血在县医院抢救，钱不够了',
      '我们已经转移到安置点了，房子淹了',
      '昨天屋里着火，人都救出来了，屋烧光了',
    ]) {
      expect(readMessage(text).urgency, text).toBe('high');
    }
  });
});
