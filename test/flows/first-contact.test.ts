import { describe, expect, it } from 'vitest';
import { bureau, farmer, startChat, stranger, taoyuan } from './chat.ts';
import { breaches } from './wording-rules.ts';

const intentsNamed = (chat: ReturnType<typeof startChat>, name: string) =>
  chat.intents.filter((each) => each.intent === name);

describe('first contact', () => {
  it('says who we are and that nothing is charged before anything is asked', () => {
    const chat = startChat(stranger);
    chat.command('start');
    expect(chat.heard()).toContain(bureau.name);
    expect(chat.heard()).toContain(bureau.hotline);
    expect(chat.heard()).toContain('我们不收费，不要银行卡密码和验证码');
    expect(chat.labels()).toEqual(['同意', '不同意', '我有一个码', '取消']);
  });

  it('asks both consents once, then village, name and phone, never the ID number', () => {
    const chat = startChat(stranger);
    chat.command('start');
    chat.press('同意');
    expect(chat.heard()).toContain('您户口在哪个村');
    chat.say('我是桃源村的');
    expect(chat.heard()).toContain('您叫什么名字');
    chat.say('阿卜杜·买买提');
    expect(chat.heard()).toContain('手机号');
    chat.send({ kind: 'contact', phone: '+8613800000009', own: true });
    expect(intentsNamed(chat, 'give-consent')).toHaveLength(1);
    expect(intentsNamed(chat, 'bind')).toEqual([
      {
        intent: 'bind',
        areaId: taoyuan.areaId,
        name: '阿卜杜·买买提',
        phone: '13800000009',
        phoneProven: true,
        groupName: '',
        idNumber: '',
      },
    ]);
    expect(chat.labels()).toContain('一键申报');
    expect(chat.all.every((each) => !each.text.includes('身份证'))).toBe(true);
  });

  it('who consented to an earlier text is asked again when they report, and goes on from there', () => {
    const chat = startChat({ ...farmer, consent: 'outdated' });
    chat.say('我住院了没钱');
    expect(chat.heard()).toContain('会贴公示，只写户主姓名、哪个组、几口人和类别');
    chat.press('同意');
    expect(intentsNamed(chat, 'give-consent')).toHaveLength(1);
    expect(intentsNamed(chat, 'bind')).toEqual([]);
    expect(chat.heard()).toContain('我帮您记下了');
    expect(chat.conversation().draft?.words).toEqual(['我住院了没钱']);
    expect(chat.all.flatMap(breaches)).toEqual([]);
  });

  it('takes up what was said first, right after first contact', () => {
    const chat = startChat(stranger);
    chat.say('我住院了没钱');
    expect(chat.heard()).toContain('您刚才说的我先记着');
    chat.send({ kind: 'media', media: 'voice', mediaId: 'v1', caption: '', seconds: 5 });
    chat.press('同意');
    chat.say('桃源村');
    chat.say('家里房子也裂了');
    expect(chat.heard()).toContain('您说的我记下了');
    chat.say('李大山');
    chat.say('138 0000 0009');
    expect(chat.heard()).toContain('我帮您记下了');
    expect(chat.conversation().draft?.words).toEqual(['我住院了没钱', '家里房子也裂了']);
    expect(chat.conversation().draft?.media).toEqual([{ mediaId: 'v1', media: 'voice' }]);
    chat.press('提交');
    expect(chat.heard()).toContain('受理号');
  });

  it('不同意 keeps nothing and shows the officer and the paper way', () => {
    const chat = startChat(stranger);
    chat.say('我住院了没钱');
    chat.press('不同意');
    expect(chat.heard()).toContain('王秀英，电话 13800000001');
    expect(chat.heard()).toContain('纸质申请');
    expect(intentsNamed(chat, 'refuse-consent')).toHaveLength(1);
    expect(JSON.stringify(chat.conversation())).not.toContain('住院');
  });

  it('resumes where it was interrupted, with the part of the menu that was wanted', () => {
    const chat = startChat(stranger);
    chat.command('start');
    chat.press('同意');
    chat.say('桃源村');
    chat.command('menu');
    chat.press('一键申报');
    expect(chat.heard()).toContain('您叫什么名字');
    chat.say('李大山');
    chat.press('没有电话');
    expect(chat.heard()).toContain('家里遇到了什么难处');
  });

  it('a village QR code only proposes the village', () => {
    const chat = startChat(stranger);
    chat.command('start', 'v_TY01');
    chat.press('同意');
    expect(chat.heard()).toContain('您户口在云岭镇 桃源村，对吗');
    chat.press('对，就是这里');
    expect(chat.heard()).toContain('您叫什么名字');
  });

  it('several villages of one name are picked from, by their full names', () => {
    const twin = { ...taoyuan, areaId: 'twin', fullName: '石门镇 桃源村' };
    const chat = startChat(stranger, { areas: [taoyuan, twin] });
    chat.command('start');
    chat.press('同意');
    chat.say('桃源村');
    expect(chat.labels()).toEqual(['云岭镇 桃源村', '石门镇 桃源村', '找不到我的村', '取消']);
    chat.press('石门镇 桃源村');
    expect(chat.conversation().visitor.area?.areaId).toBe('twin');
  });

  it('找不到我的村 goes to the town', () => {
    const towns = ['甲', '乙', '丙', '丁', '戊', '己', '庚'].map((name, at) => ({
      ...taoyuan,
      areaId: `town-${at}`,
      level: 'town' as const,
      name: `${name}镇`,
      fullName: `${name}镇`,
    }));
    const chat = startChat(stranger, { children: towns, areas: [] });
    chat.command('start');
    chat.press('同意');
    chat.say('没有的村');
    chat.press('找不到我的村');
    chat.press('下一页');
    chat.press('庚镇');
    expect(chat.conversation().visitor.area?.areaId).toBe('town-6');
  });

  it('asks for the 村民小组 only where the village has any', () => {
    const groups = ['一组', '二组'].map((name, at) => ({
      ...taoyuan,
      areaId: `group-${at}`,
      level: 'group' as const,
      name,
      fullName: `桃源村 ${name}`,
    }));
    const chat = startChat(stranger, { groups });
    chat.command('start');
    chat.press('同意');
    chat.say('桃源村');
    expect(chat.labels()).toEqual(['一组', '二组', '不清楚', '返回']);
    chat.press('二组');
    chat.say('李大山');
    chat.press('没有电话');
    expect(intentsNamed(chat, 'bind')).toMatchObject([{ areaId: 'taoyuan', groupName: '二组' }]);
  });

  it('a phone number that looks wrong is asked once more and never refused', () => {
    const chat = startChat(stranger);
    chat.command('start');
    chat.press('同意');
    chat.say('桃源村');
    chat.say('李大山');
    chat.say('1380000');
    expect(chat.heard()).toContain('少了或多了几位');
    chat.say('1380000');
    expect(intentsNamed(chat, 'bind')).toHaveLength(1);
  });

  it.each(['12345', '110'])('%s is nobody’s own phone, however often it is typed', (number) => {
    const chat = startChat(stranger);
    chat.command('start');
    chat.press('同意');
    chat.say('桃源村');
    chat.say('李大山');
    for (const typed of [number, number]) {
      chat.say(typed);
      expect(chat.heard()).toContain('公家的服务电话');
    }
    expect(intentsNamed(chat, 'bind')).toEqual([]);
    chat.press('没有电话');
    expect(intentsNamed(chat, 'bind')).toMatchObject([{ phone: '' }]);
  });

  it('a question needs no consent', () => {
    const chat = startChat(stranger);
    chat.say('低保怎么申请？');
    expect(chat.heard()).toContain('低保');
    expect(chat.heard()).toContain('13800000001');
    expect(chat.intents).toEqual([]);
  });
});
