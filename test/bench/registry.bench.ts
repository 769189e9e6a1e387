/** Importing a roster of 200 000 households, a row per member, and exporting the ledger of households. */
import { join } from 'node:path';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { openTable } from '#src/cli/table/read-table.ts';
import { tableWriter } from '#src/cli/table/write-table.ts';
import type { Installation } from '#src/main/installation.ts';
import { exportLedger } from '#src/operations/registry/export-ledger.ts';
import { checkImported } from '#src/operations/quality/check-imported.ts';
import { importAreas } from '#src/operations/registry/import-areas.ts';
import { importHouseholds } from '#src/operations/registry/import-households.ts';
import { inScope } from '#src/store/database.ts';
import type { LedgerName } from '#src/store/ledgers/ledger.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Bench } from './figure.ts';
import { openGround } from './ground.ts';
import { writeAreasFile, writeHouseholdsFile } from './registry-file.ts';

const VILLAGES = 400;

export const registryBench: Bench = {
  name: 'registry',
  about: 'roster import (3 rows a household) and ledger export',
  async run({ quick, say }) {
    const households = quick ? 20_000 : 200_000;
    const ground = await openGround({ county: false });
    try {
      const { installation, folder } = ground;
      const path = join(folder, 'households.csv');
      await writeAreasFile(join(folder, 'areas.csv'), VILLAGES);
      await writeHouseholdsFile(path, { households, members: 3, villages: VILLAGES });
      const fail = ({ reason }: { readonly reason: string }): never => {
        throw new Error(`an invented row was refused: ${reason}`);
      };
      await importAreas(installation, await openTable(join(folder, 'areas.csv')), fail);
      const plain = await timed(async () => {
        let bytes = 0;
        for await (const chunk of createReadStream(path)) bytes += (chunk as Buffer).length;
        return bytes;
      });
      let touched: readonly string[] = [];
      const background = { ...installation, policies: installation.book, channels: new Map() };
      say(`importing ${households} households`);
      const imported = await timed(async () => {
        const summary = await importHouseholds(installation, await openTable(path), fail);
        if (summary.households.added !== households) throw new Error('not all were imported');
        touched = summary.touched;
      });
      say('checking what was imported');
      const checked = await timed(() => checkImported(background, touched));
      say('exporting them');
      const exported = await timed(async () => {
        await exportInto(installation, 'households', join(folder, 'export.jsonl'), households);
      });
      say('exporting the ledger of monitored households, the widest of all');
      await monitorAll(installation);
      const widest = await timed(async () => {
        await exportInto(installation, 'monitored', join(folder, 'monitored.jsonl'), households);
      });
      say('checking them when every one is monitored, the most there can be');
      const allChecked = await timed(() => checkImported(background, touched));
      const copied = await timed(() =>
        pipeline(
          createReadStream(join(folder, 'export.jsonl')),
          createWriteStream(join(folder, 'copy.jsonl')),
        ),
      );
      const share = households / 200_000;
      return [
        {
          name: 'roster import',
          backend: '',
          value: imported,
          unit: 's',
          floor: { value: plain, what: 'reading the file' },
          budget: { atMost: 120 * share },
          note: `${households} households, ${households * 3} rows`,
        },
        {
          name: 'data checks after the import',
          backend: '',
          value: checked,
          unit: 's',
          floor: { value: imported, what: 'the import itself' },
          budget: { atMost: 30 * share },
          note: `${households} households, portions of 200`,
        },
        {
          name: 'data checks, every household monitored',
          backend: '',
          value: allChecked,
          unit: 's',
          floor: { value: imported, what: 'the import itself' },
          budget: { atMost: 120 * share },
          note: `${households} households, each with a sheet and a measure`,
        },
        {
          name: 'ledger export',
          backend: '',
          value: exported,
          unit: 's',
          floor: { value: copied, what: 'copying the file' },
          budget: { atMost: 60 * share },
          note: `${households} rows, private columns decrypted`,
        },
        {
          name: 'ledger of monitored households',
          backend: '',
          value: widest,
          unit: 's',
          floor: { value: copied, what: 'copying a file of households' },
          budget: { atMost: 60 * share },
          note: `${households} rows with assessment and measure, private columns decrypted`,
        },
      ];
    } finally {
      await ground.close();
    }
  },
};

/** Exports a ledger as JSON lines and makes sure that nothing is missing. */
async function exportInto(
  installation: Installation,
  ledger: LedgerName,
  path: string,
  rows: number,
): Promise<void> {
  const file = createWriteStream(path);
  const writer = tableWriter('jsonl', file);
  const request = {
    ledger,
    areaCode: null,
    fields: installation.fields,
    by: { staffId: null, name: 'bench' },
    format: 'jsonl',
  };
  const result = await exportLedger(installation, request, writer);
  if (!result.ok || result.value !== rows) throw new Error('not all were exported');
  await writer.end();
  file.end();
  await once(file, 'finish');
}

/** Makes every household a monitored one, with an assessment, a plan and a measure. */
const monitorAll = (installation: Installation): Promise<void> =>
  inScope(installation.db, SYSTEM, async (trx) => {
    const author = installation.newId();
    await sql`insert into staff (id, name, created_at) values (${author}, '测试', now())`.execute(
      trx,
    );
    await sql`update household set monitored = 'marginal'`.execute(trx);
    await sql`insert into assessment (id, household_id, area_path, occasion, window_from, window_to, people, sheet, risks,
        complete, net_yuan, net_per_person, pack_id, pack_version, made_by, made_on, changed_at)
      select gen_random_uuid(), id, area_path, 'identification', '2025-01-01', '2025-12-31', 3,
        '{"wage": 20000, "illness": 3000}', '{因病}', true, 20000, 6667, 'default', '1', ${author}, '2026-01-05', now()
      from household`.execute(trx);
    await sql`insert into plan (id, household_id, area_path, request_asked, version, adopted_by, adopted_on)
      select gen_random_uuid(), id, area_path, true, 1, ${author}, '2026-01-10' from household`.execute(
      trx,
    );
    await sql`insert into measure (id, plan_id, household_id, area_id, area_path, code, title, class, department, risks,
        handout, state, planned_on)
      select gen_random_uuid(), p.id, h.id, h.area_id, h.area_path, 'job', '技能培训', 'employment', 'labour', '{}', false,
        'planned', '2026-01-10' from plan p join household h on h.id = p.household_id`.execute(trx);
  });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1_000;
}
