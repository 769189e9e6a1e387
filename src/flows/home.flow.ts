/** The home menu (主菜单), small talk, and the question back when nothing was understood. */
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { isEmptyDraft } from './draft.ts';
import {
  defineFlow,
  type Feature,
  go,
  type MenuLabel,
  pass,
  type Scene,
  type Turn,
} from './feature.ts';
import { type Choice, done, type Message } from './flow.ts';
import { isFlowName, storedText } from './place.ts';
import { addToReport, recentReport } from './recent-report.ts';
import { goOnChoice, keptLines } from './kept-work.flow.ts';
import { inDailyOrder } from './staff-entries.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/home.ts';
import { farmerMenu, menuWords } from './text/menu.ts';

type HomeState =
  | { readonly flow: 'home'; readonly step: 'menu' }
  /** Asked what unreadable words meant; they are kept until that is known. */
  | { readonly flow: 'home'; readonly step: 'asked-back'; readonly words: string };

const menuPlace: HomeState = { flow: 'home', step: 'menu' };

/** Staff see their own entries first and the farmers' behind one button; eight buttons hold no more. */
const STAFF_ENTRIES = 6;

const flow = defineFlow<HomeState>({
  name: 'home',
  requires: 'nothing',
  restore: (stored) => {
    if (stored['step'] === 'menu') return menuPlace;
    if (stored['step'] !== 'asked-back') return null;
    return { flow: 'home', step: 'asked-back', words: storedText(stored['words']) };
  },
  open: (scene, input) => {
    const { account } = scene.facts;
    const stranger = account.consent === null && account.person === null && account.staff === null;
    if (stranger && !scene.conversation.visitor.introduced) {
      return go('first-contact', scene.conversation, input === null ? {} : { input });
    }
    if (input !== null) return askedBack(scene, input.kind === 'text' ? input.text : '');
    return done(at(scene.conversation, menuPlace), [menu(scene)]);
  },
  step: (state, input, scene) => {
    if (input.kind !== 'press') return pass;
    const { conversation } = scene;
    if (input.choice === 'farmer-menu') return done(conversation, [farmersMenu(scene)]);
    if (input.choice === 'staff-more') return done(conversation, [moreEntries(scene)]);
    if (input.choice === 'back' || state.step === 'menu') return go('home', conversation);
    const recent = recentReport(scene);
    if (input.choice === 'add' && recent !== null) {
      return addToReport(recent.declarationId, [state.words], [], conversation);
    }
    const words = { kind: 'text', text: state.words, edited: false } as const;
    return input.choice === 'policy'
      ? go('ask-policy', conversation, { input: words })
      : go('declare', conversation, { input: words });
  },
});

/** Nothing was understood: asks what it was, keeps the words. */
function askedBack(scene: Scene, words: string): Turn {
  const place: HomeState = { flow: 'home', step: 'asked-back', words };
  const recent = recentReport(scene);
  return done(at(scene.conversation, place), [
    { text: text.notUnderstood() },
    ask(
      text.askedBack(),
      choice('declare', text.askedBackLabels.declare),
      ...(recent === null ? [] : [choice('add', text.askedBackLabels.add)]),
      choice('policy', text.askedBackLabels.policy),
      lasting('menu', 'help', farmerMenu.help),
      choice('back', buttonLabels.back),
    ),
  ]);
}

function menu(scene: Scene): Message {
  const { staff } = scene.facts.account;
  const entries = staffEntries(scene);
  const goOn = goOnChoice(scene);
  const [first, ...others] = [
    ...entries.slice(0, shownEntries(scene)).map(button),
    ...(entries.length > shownEntries(scene) ? [choice('staff-more', text.moreEntriesLabel)] : []),
    ...goOn,
  ];
  if (staff?.posts.some(({ role }) => role === 'administrator') === true && entries.length === 0) {
    return ask(
      [...keptLines(scene), text.administratorMenu(staff.name)].join('\n'),
      choice('farmer-menu', text.farmerMenuLabel),
      lasting('menu', 'help', farmerMenu.help),
    );
  }
  if (staff === null || entries.length === 0 || first === undefined) return farmersMenu(scene);
  return ask(
    [...keptLines(scene), text.staffMenuQuestion(staff.name)].join('\n'),
    first,
    ...others,
    choice('farmer-menu', text.farmerMenuLabel),
    lasting('menu', 'help', farmerMenu.help),
  );
}

/** An officer's entries, what the role does daily first. */
const staffEntries = ({ menu: entries, facts }: Scene): readonly MenuLabel[] =>
  inDailyOrder(
    entries.filter((each) => each.menu === 'staff'),
    facts.account.staff?.posts ?? [],
  );

/** How many stand on the home screen: all that fit, else one less for 更多; 接着写 takes a place of its own. */
function shownEntries(scene: Scene): number {
  const room = STAFF_ENTRIES - goOnChoice(scene).length;
  const { length } = staffEntries(scene);
  return length <= room ? length : room - 1;
}

/** The officers' entries that did not fit. */
function moreEntries(scene: Scene): Message {
  const [first, ...others] = staffEntries(scene).slice(shownEntries(scene)).map(button);
  const back = choice('back', buttonLabels.back);
  return first === undefined
    ? ask(text.moreEntries(), back)
    : ask(text.moreEntries(), first, ...others, back);
}

function farmersMenu(scene: Scene): Message {
  const { facts, conversation } = scene;
  const [first, ...others] = scene.menu.filter((each) => each.menu === 'farmer').map(button);
  const { draft } = conversation;
  const question = text.menuQuestion(facts.bureau, facts.account.person?.name ?? '');
  const lines = [
    ...(draft === null || isEmptyDraft(draft) ? [] : [text.draftWaiting()]),
    ...keptLines(scene),
    question,
  ];
  return first === undefined
    ? { text: lines.join('\n') }
    : ask(lines.join('\n'), first, ...others, ...goOnChoice(scene));
}

/** Menu buttons stay valid for ever: a menu of last month still leads where it says. */
const button = (entry: { readonly flow: string; readonly label: string }): Choice => {
  switch (entry.flow) {
    case 'declare':
      return lasting('declare', '', entry.label);
    case 'progress':
      return lasting('progress', '', entry.label);
    default:
      return lasting('menu', entry.flow, entry.label);
  }
};

const toMenu = (_payload: string, scene: Scene): Turn => go('home', scene.conversation);

export const home: Feature = {
  flows: [flow],
  commands: { menu: toMenu, cancel: toMenu, back: toMenu },
  // 更多 is typed where no such button is offered, too: by an auditor or a helper, whose entries all fit.
  words: Object.fromEntries([...menuWords, text.moreEntriesLabel].map((word) => [word, toMenu])),
  actions: {
    menu: (ref, scene) => go(isFlowName(ref) ? ref : 'home', scene.conversation),
  },
};
