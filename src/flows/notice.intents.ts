/** What the notice conversations have done. */
export type NoticeIntents = object;
