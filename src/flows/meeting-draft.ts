/** A village meeting as it is being recorded (研判会记录). */
import { type LocalDate, parseLocalDate } from '#src/domain/calendar/local-date.ts';
import { categories, type Category } from '#src/domain/case/dossier.ts';
import { type ReasonCode, reasonCodes } from '#src/domain/case/reasons.ts';
import type { Facts } from './flow.ts';
import {
  storedList,
  storedNumber,
  storedObject,
  storedOneOf,
  storedText,
  storedTexts,
} from './place.ts';
import type { VillageAgenda } from './case-step.needs.ts';

export type DraftResult = {
  readonly caseId: string;
  readonly headName: string;
  readonly category: Category | null;
  readonly reason: ReasonCode | null;
};

export type MeetingDraft = {
  /** A second 提交 of it changes nothing (unique key of the store). */
  readonly draftId: string;
  readonly areaPath: string;
  readonly areaName: string;
  readonly heldOn: LocalDate | null;
  /** Colleagues who were there, the recorder left out. */
  readonly staff: readonly { readonly staffId: string; readonly name: string }[];
  readonly villagers: number;
  readonly results: readonly DraftResult[];
  readonly minutes: string;
  readonly mediaIds: readonly string[];
};

export const newMeeting = (
  agenda: VillageAgenda,
  facts: Pick<Facts, 'account' | 'now'>,
): MeetingDraft => ({
  // Account and millisecond name a meeting for ever; one account's inputs run one after another under a lock.
  draftId: `meeting-${facts.account.accountId}-${facts.now}`,
  areaPath: agenda.areaPath,
  areaName: agenda.areaName,
  heldOn: null,
  staff: [],
  villagers: 0,
  results: [],
  minutes: '',
  mediaIds: [],
});

/** Adds words or a photo to the minutes; the same words coming again are kept once. */
export const withMinutes = (
  meeting: MeetingDraft,
  words: string,
  mediaId: string | null,
): MeetingDraft => ({
  ...meeting,
  minutes:
    words.trim() === '' || meeting.minutes.includes(words.trim())
      ? meeting.minutes
      : [meeting.minutes, words.trim()].filter((part) => part !== '').join('\n'),
  mediaIds: mediaId === null ? meeting.mediaIds : [...new Set([...meeting.mediaIds, mediaId])],
});

/** Reads a stored meeting leniently; null when it has no draft id. */
export function restoreMeeting(value: unknown): MeetingDraft | null {
  const stored = storedObject(value);
  const draftId = storedText(stored['draftId']);
  if (draftId === '') return null;
  return {
    draftId,
    areaPath: storedText(stored['areaPath']),
    areaName: storedText(stored['areaName']),
    heldOn: parseLocalDate(storedText(stored['heldOn'])),
    staff: storedList(stored['staff']).flatMap((each) => {
      const { staffId, name } = storedObject(each);
      return typeof staffId === 'string' ? [{ staffId, name: storedText(name) }] : [];
    }),
    villagers: Math.max(0, Math.trunc(storedNumber(stored['villagers'], 0))),
    results: storedList(stored['results']).flatMap(restoreResult),
    minutes: storedText(stored['minutes']),
    mediaIds: storedTexts(stored['mediaIds']),
  };
}

function restoreResult(value: unknown): readonly DraftResult[] {
  const stored = storedObject(value);
  const caseId = storedText(stored['caseId']);
  if (caseId === '') return [];
  const category = storedOneOf(stored['category'], categories);
  const reason = storedOneOf(stored['reason'], reasonCodes);
  return [{ caseId, headName: storedText(stored['headName']), category, reason }];
}
