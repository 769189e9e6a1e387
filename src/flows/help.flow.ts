/** 人工帮助: whom to phone, 请人联系我, and complaints, which never reach the person complained about (promise G6). */
import { ask, choice, lasting } from './choices.ts';
import { heardAs } from './complaint-words.ts';
import { at } from './conversation.ts';
import {
  type CommandHandler,
  defineFlow,
  type Feature,
  go,
  pass,
  type Scene,
  type Turn,
} from './feature.ts';
import { done, type Input, type Message } from './flow.ts';
import { type Stored, storedText } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/help.ts';
import { issueReportLabels } from './text/issue-report.ts';
import { objectionLabel } from './text/objection.ts';
import { officerHelp } from './text/officer-words.ts';
import { complaintWords, farmerMenu, helpWords } from './text/menu.ts';

type HelpStep =
  | { readonly step: 'help' }
  | { readonly step: 'waiting-for-call' }
  | { readonly step: 'complaint' }
  | { readonly step: 'waiting-for-complaint' }
  /** The complaint is written down; whom it is about is an addition to it. */
  | { readonly step: 'complaint-about'; readonly ticketId: string }
  | { readonly step: 'complaint-name'; readonly ticketId: string }
  | { readonly step: 'waiting-for-name' };
type HelpState = HelpStep & { readonly flow: 'help' };

const labels = text.helpLabels;
const back = choice('back', buttonLabels.back);

const flow = defineFlow<HelpState>({
  name: 'help',
  requires: 'nothing',
  restore,
  open: (scene, input) => {
    if (input?.kind !== 'text') return to({ step: 'help' }, helpMessage(scene), scene);
    return heardAs(input.text, scene.facts.bureau).intent === 'complaint'
      ? complain(input.text, scene)
      : callBack(input.text, scene);
  },
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return outcome(state, input, scene);
    if (input.kind === 'press') return pressed(state, input.choice, scene);
    if (input.kind !== 'text') return pass;
    switch (state.step) {
      case 'complaint':
        return complain(input.text, scene);
      case 'complaint-name':
      case 'complaint-about':
        return named(state.ticketId, input.text, scene);
      default:
        return pass;
    }
  },
});

function restore(stored: Stored): HelpState | null {
  const step = storedText(stored['step']);
  switch (step) {
    case 'help':
    case 'waiting-for-call':
    case 'complaint':
    case 'waiting-for-complaint':
    case 'waiting-for-name':
      return { flow: 'help', step };
    case 'complaint-about':
    case 'complaint-name': {
      const ticketId = storedText(stored['ticketId']);
      return ticketId === '' ? null : { flow: 'help', step, ticketId };
    }
    default:
      return null;
  }
}

const to = (step: HelpStep, question: Message, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'help', ...step }), [question]);

const helpMessage = (scene: Scene): Message =>
  ask(
    text.helpQuestion(scene.facts.bureau),
    choice('call', labels.callMe),
    lasting('issue-report', '', issueReportLabels.report),
    choice('complain', labels.complain),
    lasting('menu', 'objection', objectionLabel),
    back,
  );

function pressed(state: HelpState, id: string, scene: Scene): Turn {
  switch (id) {
    case 'call':
      return callBack('', scene);
    case 'complain':
      return askComplaint('', scene);
    case 'back':
      return go('home', scene.conversation);
    default:
      return 'ticketId' in state ? about(state.ticketId, id, scene) : pass;
  }
}

/** Without a number or a chat to answer in, a call back would be an empty word. */
function callBack(words: string, scene: Scene): Turn {
  const { conversation, facts } = scene;
  if (facts.account.person === null) {
    return to(
      { step: 'help' },
      ask(text.noPhoneYet(facts.bureau), choice('complain', labels.complain), back),
      scene,
    );
  }
  const place = { flow: 'help', step: 'waiting-for-call' } as const;
  return done(
    at(conversation, place),
    [],
    [{ intent: 'open-ticket', kind: 'help', words, about: '' }],
  );
}

/** What was said is a complaint from here on, whether or not anybody says whom it is about. */
const complain = (words: string, scene: Scene): Turn =>
  done(
    at(scene.conversation, { flow: 'help', step: 'waiting-for-complaint' }),
    [],
    [{ intent: 'open-ticket', kind: 'complaint', words, about: '' }],
  );

/** Whom it is about decides who must not get it. */
function askAbout(ticketId: string, written: string, scene: Scene): Turn {
  const { officer, town } = scene.facts.bureau;
  const [first, ...others] = [
    ...(officer === null ? [] : [choice('officer', `${officer.title} ${officer.name}`.trim())]),
    ...(town === null ? [] : [choice('town', labels.town)]),
    choice('name', labels.someoneElse),
    choice('nobody', labels.nobody),
    back,
  ];
  const question = text.complaintAbout(written);
  return first === undefined
    ? pass
    : to({ step: 'complaint-about', ticketId }, ask(question, first, ...others), scene);
}

function about(ticketId: string, id: string, scene: Scene): Turn {
  const { officer, town } = scene.facts.bureau;
  switch (id) {
    case 'officer':
      return named(ticketId, officer === null ? '' : `${officer.title} ${officer.name}`, scene);
    case 'town':
      return named(ticketId, `${labels.town} ${town === null ? '' : town.name}`, scene);
    case 'nobody':
      return go('home', scene.conversation, { messages: [{ text: text.complaintOfNobody() }] });
    case 'name':
      return to(
        { step: 'complaint-name', ticketId },
        ask(text.complaintName(), choice('nobody', labels.nobody), back),
        scene,
      );
    default:
      return pass;
  }
}

const named = (ticketId: string, whom: string, scene: Scene): Turn =>
  done(
    at(scene.conversation, { flow: 'help', step: 'waiting-for-name' }),
    [],
    [{ intent: 'name-complaint', ticketId, about: whom.trim() }],
  );

function outcome(
  state: HelpState,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  if (input.of === 'name-complaint') {
    return go('home', scene.conversation, { messages: [{ text: text.complaintNamed() }] });
  }
  if (input.of !== 'open-ticket') return pass;
  const { ticketId, number, dueOn } = input.result;
  const { bureau, today } = scene.facts;
  return state.step === 'waiting-for-complaint'
    ? askAbout(ticketId, text.complaintOpened(number, dueOn, bureau, today), scene)
    : go('home', scene.conversation, {
        messages: [{ text: text.calling(number, dueOn, bureau, today) }],
      });
}

const askComplaint = (_payload: string, scene: Scene): Turn =>
  to({ step: 'complaint' }, ask(text.complaintQuestion(), back), scene);

const open = (_payload: string, scene: Scene): Turn => go('help', scene.conversation);

/** Officers are told what they can type; a person to talk to stays a tap away. */
const openFor: CommandHandler = (payload, scene) =>
  scene.facts.account.staff === null
    ? open(payload, scene)
    : go('home', scene.conversation, { messages: [{ text: officerHelp(scene.facts.bureau) }] });

export const help: Feature = {
  flows: [flow],
  labels: [{ label: farmerMenu.help, flow: 'help', menu: 'farmer', order: 60 }],
  commands: { help: openFor },
  words: {
    ...Object.fromEntries(helpWords.map((word) => [word, word === '帮助' ? openFor : open])),
    ...Object.fromEntries(complaintWords.map((word) => [word, askComplaint])),
  },
  actions: { 'call-me': (_ref, scene) => callBack('', scene) },
};
