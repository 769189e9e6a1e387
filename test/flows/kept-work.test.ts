/** Work left half done is kept and offered again; officers' words get officers' answers; each role finds its daily entries. */
import { describe, expect, it } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { accepted } from '#src/domain/result.ts';
import { restoreConversation } from '#src/flows/conversation.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import type { Facts } from '#src/flows/flow.ts';
import type { HouseholdGlance, VisitSubject } from '#src/flows/staff.needs.ts';
import { agenda } from './case-step-facts.ts';
import { type Chat, farmer, startChat, stranger, taoyuan, type World } from './chat.ts';
import { workAnswers } from './case-work-sheet.ts';
import { helpAnswers, planSubject } from './help-sheet.ts';

const officer = (role: Role = 'village-officer', staffId = 'staff-1'): AccountFacts => ({
  ...stranger,
  consent: 'given',
  staff: {
    staffId,
    name: '王秀英',
    posts: [
      {
        postId: 'post-1',
        department: role === 'department-officer' ? 'medical' : null,
        role,
        areaId: taoyuan.areaId,
        areaPath: taoyuan.areaPath,
        areaName: taoyuan.fullName,
      },
    ],
  },
});

const zhang: HouseholdGlance = {
  householdId: 'household-1',
  headName: '张大山',
  areaName: taoyuan.fullName,
  groupName: '三组',
  monitored: true,
  tracked: false,
  dueOn: localDate('2026-11-27'),
};

const subject: VisitSubject = {
  householdId: 'household-1',
  headName: '张大山',
  areaId: taoyuan.areaId,
  areaName: taoyuan.fullName,
  areaPath: taoyuan.areaPath,
  verification: null,
  verifiersWanted: 2,
  due: [],
  measures: [],
  unconfirmed: [],
};

const known: Facts['answers'] = {
  ...helpAnswers(true),
  'my-households': { households: [zhang], next: null, assigned: true, total: 1 },
  'household-search': [zhang],
  'visit-subject': subject,
  'household-sheet': {
    ...zhang,
    caseId: null,
    areaId: taoyuan.areaId,
    areaPath: taoyuan.areaPath,
    origin: 'registry',
    exitedPoverty: false,
    size: 1,
    phone: '',
    members: [],
    duties: [],
    visits: [],
  },
  colleagues: [{ staffId: 'staff-2', name: '李书记', title: '村党组织书记' }],
  'village-agenda': agenda(2),
};

const world = (answers: Facts['answers'] = {}): Partial<World> => ({
  answers: { ...known, ...answers },
});

const visiting = (chat: Chat): Chat => {
  chat.say('走访记录');
  chat.press('1. 张大山');
  chat.press('有变化');
  chat.say('老伴上月住院，花了不少');
  return chat;
};

const writingNotice = (chat: Chat): Chat => {
  chat.say('发通知');
  chat.say('医保缴费到12月底');
  chat.say('请到村里或者手机上交。');
  return chat;
};

/** Told in free words; only whose notice it is about is still asked. */
const OBJECTS = '村里公示那户我有意见，他家开小轿车';

describe('work left half done', () => {
  it('a visit survives 我的待办, a restart and the menu, and goes on where it was left', () => {
    const chat = visiting(startChat(officer(), world()));
    chat.say('我的待办');
    expect(chat.heard()).toContain('张大山家的走访记录没写完');
    chat.restore(restoreConversation(JSON.parse(JSON.stringify(chat.conversation()))));
    chat.say('菜单');
    expect(chat.heard()).toContain('有一条没写完的：张大山家的走访记录');
    chat.press('接着写：张大山家的走访记录');
    expect(chat.heard()).toContain('备注：老伴上月住院，花了不少');
    chat.press('提交');
    expect(chat.intents.at(-1)).toMatchObject({
      intent: 'record-visit',
      outcome: 'changed',
      note: '老伴上月住院，花了不少',
    });
    expect(chat.conversation().kept).toEqual([]);
  });

  it('is offered on return to the flow, and to the same household', () => {
    const chat = visiting(startChat(officer(), world()));
    chat.say('我的待办');
    chat.say('走访记录');
    expect(chat.labels()).toEqual(['接着写', '先写别的', '这份不要了', '返回']);
    chat.press('先写别的');
    chat.press('1. 张大山');
    expect(chat.heard()).toContain('写到一半：张大山家的走访记录');
    expect(chat.labels()).toEqual(['接着写', '重新写', '返回']);
    chat.press('接着写');
    expect(chat.heard()).toContain('老伴上月住院');
  });

  it('重新写 begins anew and lets go of the old one', () => {
    const chat = visiting(startChat(officer(), world()));
    chat.say('我的待办');
    chat.send({ kind: 'action', action: 'visit', ref: 'household-1' });
    chat.press('重新写');
    expect(chat.heard()).toContain('家里怎么样');
    chat.say('菜单');
    expect(chat.heard()).not.toContain('没写完');
  });

  it('取消 gives the work up', () => {
    const chat = visiting(startChat(officer(), world()));
    chat.press('取消');
    expect(chat.conversation().kept).toEqual([]);
  });

  it('note and photos stay while the answer of a visit is changed, and may come before it', () => {
    const chat = visiting(startChat(officer(), world()));
    chat.press('修改');
    chat.press('一切正常');
    expect(chat.heard()).toContain('老伴上月住院');
    const early = startChat(officer(), world());
    early.send({ kind: 'action', action: 'visit', ref: 'household-1' });
    early.send({ kind: 'media', media: 'photo', mediaId: 'm1', caption: '屋顶', seconds: 0 });
    early.press('一切正常');
    early.press('提交');
    expect(early.intents.at(-1)).toMatchObject({ mediaIds: ['m1'], note: '屋顶' });
  });

  it('an answered button puts nothing away: an intent stated meanwhile leaves the work where it is', () => {
    const chat = visiting(
      startChat(officer(), {
        ...world(),
        outcomes: { 'mark-notice-read': { known: true } },
      }),
    );
    chat.send({ kind: 'action', action: 'notice-read', ref: 'recipient-1' });
    chat.say('接着写');
    expect(chat.labels()).toContain('提交');
    expect(chat.conversation().place).toMatchObject({ step: 'summary' });
  });

  it('a verification done by somebody else meanwhile is told, and what was written stays', () => {
    const open = {
      ...subject,
      verification: { caseId: 'case-1', receiptNumber: '26-0001-7' },
    };
    const chat = startChat(officer(), world({ 'visit-subject': open }));
    chat.send({ kind: 'action', action: 'visit', ref: 'household-1' });
    chat.press('属实');
    chat.say('屋顶确实漏雨');
    chat.say('我的待办');
    chat.know(world());
    chat.say('接着写');
    expect(chat.heard()).toContain('别人已经核实过了');
    expect(chat.heard()).toContain('屋顶确实漏雨');
    chat.press('提交');
    expect(chat.intents.at(-1)).toMatchObject({ finding: null });
  });

  it('permission is asked anew: out of reach by now, nothing of it is shown', () => {
    const chat = visiting(startChat(officer(), world()));
    chat.say('我的待办');
    chat.know(world({ 'visit-subject': null }));
    chat.say('接着写');
    expect(chat.heard()).toContain('不归您负责');
    expect(chat.heard()).not.toContain('住院');
    expect(chat.conversation().kept).toEqual([]);
  });

  it('another holder of the account sees nothing of it, nor does somebody without a post', () => {
    const chat = visiting(startChat(officer(), world()));
    chat.say('我的待办');
    chat.become(officer('village-officer', 'staff-9'));
    chat.say('菜单');
    expect(chat.heard()).not.toContain('没写完');
    chat.say('接着写');
    expect(chat.heard()).not.toContain('住院');
    chat.become(farmer);
    chat.say('接着写');
    expect(chat.heard()).not.toContain('住院');
  });

  it('a step this version cannot read is said kindly, and the flow begins anew', () => {
    const chat = visiting(startChat(officer(), world()));
    chat.say('我的待办');
    const json = JSON.stringify(chat.conversation()).replace('"step":"summary"', '"step":"was-so"');
    chat.restore(restoreConversation(JSON.parse(json)));
    chat.say('接着写');
    expect(chat.heard()).toContain('系统更新过');
    expect(chat.labels()).toContain('1. 张大山');
  });

  it('a notice goes on with what was written, and is put away once it is handed in', () => {
    const chat = writingNotice(startChat(officer('town-officer'), world()));
    chat.say('我的待办');
    chat.say('发通知');
    chat.press('接着写');
    expect(chat.conversation().place).toMatchObject({
      flow: 'send-notice',
      draft: { title: '医保缴费到12月底', body: '请到村里或者手机上交。' },
    });
    chat.say('我的待办');
    chat.become(officer('village-officer'));
    chat.say('接着写');
    expect(chat.heard()).not.toContain('医保');
  });

  it('a notice that is not taken stays in hand', () => {
    const chat = startChat(officer('town-officer'), {
      ...world(),
      outcomes: { 'compose-notice': { ok: false, refusal: { code: 'nobody-to-approve' } } },
    });
    const preview = {
      flow: 'send-notice',
      step: 'preview',
      draft: { title: '医保缴费', body: '请来交。', area: taoyuan, group: 'everyone' },
      draftId: 'notice-1',
    } as const;
    const submit = { id: 'submit', label: '提交审批' };
    chat.restore({ ...chat.conversation(), place: preview, offered: [submit] });
    chat.press('提交审批');
    expect(chat.heard()).toContain('没有别的同志能审批');
    expect(chat.conversation().kept).toEqual([]);
    expect(chat.conversation().place).toMatchObject({ step: 'change', draft: preview.draft });
  });

  it('a report for a farmer goes on with words and cause', () => {
    const chat = startChat(officer(), world());
    chat.say('代农户申报');
    chat.press('1. 张大山');
    chat.press('入户走访看到的');
    chat.press('生病花钱多');
    chat.say('我的待办');
    chat.say('接着写');
    expect(chat.heard()).toContain('代张大山家申报');
    chat.press('提交');
    expect(chat.intents.at(-1)).toMatchObject({ intent: 'file-report' });
    expect(chat.conversation().kept).toEqual([]);
  });

  it('收支和三保障 keeps every answer given at the door', () => {
    const chat = startChat(officer(), world());
    chat.send({ kind: 'action', action: 'assess', ref: 'household-1' });
    chat.press('选好了');
    expect(chat.conversation().place).toMatchObject({ answered: true });
    const first = chat.conversation().place;
    chat.say('我的待办');
    expect(chat.conversation().kept).toHaveLength(1);
    chat.send({ kind: 'action', action: 'assess', ref: 'household-1' });
    chat.press('接着写');
    expect(chat.conversation().place).toEqual(first);
    chat.press('以后再填');
    expect(chat.intents.at(-1)).toMatchObject({ intent: 'record-assessment' });
    expect(chat.conversation().kept).toEqual([]);
  });

  it('a word no question takes leads nobody away from their work', () => {
    const chat = startChat(officer(), world({ 'household-search': [] }));
    chat.send({ kind: 'action', action: 'assess', ref: 'household-1' });
    const before = chat.conversation().place;
    chat.say('没有');
    expect(chat.conversation().place).toEqual(before);
  });

  it('a plan keeps its picks, and says which can no longer be picked', () => {
    const chat = startChat(officer(), world());
    chat.send({ kind: 'action', action: 'plan-open', ref: 'household-1' });
    chat.press('改计划');
    const [item] = chat.labels().filter((label) => label.startsWith('1. '));
    chat.press(item ?? '');
    chat.say('我的待办');
    chat.say('接着写');
    expect(chat.labels().some((label) => label.startsWith('✓ 1. '))).toBe(true);
    chat.say('我的待办');
    chat.know(world({ 'plan-subject': { ...planSubject, offered: planSubject.offered.slice(1) } }));
    chat.say('接着写');
    expect(chat.heard()).toContain('没有再列');
  });

  it('a deed of a case that somebody else has done is told', () => {
    const may = workAnswers(['suspend'], true);
    const chat = startChat(officer(), world(may));
    chat.send({ kind: 'action', action: 'deed', ref: 'suspend.case-1' });
    const [reason] = chat.labels();
    chat.press(reason ?? '');
    chat.say('我的待办');
    expect(chat.conversation().kept).toHaveLength(1);
    chat.know(world(workAnswers([], true)));
    chat.say('接着写');
    expect(chat.heard()).toContain('现在不用您办了');
  });

  it('the record of a meeting survives 返回, and leaves out what was decided elsewhere', () => {
    const chat = startChat(officer('village-secretary'), world());
    chat.restore({
      ...chat.conversation(),
      place: {
        flow: 'village-meeting',
        step: 'minutes',
        dutyId: 'duty-1',
        meeting: {
          draftId: 'meeting-1',
          areaPath: taoyuan.areaPath,
          areaName: taoyuan.fullName,
          heldOn: '2026-11-24',
          staff: [],
          villagers: 3,
          results: [
            { caseId: 'long-gone', headName: '赵老五', category: null, reason: 'can-cope' },
          ],
          minutes: '',
          mediaIds: [],
        },
      } as never, // a stored place holds more than its type says
    });
    chat.send({ kind: 'press', token: 0, choice: 'back' });
    chat.say('我的待办');
    chat.say('接着写');
    expect(chat.heard()).toContain('赵老五家已经往下办了');
  });

  it('a farmer’s objection waits too, and goes when consent is taken back', () => {
    const chat = startChat(farmer);
    chat.say(OBJECTS);
    chat.say('我的进度');
    expect(chat.heard()).toContain('公示意见没写完，给您留着');
    chat.say('菜单');
    expect(chat.labels()).toContain('接着写：公示意见');
    chat.press('接着写：公示意见');
    chat.say('刘志强');
    expect(chat.conversation().kept).toEqual([]);
    chat.say(OBJECTS);
    chat.say('我的信息');
    chat.press('删除和反悔');
    chat.press('撤回同意');
    chat.press('确定');
    expect(JSON.stringify(chat.conversation())).not.toContain('轿车');
  });

  it('a trouble half told keeps its topic and its words', () => {
    const chat = startChat(officer(), world());
    chat.send({ kind: 'action', action: 'issue-report', ref: 'household-1' });
    const [, , topic] = chat.labels();
    chat.press(topic ?? '');
    const { step } = chat.conversation().place;
    chat.say('我的待办');
    expect(chat.conversation().kept).toMatchObject([{ staffId: 'staff-1' }]);
    chat.say('接着写');
    expect(chat.conversation().place).toMatchObject({ flow: 'issue', step });
  });

  it('danger comes before everything that is kept', () => {
    const chat = startChat(farmer);
    chat.say(OBJECTS);
    const [first] = chat.say('不想活了，农药都买好了');
    expect(first?.text).toContain('120');
    expect(chat.conversation().kept).toHaveLength(1);
  });
});

describe('an officer’s own words', () => {
  const opens: readonly (readonly [string, string])[] = [
    ['待办', 'staff-duties'],
    ['看一下我的待办', 'staff-duties'],
    ['今天要办哪些事', 'staff-duties'],
    ['走访', 'staff-visit'],
    ['给张大山走访', 'staff-visit'],
    ['去张大山家走访', 'staff-visit'],
    ['走访张大山', 'staff-visit'],
    ['张大山', 'staff-households'],
    ['张大山家', 'staff-households'],
    ['查一下张大山', 'staff-households'],
    ['000-1236', 'staff-households'],
    ['代报', 'staff-declare'],
    ['替张大山申报', 'staff-declare'],
  ];

  it.each(opens)('%s leads to %s', (words, flow) => {
    const chat = startChat(officer(), world());
    chat.say('菜单');
    chat.say(words);
    expect(chat.conversation().place.flow).toBe(flow);
    expect(chat.heard()).not.toContain('家里遇到了什么难处');
  });

  it('one household found by name is opened at once', () => {
    const chat = startChat(officer(), world());
    chat.say('给张大山走访');
    expect(chat.heard()).toContain('家里怎么样');
  });

  it.each([
    '桃源村老李家屋顶漏了，雨大住不成人',
    '娃娃住院花了三万多，实在拿不出',
    '昨天镇上开会说的那件事',
    '他的进度到哪里了',
  ])('%s is kept and asked about as an officer is asked', (words) => {
    const chat = startChat(officer(), world({ 'household-search': [] }));
    chat.say(words);
    expect(chat.heard()).toContain(words);
    expect(chat.labels()).toEqual(
      expect.arrayContaining(['代农户申报', '写进走访记录', '我的待办', '是我自己家的事']),
    );
    expect(chat.conversation().draft).toBeNull();
  });

  it('待办 typed into a note is an order, a remark about a home is none', () => {
    const chat = visiting(startChat(officer(), world()));
    chat.say('待办');
    expect(chat.conversation().place.flow).toBe('staff-duties');
    chat.say('接着写');
    chat.say('老伴在家');
    expect(chat.heard()).toContain('老伴在家');
    expect(chat.conversation().place).toMatchObject({ flow: 'staff-visit', step: 'summary' });
    const other = startChat(officer(), world({ 'household-search': [] }));
    other.say('孩子在家');
    expect(other.heard()).toContain('您说的我先记着');
  });

  it('代农户申报 takes the words along', () => {
    const chat = startChat(officer(), world());
    chat.say('娃娃住院花了三万多，实在拿不出');
    chat.press('代农户申报');
    chat.press('1. 张大山');
    chat.press('入户走访看到的');
    expect(chat.heard()).toContain('娃娃住院花了三万多');
    chat.press('提交');
    expect(chat.intents.at(-1)).toMatchObject({
      intent: 'file-report',
      content: { words: ['娃娃住院花了三万多，实在拿不出'] },
    });
  });

  it('写进走访记录 takes words and photos along', () => {
    const chat = startChat(officer(), world());
    chat.send({ kind: 'media', media: 'photo', mediaId: 'm1', caption: '屋顶', seconds: 0 });
    chat.press('写进走访记录');
    chat.press('1. 张大山');
    chat.press('有变化');
    expect(chat.heard()).toContain('备注：屋顶');
    expect(chat.heard()).toContain('照片、语音1件');
  });

  it('an officer in trouble reports like anybody, by one tap', () => {
    const chat = startChat({ ...officer(), person: farmer.person }, world());
    chat.say('娃娃住院花了三万多，实在拿不出');
    chat.press('是我自己家的事');
    expect(chat.heard()).toContain('我帮您记下了');
  });

  it('danger is answered first, whoever says it', () => {
    const chat = startChat(officer(), world());
    chat.say('菜单');
    const [first] = chat.say('张家老二喝农药了，快不行了');
    expect(first?.text).toContain('120');
    expect(chat.intents.some((each) => each.intent === 'raise-alert')).toBe(true);
  });

  it('帮助 says what an officer can type', () => {
    const chat = startChat(officer(), world());
    chat.say('帮助');
    expect(chat.heard()).toContain('给张大山走访');
    const own = startChat(farmer);
    own.say('帮助');
    expect(own.labels()).toContain('请人联系我');
  });

  it('a role is not led where it may not go', () => {
    const chat = startChat(officer('department-officer'), world());
    chat.say('给张大山走访');
    expect(chat.labels()).not.toContain('代农户申报');
    expect(chat.conversation().place.flow).toBe('officer-words');
  });
});

describe('the home screen of a role', () => {
  const homes: readonly (readonly [Role, readonly string[]])[] = [
    ['village-officer', ['我的待办', '走访记录', '我的农户', '代农户申报']],
    ['helper', ['我的待办', '走访记录', '我的农户', '代农户申报']],
    ['resident-team', ['我的待办', '走访记录', '我的农户', '代农户申报']],
    ['town-officer', ['我的待办', '发通知', '我的农户', '代农户申报', '台账和月报']],
    ['town-leader', ['我的待办', '台账和月报', '发通知', '再看一遍']],
    ['county-officer', ['我的待办', '台账和月报', '发通知', '再看一遍']],
    ['county-leader', ['我的待办', '台账和月报', '发通知', '再看一遍']],
    ['department-officer', ['我的待办', '问题和预警', '部门帮扶', '台账和月报']],
  ];

  it.each(homes)('%s finds what it does daily first', (role, entries) => {
    const chat = startChat(officer(role));
    chat.say('菜单');
    expect(chat.labels().slice(0, entries.length)).toEqual(entries);
    expect(chat.labels().length).toBeLessThanOrEqual(8);
  });

  it('更多 holds everything that did not fit, also while 接着写 takes a place', () => {
    const all = (chat: Chat): readonly string[] => {
      chat.say('菜单');
      const home = chat.labels();
      chat.press('更多');
      return [...home, ...chat.labels()];
    };
    const free = startChat(officer('county-officer'), world());
    const busy = writingNotice(startChat(officer('county-officer'), world()));
    for (const label of ['走访记录', '代农户申报', '问题和预警', '数据体检']) {
      expect(all(free)).toContain(label);
      expect(all(busy)).toContain(label);
    }
  });
});

describe('我有一个码 before anything is asked', () => {
  const joins = { 'redeem-join-code': accepted({ name: '李大山', draft: null }) };

  it('the code is enough: neither consent nor village is asked again', () => {
    const chat = startChat(stranger, { outcomes: joins });
    chat.command('start');
    chat.press('我有一个码');
    expect(chat.heard()).toContain('请把那个码打在这里');
    chat.become(farmer);
    chat.say('abcd-e2345f');
    expect(chat.intents).toEqual([
      { intent: 'redeem-join-code', code: 'abcde2345f', hasDraft: false },
    ]);
    expect(chat.heard()).toContain('接上了');
    expect(chat.labels()).toContain('一键申报');
  });

  it('a code typed instead of an answer is taken as one, and what was told before is taken up', () => {
    const chat = startChat(stranger, { outcomes: joins });
    chat.say('我老伴住院花了四万多');
    chat.become(farmer);
    chat.say('ABCDE2345F');
    expect(chat.heard()).toContain('我帮您记下了');
  });

  it('a code that is not good says nothing of anybody, and first contact goes on', () => {
    const chat = startChat(stranger, {
      outcomes: { 'redeem-join-code': { ok: false, refusal: { code: 'invalid-or-used' } } },
    });
    chat.command('start');
    chat.press('我有一个码');
    chat.say('ABCDE2345F');
    expect(chat.heard()).toContain('这个码用不了');
    chat.press('没有码，从头填');
    chat.press('同意');
    expect(chat.heard()).toContain('哪个村');
  });
});
