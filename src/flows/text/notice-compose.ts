/** 发通知: the questions asked of whoever writes a notice. */
import { noticeCaps, type NoticeTextRefusal } from '#src/domain/notice/notice.ts';
import type { NoticePreview } from '../notice.needs.ts';
import type { AudienceGroup } from '#src/domain/notice/audience.ts';
import { audienceWords, countLines } from './notice-count.ts';
import { noticeWords } from './notice-farmer.ts';

export const composeLabels = {
  sent: '看发过的通知',
  month: '用月通报的稿子',
  submit: '提交审批',
  title: '改标题',
  body: '改正文',
  area: '改地区',
  group: '改人群',
} as const;

export const titleQuestion = (): string =>
  `发通知。先写标题，一句话说清是什么事，最多${noticeCaps.title}个字。`;

export const draftsQuestion = (count: number): string =>
  count === 0 ? '还没有月通报的稿子，每月初会自动写好。' : '用哪一份？选好还可以改。';

export const bodyQuestion = (): string =>
  `再写正文：什么事、谁可以办、到哪里办、哪天截止。最多${noticeCaps.body}个字，短一点更好。`;

export const areaQuestion = (areaName: string): string =>
  `发给哪里？点“全${lastName(areaName)}”，或者选下面的地方，也可以打村名。`;

export const wholeArea = (areaName: string): string => `全${lastName(areaName)}`;

export const postQuestion = (): string => '您有几个岗位，这次发给哪一块？';

export const noSuchArea = (): string => '您管的范围里没找到这个地方，请再选一次。';

export const groupQuestion = (areaName: string): string => `发给${areaName}的哪些人家？`;

export const previewText = (
  title: string,
  body: string,
  group: AudienceGroup,
  preview: NoticePreview,
): string =>
  [
    `发给：${audienceWords(preview.areaName, group)}`,
    ...countLines(preview.count),
    '农户看到的是这样：',
    '————',
    noticeWords({ title, body, sender: preview.sender, phone: preview.phone }),
    '————',
    preview.approvers.length === 0
      ? '现在没有别的同志能审批，先请镇街或者主管部门的同志进系统。'
      : `提交以后请${preview.approvers.join('、')}审批，同意了才发。`,
  ].join('\n');

export const changeQuestion = (): string => '要改哪一处？';

export const submitted = (title: string, approvers: readonly string[]): string =>
  `通知【${title}】交上去了，请${approvers.join('、')}审批。同意或者退回，都会告诉您。`;

/** Why a title or body cannot be used, and how to mend it. */
export const badText = (part: 'title' | 'body', refusal: NoticeTextRefusal): string => {
  const what = part === 'title' ? '标题' : '正文';
  switch (refusal.code) {
    case 'empty':
      return `${what}还是空的，请写一句。`;
    case 'too-long':
      return `${what}有${refusal.length ?? 0}个字，最多${refusal.limit ?? 0}个字，请写短一点。`;
    case 'identity-number':
      return `${what}里有一长串数字，像身份证号或者银行卡号。通知大家都看得到，请去掉再发。`;
    case 'demeaning-word':
      return `${what}里有“贫困户”这样的说法，请换成“脱贫户”或者“农户”。`;
  }
};

export const notAllowed = (): string =>
  '您的岗位不能发通知。要发的话，请找镇街或者主管部门的同志。';

const lastName = (areaName: string): string => areaName.split(' ').at(-1) ?? areaName;
