import { bodyWords } from './lexicon/danger-words-body.ts';
import { harmWords } from './lexicon/danger-words-harm.ts';
import { leaveWords } from './lexicon/danger-words-leave.ts';
import { livingWords } from './lexicon/danger-words-living.ts';
import { peopleWords } from './lexicon/danger-words-people.ts';
import { surroundingWords } from './lexicon/danger-words-surroundings.ts';
import { spans } from './lexicon/danger-spans.ts';

const lists = {
  ...peopleWords,
  ...bodyWords,
  ...harmWords,
  ...leaveWords,
  ...livingWords,
  ...surroundingWords,
};

/** A class of words that means nothing alone and danger together with others (see the frames). */
export type WordClass = keyof typeof lists | keyof typeof spans;

/** A word found in the plain text. */
export type Hit = { readonly start: number; readonly end: number };

/** The words of each class found, left to right; a class without words is missing. */
export type Hits = ReadonlyMap<WordClass, readonly Hit[]>;

type Node = { readonly next: Map<string, Node>; readonly classes: WordClass[] };
const node = (): Node => ({ next: new Map(), classes: [] });

/**
 * Writes out the short notation of the word lists: `[喊叫]不[应醒]` stands for four words, `(麻|尼龙)绳` for two;
 * a `?` behind makes a group optional.
 */
export function writtenOut(entry: string): readonly string[] {
  let words: readonly string[] = [''];
  for (const part of entry.match(/(?:\[[^\]]*\]|\([^)]*\))\??|[^[(]+/g) ?? []) {
    const optional = part.endsWith('?');
    const inner = part.slice(1, optional ? -2 : -1);
    const choices = part[0] === '[' ? [...inner] : part[0] === '(' ? inner.split('|') : [part];
    if (optional) choices.push('');
    words = words.flatMap((word) => choices.map((choice) => word + choice));
  }
  return words;
}

const root = node();
for (const [name, list] of Object.entries(lists) as [WordClass, string][]) {
  for (const word of list.trim().split(/\s+/).flatMap(writtenOut)) {
    let at = root;
    for (const char of word) {
      const next = at.next.get(char) ?? node();
      at.next.set(char, next);
      at = next;
    }
    if (!at.classes.includes(name)) at.classes.push(name);
  }
}

/** Finds every listed word in one pass: at each place the longest of each class. Time grows with the text alone, whatever it says. */
export function hitsIn(text: string): Hits {
  const found = new Map<WordClass, Hit[]>();
  const add = (name: WordClass, start: number, end: number): void => {
    const hits = found.get(name);
    const last = hits?.at(-1);
    if (!hits) found.set(name, [{ start, end }]);
    else if (last && last.start === start) hits[hits.length - 1] = { start, end };
    else hits.push({ start, end });
  };
  for (let start = 0; start < text.length; start += 1) {
    let at = root.next.get(text.charAt(start));
    for (let end = start + 1; at; end += 1) {
      for (const name of at.classes) add(name, start, end);
      at = at.next.get(text.charAt(end));
    }
  }
  for (const [name, pattern] of Object.entries(spans) as [WordClass, RegExp][]) {
    for (const match of text.matchAll(pattern)) {
      add(name, match.index, match.index + match[0].length);
    }
  }
  return found;
}
