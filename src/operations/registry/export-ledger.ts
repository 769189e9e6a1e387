/** Exporting a ledger: a copy of what the database holds, streamed, marked with who and when, private text only with the key. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import { fromInstant, type LocalDate, minuteOfDay } from '#src/domain/calendar/local-date.ts';
import { type AreaPath, areaPath } from '#src/domain/people/areas.ts';
import { packInForce } from '#src/domain/policy/pack-on-day.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { logAccess } from '#src/store/access-log.ts';
import { topPaths } from '#src/store/alert.ts';
import { type Db, inScope, type Trx } from '#src/store/database.ts';
import { isLedgerName, LEDGERS } from '#src/store/ledgers/all-ledgers.ts';
import {
  type LedgerColumn,
  type LedgerName,
  type LedgerRow,
  readLedger,
} from '#src/store/ledgers/ledger.ts';
import { findAreaByCode, packIdFor } from '#src/store/registry/areas.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock, NewId } from '../ports.ts';
import { lowIncomeOf } from '../report/make-month-reports.ts';

/** What stands in the access log for the operator at the machine, who is no staff member. */
export const OPERATOR = '00000000-0000-0000-0000-000000000000';

/** Columns and rows as a writer of files sees them. */
export type ExportColumn = LedgerColumn;
export type ExportRow = LedgerRow;

/** The ledgers that can be exported, with their Chinese titles. */
export const exportableLedgers: readonly { readonly name: LedgerName; readonly title: string }[] =
  Object.entries(LEDGERS).flatMap(([name, { title }]) =>
    isLedgerName(name) ? [{ name, title }] : [],
  );

/** The ledger of that name; null when there is none. */
export const ledgerNamed = (text: string): LedgerName | null => (isLedgerName(text) ? text : null);

export type ExportRefusal = { readonly code: 'unknown-area' };

/** Who takes an export away. `staffId` null: the operator at the machine, by the name they gave. */
export type ExportedBy = { readonly staffId: string | null; readonly name: string };

/** What an export is asked for. */
export type ExportRequest = {
  readonly ledger: LedgerName;
  /** Null: the whole county. */
  readonly areaCode: string | null;
  /** '2026-10'; null or left out: every month. Ledgers that do not go by month take no notice. */
  readonly month?: string | null;
  /** Null: private columns are left out. */
  readonly fields: FieldEncryption | null;
  readonly by: ExportedBy;
  /** The form it leaves in, for the log. */
  readonly format: string;
};

/** Takes the rows of an export, batch by batch. `mark` says who took it away and when; it stands in every row as well. */
export interface LedgerSink {
  begin(title: string, columns: readonly LedgerColumn[], mark: string): Promise<void>;
  rows(rows: readonly LedgerRow[]): Promise<void>;
}

/** The last column of every export: a row copied out of the file still says where it came from. */
const MARK: LedgerColumn = { key: 'exportMark', title: '导出标记', type: 'text' };

/** Who takes exports away needs the clock, ids for their numbers, and the packs for the county's own lines. */
export type ExportDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly policies: Parameters<typeof packInForce>[0];
};

/**
 * Reads a ledger in the order of its query and hands it to `sink`; all rows are of one moment. With `fields` the private columns
 * are decrypted. The access log says who took what away before the first row leaves, and how many rows it was at the end; an
 * export that broke off has the first line only. Returns the number of rows.
 */
export async function exportLedger(
  deps: ExportDeps,
  request: ExportRequest,
  sink: LedgerSink,
): Promise<Result<number, ExportRefusal>> {
  const { title, columns, query } = LEDGERS[request.ledger];
  const shown = columns.filter((column) => request.fields !== null || column.secret === undefined);
  const now = deps.clock.now();
  const today = fromInstant(now);
  const area =
    request.areaCode === null
      ? null
      : await inScope(deps.db, SYSTEM, (trx) => findAreaByCode(trx, request.areaCode ?? ''));
  if (area === undefined) return refused({ code: 'unknown-area' });
  const path = area === null ? null : areaPath(area.areaPath);
  const exportId = deps.newId();
  const mark = exportMark(exportId, request.by, now);
  const log = { deps, request, exportId };
  await logExport(log, null);
  let count = 0;
  await inScope(deps.db, SYSTEM, async (trx) => {
    await sink.begin(title, [...shown, MARK], mark);
    const facts = {
      today,
      month: request.month ?? null,
      lowIncomeYuan: await lowIncomeYuan(deps, trx, path, today),
    };
    const options = { area: path, fields: request.fields, facts };
    for await (const rows of readLedger(trx, { columns, query }, options)) {
      await sink.rows(rows.map((row) => ({ ...row, [MARK.key]: mark })));
      count += rows.length;
    }
  });
  await logExport(log, count);
  return accepted(count);
}

/** '2026-11-22 17:57 张三 导出 1A2B3C4D': read aloud, it finds the line of the access log. */
function exportMark(exportId: string, by: ExportedBy, now: Instant): string {
  const minutes = minuteOfDay(now);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const time = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  return `${fromInstant(now)} ${time} ${by.name} 导出 ${exportId.slice(-8).toUpperCase()}`;
}

/** Below which income the pack of the area calls a household low-income: its target (潼南 8700, 丰都 10000), else its line. */
async function lowIncomeYuan(
  { policies }: ExportDeps,
  trx: Trx,
  area: AreaPath | null,
  today: LocalDate,
): Promise<number | null> {
  const path = area ?? (await topPaths(trx))[0];
  const packId = path === undefined ? null : await packIdFor(trx, path, today);
  return lowIncomeOf(packInForce(policies, packId, today));
}

/** In a transaction of its own: an export that breaks off half-way has still been seen. */
const logExport = (
  {
    deps,
    request: { ledger, areaCode, month, fields, by, format },
    exportId,
  }: {
    readonly deps: ExportDeps;
    readonly request: ExportRequest;
    readonly exportId: string;
  },
  rows: number | null,
): Promise<void> =>
  inScope(deps.db, SYSTEM, (trx) =>
    logAccess(trx, {
      staffId: by.staffId ?? OPERATOR,
      postId: null,
      householdId: null,
      what: `export-${ledger}${fields === null ? '' : '-private'}${rows === null ? '' : '-done'}`,
      at: deps.clock.now(),
      details: {
        exportId,
        area: areaCode,
        month: month ?? null,
        format,
        ...(rows === null ? {} : { rows }),
      },
    }),
  );
