/**
 * Work somebody left half done to see to something else (没写完的): a visit, a notice, a report for a farmer, a plan. Kept in the
 * conversation of the account until it is taken up, begun anew or given up; it never expires. One of a kind about one subject.
 */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Facts } from './flow.ts';
import {
  type FlowState,
  isFlowName,
  storedList,
  storedNumber,
  storedObject,
  storedText,
} from './place.ts';

/** A piece of work a step belongs to. */
export type Work = {
  /** Id of what it is about; '' where a person has only one of the kind in hand. */
  readonly subject: string;
  /** Whose it is, as people call it; '' when the step does not know. */
  readonly about: string;
  /** Something was given that somebody would miss. */
  readonly begun: boolean;
};

export type KeptWork = {
  /** Unique within the conversation: the number of the question it was left at. */
  readonly id: number;
  /** The step it was left at, with what was given so far. */
  readonly place: FlowState;
  readonly subject: string;
  readonly about: string;
  /** The staff member whose work it is; null for a farmer's. An account that changes hands shows nobody another's work. */
  readonly staffId: string | null;
  /** When it was left, epoch milliseconds. */
  readonly at: number;
  /** Something else of the kind was begun knowingly: it is not pressed on anybody again where one of several is chosen. */
  readonly passed: boolean;
};

/** What of a conversation is needed here. */
type Keeper = { readonly token: number; readonly kept: readonly KeptWork[] };

/** More than anybody leaves open at a time; the oldest goes so that a conversation stays small. */
const MOST_KEPT = 20;

/** Keeps work that was left; what was kept of the same kind about the same subject gives way to it. */
export function withKept<C extends Keeper>(
  conversation: C,
  work: Work,
  of: { readonly place: FlowState; readonly staffId: string | null; readonly now: Instant },
): C {
  const before = conversation.kept.find((each) => sameWork(each, of.place, work));
  const kept: KeptWork = {
    // The same work keeps its number, so a button of an earlier menu still finds it.
    id: before?.id ?? freeId(conversation),
    place: of.place,
    subject: work.subject,
    about: work.about,
    staffId: of.staffId,
    at: of.now,
    passed: false,
  };
  const others = conversation.kept.filter((each) => each !== before);
  return { ...conversation, kept: [kept, ...others].slice(0, MOST_KEPT) };
}

/** Buttons name a kept piece by this number, so it must never be given twice while an old one stands. */
const freeId = ({ token, kept }: Keeper): number =>
  Math.max(token, ...kept.map((each) => each.id + 1));

/** Whether something kept is of this kind and about this subject. */
export const sameWork = (
  kept: { readonly place: FlowState; readonly subject: string },
  place: FlowState,
  work: { readonly subject: string },
): boolean => kept.place.flow === place.flow && kept.subject === work.subject;

/** Lets go of something kept: taken up, begun anew, given up. */
export const withoutKept = <C extends Keeper>(conversation: C, id: number): C => ({
  ...conversation,
  kept: conversation.kept.filter((each) => each.id !== id),
});

/** Something else of the kind was begun knowingly. */
export const withPassed = <C extends Keeper>(conversation: C, id: number): C => ({
  ...conversation,
  kept: conversation.kept.map((each) => (each.id === id ? { ...each, passed: true } : each)),
});

/** What this person may take up, newest first; another holder's work on the same account is not among it. */
export const keptBy = ({ kept }: Keeper, facts: Facts): readonly KeptWork[] => {
  const staffId = facts.account.staff?.staffId ?? null;
  return kept.filter((each) => each.staffId === null || each.staffId === staffId);
};

/** What a person said as a farmer goes with their consent; work of a post is the post's. */
export const withoutOwnKept = ({ kept }: Keeper): readonly KeptWork[] =>
  kept.filter((each) => each.staffId !== null);

/** Reads kept work leniently. A step this version does not know is kept too: whoever takes it up is told. */
export function restoreKept(value: unknown): readonly KeptWork[] {
  return storedList(value)
    .flatMap((each) => {
      const stored = storedObject(each);
      const place = storedObject(stored['place']);
      const { flow } = place;
      if (!isFlowName(flow)) return [];
      return [
        {
          id: Math.max(0, Math.trunc(storedNumber(stored['id'], 0))),
          place: { ...place, flow, step: storedText(place['step']) },
          subject: storedText(stored['subject']),
          about: storedText(stored['about']),
          staffId: storedText(stored['staffId']) || null,
          at: storedNumber(stored['at'], 0),
          passed: stored['passed'] === true,
        },
      ];
    })
    .slice(0, MOST_KEPT);
}
