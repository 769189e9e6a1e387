/** `fangpin audit verify`: whether anybody touched the log of events, and where it first shows. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { CHAIN_START, hashOf } from '#src/store/case-event.ts';
import type { Db, Trx } from '#src/store/database.ts';
import {
  atOneMoment,
  caseWithoutEvents,
  casesOfTransactions,
  type ChainedEvent,
  countEventsFrom,
  eventsByCase,
  eventsOfTransactions,
  type Seal,
  sealsAfter,
  type StoredCaseRow,
  storedCases,
} from '#src/store/seal.ts';
import { rebuilt, sameAsStored } from '../case/rebuild-case.ts';
import {
  kidOfSeal,
  SEAL_START,
  type SealKeys,
  sameSeal,
  sealMac,
  sealMark,
} from '#src/platform/seal-mac.ts';

/** Whether all is well, and the lines to show. */
export type AuditReport = { readonly ok: boolean; readonly lines: readonly string[] };

/** Events read at once: all that is ever held in memory, whatever the size of the log. */
const PAGE = 2_000;
const SEALS = 500;

/**
 * Walks the chain of each case, rebuilds the case from it, and then all seals, as they stand at one moment; a service that runs beside it is not disturbed.
 * Stops at the first break and says where it is. Erasing what people wrote is no break: events hold ids, codes and hashes only.
 */
export async function verifyAudit(
  deps: { readonly db: Db; readonly keys: SealKeys },
  /** A seal somebody copied down (`sealMark`): it must still be there, and the same. */
  mark: string | null = null,
): Promise<AuditReport> {
  return await atOneMoment(deps.db, async (trx) => {
    const chains = await walkChains(trx);
    if ('broken' in chains) return { ok: false, lines: [chains.broken] };
    const seals = await walkSeals(trx, deps.keys);
    if ('broken' in seals) return { ok: false, lines: [seals.broken] };
    if (mark !== null && !(await stands(trx, mark))) {
      return { ok: false, lines: [`抄下的封存号 ${mark} 对不上：它不见了，或者被换过。`] };
    }
    if (chains.drift !== null) return { ok: false, lines: [chains.drift] };
    return {
      ok: true,
      lines: [
        `办理记录完好：核对了 ${chains.cases} 个个案的 ${chains.events} 条记录，案卷和记录都对得上。`,
        ...sealLines(seals),
      ],
    };
  });
}

/** `drift`: the first case whose stored form is not what its unbroken log says; null when there is none. */
type Chains =
  | { readonly cases: number; readonly events: number; readonly drift: string | null }
  | { readonly broken: string };

async function walkChains(trx: Trx): Promise<Chains> {
  let cases = 0;
  let events = 0;
  let before: ChainedEvent | null = null;
  let file: Case | null = null;
  let drift: string | null = null;
  for await (const page of eventsByCase(trx, PAGE)) {
    const stored = await storedCases(trx, [...new Set(page.map((event) => event.caseId))]);
    for (const event of page) {
      const previous: ChainedEvent | null = before?.caseId === event.caseId ? before : null;
      if (previous === null) {
        cases += 1;
        const end = before === null ? null : brokenEnd(before);
        if (end !== null) return { broken: end };
      }
      const broken = brokenLink(previous, event);
      if (broken !== null) return { broken };
      const { householdId, caseId } = event;
      const identity = { caseId, householdId, area: areaPath(event.areaPath) };
      file = rebuilt(identity, previous === null ? null : file, event);
      drift ??= driftOf(event, file, stored.get(caseId));
      before = event;
      events += 1;
    }
  }
  const end = before === null ? null : brokenEnd(before);
  if (end !== null) return { broken: end };
  const emptied = await caseWithoutEvents(trx);
  if (emptied !== null) return { broken: `个案 ${emptied} 的记录全部不见了。` };
  return { cases, events, drift };
}

/** What is wrong with a case that was rebuilt up to this event; null when nothing is or the event is not its last. */
function driftOf(
  { caseNumber, seq, lastSeq }: ChainedEvent,
  file: Case | null,
  row: StoredCaseRow | undefined,
): string | null {
  if (file === null) return `个案 ${caseNumber} 的第 ${seq} 条记录读不懂，没法照着重建。`;
  if (seq !== lastSeq || row === undefined || sameAsStored(file, row)) return null;
  return `个案 ${caseNumber} 的案卷被改过：和 ${seq} 条记录推出来的不一样。`;
}

/** What is wrong between an event and the one before it in its case; null when nothing is. */
function brokenLink(previous: ChainedEvent | null, event: ChainedEvent): string | null {
  const place = `个案 ${event.caseNumber} 的第 ${event.seq} 条记录`;
  const expected = (previous?.seq ?? 0) + 1;
  if (event.seq > expected) return `个案 ${event.caseNumber} 的第 ${expected} 条记录不见了。`;
  if (event.prevHash !== (previous?.hash ?? CHAIN_START)) {
    return `${place}和前一条接不上：有记录被插进来、换了位置，或者前一条被换过。`;
  }
  if (hashOf(event) !== event.hash) return `${place}被改过：内容和写下时的指纹对不上。`;
  return null;
}

/** Whether the last event found is the one the file of the case ends with. */
function brokenEnd(last: ChainedEvent): string | null {
  if (last.seq === last.lastSeq && last.hash === last.lastHash) return null;
  if (last.seq < last.lastSeq) {
    return `个案 ${last.caseNumber} 的第 ${last.seq + 1} 条记录不见了：案卷写着一共有 ${last.lastSeq} 条。`;
  }
  return last.seq > last.lastSeq
    ? `个案 ${last.caseNumber} 的第 ${last.lastSeq + 1} 条记录是后来加的：案卷写着一共只有 ${last.lastSeq} 条。`
    : `个案 ${last.caseNumber} 的第 ${last.seq} 条记录和案卷里记的指纹对不上：其中一处被改过。`;
}

type Seals =
  | { readonly count: number; readonly last: Seal | null; readonly unsealed: number }
  | { readonly broken: string };

async function walkSeals(trx: Trx, keys: SealKeys): Promise<Seals> {
  let last: Seal | null = null;
  for (;;) {
    const seals: readonly Seal[] = await sealsAfter(trx, last?.id ?? 0, SEALS);
    for (const seal of seals) {
      const broken = await brokenSeal(trx, keys, last, seal);
      if (broken !== null) return { broken };
      last = seal;
    }
    if (seals.length < SEALS) break;
  }
  const unsealed = await countEventsFrom(trx, last?.upToTx ?? '0');
  return { count: last?.id ?? 0, last, unsealed };
}

async function stands(trx: Trx, mark: string): Promise<boolean> {
  const id = Number(/^(\d{1,15})-/.exec(mark)?.[1] ?? 0);
  const [seal] = id === 0 ? [] : await sealsAfter(trx, id - 1, 1);
  return seal !== undefined && sealMark(seal) === mark;
}

async function brokenSeal(
  trx: Trx,
  keys: SealKeys,
  before: Seal | null,
  seal: Seal,
): Promise<string | null> {
  const expected = (before?.id ?? 0) + 1;
  if (seal.id !== expected) return `第 ${expected} 号封印不见了。`;
  const place = `第 ${seal.id} 号封印（${fromInstant(seal.at)}）`;
  if (seal.prev !== (before?.hmac ?? SEAL_START)) return `${place}和前一号接不上。`;
  const kid = kidOfSeal(seal.hmac);
  if (!keys.masters.has(kid)) {
    return `${place}用的密钥 ${kid} 不在 FANGPIN_SECRET_KEY 里，没法核对：请把旧密钥也写上，放在新密钥后面。`;
  }
  const mac = sealMac(keys, kid, seal);
  const fromTx = before?.upToTx ?? '0';
  for await (const page of eventsOfTransactions(trx, fromTx, seal.upToTx, PAGE)) {
    for (const { hash } of page) mac.add(hash);
  }
  const { events, hmac } = mac.end();
  if (events === seal.events && sameSeal(hmac, seal.hmac)) return null;
  const among = await casesOfTransactions(trx, fromTx, seal.upToTx, 5);
  return [
    `${place}封住的记录和当时不一样了：当时 ${seal.events} 条，现在 ${events} 条。`,
    among.length === 0 ? '' : `涉及个案 ${among.join('、')}${among.length === 5 ? ' 等' : ''}。`,
  ].join('');
}

function sealLines({ count, last, unsealed }: Exclude<Seals, { broken: string }>): string[] {
  if (last === null) {
    return unsealed === 0 ? [] : [`还有 ${unsealed} 条记录没有封印：服务的后台任务还没有运行过。`];
  }
  return [
    `${count} 个封印全部相符，最后一个是 ${fromInstant(last.at)} 的第 ${last.id} 号：${last.hmac}。`,
    '请和日志里每天第一个封印对一对：要是日志里的编号更大，说明后面的封印被删了。',
    ...(unsealed === 0 ? [] : [`还有 ${unsealed} 条新记录等着封印。`]),
  ];
}
