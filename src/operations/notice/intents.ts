/** What the notice conversations have done. */
import type { NoticeIntents } from '#src/flows/notice.intents.ts';
import type { Handlers } from '../turn.ts';
import { composeNotice } from './compose.ts';
import { approve, reject } from './decide.ts';
import { tellAtDoor } from './door-to-door.ts';
import { steer } from './steer.ts';

export const noticeHandlers: Handlers<NoticeIntents> = {
  'compose-notice': composeNotice,
  'approve-notice': approve,
  'reject-notice': reject,
  'steer-notice': steer,
  'tell-at-door': tellAtDoor,
};
