/**
 * What somebody said before first contact was finished: their trouble in their own words, and the answers given so far.
 * Kept in the conversation only, taken up right after, discarded on 不同意 (个人信息保护法第十三条、第十四条).
 */
import type { Place } from '#src/domain/declaration/declaration.ts';
import type { Input } from './flow.ts';
import type { MediaKind } from './media.ts';
import type { AreaHit } from './area-hit.ts';
import {
  type FlowName,
  isFlowName,
  storedList,
  storedNumber,
  storedObject,
  storedOneOf,
  storedText,
  restorePlace,
} from './place.ts';

/** One thing said, in the order it came. */
export type Said =
  | { readonly kind: 'words'; readonly text: string }
  /** `words` holds the caption, or the transcript once it has come. */
  | {
      readonly kind: 'media';
      readonly media: MediaKind;
      readonly mediaId: string;
      readonly seconds: number;
      readonly words: string;
    }
  | { readonly kind: 'place'; readonly place: Place };

export type Visitor = {
  /** Who we are was said once. */
  readonly introduced: boolean;
  readonly said: readonly Said[];
  /** The part of the menu they wanted before we asked who they are. */
  readonly wanted: FlowName | null;
  readonly area: AreaHit | null;
  /** The person said so; a QR code only says where it hangs, not where one is registered (户籍). */
  readonly areaSure: boolean;
  readonly groupName: string;
  readonly name: string;
};

export const emptyVisitor: Visitor = {
  introduced: false,
  said: [],
  wanted: null,
  area: null,
  areaSure: false,
  groupName: '',
  name: '',
};

/** What an input says of somebody's trouble; null for presses, commands and the like. */
export function saidIn(input: Input): Said | null {
  switch (input.kind) {
    case 'text':
      return input.text.trim() === '' ? null : { kind: 'words', text: input.text };
    case 'media':
      return {
        kind: 'media',
        media: input.media,
        mediaId: input.mediaId,
        seconds: input.seconds,
        words: input.caption,
      };
    case 'location':
      return {
        kind: 'place',
        place: { latitude: input.latitude, longitude: input.longitude },
      };
    default:
      return null;
  }
}

/** The input a thing said once was, to be taken up after first contact. */
export function inputOf(said: Said): Input {
  switch (said.kind) {
    case 'words':
      return { kind: 'text', text: said.text, edited: false };
    case 'media':
      return {
        kind: 'media',
        media: said.media,
        mediaId: said.mediaId,
        caption: said.words,
        seconds: said.seconds,
      };
    case 'place':
      return { kind: 'location', ...said.place };
  }
}

/** Keeps what an input says; nothing is kept twice when the same message comes again. */
export function remember(visitor: Visitor, input: Input): Visitor {
  const said = saidIn(input);
  if (said === null) return visitor;
  const last = visitor.said.at(-1);
  if (last !== undefined && JSON.stringify(last) === JSON.stringify(said)) return visitor;
  return { ...visitor, said: [...visitor.said, said] };
}

/** Puts a transcript to the voice message it belongs to. */
export const withTranscript = (visitor: Visitor, mediaId: string, text: string): Visitor => ({
  ...visitor,
  said: visitor.said.map((each) =>
    each.kind === 'media' && each.mediaId === mediaId ? { ...each, words: text } : each,
  ),
});

/** Reads a stored visitor leniently. */
export function restoreVisitor(value: unknown): Visitor {
  const stored = storedObject(value);
  return {
    introduced: stored['introduced'] === true,
    said: storedList(stored['said']).flatMap(restoreSaid),
    wanted: isFlowName(stored['wanted']) ? stored['wanted'] : null,
    area: restoreArea(stored['area']),
    areaSure: stored['areaSure'] === true,
    groupName: storedText(stored['groupName']),
    name: storedText(stored['name']),
  };
}

/** Reads a stored area leniently; null when it names none. */
export function restoreArea(value: unknown): AreaHit | null {
  const stored = storedObject(value);
  const areaId = storedText(stored['areaId']);
  if (areaId === '') return null;
  return {
    areaId,
    areaPath: storedText(stored['areaPath']),
    level:
      storedOneOf(stored['level'], ['county', 'town', 'village', 'group', 'other'] as const) ??
      'other',
    name: storedText(stored['name']),
    fullName: storedText(stored['fullName']),
  };
}

/** Reads a stored thing said; empty when it is none. */
export function restoreSaid(value: unknown): readonly Said[] {
  const stored = storedObject(value);
  const text = storedText(stored['text']);
  if (stored['kind'] === 'words' && text !== '') return [{ kind: 'words', text }];
  const mediaId = storedText(stored['mediaId']);
  const media = storedOneOf(stored['media'], ['photo', 'voice', 'video', 'document'] as const);
  if (stored['kind'] === 'media' && mediaId !== '' && media !== null) {
    const seconds = storedNumber(stored['seconds'], 0);
    return [{ kind: 'media', media, mediaId, seconds, words: storedText(stored['words']) }];
  }
  const place = restorePlace(stored['place']);
  return stored['kind'] === 'place' && place !== null ? [{ kind: 'place', place }] : [];
}
