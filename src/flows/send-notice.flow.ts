/** 发通知: title, body, area, households; what it will look like and how many it reaches; then a second person decides. */
import { groupTitle } from '#src/domain/notice/audience.ts';
import { readNoticeText } from '#src/domain/notice/notice.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import type { Work } from './kept-work.ts';
import { done, type Input, type Message, need } from './flow.ts';
import { askArea, maySend, takeArea } from './notice-area.ts';
import {
  emptyNotice,
  type NoticeDraft,
  restoreSendNotice,
  type SendNoticeState,
  type SendNoticeStep,
} from './notice-draft.ts';
import {
  askSentNotices,
  followStep,
  noticeActions,
  noticeOutcomes,
  openNotice,
} from './notice-follow.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/notice-compose.ts';
import { noticeRefused } from './text/notice-staff.ts';

const back = choice('back', buttonLabels.back);
const cancel = choice('cancel', buttonLabels.cancel);

const flow = defineFlow<SendNoticeState>({
  name: 'send-notice',
  requires: 'staff',
  restore: restoreSendNotice,
  takesNumbers: (state) => state.step === 'title' || state.step === 'body',
  open: (scene) =>
    maySend(scene.facts)
      ? askTitle(emptyNotice, scene)
      : go('home', scene.conversation, { messages: [{ text: text.notAllowed() }] }),
  keeps: {
    work: (state) => ('draft' in state && state.step !== 'sending' ? workOf(state.draft) : null),
    takeUp: (state, scene) =>
      'draft' in state && maySend(scene.facts)
        ? after(state.draft, scene)
        : go('home', scene.conversation, { messages: [{ text: text.notAllowed() }] }),
  },
  step: (state, input, scene) => {
    if (input.kind === 'press' && input.choice === 'cancel') return go('home', scene.conversation);
    switch (state.step) {
      case 'title':
      case 'body':
        return takeText(state, input, scene);
      case 'area':
        if (isBack(input)) return askBody(state.draft, scene);
        return takeArea(state, input, scene, (draft) => after(draft, scene));
      case 'group':
        return takeGroup(state.draft, input, scene);
      case 'preview':
        return fromPreview(state.draft, state.draftId, input, scene);
      case 'sending':
        return handedIn(state.draft, input, scene);
      case 'change':
        return takeChange(state.draft, input, scene);
      case 'month-drafts':
        return fromDrafts(input, scene);
      case 'sent-list':
        if (isBack(input)) return askTitle(emptyNotice, scene);
        return input.kind === 'press' && input.choice.startsWith('notice-')
          ? openNotice(input.choice.slice('notice-'.length), scene)
          : pass;
      default:
        return followStep(state, input, scene);
    }
  },
});

/** One notice at a time; a choice of area or households alone is quickly made again. */
const workOf = ({ title, body }: NoticeDraft): Work => ({
  subject: '',
  about: title === '' ? '' : `“${title}”`,
  begun: title !== '' || body !== '',
});

const isBack = (input: Input): boolean => input.kind === 'press' && input.choice === 'back';

const to = (
  step: SendNoticeStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'send-notice', ...step }), [...lead, question]);

function askTitle(draft: NoticeDraft, scene: Scene, lead: readonly Message[] = []): Turn {
  const question = ask(
    text.titleQuestion(),
    cancel,
    choice('month', text.composeLabels.month),
    choice('sent', text.composeLabels.sent),
  );
  return to({ step: 'title', draft }, question, scene, lead);
}

const askBody = (draft: NoticeDraft, scene: Scene, lead: readonly Message[] = []): Turn =>
  to({ step: 'body', draft }, ask(text.bodyQuestion(), back, cancel), scene, lead);

function takeText(
  state: Extract<SendNoticeState, { readonly step: 'title' | 'body' }>,
  input: Input,
  scene: Scene,
): Turn {
  const { step, draft } = state;
  if (isBack(input)) return askTitle(draft, scene);
  if (input.kind === 'press' && input.choice === 'sent') return askSentNotices(scene);
  if (input.kind === 'press' && input.choice === 'month') return askDrafts(scene);
  if (input.kind !== 'text') return pass;
  const read = readNoticeText(step, input.text);
  if (!read.ok) {
    const lead = [{ text: text.badText(step, read.refusal) }];
    return step === 'title' ? askTitle(draft, scene, lead) : askBody(draft, scene, lead);
  }
  return after({ ...draft, [step]: read.value }, scene);
}

/** 月通报: texts made from the month's data, taken over as they are and changed like any other. */
function askDrafts(scene: Scene): Turn {
  const drafts = scene.facts.answers['month-drafts'];
  if (drafts === undefined) return need({ need: 'month-drafts' });
  const [first, ...rest] = [
    ...drafts.map((each) => choice(`draft-${each.draftId}`, each.title)),
    back,
    cancel,
  ];
  if (first === undefined) return pass;
  const question = ask(text.draftsQuestion(drafts.length), first, ...rest);
  return to({ step: 'month-drafts' }, question, scene);
}

function fromDrafts(input: Input, scene: Scene): Turn {
  if (isBack(input)) return askTitle(emptyNotice, scene);
  if (input.kind !== 'press') return pass;
  const drafts = scene.facts.answers['month-drafts'];
  if (drafts === undefined) return need({ need: 'month-drafts' });
  const draft = drafts.find((each) => `draft-${each.draftId}` === input.choice);
  if (draft === undefined) return pass;
  const { title, body, area } = draft;
  return after({ title, body, area, group: null }, scene);
}

/** Asks for the next part that is missing; shows the whole when none is. */
function after(draft: NoticeDraft, scene: Scene): Turn {
  if (draft.title === '') return askTitle(draft, scene);
  if (draft.body === '') return askBody(draft, scene);
  if (draft.area === null) return askArea(draft, scene);
  if (draft.group === null) return askGroup(draft, scene);
  return showPreview(draft, scene);
}

function askGroup(draft: NoticeDraft, scene: Scene): Turn {
  if (draft.area === null) return askArea(draft, scene);
  const groups = scene.facts.answers['notice-groups'];
  if (groups === undefined) return need({ need: 'notice-groups', areaId: draft.area.areaId });
  // Six groups, 返回 and 取消 make eight.
  const [first, ...rest] = groups.slice(0, 6).map((group) => choice(group, groupTitle(group)));
  if (first === undefined) return showPreview({ ...draft, group: 'everyone' }, scene);
  const question = ask(text.groupQuestion(draft.area.fullName), first, ...rest, back, cancel);
  return to({ step: 'group', draft }, question, scene);
}

function takeGroup(draft: NoticeDraft, input: Input, scene: Scene): Turn {
  if (isBack(input)) return askArea({ ...draft, area: null }, scene);
  if (input.kind !== 'press' || draft.area === null) return pass;
  const groups = scene.facts.answers['notice-groups'];
  if (groups === undefined) return need({ need: 'notice-groups', areaId: draft.area.areaId });
  const group = groups.find((each) => each === input.choice);
  return group === undefined ? pass : after({ ...draft, group }, scene);
}

function showPreview(draft: NoticeDraft, scene: Scene): Turn {
  const { area, group, title, body } = draft;
  if (area === null || group === null) return after(draft, scene);
  const preview = scene.facts.answers['notice-preview'];
  if (preview === undefined) return need({ need: 'notice-preview', areaId: area.areaId, group });
  if (preview === null) {
    return go('home', scene.conversation, { messages: [{ text: noticeRefused('not-allowed') }] });
  }
  const words = text.previewText(title, body, group, preview);
  const change = choice('change', buttonLabels.change);
  const question =
    preview.approvers.length === 0
      ? ask(words, change, cancel)
      : ask(words, choice('submit', text.composeLabels.submit), change, cancel);
  return to({ step: 'preview', draft, draftId: preview.draftId }, question, scene);
}

function fromPreview(draft: NoticeDraft, draftId: string, input: Input, scene: Scene): Turn {
  const { area, group, title, body } = draft;
  if (input.kind !== 'press') return pass;
  if (input.choice === 'change') return askChange(draft, scene);
  if (input.choice !== 'submit' || area === null || group === null) return pass;
  return done(
    at(scene.conversation, { flow: 'send-notice', step: 'sending', draft, draftId }),
    [],
    [{ intent: 'compose-notice', draftId, title, body, areaId: area.areaId, group }],
  );
}

/** A notice that was not taken stays in hand, to be changed. */
function handedIn(draft: NoticeDraft, input: Input, scene: Scene): Turn {
  if (input.kind !== 'outcome' || input.of !== 'compose-notice') return pass;
  if (!input.result.ok) {
    return askChange(draft, scene, [{ text: noticeRefused(input.result.refusal.code) }]);
  }
  const words = text.submitted(draft.title, input.result.value.approvers);
  return go('home', scene.conversation, { messages: [{ text: words }] });
}

const askChange = (draft: NoticeDraft, scene: Scene, lead: readonly Message[] = []): Turn =>
  to(
    { step: 'change', draft },
    ask(
      text.changeQuestion(),
      choice('title', text.composeLabels.title),
      choice('body', text.composeLabels.body),
      choice('area', text.composeLabels.area),
      choice('group', text.composeLabels.group),
      back,
    ),
    scene,
    lead,
  );

function takeChange(draft: NoticeDraft, input: Input, scene: Scene): Turn {
  if (input.kind !== 'press') return pass;
  switch (input.choice) {
    case 'title':
      return askTitle({ ...draft, title: '' }, scene);
    case 'body':
      return askBody({ ...draft, body: '' }, scene);
    case 'area':
      return askArea({ ...draft, area: null }, scene);
    case 'group':
      return askGroup({ ...draft, group: null }, scene);
    case 'back':
      return showPreview(draft, scene);
    default:
      return pass;
  }
}

export const sendNotice: Feature = {
  flows: [flow],
  labels: [{ label: '发通知', flow: 'send-notice', menu: 'staff', order: 42, visible: maySend }],
  commands: { broadcast: (_payload, scene) => go('send-notice', scene.conversation) },
  actions: noticeActions,
  outcomes: noticeOutcomes,
};
