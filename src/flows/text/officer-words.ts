/** What an officer said outside any question: what is it for? And the words an officer can use. */
import type { BureauFacts } from '../facts.ts';
import type { Said } from '../visitor.ts';
import { shortened } from './format.ts';

export const wordsLabels = { visit: '写进走访记录', own: '是我自己家的事' } as const;

export const whatFor = (said: Said): string => `${heard(said)}\n要怎么办？`;

function heard(said: Said): string {
  switch (said.kind) {
    case 'words':
      return `您说的我先记着：\n“${shortened(said.text, 120)}”`;
    case 'media':
      return said.words === ''
        ? '收到了，先给您留着。'
        : `收到了，先给您留着：\n“${shortened(said.words, 120)}”`;
    case 'place':
      return '位置收到了，先给您留着。';
  }
}

/** 帮助 for officers: what can be typed, and whom to phone. */
export const officerHelp = (bureau: BureauFacts): string =>
  [
    '除了点按钮，也可以直接打字：',
    '· “待办”看要办的事，“走访”记一次走访',
    '· 打户主姓名或者受理号，看这一户',
    '· “给张大山走访”，直接记他家的走访',
    '· “接着写”，把没写完的写完',
    '· 打“菜单”回到主菜单',
    ...(bureau.hotline === '' ? [] : [`系统上的事，打 ${bureau.hotline} 问${bureau.name}。`]),
  ].join('\n');
