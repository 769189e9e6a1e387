import { describe, expect, test } from 'vitest';
import { corpus, type Scores, score } from './score.ts';

// Floors lie a little below what is reached. Development messages shaped the rules; the held-out ones were written first
// and not looked at until the end. Their floors are those of that first, unseen run.
const floors: Readonly<
  Record<'development' | 'held-out' | 'spoken' | 'voices' | 'sealed', Omit<Scores, 'messages'>>
> = {
  development: {
    intent: 0.97,
    urgency: 0.97,
    emergencyRecall: 1,
    emergencyPrecision: 0.96,
    riskTypes: 0.96,
    guaranteeIssues: 0.97,
    members: 0.88,
    amounts: 0.94,
    piiRecall: 1,
  },
  'held-out': {
    intent: 0.94,
    urgency: 0.94,
    emergencyRecall: 1,
    emergencyPrecision: 0.93,
    riskTypes: 0.93,
    guaranteeIssues: 0.9,
    members: 0.74,
    amounts: 0.88,
    piiRecall: 1,
  },
  // Batch by batch written in other voices, each measured once unseen before it joined the rules' diet.
  spoken: {
    intent: 0.95,
    urgency: 0.78,
    emergencyRecall: 0.8,
    emergencyPrecision: 0.2,
    riskTypes: 0.96,
    guaranteeIssues: 0.95,
    members: 0.83,
    amounts: 0.86,
    piiRecall: 0.9,
  },
  // One half of 253 messages in other voices, and seven batches each measured once unseen before it joined the rules' diet.
  voices: {
    intent: 0.92,
    urgency: 0.94,
    emergencyRecall: 0.98,
    emergencyPrecision: 0.97,
    riskTypes: 0.92,
    guaranteeIssues: 0.91,
    members: 0.78,
    amounts: 0.88,
    piiRecall: 0.95,
  },
  // The other half, opened once at the end; the floors are those of that unseen run.
  sealed: {
    intent: 0.83,
    urgency: 0.84,
    emergencyRecall: 0.9,
    emergencyPrecision: 0.92,
    riskTypes: 0.8,
    guaranteeIssues: 0.76,
    members: 0.51,
    amounts: 0.88,
    piiRecall: 0.87,
  },
};

describe.each(['development', 'held-out', 'spoken', 'voices', 'sealed'] as const)(
  'reader on the %s messages',
  (name) => {
    const { scores, differences } = score(corpus(name));
    const measures = Object.keys(floors[name]) as (keyof Omit<Scores, 'messages'>)[];

    test.each(measures)('%s keeps its floor', (measure) => {
      const about = differences.map((d) => `${d.id}: ${d.what}`).join('\n');
      expect(scores[measure], about).toBeGreaterThanOrEqual(floors[name][measure]);
    });
  },
);
