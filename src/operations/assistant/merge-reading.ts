/**
 * What a model's reading may do beside the reader's: add causes, people and sums, and make a matter more urgent. It takes nothing
 * away and makes nothing less urgent (promise G5); every function here only ever grows what was known.
 */
import type { Amount, MemberAffected, Reading } from '#src/domain/declaration/reader/reading.ts';
import {
  type GuaranteeIssue,
  guaranteeIssues,
  memberFlags,
  type RiskType,
  riskTypes,
  secondaryIntents,
  subIntents,
} from '#src/domain/declaration/risk.ts';
import { moreUrgent } from '#src/flows/draft.ts';
import type { ModelProposal } from '#src/flows/model-proposal.ts';
import type { ModelReading } from './model.ts';

/**
 * What the model found beyond what is known, to be shown to the person; null when that is nothing. Holds the new things only,
 * since the question names what it holds. A person already named and a sum already told are not new because a model calls them
 * something else.
 */
export function proposalBeyond(known: ModelProposal, read: ModelReading): ModelProposal | null {
  const told = read.intent === 'declaration';
  const causes = told ? withHazards(read) : { riskTypes: [], guaranteeIssues: [] };
  const proposal: ModelProposal = {
    riskTypes: newCauses(known.riskTypes, causes.riskTypes),
    guaranteeIssues: causes.guaranteeIssues.filter((each) => !known.guaranteeIssues.includes(each)),
    urgency: moreUrgent(known.urgency, read.urgency),
    amounts: told ? newAmounts(known.amounts, read.amounts) : [],
    members: told ? newMembers(known.members, read.membersAffected) : [],
  };
  // `none` in a draft is sent as `normal` anyway; going from one to the other is nothing to ask a person about.
  const raised = proposal.urgency !== known.urgency && proposal.urgency !== 'normal';
  const adds =
    proposal.riskTypes.length +
    proposal.guaranteeIssues.length +
    proposal.amounts.length +
    proposal.members.length;
  return raised || adds > 0 ? proposal : null;
}

/**
 * One reading out of the reader's and the model's, for `fangpin read --model`. The model stands in front where the reader
 * found no hardship and no danger; what the reader found is never lost.
 */
export function mergeReadings(
  reader: Reading,
  model: ModelReading,
  names: readonly string[],
): Reading {
  const urgency = moreUrgent(reader.urgency, model.urgency);
  const amounts = [...reader.amounts, ...newAmounts(reader.amounts, model.amounts)];
  const pii = { ...reader.pii, names: [...new Set([...reader.pii.names, ...names])] };
  const householdSize = reader.householdSize ?? model.householdSize;
  if (reader.intent !== 'declaration' && model.intent !== 'declaration') {
    const leading = reader.subIntent === 'crisis' ? reader : model;
    return {
      intent: leading.intent,
      subIntent: leading.subIntent,
      secondaryIntents: secondaryIntents.filter((each) => leading.secondaryIntents.includes(each)),
      riskTypes: [],
      guaranteeIssues: [],
      // Without a hardship only danger counts, and that never goes.
      urgency: urgency === 'emergency' ? urgency : reader.urgency,
      reporter: leading.reporter,
      householdSize,
      membersAffected: reader.membersAffected,
      amounts,
      pii,
    };
  }
  const told = model.intent === 'declaration' ? withHazards(model) : nothing;
  const besides = [reader, model].flatMap((each) => [...each.secondaryIntents, each.intent]);
  const found = [...reader.riskTypes, ...newCauses(reader.riskTypes, told.riskTypes)];
  const issues = [...reader.guaranteeIssues, ...told.guaranteeIssues];
  return {
    intent: 'declaration',
    subIntent: 'declare',
    secondaryIntents: secondaryIntents.filter((each) => besides.includes(each)),
    riskTypes: riskTypes.filter((each) => found.includes(each)),
    guaranteeIssues: guaranteeIssues.filter((each) => issues.includes(each)),
    urgency: urgency === 'none' ? 'normal' : urgency,
    reporter: reader.intent === 'declaration' ? reader.reporter : model.reporter,
    householdSize,
    membersAffected: mergedMembers(reader.membersAffected, model),
    amounts,
    pii,
  };
}

type Causes = {
  readonly riskTypes: readonly RiskType[];
  readonly guaranteeIssues: readonly GuaranteeIssue[];
};

const nothing: Causes = { riskTypes: [], guaranteeIssues: [] };

/** Housing and water stand in both lists, whichever of them the model put them in. */
function withHazards(read: Causes): Causes {
  const hazards = (['住房安全', '饮水安全'] as const).filter(
    (each) => read.riskTypes.includes(each) || read.guaranteeIssues.includes(each),
  );
  const types: readonly RiskType[] = [...read.riskTypes, ...hazards];
  const issues: readonly GuaranteeIssue[] = [...read.guaranteeIssues, ...hazards];
  return {
    riskTypes: riskTypes.filter((each) => types.includes(each)),
    guaranteeIssues: guaranteeIssues.filter((each) => issues.includes(each)),
  };
}

/** `其他` is the last resort and says nothing beside a named cause. */
const newCauses = (known: readonly RiskType[], read: readonly RiskType[]): readonly RiskType[] =>
  read.filter(
    (each) =>
      !known.includes(each) && (each !== '其他' || (known.length === 0 && read.length === 1)),
  );

/** The same money is one sum, whatever kind a model takes it for. */
function newAmounts(known: readonly Amount[], read: readonly Amount[]): readonly Amount[] {
  const added: Amount[] = [];
  for (const sum of read) {
    const same = (each: Amount): boolean => each.min === sum.min && each.max === sum.max;
    if (!known.some(same) && !added.some(same)) added.push(sum);
  }
  return added;
}

/** People of a relation nobody has named yet: two readings of one person must not become two persons. */
function newMembers(
  known: readonly MemberAffected[],
  read: readonly MemberAffected[],
): readonly MemberAffected[] {
  const named = new Set(known.map((each) => each.relation));
  return read.filter((each) => !named.has(each.relation));
}

/** People of both readings; a person of both carries the flags of both. */
function mergedMembers(
  known: readonly MemberAffected[],
  { intent, membersAffected }: ModelReading,
): readonly MemberAffected[] {
  if (intent !== 'declaration') return known;
  const grown = known.map((person) => {
    const same = membersAffected.filter((each) => each.relation === person.relation);
    const one = known.filter((each) => each.relation === person.relation).length === 1;
    const [other] = same;
    if (!one || same.length !== 1 || other === undefined) return person;
    return {
      ...person,
      age: person.age ?? other.age,
      flags: memberFlags.filter(
        (each) => person.flags.includes(each) || other.flags.includes(each),
      ),
    };
  });
  return [...grown, ...newMembers(known, membersAffected)];
}

/** Whether a model's reading is of one piece: a sub-intent belongs to its intent. */
export const isCoherent = (read: ModelReading): boolean =>
  (subIntents[read.intent] as readonly string[]).includes(read.subIntent);
