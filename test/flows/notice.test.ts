import { describe, expect, it } from 'vitest';
import { atMinute, fromInstant, localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import { audienceCount } from '#src/domain/notice/audience.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { restoreConversation } from '#src/flows/conversation.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import type { AreaHit } from '#src/flows/needs.ts';
import type { NoticePreview, NoticeProgress } from '#src/flows/notice.needs.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { now, startChat, stranger, taoyuan, type World } from './chat.ts';

const town: AreaHit = {
  areaId: 'town',
  areaPath: '500199/101/',
  level: 'town',
  name: '云岭镇',
  fullName: '云岭镇',
};

const staffWith = (role: Role, area: AreaHit = town): AccountFacts => ({
  ...stranger,
  consent: 'given',
  staff: {
    staffId: 'staff-1',
    name: '陈镇信',
    posts: [
      {
        postId: 'post-1',
        department: null,
        role,
        areaId: area.areaId,
        areaPath: area.areaPath,
        areaName: area.fullName,
      },
    ],
  },
});

const preview: NoticePreview = {
  draftId: 'draft-1',
  areaName: '云岭镇 桃源村',
  sender: '云岭镇',
  phone: '023-61231111',
  count: audienceCount({ queued: 80, waiting: 5, 'no-account': 12, 'no-consent': 3 }),
  approvers: ['赵镇长'],
};

const view: NoticeProgress = {
  noticeId: '0198c7a0-0000-7000-8000-000000000001',
  title: '医保缴费',
  body: '请到村里交。',
  areaName: '云岭镇',
  areaPath: town.areaPath,
  group: 'everyone',
  sender: '云岭镇',
  phone: '',
  state: 'sending',
  createdAt: now,
  createdByName: '陈镇信',
  approvedByName: '赵镇长',
  rejectedReason: null,
  readBy: localDate('2026-11-29'),
  counts: {
    queued: 60,
    sending: 0,
    waiting: 2,
    sent: 30,
    failed: 0,
    unreachable: 7,
    uncertain: 1,
    cancelled: 0,
    read: 12,
    toldAtDoor: 3,
  },
  secondsLeft: 150,
  night: null,
  mayAllowNight: false,
  waitsFor: null,
  mayControl: true,
  approvable: null,
  villages: [
    {
      areaId: 'taoyuan',
      areaName: '云岭镇 桃源村',
      unreachable: 4,
      uncertain: 1,
      failed: 0,
      silent: 9,
    },
    {
      areaId: 'songshu',
      areaName: '云岭镇 松树村',
      unreachable: 3,
      uncertain: 0,
      failed: 0,
      silent: 11,
    },
  ],
};

const world: Partial<World> = {
  groups: [taoyuan, { ...taoyuan, areaId: 'songshu', name: '松树村', fullName: '云岭镇 松树村' }],
  answers: {
    'notice-groups': ['everyone', 'monitored', 'with-student'],
    'notice-preview': preview,
    'notice-progress': view,
    'sent-notices': [view],
  },
  outcomes: {
    'compose-notice': accepted({ noticeId: 'n-1', approvers: ['赵镇长'] }),
    'approve-notice': accepted({
      noticeId: 'n-1',
      title: '医保缴费',
      count: preview.count,
      night: null,
    }),
    'reject-notice': accepted({ title: '医保缴费' }),
    'steer-notice': accepted({
      noticeId: view.noticeId,
      title: '医保缴费',
      state: 'paused',
      verb: 'pause',
    }),
    'tell-at-door': accepted({
      noticeId: view.noticeId,
      areaId: 'taoyuan',
      areaName: '云岭镇 桃源村',
      left: 0,
    }),
  },
};

describe('FD-63 发通知', () => {
  it('goes from title to approval and hands in exactly what was said', () => {
    const chat = startChat(staffWith('town-officer'), world);
    chat.say('发通知');
    expect(chat.heard()).toContain('标题');
    chat.say('医保缴费到12月底');
    chat.say('请带身份证到村里交。');
    expect(chat.labels()).toEqual(expect.arrayContaining(['桃源村', '松树村', '全云岭镇', '返回']));
    chat.press('桃源村');
    expect(chat.labels()).toEqual(['全体农户', '监测户', '有学生', '返回', '取消']);
    chat.press('监测户');
    expect(chat.heard()).toContain('共100户，能发到85户。');
    expect(chat.heard()).toContain('其中5户用网页');
    expect(chat.heard()).toContain('还没用过这个系统：12户');
    expect(chat.heard()).toContain('【医保缴费到12月底】\n\n请带身份证到村里交。');
    expect(chat.heard()).toContain('有不明白的，打电话问：023-61231111。');
    expect(chat.heard()).toContain('提交以后请赵镇长审批');
    expect(chat.labels()).toEqual(['提交审批', '修改', '取消']);
    chat.press('提交审批');
    expect(chat.intents).toEqual([
      {
        intent: 'compose-notice',
        draftId: 'draft-1',
        title: '医保缴费到12月底',
        body: '请带身份证到村里交。',
        areaId: 'taoyuan',
        group: 'monitored',
      },
    ]);
    expect(chat.heard()).toContain('请赵镇长审批');
  });

  it('everything a button does, typing does too, and each part can be changed', () => {
    const chat = startChat(staffWith('town-officer'), world);
    chat.say('发通知');
    chat.say('通知');
    chat.say('2026年的医保');
    chat.say('桃源村');
    chat.say('1');
    chat.say('修改');
    chat.say('改正文');
    chat.say('3');
    chat.press('提交审批');
    expect(chat.intents).toMatchObject([{ body: '3', areaId: 'taoyuan', group: 'everyone' }]);
  });

  it('survives a restart at every step', () => {
    const chat = startChat(staffWith('town-officer'), world);
    const restart = () => {
      chat.restore(restoreConversation(JSON.parse(JSON.stringify(chat.conversation()))));
    };
    chat.say('发通知');
    for (const answer of ['通知标题', '通知正文', '桃源村', '全体农户']) {
      restart();
      chat.say(answer);
    }
    restart();
    chat.press('提交审批');
    expect(chat.intents).toMatchObject([
      { title: '通知标题', body: '通知正文', group: 'everyone' },
    ]);
  });

  it('says what is wrong with a text and asks again', () => {
    const chat = startChat(staffWith('town-officer'), world);
    chat.say('发通知');
    chat.say('字'.repeat(31));
    expect(chat.heard()).toContain('标题有31个字，最多30个字');
    chat.say('各位贫困户');
    expect(chat.heard()).toContain('脱贫户');
    chat.say('标题');
    chat.say('身份证 11010519491231002X 的来领');
    expect(chat.heard()).toContain('身份证号');
    expect(chat.heard()).toContain('再写正文');
  });

  it('an area outside one’s posts is not taken', () => {
    const elsewhere = {
      ...taoyuan,
      areaId: 'x',
      areaPath: '500199/102/201/',
      fullName: '青石镇 石桥村',
    };
    const chat = startChat(staffWith('town-officer'), { ...world, areas: [elsewhere] });
    chat.say('发通知');
    chat.say('标题');
    chat.say('正文');
    chat.say('石桥村');
    expect(chat.heard()).toContain('您管的范围里没找到');
  });

  it('is not offered to posts without the right', () => {
    const chat = startChat(staffWith('village-officer', taoyuan), world);
    chat.say('菜单');
    expect(chat.labels()).not.toContain('发通知');
    const officer = startChat(staffWith('town-officer'), world);
    officer.say('菜单');
    expect(officer.labels()).toContain('发通知');
  });

  it('cannot be handed in while nobody could approve it', () => {
    const alone = { ...preview, approvers: [] };
    const chat = startChat(staffWith('town-officer'), {
      ...world,
      answers: { ...world.answers, 'notice-preview': alone },
    });
    for (const said of ['发通知', '标题', '正文', '桃源村', '全体农户']) chat.say(said);
    expect(chat.labels()).toEqual(['修改', '取消']);
  });
});

describe('FD-63 the second person', () => {
  it('agrees by one press, wherever they are in the conversation', () => {
    const chat = startChat(staffWith('town-leader'), world);
    chat.send({ kind: 'action', action: 'notice-approve', ref: 'n-1:abcdefghij' });
    expect(chat.heard()).toContain('名单定下来了：\n共');
    expect(chat.intents).toEqual([
      { intent: 'approve-notice', noticeId: 'n-1', shown: 'abcdefghij' },
    ]);
    expect(chat.heard()).toContain('已经开始发');
    expect(chat.labels()).toEqual(['看进度', '返回']);
  });

  it('sends it back with a reason by button or in words', () => {
    const chat = startChat(staffWith('town-leader'), world);
    chat.send({ kind: 'action', action: 'notice-reject', ref: 'n-1' });
    chat.say('日期写错了');
    expect(chat.intents).toEqual([
      { intent: 'reject-notice', noticeId: 'n-1', reason: '日期写错了' },
    ]);
  });

  it('hears plainly why something was not done', () => {
    const chat = startChat(staffWith('town-leader'), {
      ...world,
      outcomes: { ...world.outcomes, 'approve-notice': refused({ code: 'own-work' }) },
    });
    chat.send({ kind: 'action', action: 'notice-approve', ref: 'n-1:abcdefghij' });
    expect(chat.heard()).toContain('要请另一位同志审批');
    chat.send({ kind: 'action', action: 'notice-approve', ref: 'nonsense' });
    expect(chat.heard()).toContain('没找到这条通知');
  });

  it('is somebody of the staff: a farmer who gets hold of a button sees nothing', () => {
    const chat = startChat(stranger, world);
    for (const action of ['notice-approve', 'notice-reject', 'notice-open'] as const) {
      chat.send({ kind: 'action', action, ref: 'n-1:abcdefghij' });
      expect(chat.intents).toEqual([]);
      expect(chat.heard()).not.toContain('通知');
    }
  });
});

describe('FD-63 看进度', () => {
  it('names every state, the time left and what can be done', () => {
    const chat = startChat(staffWith('town-officer'), world);
    chat.send({ kind: 'action', action: 'notice-open', ref: view.noticeId });
    for (const words of [
      '共100户',
      '已发到：30户，点了“已知晓”：12户，还没点：20户',
      '等打开网页看：2户',
      '还没发：60户',
      '发不到：7户',
      '不确定收到没有：1户',
      '大约还要3分钟',
    ]) {
      expect(chat.heard()).toContain(words);
    }
    expect(chat.labels()).toEqual(['刷新', '要上门告知的人', '暂停', '取消发送', '返回']);
    chat.press('暂停');
    expect(chat.intents).toEqual([
      { intent: 'steer-notice', noticeId: view.noticeId, verb: 'pause' },
    ]);
    expect(chat.heard()).toContain('已暂停');
  });

  it('says where it hangs, shows whoever decides what farmers will read, and what the night makes of it', () => {
    const waiting = startChat(staffWith('county-officer'), {
      ...world,
      answers: {
        'notice-progress': {
          ...view,
          state: 'awaiting-approval',
          approvable: 'abcdefghij',
          waitsFor: { ownerName: '赵镇长', dueOn: localDate('2026-11-20') },
        },
      },
    });
    waiting.send({ kind: 'action', action: 'notice-open', ref: view.noticeId });
    expect(waiting.heard()).toContain('现在等赵镇长审批，11月20日');
    expect(waiting.heard()).toContain('已经提醒并报给上一级');
    expect(waiting.heard()).toContain(view.body);
    const night = {
      asleep: true,
      from: 21 * 60,
      goesOnAt: atMinute(plusDays(fromInstant(now), 1), 480),
    };
    const asleep = startChat(staffWith('town-leader'), {
      ...world,
      answers: { 'notice-progress': { ...view, night, mayAllowNight: true } },
    });
    asleep.send({ kind: 'action', action: 'notice-open', ref: view.noticeId });
    expect(asleep.heard()).toContain('夜里不打扰农户，明早8点继续发。');
    expect(asleep.heard()).not.toContain('大约还要');
    expect(asleep.labels()).toContain('急事，夜里也发');
  });

  it('asks once more before calling off', () => {
    const chat = startChat(staffWith('town-officer'), world);
    chat.send({ kind: 'action', action: 'notice-open', ref: view.noticeId });
    chat.press('取消发送');
    expect(chat.intents).toEqual([]);
    expect(chat.heard()).toContain('收不回来');
    chat.press('确定取消发送');
    expect(chat.intents).toMatchObject([{ verb: 'cancel' }]);
  });

  it('lists people to tell by village, and closes a village’s duty', () => {
    const chat = startChat(staffWith('town-officer'), {
      ...world,
      answers: {
        ...world.answers,
        'notice-households': {
          title: '医保缴费',
          body: '请到村里交。',
          areaName: '云岭镇 桃源村',
          total: 2,
          page: 0,
          pages: 1,
          households: [
            { recipientId: 'r1', headName: '李大山', groupName: '三组', reason: 'unreachable' },
            { recipientId: 'r2', headName: '周小兰', groupName: '', reason: 'silent' },
          ],
          mayClose: true,
        },
      },
    });
    chat.send({ kind: 'action', action: 'notice-open', ref: view.noticeId });
    chat.press('要上门告知的人');
    expect(chat.labels()).toEqual(['桃源村 14户', '松树村 14户', '返回']);
    chat.press('桃源村 14户');
    expect(chat.heard()).toContain('· 李大山 三组（发不到）');
    expect(chat.heard()).toContain('· 周小兰（没点“已知晓”）');
    chat.press('都上门说过了');
    expect(chat.intents).toEqual([
      { intent: 'tell-at-door', noticeId: view.noticeId, areaId: 'taoyuan', recipientId: null },
    ]);
    expect(chat.heard()).toContain('都上门说过了');
    chat.send({ kind: 'action', action: 'notice-open', ref: view.noticeId });
    chat.press('要上门告知的人');
    chat.press('桃源村 14户');
    chat.press('一户一户记');
    expect(chat.labels()).toEqual(['说过了 李大山', '说过了 周小兰', '返回']);
    chat.press('说过了 周小兰');
    expect(chat.intents.at(-1)).toEqual({
      intent: 'tell-at-door',
      noticeId: view.noticeId,
      areaId: 'taoyuan',
      recipientId: 'r2',
    });
  });

  it('a village officer lands on the village’s list at once', () => {
    const chat = startChat(staffWith('village-officer', taoyuan), {
      ...world,
      answers: {
        'notice-progress': { ...view, mayControl: false, villages: view.villages.slice(0, 1) },
        'notice-households': {
          title: '医保缴费',
          body: '请到村里交。',
          areaName: '云岭镇 桃源村',
          total: 1,
          page: 0,
          pages: 1,
          households: [
            { recipientId: 'r1', headName: '李大山', groupName: '', reason: 'unreachable' },
          ],
          mayClose: true,
        },
      },
    });
    chat.send({ kind: 'action', action: 'notice-open', ref: view.noticeId });
    expect(chat.labels()).toEqual(['一户一户记', '都上门说过了', '返回']);
  });

  it('looks back at notices composed before', () => {
    const chat = startChat(staffWith('town-officer'), world);
    chat.say('发通知');
    chat.press('看发过的通知');
    chat.press('正在发 医保缴费');
    expect(chat.heard()).toContain('共100户');
  });
});
