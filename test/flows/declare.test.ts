import { describe, expect, it } from 'vitest';
import type { Intent } from '#src/flows/flow.ts';
import { farmer, person, startChat } from './chat.ts';

const submitted = (intents: readonly Intent[]) =>
  intents.flatMap((each) => (each.intent === 'submit-report' ? [each] : []));

describe('一键申报', () => {
  it('TN-02 a bound person declares in exactly three taps', () => {
    const chat = startChat();
    chat.command('menu');
    chat.press('一键申报');
    chat.press('生病花钱多');
    expect(chat.heard()).toContain('我帮您记下了');
    chat.press('提交');
    const [report] = submitted(chat.intents);
    expect(report?.content.riskTypes).toEqual(['因病']);
    expect(chat.heard()).toContain('受理号 26-0001-7');
    expect(chat.heard()).toContain('11月27日 周五前');
    expect(chat.heard()).toContain('王秀英，电话 13800000001');
    expect(chat.conversation().draft).toBeNull();
  });

  it('BN-52 one sentence is a report as well: read back, then 提交', () => {
    const chat = startChat();
    chat.say('我老汉得了癌症住院，钱都花光了');
    expect(chat.heard()).toContain('我帮您记下了');
    expect(chat.heard()).toContain('对不对');
    expect(chat.labels().slice(0, 1)).toEqual(['提交']);
    chat.say('提交');
    expect(submitted(chat.intents)).toHaveLength(1);
    expect(submitted(chat.intents)[0]?.content.words).toEqual(['我老汉得了癌症住院，钱都花光了']);
  });

  it('LX-03 FD-03 every report records the channel of discovery: one’s own declaration or one for another', () => {
    const own = startChat();
    own.say('我住院了没钱');
    own.press('提交');
    expect(submitted(own.intents)[0]?.content.source).toBe('self_declare');

    const other = startChat();
    other.say('隔壁邻居瘫在床上没人管');
    expect(other.heard()).toContain('那家人叫什么名字');
    other.say('张老三');
    other.press('和我同村');
    other.press('不知道电话');
    other.press('提交');
    const content = submitted(other.intents)[0]?.content;
    expect(content?.source).toBe('proxy_declare');
    expect(content?.reporter).toBe('third-party');
    expect(content?.subject).toEqual({
      name: '张老三',
      areaId: person.areaId,
      phone: '',
      householdId: null,
    });
    expect(other.heard()).toContain('当面问问本人的意思');
  });

  it('TN-04 LX-01 a household nobody has on a list declares like any other', () => {
    const chat = startChat({ ...farmer, person: { ...person, trust: 'claimed' } });
    chat.say('一键申报');
    chat.press('遭了灾');
    chat.press('提交');
    expect(submitted(chat.intents)).toHaveLength(1);
  });

  it('everything a button does, a number or a label typed does too', () => {
    const chat = startChat();
    chat.say('一键申报');
    chat.say('1');
    chat.say('第二个');
    chat.say('2.');
    expect(chat.conversation().draft?.riskTypes).toEqual(['因病', '因学']);
    chat.say('因残');
    expect(chat.conversation().draft?.riskTypes).toEqual(['因病', '因残', '因学']);
    chat.say('提交。');
    expect(submitted(chat.intents)).toHaveLength(1);
  });

  it('words, voice, photos and a place before or after all merge into the draft', () => {
    const chat = startChat();
    chat.say('一键申报');
    chat.send({ kind: 'media', media: 'photo', mediaId: 'p1', caption: '', seconds: 0 });
    chat.press('房子不安全');
    chat.press('补充');
    chat.say('墙裂了好大一条');
    chat.send({ kind: 'location', latitude: 29.1, longitude: 107.2 });
    chat.send({ kind: 'media', media: 'voice', mediaId: 'v1', caption: '', seconds: 9 });
    chat.press('说完了');
    expect(chat.heard()).toContain('1张照片、1条语音');
    chat.press('提交');
    const content = submitted(chat.intents)[0]?.content;
    expect(content?.mediaIds).toEqual(['p1', 'v1']);
    expect(content?.place).toEqual({ latitude: 29.1, longitude: 107.2 });
    expect(content?.words).toEqual(['墙裂了好大一条']);
  });

  it('a voice message alone can be sent; its words join the draft when they come', () => {
    const chat = startChat();
    chat.send({ kind: 'media', media: 'voice', mediaId: 'v1', caption: '', seconds: 20 });
    expect(chat.labels()).toContain('提交');
    chat.send({ kind: 'transcript', mediaId: 'v1', text: '我住院了，没有钱' });
    expect(chat.heard()).toContain('我住院了，没有钱');
    chat.send({ kind: 'transcript', mediaId: 'v1', text: '我住院了，没有钱' });
    expect(chat.conversation().draft?.words).toEqual(['我住院了，没有钱']);
    chat.press('提交');
    expect(submitted(chat.intents)[0]?.content.riskTypes).toEqual(['因病']);
  });

  it('a second 提交 of the same question yields the same number and no second report', () => {
    const chat = startChat();
    chat.say('一键申报');
    chat.press('生病花钱多');
    const { token } = chat.conversation();
    chat.press('提交');
    chat.send({ kind: 'press', token, choice: 'submit' });
    expect(chat.heard()).toContain('26-0001-7');
    expect(chat.heard()).toContain('已经交上去了');
    chat.say('一键申报');
    chat.send({ kind: 'press', token, choice: 'submit' });
    expect(submitted(chat.intents)).toHaveLength(1);
  });

  it('a button of a month ago has no effect; the current question is shown again', () => {
    const chat = startChat();
    chat.say('一键申报');
    const { token } = chat.conversation();
    chat.press('生病花钱多');
    chat.press('再选一种');
    chat.send({ kind: 'press', token, choice: 'type-3' });
    expect(chat.heard()).toContain('这个按钮是之前的');
    expect(chat.heard()).toContain('家里遇到了什么难处');
    expect(chat.conversation().draft?.riskTypes).toEqual(['因病']);
  });

  it('presses that arrive one round late come to an end: a question shown again takes a press on its earlier copy', () => {
    const chat = startChat();
    chat.say('一键申报');
    chat.press('生病花钱多');
    const stale = chat.conversation().token - 1;
    const { token } = chat.conversation();
    chat.send({ kind: 'press', token: stale, choice: 'type-3' });
    expect(chat.heard()).toContain('这个按钮是之前的');
    expect(chat.heard()).toContain('对不对');
    // The person had pressed the copy before the one that stands there now.
    chat.send({ kind: 'press', token, choice: 'submit' });
    expect(submitted(chat.intents)).toHaveLength(1);
  });

  it('a question that comes back after something changed is another one', () => {
    const chat = startChat();
    chat.say('一键申报');
    const { token } = chat.conversation();
    chat.press('生病花钱多');
    chat.press('再选一种');
    chat.send({ kind: 'press', token, choice: 'type-3' });
    expect(chat.heard()).toContain('这个按钮是之前的');
  });

  it('a button pressed twice by a shaky finger counts once', () => {
    const chat = startChat();
    chat.say('一键申报');
    const { token } = chat.conversation();
    chat.send({ kind: 'press', token, choice: 'type-0' });
    chat.send({ kind: 'press', token, choice: 'type-0' });
    expect(chat.heard()).toBe('收到了，点一次就行。');
    expect(chat.labels()).toContain('提交');
  });

  it('a draft is kept over anything and offered again: 继续申报 or 重新开始', () => {
    const chat = startChat();
    chat.say('我住院了没钱');
    chat.press('取消');
    expect(chat.heard()).toContain('给您留着');
    chat.say('问政策');
    chat.say('菜单');
    chat.press('一键申报');
    expect(chat.heard()).toContain('我住院了没钱');
    chat.press('继续申报');
    expect(chat.labels()).toContain('提交');
    chat.press('取消');
    chat.say('一键申报');
    chat.press('重新开始');
    expect(chat.conversation().draft?.words).toEqual([]);
  });

  it('修改 offers only what there is and changes it', () => {
    const chat = startChat();
    chat.say('我住院了没钱');
    chat.press('修改');
    chat.press('重新说一遍');
    chat.say('我摔断了腿');
    expect(chat.conversation().draft?.words).toEqual(['我摔断了腿']);
    chat.press('修改');
    chat.press('去掉一种困难');
    chat.press('生病花钱多');
    expect(chat.conversation().draft?.riskTypes).toEqual(['因意外事故']);
    chat.press('修改');
    chat.press('替谁申报');
    chat.press('亲戚家');
    chat.say('陈桂花');
    chat.press('和我同村');
    chat.say('13900001111');
    expect(chat.heard()).toContain('替亲戚申报：陈桂花家');
    expect(chat.conversation().draft?.subject?.phone).toBe('13900001111');
  });

  it('a model’s proposal is shown only if it adds something and the read-back is open', () => {
    const proposal = {
      riskTypes: ['因学'],
      guaranteeIssues: [],
      urgency: 'none',
      amounts: [],
      members: [],
    } as const;
    const chat = startChat();
    expect(chat.send({ kind: 'proposal', proposal })).toEqual([]);
    chat.say('我住院了没钱');
    expect(chat.intents.some((each) => each.intent === 'ask-model')).toBe(true);
    chat.send({ kind: 'proposal', proposal });
    expect(chat.heard()).toContain('孩子上学难');
    chat.press('不用加');
    expect(chat.conversation().draft?.riskTypes).toEqual(['因病']);
    chat.send({ kind: 'proposal', proposal });
    chat.press('对，加上');
    expect(chat.conversation().draft?.riskTypes).toEqual(['因病', '因学']);
    expect(chat.send({ kind: 'proposal', proposal })).toEqual([]);
  });

  it('what is told in the days after a report is asked about, not filed a second time', () => {
    const chat = startChat();
    chat.say('一键申报');
    chat.press('生病花钱多');
    chat.press('提交');
    chat.say('我住院又花了三万');
    expect(chat.heard()).toContain('是给刚才那份补充（受理号 26-0001-7），还是另外一件事');
    chat.send({ kind: 'media', media: 'photo', mediaId: 'p1', caption: '', seconds: 0 });
    chat.press('补充到这一份');
    expect(chat.intents.at(-1)).toEqual({
      intent: 'add-to-report',
      declarationId: submitted(chat.intents)[0]?.draftId,
      words: ['我住院又花了三万'],
      mediaIds: ['p1'],
    });
    expect(chat.conversation().draft).toBeNull();
    chat.press('返回');
    chat.say('家里房子裂了，要垮了');
    chat.press('另外一件事');
    expect(chat.labels()).toContain('提交');
    chat.press('提交');
    expect(submitted(chat.intents)).toHaveLength(2);
  });

  it('a 提交 that crossed a model’s proposal on its way counts, without the proposal', () => {
    const chat = startChat();
    chat.say('我住院了没钱');
    const { token } = chat.conversation();
    chat.send({
      kind: 'proposal',
      proposal: {
        riskTypes: ['因学'],
        guaranteeIssues: [],
        urgency: 'none',
        amounts: [],
        members: [],
      },
    });
    chat.send({ kind: 'press', token, choice: 'submit' });
    chat.send({ kind: 'press', token, choice: 'submit' });
    expect(submitted(chat.intents).map((each) => each.content.riskTypes)).toEqual([['因病']]);
  });

  it('hardship without a cause is asked for its cause, words kept', () => {
    const chat = startChat();
    chat.say('家里很困难');
    expect(chat.heard()).toContain('难处是什么造成的');
    chat.press('更多');
    chat.press('其他困难');
    chat.press('提交');
    const content = submitted(chat.intents)[0]?.content;
    expect(content?.words).toEqual(['家里很困难']);
    expect(content?.riskTypes).toEqual(['其他']);
  });
});
