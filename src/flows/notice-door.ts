/** Telling a notice at the door (上门告知): who is left in a village, and who was told. */
import { ask, choice } from './choices.ts';
import { go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Message, need } from './flow.ts';
import type { NoticeFollowStep } from './notice-draft.ts';
import { back, say, to, turning } from './notice-step.ts';
import * as text from './text/notice-staff.ts';

const { noticeLabels } = text;

/** Who is still to be told, by name. */
export function showHouseholds(noticeId: string, areaId: string, page: number, scene: Scene): Turn {
  const list = scene.facts.answers['notice-households'];
  if (list === undefined) return need({ need: 'notice-households', noticeId, areaId, page });
  if (list === null) return say(scene, text.noticeRefused('unknown'));
  const [first, ...rest] = [
    ...(list.mayClose && list.total > 0 ? [choice('one-by-one', noticeLabels.oneByOne)] : []),
    ...(list.mayClose ? [choice('told', noticeLabels.told)] : []),
    ...turning(list.page, list.pages),
    back,
  ];
  if (first === undefined) return pass;
  const step = { step: 'households', noticeId, areaId, page: list.page } as const;
  return to(step, ask(text.householdsText(list), first, ...rest), scene);
}

/** An answer below the names. */
export function fromHouseholds(
  state: Extract<NoticeFollowStep, { readonly step: 'households' }>,
  id: string,
  scene: Scene,
): Turn {
  const { noticeId, areaId, page } = state;
  switch (id) {
    case 'told':
      return tellAtDoor(noticeId, areaId, null, scene);
    case 'one-by-one':
      return showOneByOne(noticeId, areaId, 0, scene);
    case 'page-on':
      return showHouseholds(noticeId, areaId, page + 1, scene);
    case 'page-back':
      return showHouseholds(noticeId, areaId, page - 1, scene);
    case 'back':
      return go('home', scene.conversation);
    default:
      return pass;
  }
}

const tellAtDoor = (
  noticeId: string,
  areaId: string,
  recipientId: string | null,
  scene: Scene,
): Turn =>
  done(scene.conversation, [], [{ intent: 'tell-at-door', noticeId, areaId, recipientId }]);

/** Households on a page of buttons; with two page buttons and 返回 they make eight. */
const ONE_BY_ONE = 5;

/** One button a household: what was told is off the list, who was not at home stays on it. */
export function showOneByOne(
  noticeId: string,
  areaId: string,
  page: number,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn {
  const list = scene.facts.answers['notice-households'];
  if (list === undefined) return need({ need: 'notice-households', noticeId, areaId, page: 0 });
  if (list === null || !list.mayClose) return showHouseholds(noticeId, areaId, 0, scene);
  // The facts come with twenty; what is told makes room for those behind them.
  const pages = Math.max(1, Math.ceil(list.households.length / ONE_BY_ONE));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const [first, ...rest] = [
    ...list.households
      .slice(shown * ONE_BY_ONE, (shown + 1) * ONE_BY_ONE)
      .map((each) => choice(`told-${each.recipientId}`, text.toldOneLabel(each.headName))),
    ...turning(shown, pages),
    back,
  ];
  if (first === undefined) return pass;
  const step = { step: 'one-by-one', noticeId, areaId, page: shown } as const;
  return to(step, ask(text.oneByOneText(list), first, ...rest), scene, lead);
}

/** An answer below the buttons of single households. */
export function fromOneByOne(
  { noticeId, areaId, page }: Extract<NoticeFollowStep, { readonly step: 'one-by-one' }>,
  id: string,
  scene: Scene,
): Turn {
  if (id === 'page-on') return showOneByOne(noticeId, areaId, page + 1, scene);
  if (id === 'page-back') return showOneByOne(noticeId, areaId, page - 1, scene);
  if (id === 'back') return showHouseholds(noticeId, areaId, 0, scene);
  return id.startsWith('told-')
    ? tellAtDoor(noticeId, areaId, id.slice('told-'.length), scene)
    : pass;
}
