/**
 * A policy notice from its composing to its end: what it may say, in which state what may be done with it, and what exactly a
 * second person approves.
 */
import type { Instant } from '../calendar/instant.ts';
import { isQuiet, type QuietRules, sendableAt } from '../duty/ladder.ts';
import { accepted, refused, type Result } from '../result.ts';
import type { AudienceGroup } from './audience.ts';

/** `done`: nobody is left to be sent to. `rejected`, `done` and `cancelled` are final. */
export type NoticeState =
  | 'awaiting-approval'
  | 'rejected'
  | 'sending'
  | 'paused'
  | 'done'
  | 'cancelled';

/** What staff do with a notice once it is composed. */
export type NoticeVerb = 'approve' | 'reject' | 'pause' | 'resume' | 'cancel' | 'allow-night';

const OPEN_TO: Readonly<Record<NoticeVerb, readonly NoticeState[]>> = {
  approve: ['awaiting-approval'],
  reject: ['awaiting-approval'],
  pause: ['sending'],
  resume: ['paused'],
  cancel: ['awaiting-approval', 'sending', 'paused'],
  'allow-night': ['sending', 'paused'],
};

/** The states in which something may be done; the store asks for them again when it writes. */
export const statesFor = (verb: NoticeVerb): readonly NoticeState[] => OPEN_TO[verb];

/** Whether something may be done now. */
export const mayNow = (verb: NoticeVerb, state: NoticeState): boolean =>
  OPEN_TO[verb].includes(state);

/** Lengths in characters. A whole notice fits one message of every channel, and one screen of a phone when it is kept short. */
export const noticeCaps = { title: 30, body: 1000 } as const;

export type NoticeTextRefusal = {
  readonly code: 'empty' | 'too-long' | 'identity-number' | 'demeaning-word';
  /** For `too-long`: characters written and allowed. */
  readonly length?: number;
  readonly limit?: number;
};

/** Fifteen to eighteen digits in a row, grouped or not: an identity or bank card number of somebody. */
const LONG_NUMBER = /(?<!\d)\d(?:[ -]?\d){14,18}(?:[ -]?[xX])?(?!\d)/;
/** 贫困户 has not been a term of the documents since 2021 (脱贫户, 监测对象), and nobody likes to be called so. */
const DEMEANING = /贫困户|贫困人口|穷人/;

/** Reads what was typed as a title or body: line ends and outer spaces are cleaned, nothing else is changed. */
export function readNoticeText(
  part: 'title' | 'body',
  typed: string,
): Result<string, NoticeTextRefusal> {
  const text = (part === 'title' ? typed.replace(/\s+/g, ' ') : typed.replace(/\r\n?/g, '\n'))
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const length = [...text].length;
  const limit = noticeCaps[part];
  if (length === 0) return refused({ code: 'empty' });
  if (length > limit) return refused({ code: 'too-long', length, limit });
  if (LONG_NUMBER.test(text)) return refused({ code: 'identity-number' });
  if (DEMEANING.test(text)) return refused({ code: 'demeaning-word' });
  return accepted(text);
}

/** Everything of a notice that reaches people, and whom it reaches. */
export type NoticeContent = {
  readonly title: string;
  readonly body: string;
  readonly areaPath: string;
  readonly group: AudienceGroup;
  /** In whose name it is sent (落款). */
  readonly sender: string;
  /** Whom farmers may phone about it, digits; '' when nobody. */
  readonly phone: string;
};

/** The text whose hash the second person approves: the same for the same notice, another for any other. */
export const canonicalNotice = (notice: NoticeContent): string =>
  JSON.stringify([
    'notice-1',
    notice.title,
    notice.body,
    notice.areaPath,
    notice.group,
    notice.sender,
    notice.phone,
  ]);

/**
 * The part of the content hash (base64url) that fits a button beside the notice's id: 10 characters are 60 bits, far more than
 * anybody could vary a notice to hit.
 */
export const shownHash = (contentHash: string): string => contentHash.slice(0, 10);

/** Whether what was shown to the approver is what is stored. */
export const sameContent = (contentHash: string, shown: string): boolean =>
  shown.length === 10 && shownHash(contentHash) === shown;

/** The night a notice keeps, and whether a second person said that it is too urgent to wait (夜里也发). */
export type NoticeNight = QuietRules & { readonly nightAllowed: boolean };

/**
 * Until when nothing of a notice is sent, because farmers are asleep; null while it may go out. A broadcast under way stops when
 * the night begins and goes on in the morning with whoever is left.
 */
export const heldUntil = (notice: NoticeNight, now: Instant): Instant | null =>
  notice.nightAllowed || !isQuiet(now, notice) ? null : sendableAt(now, 'ordinary', notice);
