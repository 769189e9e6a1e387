import { readFileSync } from 'node:fs';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { type ReadingJson, readingToJson } from '#src/domain/declaration/reader/report-line.ts';

/** A labelled message of the corpus. `household_size`, `age`, `count` and `period` are not labelled and not scored. */
export type Labelled = {
  readonly id: string;
  readonly text: string;
  readonly expected: Omit<ReadingJson, 'id' | 'household_size'>;
};

/** Counts of found-and-right, found-but-wrong and missed items, over all messages. */
type Tally = { right: number; wrong: number; missed: number };

/** Shares between 0 and 1. F1 is micro-averaged. */
export type Scores = {
  readonly messages: number;
  readonly intent: number;
  readonly urgency: number;
  readonly emergencyRecall: number;
  readonly emergencyPrecision: number;
  readonly riskTypes: number;
  readonly guaranteeIssues: number;
  readonly members: number;
  readonly amounts: number;
  readonly piiRecall: number;
};

/** One difference between label and reading, for whoever improves the reader. */
export type Difference = { readonly id: string; readonly text: string; readonly what: string };

/** Loads a corpus file of JSON lines from the folder beside this file. */
export function corpus(name: string): readonly Labelled[] {
  const lines = readFileSync(new URL(`./corpus/${name}.jsonl`, import.meta.url), 'utf8').trim();
  return lines.split('\n').map((line) => JSON.parse(line) as Labelled);
}

const f1 = ({ right, wrong, missed }: Tally): number =>
  right + wrong + missed === 0 ? 1 : (2 * right) / (2 * right + wrong + missed);

function count(
  tally: Tally,
  expected: readonly string[],
  found: readonly string[],
): readonly string[] {
  const left = [...expected];
  const notes: string[] = [];
  for (const item of found) {
    const at = left.indexOf(item);
    if (at >= 0) {
      left.splice(at, 1);
      tally.right += 1;
    } else {
      tally.wrong += 1;
      notes.push(`+${item}`);
    }
  }
  tally.missed += left.length;
  for (const item of left) notes.push(`-${item}`);
  return notes;
}

const memberKeys = (json: Pick<ReadingJson, 'members_affected'>): readonly string[] =>
  json.members_affected.map((m) => `${m.relation}:${[...m.flags].sort().join('+')}`);
const amountKeys = (json: Pick<ReadingJson, 'amounts'>): readonly string[] =>
  json.amounts.map((a) => `${a.kind}:${a.min}-${a.max ?? ''}`);
const folded = (text: string): string =>
  [...text]
    .map((c) => (c >= '！' && c <= '～' ? String.fromCharCode(c.charCodeAt(0) - 0xfee0) : c))
    .join('')
    .replace(/[\s-]|^\+86/g, '')
    .toUpperCase();
const piiKeys = (json: Pick<ReadingJson, 'pii'>): readonly string[] =>
  [...json.pii.names, ...json.pii.id_cards, ...json.pii.phones].map(folded);

/** Reads every message and compares it with its label. */
export function score(messages: readonly Labelled[]): {
  scores: Scores;
  differences: readonly Difference[];
} {
  const tally = (): Tally => ({ right: 0, wrong: 0, missed: 0 });
  const risks = tally();
  const issues = tally();
  const members = tally();
  const amounts = tally();
  const pii = tally();
  const emergency = tally();
  let intent = 0;
  let urgency = 0;
  const differences: Difference[] = [];
  for (const { id, text, expected } of messages) {
    const found = readingToJson(id, readMessage(text));
    const note = (what: string): void => void differences.push({ id, text, what });
    const wanted = `${expected.intent}/${expected.sub_intent}`;
    const got = `${found.intent}/${found.sub_intent}`;
    if (found.intent === expected.intent) intent += 1;
    if (wanted !== got) note(`intent ${wanted} read as ${got}`);
    if (found.urgency === expected.urgency) urgency += 1;
    else note(`urgency ${expected.urgency} read as ${found.urgency}`);
    const isEmergency = expected.urgency === 'emergency';
    if (found.urgency === 'emergency') emergency[isEmergency ? 'right' : 'wrong'] += 1;
    else if (isEmergency) emergency.missed += 1;
    const compared = [
      ['risk', count(risks, expected.risk_types, found.risk_types)],
      ['issue', count(issues, expected.guarantee_issues, found.guarantee_issues)],
      ['member', count(members, memberKeys(expected), memberKeys(found))],
      ['amount', count(amounts, amountKeys(expected), amountKeys(found))],
      ['pii', count(pii, piiKeys(expected), piiKeys(found))],
    ] as const;
    for (const [what, notes] of compared) if (notes.length > 0) note(`${what} ${notes.join(' ')}`);
  }
  const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
  return {
    scores: {
      messages: messages.length,
      intent: share(intent, messages.length),
      urgency: share(urgency, messages.length),
      emergencyRecall: share(emergency.right, emergency.right + emergency.missed),
      emergencyPrecision: share(emergency.right, emergency.right + emergency.wrong),
      riskTypes: f1(risks),
      guaranteeIssues: f1(issues),
      members: f1(members),
      amounts: f1(amounts),
      piiRecall: share(pii.right, pii.right + pii.missed),
    },
    differences,
  };
}
