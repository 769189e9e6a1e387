/**
 * A report not sent yet (草稿). Whatever order things come in – a type picked, words, voice, photos, a place – everything merges
 * into it and nothing pushes anything else out.
 */
import type {
  ClueSource,
  DeclarationContent,
  Place,
  Reporter,
  Subject,
} from '#src/domain/declaration/declaration.ts';
import type { Amount, MemberAffected, Reading } from '#src/domain/declaration/reader/reading.ts';
import {
  amountKinds,
  amountPeriods,
  type GuaranteeIssue,
  guaranteeIssues,
  memberFlags,
  relations,
  type RiskType,
  riskTypes,
  type Urgency,
  urgencies,
} from '#src/domain/declaration/risk.ts';
import type { MediaKind } from './media.ts';
import type { ModelProposal } from './model-proposal.ts';
import {
  restorePlace,
  storedList,
  storedNumber,
  storedObject,
  storedOneOf,
  storedText,
  storedTexts,
} from './place.ts';

type DraftMedia = { readonly mediaId: string; readonly media: MediaKind };

export type Draft = {
  /** Unique for ever: account and moment of its beginning. The store's unique key on it makes a second 提交 harmless. */
  readonly draftId: string;
  readonly reporter: Reporter;
  /** For whom was answered by the person; words no longer change it. */
  readonly whomChosen: boolean;
  readonly source: ClueSource;
  /** Null for the reporter's own household, and while a proxy has not named anybody. */
  readonly subject: Subject | null;
  readonly riskTypes: readonly RiskType[];
  readonly guaranteeIssues: readonly GuaranteeIssue[];
  readonly urgency: Urgency;
  readonly words: readonly string[];
  readonly media: readonly DraftMedia[];
  /** Voice messages whose words have come and stand in `words`. */
  readonly heard: readonly string[];
  readonly place: Place | null;
  readonly amounts: readonly Amount[];
  readonly members: readonly MemberAffected[];
};

/** An empty report of a household about itself. */
export const newDraft = (draftId: string): Draft => ({
  draftId,
  reporter: 'self',
  whomChosen: false,
  source: 'self_declare',
  subject: null,
  riskTypes: [],
  guaranteeIssues: [],
  urgency: 'normal',
  words: [],
  media: [],
  heard: [],
  place: null,
  amounts: [],
  members: [],
});

/** Nothing in it that a person would miss. */
export const isEmptyDraft = (draft: Draft): boolean =>
  draft.riskTypes.length === 0 &&
  draft.guaranteeIssues.length === 0 &&
  draft.words.length === 0 &&
  draft.media.length === 0 &&
  draft.place === null &&
  draft.subject === null;

/** Adds a type picked by button; a second pick of the same one changes nothing. */
export const withRiskType = (draft: Draft, type: RiskType): Draft => ({
  ...draft,
  riskTypes: riskTypes.filter((each) => each === type || draft.riskTypes.includes(each)),
  guaranteeIssues: guaranteeIssues.filter(
    (each) => each === type || draft.guaranteeIssues.includes(each),
  ),
});

/** Takes a type out again (修改). Housing and water stand in both lists and leave both. */
export const withoutRiskType = (draft: Draft, type: RiskType): Draft => ({
  ...draft,
  riskTypes: draft.riskTypes.filter((each) => each !== type),
  guaranteeIssues: draft.guaranteeIssues.filter((each) => each !== type),
});

/** Adds words as they were said, with what the reader found in them. The same message coming again is kept once. */
export function withWords(draft: Draft, words: string, reading: Reading): Draft {
  if (draft.words.includes(words)) return draft;
  return mergeReading({ ...draft, words: [...draft.words, words] }, reading);
}

/** Adds a photo, a voice message or a file. */
export const withMedia = (draft: Draft, media: DraftMedia): Draft =>
  draft.media.some((each) => each.mediaId === media.mediaId)
    ? draft
    : { ...draft, media: [...draft.media, media] };

/** Adds the words of a voice message that came later. */
export const withHeard = (draft: Draft, mediaId: string, words: string, reading: Reading): Draft =>
  draft.heard.includes(mediaId)
    ? draft
    : withWords({ ...draft, heard: [...draft.heard, mediaId] }, words, reading);

/** Says who reports for whom, and with it the channel of discovery (发现渠道, LX-03, FD-03). */
export const withReporter = (draft: Draft, reporter: Reporter, subject: Subject | null): Draft => ({
  ...draft,
  reporter,
  source: sourceOf(reporter),
  subject: reporter === 'self' ? null : subject,
});

/** A household speaking for itself declares itself; anybody speaking for another declares for them. */
const sourceOf = (reporter: Reporter): ClueSource => {
  switch (reporter) {
    case 'self':
      return 'self_declare';
    case 'relative':
    case 'third-party':
      return 'proxy_declare';
    case 'staff':
      return 'grid_report';
  }
};

/** Whether a model's proposal says anything the draft does not hold yet. Urgency only ever goes up by it (promise G5). */
export const proposalAdds = (draft: Draft, proposal: ModelProposal): boolean =>
  JSON.stringify(withProposal(draft, proposal)) !== JSON.stringify(draft);

/** Adds what a model proposed and the person accepted; takes nothing away. */
export const withProposal = (draft: Draft, proposal: ModelProposal): Draft => ({
  ...draft,
  riskTypes: riskTypes.filter(
    (each) => draft.riskTypes.includes(each) || proposal.riskTypes.includes(each),
  ),
  guaranteeIssues: guaranteeIssues.filter(
    (each) => draft.guaranteeIssues.includes(each) || proposal.guaranteeIssues.includes(each),
  ),
  urgency: moreUrgent(draft.urgency, proposal.urgency),
  amounts: union(draft.amounts, proposal.amounts),
  members: union(draft.members, proposal.members),
});

/** What is sent at 提交. */
export const contentOf = (draft: Draft): DeclarationContent => ({
  reporter: draft.reporter,
  source: draft.source,
  subject: draft.subject,
  riskTypes: draft.riskTypes,
  guaranteeIssues: draft.guaranteeIssues,
  // 提交 states a hardship, so `none` (the reader saw none) is never sent.
  urgency: draft.urgency === 'none' ? 'normal' : draft.urgency,
  words: draft.words,
  mediaIds: draft.media.map((each) => each.mediaId),
  place: draft.place,
  amounts: draft.amounts,
  members: draft.members,
});

/** Adds what the reader found; `其他` is the last resort and gives way to a named cause (READING R13). */
function mergeReading(draft: Draft, reading: Reading): Draft {
  const found = riskTypes.filter(
    (each) => draft.riskTypes.includes(each) || reading.riskTypes.includes(each),
  );
  return {
    ...draft,
    riskTypes:
      found.length > 1 && !draft.riskTypes.includes('其他')
        ? found.filter((each) => each !== '其他')
        : found,
    guaranteeIssues: guaranteeIssues.filter(
      (each) => draft.guaranteeIssues.includes(each) || reading.guaranteeIssues.includes(each),
    ),
    urgency: moreUrgent(draft.urgency, reading.urgency),
    amounts: union(draft.amounts, reading.amounts),
    members: union(draft.members, reading.membersAffected),
  };
}

/** The urgency list runs from most to least urgent. */
export const moreUrgent = (a: Urgency, b: Urgency): Urgency =>
  urgencies.indexOf(a) <= urgencies.indexOf(b) ? a : b;

/** Both lists, each entry once, in order of appearance. */
const union = <T>(old: readonly T[], added: readonly T[]): readonly T[] => {
  const seen = new Set(old.map((each) => JSON.stringify(each)));
  return [...old, ...added.filter((each) => !seen.has(JSON.stringify(each)))];
};

/** Reads a stored draft leniently: what can be understood is kept; null only when there was none. */
export function restoreDraft(value: unknown): Draft | null {
  const stored = storedObject(value);
  const draftId = storedText(stored['draftId']);
  if (draftId === '') return null;
  const reporter =
    storedOneOf(stored['reporter'], ['self', 'relative', 'third-party', 'staff'] as const) ??
    'self';
  return {
    draftId,
    reporter,
    whomChosen: stored['whomChosen'] === true,
    source: sourceOf(reporter),
    subject: restoreSubject(stored['subject']),
    riskTypes: riskTypes.filter((each) => storedTexts(stored['riskTypes']).includes(each)),
    guaranteeIssues: guaranteeIssues.filter((each) =>
      storedTexts(stored['guaranteeIssues']).includes(each),
    ),
    urgency: storedOneOf(stored['urgency'], urgencies) ?? 'normal',
    words: storedTexts(stored['words']),
    media: storedList(stored['media']).flatMap(restoreMedia),
    heard: storedTexts(stored['heard']),
    place: restorePlace(stored['place']),
    amounts: storedList(stored['amounts']).flatMap(restoreAmount),
    members: storedList(stored['members']).flatMap(restoreMember),
  };
}

/** Reads a stored subject leniently; null when nobody is named. */
export function restoreSubject(value: unknown): Subject | null {
  const stored = storedObject(value);
  const subject = {
    name: storedText(stored['name']),
    areaId: storedText(stored['areaId']),
    phone: storedText(stored['phone']),
    householdId: storedText(stored['householdId']) || null,
  };
  return subject.name === '' && subject.areaId === '' ? null : subject;
}

function restoreMedia(value: unknown): readonly DraftMedia[] {
  const stored = storedObject(value);
  const mediaId = storedText(stored['mediaId']);
  const media = storedOneOf(stored['media'], ['photo', 'voice', 'video', 'document'] as const);
  return mediaId === '' ? [] : [{ mediaId, media: media ?? 'document' }];
}

function restoreAmount(value: unknown): readonly Amount[] {
  const stored = storedObject(value);
  const kind = storedOneOf(stored['kind'], amountKinds);
  const period = storedOneOf(stored['period'], amountPeriods);
  const min = storedNumber(stored['min'], -1);
  if (kind === null || period === null || min < 0) return [];
  return [
    { kind, period, min, max: stored['max'] === null ? null : storedNumber(stored['max'], min) },
  ];
}

function restoreMember(value: unknown): readonly MemberAffected[] {
  const stored = storedObject(value);
  const relation = storedOneOf(stored['relation'], relations);
  if (relation === null) return [];
  return [
    {
      relation,
      age: typeof stored['age'] === 'number' ? stored['age'] : null,
      count: storedNumber(stored['count'], 1),
      flags: memberFlags.filter((each) => storedTexts(stored['flags']).includes(each)),
    },
  ];
}
