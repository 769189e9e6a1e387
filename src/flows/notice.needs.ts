/** Facts the notice conversations ask for. */
export type NoticeNeeds = object;
