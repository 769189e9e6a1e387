/** Exporting a ledger: the operator's own copy of what the database holds, streamed, private text only with the key. */
import { areaPath } from '#src/domain/people/areas.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { logAccess } from '#src/store/access-log.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { isLedgerName, LEDGERS } from '#src/store/ledgers/all-ledgers.ts';
import {
  type LedgerColumn,
  type LedgerName,
  type LedgerRow,
  readLedger,
} from '#src/store/ledgers/ledger.ts';
import { findAreaByCode } from '#src/store/registry/areas.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock } from '../ports.ts';

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

/** Takes the rows of an export, batch by batch. */
export interface LedgerSink {
  begin(title: string, columns: readonly LedgerColumn[]): Promise<void>;
  rows(rows: readonly LedgerRow[]): Promise<void>;
}

/**
 * Reads a ledger in the order of its query and hands it to `sink`; all rows are of one moment. With `fields` the private columns
 * are decrypted, and the access is logged before the first row leaves. Returns the number of rows.
 */
export async function exportLedger(
  deps: { readonly db: Db; readonly clock: Clock },
  request: {
    readonly ledger: LedgerName;
    /** Null: the whole county. */
    readonly areaCode: string | null;
    /** Null: private columns are left out. */
    readonly fields: FieldEncryption | null;
  },
  sink: LedgerSink,
): Promise<Result<number, ExportRefusal>> {
  const { title, columns, query } = LEDGERS[request.ledger];
  const shown = columns.filter((column) => request.fields !== null || column.secret === undefined);
  const area =
    request.areaCode === null
      ? null
      : await inScope(deps.db, SYSTEM, (trx) => findAreaByCode(trx, request.areaCode ?? ''));
  if (area === undefined) return refused({ code: 'unknown-area' });
  if (request.fields !== null) await logPrivateExport(deps, request.ledger);
  let count = 0;
  await inScope(deps.db, SYSTEM, async (trx) => {
    await sink.begin(title, shown);
    const options = {
      area: area === null ? null : areaPath(area.areaPath),
      fields: request.fields,
    };
    for await (const rows of readLedger(trx, { columns, query }, options)) {
      await sink.rows(rows);
      count += rows.length;
    }
  });
  return accepted(count);
}

/** In a transaction of its own: an export that breaks off half-way has still been seen. */
const logPrivateExport = (
  deps: { readonly db: Db; readonly clock: Clock },
  ledger: LedgerName,
): Promise<void> =>
  inScope(deps.db, SYSTEM, (trx) =>
    logAccess(trx, {
      staffId: OPERATOR,
      postId: null,
      householdId: null,
      what: `export-${ledger}-private`,
      at: deps.clock.now(),
    }),
  );
