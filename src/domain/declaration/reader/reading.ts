import type {
  AmountKind,
  AmountPeriod,
  GuaranteeIssue,
  Intent,
  MemberFlag,
  Relation,
  Reporter,
  RiskType,
  SecondaryIntent,
  SubIntent,
  Urgency,
} from '../risk.ts';

/** A person (or `count` inseparable persons) who carries the hardship. `age` in whole years, only if said exactly. */
export type MemberAffected = {
  readonly relation: Relation;
  readonly age: number | null;
  readonly count: number;
  readonly flags: readonly MemberFlag[];
};

/** A sum in yuan. `min === max` if exact; `max: null` if the words leave it open (五万多). */
export type Amount = {
  readonly kind: AmountKind;
  readonly min: number;
  readonly max: number | null;
  readonly period: AmountPeriod;
};

/** Personal data found, as exact strings of the message (blanks and hyphens included, without +86). */
export type PersonalData = {
  readonly names: readonly string[];
  readonly idCards: readonly string[];
  readonly phones: readonly string[];
};

/** What a message says. A proposal for people to confirm; it decides nothing. */
export type Reading = {
  readonly intent: Intent;
  readonly subIntent: SubIntent;
  readonly secondaryIntents: readonly SecondaryIntent[];
  /** Empty unless the intent is declaration. */
  readonly riskTypes: readonly RiskType[];
  /** Empty unless the intent is declaration. */
  readonly guaranteeIssues: readonly GuaranteeIssue[];
  readonly urgency: Urgency;
  readonly reporter: Reporter;
  /** Persons in the household, only if told. */
  readonly householdSize: number | null;
  readonly membersAffected: readonly MemberAffected[];
  readonly amounts: readonly Amount[];
  readonly pii: PersonalData;
};
