import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { readingToJson } from '#src/domain/declaration/reader/report-line.ts';
import { riskTypes } from '#src/domain/declaration/risk.ts';

// Processor time, not the clock on the wall: other work on the machine must not fail a test.
const milliseconds = (): number => process.cpuUsage().user / 1000;
const long = (unit: string): string =>
  unit.repeat(Math.ceil(20_000 / unit.length)).slice(0, 20_000);

// A pattern that backtracks badly takes minutes on these; three seconds leave room for a busy machine.
test.each([
  '我',
  '1',
  '一',
  '没',
  '万',
  '水',
  '房',
  '打',
  ' ',
  '，',
  '？',
  '\n',
  '😂',
  '1 ',
  '一天',
  '学费供',
  '我妈没钱看病欠',
  '花了三千，',
  '我叫王',
  '我走了',
  '老人一个人',
  '一斤的要得就',
  '残疾',
  '工地',
  '我妈和我爸和',
  '给我',
  '1-',
  '王',
  '忽略',
  '在医院',
])('20 000 characters of “%s” are read in bounded time', (unit) => {
  const start = milliseconds();
  readMessage(long(unit));
  expect(milliseconds() - start).toBeLessThan(3000);
});

test('a message of 200 characters takes at most two milliseconds of processor time once warm, on a busy machine too', () => {
  const message = long(
    '我老汉脑溢血住院花了五万多，报了两万七，房子漏雨，凑不齐学费，请问找哪个，',
  ).slice(0, 200);
  for (let i = 0; i < 300; i += 1) readMessage(message);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round += 1) {
    const start = milliseconds();
    for (let i = 0; i < 10; i += 1) readMessage(message);
    best = Math.min(best, (milliseconds() - start) / 10);
  }
  expect(best).toBeLessThan(2);
});

test('any text has a reading: intents, flags and guarantees agree, sums are ordered, personal data are cut from the text', () => {
  const word = fc.constantFrom(
    ...'我 妈 爸 娃儿 隔壁 王大爷 没 得了 癌症 瘫了 房子 垮了 住院 花了 五万多 不到 三千 一个月 学费 交不起 要是 以前 好了 ， 。 ？ 不想活了 辍学 医保 没买 13891602233 我叫李永福 欠 报了 昨天 冰雹 苹果 没人要 老板 工资 没发'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(word, { maxLength: 30 }).map((w) => w.join('')),
        fc.string({ unit: 'grapheme' }),
      ),
      (text) => {
        const reading = readMessage(text);
        const declared = reading.intent === 'declaration';
        if (!declared) expect([...reading.riskTypes, ...reading.guaranteeIssues]).toEqual([]);
        const flags = reading.membersAffected.flatMap((m) => m.flags);
        if (flags.includes('失学')) expect(reading.guaranteeIssues).toContain('义务教育');
        if (flags.includes('未参保')) expect(reading.guaranteeIssues).toContain('基本医疗');
        for (const both of ['住房安全', '饮水安全'] as const) {
          expect(reading.riskTypes.includes(both)).toBe(reading.guaranteeIssues.includes(both));
        }
        expect(
          [...reading.riskTypes].sort((a, b) => riskTypes.indexOf(a) - riskTypes.indexOf(b)),
        ).toEqual(reading.riskTypes);
        if (reading.riskTypes.includes('其他')) expect(reading.riskTypes).toHaveLength(1);
        if (!declared)
          expect(reading.urgency).toBe(reading.subIntent === 'crisis' ? 'emergency' : 'none');
        for (const { min, max } of reading.amounts) expect(max === null || max >= min).toBe(true);
        for (const found of [...reading.pii.names, ...reading.pii.idCards, ...reading.pii.phones])
          expect(text).toContain(found);
      },
    ),
    { numRuns: 500, seed: 20_261_122 },
  );
});

test('the printed line has the keys of the contract in their order', () => {
  const line = readingToJson('a1', readMessage('我爸癌症住院花了六万'));
  expect(Object.keys(line)).toEqual([
    'id',
    'intent',
    'sub_intent',
    'secondary_intents',
    'risk_types',
    'guarantee_issues',
    'urgency',
    'reporter',
    'household_size',
    'members_affected',
    'amounts',
    'pii',
  ]);
  expect(JSON.parse(JSON.stringify(line))).toMatchObject({
    members_affected: [{ relation: '父', age: null, count: 1, flags: ['大病'] }],
    amounts: [{ kind: 'medical_total', min: 60_000, max: 60_000, period: 'once' }],
    pii: { names: [], id_cards: [], phones: [] },
  });
});
