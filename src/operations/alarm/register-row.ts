/** One row of a department's list as the comparison takes it. */
import type { RegisterFacts } from '#src/domain/alarm/register-risk.ts';

export type RegisterRow = {
  /** As a spreadsheet shows it, the header being row 1. */
  readonly row: number;
  readonly name: string;
  /** Folded; '' when the row has none. */
  readonly idNumber: string;
  readonly areaCode: string;
  readonly town: string;
  readonly village: string;
  readonly facts: RegisterFacts;
  /** Numbers kept with an alarm: yuan, metres, days, grade. */
  readonly figures: Readonly<Record<string, number>>;
};
