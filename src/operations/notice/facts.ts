/** Answers to the facts the notice conversations ask for. */
import type { NoticeNeeds } from '#src/flows/notice.needs.ts';
import type { Loaders } from '../turn.ts';

export const noticeLoaders: Loaders<NoticeNeeds> = {};
