/** The pure parts on one core: rule checks and the reader of messages. */
import { readFileSync } from 'node:fs';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { CheckFacts } from '#src/domain/declaration/checks/check.ts';
import { checkDeclaration } from '#src/domain/declaration/checks/rules.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { type RiskType, riskTypes } from '#src/domain/declaration/risk.ts';
import { THREE_TAPS } from '#test/support/bound-farmers.ts';
import { type Bench, median, percentile } from './figure.ts';

const PERSON = { age: 45, student: false, labour: true, disabled: false, gravelyIll: false };

/** Reports of every kind, from one that needs nothing to one that sets off most rules. */
const facts: readonly CheckFacts[] = riskTypes.flatMap((type: RiskType, n) => [
  {
    content: { ...THREE_TAPS, riskTypes: [type] },
    today: localDate('2026-11-24'),
    consent: 'given' as const,
    areaLevel: 'village' as const,
    registry: 'matched' as const,
    identityFlag: null,
    openCaseDays: null,
    earlierReports: 0,
    reportsToday: 1,
    reporterAge: 45,
    household: { exitedPoverty: n % 2 === 0, monitored: n % 3 === 0, members: [PERSON, PERSON] },
    othersPersonalData: 0,
    packRiskTypes: riskTypes,
  },
  {
    content: {
      ...THREE_TAPS,
      reporter: 'third-party' as const,
      source: 'proxy_declare' as const,
      riskTypes: [type, '其他' as const],
      urgency: 'high' as const,
      words: ['他家去年冬天就没得钱看病了，欠了五万多，娃儿也没读书'],
    },
    today: localDate('2026-11-24'),
    consent: 'missing' as const,
    areaLevel: 'town' as const,
    registry: 'unmatched' as const,
    identityFlag: 'check-digit' as const,
    openCaseDays: 3,
    earlierReports: 2,
    reportsToday: 7,
    reporterAge: 15,
    household: null,
    othersPersonalData: 2,
    packRiskTypes: riskTypes,
  },
]);

export const rulesBench: Bench = {
  name: 'rules',
  about: 'rule checks a second on one core',
  run({ quick }) {
    const rounds = quick ? 2_000 : 20_000;
    let results = 0;
    for (let n = 0; n < rounds / 10; n += 1) for (const each of facts) checkDeclaration(each);
    const before = performance.now();
    for (let n = 0; n < rounds; n += 1) {
      for (const each of facts) results += checkDeclaration(each).length;
    }
    const checked = rounds * facts.length;
    const value = checked / ((performance.now() - before) / 1_000);
    const note = `${(results / checked).toFixed(1)} results a report`;
    return Promise.resolve([
      {
        name: 'rule checks',
        backend: '',
        value,
        unit: 'per second and core',
        floor: null,
        budget: { atLeast: 50_000 },
        note,
      },
    ]);
  },
};

export const readerBench: Bench = {
  name: 'reader',
  about: 'reading one message of a farmer by rules',
  run({ quick }) {
    const corpus = new URL(
      '../domain/declaration/reader/corpus/development.jsonl',
      import.meta.url,
    );
    const texts = readFileSync(corpus, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly text: string }).text);
    const took: number[] = [];
    for (const text of texts) readMessage(text);
    for (let n = 0; n < (quick ? 5 : 50); n += 1) {
      for (const text of texts) {
        const before = performance.now();
        readMessage(text);
        took.push(performance.now() - before);
      }
    }
    const figure = (name: string, value: number) => ({
      name,
      backend: '',
      value,
      unit: 'ms a message',
      floor: null,
      budget: null,
    });
    return Promise.resolve([
      figure('reader, median', median(took)),
      figure('reader, p95', percentile(took, 95)),
    ]);
  },
};
