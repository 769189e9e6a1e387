import { openEmbeddedDatabase } from '#src/platform/embedded-database.ts';
import { migrateToLatest } from '#src/store/migrate.ts';
import { openDatabase } from '#src/store/database.ts';
import { createFieldEncryption } from '#src/platform/field-encryption.ts';
import { loadOrCreateKeyRing } from '#src/platform/secrets.ts';
import { uuidV7 } from '#src/platform/ids.ts';
import { systemClock } from '#src/platform/clock.ts';
import { importHouseholds } from '#src/operations/registry/import-households.ts';
import { importAreas } from '#src/operations/registry/import-areas.ts';
import { openTable } from '#src/cli/table/read-table.ts';
import { writeAreasFile, writeHouseholdsFile } from '#test/bench/registry-file.ts';
const n = Number(process.argv[2] ?? 20000);
const dir = '/tmp/regbench';
const t0 = performance.now();
const say = (...a: unknown[]) => console.log(((performance.now()-t0)/1000).toFixed(1)+'s', ...a);
await (await import('node:fs/promises')).mkdir(dir, {recursive: true});
await writeAreasFile(dir+'/areas.csv', 300);
await writeHouseholdsFile(dir+'/h.csv', { households: n, members: 3, villages: 300 });
say('files');
const pg = await openEmbeddedDatabase({ dataDir: dir+'/data' });
try {
await migrateToLatest(pg.ownerUrl, new URL(pg.appUrl).username);
const { db, close } = openDatabase(pg.appUrl);
const clock = systemClock();
const deps = { db, fields: createFieldEncryption(await loadOrCreateKeyRing(dir)), clock, newId: uuidV7(clock) };
say('ready');
console.log(await importAreas(deps, await openTable(dir+'/areas.csv'), (i) => console.log(i)));
say('areas');
for (let round = 0; round < 1; round++) {
  let issues = 0;
  const r = await importHouseholds(deps, await openTable(dir+'/h.csv'), (i) => { if (issues++ < 3) console.log(i); }, (p) => { if (p.rows % 30000 < 3000) say(p.rows, Math.round(process.memoryUsage().rss/1e6)+'MB'); });
  say(JSON.stringify(r), issues);
}
await close();
} finally { await pg.stop(); }
