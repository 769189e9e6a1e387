/** What the conversations about issue tickets and alarms have done. Every outcome can be a refusal that explains itself. */
import type { AlarmCommand, AlarmRefusal } from '#src/domain/alarm/decide.ts';
import type { AlarmState } from '#src/domain/alarm/alarm.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { Result } from '#src/domain/result.ts';
import type { IssueCommand, IssueRefusal } from '#src/domain/ticket/decide.ts';
import type { IssueState } from '#src/domain/ticket/issue.ts';
import type { ContactFacts } from './facts.ts';
import type { StaffRefusal } from './staff.intents.ts';

/** A command without the one who gives it: the turn knows who is speaking. */
type Unsigned<C> = C extends unknown ? Omit<C, 'byStaffId'> : never;

/** What staff decide about a ticket; `answer-call-back` is what the person said on the phone. */
export type IssueOrder = Unsigned<Exclude<IssueCommand, { readonly kind: 'tell-again' }>>;
export type AlarmOrder = Unsigned<AlarmCommand>;

/** The person's own household, one of the officer's area, or the whole village of a post. */
export type TroubleOf =
  | { readonly kind: 'own' }
  | { readonly kind: 'household'; readonly householdId: string }
  | { readonly kind: 'area'; readonly areaId: string };

export type IssueIntents = {
  /** A trouble told by the person themselves, or by staff for a household of theirs. */
  readonly 'open-issue': {
    readonly ask: {
      readonly topic: RoutingTopic;
      readonly emergency: boolean;
      readonly words: string;
      /** Photos, and voice messages with the words; only what this account sent counts. */
      readonly mediaIds: readonly string[];
      /** Whose trouble it is. */
      readonly whose: TroubleOf;
    };
    readonly outcome: Result<
      {
        readonly issueId: string;
        readonly number: string;
        readonly topic: RoutingTopic;
        readonly office: string;
        readonly verifyDueOn: LocalDate;
        readonly fixDueOn: LocalDate;
        readonly fresh: boolean;
        readonly contact: ContactFacts | null;
      },
      StaffRefusal
    >;
  };
  /** 解决了吗: the person's own answer, from whatever button. */
  readonly 'answer-call-back': {
    readonly ask: { readonly issueId: string; readonly solved: boolean };
    readonly outcome: Result<
      {
        readonly number: string;
        readonly topic: RoutingTopic;
        readonly solved: boolean;
        readonly verifyDueOn: LocalDate;
        readonly fixDueOn: LocalDate;
        readonly contact: ContactFacts | null;
      },
      { readonly code: 'not-yours' | 'not-now' }
    >;
  };
  /** A photo for a ticket there is, by who told of it or by an officer of its offices; `words`: the caption. */
  readonly 'add-issue-photo': {
    readonly ask: { readonly issueId: string; readonly mediaId: string; readonly words: string };
    readonly outcome: Result<{ readonly number: string }, { readonly code: 'not-yours' | 'over' }>;
  };
  readonly 'work-issue': {
    readonly ask: {
      readonly issueId: string;
      readonly order: IssueOrder;
      /** Photos of what was put right, sent with 办好了. */
      readonly mediaIds: readonly string[];
    };
    readonly outcome: Result<
      { readonly number: string; readonly state: IssueState['tag']; readonly office: string },
      StaffRefusal | IssueRefusal
    >;
  };
  readonly 'work-alarm': {
    readonly ask: { readonly alarmId: string; readonly order: AlarmOrder };
    readonly outcome: Result<
      {
        readonly number: string;
        readonly state: AlarmState['tag'];
        /** The clue a real alarm became; '' when none. */
        readonly receiptNumber: string;
        readonly linked: boolean;
      },
      StaffRefusal | AlarmRefusal
    >;
  };
};
