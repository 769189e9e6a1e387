/** Every fact a step may ask for, by name: what it says in asking and what it gets. Features add their own table. */
import type { CaseStepNeeds } from './case-step.needs.ts';
import type { CaseWorkNeeds } from './case-work.needs.ts';
import type { AssessmentNeeds } from './assessment.needs.ts';
import type { FarmerNeeds } from './farmer.needs.ts';
import type { IssueNeeds } from './issue.needs.ts';
import type { LedgerNeeds } from './ledger.needs.ts';
import type { NoticeNeeds } from './notice.needs.ts';
import type { PlanNeeds } from './plan.needs.ts';
import type { StaffNeeds } from './staff.needs.ts';

export type { AreaHit } from './area-hit.ts';

export type NeedTable = CaseStepNeeds &
  CaseWorkNeeds &
  FarmerNeeds &
  StaffNeeds &
  NoticeNeeds &
  IssueNeeds &
  AssessmentNeeds &
  LedgerNeeds &
  PlanNeeds;
