import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dangerFeatures } from '#src/domain/declaration/reader/danger-likelihood.ts';
import { hitsIn } from '#src/domain/declaration/reader/danger-words.ts';
import { evidenceIn } from '#src/domain/declaration/reader/evidence.ts';
import { fold, plain } from '#src/domain/declaration/reader/normalise.ts';
import { clausesOf } from '#src/domain/declaration/reader/scope.ts';

// Run by hand after the corpus or the word lists have grown:
//   node test/domain/declaration/reader/fit-danger-weights.ts
// Fits a logistic regression with ridge penalty by gradient descent from zero: the same messages give the same weights.
type Line = {
  readonly text: string;
  readonly emergency?: boolean;
  readonly expected?: { readonly urgency: string };
};

const folder = new URL('./corpus/', import.meta.url);
const lines = readdirSync(folder)
  .filter((name) => !process.argv.slice(2).includes(name))
  .sort()
  .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as Line);
const examples = lines.map(({ text: message, emergency, expected }) => {
  const text = plain(fold(message));
  const evidence = evidenceIn(text, clausesOf(text));
  return {
    features: ['=', ...dangerFeatures(text, hitsIn(text), evidence)],
    danger: (emergency ?? expected?.urgency === 'emergency') ? 1 : 0,
  };
});

const seen = new Map<string, number>();
for (const { features } of examples)
  for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1);
const usable = (feature: string): boolean =>
  (seen.get(feature) ?? 0) >= 2 && !/^[\s\d+-]|[\s+-]$|\s/.test(feature);

const penalty = 3;
const rate = 0.6;
const weights = new Map<string, number>();
const rows = examples.map((e) => ({ ...e, features: e.features.filter(usable) }));
for (let step = 0; step < 1500; step += 1) {
  const slope = new Map<string, number>();
  for (const { features, danger } of rows) {
    let odds = 0;
    for (const feature of features) odds += weights.get(feature) ?? 0;
    const error = 1 / (1 + Math.exp(-odds)) - danger;
    for (const feature of features) slope.set(feature, (slope.get(feature) ?? 0) + error);
  }
  for (const [feature, s] of slope) {
    const w = weights.get(feature) ?? 0;
    weights.set(feature, w - (rate * (s + penalty * w)) / rows.length);
  }
}

const entries = [...weights]
  .map(([feature, w]): readonly [string, number] => [feature, Math.round(w * 100)])
  .filter(([, w]) => Math.abs(w) >= 3)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([feature, w]) => `${feature}${w < 0 ? '' : '+'}${w}`);
const packed: string[] = [];
for (const entry of entries) {
  const last = packed.at(-1);
  if (last !== undefined && last.length + entry.length < 150)
    packed[packed.length - 1] += ` ${entry}`;
  else packed.push(entry);
}
const file = new URL(
  '../../../../src/domain/declaration/reader/lexicon/danger-weights.ts',
  import.meta.url,
);
const head = readFileSync(file, 'utf8').split('\n')[0] ?? '';
writeFileSync(
  file,
  `${head}\nexport const dangerWeights: readonly string[] = [\n${packed.map((line) => `  '${line}',`).join('\n')}\n];\n`,
);
process.stdout.write(`${entries.length} weights from ${rows.length} messages\n`);
