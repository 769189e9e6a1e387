/** Reads back the last question of a stored conversation, so that it can be shown again after a restart. */
import { type ActionName, actionNames, type Choice, type Message } from './flow.ts';
import { storedList, storedObject, storedOneOf, storedText } from './place.ts';

/** The question with the choices that can still be understood; null when there is no text left to show. */
export function restoreQuestion(value: unknown): Message | null {
  const stored = storedObject(value);
  const text = storedText(stored['text']);
  if (text === '') return null;
  const choices = storedList(stored['choices'])
    .map((row) => storedList(row).flatMap(restoreChoice))
    .filter((row) => row.length > 0);
  const ask = storedOneOf(stored['ask'], ['contact', 'location'] as const);
  return { text, ...(choices.length > 0 && { choices }), ...(ask !== null && { ask }) };
}

function restoreChoice(value: unknown): readonly Choice[] {
  const stored = storedObject(value);
  const label = storedText(stored['label']);
  const id = storedText(stored['id']);
  const url = storedText(stored['url']);
  const action: ActionName | null = storedOneOf(stored['action'], actionNames);
  if (label === '') return [];
  if (id !== '') return [{ label, id }];
  if (action !== null) return [{ label, action, ref: storedText(stored['ref']) }];
  return url === '' ? [] : [{ label, url }];
}
