/** The home menu and the answers to small talk. */
import type { BureauFacts } from '../facts.ts';

export const moreEntriesLabel = '更多';
export const moreEntries = (): string => '还有这些，要办哪一样？';

export const farmerMenuLabel = '农户菜单';

export const menuQuestion = (bureau: BureauFacts, name: string): string =>
  `${name === '' ? '您好' : `${name}，您好`}，这里是${bureau.name}。\n您想办什么？可以点按钮，也可以直接打字或者发语音。`;

export const draftWaiting = (): string =>
  '您还有一份没交的申报，给您留着。点“一键申报”可以接着填。';

export const staffMenuQuestion = (name: string): string => `${name}，您好。今天先办哪一样？`;

/** An administrator has no entries in the chat: the work is at the console and the machine. */
export const administratorMenu = (name: string): string =>
  `${name}，您好。系统管理在工作台和服务器上办：\n在服务器上运行 npx fangpin link，会给出一个进工作台的链接，只能用一次；运行 npx fangpin doctor，看哪里要修。`;

export const greeting = (): string => '您好，我在。家里有什么难处，直接告诉我就行。';

export const thanks = (): string => '不用谢，这是应该的。有变化随时告诉我们。';

export const calm = (): string =>
  '听得出您心里有气。有什么事您慢慢说，我都记着；想找人说，也可以点“人工帮助”。';

export const notInstructed = (): string =>
  '这个我办不了。家里遇到难处，或者想问政策，可以直接告诉我。';

export const spam = (): string => '这里只办帮扶的事，广告和链接我们不看。请您也不要点陌生链接。';

export const notUnderstood = (): string => '我没太听懂。';

/** Asked again after whatever is said next, so it blames nobody. */
export const askedBack = (): string => '您是家里遇到难处了，还是想问点什么？';

export const askedBackLabels = {
  declare: '家里有难处',
  policy: '想问政策',
  add: '补充刚才的申报',
} as const;

export const contactReceived = (): string => '电话收到了。要改我们记下的电话，请点“我的信息”。';

/** The words of a voice message that came while the person is elsewhere. */
export const heardLater = (words: string): string =>
  `您的语音听写好了：\n“${words}”\n已经记进没交的申报里，点“一键申报”可以接着办。`;
