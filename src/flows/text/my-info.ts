/** 我的信息: what is held of a person, how to correct it, and their rights (个人信息保护法第四十四条至第四十七条). */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { maskPhone } from '#src/domain/people/masks.ts';
import type { BureauFacts, PersonFacts } from '../facts.ts';
import { formatDay, spaced } from './format.ts';

export const infoLabels = {
  correct: '改姓名电话',
  idNumber: '补身份证号',
  elderOn: '打开长辈模式',
  elderOff: '关闭长辈模式',
  join: '换个地方用',
  rights: '删除和反悔',
  changePerson: '换人使用',
  correctName: '改姓名',
  correctPhone: '改电话',
  copy: '要一份我的信息',
  erase: '删除我的信息',
  withdraw: '撤回同意',
  sure: '确定',
  giveCode: '给我一个码',
  haveCode: '我有一个码',
} as const;

export const infoQuestion = (person: PersonFacts, elderMode: boolean): string =>
  [
    '我们记着您的这些信息：',
    `姓名：${spaced(person.name)}`,
    `电话：${person.phone === '' ? '没有' : maskPhone(person.phone)}`,
    `村子：${[person.areaName, person.groupName].filter((each) => each !== '').join(' ')}`,
    ...(elderMode ? ['长辈模式：开着'] : []),
    '身份证号和您说过的情况加了密，不在这里显示。要改哪一样？',
  ].join('\n');

export const correctQuestion = (): string => '要改哪一样？';

export const newNameQuestion = (): string => '您叫什么名字？\n请照户口本上的写。';

export const newPhoneQuestion = (): string => '您的新手机号是多少？';

export const idQuestion = (): string =>
  '您的身份证号是多少？\n可以不填。填了能更快对上您家的户口，只给核实的同志看。';

export const idAgain = (): string =>
  '这个号码好像有一位不对，请再看一眼打一次；要是没错，原样再发一遍就行。您的身份证号是多少？';

export const notAName = (): string => '这看着不像名字。请只打姓名。您叫什么名字？';

export const notAPhone = (): string =>
  '这个号码好像少了或多了几位。请再打一次；要是没错，原样再发一遍就行。您的手机号是多少？';

export const notOwnPhone = (): string =>
  '这是公家的服务电话，打过去找不到您。您自己的手机号是多少？';

export const corrected = (): string => '改好了。';

export const elderSet = (on: boolean): string =>
  on ? '长辈模式打开了，字会大一些。' : '长辈模式关了。';

export const joinQuestion = (): string =>
  '在别的手机或者网页上也想用，可以要一个码。已经有码，就在这里填。要哪一样？';

export const joinCode = (code: string, minutes: number): string =>
  `码是 ${code}\n${minutes}分钟内，在另一边打开这里，点“我有一个码”，填进去就行，别的不用再填。\n那边已经有您的姓名，就从“我的信息”里的“换个地方用”进去。\n只能用一次，别给别人看。`;

export const enterCode = (): string => '请把那个码打在这里。';

export const joinedAs = (name: string): string => `好了，这里也能用了，${name}。`;

export const badCode = (): string => '这个码用不了，可能过了时间或者用过了。请到原来那边再要一个。';

export const rightsQuestion = (): string =>
  '您可以要一份我们记着的信息，可以让我们删掉，也可以撤回同意。\n正在办的申报，删了就没法接着办。要哪一样？';

export const withdrawSure = (): string =>
  '撤回同意以后，您在这里留下的都会删掉，没交的申报也会删掉。已经交上去的，由村里的同志跟您确认。确定要撤回吗？';

export const eraseSure = (): string => '删除要有人核对是您本人，会给您打电话。确定要提出删除吗？';

export const rightsTicket = (
  number: string,
  dueOn: LocalDate | null,
  bureau: BureauFacts,
  today: LocalDate,
): string =>
  [
    `记下了，编号 ${number}。`,
    dueOn === null ? '办好了会告诉您。' : `${formatDay(dueOn, today)}前给您答复。`,
    ...(bureau.hotline === '' ? [] : [`有疑问打 ${bureau.hotline}。`]),
  ].join('\n');

export const rightsWords = { copy: '要求查阅、复制我的信息', erase: '要求删除我的信息' } as const;

export const withdrawn = (bureau: BureauFacts): string =>
  [
    '好的，已经撤回，您在这里留下的信息删掉了。',
    ...(bureau.hotline === '' ? [] : [`以后有难处，打 ${bureau.hotline} 或者到村委会都行。`]),
  ].join('\n');

export const changePersonSure = (draftOpen: boolean): string =>
  draftOpen
    ? '换人使用，您的内容会从这部手机上收起来。没交的申报给您留着，下次您登录再接着办。现在换人吗？'
    : '换人使用，您的内容会从这部手机上收起来。现在换人吗？';

export const handedOver = (): string => '已经收起来了，可以把手机给下一位。';
