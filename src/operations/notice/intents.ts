/** What the notice conversations have done. */
import type { NoticeIntents } from '#src/flows/notice.intents.ts';
import type { Handlers } from '../turn.ts';

export const noticeHandlers: Handlers<NoticeIntents> = {};
