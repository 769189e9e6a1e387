/**
 * What a rule check says of a report. A check never refuses and never enrols: `block` holds the report in sight of the town with a
 * duty to call the farmer (the clock runs on), `ask` sends a question back while the case opens, `note` is shown to the officer.
 */
import type { LocalDate } from '../../calendar/local-date.ts';
import type { IdentityFlag } from '../../people/identity-number.ts';
import type { DeclarationContent } from '../declaration.ts';

export type Severity = 'block' | 'ask' | 'note';

/** Codes of all rules; wording for farmers and officers hangs on them. */
export type CheckCode =
  | 'consent-missing'
  | 'consent-on-paper'
  | 'too-many-reports'
  | 'area-not-village'
  | 'person-not-in-registry'
  | 'person-ambiguous'
  | 'registry-elsewhere'
  | 'open-case'
  | 'earlier-report'
  | 'identity-number-flagged'
  | 'cause-missing'
  | 'cause-not-listed'
  | 'school-without-student'
  | 'labour-not-lacking'
  | 'jobs-without-labour'
  | 'disaster-kind-missing'
  | 'illness-without-cost'
  | 'amount-implausible'
  | 'amount-to-confirm'
  | 'reporter-minor'
  | 'children-concerned'
  | 'proxy-report'
  | 'staff-filed'
  | 'urgent'
  | 'relief-first'
  | 'suggested-category'
  | 'entitlement-hint'
  | 'others-personal-data';

/** One result, kept with the report: which rule, what it looked at, and the clause it rests on. */
export type CheckResult = {
  readonly code: CheckCode;
  readonly severity: Severity;
  /** Codes, counts and yuan the result rests on; never names, numbers of people or free words. */
  readonly inputs: Readonly<Record<string, string | number | readonly string[]>>;
  /** Document and article, or the public norm. */
  readonly clause: string;
};

/** A household member as the registry has it, as far as checks look. */
export type MemberFacts = {
  readonly age: number | null;
  readonly student: boolean;
  /** Can do at least light work (普通、技能、弱或半劳动力). Null when unknown. */
  readonly labour: boolean | null;
  readonly disabled: boolean;
  readonly gravelyIll: boolean;
};

/** Everything the checks may look at. Gathered by the worker; nothing here identifies a person. */
export type CheckFacts = {
  readonly content: DeclarationContent;
  readonly today: LocalDate;
  /** `paper`: an officer filed it and asks for the consent on the spot. */
  readonly consent: 'given' | 'missing' | 'paper';
  readonly areaLevel: 'county' | 'town' | 'village' | 'group' | 'other';
  /** How the person was found in the registry. `elsewhere`: the household stands in another village. */
  readonly registry: 'matched' | 'unmatched' | 'ambiguous' | 'elsewhere';
  /** What is odd about the identity number given; null when none was given or nothing is. */
  readonly identityFlag: IdentityFlag | null;
  /** Days since the household's open case began; null when there is none. */
  readonly openCaseDays: number | null;
  /** Reports of the same household in the last 30 days, without this one. */
  readonly earlierReports: number;
  /** Reports from the same account today, this one included. */
  readonly reportsToday: number;
  /** Age of the person who speaks, when known from the identity number. */
  readonly reporterAge: number | null;
  readonly household: {
    readonly exitedPoverty: boolean;
    readonly monitored: boolean;
    readonly members: readonly MemberFacts[];
  } | null;
  /** Names and numbers of others found in the words (the reporter's own not counted). */
  readonly othersPersonalData: number;
  /** Risk types the pack recognises. */
  readonly packRiskTypes: readonly string[];
};

/** A rule: its code and what it says; null when it has nothing to say. */
export type Rule = (facts: CheckFacts) => CheckResult | null;
