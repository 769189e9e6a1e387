/** A visit an officer is about to log (走访记录). */
import type { Finding } from '#src/domain/case/dossier.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import type { Place } from '#src/domain/declaration/declaration.ts';
import {
  findings,
  type VisitOutcome,
  visitOutcomes,
  type VisitWant,
  visitWants,
} from '#src/domain/visit/visit.ts';
import type { Facts, Input } from './flow.ts';
import { restorePlace, storedObject, storedOneOf, storedText, storedTexts } from './place.ts';
import type { VisitSubject } from './staff.needs.ts';
import { closeReasons } from './text/staff-case.ts';

/** A visit not logged yet. Its id makes a second 提交 harmless (unique key of the store). */
export type VisitDraft = {
  readonly draftId: string;
  readonly householdId: string;
  readonly headName: string;
  readonly areaName: string;
  readonly areaPath: string;
  readonly outcome: VisitOutcome;
  readonly finding: Finding | null;
  readonly reason: ReasonCode | null;
  readonly note: string;
  readonly mediaIds: readonly string[];
  readonly place: Place | null;
  readonly secondStaffId: string | null;
  readonly secondName: string;
  readonly wants: readonly VisitWant[];
};

/** A visit just begun. */
export const visitDraft = (
  subject: VisitSubject,
  outcome: VisitOutcome,
  finding: Finding | null,
  facts: Pick<Facts, 'account' | 'now'>,
): VisitDraft => ({
  // Account and millisecond name a visit for ever; one account's inputs run one after another under a lock.
  draftId: `visit-${facts.account.accountId}-${facts.now}`,
  householdId: subject.householdId,
  headName: subject.headName,
  areaName: subject.areaName,
  areaPath: subject.areaPath,
  outcome,
  finding,
  reason: null,
  note: '',
  mediaIds: [],
  place: null,
  secondStaffId: null,
  secondName: '',
  wants: [],
});

/** The same visit with another answer: note, photos, place and who came along stay. */
export const answeredAnew = (told: VisitDraft, fresh: VisitDraft): VisitDraft => ({
  ...told,
  outcome: fresh.outcome,
  finding: fresh.finding,
  reason: null,
});

/** Words, a photo, a recording or a place told of the visit; null for any other input. */
export function withTold(visit: VisitDraft, input: Input): VisitDraft | null {
  switch (input.kind) {
    case 'text':
    case 'transcript':
      return withNote(visit, input.text);
    case 'media': {
      const mediaIds = [...new Set([...visit.mediaIds, input.mediaId])];
      return withNote({ ...visit, mediaIds }, input.caption);
    }
    case 'location':
      return { ...visit, place: { latitude: input.latitude, longitude: input.longitude } };
    default:
      return null;
  }
}

/** Adds words to the note; the same words coming again are kept once. */
const withNote = (visit: VisitDraft, words: string): VisitDraft =>
  words.trim() === '' || visit.note.includes(words.trim())
    ? visit
    : { ...visit, note: [visit.note, words.trim()].filter((part) => part !== '').join('\n') };

/** Says that the household wants it, or takes that back. */
export const toggleWant = (visit: VisitDraft, want: VisitWant): VisitDraft => ({
  ...visit,
  wants: visit.wants.includes(want)
    ? visit.wants.filter((each) => each !== want)
    : [...visit.wants, want],
});

/** What is logged: everything but the names shown. */
export const contentOf = ({
  headName: _head,
  areaName: _area,
  areaPath: _path,
  secondName: _second,
  ...content
}: VisitDraft) => content;

const reasons = [...new Set([...closeReasons.duplicate, ...closeReasons['not-hardship']])];

/** Reads a stored visit leniently; null when it names no household. */
export function restoreVisitDraft(value: unknown): VisitDraft | null {
  const stored = storedObject(value);
  const draftId = storedText(stored['draftId']);
  const householdId = storedText(stored['householdId']);
  if (draftId === '' || householdId === '') return null;
  return {
    draftId,
    householdId,
    headName: storedText(stored['headName']),
    areaName: storedText(stored['areaName']),
    areaPath: storedText(stored['areaPath']),
    outcome: storedOneOf(stored['outcome'], visitOutcomes) ?? 'all-well',
    finding: storedOneOf(stored['finding'], findings),
    reason: storedOneOf(stored['reason'], reasons),
    note: storedText(stored['note']),
    mediaIds: storedTexts(stored['mediaIds']),
    place: restorePlace(stored['place']),
    secondStaffId: storedText(stored['secondStaffId']) || null,
    secondName: storedText(stored['secondName']),
    wants: storedTexts(stored['wants']).flatMap((each) => storedOneOf(each, visitWants) ?? []),
  };
}
