import { clauseParticles, connectives, spokenForms } from './lexicon/spoken-forms.ts';
import { simplified } from './lexicon/traditional.ts';

const halfWidthPunctuation: ReadonlyMap<string, string> = new Map([
  [',', '，'],
  ['!', '！'],
  ['?', '？'],
  [';', '；'],
  [':', '：'],
  ['(', '（'],
  [')', '）'],
  ['｡', '。'],
  ['､', '、'],
  ['～', '~'],
  ['—', '-'],
  ['－', '-'],
  ['‐', '-'],
  ['–', '-'],
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\t', ' '],
  ['\r', '\n'],
]);

/**
 * Folds full-width digits and letters to half width and traditional characters to simplified ones.
 * Every UTF-16 unit maps to exactly one, so positions are those of the message: personal data are cut by them.
 */
export function fold(text: string): string {
  let folded = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const wide = code >= 0xff01 && code <= 0xff5e;
    const char = wide ? String.fromCharCode(code - 0xfee0) : text.charAt(i);
    folded += halfWidthPunctuation.get(char) ?? (code < 128 ? char : simplified(char));
  }
  return folded;
}

/**
 * Rewrites folded text (personal data already masked) to the plain form the lexicons are written in:
 * dialect and slips to common words, spoken particles and connectives to clause breaks. Positions move.
 */
export function plain(folded: string): string {
  let text = folded
    // A comma inside a figure is no clause break: 12,000.
    .replace(/(?<=(?<!\d)\d{1,3})，(?=\d{3}(?!\d))/g, '')
    // Blanks between Chinese characters stand for pauses; beside figures they mean nothing.
    .replace(/(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])/g, '，')
    .replace(/ +/g, '')
    .replace(/\.{2,}|…+|~+/g, '，')
    .replace(/\n+/g, '。');
  for (const [pattern, replacement] of spokenForms) text = text.replace(pattern, replacement);
  return text
    .replace(clauseParticles, '，')
    .replace(connectives, '，')
    .replace(/，{2,}/g, '，')
    .replace(/，(?=[。！？；])|(?<=[。！？；])，/g, '');
}
