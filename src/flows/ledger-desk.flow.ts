/**
 * 台账和月报 in an officer's chat: the month's report in one message, what was passed on to a department, joint decisions, and
 * rectification with its evidence. Opened from the menu, by its words, or from a duty.
 */
import { jointMeans, type JointMeans } from '#src/domain/ledger/joint-review.ts';
import { type Action, roleCarries } from '#src/domain/people/permissions.ts';
import { departmentNamed } from '#src/domain/policy/departments.ts';
import type { Result } from '#src/domain/result.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import {
  type Choice,
  done,
  type Facts,
  type Input,
  type Intent,
  type Message,
  need,
} from './flow.ts';
import { type DeskPlace, type DeskState, restoreDesk } from './ledger-desk-state.ts';
import { type Desk, desks } from './ledger.needs.ts';
import { storedOneOf } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/ledger-desk.ts';
import { noReport, reportLabels, reportSent } from './text/month-report.ts';
import { pageLabels } from './text/paging.ts';
import { typedYuan } from './typed-yuan.ts';

type DeskRefusal = Parameters<typeof text.deskRefusal>[0];

const labels = text.deskLabels;
const back = choice('back', buttonLabels.back);
const ANSWERS = ['granted', 'not-needed', 'not-eligible'] as const;

const flow = defineFlow<DeskState>({
  name: 'ledger-desk',
  requires: 'staff',
  restore: restoreDesk,
  open: (scene) => menu(scene),
  takesNumbers: (state) => state.step === 'yuan',
  keeps: {
    work: (state) =>
      state.step === 'means' || state.step === 'yuan'
        ? { subject: state.id, about: '', begun: state.means.length > 0 }
        : null,
    takeUp: (state, scene) => ('means' in state ? decideOn(state, scene) : menu(scene)),
  },
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return worked(input, scene);
    switch (state.step) {
      case 'menu':
        return input.kind === 'press' ? fromMenu(input.choice, scene) : pass;
      case 'report':
        return input.kind === 'press' ? fromReport(state, input.choice, scene) : pass;
      case 'list':
        return input.kind === 'press' ? fromList(state, input.choice, scene) : pass;
      case 'referral':
        return input.kind === 'press' ? fromReferral(state.id, input.choice, scene) : pass;
      case 'joint':
        return input.kind === 'press' ? fromJoint(state.id, input.choice, scene) : pass;
      case 'means':
        return input.kind === 'press' ? fromMeans(state, input.choice, scene) : pass;
      case 'yuan':
        return fromYuan(state, input, scene);
      case 'rectification':
        return input.kind === 'press' ? fromRectification(state.id, input.choice, scene) : pass;
      case 'evidence':
        return fromEvidence(state.id, input, scene);
      case 'waiting':
        return pass;
    }
  },
});

const to = (
  place: DeskPlace,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'ledger-desk', ...place }), [...lead, question]);

const waiting = (intent: Intent, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'ledger-desk', step: 'waiting' }), [], [intent]);

function question(words: string, choices: readonly Choice[]): Message {
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

const menuChoices = (facts: Facts): readonly Choice[] => [
  ...(may(facts, ['see-report']) ? [choice('report', labels.report)] : []),
  ...desks
    .filter((desk) => may(facts, DESK_RIGHTS[desk]))
    .map((desk) => choice(desk, labels[desk])),
];

function menu(scene: Scene, lead: readonly Message[] = []): Turn {
  return to({ step: 'menu' }, question(text.deskMenu(), menuChoices(scene.facts)), scene, lead);
}

function fromMenu(id: string, scene: Scene): Turn {
  if (id === 'back') return go('home', scene.conversation);
  if (id === 'report') return report({ reportId: null, page: 1 }, scene);
  const desk = storedOneOf(id, desks);
  return desk === null ? pass : list(desk, 1, scene);
}

/** A month's report in one message; the places below it by the page. */
function report(
  wanted: { readonly reportId: string | null; readonly page: number },
  scene: Scene,
  lead: readonly Message[] = [],
): Turn {
  const sheet = scene.facts.answers['month-report'];
  if (sheet === undefined) return need({ need: 'month-report', ...wanted });
  if (sheet === null) return menu(scene, [...lead, { text: noReport() }]);
  const choices = [
    ...(sheet.maySend ? [choice('send', reportLabels.send)] : []),
    ...sheet.below.map((each) => choice(`below-${each.reportId}`, each.areaName)),
    ...(sheet.page > 1 ? [choice('page-back', pageLabels.before)] : []),
    ...(sheet.page < sheet.pages ? [choice('page-on', pageLabels.after)] : []),
  ];
  const place: DeskPlace = { step: 'report', reportId: sheet.reportId, page: sheet.page };
  return to(place, question(sheet.body, choices), scene, lead);
}

function fromReport(
  state: { readonly reportId: string; readonly page: number },
  id: string,
  scene: Scene,
): Turn {
  const { reportId, page } = state;
  if (id === 'back') return menu(scene);
  if (id === 'page-on') return report({ reportId, page: page + 1 }, scene);
  if (id === 'page-back') return report({ reportId, page: page - 1 }, scene);
  if (id === 'send') return waiting({ intent: 'send-month-report', reportId }, scene);
  return id.startsWith('below-')
    ? report({ reportId: id.slice('below-'.length), page: 1 }, scene)
    : pass;
}

function list(desk: Desk, page: number, scene: Scene, lead: readonly Message[] = []): Turn {
  const found = scene.facts.answers['desk-page'];
  if (found === undefined) return need({ need: 'desk-page', desk, page });
  const choices = [
    ...found.lines.map((line, place) => choice(`open-${line.id}`, text.lineButton(line, place))),
    ...(found.page > 1 ? [choice('page-back', pageLabels.before)] : []),
    ...(found.page < found.pages ? [choice('page-on', pageLabels.after)] : []),
  ];
  const shown = question(text.deskText(found, scene.facts.today), choices);
  return to({ step: 'list', desk, page: found.page }, shown, scene, lead);
}

function fromList(
  { desk, page }: { readonly desk: Desk; readonly page: number },
  id: string,
  scene: Scene,
): Turn {
  if (id === 'back') return menu(scene);
  if (id === 'page-on') return list(desk, page + 1, scene);
  if (id === 'page-back') return list(desk, page - 1, scene);
  return id.startsWith('open-') ? show(desk, id.slice('open-'.length), scene) : pass;
}

/** One matter of a desk. */
function show(desk: Desk, id: string, scene: Scene, lead: readonly Message[] = []): Turn {
  switch (desk) {
    case 'referrals':
      return referral(id, scene, lead);
    case 'joint':
      return joint(id, scene, lead);
    case 'rectification':
      return rectification(id, scene, lead);
  }
}

const gone = (desk: Desk, scene: Scene): Turn =>
  list(desk, 1, scene, [{ text: text.deskRefusal({ code: 'gone' }) }]);

function referral(id: string, scene: Scene, lead: readonly Message[]): Turn {
  const sheet = scene.facts.answers['referral-sheet'];
  if (sheet === undefined) return need({ need: 'referral-sheet', referralId: id });
  if (sheet === null) return gone('referrals', scene);
  const choices = ANSWERS.map((answer) => choice(answer, text.answerLabel(answer)));
  const shown = question(text.referralText(sheet, scene.facts.today), choices);
  return to({ step: 'referral', id }, shown, scene, lead);
}

function fromReferral(id: string, pressed: string, scene: Scene): Turn {
  if (pressed === 'back') return list('referrals', 1, scene);
  const answer = storedOneOf(pressed, ANSWERS);
  return answer === null
    ? pass
    : waiting({ intent: 'answer-referral', referralId: id, answer }, scene);
}

function joint(id: string, scene: Scene, lead: readonly Message[]): Turn {
  const sheet = scene.facts.answers['joint-sheet'];
  if (sheet === undefined) return need({ need: 'joint-sheet', reviewId: id });
  if (sheet === null) return gone('joint', scene);
  // Whoever may speak for several departments takes them one after the other; eight buttons hold three.
  const words = sheet.mayGive
    .slice(0, 2)
    .flatMap((department) => [
      choice(`yes-${department}`, text.opinionLabel(department, true)),
      choice(`no-${department}`, text.opinionLabel(department, false)),
    ]);
  const choices = [
    ...(sheet.mayDecide ? [choice('grant', labels.grant), choice('refuse', labels.refuse)] : []),
    ...words,
  ];
  return to(
    { step: 'joint', id },
    question(text.jointText(sheet, scene.facts.today), choices),
    scene,
    lead,
  );
}

function fromJoint(id: string, pressed: string, scene: Scene): Turn {
  if (pressed === 'back') return list('joint', 1, scene);
  if (pressed === 'grant') return askMeans({ id, means: [] }, scene);
  if (pressed === 'refuse') {
    const decision = { decision: 'not-granted' } as const;
    return waiting({ intent: 'decide-joint', reviewId: id, decision }, scene);
  }
  const supports = pressed.startsWith('yes-');
  const department = departmentNamed(pressed.slice(supports ? 4 : 3));
  return department === null
    ? pass
    : waiting({ intent: 'give-joint-opinion', reviewId: id, department, supports }, scene);
}

type Chosen = { readonly id: string; readonly means: readonly JointMeans[] };

/** What is decided about, without the step it was chosen at. */
const only = ({ id, means }: Chosen): Chosen => ({ id, means });

const askMeans = (chosen: Chosen, scene: Scene): Turn =>
  to(
    { ...only(chosen), step: 'means' },
    question(text.askMeans(), [
      ...jointMeans.map((means) =>
        choice(means, text.meansLabel(means, chosen.means.includes(means))),
      ),
      ...(chosen.means.length === 0 ? [] : [choice('done', labels.meansDone)]),
    ]),
    scene,
  );

/** Goes on with a decision; one that was taken meanwhile is said to be over. */
function decideOn(chosen: Chosen & { readonly step: 'means' | 'yuan' }, scene: Scene): Turn {
  const sheet = scene.facts.answers['joint-sheet'];
  if (sheet === undefined) return need({ need: 'joint-sheet', reviewId: chosen.id });
  if (sheet === null || !sheet.mayDecide) return gone('joint', scene);
  return chosen.step === 'yuan' ? askYuan(chosen, scene) : askMeans(chosen, scene);
}

const askYuan = (chosen: Chosen, scene: Scene): Turn =>
  to({ ...only(chosen), step: 'yuan' }, question(text.askYuan(), []), scene);

function fromMeans(chosen: Chosen, pressed: string, scene: Scene): Turn {
  if (pressed === 'back') return joint(chosen.id, scene, []);
  if (pressed === 'done') return askYuan(chosen, scene);
  const means = storedOneOf(pressed, jointMeans);
  if (means === null) return pass;
  const others = chosen.means.filter((each) => each !== means);
  const all = others.length < chosen.means.length ? others : [...others, means];
  return askMeans({ ...chosen, means: all }, scene);
}

function fromYuan(chosen: Chosen, input: Input, scene: Scene): Turn {
  if (input.kind === 'press') return input.choice === 'back' ? askMeans(chosen, scene) : pass;
  if (input.kind !== 'text') return pass;
  const read = typedYuan(input.text);
  if (read.kind !== 'yuan') {
    return to({ ...only(chosen), step: 'yuan' }, question(text.notYuan(), []), scene);
  }
  const decision = { decision: 'granted', means: chosen.means, yuan: read.yuan } as const;
  return waiting({ intent: 'decide-joint', reviewId: chosen.id, decision }, scene);
}

function rectification(id: string, scene: Scene, lead: readonly Message[]): Turn {
  const sheet = scene.facts.answers['rectification-sheet'];
  if (sheet === undefined) return need({ need: 'rectification-sheet', rectificationId: id });
  if (sheet === null) return gone('rectification', scene);
  const choices = [
    ...(sheet.mayReport ? [choice('fixed', labels.fixed)] : []),
    ...(sheet.mayConfirm
      ? [choice('confirm', labels.confirm), choice('send-back', labels.sendBack)]
      : []),
  ];
  const shown = question(text.rectificationText(sheet, scene.facts.today), choices);
  return to({ step: 'rectification', id }, shown, scene, lead);
}

function fromRectification(id: string, pressed: string, scene: Scene): Turn {
  const rectificationId = id;
  switch (pressed) {
    case 'back':
      return list('rectification', 1, scene);
    case 'fixed':
      return to({ step: 'evidence', id }, question(text.askEvidence(), []), scene);
    case 'confirm':
    case 'send-back': {
      const good = pressed === 'confirm';
      return waiting({ intent: 'judge-rectification', rectificationId, good }, scene);
    }
    default:
      return pass;
  }
}

function fromEvidence(id: string, input: Input, scene: Scene): Turn {
  if (input.kind === 'press') return input.choice === 'back' ? rectification(id, scene, []) : pass;
  const said =
    input.kind === 'media'
      ? { evidence: input.caption, mediaId: input.mediaId }
      : input.kind === 'text'
        ? { evidence: input.text, mediaId: null }
        : null;
  return said === null
    ? pass
    : waiting({ intent: 'report-rectification', rectificationId: id, ...said }, scene);
}

/** What came of it, above what is open next. */
function worked(input: Extract<Input, { readonly kind: 'outcome' }>, scene: Scene): Turn {
  const said = (words: string): readonly Message[] => [{ text: words }];
  const told = <T>(result: Result<T, DeskRefusal>, done: (value: T) => string) =>
    said(result.ok ? done(result.value) : text.deskRefusal(result.refusal));
  switch (input.of) {
    case 'send-month-report':
      return menu(
        scene,
        told(input.result, ({ areaName }) => reportSent(areaName)),
      );
    case 'answer-referral':
      return list(
        'referrals',
        1,
        scene,
        told(input.result, ({ headName }) => text.referralDone(headName)),
      );
    case 'give-joint-opinion':
      return list(
        'joint',
        1,
        scene,
        told(input.result, ({ left }) => text.opinionGiven(left)),
      );
    case 'decide-joint':
      return list(
        'joint',
        1,
        scene,
        told(input.result, ({ headName }) => text.jointDone(headName)),
      );
    case 'report-rectification':
    case 'judge-rectification':
      return list('rectification', 1, scene, said(rectified(input)));
    default:
      return pass;
  }
}

function rectified(
  input: Extract<
    Input,
    { readonly kind: 'outcome'; readonly of: 'report-rectification' | 'judge-rectification' }
  >,
): string {
  if (!input.result.ok) return text.deskRefusal(input.result.refusal);
  const { number } = input.result.value;
  if (input.of === 'report-rectification') return text.rectificationReported(number);
  return text.rectificationJudged(number, input.result.value.good);
}

export const ledgerDesk: Feature = {
  flows: [flow],
  labels: [
    {
      label: labels.open,
      flow: 'ledger-desk',
      menu: 'staff',
      order: 60,
      visible: (facts) => menuChoices(facts).length > 0,
    },
  ],
  words: {
    月报: (_payload, scene) => report({ reportId: null, page: 1 }, scene),
    本月月报: (_payload, scene) => report({ reportId: null, page: 1 }, scene),
    整改台账: (_payload, scene) => list('rectification', 1, scene),
    一事一议: (_payload, scene) => list('joint', 1, scene),
  },
  actions: {
    // 'report', a desk's name, or 'desk:id' of one matter on it.
    'desk-open': (ref, scene) => {
      if (scene.facts.account.staff === null) return go('home', scene.conversation);
      const [name = '', id = ''] = ref.split(':');
      if (name === 'report') return report({ reportId: id === '' ? null : id, page: 1 }, scene);
      const desk = storedOneOf(name, desks);
      if (desk === null) return menu(scene);
      return id === '' ? list(desk, 1, scene) : show(desk, id, scene);
    },
  },
};
