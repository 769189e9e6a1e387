/**
 * 代农户申报: an officer files for a household on paper or by phone (BN-54). Pick the household or type a name, the cause, words and
 * photos, 提交; from there on it is a report like any other, and the visiting officer asks the person to confirm.
 */
import type { Subject } from '#src/domain/declaration/declaration.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { levelOf } from '#src/domain/people/roles.ts';
import { type RiskType, riskTypes } from '#src/domain/declaration/risk.ts';
import { ask, choice, lasting } from './choices.ts';
import { at, withSent } from './conversation.ts';
import { chosenType, namedType } from './declare-questions.ts';
import { contentOf, isEmptyDraft, newDraft, withReporter, withRiskType } from './draft.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import type { Work } from './kept-work.ts';
import { done, type Facts, type Input, type Message, need } from './flow.ts';
import { gather } from './gather.ts';
import type { AreaHit } from './needs.ts';
import {
  type Filing,
  filingSources,
  type FilingSource,
  type FilingState,
  type FilingStep,
  restoreFiling,
} from './staff-declare-state.ts';
import {
  listStart,
  namedLike,
  nextPage,
  pickedHousehold,
  pickFrom,
  type PickPlace,
  typedName,
} from './staff-pick.ts';
import { inputOf, type Said } from './visitor.ts';
import { opensEntry } from './staff-order.ts';
import { buttonLabels } from './text/engine.ts';
import { familyOf } from './text/format.ts';
import { declareLabels } from './text/declare.ts';
import { riskLabel } from './text/risk.ts';
import { refusalText } from './text/staff-case.ts';
import * as text from './text/staff-declare.ts';
import { staffDeclareLabels, staffMenu } from './text/staff-menu.ts';
import { outOfReach } from './text/staff-visit.ts';

const back = choice('back', buttonLabels.back);
const cancel = choice('cancel', buttonLabels.cancel);

const flow = defineFlow<FilingState>({
  name: 'staff-declare',
  requires: 'staff',
  restore: restoreFiling,
  open: (scene, input) => {
    if (input?.kind !== 'text') return whom(listStart, scene);
    return whom(namedLike(input.text), scene);
  },
  keeps: {
    work: (state) => {
      switch (state.step) {
        case 'whom':
          return 'choosing';
        case 'village':
          return { subject: state.name, about: familyOf(state.name), begun: false };
        case 'sending':
          return null;
        default:
          return workOf(state);
      }
    },
    takeUp: (state, scene) => ('draft' in state ? takeUp(state, scene) : whom(listStart, scene)),
  },
  step: (state, input, scene) => {
    switch (state.step) {
      case 'whom':
        return fromWhom(state, input, scene);
      case 'village':
        return village(state, input, scene);
      case 'source':
      case 'type':
      case 'more-types':
      case 'summary':
        return input.kind === 'press'
          ? pressed(state, state.step, input.choice, scene)
          : told(state, input, scene);
      case 'sending':
        return input.kind === 'outcome' ? received(state, input, scene) : pass;
    }
  },
});

/** One report in hand for a household; before anything was told of it there is nothing to miss. */
function workOf({ draft }: Filing): Work {
  const name = draft.subject?.name ?? '';
  return {
    subject: draft.subject?.householdId ?? name,
    about: name === '' ? '' : familyOf(name),
    begun: !isEmptyDraft({ ...draft, subject: null }),
  };
}

/** Goes on with a report; whether the household is (still) within reach is asked anew. */
function takeUp({ draft, source }: Filing, scene: Scene): Turn {
  const householdId = draft.subject?.householdId ?? null;
  if (householdId !== null) {
    const subject = scene.facts.answers['visit-subject'];
    if (subject === undefined) return need({ need: 'visit-subject', householdId });
    if (subject === null) {
      return go('home', scene.conversation, { messages: [{ text: outOfReach() }] });
    }
  }
  return summary({ draft, source }, scene);
}

const to = (
  step: FilingStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'staff-declare', ...step }), [...lead, question]);

function whom(place: PickPlace, scene: Scene, said: Said | null = null): Turn {
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

function fromWhom(
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

/** Goes on from a visit that found a hardship: household and words are known. */
export function startFiling(
  found: { readonly householdId: string; readonly name: string; readonly source: FilingSource },
  scene: Scene,
  lead: readonly Message[],
  note: string,
): Turn {
  const subject = { name: found.name, areaId: '', phone: '', householdId: found.householdId };
  const begun = filing(subject, found.source, scene);
  const draft =
    note === '' ? begun.draft : gather(begun.draft, { kind: 'text', text: note, edited: false });
  const known = { ...begun, draft };
  return draft.riskTypes.length > 0 ? summary(known, scene, lead) : type(known, scene, lead);
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

function village(
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

const filing = (subject: Subject, source: FilingSource, { facts }: Scene): Filing => ({
  // Account and millisecond name a draft for ever; one account's inputs run one after another under a lock.
  draft: {
    ...withReporter(newDraft(`filed-${facts.account.accountId}-${facts.now}`), 'staff', subject),
    whomChosen: true,
  },
  source,
});

/** One tap says how the trouble came to be known; words told instead go on with the desk's own way. */
function askSource(known: Filing, scene: Scene): Turn {
  const [first, ...others] = filingSources.map((each) =>
    choice(`source-${each}`, text.sourceLabel(each)),
  );
  if (first === undefined) return pass;
  const question = text.sourceQuestion(known.draft.subject?.name ?? '');
  return to({ step: 'source', ...known }, ask(question, first, ...others, cancel), scene);
}

/** Words that named the cause already are read back at once. */
const afterSource = (known: Filing, scene: Scene): Turn =>
  known.draft.riskTypes.length > 0 ? summary(known, scene) : type(known, scene);

const typeChoice = (each: RiskType) => choice(`type-${riskTypes.indexOf(each)}`, riskLabel(each));

/** The six asked first; with 更多 and 取消 they make eight. */
const COMMON: readonly RiskType[] = [
  '因病',
  '因学',
  '因自然灾害',
  '因意外事故',
  '因务工就业不稳',
  '住房安全',
];

function type(known: Filing, scene: Scene, lead: readonly Message[] = []): Turn {
  const [first, ...others] = COMMON.map(typeChoice);
  if (first === undefined) return pass;
  const question = text.typeQuestion(known.draft.subject?.name ?? '');
  return to(
    { step: 'type', ...known },
    ask(question, first, ...others, choice('more', declareLabels.more), cancel),
    scene,
    lead,
  );
}

function moreTypes(known: Filing, scene: Scene): Turn {
  const [first, ...others] = riskTypes.filter((each) => !COMMON.includes(each)).map(typeChoice);
  if (first === undefined) return pass;
  return to(
    { step: 'more-types', ...known },
    ask(text.moreQuestion(), first, ...others, back),
    scene,
  );
}

const summary = (known: Filing, scene: Scene, lead: readonly Message[] = []): Turn =>
  to(
    { step: 'summary', ...known },
    {
      ...ask(
        text.summary(known.draft),
        choice('submit', buttonLabels.submit),
        choice('another', staffDeclareLabels.another),
        cancel,
      ),
      ask: 'location',
    },
    scene,
    lead,
  );

function pressed(
  { draft, source }: Filing,
  step: 'source' | 'type' | 'more-types' | 'summary',
  id: string,
  scene: Scene,
): Turn {
  const known = { draft, source };
  if (step === 'source') {
    const told = filingSources.find((each) => `source-${each}` === id);
    if (told !== undefined) return afterSource({ draft, source: told }, scene);
  }
  const picked = chosenType(id);
  if (picked !== null) return summary({ draft: withRiskType(draft, picked), source }, scene);
  switch (id) {
    case 'more':
      return moreTypes(known, scene);
    case 'another':
      return type(known, scene);
    case 'back':
      return step === 'more-types' ? type(known, scene) : summary(known, scene);
    case 'submit':
      return submit(known, scene);
    case 'cancel':
      return go('home', scene.conversation);
    default:
      return pass;
  }
}

/** Words, photos, voice and a place at any time; 提交 typed counts as pressed. */
function told({ draft, source }: Filing, input: Input, scene: Scene): Turn {
  if (input.kind === 'text') {
    if (opensEntry(input.text)) return pass;
    const picked = namedType(input.text.trim());
    if (picked !== null) return summary({ draft: withRiskType(draft, picked), source }, scene);
  }
  const more = gather(draft, input);
  return more === draft ? pass : summary({ draft: more, source }, scene);
}

function submit(known: Filing, scene: Scene): Turn {
  const { draft, source } = known;
  if (isEmptyDraft({ ...draft, subject: null })) return type(known, scene);
  const receiptNumber = scene.facts.answers['receipt-number'];
  if (receiptNumber === undefined) return need({ need: 'receipt-number' });
  const content = { ...contentOf(draft), source };
  return done(
    at(scene.conversation, { flow: 'staff-declare', step: 'sending', draft, source }),
    [],
    [{ intent: 'file-report', receiptNumber, draftId: draft.draftId, content }],
  );
}

function received(
  { draft }: Filing,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  if (input.of !== 'file-report') return pass;
  const { conversation, facts } = scene;
  if (!input.result.ok) {
    const messages = [{ text: refusalText(input.result.refusal) }];
    return go('home', conversation, { messages });
  }
  const { declarationId, receiptNumber } = input.result.value;
  const sent = withSent(conversation, {
    token: conversation.token,
    draftId: draft.draftId,
    declarationId,
    receiptNumber,
    at: facts.now,
  });
  const question = ask(
    text.receipt(input.result.value, draft.subject?.name ?? '', facts.today),
    lasting('duty-list', '', staffMenu.duties),
    lasting('menu', 'staff-declare', staffMenu.declare),
    lasting('menu', 'home', buttonLabels.back),
  );
  return done(at(sent, { flow: 'home', step: 'menu' }), [{ ...question, weight: 'vital' }]);
}

const mayFile = (facts: Facts): boolean =>
  facts.account.staff?.posts.some((post) => roleCarries(post.role, 'file-for-farmer')) ?? false;

export const staffDeclare: Feature = {
  flows: [flow],
  labels: [
    { label: staffMenu.declare, flow: 'staff-declare', menu: 'staff', order: 40, visible: mayFile },
  ],
};
