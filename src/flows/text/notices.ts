/** 政策通知 as a farmer sees them. */
import type { BureauFacts } from '../facts.ts';
import type { NoticeGlance } from '../farmer.needs.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { formatDay, shortened } from './format.ts';

export const readLabel = '已知晓';

export const noNotices = (): string => '现在没有给您的通知。有了会发到这里。';

export const listQuestion = (): string => '这些是发给您的通知。要看哪一条？';

export const noticeLabel = (notice: NoticeGlance): string =>
  `${notice.read ? '' : '新 '}${shortened(notice.title, 14)}`;

export const noticeText = (notice: NoticeGlance, bureau: BureauFacts, today: LocalDate): string =>
  [
    notice.title,
    notice.body,
    `${bureau.name}，${formatDay(notice.sentOn, today)}`,
    ...(bureau.hotline === '' ? [] : [`有不明白的，打电话 ${bureau.hotline}。`]),
  ].join('\n');

export const marked = (known: boolean): string =>
  known ? '好的，记下您看过了。' : '这条通知已经撤下了，不用再点。';
