/** First contact: who we are, the privacy notice and both consents, and the few things asked before one can report. */
import type { BureauFacts } from '../facts.ts';
import { formatContact } from './format.ts';

/** Names the consent text below; a changed text gets a new version (个人信息保护法第十四条: 告知变更要重新取得同意). */
export const consentVersion = '2026-11-22';

/** Texts that did not yet say what the village posts: who consented to one is asked again before the next report. */
export const outdatedConsents: readonly string[] = ['2026-11'];

export const consentLabels = { agree: '同意', disagree: '不同意' } as const;

/** Name and phone first, so that nobody takes it for a fraud. */
export const whoWeAre = (bureau: BureauFacts): string =>
  [
    `您好，这里是${bureau.name}。`,
    '家里遇到难处，可以在这里告诉我们，村里会有人来看。',
    ...(bureau.hotline === '' ? [] : [`要核实是不是真的，可以打我们的电话 ${bureau.hotline}。`]),
    '我们不收费，不要银行卡密码和验证码。',
  ].join('\n');

/**
 * The notice and the question (个人信息保护法第十七条: who, what for, what, how long, which rights; 第二十九条: health and finance
 * are consented to separately).
 */
export const consentQuestion = (bureau: BureauFacts): string =>
  [
    '先要请您同意两件事：',
    '1. 我们记下您的姓名、电话、村子和您说的情况，用来上门核实和想办法帮忙，不给无关的人看。要在村里商量的，会贴公示，只写户主姓名、哪个组、几口人和类别。',
    '2. 说到生病、残疾、收入、欠账的，也照样记下，用处一样，不写进公示，不往外说。',
    `这些由${bureau.name}保管，事情办完后按规定的年限删除。您随时可以看、改、删，也可以反悔。不同意也不影响您到村里当面办。`,
    '这两件事，您都同意吗？',
  ].join('\n');

/** A person known elsewhere brings a code instead of answers. */
export const codeQuestion = (): string =>
  '请把那个码打在这里。\n码在您原来用的那边要：点“我的信息”，再点“换个地方用”。您同意过的、填过的都会跟过来，不用再填。';
export const codeAgain = (): string => '这不像那个码。码是一串字母和数字，请照着再打一次。';
export const codeBad = (): string =>
  '这个码用不了，可能过了时间或者用过了。请到原来那边再要一个，打在这里。';
export const noCodeLabel = '没有码，从头填';

/** Above the question for who agreed to an earlier text. */
export const consentAgain = (): string =>
  '写给您看的说明改过了：村里会贴公示，上次没有写清楚。请您再看一遍。';

export const consentedAgain = (): string => '记下了，谢谢您。接着往下办。';

/** What was said before is not lost. */
export const saidIsKept = (): string => '您刚才说的我先记着，下面几句问完就接着办。';

export const refusedConsent = (bureau: BureauFacts): string =>
  [
    '好的，我们不记您的任何信息，刚才说的也删掉了。',
    ...(bureau.officer === null
      ? []
      : ['您可以直接找村里，当面说或者填纸质申请都行。', `${formatContact(bureau.officer)}。`]),
    ...(bureau.officer === null && bureau.hotline !== ''
      ? [`您可以打电话 ${bureau.hotline}，或者到村委会填纸质申请。`]
      : []),
    ...(bureau.officer === null && bureau.hotline === ''
      ? ['您可以到村委会当面说，或者填纸质申请。']
      : []),
    '哪天想在这里办，点“一键申报”就行。',
  ].join('\n');

export const villageQuestion = (): string =>
  '您户口在哪个村？\n直接打村名就行，比如“桃源村”。人在外地也填户口所在的村。';

export const villageConfirm = (fullName: string): string => `您户口在${fullName}，对吗？`;

export const villageLabels = {
  yes: '对，就是这里',
  other: '换一个村',
  notFound: '找不到我的村',
} as const;

export const villageNotFound = (words: string): string =>
  `没找到“${words}”。\n请再打一次村名，只打名字就行；还是没有，就点“找不到我的村”。`;

export const villagePick = (): string => '有几个名字对得上。是哪一个？';

export const townQuestion = (): string =>
  '没关系，先选您户口在哪个乡镇，村子由镇上的同志来对。是哪个乡镇？';

export const groupQuestion = (village: string): string =>
  `您家在${village}哪个村民小组？\n不清楚可以跳过。`;

export const unclearLabel = '不清楚';

export const nameQuestion = (): string =>
  '您叫什么名字？\n请照户口本上的写，生僻字、带“·”的都可以。';

export const nameAgain = (): string => '这看着不像名字。请只打您的姓名，比如“王秀英”。';

export const phoneQuestion = (provesContact: boolean): string =>
  provesContact
    ? '您的手机号是多少？\n点下面的按钮发给我最省事，也可以直接打。村里的同志要给您回电话。'
    : '您的手机号是多少？\n村里的同志要给您回电话。没有手机，可以填家里人的。';

export const phoneAgain = (): string =>
  '这个号码好像少了或多了几位。手机号是11位，请再打一次；要是没错，原样再发一遍就行。';

export const servicePhone = (): string =>
  '这是公家的服务电话，打过去找不到您。请打您自己的，或者家里人的。';

export const noPhoneLabel = '没有电话';

export const joined = (name: string): string => `好了，${name}，以后不用再填这些。`;

export const wordsKept = (): string => '您说的我记下了，填完这一句就接着办。';

export const laterIsFine = (): string => '好的，您什么时候方便都行。填过的给您留着。';
