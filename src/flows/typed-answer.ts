/** Reading an answer that was typed instead of pressed: the number or the label of a button. Everything a button does, typing does too. */
import { foldFullWidth } from '#src/domain/people/fold-text.ts';
import type { Choice } from './flow.ts';

/** The words alone: full width folded, without emoji, spaces and punctuation around them. */
export const bare = (text: string): string =>
  foldFullWidth(text)
    .trim()
    .replace(/^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu, '')
    .trim();

/** The offered button whose label was typed. */
export function labelled(text: string, offered: readonly Choice[]): Choice | null {
  const wanted = bare(text);
  return wanted === '' ? null : (offered.find((each) => bare(each.label) === wanted) ?? null);
}

/** The offered button whose number was typed: 2, 2., ②, 第二个, 选2. */
export function numbered(text: string, offered: readonly Choice[]): Choice | null {
  const circled = '①②③④⑤⑥⑦⑧'.indexOf(text.trim());
  if (text.trim() !== '' && circled >= 0) return offered[circled] ?? null;
  const match = /^(?:第|选|点)?\s*([1-8一二三四五六七八])\s*(?:个|号|项)?$/.exec(bare(text));
  const sign = match?.[1];
  if (sign === undefined) return null;
  const spoken = '一二三四五六七八'.indexOf(sign);
  return offered[spoken >= 0 ? spoken : Number(sign) - 1] ?? null;
}
