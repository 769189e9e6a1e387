/** G5 and the first duty: a model that reads danger only makes people look; it decides nothing. */
import { describe, expect, test } from 'vitest';
import type { ModelProposal } from '#src/flows/model-proposal.ts';
import { startChat } from './chat.ts';

const emergency: ModelProposal = {
  riskTypes: [],
  guaranteeIssues: [],
  urgency: 'emergency',
  amounts: [],
  members: [],
};

describe('danger read by a model', () => {
  test('tells the numbers and raises the alarm once, with the words of the open draft', () => {
    const chat = startChat();
    chat.say('我婆娘得了癌症，没得钱医');
    expect(chat.intents.filter((each) => each.intent === 'raise-alert')).toEqual([]);
    chat.send({ kind: 'proposal', proposal: emergency });
    expect(chat.heard()).toMatch(/110|120/);
    expect(chat.intents.filter((each) => each.intent === 'raise-alert')).toMatchObject([
      { words: expect.stringContaining('癌症') },
    ]);
  });

  test('says nothing when there is no draft to read', () => {
    const chat = startChat();
    chat.send({ kind: 'proposal', proposal: emergency });
    expect(chat.intents).toEqual([]);
  });
});
