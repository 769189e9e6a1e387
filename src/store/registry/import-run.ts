/** One run of an import: when, of which file, and how it went. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from '../database.ts';
import { timestamp } from '../timestamp.ts';

/** Notes that an import begins. `fileHash` tells files apart without keeping them. */
export async function startImportRun(
  trx: Trx,
  run: {
    readonly id: string;
    readonly kind: string;
    readonly fileHash: string;
    readonly at: Instant;
  },
): Promise<void> {
  await trx
    .insertInto('import_run')
    .values({
      id: run.id,
      kind: run.kind,
      file_hash: run.fileHash,
      started_at: timestamp(run.at),
      finished_at: null,
    })
    .execute();
}

/** Notes how far an import got; a run without an end was broken off. */
export async function finishImportRun(
  trx: Trx,
  run: {
    readonly id: string;
    readonly rowsRead: number;
    readonly rowsBad: number;
    readonly at: Instant;
  },
): Promise<void> {
  await trx
    .updateTable('import_run')
    .set({ finished_at: timestamp(run.at), rows_read: run.rowsRead, rows_bad: run.rowsBad })
    .where('id', '=', run.id)
    .execute();
}

/** Whether an import of this kind ever came to its end. */
export async function importRunFinished(trx: Trx, kind: string): Promise<boolean> {
  const row = await trx
    .selectFrom('import_run')
    .select('id')
    .where('kind', '=', kind)
    .where('finished_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
