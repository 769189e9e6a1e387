/** 我的农户: the households a person looks after or their area holds, found by name, with the sheet of each. */
import { roleCarries } from '#src/domain/people/permissions.ts';
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Facts, type Input, type Message, need } from './flow.ts';
import { type Stored, storedText } from './place.ts';
import { fileFor } from './staff-declare-whom.ts';
import {
  listStart,
  namedLike,
  nextPage,
  pickedHousehold,
  pickFrom,
  type PickPlace,
  restorePick,
  typedName,
} from './staff-pick.ts';
import { startVisit } from './staff-visit-questions.ts';
import { statusLabels } from './text/member-status.ts';
import { buttonLabels } from './text/engine.ts';
import { issueLabels } from './text/staff-issue.ts';
import { planLabels } from './text/plan.ts';
import { dutyLabels, staffMenu } from './text/staff-menu.ts';
import * as text from './text/staff-visit.ts';

type HouseholdsStep =
  | ({ readonly step: 'list' } & PickPlace)
  | { readonly step: 'sheet'; readonly householdId: string };
type HouseholdsState = HouseholdsStep & { readonly flow: 'staff-households' };

const flow = defineFlow<HouseholdsState>({
  name: 'staff-households',
  requires: 'staff',
  restore,
  // A name or number leads straight to the household.
  open: (scene, input) =>
    input?.kind === 'text' ? listNamed(input.text, scene) : list(listStart, scene),
  step: (state, input, scene) =>
    state.step === 'list'
      ? fromList(state, input, scene)
      : fromSheet(state.householdId, input, scene),
});

function restore(stored: Stored): HouseholdsState | null {
  const flow = 'staff-households' as const;
  const householdId = storedText(stored['householdId']);
  if (stored['step'] === 'list') return { flow, step: 'list', ...restorePick(stored) };
  if (stored['step'] !== 'sheet' || householdId === '') return null;
  return { flow, step: 'sheet', householdId };
}

const to = (step: HouseholdsStep, question: Message, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'staff-households', ...step }), [question]);

function list(place: PickPlace, scene: Scene): Turn {
  const picking = pickFrom(place, scene.facts, text.listHeading);
  return picking.kind === 'need'
    ? need(...picking.needs)
    : to({ step: 'list', ...place, next: picking.next }, picking.question, scene);
}

/** Who is named so; the sheet itself where it is one household. */
function listNamed(name: string, scene: Scene): Turn {
  const found = scene.facts.answers['household-search'];
  if (found === undefined) return need({ need: 'household-search', text: name });
  const [only, ...others] = found;
  return only !== undefined && others.length === 0
    ? sheet(only.householdId, scene)
    : list(namedLike(name), scene);
}

function fromList(place: PickPlace, input: Input, scene: Scene): Turn {
  if (input.kind === 'text') {
    const name = typedName(input.text);
    return name === '' ? pass : list(namedLike(name), scene);
  }
  if (input.kind !== 'press') return pass;
  const householdId = pickedHousehold(input.choice);
  if (householdId !== '') return sheet(householdId, scene);
  if (input.choice === 'more') return list(nextPage(place), scene);
  if (input.choice !== 'back') return pass;
  return place.text === '' ? go('home', scene.conversation) : list(listStart, scene);
}

function sheet(householdId: string, scene: Scene): Turn {
  const found = scene.facts.answers['household-sheet'];
  if (found === undefined) return need({ need: 'household-sheet', householdId });
  if (found === null) {
    return go('home', scene.conversation, { messages: [{ text: text.outOfReach() }] });
  }
  return to(
    { step: 'sheet', householdId },
    ask(
      text.sheetText(found, scene.facts.today, scene.facts.bureau.terms),
      choice('visit', staffMenu.visit),
      choice('declare', staffMenu.declare),
      ...(found.monitored ? [lasting('plan-open', householdId, planLabels.open)] : []),
      ...(mayNote(scene.facts) ? [lasting('status-open', householdId, statusLabels.open)] : []),
      lasting('issue-report', householdId, issueLabels.reportHere),
      ...(found.caseId === null ? [] : [lasting('case-open', found.caseId, dutyLabels.more)]),
      choice('back', buttonLabels.back),
    ),
    scene,
  );
}

function fromSheet(householdId: string, input: Input, scene: Scene): Turn {
  if (input.kind !== 'press') return pass;
  switch (input.choice) {
    case 'visit':
      return startVisit(householdId, scene);
    case 'declare':
      return fileFor(householdId, scene);
    case 'back':
      return list(listStart, scene);
    default:
      return pass;
  }
}

const maySee = (facts: Facts): boolean =>
  facts.account.staff?.posts.some((post) => roleCarries(post.role, 'see-household')) ?? false;

const mayNote = (facts: Facts): boolean =>
  facts.account.staff?.posts.some((post) => roleCarries(post.role, 'note-member-status')) ?? false;

export const staffHouseholds: Feature = {
  flows: [flow],
  labels: [
    {
      label: staffMenu.households,
      flow: 'staff-households',
      menu: 'staff',
      order: 30,
      visible: maySee,
    },
  ],
};
