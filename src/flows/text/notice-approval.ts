/** What a second person reads before a notice goes out: the full text, the exact count, and two buttons that stay valid. */
import type { AudienceCount, AudienceGroup } from '#src/domain/notice/audience.ts';
import { type NoticeContent, shownHash } from '#src/domain/notice/notice.ts';
import { lasting } from '../choices.ts';
import type { Message } from '../flow.ts';
import { audienceWords, countLines } from './notice-count.ts';
import { noticeWords } from './notice-farmer.ts';

export const approvalLabels = { approve: '同意发送', reject: '退回' } as const;

type Asked = NoticeContent & {
  readonly noticeId: string;
  readonly areaName: string;
  readonly group: AudienceGroup;
  readonly createdByName: string;
  readonly contentHash: string;
};

/** The reference of 同意发送: the notice and the part of its content hash that was shown. */
export const approvalRef = (noticeId: string, shown: string): string => `${noticeId}:${shown}`;

/** Reads the reference back; null when it is none. */
export function readApprovalRef(
  ref: string,
): { readonly noticeId: string; readonly shown: string } | null {
  const [noticeId = '', shown = '', ...rest] = ref.split(':');
  return noticeId === '' || shown === '' || rest.length > 0 ? null : { noticeId, shown };
}

export const approvalQuestion = (notice: Asked, count: AudienceCount): Message => ({
  text: [
    `⏰ ${notice.createdByName}请您审批一条通知`,
    `发给：${audienceWords(notice.areaName, notice.group)}`,
    ...countLines(count),
    '这是现在的户数，名单在您同意时才定，可能有增减。',
    '农户看到的是这样：',
    '————',
    noticeWords(notice),
    '————',
    '同意以后马上开始发。有不妥的，点“退回”写明原因。',
  ].join('\n'),
  choices: [
    [
      lasting(
        'notice-approve',
        approvalRef(notice.noticeId, shownHash(notice.contentHash)),
        approvalLabels.approve,
      ),
    ],
    [lasting('notice-reject', notice.noticeId, approvalLabels.reject)],
  ],
});
