/** What the desks of 台账和月报 share: the menu that leads to them, a desk's list by the page, and how their questions are laid out. */
import type { Action } from '#src/domain/people/action.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import type { Result } from '#src/domain/result.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import type { Scene, Turn } from './feature.ts';
import {
  type Choice,
  done,
  type Facts,
  type Input,
  type Intent,
  type Message,
  need,
} from './flow.ts';
import type { DeskPlace } from './ledger-desk-state.ts';
import { type Desk, desks } from './ledger.needs.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/ledger-desk.ts';
import { pageLabels } from './text/paging.ts';

const labels = text.deskLabels;
const back = choice('back', buttonLabels.back);

/** What came of an act, as the flow is told. */
export type DeskOutcome = Extract<Input, { readonly kind: 'outcome' }>;

/** The words above what is open next: what was done, or why not. */
export const deskTold = <T>(
  result: Result<T, Parameters<typeof text.deskRefusal>[0]>,
  done: (value: T) => string,
): readonly Message[] => [
  { text: result.ok ? done(result.value) : text.deskRefusal(result.refusal) },
];

/** Goes to a place of the desks with its question. */
export const toDesk = (
  place: DeskPlace,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'ledger-desk', ...place }), [...lead, question]);

/** Has something done and waits for what comes of it. */
export const deskWaiting = (intent: Intent, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'ledger-desk', step: 'waiting' }), [], [intent]);

/** A question with 返回 as its last button. */
export function deskQuestion(words: string, choices: readonly Choice[]): Message {
  const [first, ...others] = [...choices, back];
  return first === undefined ? { text: words } : ask(words, first, ...others);
}

/** What opens each desk. */
const DESK_RIGHTS: Readonly<Record<Desk, readonly Action[]>> = {
  referrals: ['handle-referral'],
  joint: ['joint-opinion', 'joint-decision'],
  rectification: ['rectify', 'confirm-rectification'],
};

const may = (facts: Facts, actions: readonly Action[]): boolean =>
  facts.account.staff?.posts.some((post) =>
    actions.some((action) => roleCarries(post.role, action)),
  ) ?? false;

/** The desks a person's posts open. */
export const menuChoices = (facts: Facts): readonly Choice[] => [
  ...(may(facts, ['see-report']) ? [choice('report', labels.report)] : []),
  ...desks
    .filter((desk) => may(facts, DESK_RIGHTS[desk]))
    .map((desk) => choice(desk, labels[desk])),
];

/** The menu of 台账和月报. */
export function deskMenu(scene: Scene, lead: readonly Message[] = []): Turn {
  return toDesk(
    { step: 'menu' },
    deskQuestion(text.deskMenu(), menuChoices(scene.facts)),
    scene,
    lead,
  );
}

/** What lies open on a desk, by the page. */
export function deskList(
  desk: Desk,
  page: number,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn {
  const found = scene.facts.answers['desk-page'];
  if (found === undefined) return need({ need: 'desk-page', desk, page });
  const choices = [
    ...found.lines.map((line, place) => choice(`open-${line.id}`, text.lineButton(line, place))),
    ...(found.page > 1 ? [choice('page-back', pageLabels.before)] : []),
    ...(found.page < found.pages ? [choice('page-on', pageLabels.after)] : []),
  ];
  const shown = deskQuestion(text.deskText(found, scene.facts.today), choices);
  return toDesk({ step: 'list', desk, page: found.page }, shown, scene, lead);
}

/** The matter is done with or out of reach. */
export const deskGone = (desk: Desk, scene: Scene): Turn =>
  deskList(desk, 1, scene, [{ text: text.deskRefusal({ code: 'gone' }) }]);
