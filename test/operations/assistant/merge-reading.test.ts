/** A model only ever adds (G5): no answer of it, however wrong, takes a thing away or makes a matter less urgent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Amount, MemberAffected, Reading } from '#src/domain/declaration/reader/reading.ts';
import {
  amountKinds,
  amountPeriods,
  guaranteeIssues,
  type Intent,
  intents,
  memberFlags,
  relations,
  reporters,
  riskTypes,
  secondaryIntents,
  type SubIntent,
  subIntents,
  urgencies,
} from '#src/domain/declaration/risk.ts';
import { newDraft, withProposal } from '#src/flows/draft.ts';
import { mergeReadings, proposalBeyond } from '#src/operations/assistant/merge-reading.ts';
import type { ModelReading } from '#src/operations/assistant/model.ts';
import { emptyReading } from '#test/support/model-server.ts';

const money: fc.Arbitrary<Amount> = fc
  .record({
    kind: fc.constantFrom(...amountKinds),
    min: fc.nat(1000),
    more: fc.option(fc.nat(1000)),
    period: fc.constantFrom(...amountPeriods),
  })
  .map(({ kind, min, more, period }) => ({
    kind,
    min,
    max: more === null ? null : min + more,
    period,
  }));
const member: fc.Arbitrary<MemberAffected> = fc.record({
  relation: fc.constantFrom(...relations),
  age: fc.option(fc.nat(100)),
  count: fc.integer({ min: 1, max: 5 }),
  flags: fc.subarray([...memberFlags]),
});
const found = {
  secondaryIntents: fc.subarray([...secondaryIntents]),
  riskTypes: fc.subarray([...riskTypes]),
  guaranteeIssues: fc.subarray([...guaranteeIssues]),
  urgency: fc.constantFrom(...urgencies),
  reporter: fc.constantFrom(...reporters),
  householdSize: fc.option(fc.integer({ min: 1, max: 9 })),
  membersAffected: fc.array(member, { maxLength: 4 }),
  amounts: fc.array(money, { maxLength: 4 }),
};
const anyIntent: fc.Arbitrary<{ intent: Intent; subIntent: SubIntent }> = fc
  .constantFrom(...intents)
  .chain((intent) =>
    fc
      .constantFrom<SubIntent>(...(subIntents[intent] as readonly SubIntent[]))
      .map((subIntent) => ({ intent, subIntent })),
  );
const modelReading: fc.Arbitrary<ModelReading> = fc
  .tuple(anyIntent, fc.record({ ...found, names: fc.constant([]) }))
  .map(([told, rest]) => ({ ...rest, ...told }));
const readerReading: fc.Arbitrary<Reading> = modelReading.map(({ names: _names, ...read }) => {
  const told = read.intent === 'declaration';
  return {
    ...read,
    riskTypes: told ? read.riskTypes : [],
    guaranteeIssues: told ? read.guaranteeIssues : [],
    pii: { names: [], idCards: [], phones: [] },
  };
});

const rank = (urgency: Reading['urgency']): number => urgencies.indexOf(urgency);

describe('proposals to a person', () => {
  it('accepted or not, never lower urgency and never lose a cause, a person or a sum', () => {
    fc.assert(
      fc.property(readerReading, modelReading, (reader, model) => {
        const draft = {
          ...newDraft('d'),
          riskTypes: riskTypes.filter((each) => reader.riskTypes.includes(each)),
          guaranteeIssues: reader.guaranteeIssues,
          urgency: reader.urgency,
          amounts: reader.amounts,
          members: reader.membersAffected,
        };
        const proposal = proposalBeyond(draft, model);
        if (proposal === null) return;
        const after = withProposal(draft, proposal);
        expect(rank(after.urgency)).toBeLessThanOrEqual(rank(draft.urgency));
        expect(after.riskTypes).toEqual(expect.arrayContaining([...draft.riskTypes]));
        expect(after.guaranteeIssues).toEqual(expect.arrayContaining([...draft.guaranteeIssues]));
        expect(after.amounts.slice(0, draft.amounts.length)).toEqual(draft.amounts);
        expect(after.members.slice(0, draft.members.length)).toEqual(draft.members);
        // Shown only if it adds something; accepted, it adds nothing more.
        expect(after).not.toEqual(draft);
        expect(proposalBeyond(after, model)).toBeNull();
      }),
    );
  });

  const known = {
    riskTypes: [],
    guaranteeIssues: [],
    urgency: 'normal',
    amounts: [],
    members: [],
  } as const;

  it('name only what is new', () => {
    const sum = { kind: 'medical_total', min: 50_000, max: null, period: 'once' } as const;
    const mother = { relation: '母', age: null, count: 1, flags: [] } as const;
    const draft = { ...known, riskTypes: ['因病'], amounts: [sum], members: [mother] } as const;
    const model: ModelReading = {
      ...emptyReading,
      riskTypes: ['因病', '因学'],
      amounts: [{ ...sum, kind: 'medical_self_paid' }],
      membersAffected: [{ ...mother, flags: ['大病'] }],
    };
    expect(proposalBeyond(draft, model)).toEqual({
      riskTypes: ['因学'],
      guaranteeIssues: [],
      urgency: 'normal',
      amounts: [],
      members: [],
    });
  });

  it('can make a matter more urgent even where the model sees no hardship', () => {
    const model: ModelReading = {
      ...emptyReading,
      intent: 'other',
      subIntent: 'crisis',
      urgency: 'emergency',
    };
    expect(proposalBeyond(known, model)).toMatchObject({ urgency: 'emergency', riskTypes: [] });
  });

  it('put housing and water into both lists, and 其他 nowhere beside a named cause', () => {
    const model: ModelReading = {
      ...emptyReading,
      riskTypes: ['其他'],
      guaranteeIssues: ['住房安全'],
    };
    expect(proposalBeyond(known, model)).toMatchObject({
      riskTypes: ['住房安全'],
      guaranteeIssues: ['住房安全'],
    });
  });

  it('are none where only none became normal', () => {
    expect(proposalBeyond({ ...known, urgency: 'none' }, emptyReading)).toBeNull();
  });
});

describe('fangpin read --model', () => {
  it('never loses a hardship, an emergency, a cause, a sum or a person of the reader', () => {
    fc.assert(
      fc.property(readerReading, modelReading, (reader, model) => {
        const merged = mergeReadings(reader, model, []);
        expect(rank(merged.urgency)).toBeLessThanOrEqual(rank(reader.urgency));
        if (reader.intent === 'declaration') expect(merged.intent).toBe('declaration');
        if (model.urgency === 'emergency') expect(merged.urgency).toBe('emergency');
        expect(merged.riskTypes).toEqual(expect.arrayContaining([...reader.riskTypes]));
        expect(merged.guaranteeIssues).toEqual(expect.arrayContaining([...reader.guaranteeIssues]));
        expect(merged.amounts.slice(0, reader.amounts.length)).toEqual(reader.amounts);
        expect(merged.membersAffected.length).toBeGreaterThanOrEqual(reader.membersAffected.length);
        expect(subIntents[merged.intent] as readonly string[]).toContain(merged.subIntent);
      }),
    );
  });
});
