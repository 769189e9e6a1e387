/** What happens to an issue ticket. Codes, days and ids only: words stand encrypted in the ticket's own row. */
import type { LocalDate } from '../calendar/local-date.ts';
import type { DepartmentCode } from '../policy/departments.ts';
import type { PackVersion } from '../policy/pack.ts';
import type { RoutingTopic } from '../policy/routing.ts';
import type { FixWay, IssueStep, NotSoReason } from './issue.ts';

export type IssueOpened = {
  readonly kind: 'opened';
  readonly topic: RoutingTopic;
  readonly department: DepartmentCode;
  readonly pack: PackVersion;
  readonly on: LocalDate;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
  readonly emergency: boolean;
  readonly byStaffId: string | null;
};

export type IssueEvent =
  | IssueOpened
  /** Told once more while it is open: one ticket, more weight. */
  | { readonly kind: 'told-again'; readonly emergency: boolean }
  | { readonly kind: 'verified'; readonly on: LocalDate; readonly byStaffId: string }
  | {
      readonly kind: 'found-not-so';
      readonly on: LocalDate;
      readonly byStaffId: string;
      readonly reason: NotSoReason;
    }
  | {
      readonly kind: 'step-done';
      readonly step: IssueStep;
      readonly on: LocalDate;
      readonly byStaffId: string;
    }
  | {
      readonly kind: 'passed-on';
      readonly department: DepartmentCode;
      readonly byStaffId: string;
    }
  | {
      readonly kind: 'fixed';
      readonly on: LocalDate;
      readonly byStaffId: string;
      readonly way: FixWay;
    }
  | {
      readonly kind: 'closed';
      readonly on: LocalDate;
      readonly heard: 'person' | 'staff' | 'nobody';
      readonly byStaffId: string | null;
    }
  /** 没解决: the clocks begin anew on that day. */
  | {
      readonly kind: 'reopened';
      readonly on: LocalDate;
      readonly verifyDueOn: LocalDate;
      readonly fixDueOn: LocalDate;
      readonly byStaffId: string | null;
    };
