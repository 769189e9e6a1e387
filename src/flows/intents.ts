/** Everything a step may have done, by name: what it says in asking and the outcome it is shown. Features add their own table. */
import type { CaseStepIntents } from './case-step.intents.ts';
import type { CaseWorkIntents } from './case-work.intents.ts';
import type { AssessmentIntents } from './assessment.intents.ts';
import type { FarmerIntents } from './farmer.intents.ts';
import type { IssueIntents } from './issue.intents.ts';
import type { LedgerIntents } from './ledger.intents.ts';
import type { NoticeIntents } from './notice.intents.ts';
import type { PlanIntents } from './plan.intents.ts';
import type { StaffIntents } from './staff.intents.ts';

export type IntentTable = CaseStepIntents &
  CaseWorkIntents &
  FarmerIntents &
  StaffIntents &
  NoticeIntents &
  IssueIntents &
  AssessmentIntents &
  LedgerIntents &
  PlanIntents;
