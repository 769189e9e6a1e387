/**
 * What a button carries back: `s.<token>.<choice>` for a step's own button, `a.<action>.<ref>` for a lasting one.
 * Telegram allows 64 bytes; a UUID and the longest action name fit.
 */
import { actionNames } from '#src/flows/flow.ts';
import type { ActionName, Choice, Input } from '#src/flows/flow.ts';

const mostBytes = 64;

const isAction = (name: string): name is ActionName => actionNames.some((known) => known === name);

/** The data of a button. Throws when it would not fit: a flow chose an id that is too long, which is a bug. */
export function callbackData(choice: Exclude<Choice, { url: string }>, token: number): string {
  const data = 'action' in choice ? `a.${choice.action}.${choice.ref}` : `s.${token}.${choice.id}`;
  if (Buffer.byteLength(data) > mostBytes) {
    throw new RangeError(`the id of a button has more than ${mostBytes} bytes with its prefix`);
  }
  return data;
}

/** A press that belongs to no question; flows answer it as an old button. */
const unknownPress: Input = { kind: 'press', token: -1, choice: '' };

/** Reads the data of a pressed button, whoever made it. */
export function readCallbackData(data: string): Input {
  const parts = /^([sa])\.([a-z0-9-]+)\.(.*)$/s.exec(data);
  if (parts === null) return unknownPress;
  const [, kind, name = '', rest = ''] = parts;
  if (kind === 'a') {
    return isAction(name) ? { kind: 'action', action: name, ref: rest } : unknownPress;
  }
  const token = Number(name);
  return Number.isSafeInteger(token) ? { kind: 'press', token, choice: rest } : unknownPress;
}

/** Whether the data belong to a step's own button, whose keyboard is finished once one is pressed. */
export const isStepButton = (data: string): boolean => data.startsWith('s.');
