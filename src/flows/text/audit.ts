/** What the auditor is told of the log of events. */
import type { Message } from '../flow.ts';

/** The day's first seal, to be kept where nobody who runs the database can reach it. `mark`: its number and first digits. */
export const daySealed = (mark: string): Message => ({
  text: `办理记录今天的封存号：${mark}\n请抄一份，放在单位以外也找得到的地方。谁删改了以前的记录，拿它一对就知道（fangpin audit verify --mark 封存号）。`,
});
