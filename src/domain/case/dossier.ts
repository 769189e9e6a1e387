/** What the steps of a case have established so far: one entry a step, null until it is done. */
import type { Instant } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { CaseStep } from '../policy/settings.ts';
import type { ReasonCode } from './reasons.ts';

/** What the visitors found at the household (入户核实结论): as told, partly, not as told. */
export type Finding = 'true' | 'partly' | 'untrue';

/** The three kinds of monitored households (三类监测对象): 脱贫不稳定户, 边缘易致贫户, 突发严重困难户. */
export const categories = ['unstable-exited', 'marginal', 'sudden-hardship'] as const;
export type Category = (typeof categories)[number];

/** Home verification (入户核实). */
export type Verification = {
  readonly visitId: string;
  readonly finding: Finding;
  readonly on: LocalDate;
  /** Staff who were there; nobody of them may approve later. */
  readonly verifiers: readonly string[];
  /** 缺第二人: fewer verifiers than the pack asks for. */
  readonly secondMissing: boolean;
};

/** How a household gave its word: signed, finger on the paper, or pressed in the chat with an officer beside it. */
export type AuthorisationForm = 'signature' | 'fingerprint' | 'pressed';

/** Authorisation (承诺授权): the household lets departments compare its data. An act of its own, apart from the chat's consent. */
export type Authorisation = {
  readonly form: AuthorisationForm;
  /** Who gave it: the household itself, or a near relative for somebody who cannot. */
  readonly by: 'household' | 'relative';
  /** Staff member who read it aloud to somebody who cannot read; null when that was not needed. */
  readonly readAloudBy: string | null;
  /** Photo of the paper; null when it was pressed in the chat. */
  readonly mediaId: string | null;
  readonly recordedBy: string;
  readonly on: LocalDate;
};

/** Village review (村级研判/民主评议). The minutes lie encrypted beside it under `meetingId`. */
export type VillageReview = {
  readonly meetingId: string;
  readonly on: LocalDate;
  readonly present: number;
  /** Null: the meeting did not recommend the household. */
  readonly category: Category | null;
  readonly reason: ReasonCode | null;
  readonly recordedBy: string;
};

/** An objection (异议) to what was posted. */
export type Objection = {
  readonly objectionId: string;
  readonly source: 'chat' | 'paper';
  readonly on: LocalDate;
  readonly check: {
    readonly byStaffId: string;
    readonly upheld: boolean;
    readonly on: LocalDate;
  } | null;
};

/** Publicity in the village (村内公示): never shorter than the pack's days. */
export type Publicity = {
  readonly noticeId: string;
  readonly category: Category;
  readonly postedOn: LocalDate;
  /** First moment it may be taken down. */
  readonly mayCloseAt: Instant;
  readonly objections: readonly Objection[];
  readonly closedOn: LocalDate | null;
};

/** A level's approval. */
export type Approval = { readonly byStaffId: string; readonly on: LocalDate };

/** What the town thinks of a case before it goes to the county: `reason` null in favour, else why not (镇街审核意见). */
export type TownReview = Approval & { readonly reason: ReasonCode | null };

export type Dossier = {
  readonly verification: Verification | null;
  readonly authorisation: Authorisation | null;
  readonly review: VillageReview | null;
  readonly publicity: Publicity | null;
  readonly townReview: TownReview | null;
};

export const EMPTY_DOSSIER: Dossier = {
  verification: null,
  authorisation: null,
  review: null,
  publicity: null,
  townReview: null,
};

/** Whether a step between verification and the county's decision needs nobody any more. */
function isDone(step: CaseStep, dossier: Dossier): boolean {
  const notRecommended = dossier.review !== null && dossier.review.category === null;
  switch (step) {
    case 'authorisation':
      // A household nobody recommends has nothing posted and nothing compared.
      return dossier.authorisation !== null || notRecommended;
    case 'village-review':
      return dossier.review !== null;
    case 'publicity':
      // What was posted must still be what is proposed; another category is posted again.
      return (
        notRecommended ||
        (dossier.publicity !== null &&
          dossier.publicity.closedOn !== null &&
          dossier.publicity.category === dossier.review?.category)
      );
    case 'town-review':
      return dossier.townReview !== null;
    case 'county-decision':
      return false;
  }
}

/**
 * The first of the pack's steps that is still to be done. The county's decision comes last and is never skipped
 * (陇县 2021 第1项: 承诺授权并公开公示后，上报镇县审核).
 */
export const nextStep = (steps: readonly CaseStep[], dossier: Dossier): CaseStep =>
  steps.find((step) => !isDone(step, dossier)) ?? 'county-decision';

/**
 * The dossier as it is when a case goes back to a step: that step is open again, and so is what rested on it. Authorisation
 * stays unless it is the target; a notice that hung its days stays while it shows what is proposed (see `isDone`), one that still
 * hangs comes down: what the village reads there is not settled any more.
 */
export function reopenedAt(step: 'verification' | CaseStep, dossier: Dossier): Dossier {
  const served = dossier.publicity?.closedOn == null ? null : dossier.publicity;
  const back = { ...dossier, publicity: served, townReview: null };
  switch (step) {
    case 'verification':
      return { ...back, verification: null, review: null };
    case 'authorisation':
      return { ...back, authorisation: null };
    case 'village-review':
      return { ...back, review: null };
    case 'publicity':
      return { ...back, publicity: null };
    case 'town-review':
    case 'county-decision':
      return back;
  }
}
