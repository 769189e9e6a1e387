/** What the conversation says by itself, whatever it is about: old buttons, unreadable things, files too big. */
import { spaced } from './format.ts';

export const buttonLabels = {
  back: '返回',
  cancel: '取消',
  submit: '提交',
  change: '修改',
  add: '补充',
  withdraw: '撤回',
  skip: '跳过',
  continueDraft: '继续申报',
} as const;

export const oldButton = (): string => '这个按钮是之前的，现在不用点它了。请看下面这一条。';

export const pressedTwice = (): string => '收到了，点一次就行。';

export const alreadySent = (receiptNumber: string): string =>
  `这份申报已经交上去了，不用再交。\n受理号 ${receiptNumber}`;

export const goneButton = (): string => '这个按钮现在不能用了。您想办什么，可以从菜单里选。';

export const unknownCommand = (): string =>
  '没有这个命令。您可以点下面的按钮，也可以直接打字告诉我。';

export const notAnAnswer = (): string => '这一步我没看明白。请点下面的按钮，或者照着问题回一句。';

export const tooBig = (): string =>
  '这个文件太大了，收不下（最大 20 MB）。可以发照片、发语音，或者把视频截短再发。别的都还在，没有丢。';

export const wrongType = (): string =>
  '这种文件我打不开。可以发照片、语音，或者直接打字。别的都还在，没有丢。';

export const unreadable = (): string => '这个我看不懂。可以打字、发语音，或者发照片。';

export const openPage = (label: string, url: string): string => `${spaced(label)}：\n${url}`;

export const editedLate = (): string =>
  '看到您改了前面的一条消息。已经记下的不会自动跟着改，要改请再说一遍，或者点下面的按钮。';
