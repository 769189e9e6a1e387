/** Facts the conversations about issue tickets and alarms ask for. Staff see what one of their posts may; farmers their own. */
import type { AlarmKind, AlarmState } from '#src/domain/alarm/alarm.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { FixWay, IssueState, IssueStep, PhotoOf, StepDone } from '#src/domain/ticket/issue.ts';
import type { ContactFacts } from './facts.ts';
import type { TroubleOf } from './issue.intents.ts';
import type { Attachment } from './media.ts';

export type IssueNeeds = {
  /** Topics the pack takes tickets about, where the trouble is. */
  readonly 'issue-topics': {
    readonly ask: { readonly whose: TroubleOf };
    readonly answer: IssueSubject | null;
  };
  /**
   * Households by a name in them, or in one village by the last four of a member's number, at most six: for officers who tell of a
   * trouble. Within their posts only; every search is written down.
   */
  readonly 'issue-households': {
    readonly ask: { readonly areaId: string | null; readonly text: string };
    readonly answer: readonly HouseholdHit[];
  };
  /** Tickets this account told of, the open ones first, newest first, at most 10. */
  readonly 'my-issues': { readonly ask: object; readonly answer: readonly OwnIssue[] };
  /** One ticket with all that is needed to decide; null when out of reach. */
  readonly 'issue-sheet': {
    readonly ask: { readonly issueId: string };
    readonly answer: IssueSheet | null;
  };
  readonly 'alarm-sheet': {
    readonly ask: { readonly alarmId: string };
    readonly answer: AlarmSheet | null;
  };
  /** Open tickets and alarms of all the person's posts, the nearest day first. Pages count from 1. */
  readonly 'open-issues': { readonly ask: { readonly page: number }; readonly answer: IssuePage };
};

/** Whose trouble would be told, and about what it can be. */
export type IssueSubject = {
  /** Head of the household or name of the village; '' for the person's own household. */
  readonly name: string;
  readonly topics: readonly RoutingTopic[];
};

export type HouseholdHit = {
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly groupName: string;
};

export type OwnIssue = {
  readonly issueId: string;
  readonly number: string;
  readonly topic: RoutingTopic;
  readonly state: IssueState['tag'];
  readonly openedOn: LocalDate;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
  readonly office: string;
  readonly contact: ContactFacts | null;
};

export type IssueAct = 'verify' | 'fix' | 'call-back';

export type IssueSheet = {
  readonly issueId: string;
  readonly number: string;
  readonly topic: RoutingTopic;
  readonly state: IssueState['tag'];
  readonly department: DepartmentCode;
  readonly office: string;
  /** Offices and posts the county's table charges with it as well (配合单位). Left out: nobody else. */
  readonly together?: readonly string[];
  /** What the county's tool box says of the help for such a house: whom it is for. Left out: nothing. */
  readonly helpFor?: { readonly title: string; readonly condition: string };
  readonly areaName: string;
  readonly headName: string;
  readonly householdId: string | null;
  readonly words: string;
  /** Photos whose bytes are here. */
  readonly photos: readonly (Attachment & { readonly shows: PhotoOf })[];
  readonly openedOn: LocalDate;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
  readonly emergency: boolean;
  readonly reports: number;
  readonly reopened: number;
  readonly repeatScope: 'household' | 'village' | null;
  readonly steps: readonly StepDone[];
  readonly stepsOpen: readonly IssueStep[];
  readonly stepsMissing: readonly IssueStep[];
  readonly ways: readonly FixWay[];
  readonly phone: ContactFacts | null;
  /** What the person may do with it. */
  readonly may: readonly IssueAct[];
  /** Offices it can be passed on to, all but its own. */
  readonly offices: readonly { readonly code: DepartmentCode; readonly name: string }[];
};

export type AlarmSheet = {
  readonly alarmId: string;
  readonly number: string;
  readonly kind: AlarmKind;
  readonly state: AlarmState['tag'];
  readonly office: string;
  readonly areaName: string;
  readonly headName: string;
  readonly memberName: string;
  readonly householdId: string | null;
  readonly figures: Readonly<Record<string, number>>;
  readonly receivedOn: LocalDate;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
  readonly phone: ContactFacts | null;
  /** The household has an open case. */
  readonly inCase: boolean;
  readonly may: readonly ('verify' | 'fix')[];
};

/** A ticket or an alarm on a list. */
export type IssueLine = {
  readonly subject: 'issue' | 'alarm';
  readonly id: string;
  readonly number: string;
  readonly topic: RoutingTopic | null;
  readonly alarm: AlarmKind | null;
  readonly areaName: string;
  readonly headName: string;
  readonly fixDueOn: LocalDate;
  readonly emergency: boolean;
};

export type IssuePage = {
  readonly lines: readonly IssueLine[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
};
