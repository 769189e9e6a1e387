/**
 * 代农户申报: an officer files for a household on paper or by phone (BN-54). Pick the household or type a name, the cause, words and
 * photos, 提交; from there on it is a report like any other, and the visiting officer asks the person to confirm.
 */
import { roleCarries } from '#src/domain/people/permissions.ts';
import { ask, lasting } from './choices.ts';
import { at, withSent } from './conversation.ts';
import { chosenType, namedType } from './declare-questions.ts';
import { contentOf, isEmptyDraft, withRiskType } from './draft.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Facts, type Input, type Message, need } from './flow.ts';
import { gather } from './gather.ts';
import type { Work } from './kept-work.ts';
import { moreTypes, summary, type } from './staff-declare-questions.ts';
import {
  type Filing,
  filingSources,
  type FilingSource,
  type FilingState,
  restoreFiling,
} from './staff-declare-state.ts';
import { filing, fromWhom, village, whom } from './staff-declare-whom.ts';
import { opensEntry } from './staff-order.ts';
import { listStart, namedLike } from './staff-pick.ts';
import { buttonLabels } from './text/engine.ts';
import { familyOf } from './text/format.ts';
import { refusalText } from './text/staff-case.ts';
import * as text from './text/staff-declare.ts';
import { staffMenu } from './text/staff-menu.ts';
import { outOfReach } from './text/staff-visit.ts';

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

/** Words that named the cause already are read back at once. */
const afterSource = (known: Filing, scene: Scene): Turn =>
  known.draft.riskTypes.length > 0 ? summary(known, scene) : type(known, scene);

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
