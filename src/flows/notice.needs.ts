/** Facts the notice conversations ask for. */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { AreaHit } from './area-hit.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AudienceCount, AudienceGroup } from '#src/domain/notice/audience.ts';
import type { NoticeContent, NoticeState } from '#src/domain/notice/notice.ts';
import type { NoticeCounts } from '#src/domain/notice/progress.ts';

export type NoticeNeeds = {
  /** The groups of households the area's pack offers, in its order. */
  readonly 'notice-groups': {
    readonly ask: { readonly areaId: string };
    readonly answer: readonly AudienceGroup[];
  };
  /** Exact numbers for an audience and who could approve; null when this person may not send there. */
  readonly 'notice-preview': {
    readonly ask: { readonly areaId: string; readonly group: AudienceGroup };
    readonly answer: NoticePreview | null;
  };
  /** How far a notice has come, as far as this person may see it; null when they may not. */
  readonly 'notice-progress': {
    readonly ask: { readonly noticeId: string };
    readonly answer: NoticeProgress | null;
  };
  /** A page of the households of an area still to be told at the door; null when this person may not see them. */
  readonly 'notice-households': {
    readonly ask: { readonly noticeId: string; readonly areaId: string; readonly page: number };
    readonly answer: HouseholdsToTell | null;
  };
  /** Texts of 月通报 for towns this person may send to, the newest month first, at most 6. */
  readonly 'month-drafts': { readonly ask: object; readonly answer: readonly MonthDraft[] };
  /** The newest notices this person composed or approved, at most 6. */
  readonly 'sent-notices': { readonly ask: object; readonly answer: readonly SentNotice[] };
};

/** A monthly notice as it was drafted from the data. */
export type MonthDraft = {
  readonly draftId: string;
  readonly title: string;
  readonly body: string;
  readonly area: AreaHit;
};

/** What a notice would be, before it is handed in. */
export type NoticePreview = {
  /** Names this attempt, so that handing it in twice makes one notice. */
  readonly draftId: string;
  readonly areaName: string;
  readonly sender: string;
  readonly phone: string;
  readonly count: AudienceCount;
  /** Whom it will be shown to for approval; empty when nobody else may approve and can be reached. */
  readonly approvers: readonly string[];
};

/** A notice as staff see it. */
export type SentNotice = {
  readonly noticeId: string;
  readonly title: string;
  readonly areaName: string;
  readonly group: AudienceGroup;
  readonly state: NoticeState;
  readonly createdAt: Instant;
};

/** People still to be told in a village; `areaId` is the village's. */
export type VillageGlance = {
  readonly areaId: string;
  readonly areaName: string;
  readonly unreachable: number;
  readonly uncertain: number;
  readonly failed: number;
  readonly silent: number;
};

/** Farmers are asleep before everybody is sent to. */
export type NightBreak = {
  /** The night has begun; false: sending stops when it does. */
  readonly asleep: boolean;
  /** Minute of the day at which it begins. */
  readonly from: number;
  readonly goesOnAt: Instant;
};

export type NoticeProgress = SentNotice &
  NoticeContent & {
    readonly createdByName: string;
    readonly approvedByName: string | null;
    readonly rejectedReason: string | null;
    readonly readBy: LocalDate;
    /** Recipients within this person's area. */
    readonly counts: NoticeCounts;
    /** Seconds until everybody has been sent to; 0 when nobody is left. */
    readonly secondsLeft: number;
    /** Set when the night comes before everybody is sent to. */
    readonly night: NightBreak | null;
    /** The right to have it go out in the night; never the author's. */
    readonly mayAllowNight: boolean;
    /** Whom it waits for (approval, or what becomes of it while paused) and until when; null when for nobody. */
    readonly waitsFor: { readonly ownerName: string; readonly dueOn: LocalDate } | null;
    /** The right to pause, resume and call off. */
    readonly mayControl: boolean;
    /** Part of the content hash, for the button of whoever may approve it now; null for everybody else. */
    readonly approvable: string | null;
    /** Villages with people still to tell, at most 40. */
    readonly villages: readonly VillageGlance[];
  };

export type HouseholdsToTell = {
  readonly title: string;
  readonly body: string;
  readonly areaName: string;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly households: readonly {
    readonly recipientId: string;
    readonly headName: string;
    readonly groupName: string;
    readonly reason: 'unreachable' | 'uncertain' | 'failed' | 'silent';
  }[];
  /** A door-to-door duty for the village is open and this person may close it. */
  readonly mayClose: boolean;
};
