import type { Hits } from './danger-words.ts';
import type { Evidence } from './cue.ts';
import { asking, office } from './lexicon/intent-cues.ts';
import { dangerWeights } from './lexicon/danger-weights.ts';

/**
 * What a text shows to the weighing of danger: classes of words, concepts of hardship, single characters and pairs of them.
 * Each counts once, however often it stands there.
 */
export function dangerFeatures(
  text: string,
  hits: Hits,
  evidence: readonly Evidence[],
): ReadonlySet<string> {
  const features = new Set<string>();
  for (const [name, all] of hits) if (all.length > 0) features.add(`#${name}`);
  for (const { concept } of evidence) features.add(`@${concept}`);
  if (asking.test(text)) features.add('?asks');
  if (office.test(text)) features.add('?office');
  if (/\d|[一二两三四五六七八九十几][千万百块]/.test(text)) features.add('?sum');
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (/\d/.test(char)) {
      features.add('0');
      continue;
    }
    features.add(char);
    const next = text.charAt(i + 1);
    if (next !== '' && !/\d/.test(next)) features.add(char + next);
  }
  return features;
}

const weights: ReadonlyMap<string, number> = new Map(
  dangerWeights
    .join(' ')
    .split(' ')
    .map((entry): readonly [string, number] => {
      const at = Math.max(entry.lastIndexOf('+'), entry.lastIndexOf('-'));
      return [entry.slice(0, at), Number(entry.slice(at)) / 100];
    }),
);

/**
 * How much the whole wording resembles messages of danger: the logarithm of the odds by a logistic regression on the labelled messages.
 * Around 0 it may go either way. The weights are written by `fit-danger-weights.ts` beside the tests.
 */
export function dangerLikelihood(features: ReadonlySet<string>): number {
  let odds = weights.get('=') ?? 0;
  for (const feature of features) odds += weights.get(feature) ?? 0;
  return odds;
}

/** The part of the likelihood that listed words of danger carry; the rest lies in single characters, which alone prove nothing. */
export function weightOfWords(features: ReadonlySet<string>): number {
  let sum = 0;
  for (const feature of features)
    if (feature.length > 1 && feature.startsWith('#')) sum += weights.get(feature) ?? 0;
  return sum;
}
