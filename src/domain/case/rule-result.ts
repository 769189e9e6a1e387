/** What a rule came to when it was asked, as it is kept in the log with the decision. */

/** A rule that was asked before a step was allowed, with what it was asked on (promise G8). */
export type RuleResult = {
  readonly rule: string;
  readonly met: boolean;
  readonly inputs: Readonly<Record<string, string | number | boolean | null>>;
};
