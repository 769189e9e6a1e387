/** 您户口在哪个村: typed, picked, confirmed from a QR code, or through the town when it cannot be found. */
import { areaChoices, areaPage, pickedArea, villageWords } from './areas.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import type { FirstContactState, FirstContactStep } from './first-contact-state.ts';
import { done, type Input, type Message, need } from './flow.ts';
import type { AreaHit } from './area-hit.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/first-contact.ts';
import type { Visitor } from './visitor.ts';

/** The village is known: the visitor to go on with. */
type Answered = { readonly visitor: Visitor };

const { yes, other, notFound } = text.villageLabels;
const cancel = choice('cancel', buttonLabels.cancel);
const missing = choice('not-found', notFound);

export const askVillage = (question: string): Message => ask(question, missing, cancel);

export const confirmVillage = (area: AreaHit): Message =>
  ask(text.villageConfirm(area.fullName), choice('yes', yes), choice('other', other), cancel);

/** One step of finding the village. */
export function stepVillage(state: FirstContactState, input: Input, scene: Scene): Turn | Answered {
  const { visitor } = scene.conversation;
  if (input.kind === 'text') {
    return state.step === 'group'
      ? { visitor: { ...visitor, groupName: input.text.trim() } }
      : search(input.text, scene);
  }
  if (input.kind !== 'press') return pass;
  const page = state.step === 'town' || state.step === 'group' ? state.page : 0;
  switch (input.choice) {
    case 'yes':
      return visitor.area === null
        ? to({ step: 'village' }, askAgain(), scene)
        : settled(visitor.area, scene);
    case 'other':
    case 'back':
      return to({ step: 'village' }, askAgain(), scene);
    case 'not-found':
      return towns(0, scene);
    case 'page-on':
    case 'page-back': {
      const next = page + (input.choice === 'page-on' ? 1 : -1);
      return state.step === 'group' && visitor.area !== null
        ? groups(visitor.area, next, scene)
        : towns(next, scene);
    }
    case 'unclear':
      return { visitor };
    default:
      return picked(state, input.choice, scene);
  }
}

const askAgain = (): Message => askVillage(text.villageQuestion());

const to = (step: FirstContactStep, question: Message, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'first-contact', ...step }), [question]);

/** Looks a typed name up; a question in between is answered as one. */
function search(typed: string, scene: Scene): Turn | Answered {
  const words = villageWords(typed);
  const { intent } = readMessage(typed);
  if ((intent === 'question' || intent === 'complaint') && [...words].length > LONGEST_VILLAGE) {
    return pass;
  }
  const hits = scene.facts.answers.areas;
  if (hits === undefined) return need({ need: 'areas', text: words });
  const [first, ...others] = hits;
  if (first === undefined) {
    return to({ step: 'village' }, askVillage(text.villageNotFound(words)), scene);
  }
  if (others.length === 0 && first.level !== 'town' && first.level !== 'county') {
    return settled(first, scene);
  }
  const [lead, ...rest] = areaChoices(hits.slice(0, MOST_HITS));
  if (lead === undefined) return pass;
  const question = ask(text.villagePick(), lead, ...rest, missing, cancel);
  return to({ step: 'village-pick', hits: hits.slice(0, MOST_HITS) }, question, scene);
}

/** Village names are short; a longer text that reads as a question is one. */
const LONGEST_VILLAGE = 6;
/** Six hits, 找不到我的村 and 取消 make eight. */
const MOST_HITS = 6;

/** 找不到我的村: the town stands in for the village, its officer finds the right one. */
function towns(page: number, scene: Scene): Turn {
  const hits = scene.facts.answers['area-children'];
  if (hits === undefined) return need({ need: 'area-children', areaId: null });
  if (hits.length === 0) return to({ step: 'village' }, askAgain(), scene);
  const question = areaPage(text.townQuestion(), hits, page, [choice('back', buttonLabels.back)]);
  return to({ step: 'town', page }, question, scene);
}

/** 村民小组, only where the area tree has any below the village. */
function groups(area: AreaHit, page: number, scene: Scene): Turn | Answered {
  const hits = scene.facts.answers['area-children'];
  if (hits === undefined) return need({ need: 'area-children', areaId: area.areaId });
  const visitor = { ...scene.conversation.visitor, area, areaSure: true, groupName: '' };
  if (hits.length === 0) return { visitor };
  const also = [choice('unclear', text.unclearLabel), choice('back', buttonLabels.back)];
  const question = areaPage(text.groupQuestion(area.name), hits, page, also);
  const inGroup: Scene = { ...scene, conversation: { ...scene.conversation, visitor } };
  return to({ step: 'group', page }, question, inGroup);
}

function settled(area: AreaHit, scene: Scene): Turn | Answered {
  if (area.level === 'village') return groups(area, 0, scene);
  return { visitor: { ...scene.conversation.visitor, area, areaSure: true, groupName: '' } };
}

function picked(state: FirstContactState, chosen: string, scene: Scene): Turn | Answered {
  const { visitor } = scene.conversation;
  const { answers } = scene.facts;
  if (state.step === 'village-pick') {
    const hit = pickedArea(chosen, state.hits);
    return hit === null ? pass : settled(hit, scene);
  }
  const parent = state.step === 'group' ? (visitor.area?.areaId ?? null) : null;
  const hits = answers['area-children'];
  if (hits === undefined) return need({ need: 'area-children', areaId: parent });
  const hit = pickedArea(chosen, hits);
  if (hit === null) return pass;
  return state.step === 'group'
    ? { visitor: { ...visitor, groupName: hit.name } }
    : { visitor: { ...visitor, area: hit, areaSure: true, groupName: '' } };
}
