/** What the notice conversations have done. */
import type { AudienceCount, AudienceGroup } from '#src/domain/notice/audience.ts';
import type { NoticeState } from '#src/domain/notice/notice.ts';
import type { Result } from '#src/domain/result.ts';
import type { NightBreak } from './notice.needs.ts';

/** Why something about a notice was not done. */
export type NoticeRefusal = {
  readonly code:
    | 'unknown'
    /** No post of this person carries the right, or none covers the whole audience. */
    | 'not-allowed'
    /** The author cannot approve: a second pair of eyes is asked for. */
    | 'own-work'
    /** Somebody decided before. */
    | 'already-decided'
    /** The notice is not in a state for it (already done, called off). */
    | 'wrong-state'
    /** What is stored is not what was shown. */
    | 'content-changed'
    /** Nobody else may approve and can be reached. */
    | 'nobody-to-approve'
    /** Title or body cannot be sent as they are. */
    | 'bad-text';
};

/** What is done with a notice that is going out. */
export type SteerVerb = 'pause' | 'resume' | 'cancel' | 'allow-night';

export type NoticeIntents = {
  /** 提交审批: writes the notice and shows it to whoever may approve it. Once a draft (unique draft id). */
  readonly 'compose-notice': {
    readonly ask: {
      readonly draftId: string;
      readonly title: string;
      readonly body: string;
      readonly areaId: string;
      readonly group: AudienceGroup;
    };
    readonly outcome: Result<
      { readonly noticeId: string; readonly approvers: readonly string[] },
      NoticeRefusal
    >;
  };
  /** 同意发送: fixes the recipients and begins to send. `shown` is the part of the content hash the button carried. */
  readonly 'approve-notice': {
    readonly ask: { readonly noticeId: string; readonly shown: string };
    readonly outcome: Result<
      {
        readonly noticeId: string;
        readonly title: string;
        readonly count: AudienceCount;
        /** Set when not everybody is sent to before the night. */
        readonly night: NightBreak | null;
      },
      NoticeRefusal
    >;
  };
  /** 退回: the author hears the reason. */
  readonly 'reject-notice': {
    readonly ask: { readonly noticeId: string; readonly reason: string };
    readonly outcome: Result<{ readonly title: string }, NoticeRefusal>;
  };
  /** 暂停, 继续, 取消发送, 夜里也发 (by a second person only). */
  readonly 'steer-notice': {
    readonly ask: { readonly noticeId: string; readonly verb: SteerVerb };
    readonly outcome: Result<
      {
        readonly noticeId: string;
        readonly title: string;
        readonly state: NoticeState;
        readonly verb: SteerVerb;
      },
      NoticeRefusal
    >;
  };
  /** 说过了 of one household, 都上门说过了 of everybody left (null); the village's duty is done when nobody is left. */
  readonly 'tell-at-door': {
    readonly ask: {
      readonly noticeId: string;
      readonly areaId: string;
      readonly recipientId: string | null;
    };
    readonly outcome: Result<
      {
        readonly noticeId: string;
        readonly areaId: string;
        readonly areaName: string;
        readonly left: number;
      },
      NoticeRefusal
    >;
  };
};
