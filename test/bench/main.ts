/**
 * `npm run bench [-- NAME…] [--quick] [--json FILE]`: measures what budgets, each figure beside a floor measured in
 * the same run. Exits 1 when a budget is missed.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { declarations } from './declarations.bench.ts';
import { type Bench, type Figure, meetsBudget } from './figure.ts';
import { registryBench } from './registry.bench.ts';
import { repliesBench } from './replies.bench.ts';
import { readerBench, rulesBench } from './rules.bench.ts';
import { simulateBench } from './simulate.bench.ts';
import { startBench } from './start.bench.ts';
import { sweepBench } from './sweep.bench.ts';

const BENCHES: readonly Bench[] = [
  startBench,
  repliesBench,
  declarations,
  sweepBench,
  registryBench,
  simulateBench,
  rulesBench,
  readerBench,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const unknown = positionals.filter((name) => BENCHES.every((bench) => bench.name !== name));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}. There are:\n`);
  for (const { name, about } of BENCHES) process.stderr.write(`  ${name.padEnd(16)}${about}\n`);
  process.exit(2);
}

const figures: Figure[] = [];
const began = performance.now();
for (const bench of BENCHES) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  const from = performance.now();
  process.stderr.write(`${bench.name}: ${bench.about}\n`);
  figures.push(
    ...(await bench.run({
      quick: values.quick,
      say: (line) => void process.stderr.write(`  ${line}\n`),
    })),
  );
  process.stderr.write(`  took ${seconds(from)} s\n`);
}
print(figures);
process.stdout.write(`\nall of it took ${seconds(began)} s\n`);
if (values.json !== undefined)
  await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = figures.some((figure) => meetsBudget(figure) === false) ? 1 : 0;

function seconds(from: number): string {
  return ((performance.now() - from) / 1_000).toFixed(1);
}

function print(rows: readonly Figure[]): void {
  const table = rows.map((row) => [
    row.name,
    row.backend,
    `${short(row.value)} ${row.unit}`,
    row.budget === null
      ? ''
      : 'atMost' in row.budget
        ? `≤ ${short(row.budget.atMost)}`
        : `≥ ${short(row.budget.atLeast)}`,
    { true: 'kept', false: 'MISSED', null: '' }[String(meetsBudget(row))] ?? '',
    row.floor === null ? '' : `${short(row.floor.value)} (${row.floor.what})`,
    row.note ?? '',
  ]);
  table.unshift(['what', 'queue', 'measured', 'budget', '', 'floor', '']);
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  for (const row of table) {
    process.stdout.write(
      `${row
        .map((cell, at) => cell.padEnd(widths?.[at] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}

function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
