/** Building questions: a text with rows of buttons, the primary one first and alone in its row, at most eight in all. */
import type { ActionName, Choice, Message } from './flow.ts';

/** A button of the step that asks. */
export const choice = (id: string, label: string): Choice => ({ label, id });

/** A button that stays valid for ever. */
export const lasting = (action: ActionName, ref: string, label: string): Choice => ({
  label,
  action,
  ref,
});

/** Telegram and a narrow phone show two short labels side by side; longer ones get a row of their own. */
const SHORT = 8;

/** Lays buttons out: the first alone, the others two by two where both are short. */
export function rows(
  primary: Choice,
  ...others: readonly Choice[]
): readonly (readonly Choice[])[] {
  const laid: Choice[][] = [];
  for (const each of others) {
    const last = laid.at(-1);
    const pairs = last?.length === 1 && isShort(each) && last.every(isShort);
    if (pairs) last.push(each);
    else laid.push([each]);
  }
  return [[primary], ...laid];
}

const isShort = (each: Choice): boolean => [...each.label].length <= SHORT;

/** A message that waits for an answer. */
export type Question = Message & { readonly choices: readonly (readonly Choice[])[] };

/** A question: its text and its buttons, the first of them the primary one. */
export const ask = (text: string, primary: Choice, ...others: readonly Choice[]): Question => ({
  text,
  choices: rows(primary, ...others),
});

/** Ids of buttons that only lead out of a question whose answer is typed: none of them is its main action. */
const WAYS_OUT: ReadonlySet<string> = new Set([
  'back',
  'cancel',
  'done',
  'no-code',
  'no-phone',
  'not-found',
  'safe',
  'unclear',
  'unknown-name',
  'unknown-phone',
]);

/** Whether a button may stand out as what most people press. Where the answer is typed, nothing does. */
export const standsOut = (each: Choice): boolean => !('id' in each) || !WAYS_OUT.has(each.id);
