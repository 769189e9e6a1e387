/** What the notice conversations have done. */
import type { AudienceCount, AudienceGroup } from '#src/domain/notice/audience.ts';
import type { NoticeState } from '#src/domain/notice/notice.ts';
import type { Result } from '#src/domain/result.ts';

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
      { readonly noticeId: string; readonly title: string; readonly count: AudienceCount },
      NoticeRefusal
    >;
  };
  /** 退回: the author hears the reason. */
  readonly 'reject-notice': {
    readonly ask: { readonly noticeId: string; readonly reason: string };
    readonly outcome: Result<{ readonly title: string }, NoticeRefusal>;
  };
  /** 暂停, 继续, 取消发送. */
  readonly 'steer-notice': {
    readonly ask: { readonly noticeId: string; readonly verb: 'pause' | 'resume' | 'cancel' };
    readonly outcome: Result<
      { readonly noticeId: string; readonly title: string; readonly state: NoticeState },
      NoticeRefusal
    >;
  };
  /** 都上门说过了: closes the village's door-to-door duty for the notice. */
  readonly 'tell-at-door': {
    readonly ask: { readonly noticeId: string; readonly areaId: string };
    readonly outcome: Result<{ readonly areaName: string }, NoticeRefusal>;
  };
};
