/**
 * One-tap report (一键申报): 困难类型 → 提交 for somebody known; words, voice, photos and a place before or after, in any order.
 * Everything goes into the conversation's draft; 提交 names the draft, so it counts once (unique key on the draft's id).
 */
import { isAbuse } from './abuse.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import type { Reporter } from '#src/domain/declaration/declaration.ts';
import { askProxy, stepProxy } from './declare-proxy.ts';
import {
  addMessage,
  changeMessage,
  chosenType,
  dropTypeMessage,
  moreTypesMessage,
  namedType,
  proposalMessage,
  resumeMessage,
  rewriteMessage,
  typeMessage,
  whomMessage,
} from './declare-questions.ts';
import { type DeclareState, restoreDeclare } from './declare-state.ts';
import {
  askWhichReport,
  next,
  sameOrNew,
  summaryOrType,
  summaryStep,
  take,
  to,
  typeStep,
} from './declare-steps.ts';
import { received, submit } from './declare-submit.ts';
import { addToReport } from './recent-report.ts';
import {
  type Draft,
  isEmptyDraft,
  proposalAdds,
  withoutRiskType,
  withProposal,
  withReporter,
  withRiskType,
} from './draft.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input } from './flow.ts';
import { askModel, draftOf, gather } from './gather.ts';
import * as text from './text/declare.ts';
import { buttonLabels } from './text/engine.ts';
import { farmerMenu } from './text/menu.ts';
import { bare } from './typed-answer.ts';

const flow = defineFlow<DeclareState>({
  name: 'declare',
  requires: 'person',
  restore: restoreDeclare,
  keepsFromBefore: (state) => (state.step === 'proposal' ? ['submit'] : []),
  open: (scene, input) => {
    const { draft } = scene.conversation;
    if (scene.facts.account.consent === 'outdated') return consentFirst(input, scene);
    if (input !== null) return sameOrNew(input, scene) ?? take(input, scene);
    if (draft !== null && !isEmptyDraft(draft))
      return to({ step: 'resume' }, resumeMessage(draft), scene, draft);
    return typeStep(draftOf(scene.conversation, scene.facts), scene);
  },
  step: (state, input, scene) => {
    if (state.step === 'same-report' && input.kind !== 'press') {
      const draft = draftOf(scene.conversation, scene.facts);
      const told = gather(draft, input);
      const aside = told === draft || (input.kind === 'text' && isAside(input.text));
      return aside ? pass : (askWhichReport(told, scene, state) ?? next(told, scene, []));
    }
    switch (input.kind) {
      case 'press':
        return pressed(state, input.choice, input, scene);
      case 'text':
        return typed(state, input, scene);
      case 'media':
      case 'location':
        return take(input, scene, state.step === 'add');
      case 'transcript':
        return transcribed(input, scene);
      case 'contact':
        return 'subject' in state ? proxy(state, input, scene) : pass;
      case 'proposal':
        return proposed(input, scene);
      case 'outcome':
        return input.of === 'submit-report' ? received(input, scene) : pass;
      default:
        return pass;
    }
  },
});

/** A changed text is consented to anew before anything more is told (个人信息保护法第十四条); what was said waits. */
function consentFirst(input: Input | null, scene: Scene): Turn {
  const { conversation } = scene;
  const visitor = { ...conversation.visitor, wanted: 'declare' as const };
  return go('first-contact', { ...conversation, visitor }, input === null ? {} : { input });
}

type Of<K extends Input['kind']> = Extract<Input, { readonly kind: K }>;

function pressed(state: DeclareState, id: string, input: Input, scene: Scene): Turn {
  const draft = draftOf(scene.conversation, scene.facts);
  const type = chosenType(id);
  if (type !== null) {
    return state.step === 'drop-type'
      ? summaryOrType(withoutRiskType(draft, type), scene)
      : summaryStep(withRiskType(draft, type), scene);
  }
  switch (id) {
    case 'cancel':
      return leave(scene);
    case 'submit':
      return submit(draft, scene);
    case 'another':
      return typeStep(draft, scene);
    case 'more':
      return to({ step: 'more-types' }, moreTypesMessage(), scene, draft);
    case 'add':
      return to({ step: 'add' }, addMessage(text.addQuestion()), scene, draft);
    case 'change':
      return to({ step: 'change' }, changeMessage(draft), scene, draft);
    case 'drop-type':
      return to({ step: 'drop-type' }, dropTypeMessage(draft), scene, draft);
    case 'rewrite':
      return to({ step: 'rewrite' }, rewriteMessage(), scene, draft);
    case 'drop-media':
      return summaryOrType({ ...draft, media: [], heard: [] }, scene);
    case 'drop-place':
      return summaryOrType({ ...draft, place: null }, scene);
    case 'someone-else':
    case 'whom':
      return to({ step: 'whom' }, whomMessage(), scene, draft);
    case 'restart': {
      const fresh = draftOf({ ...scene.conversation, draft: null }, scene.facts);
      return to({ step: 'type' }, typeMessage(fresh), scene, fresh, {
        lead: [{ text: text.startedAfresh() }],
      });
    }
    case 'resume':
      return next(draft, scene, []);
    case 'done':
      return summaryOrType(draft, scene);
    case 'accept':
      return state.step === 'proposal'
        ? summaryStep(withProposal(draft, state.proposal), scene)
        : pass;
    case 'leave':
      return summaryStep(draft, scene);
    case 'same':
      return state.step === 'same-report' ? addDraft(state.declarationId, draft, scene) : pass;
    case 'new':
      return next(draft, scene, askModel(null, draft));
    case 'back':
      if (state.step === 'same-report') return leave(scene);
      return state.step === 'more-types' ? typeStep(draft, scene) : summaryOrType(draft, scene);
    default:
      return 'subject' in state ? proxy(state, input, scene) : whose(id, draft, scene);
  }
}

/** What was told goes to the report sent before, and out of the draft. */
function addDraft(declarationId: string, draft: Draft, scene: Scene): Turn {
  const { place } = draft;
  const where = place === null ? [] : [text.placeWords(place.latitude, place.longitude)];
  const mediaIds = draft.media.map((each) => each.mediaId);
  const conversation = { ...scene.conversation, draft: null };
  return addToReport(declarationId, [...draft.words, ...where], mediaIds, conversation);
}

/** 这是谁家的难处. */
function whose(id: string, draft: Draft, scene: Scene): Turn {
  const reporter: Reporter | null =
    id === 'self' || id === 'relative' || id === 'third-party' ? id : null;
  if (reporter === null) return pass;
  if (reporter !== 'self')
    return askProxy(reporter, { ...scene, conversation: { ...scene.conversation, draft } });
  return summaryOrType({ ...withReporter(draft, 'self', null), whomChosen: true }, scene);
}

function proxy(
  state: Extract<DeclareState, { readonly subject: unknown }>,
  input: Input,
  scene: Scene,
): Turn {
  const turn = stepProxy(state, input, scene);
  return 'draft' in turn ? summaryOrType(turn.draft, scene) : turn;
}

/** Words while a report is open: an answer to the step, more about the trouble, or something else altogether. */
function typed(state: DeclareState, input: Of<'text'>, scene: Scene): Turn {
  const draft = draftOf(scene.conversation, scene.facts);
  const words = bare(input.text);
  const type = namedType(words);
  if (type !== null) return summaryStep(withRiskType(draft, type), scene);
  if (words === buttonLabels.submit)
    return isEmptyDraft(draft) ? typeStep(draft, scene) : submit(draft, scene);
  if ('subject' in state) {
    const turn = proxy(state, input, scene);
    if (turn.kind !== 'pass') return turn;
  }
  if (state.step === 'rewrite') {
    return take(input, {
      ...scene,
      conversation: { ...scene.conversation, draft: withoutWords(draft) },
    });
  }
  if (state.step === 'add') return take(input, scene, true);
  return isAside(input.text) ? pass : take(input, scene);
}

/** A new telling takes the place of the old one, and with it of what had been read out of the old one. */
const withoutWords = (draft: Draft): Draft => ({
  ...draft,
  words: [],
  amounts: [],
  members: [],
  urgency: 'normal',
});

/** Questions, complaints, greetings and the like in the middle of a report are answered and leave it as it is. */
function isAside(words: string): boolean {
  const { intent, subIntent } = readMessage(words);
  return intent !== 'declaration' && (subIntent !== 'off_topic' || isAbuse(words));
}

function leave(scene: Scene): Turn {
  const { draft } = scene.conversation;
  const kept = draft !== null && !isEmptyDraft(draft);
  return go('home', scene.conversation, kept ? { messages: [{ text: text.keptForLater() }] } : {});
}

/** The words of a voice message: read like typed ones, and read back. */
function transcribed(input: Of<'transcript'>, scene: Scene): Turn {
  const { draft } = scene.conversation;
  const ours = draft?.media.some((each) => each.mediaId === input.mediaId) ?? false;
  if (draft === null || !ours) return pass;
  const told = gather(draft, input);
  return told === draft ? done(scene.conversation) : next(told, scene, askModel(draft, told));
}

/** A model's reading is shown only where the read-back is being looked at, and only if it adds something. */
function proposed(input: Of<'proposal'>, scene: Scene): Turn {
  const { draft, place } = scene.conversation;
  if (draft === null || place.step !== 'summary' || !proposalAdds(draft, input.proposal)) {
    return done(scene.conversation);
  }
  const { proposal } = input;
  return to({ step: 'proposal', proposal }, proposalMessage(draft, proposal), scene, draft);
}

export const declare: Feature = {
  flows: [flow],
  labels: [{ label: farmerMenu.declare, flow: 'declare', menu: 'farmer', order: 10 }],
  commands: { declare: (_payload, scene) => go('declare', scene.conversation) },
  actions: { declare: (_ref, scene) => go('declare', scene.conversation) },
};
