/**
 * Takes personal data out of words before a model sees them, and puts them back into what it answers (个人信息保护法第六条、
 * 第二十一条; promise G7). Knows more than the reader: whatever our own records say of the people around this account.
 */
import { fold } from '#src/domain/declaration/reader/normalise.ts';
import { findPersonalData } from '#src/domain/declaration/reader/personal-data.ts';

declare const masked: unique symbol;
/** Words that have been through `maskPersonalData`; nothing else may be sent to a model. */
export type MaskedWords = string & { readonly [masked]: true };

/** What is known of the people around an account. */
export type KnownPersons = {
  /** Full names: the person, their household, whom they report for, their officers. */
  readonly names: readonly string[];
  /** Village and group, which with an illness name a household. */
  readonly places: readonly string[];
  /** Phone and identity numbers. */
  readonly numbers: readonly string[];
};

export const nobodyKnown: KnownPersons = { names: [], places: [], numbers: [] };

export type Masked = {
  readonly words: MaskedWords;
  /** Puts the originals back in place of placeholders; a placeholder nobody gave out stays as it is. */
  readonly restore: (text: string) => string;
};

/** Longer than any farmer writes; a model reads the latest words. In characters. */
const LONGEST = 6000;

/** A run of figures this long is no sum of money: cards, accounts, numbers written in an odd way. */
const LONG_NUMBER = /\d(?:[ -]?\d){9,}[xX]?/g;
/** Seven to nine figures are a landline unless money is meant. */
const SHORTER_NUMBER = /(?<![\d.])\d(?:[ -]?\d){6,8}(?![\d.]|\s*(?:元|块|万|多))/g;
const SPOKEN_NUMBER = /[零〇一幺二两三四五六七八九](?:[ ，、-]?[零〇一幺二两三四五六七八九]){6,}/g;

/**
 * Replaces names, identity and phone numbers, places and long numbers by placeholders such as [姓名1]; the same string gets
 * the same placeholder. Full-width figures and traditional characters are folded first, lest a number slips through in another dress.
 */
export function maskPersonalData(words: string, known: KnownPersons = nobodyKnown): Masked {
  const originals = new Map<string, string>();
  const given = new Map<string, string>();
  const counts = new Map<string, number>();
  const placeholder = (kind: string, original: string): string => {
    const before = given.get(original);
    if (before !== undefined) return before;
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    const made = `[${kind}${number}]`;
    given.set(original, made);
    originals.set(made, original);
    return made;
  };
  // Square brackets and the marks around the words are ours; a person who types them must not pass for us.
  const safe = words
    .slice(-LONGEST)
    .replaceAll('[', '〔')
    .replaceAll(']', '〕')
    .replaceAll('<', '〈')
    .replaceAll('>', '〉');
  const folded = fold(safe);
  const { pii } = findPersonalData(safe, folded);

  const byKind: readonly (readonly [string, readonly string[]])[] = [
    ['证件', pii.idCards.map(fold)],
    ['电话', pii.phones.map(fold)],
    ['号码', known.numbers.flatMap(spellings)],
    ['姓名', [...known.names, ...pii.names].map(fold)],
    ['地名', known.places.map(fold)],
  ];
  const targets = byKind
    .flatMap(([kind, strings]) => strings.map((string) => ({ kind, string: string.trim() })))
    .filter(({ string }) => string.length >= 2)
    .toSorted((a, b) => b.string.length - a.string.length);
  let text = folded;
  for (const { kind, string } of targets) {
    text = outside(text, (part) => part.replaceAll(string, () => placeholder(kind, string)));
  }
  // 建国的药又断了: who was named once is often called by the given name alone.
  const full = [...known.names, ...pii.names]
    .map(fold)
    .filter((each) => /^\p{Script=Han}{3}$/u.test(each));
  for (const name of full) {
    text = outside(text, (part) => part.replaceAll(name.slice(1), () => placeholder('姓名', name)));
  }
  for (const pattern of [LONG_NUMBER, SHORTER_NUMBER, SPOKEN_NUMBER]) {
    text = outside(text, (part) =>
      part.replaceAll(pattern, (number) => placeholder('号码', number)),
    );
  }
  return {
    // The one place where the mark is given: everything above has been done to the text.
    words: text as MaskedWords,
    restore: (answer) => answer.replaceAll(/\[[^[\]]+\]/g, (made) => originals.get(made) ?? made),
  };
}

/** Numbers as people write them: as it is, and in the groups in which a mobile number is read out. */
function spellings(number: string): readonly string[] {
  const digits = fold(number).replaceAll(/[ -]/g, '');
  const grouped = /^1\d{10}$/.test(digits)
    ? [' ', '-'].map((gap) => [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(gap))
    : [];
  return [digits, ...grouped].filter((each) => each.length >= 5);
}

/** Changes what stands outside placeholders. */
const outside = (text: string, change: (part: string) => string): string =>
  text
    .split(/(\[[^[\]]+\])/)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
