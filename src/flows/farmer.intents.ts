/** What the farmer's conversations have done. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DeclarationContent } from '#src/domain/declaration/declaration.ts';
import type { Result } from '#src/domain/result.ts';
import type { AreaHit } from './area-hit.ts';
import type { Draft } from './draft.ts';
import type { ContactFacts } from './facts.ts';

/** Kinds of danger to life, the most pressing first; the kind chooses the numbers told and is shown to the person on call. */
export const alertKinds = [
  /** Poison or pills were swallowed: by whoever speaks, or by somebody else. */
  'took-poison',
  /** Somebody has hurt themselves (割腕, 上吊, 跳河). */
  'self-injury',
  /** Somebody else says they want to die. */
  'self-harm-other',
  'self-harm',
  'fire-or-collapse',
  'violence',
  'medical',
  'missing',
  'hunger',
  'other',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Why a thing about one's own report could not be done. */
export type ReportRefusal = { readonly code: 'not-yours' | 'already-closed' | 'unknown' };

export type FarmerIntents = {
  /** Records both consents (general; health and finance) with the version of the text that was shown. */
  readonly 'give-consent': {
    readonly ask: { readonly textVersion: string };
    readonly outcome: null;
  };
  /** 不同意: erases whatever personal was kept for this account; also withdraws a consent given earlier. */
  readonly 'refuse-consent': { readonly ask: object; readonly outcome: null };
  /**
   * Ends first contact: who this is. Matched against the registry inside; the outcome does not tell whether a record was
   * found (no answer tells a stranger whether a person is known).
   */
  readonly bind: {
    readonly ask: {
      readonly areaId: string;
      readonly name: string;
      readonly phone: string;
      /** The channel proved that the number is the sender's own. */
      readonly phoneProven: boolean;
      readonly groupName: string;
      readonly idNumber: string;
    };
    readonly outcome: { readonly done: true };
  };
  /** Changes what the person said of themselves (name, phone, ID number). */
  readonly 'correct-person': {
    readonly ask: { readonly name?: string; readonly phone?: string; readonly idNumber?: string };
    readonly outcome: null;
  };
  /** 提交: commits the report with its receipt number. */
  readonly 'submit-report': {
    readonly ask: {
      readonly receiptNumber: string;
      readonly content: DeclarationContent;
      /** Names the draft; a second 提交 of the same draft changes nothing and yields the first number (unique key). */
      readonly draftId: string;
    };
    readonly outcome: {
      readonly declarationId: string;
      readonly receiptNumber: string;
      /** True when this draft had been sent before. */
      readonly repeated: boolean;
      /** By when somebody comes by, from the clocks of the area's pack (K1a and K1b); null when no pack is in force. */
      readonly visitBy: LocalDate | null;
      /** Who has it now: of the subject's village when it is another one; null when nobody is known. */
      readonly holder: ContactFacts | null;
    };
  };
  /** 补充: more words, photos, a place for a report already sent. */
  readonly 'add-to-report': {
    readonly ask: {
      readonly declarationId: string;
      readonly words: readonly string[];
      readonly mediaIds: readonly string[];
    };
    readonly outcome: Result<{ readonly receiptNumber: string }, ReportRefusal>;
  };
  /** 撤回: asks for it; the officer confirms by phone, the clock runs on until then. */
  readonly 'withdraw-report': {
    readonly ask: { readonly declarationId: string; readonly reason: string };
    readonly outcome: Result<{ readonly receiptNumber: string }, ReportRefusal>;
  };
  /** Danger to life: rings the person on call at once and up the ladder; never waits for consent, binding or a case. */
  readonly 'raise-alert': {
    readonly ask: {
      readonly kind: AlertKind;
      readonly words: string;
      /** The place the words name, where nobody knew one (`alert-reach`). */
      readonly area?: AreaHit;
    };
    readonly outcome: { readonly alertId: string };
  };
  /** Words for the alarm of this account that is going on (现在没事了); never raises one. `hears`: how many people got them. */
  readonly 'note-alert': {
    readonly ask: { readonly words: string };
    readonly outcome: { readonly hears: number };
  };
  /** A question, complaint, request for a person or for one's data: a numbered ticket with an owner and a due date. */
  readonly 'open-ticket': {
    readonly ask: {
      readonly kind: 'question' | 'complaint' | 'help' | 'data-request';
      readonly words: string;
      /** Words naming whom a complaint is about (a title or name); '' when nobody. Routed past that person. */
      readonly about: string;
    };
    /** `dueOn`: by when it is answered, from the pack; null when the pack says nothing. */
    readonly outcome: {
      readonly ticketId: string;
      readonly number: string;
      readonly dueOn: LocalDate | null;
    };
  };
  /** Whom one's own complaint is about, said after it was written down; they are kept from it. */
  readonly 'name-complaint': {
    readonly ask: { readonly ticketId: string; readonly about: string };
    readonly outcome: null;
  };
  /** Has a model read the words in a worker; its answer comes back as a `proposal` input if the draft is still open. */
  readonly 'ask-model': {
    readonly ask: { readonly draftId: string; readonly words: readonly string[] };
    readonly outcome: null;
  };
  /** 已知晓. */
  readonly 'mark-notice-read': {
    readonly ask: { readonly recipientId: string };
    readonly outcome: { readonly known: boolean };
  };
  readonly 'set-elder-mode': { readonly ask: { readonly on: boolean }; readonly outcome: null };
  /**
   * 换人使用 on a shared phone: the chat lets go of this account and the next person starts a new conversation in it. The old
   * conversation stays with the account, its draft included; no outcome is shown to it.
   */
  readonly 'end-session': { readonly ask: object; readonly outcome: null };
  /** Binds this account to the staff member and post an invitation stands for; once (unique use). */
  readonly 'redeem-invitation': {
    readonly ask: { readonly code: string };
    readonly outcome: Result<
      { readonly role: string; readonly areaName: string; readonly name: string },
      { readonly code: 'invalid-or-used' | 'post-of-another' }
    >;
  };
  /** A single-use code that joins another channel to this person; valid 10 minutes. */
  readonly 'issue-join-code': {
    readonly ask: object;
    readonly outcome: { readonly code: string; readonly validMinutes: number };
  };
  /** Joins this account to the person the code came from. Their unsent report moves here unless this chat has one of its own. */
  readonly 'redeem-join-code': {
    readonly ask: { readonly code: string; readonly hasDraft: boolean };
    readonly outcome: Result<
      { readonly name: string; readonly draft: Draft | null },
      { readonly code: 'invalid-or-used' }
    >;
  };
};
