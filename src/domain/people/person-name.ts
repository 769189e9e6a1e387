/**
 * People's names. A name is kept exactly as it was typed – long names with '·', rare characters, names in Latin letters – and
 * folded only to compare two of them, because a register and a phone keyboard write the same name differently.
 */
import { accepted, refused, type Result } from '../result.ts';
import { foldFullWidth } from './fold-text.ts';

/** Why a text is no name: nothing in it, longer than any name, or digits in it (a phone number typed in the wrong place). */
export type NameRefusal = { readonly code: 'empty' | 'too-long' | 'digits' };

/** Longest name in signs; the household register allows 50. */
const LONGEST = 50;

/** The name as typed, without surrounding space. One sign is accepted: some people are registered so. */
export function readPersonName(text: string): Result<string, NameRefusal> {
  const name = text.trim();
  if (!/\p{L}/u.test(name)) {
    return refused({ code: /\d/.test(foldFullWidth(name)) ? 'digits' : 'empty' });
  }
  if (/\d/.test(foldFullWidth(name))) return refused({ code: 'digits' });
  if ([...name].length > LONGEST) return refused({ code: 'too-long' });
  return accepted(name);
}

/** What two writings of the same name have in common: one kind of middle dot, no spaces, plain capital letters. For comparison only. */
export const nameKey = (name: string): string =>
  foldFullWidth(name)
    .normalize('NFC')
    .replace(/[·•‧・∙⋅．.]/g, '·')
    .replace(/\s+/g, '')
    .toUpperCase();

/** Whether two names as typed are the same name. */
export const sameName = (a: string, b: string): boolean => nameKey(a) === nameKey(b);
