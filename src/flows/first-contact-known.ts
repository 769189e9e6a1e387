/** The end of first contact: what was told while nobody knew who was speaking comes into its own. */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { go, type Scene, type Turn } from './feature.ts';
import type { Message } from './flow.ts';
import { draftOf, gather } from './gather.ts';
import { emptyVisitor, inputOf } from './visitor.ts';

/** Whether the words tell of a hardship. */
export const isHardship = (words: string): boolean => readMessage(words).intent === 'declaration';

/** Known now: what was said and wanted before is taken up. */
export function known(scene: Scene, messages: readonly Message[]): Turn {
  const { conversation, facts } = scene;
  const { said, wanted } = conversation.visitor;
  const after = { ...conversation, visitor: { ...emptyVisitor, introduced: true } };
  const inputs = said.map(inputOf);
  const last = inputs.at(-1);
  if (last === undefined) return go(wanted ?? 'home', after, { messages });
  const telling = said.some((each) => each.kind !== 'words' || isHardship(each.text));
  if (!telling && wanted !== 'declare')
    return go(wanted ?? 'home', after, { messages, input: last });
  const draft = inputs.slice(0, -1).reduce(gather, draftOf(after, facts));
  return go('declare', { ...after, draft }, { messages, input: last });
}
