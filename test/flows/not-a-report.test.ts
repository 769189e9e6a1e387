import { describe, expect, it } from 'vitest';
import { dangerAnswer } from '#src/flows/text/danger.ts';
import { bureau, farmer, person, startChat, stranger, taoyuan } from './chat.ts';

describe('what is no report gets a fitting answer, and the draft stays', () => {
  const withDraft = () => {
    const chat = startChat();
    chat.say('我住院了没钱');
    return chat;
  };
  const draftKept = (chat: ReturnType<typeof startChat>) =>
    expect(chat.conversation().draft?.words).toEqual(['我住院了没钱']);

  it('a question is answered with whom to phone, never with a promise', () => {
    const chat = withDraft();
    chat.say('低保怎么申请？');
    expect(chat.heard()).toContain('拿不准的，问村信息员 王秀英，电话 13800000001');
    expect(chat.labels()).toContain('继续申报');
    draftKept(chat);
  });

  it('a question nobody wrote an answer for becomes a numbered one with a day', () => {
    const chat = startChat();
    chat.say('问政策');
    chat.say('我们村的桥修好没有？');
    expect(chat.intents).toEqual([
      { intent: 'open-ticket', kind: 'question', words: '我们村的桥修好没有？', about: '' },
    ]);
    expect(chat.heard()).toContain('编号 W-0001-3');
    expect(chat.heard()).toContain('11月27日 周五');
  });

  it('a complaint counts as soon as it is said; whom it is about is added to it, so that it can be routed past them', () => {
    const chat = withDraft();
    chat.say('村干部把低保都给了他亲戚，不公平');
    expect(chat.intents.at(-1)).toEqual({
      intent: 'open-ticket',
      kind: 'complaint',
      words: '村干部把低保都给了他亲戚，不公平',
      about: '',
    });
    expect(chat.heard()).toContain('编号 W-0001-3');
    expect(chat.heard()).toContain('您说的是哪一位');
    chat.press('村信息员 王秀英');
    expect(chat.intents.at(-1)).toEqual({
      intent: 'name-complaint',
      ticketId: 'ticket-1',
      about: '村信息员 王秀英',
    });
    expect(chat.heard()).toContain('不会经过这个人');
    draftKept(chat);
  });

  it('a complaint nobody says more about is not lost', () => {
    const chat = startChat();
    chat.say('村信息员乱收费，找我要200块钱');
    chat.say('返回');
    expect(chat.intents.map((each) => each.intent)).toEqual(['open-ticket']);
  });

  it.each(['我要投诉王秀英', '王秀英不来看我们，态度差得很', '我要举报村里乱收钱', '我要告他'])(
    '%s is a complaint',
    (words) => {
      const chat = startChat();
      chat.say(words);
      expect(chat.intents).toEqual([
        { intent: 'open-ticket', kind: 'complaint', words, about: '' },
      ]);
    },
  );

  it('who asks how to complain is asked what it is', () => {
    const chat = startChat();
    chat.say('怎么投诉？');
    expect(chat.heard()).toContain('请说说是什么事');
  });

  it.each(['投诉电话是多少？', '怎么投诉？', '王秀英是哪个？'])('%s is none', (words) => {
    const chat = startChat();
    chat.say(words);
    expect(chat.intents.filter((each) => 'kind' in each && each.kind === 'complaint')).toEqual([]);
  });

  it('an objection to a public notice told in free words is only asked whose notice it is', () => {
    const chat = startChat();
    chat.say('村里公示刘志强那户我有意见，他家开小轿车');
    expect(chat.heard()).toContain('请打户主的姓名');
    chat.say('刘志强吗？');
    expect(chat.heard()).toContain('请打户主的姓名');
    chat.say('刘志强');
    expect(chat.intents.at(-1)).toEqual({
      intent: 'object',
      headName: '刘志强',
      words: '村里公示刘志强那户我有意见，他家开小轿车',
    });
  });

  it('thanks, abuse, advertising and nonsense change nothing', () => {
    const chat = withDraft();
    for (const words of ['谢谢你们', '你妈的', '加微信领红包 http://x.cn']) {
      chat.say(words);
      draftKept(chat);
    }
    expect(chat.intents.filter((each) => each.intent !== 'ask-model')).toEqual([]);
  });

  it('stickers, files too big and files that cannot be opened are answered and the question is asked again', () => {
    const chat = withDraft();
    chat.send({ kind: 'unreadable', what: 'sticker' });
    expect(chat.heard()).toContain('看不懂');
    chat.send({ kind: 'refused-media', reason: 'too-big' });
    expect(chat.heard()).toContain('20 MB');
    chat.send({ kind: 'refused-media', reason: 'wrong-type' });
    expect(chat.labels()).toContain('提交');
    draftKept(chat);
  });

  it('an edited message is added, never silently swapped', () => {
    const chat = withDraft();
    chat.send({ kind: 'text', text: '我住院了没钱，花了三万', edited: true });
    expect(chat.conversation().draft?.words).toEqual(['我住院了没钱', '我住院了没钱，花了三万']);
    chat.say('我的信息');
    chat.send({ kind: 'text', text: '嗯嗯', edited: true });
    expect(chat.heard()).toContain('改了前面的一条消息');
  });

  it('a command in the middle leaves the draft', () => {
    const chat = withDraft();
    for (const command of ['help', 'menu', 'progress', 'start', 'nonsense']) {
      chat.command(command);
      draftKept(chat);
    }
  });

  it('what was not understood is asked back, words kept', () => {
    const chat = startChat();
    chat.say('啊啊啊啊');
    expect(chat.heard()).toContain('没太听懂');
    chat.press('家里有难处');
    expect(chat.conversation().draft?.words).toEqual(['啊啊啊啊']);
  });

  it.each(['有人吗', '你妈的'])(
    '%s after it is answered without saying once more that nothing was understood',
    (words) => {
      const chat = startChat();
      chat.say('啊啊啊啊');
      chat.say(words);
      expect(chat.heard()).not.toContain('没太听懂');
      expect(chat.heard()).toContain('您是家里遇到难处了');
      expect(chat.labels()).toContain('家里有难处');
    },
  );

  it('a lasting button of long ago still does what it says', () => {
    const chat = withDraft();
    chat.send({ kind: 'action', action: 'notice-read', ref: 'recipient-1' });
    expect(chat.heard()).toBe('好的，记下您看过了。');
    expect(chat.labels()).toContain('提交');
    chat.send({ kind: 'action', action: 'receipt-add', ref: 'declaration-1' });
    chat.say('又花了三千');
    expect(chat.intents.at(-1)).toEqual({
      intent: 'add-to-report',
      declarationId: 'declaration-1',
      words: ['又花了三千'],
      mediaIds: [],
    });
    draftKept(chat);
  });
});

describe('danger to life', () => {
  it.each([
    ['我不想活了', '12356', 'self-harm'],
    ['家里断粮两天了', '023-61231111', 'hunger'],
    ['他拿刀要砍我', '110', 'violence'],
    ['屋头燃起来了，快救人', '119', 'fire-or-collapse'],
  ])('%s is answered with numbers at once and rings the person on call', (words, number, kind) => {
    for (const account of [farmer, stranger]) {
      const chat = startChat(account);
      const first = chat.say(words)[0];
      expect(first?.text).toContain(number);
      expect(first?.weight).toBe('vital');
      expect(chat.intents[0]).toEqual({ intent: 'raise-alert', kind, words });
    }
  });

  it('is heard in a caption, in a transcript and in the middle of any question', () => {
    const chat = startChat(stranger);
    chat.command('start');
    chat.press('同意');
    chat.say('我不想活了');
    expect(chat.heard()).toContain('12356');
    chat.send({ kind: 'transcript', mediaId: 'v1', text: '我不想活了' });
    chat.send({ kind: 'media', media: 'photo', mediaId: 'p1', caption: '我不想活了', seconds: 0 });
    expect(chat.intents.filter((each) => each.intent === 'raise-alert')).toHaveLength(3);
  });

  it('passes on where the person is, then goes on with their report', () => {
    const chat = startChat();
    chat.say('我住院了没钱');
    chat.say('我不想活了');
    chat.say('在老屋后头');
    expect(chat.intents.at(-1)).toEqual({
      intent: 'raise-alert',
      kind: 'self-harm',
      words: '在老屋后头',
    });
    chat.press('现在没事了');
    expect(chat.labels()).toContain('继续申报');
  });

  it.each([
    ['我老婆喝农药了快救命', 'took-poison'],
    ['我已经吞了一瓶安眠药', 'took-poison'],
    ['隔壁老王上吊了', 'self-injury'],
    ['我割腕了', 'self-injury'],
    ['我妈说她不想活了', 'self-harm-other'],
    ['他要跳楼', 'self-harm-other'],
  ])('%s: the body first, 120 in the first line and 12356 in the last', (words, kind) => {
    const chat = startChat(stranger);
    const lines = chat.say(words)[0]?.text.split('\n') ?? [];
    expect(lines[0]).toContain('立刻打 120');
    expect(lines.findIndex((line) => line.includes('12356'))).toBe(lines.length - 1);
    expect(chat.intents[0]).toEqual({ intent: 'raise-alert', kind, words });
  });

  it.each(['我不想活了', '我不想活了，想喝农药', '老公天天打我，我不想活了', '对不起妈我不想活了'])(
    '%s is a wish alone: somebody to talk to comes first',
    (words) => {
      const chat = startChat(stranger);
      expect(chat.say(words)[0]?.text.split('\n')[0]).toContain('12356');
      expect(chat.intents[0]).toMatchObject({ kind: 'self-harm' });
    },
  );

  it('is answered with the numbers of the pack in force', () => {
    const emergency = { police: '1101', ambulance: '1201', fire: '1191', mentalHealth: '96000' };
    const kinds = ['self-harm', 'took-poison', 'violence', 'fire-or-collapse', 'other'] as const;
    const reach = { hears: 1, callable: true };
    const told = kinds
      .map((kind) => dangerAnswer(kind, { ...bureau, emergency }, reach))
      .join('\n');
    for (const number of Object.values(emergency)) expect(told).toContain(number);
    expect(told).not.toMatch(/(?:110|119|120|12356)(?!\d)/);
  });

  it('nobody is said to know of it who was not rung; then there are numbers to call', () => {
    const reach = { open: false, hears: 0, area: null };
    const alone = startChat(farmer, { answers: { 'alert-reach': reach } });
    alone.say('我不想活了');
    expect(alone.heard()).not.toContain('已经通知');
    for (const phone of ['023-61231111', '13800000001', '023-61230000']) {
      expect(alone.heard()).toContain(phone);
    }
    const heard = startChat(farmer, { answers: { 'alert-reach': { ...reach, hears: 3 } } });
    heard.say('我不想活了');
    expect(heard.heard()).toContain('通知了3位值班的同志');
  });

  it('a stranger with a hardship beside it is asked for phone and place before consent, then goes on', () => {
    const chat = startChat(stranger);
    const hardship = '我家里没得吃的了，两天没吃饭';
    chat.say(hardship);
    expect(chat.heard()).toContain('您的电话是多少');
    expect(chat.heard()).not.toContain('同意');
    chat.send({ kind: 'contact', phone: '8613900001234', own: true });
    expect(chat.intents.at(-1)).toMatchObject({ kind: 'hunger', words: '电话 13900001234' });
    expect(chat.heard()).toContain('人现在在哪个村');
    chat.say('桃源村的');
    expect(chat.intents.at(-1)).toMatchObject({ words: '桃源村的', area: taoyuan });
    expect(chat.heard()).toContain('还有要告诉值班同志的吗');
    chat.press('接着说家里的难处');
    expect(chat.heard()).toContain('您都同意吗');
    chat.press('同意');
    chat.say('桃源村');
    chat.say('李大山');
    chat.press('没有电话');
    expect(chat.conversation().draft?.words).toEqual([hardship]);
  });

  it('what is missing is asked once more, what was told is not, and nothing is asked for ever', () => {
    const chat = startChat(stranger);
    chat.say('我不想活了');
    chat.say('我是桃源村的');
    expect(chat.heard()).toContain('还差一个电话');
    chat.say('6123 4567');
    expect(chat.intents.at(-1)).toMatchObject({ words: '电话 61234567' });
    expect(chat.heard()).toContain('还有要告诉值班同志的吗');
    const mute = startChat(stranger);
    mute.say('我不想活了');
    for (const question of ['哪个村', '还差一个电话', '还差一个村名', '还有要告诉']) {
      mute.say('河边');
      expect(mute.heard()).toContain(question);
    }
    const none = startChat(stranger);
    none.say('他拿刀要砍我，我在桃源村，电话 13900001234');
    expect(none.heard()).toContain('还有要告诉值班同志的吗');
  });

  it('现在没事了 is passed on wherever it is typed, answered kindly, and raises nothing', () => {
    for (const words of ['现在没事了', '没得事了，谢谢', '人找到了']) {
      const chat = startChat();
      chat.say('我儿子不见了一天了');
      chat.say('菜单');
      chat.say(words);
      expect(chat.intents.at(-1)).toEqual({ intent: 'note-alert', words });
      expect(chat.heard()).toContain('已经告诉值班的同志');
    }
    const calm = startChat();
    calm.say('现在没事了');
    expect(calm.intents).toEqual([]);
  });

  it('a stranger for whom it is over is not met with a page to consent to', () => {
    const chat = startChat(stranger);
    chat.say('我不想活了');
    chat.press('现在没事了');
    expect(chat.heard()).toContain('那就好');
    expect(chat.labels()).toEqual(['返回']);
    chat.press('返回');
    expect(chat.heard()).toContain('您都同意吗');
  });

  it('who left no number is asked for one, then where they are', () => {
    const chat = startChat({ ...farmer, person: { ...person, phone: '' } });
    chat.say('我不想活了');
    expect(chat.heard()).not.toContain('联系您');
    expect(chat.heard()).toContain('您的电话是多少');
    chat.say('13900001234');
    expect(chat.heard()).toContain('您现在在哪里');
  });

  it('what is said after the alarm is over rings nobody', () => {
    const chat = startChat();
    chat.say('我不想活了');
    chat.know({ answers: { 'alert-reach': { open: false, hears: 1, area: null } } });
    chat.say('谢谢你们');
    expect(chat.intents.filter((each) => each.intent === 'raise-alert')).toHaveLength(1);
    chat.say('在河边，我还是不想活了');
    expect(chat.intents.filter((each) => each.intent === 'raise-alert')).toHaveLength(2);
  });

  it('with a hardship in the same words: numbers first, the report after them', () => {
    const chat = startChat();
    const [first, second] = chat.say('家里断粮两天了，老婆又在住院没钱');
    expect(first?.weight).toBe('vital');
    expect(second?.text).toContain('我帮您记下了');
    chat.press('提交');
    const report = chat.intents.find((each) => each.intent === 'submit-report');
    expect(report?.intent === 'submit-report' && report.content.urgency).toBe('emergency');
  });
});

describe('我的进度, 政策通知, 我的信息, 人工帮助', () => {
  it('shows steps, who has it and the date; a merely claimed account sees no finding', () => {
    const chat = startChat();
    chat.say('我的进度');
    expect(chat.heard()).toContain('✅ 收到申报，11月24日 周二');
    expect(chat.heard()).toContain('接下来：11月27日 周五前，村里会有人上门看看情况。');
    expect(chat.heard()).not.toMatch(/到期|还有3天/);
    expect(chat.labels()).toEqual(['补充', '撤回', '人工帮助', '返回']);
    const claimed = startChat({ ...farmer, person: { ...person, trust: 'claimed' } });
    claimed.say('我的进度');
    expect(claimed.heard()).toContain('结果会当面告诉您');
    expect(claimed.heard()).not.toContain('等上门');
  });

  it('撤回 asks why and says that the officer will phone', () => {
    const chat = startChat();
    chat.say('我的进度');
    chat.press('撤回');
    chat.press('填错了');
    expect(chat.intents).toEqual([
      { intent: 'withdraw-report', declarationId: 'declaration-1', reason: '填错了' },
    ]);
    expect(chat.heard()).toContain('打电话跟您确认');
  });

  it('已知晓 marks a notice read', () => {
    const chat = startChat();
    chat.say('政策通知');
    chat.say('1');
    chat.press('已知晓');
    expect(chat.intents).toEqual([{ intent: 'mark-notice-read', recipientId: 'recipient-1' }]);
  });

  it('我的信息 masks what it shows and asks a wrong ID number once more, never refusing it', () => {
    const chat = startChat();
    chat.say('我的信息');
    expect(chat.heard()).toContain('138****0002');
    chat.press('补身份证号');
    chat.say('110101199003070012');
    expect(chat.heard()).toContain('有一位不对');
    chat.say('110101199003070012');
    expect(chat.intents).toEqual([{ intent: 'correct-person', idNumber: '110101199003070012' }]);
  });

  it('撤回同意 forgets; 删除我的信息 becomes a numbered request', () => {
    const chat = startChat();
    chat.say('我住院了没钱');
    chat.say('我的信息');
    chat.press('删除和反悔');
    chat.press('删除我的信息');
    chat.press('确定');
    expect(chat.intents.at(-1)?.intent).toBe('open-ticket');
    chat.press('删除和反悔');
    chat.press('撤回同意');
    chat.press('确定');
    expect(JSON.stringify(chat.conversation())).not.toContain('住院');
  });

  it('another channel is joined by a single-use code', () => {
    const chat = startChat();
    chat.say('我的信息');
    chat.press('换个地方用');
    chat.press('给我一个码');
    expect(chat.heard()).toContain('482913');
    const other = startChat(stranger);
    other.command('start', 'j_482913');
    other.press('是我，接上');
    expect(other.intents).toEqual([
      { intent: 'redeem-join-code', code: '482913', hasDraft: false },
    ]);
  });

  it('请人联系我 opens a numbered request with a day', () => {
    const chat = startChat();
    chat.say('人工帮助');
    expect(chat.heard()).toContain('13800000001');
    chat.press('请人联系我');
    expect(chat.heard()).toContain('编号 W-0001-3');
  });

  it('an invitation shows role and area before it is used up', () => {
    const chat = startChat(stranger, {
      invitation: { role: 'village-officer', areaName: '桃源村', name: '王秀英' },
    });
    chat.command('start', 'ABCDEF');
    expect(chat.heard()).toContain('桃源村的村信息员');
    expect(chat.intents).toEqual([]);
    chat.press('接受');
    expect(chat.intents).toEqual([{ intent: 'redeem-invitation', code: 'ABCDEF' }]);
    const bad = startChat(stranger);
    bad.command('start', 'USED');
    expect(bad.heard()).toContain('这个邀请用不了');
  });
});
