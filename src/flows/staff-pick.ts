/** Picking a household: the list with the due ones first, or those found by a name that was typed. */
import type { Terms } from '#src/domain/policy/terms.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { readPersonName } from '#src/domain/people/person-name.ts';
import { ask, choice, type Question } from './choices.ts';
import type { Facts, Need } from './flow.ts';
import { type Stored, storedText } from './place.ts';
import type { HouseholdGlance } from './staff.needs.ts';
import { buttonLabels } from './text/engine.ts';
import { shortened } from './text/format.ts';
import { visitLabels } from './text/staff-menu.ts';
import * as text from './text/staff-visit.ts';

const back = choice('back', buttonLabels.back);

/** Where in the list somebody is: after what, what they searched for ('' for the list), and where the next page begins. */
export type PickPlace = {
  readonly after: string | null;
  readonly text: string;
  readonly next: string | null;
};
export const listStart: PickPlace = { after: null, text: '', next: null };
export const namedLike = (text: string): PickPlace => ({ after: null, text, next: null });
export const nextPage = (place: PickPlace): PickPlace => ({ ...listStart, after: place.next });

/** Reads a stored place leniently. */
export const restorePick = (stored: Stored): PickPlace => ({
  after: storedText(stored['after']) || null,
  text: storedText(stored['text']),
  next: storedText(stored['next']) || null,
});

/** Households to pick from with the question that shows them; the facts it misses instead. */
export type Picking =
  | { readonly kind: 'need'; readonly needs: readonly Need[] }
  | {
      readonly kind: 'shown';
      readonly households: readonly HouseholdGlance[];
      readonly next: string | null;
      readonly question: Question;
    };

/** How a list without a search is headed. */
export type Heading = (
  list: { readonly assigned: boolean; readonly total: number },
  shown: readonly HouseholdGlance[],
  today: LocalDate,
  terms: Terms,
) => string;

/** Asks for a page of households or for those of a name. */
export function pickFrom(place: PickPlace, facts: Facts, heading: Heading): Picking {
  const { terms } = facts.bureau;
  if (place.text !== '') {
    const found = facts.answers['household-search'];
    if (found === undefined) {
      return { kind: 'need', needs: [{ need: 'household-search', text: place.text }] };
    }
    const words =
      found.length === 0
        ? text.notFound(place.text)
        : text.foundHouseholds(found, facts.today, terms);
    return { kind: 'shown', households: found, next: null, question: question(words, found, null) };
  }
  const list = facts.answers['my-households'];
  if (list === undefined) {
    return { kind: 'need', needs: [{ need: 'my-households', after: place.after }] };
  }
  const { households, next } = list;
  const words =
    households.length === 0 ? text.noHouseholds() : heading(list, households, facts.today, terms);
  return { kind: 'shown', households, next, question: question(words, households, next) };
}

function question(
  words: string,
  households: readonly HouseholdGlance[],
  next: string | null,
): Question {
  const [first, ...others] = [
    ...households.map((each, at) =>
      choice(`household-${each.householdId}`, `${at + 1}. ${shortened(each.headName, 20)}`),
    ),
    ...(next === null ? [] : [choice('more', visitLabels.more)]),
  ];
  return first === undefined ? ask(words, back) : ask(words, first, ...others, back);
}

/** The household a button stands for; '' for another button. */
export const pickedHousehold = (id: string): string =>
  id.startsWith('household-') ? id.slice('household-'.length) : '';

/** Longer texts are no name but something told. */
const LONGEST_NAME = 12;

/** The name in what was typed; '' when it is none: too long, with punctuation, or itself the telling of a trouble. */
export function typedName(words: string): string {
  const name = readPersonName(words);
  if (!name.ok || [...name.value].length > LONGEST_NAME) return '';
  if (/[^\p{L}\p{M}\s·•‧・.]/u.test(name.value)) return '';
  return readMessage(words).intent === 'declaration' ? '' : name.value;
}
