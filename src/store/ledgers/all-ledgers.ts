/** All ledgers by name, in the order in which they are listed to people. */
import type { LedgerColumn, LedgerName, LedgerQuery } from './ledger.ts';
import { messages, notices, tickets } from './message-ledgers.ts';
import { areas, households, staff } from './registry-ledgers.ts';
import { cases, declarations, duties, events, visits } from './work-ledgers.ts';

export type Ledger = {
  /** 台账名称 */
  readonly title: string;
  readonly columns: readonly LedgerColumn[];
  readonly query: LedgerQuery;
};

export const LEDGERS: Readonly<Record<LedgerName, Ledger>> = {
  areas: { title: '地区', ...areas },
  staff: { title: '人员和岗位', ...staff },
  households: { title: '农户', ...households },
  declarations: { title: '申报', ...declarations },
  cases: { title: '个案', ...cases },
  duties: { title: '待办', ...duties },
  visits: { title: '走访', ...visits },
  messages: { title: '消息', ...messages },
  notices: { title: '政策通知', ...notices },
  tickets: { title: '来访和投诉', ...tickets },
  events: { title: '办理过程', ...events },
};

/** Whether a text names a ledger. */
export const isLedgerName = (text: string): text is LedgerName => Object.hasOwn(LEDGERS, text);
