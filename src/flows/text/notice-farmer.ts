/** A notice as farmers get it: who sends it, what it says, whom to ask, and the button that says it was read. */
import type { NoticeContent } from '#src/domain/notice/notice.ts';
import { lasting } from '../choices.ts';
import type { Message } from '../flow.ts';
import { spaced } from './format.ts';
import { readLabel } from './notices.ts';

type Words = Pick<NoticeContent, 'title' | 'body' | 'sender' | 'phone'>;

/** The words, without the button; the approver reads the same. */
export const noticeWords = (notice: Words): string =>
  [
    `📢 ${spaced(notice.sender)}的通知`,
    `【${notice.title}】`,
    '',
    notice.body,
    '',
    notice.phone === ''
      ? '有不明白的，可以问村里的干部。'
      : `有不明白的，打电话问：${notice.phone}。`,
    `看完请点“${readLabel}”，我们就知道您收到了。`,
  ].join('\n');

/** The message; the button stays valid for ever. */
export const noticeMessage = (notice: Words, recipientId: string): Message => ({
  text: noticeWords(notice),
  choices: [[lasting('notice-read', recipientId, readLabel)]],
});
