/** Notes each import in the database: what kind, which file, how many rows, and whether it came to its end. */
import { inScope } from '#src/store/database.ts';
import { finishImportRun, startImportRun } from '#src/store/registry/import-run.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { ImportDeps } from './import-deps.ts';

/** Runs the import between its two notes. One that throws keeps an open note: it was broken off. */
export async function recordedImport<T extends { readonly rows: number; readonly bad: number }>(
  deps: ImportDeps,
  run: { readonly kind: string; readonly fileHash: string },
  work: () => Promise<T>,
): Promise<T> {
  const id = deps.newId();
  await inScope(deps.db, SYSTEM, (trx) =>
    startImportRun(trx, { id, ...run, at: deps.clock.now() }),
  );
  const done = await work();
  await inScope(deps.db, SYSTEM, (trx) =>
    finishImportRun(trx, { id, rowsRead: done.rows, rowsBad: done.bad, at: deps.clock.now() }),
  );
  return done;
}
