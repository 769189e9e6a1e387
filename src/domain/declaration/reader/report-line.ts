import type { Reading } from './reading.ts';

/** One line printed by `fangpin read`: a {@link Reading} under the caller's id, keys in snake case and in this order. */
export type ReadingJson = {
  readonly id: string;
  readonly intent: string;
  readonly sub_intent: string;
  readonly secondary_intents: readonly string[];
  readonly risk_types: readonly string[];
  readonly guarantee_issues: readonly string[];
  readonly urgency: string;
  readonly reporter: string;
  readonly household_size: number | null;
  readonly members_affected: readonly {
    readonly relation: string;
    readonly age: number | null;
    readonly count: number;
    readonly flags: readonly string[];
  }[];
  readonly amounts: readonly {
    readonly kind: string;
    readonly min: number;
    readonly max: number | null;
    readonly period: string;
  }[];
  readonly pii: {
    readonly names: readonly string[];
    readonly id_cards: readonly string[];
    readonly phones: readonly string[];
  };
};

/** The reading as the plain object whose `JSON.stringify` is one output line. */
export function readingToJson(id: string, reading: Reading): ReadingJson {
  return {
    id,
    intent: reading.intent,
    sub_intent: reading.subIntent,
    secondary_intents: reading.secondaryIntents,
    risk_types: reading.riskTypes,
    guarantee_issues: reading.guaranteeIssues,
    urgency: reading.urgency,
    reporter: reading.reporter,
    household_size: reading.householdSize,
    members_affected: reading.membersAffected.map(({ relation, age, count, flags }) => ({
      relation,
      age,
      count,
      flags,
    })),
    amounts: reading.amounts.map(({ kind, min, max, period }) => ({ kind, min, max, period })),
    pii: {
      names: reading.pii.names,
      id_cards: reading.pii.idCards,
      phones: reading.pii.phones,
    },
  };
}
