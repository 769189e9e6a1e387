/** What becomes of a notice once it is handed in: 同意发送 or 退回, 看进度, 暂停, 继续, 取消, and who must be told at the door. */
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { type ActionHandler, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message, need, type Outcome } from './flow.ts';
import type { SteerVerb } from './notice.intents.ts';
import type { NoticeProgress } from './notice.needs.ts';
import { fromHouseholds, fromOneByOne, showHouseholds, showOneByOne } from './notice-door.ts';
import type { NoticeFollowStep } from './notice-draft.ts';
import { back, say, to, turning } from './notice-step.ts';
import { homePlace } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { approvalLabels, approvalRef, readApprovalRef } from './text/notice-approval.ts';
import * as text from './text/notice-staff.ts';
import { pageLabels } from './text/paging.ts';

const { noticeLabels } = text;
/** Villages on a page; with two page buttons and 返回 they make eight. */
const VILLAGES = 5;

/** 看进度: how far it has come, and what this person may do about it. */
export function openNotice(noticeId: string, scene: Scene, lead: readonly Message[] = []): Turn {
  const view = scene.facts.answers['notice-progress'];
  if (view === undefined) return need({ need: 'notice-progress', noticeId });
  if (view === null) return say(scene, text.noticeRefused('unknown'));
  const [village, ...more] = view.villages;
  const started = view.state !== 'awaiting-approval' && view.state !== 'rejected';
  // Whoever only has one village to look after came for its list.
  if (!view.mayControl && started && village !== undefined && more.length === 0) {
    return showHouseholds(noticeId, village.areaId, 0, scene);
  }
  const decide =
    view.approvable === null
      ? []
      : [
          lasting('notice-approve', approvalRef(noticeId, view.approvable), approvalLabels.approve),
          lasting('notice-reject', noticeId, approvalLabels.reject),
        ];
  const people = started && village !== undefined ? [choice('people', noticeLabels.people)] : [];
  const verbs: readonly SteerVerb[] = [
    ...(view.mayAllowNight ? (['allow-night'] as const) : []),
    ...(view.mayControl ? VERBS[view.state] : []),
  ];
  const [first, ...rest] = [
    ...decide,
    choice('refresh', noticeLabels.refresh),
    ...people,
    ...verbs.map((verb) => choice(`steer-${verb}`, noticeLabels[verb])),
    back,
  ];
  if (first === undefined) return pass;
  const question = ask(text.noticeProgress(view, scene.facts.today), first, ...rest);
  return to({ step: 'progress', noticeId }, question, scene, lead);
}

/** What a state leaves to do. */
const VERBS: Readonly<Record<NoticeProgress['state'], readonly SteerVerb[]>> = {
  'awaiting-approval': ['cancel'],
  rejected: [],
  sending: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  done: [],
  cancelled: [],
};

/** An answer at one of the steps of following a notice. */
export function followStep(state: NoticeFollowStep, input: Input, scene: Scene): Turn {
  const { noticeId } = state;
  if (state.step === 'reject') return takeReason(noticeId, input, scene);
  if (input.kind !== 'press') return pass;
  const { choice: id } = input;
  switch (state.step) {
    case 'progress':
      return fromProgress(noticeId, id, scene);
    case 'villages':
      if (id === 'back') return openNotice(noticeId, scene);
      if (id === 'page-on') return showVillages(noticeId, state.page + 1, scene);
      if (id === 'page-back') return showVillages(noticeId, state.page - 1, scene);
      return id.startsWith('village-')
        ? showHouseholds(noticeId, id.slice('village-'.length), 0, scene)
        : pass;
    case 'households':
      return fromHouseholds(state, id, scene);
    case 'one-by-one':
      return fromOneByOne(state, id, scene);
    case 'cancel':
      if (id === 'keep') return openNotice(noticeId, scene);
      return id === 'confirm-cancel' ? steer(noticeId, 'cancel', scene) : pass;
  }
}

function fromProgress(noticeId: string, id: string, scene: Scene): Turn {
  switch (id) {
    case 'refresh':
      return openNotice(noticeId, scene);
    case 'people':
      return showVillages(noticeId, 0, scene);
    case 'steer-pause':
      return steer(noticeId, 'pause', scene);
    case 'steer-resume':
      return steer(noticeId, 'resume', scene);
    case 'steer-allow-night':
      return steer(noticeId, 'allow-night', scene);
    case 'steer-cancel': {
      const keep = choice('keep', buttonLabels.back);
      const confirm = choice('confirm-cancel', noticeLabels.confirmCancel);
      // Asked once more because it cannot be undone.
      return to({ step: 'cancel', noticeId }, ask(text.cancelQuestion(), keep, confirm), scene);
    }
    case 'back':
      return go('home', scene.conversation);
    default:
      return pass;
  }
}

const steer = (noticeId: string, verb: SteerVerb, scene: Scene): Turn =>
  done(scene.conversation, [], [{ intent: 'steer-notice', noticeId, verb }]);

function showVillages(noticeId: string, page: number, scene: Scene): Turn {
  const view = scene.facts.answers['notice-progress'];
  if (view === undefined) return need({ need: 'notice-progress', noticeId });
  if (view === null) return say(scene, text.noticeRefused('unknown'));
  const { villages } = view;
  const [only] = villages;
  if (only !== undefined && villages.length === 1) {
    return showHouseholds(noticeId, only.areaId, 0, scene);
  }
  const pages = Math.max(1, Math.ceil(villages.length / VILLAGES));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const [first, ...rest] = [
    ...villages
      .slice(shown * VILLAGES, (shown + 1) * VILLAGES)
      .map((each) => choice(`village-${each.areaId}`, text.villageLabel(each))),
    ...turning(shown, pages),
    back,
  ];
  if (first === undefined) return pass;
  const count = pages > 1 ? `\n${pageLabels.of(shown + 1, pages)}` : '';
  const question = ask(`${text.villagesQuestion(view.title)}${count}`, first, ...rest);
  return to({ step: 'villages', noticeId, page: shown }, question, scene);
}

/** 退回: a reason by button or in words. */
function askReason(noticeId: string, scene: Scene): Turn {
  const { wording, audience, timing } = text.rejectReasons;
  const question = ask(
    text.rejectQuestion(),
    choice('wording', wording),
    choice('audience', audience),
    choice('timing', timing),
    back,
  );
  return to({ step: 'reject', noticeId }, question, scene);
}

function takeReason(noticeId: string, input: Input, scene: Scene): Turn {
  const rejected = (reason: string): Turn =>
    done(at(scene.conversation, homePlace), [], [{ intent: 'reject-notice', noticeId, reason }]);
  if (input.kind === 'text' && input.text.trim() !== '') {
    return rejected([...input.text.trim()].slice(0, LONGEST_REASON).join(''));
  }
  if (input.kind !== 'press') return pass;
  switch (input.choice) {
    case 'wording':
    case 'audience':
    case 'timing':
      return rejected(text.rejectReasons[input.choice]);
    case 'back':
      return openNotice(noticeId, scene);
    default:
      return pass;
  }
}

const LONGEST_REASON = 200;

/** The newest notices of this person. */
export function askSentNotices(scene: Scene): Turn {
  const sent = scene.facts.answers['sent-notices'];
  if (sent === undefined) return need({ need: 'sent-notices' });
  const [first, ...rest] = [
    ...sent.map((each) => choice(`notice-${each.noticeId}`, text.sentLabel(each))),
    back,
  ];
  const words = sent.length === 0 ? text.noneSent() : text.sentListQuestion();
  return first === undefined
    ? pass
    : done(at(scene.conversation, { flow: 'send-notice', step: 'sent-list' }), [
        ask(words, first, ...rest),
      ]);
}

/** Notices are for staff; anybody else is led home without a word about whether there is one. */
const forStaff =
  (then: ActionHandler): ActionHandler =>
  (ref, scene) =>
    scene.facts.account.staff === null ? go('home', scene.conversation) : then(ref, scene);

/** Buttons that stay valid for ever. */
export const noticeActions: NonNullable<Feature['actions']> = {
  'notice-open': forStaff((ref, scene) => openNotice(ref, scene)),
  'notice-approve': forStaff((ref, scene) => {
    const asked = readApprovalRef(ref);
    return asked === null
      ? say(scene, text.noticeRefused('unknown'))
      : done(scene.conversation, [], [{ intent: 'approve-notice', ...asked }]);
  }),
  'notice-reject': forStaff(askReason),
  'notice-night': forStaff((ref, scene) => steer(ref, 'allow-night', scene)),
};

/** Answered wherever the person is; what they were asked meanwhile stays as it was. */
export const noticeOutcomes: NonNullable<Feature['outcomes']> = {
  'approve-notice': (outcome, scene) => answerTo(outcome, 'approve-notice', scene),
  'reject-notice': (outcome, scene) => answerTo(outcome, 'reject-notice', scene),
  'steer-notice': (outcome, scene) => answerTo(outcome, 'steer-notice', scene),
  'tell-at-door': (outcome, scene) => answerTo(outcome, 'tell-at-door', scene),
};

type Followed = 'approve-notice' | 'reject-notice' | 'steer-notice' | 'tell-at-door';

function answerTo(outcome: Outcome, of: Followed, scene: Scene): Turn {
  if (outcome.of !== of) return pass;
  switch (outcome.of) {
    case 'approve-notice': {
      if (!outcome.result.ok) return say(scene, text.noticeRefused(outcome.result.refusal.code));
      const { noticeId, title, count, night } = outcome.result.value;
      const words = text.approvedByYou(title, count, night, scene.facts.today);
      const progress = lasting('notice-open', noticeId, noticeLabels.progress);
      const home = lasting('menu', 'home', buttonLabels.back);
      const urgent = lasting('notice-night', noticeId, noticeLabels['allow-night']);
      const question =
        night === null ? ask(words, progress, home) : ask(words, urgent, progress, home);
      return done(scene.conversation, [question]);
    }
    case 'reject-notice':
      return outcome.result.ok
        ? go('home', scene.conversation, {
            messages: [{ text: text.rejectedByYou(outcome.result.value.title) }],
          })
        : say(scene, text.noticeRefused(outcome.result.refusal.code));
    case 'steer-notice': {
      if (!outcome.result.ok) return say(scene, text.noticeRefused(outcome.result.refusal.code));
      const { noticeId, title, state, verb } = outcome.result.value;
      return openNotice(noticeId, scene, [{ text: text.steered(title, state, verb) }]);
    }
    case 'tell-at-door': {
      if (!outcome.result.ok) return say(scene, text.noticeRefused(outcome.result.refusal.code));
      const { noticeId, areaId, areaName, left } = outcome.result.value;
      return left === 0
        ? go('home', scene.conversation, { messages: [{ text: text.toldAtDoor(areaName) }] })
        : showOneByOne(noticeId, areaId, 0, scene, [{ text: text.toldOne(left) }]);
    }
  }
}
