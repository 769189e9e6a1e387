/** For whom an officer files: a household of the list or found by name, or a name and its village alone. */
import type { Subject } from '#src/domain/declaration/declaration.ts';
import { levelOf } from '#src/domain/people/roles.ts';
import { ask, choice } from './choices.ts';
import { newDraft, withReporter } from './draft.ts';
import { go, pass, type Scene, type Turn } from './feature.ts';
import { type Facts, type Input, need } from './flow.ts';
import { gather } from './gather.ts';
import type { AreaHit } from './needs.ts';
import { askSource, back, cancel, to } from './staff-declare-questions.ts';
import type { Filing, FilingSource, FilingState } from './staff-declare-state.ts';
import {
  listStart,
  namedLike,
  nextPage,
  pickedHousehold,
  pickFrom,
  type PickPlace,
  typedName,
} from './staff-pick.ts';
import * as text from './text/staff-declare.ts';
import { staffDeclareLabels } from './text/staff-menu.ts';
import { outOfReach } from './text/staff-visit.ts';
import { inputOf, type Said } from './visitor.ts';

/** The list of households, or those of a name. `said`: told before the household is known. */
export function whom(place: PickPlace, scene: Scene, said: Said | null = null): Turn {
  const picking = pickFrom(place, scene.facts, (_list, shown, today, terms) =>
    text.whomQuestion(shown, today, terms),
  );
  if (picking.kind === 'need') return need(...picking.needs);
  const { households, next, question } = picking;
  const nobody =
    place.text !== '' && households.length === 0
      ? ask(
          text.nobodyFound(place.text),
          choice('use-name', staffDeclareLabels.useName),
          choice('again', staffDeclareLabels.again),
          back,
        )
      : question;
  return to({ step: 'whom', ...place, next, said }, nobody, scene);
}

/** Picks the household a report is filed for with what an officer was told. */
export const fileTelling = (said: Said, scene: Scene): Turn => whom(listStart, scene, said);

/** A pick or a name. */
export function fromWhom(
  place: Extract<FilingState, { readonly step: 'whom' }>,
  input: Input,
  scene: Scene,
): Turn {
  const { said } = place;
  if (input.kind === 'text') {
    const name = typedName(input.text);
    return name === '' ? pass : whom(namedLike(name), scene, said);
  }
  if (input.kind !== 'press') return pass;
  const householdId = pickedHousehold(input.choice);
  if (householdId !== '') return fileFor(householdId, scene, said);
  switch (input.choice) {
    case 'back':
      return place.text === '' ? go('home', scene.conversation) : whom(listStart, scene, said);
    case 'more':
      return whom(nextPage(place), scene, said);
    case 'again':
      return whom(listStart, scene, said);
    case 'use-name':
      return nameOnly(place.text, said, scene);
    default:
      return pass;
  }
}

/** A household of the list: its village is known, and whether the person may file for it. */
export function fileFor(householdId: string, scene: Scene, said: Said | null = null): Turn {
  const subject = scene.facts.answers['visit-subject'];
  if (subject === undefined) return need({ need: 'visit-subject', householdId });
  if (subject === null) {
    return go('home', scene.conversation, { messages: [{ text: outOfReach() }] });
  }
  const { headName, areaId } = subject;
  return askSource(
    telling(filing({ name: headName, areaId, phone: '', householdId }, 'grid_report', scene), said),
    scene,
  );
}

/** Only a name: an officer of one village files there, anybody else says where. */
function nameOnly(name: string, said: Said | null, scene: Scene): Turn {
  const villages =
    scene.facts.account.staff?.posts.filter((post) => levelOf(post.role) === 'village') ?? [];
  const areaIds = [...new Set(villages.map((post) => post.areaId))];
  const [areaId] = areaIds;
  if (areaId !== undefined && areaIds.length === 1) return named(name, areaId, said, scene);
  const question = ask(text.villageQuestion(name), cancel);
  return to({ step: 'village', name, hits: [], said }, question, scene);
}

const named = (name: string, areaId: string, said: Said | null, scene: Scene): Turn =>
  askSource(
    telling(filing({ name, areaId, phone: '', householdId: null }, 'grid_report', scene), said),
    scene,
  );

/** A report with what was told before the household was known. */
const telling = (known: Filing, said: Said | null): Filing =>
  said === null ? known : { ...known, draft: gather(known.draft, inputOf(said)) };

/** Which village the name is of. */
export function village(
  state: Extract<FilingState, { readonly step: 'village' }>,
  input: Input,
  scene: Scene,
): Turn {
  if (input.kind === 'press') {
    const hit = state.hits.find((each) => `area-${each.areaId}` === input.choice);
    return hit === undefined
      ? go('home', scene.conversation)
      : named(state.name, hit.areaId, state.said, scene);
  }
  if (input.kind !== 'text') return pass;
  const { areas } = scene.facts.answers;
  if (areas === undefined) return need({ need: 'areas', text: input.text });
  const hits = areas.filter((each) => withinPosts(each, scene.facts)).slice(0, 6);
  const [first, ...others] = hits.map((each) => choice(`area-${each.areaId}`, each.fullName));
  const question =
    first === undefined
      ? ask(text.villageUnknown(input.text), cancel)
      : ask(text.villageQuestion(state.name), first, ...others, cancel);
  return to({ step: 'village', name: state.name, hits, said: state.said }, question, scene);
}

const withinPosts = (area: AreaHit, facts: Facts): boolean =>
  facts.account.staff?.posts.some((post) => area.areaPath.startsWith(post.areaPath)) ?? false;

/** A report just begun. */
export const filing = (subject: Subject, source: FilingSource, { facts }: Scene): Filing => ({
  // Account and millisecond name a draft for ever; one account's inputs run one after another under a lock.
  draft: {
    ...withReporter(newDraft(`filed-${facts.account.accountId}-${facts.now}`), 'staff', subject),
    whomChosen: true,
  },
  source,
});
