/**
 * What an officer asks for in a few words: 待办, 走访, 张大山家, 给张大山走访, a 受理号. Only short texts that say nothing else: whatever may
 * be the telling of a trouble is no order.
 */
import { parseReceiptNumber } from '#src/domain/declaration/receipt-number.ts';
import type { FlowName } from './place.ts';
import { typedName } from './staff-pick.ts';
import { bare } from './typed-answer.ts';

/** `whom` is a name or number to look up; '' opens the list. */
export type StaffOrder = { readonly flow: FlowName; readonly whom: string };

/** Longer texts tell something. */
const LONGEST_ORDER = 20;

/** Words alone that open an entry of the menu. */
const WORDS: readonly (readonly [RegExp, FlowName])[] = [
  [
    /^(?:看|查|打开)?(?:一?下)?(?:我的|今天的?)?(?:待办|代办|任务|待办事项)(?:有哪些|还有吗)?$/u,
    'staff-duties',
  ],
  [/^(?:我)?(?:今天)?(?:要|该)?(?:办|做)(?:什么|哪些事?)$/u, 'staff-duties'],
  [/^(?:记|写|登记|做|去)?(?:一次|一下|个)?(?:走访|入户|上门|走访登记|入户走访)$/u, 'staff-visit'],
  [/^(?:看|查|找)?(?:一?下)?(?:农户|我的户|户信息|名册|名单)$/u, 'staff-households'],
  [/^(?:代报|代申报|代农户报|替农户申报|帮农户申报|申报|上报)$/u, 'staff-declare'],
  [/^(?:通知|写通知|群发|发公告|发消息)$/u, 'send-notice'],
  [/^(?:台账|报表)$/u, 'ledger-desk'],
  [/^(?:问题|预警|问题预警)$/u, 'staff-issue'],
];

/** Words around a name. The name stands in the first group. */
const NAMED: readonly (readonly [RegExp, FlowName])[] = [
  [
    /^(?:我)?(?:要|想)?(?:给|去|到|上)?(.+?)(?:家|户)?(?:做|记|写|登记)?(?:一次|一下|个)?(?:走访|入户|上门)(?:记录|登记)?$/u,
    'staff-visit',
  ],
  [/^(?:记|写|做)?(?:一次|个)?(?:走访|入户)(?:记录)?(?:给|去|到)?(.+?)(?:家|户)?$/u, 'staff-visit'],
  [/^(?:代|替|帮|给)(.+?)(?:家|户)?(?:申报|代报|报困难)$/u, 'staff-declare'],
  [/^(?:查|找|看|打开|搜)(?:一下|下)?(.+?)(?:家|户)?(?:的?情况|的?信息)?$/u, 'staff-households'],
  [/^(.+?)(?:家|户)(?:的?情况|的?信息|怎么样)?$/u, 'staff-households'],
];

/** The order in a short text; null when it is none. */
export function staffOrder(words: string): StaffOrder | null {
  const said = bare(words);
  if (said === '' || [...said].length > LONGEST_ORDER) return null;
  const number = householdNumber(said);
  if (number !== '') return { flow: 'staff-households', whom: number };
  const open = WORDS.find(([pattern]) => pattern.test(said));
  if (open !== undefined) return { flow: open[1], whom: '' };
  for (const [pattern, flow] of NAMED) {
    const name = typedName(pattern.exec(said)?.[1] ?? '');
    if (isName(name)) return { flow, whom: name };
  }
  return null;
}

/** Whether words only open an entry of the menu. Where a note is being written they are still an order; a name in them would be part of it. */
export const opensEntry = (words: string): boolean => staffOrder(words)?.whom === '';

/** A 受理号, or a household's number in the register; '' for anything else. */
function householdNumber(said: string): string {
  const digits = said.replace(/^(?:受理号|户编号|户号|编号|号码)[：:\s]*/u, '');
  return parseReceiptNumber(digits) ?? (/^[A-Za-z0-9-]{8,20}$/.test(digits) ? digits : '');
}

/** What stands before 家 or 走访 and is no name: pronouns and words of time. */
const NO_NAME =
  /^(?:我们?|你们?|他们?|她们?|它|咱们?|自己|大|人|全|本|各|每|这|那|哪|谁|今天|明天|昨天|下午|上午|刚才|已经|没|不|要|记录|国|回|在|这一|那一)$/u;

const isName = (name: string): boolean => name !== '' && !NO_NAME.test(name);
