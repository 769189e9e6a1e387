/** Importing a roster of 200 000 households, a row per member, and exporting the ledger of households. */
import { join } from 'node:path';
import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { openTable } from '#src/cli/table/read-table.ts';
import { exportLedger } from '#src/operations/registry/export-ledger.ts';
import { importAreas } from '#src/operations/registry/import-areas.ts';
import { importHouseholds } from '#src/operations/registry/import-households.ts';
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
      say(`importing ${households} households`);
      const imported = await timed(async () => {
        const summary = await importHouseholds(installation, await openTable(path), fail);
        if (summary.households.added !== households) throw new Error('not all were imported');
      });
      say('exporting them');
      const exported = await timed(async () => {
        const file = createWriteStream(join(folder, 'export.jsonl'));
        const result = await exportLedger(
          installation,
          {
            ledger: 'households',
            areaCode: null,
            fields: installation.fields,
            by: { staffId: null, name: 'bench' },
            format: 'jsonl',
          },
          {
            begin: () => Promise.resolve(),
            async rows(rows) {
              const text = rows.map((row) => JSON.stringify(row)).join('\n');
              if (!file.write(`${text}\n`)) await once(file, 'drain');
            },
          },
        );
        if (!result.ok || result.value !== households) throw new Error('not all were exported');
        file.end();
        await once(file, 'finish');
      });
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
          name: 'ledger export',
          backend: '',
          value: exported,
          unit: 's',
          floor: { value: copied, what: 'copying the file' },
          budget: { atMost: 60 * share },
          note: `${households} rows, private columns decrypted`,
        },
      ];
    } finally {
      await ground.close();
    }
  },
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1_000;
}
