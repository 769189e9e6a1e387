/** 问政策 answers with what the documents in force where the person lives say, and with nothing of anybody else's. */
import { expect, test } from 'vitest';
import { countyPolicy } from '#src/domain/policy/county-policy.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { allPacks, banan, fallback, fengdu, longxian, xixian } from '#test/policies/packs.ts';
import { farmer, startChat } from './chat.ts';

/** What a farmer of that county hears when asking. */
function answerIn(pack: Pack, question: string): string {
  const chat = startChat(farmer, { answers: { 'county-policy': countyPolicy(pack) } });
  chat.say('问政策');
  chat.say(question);
  return chat.heard();
}

test('FD-17 treatment before payment, chronic illness and family doctors are each a card: what it is, whose it is, where it is written', () => {
  const asked = { 先诊疗后付费: '出院时再结账', 慢病证: '门诊买药', 家庭医生: '固定的医生' };
  for (const [words, meaning] of Object.entries(asked)) {
    const heard = answerIn(fengdu, `${words}怎么办的`);
    expect(heard).toContain(meaning);
    expect(heard).toContain('归县卫生健康委管');
    expect(heard).toContain('《丰都县2024年');
    expect(heard).toContain('（二）');
    expect(heard).toContain('电话 13800000001');
  }
});

test('FD-16 BN-27 amounts and conditions are the county’s own, never another’s', () => {
  const loan = answerIn(banan, '生源地助学贷款能贷多少');
  expect(loan).toContain('本专科生每年最高借1.2万元，研究生每年最高借1.6万元');
  expect(loan).toContain('第9项');
  expect(loan).toContain('2022年的文件');
  expect(answerIn(fengdu, '生源地助学贷款能贷多少')).not.toMatch(/1\.2万元|巴南/);
  expect(answerIn(fengdu, '雨露计划怎么申请')).toContain('雨露计划职业教育补助');
  expect(answerIn(fengdu, '养牛有没有奖补')).toContain('每户每年最高2000元');
  expect(answerIn(longxian, '养牛有没有奖补')).not.toContain('2000元');
});

test('FD-17 a changed figure of the pack is a changed answer', () => {
  const loan = {
    ...banan.settings['edu.loan_yuan'],
    value: { undergraduate: 20_000, graduate: 25_000 },
  };
  const pack = { ...banan, settings: { ...banan.settings, 'edu.loan_yuan': loan } };
  expect(answerIn(pack, '助学贷款能贷多少')).toContain('每年最高借2万元');
});

test('FD-17 a topic lists what the county’s documents name; where they are silent it is said so', () => {
  const work = answerIn(fengdu, '想找活干有啥政策');
  expect(work).toContain('跨区域务工交通补助（县人力社保局）');
  expect(work).toContain('（九）');
  expect(answerIn(longxian, '吃水有什么规定')).toContain('取一趟水不超过20分钟');
  expect(answerIn(fallback, '医保怎么报销')).toContain('我们这里的文件没有写');
  expect(answerIn(fallback, '医保怎么报销')).not.toMatch(/丰都|巴南|陇县|潼南|西咸/);
});

test('FD-17 every answer of every county is plain, short and promises nothing', () => {
  // The chat holds each message against the wording rules.
  for (const pack of allPacks) {
    for (const label of ['医保看病', '低保', '临时救助', '上学资助', '危房改造']) {
      expect(answerIn(pack, label), pack.id).not.toMatch(/应贷尽贷|监测户|能拿到/);
    }
    for (const { title } of pack.settings.toolbox.value) {
      expect(answerIn(pack, `${title}是啥政策`), `${pack.id} ${title}`).toMatch(/电话|编号/);
    }
  }
});

test('LX-76 XX-36 FD-69 BN-80 whose a matter is, is said by the document’s own table, with all it charges', () => {
  expect(answerIn(longxian, '医保参保归谁管')).toMatch(
    /归县医保局管。\n陇县《.*》（2021-07-22）里是第17项“扎实做好医疗参保工作”。/,
  );
  expect(answerIn(longxian, '小额贷款找哪个单位')).toContain('归县人行管');
  expect(answerIn(longxian, '危房改造谁管')).toContain('第22项“积极实施危房改造”');
  const schooling = answerIn(xixian, '上学资助归哪个部门管');
  expect(schooling).toContain('归新区教育卫体局管');
  expect(schooling).toContain('一起负责的单位：新区教育卫体局、财政局、各新城。');
  expect(answerIn(xixian, '自来水坏了谁管')).toContain('归新区农业农村局管');
  const house = answerIn(fengdu, '危房的事谁管');
  expect(house).toContain('归县住房城乡建委管');
  expect(house).toContain('（二）“巩固提升“三保障”和饮水安全保障水平”');
  expect(house).toContain('县住房城乡建委、县教委、县卫生健康委、县医保局');
  expect(answerIn(banan, '医保参保归谁管')).toContain('第20项');
  // Where no document says it, the office stands alone and no other county's table is named.
  expect(answerIn(fallback, '危房改造谁管')).toMatch(/归住房城乡建设部门管。\n拿不准的/);
});

test('XX-16 the classes of social assistance are named where the county’s document sorts them', () => {
  expect(answerIn(xixian, '低保怎么办')).toContain(
    '救助分4类：基本生活救助、专项社会救助、急难社会救助、社会力量帮助',
  );
  expect(answerIn(banan, '低保怎么办')).not.toContain('救助分');
});

test.each([
  ['收不收钱', '不收费'],
  ['要交好多钱', '不收费'],
  ['多少钱', '不收费'],
  ['我不识字', '发语音就行'],
  ['你是真人吗', '电脑自动回话'],
])('%s is answered at once, with whom to phone and the way to report', (asked, answer) => {
  const chat = startChat(farmer);
  chat.say(asked);
  expect(chat.heard()).toContain(answer);
  expect(chat.heard()).toContain('13800000001');
  expect(chat.labels()).toContain('一键申报');
  expect(chat.intents).toEqual([]);
});

test('what a kind of help costs or pays is no question about our fees', () => {
  const chat = startChat(farmer);
  chat.say('医保要交多少钱');
  expect(chat.heard()).not.toContain('在这里申报、问事都不收费');
});
