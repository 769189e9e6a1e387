/** Making a plan: pick from the tool box, the household's wish, who answers for it, and what the checker says. */
import { checkPlan, mayAdopt, type PlanFinding } from '#src/domain/plan/check-plan.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message, need } from './flow.ts';
import type { PlanDraft, PlanStep } from './plan-state.ts';
import type { OfferedItem, PlanSubject } from './plan.needs.ts';
import { buttonLabels } from './text/engine.ts';
import { shortened } from './text/format.ts';
import * as text from './text/plan.ts';

const labels = text.planLabels;
const back = choice('back', buttonLabels.back);

/** Items on a page; with 选好了, 更多 and 返回 they make eight. */
const PAGE = 5;

export const toPlan = (
  step: PlanStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'plan', ...step }), [...lead, question]);

const running = (subject: PlanSubject): readonly string[] =>
  subject.measures
    .filter((each) => each.state === 'planned' || each.state === 'in-progress')
    .map((each) => each.code);

/** What can still be picked. */
const open = (subject: PlanSubject): readonly OfferedItem[] =>
  subject.offered.filter((item) => !running(subject).includes(item.code));

/** Whether an item can be picked (any more): it may be running by now, or out of the tool box. */
export const canPick = (subject: PlanSubject, code: string): boolean =>
  open(subject).some((item) => item.code === code);

const matching = (subject: PlanSubject, find: string): readonly OfferedItem[] =>
  open(subject).filter((item) => text.itemLine(item).includes(find));

/**
 * A page of what may be chosen, ticked where it is in the draft. `page` counts from 1; `find` narrows it to names
 * that hold the words.
 */
export function pick(
  subject: PlanSubject,
  draft: PlanDraft,
  page: number,
  scene: Scene,
  find = '',
  lead: readonly Message[] = [],
): Turn {
  const items = matching(subject, find);
  const pages = Math.max(1, Math.ceil(items.length / PAGE));
  const shown = items.slice((page - 1) * PAGE, page * PAGE);
  const [first, ...others] = [
    choice('chosen', labels.chosen),
    ...shown.map((item, index) => choice(`item-${item.code}`, itemButton(item, draft, index))),
    ...(pages > 1 ? [choice('more', labels.more)] : []),
    back,
  ];
  return toPlan(
    { step: 'pick', householdId: subject.householdId, page, find, draft },
    ask(text.pickText(shown, page, pages, find), first ?? back, ...others),
    scene,
    lead,
  );
}

const itemButton = (item: OfferedItem, draft: PlanDraft, index: number): string =>
  `${draft.codes.includes(item.code) ? '✓ ' : ''}${index + 1}. ${shortened(item.title, 14)}`;

/** A tick more or less, the next page, words to look for, or on to what the household itself wants. */
export function fromPick(
  subject: PlanSubject,
  state: Extract<PlanStep, { readonly step: 'pick' }>,
  input: Input,
  scene: Scene,
): Turn {
  const { draft, page, find } = state;
  if (input.kind === 'text') return search(subject, draft, input.text.trim(), scene);
  if (input.kind !== 'press') return pass;
  const id = input.choice;
  if (id === 'back') return pick(subject, draft, 1, scene);
  if (id === 'more') {
    const pages = Math.ceil(matching(subject, find).length / PAGE);
    return pick(subject, draft, page >= pages ? 1 : page + 1, scene, find);
  }
  if (id === 'chosen') {
    return draft.requestAsked ? check(subject, draft, scene) : askRequest(subject, draft, scene);
  }
  const code = id.startsWith('item-') ? id.slice('item-'.length) : '';
  if (!canPick(subject, code)) return pass;
  const codes = draft.codes.includes(code)
    ? draft.codes.filter((each) => each !== code)
    : [...draft.codes, code];
  return pick(subject, { ...draft, codes }, page, scene, find);
}

/** A tool box has some fifty items; typing part of a name finds one, and what was picked stays picked. */
function search(subject: PlanSubject, draft: PlanDraft, words: string, scene: Scene): Turn {
  return matching(subject, words).length > 0
    ? pick(subject, draft, 1, scene, words)
    : pick(subject, draft, 1, scene, '', [{ text: text.noItemFound(words) }]);
}

const askRequest = (subject: PlanSubject, draft: PlanDraft, scene: Scene): Turn =>
  toPlan(
    { step: 'request', householdId: subject.householdId, draft },
    ask(text.askRequest(), choice('none', labels.noRequest), back),
    scene,
  );

/** Longer wishes are shortened: what matters is said first, and the note of the visit holds more. */
const LONGEST_WISH = 300;

/** What the household asked for in its own words, or that it asked for nothing in particular. */
export function fromRequest(
  subject: PlanSubject,
  draft: PlanDraft,
  input: Input,
  scene: Scene,
): Turn {
  if (input.kind === 'press' && input.choice === 'back') return pick(subject, draft, 1, scene);
  const request =
    input.kind === 'text' || input.kind === 'transcript'
      ? shortened(input.text, LONGEST_WISH)
      : input.kind === 'press' && input.choice === 'none'
        ? ''
        : null;
  if (request === null) return pass;
  const asked = { ...draft, request, requestAsked: true };
  return subject.responsible === null && subject.mayName
    ? askResponsible(subject, asked, scene)
    : check(subject, { ...asked, responsible: subject.responsible }, scene);
}

/** The person speaking first, then colleagues. */
export function askResponsible(subject: PlanSubject, draft: PlanDraft, scene: Scene): Turn {
  const { colleagues } = scene.facts.answers;
  if (colleagues === undefined) return need({ need: 'colleagues', areaPath: subject.areaPath });
  return toPlan(
    { step: 'responsible', householdId: subject.householdId, draft },
    ask(
      text.askResponsible(),
      choice('mine', labels.mine),
      ...colleagues.slice(0, 6).map((each) => choice(`staff-${each.staffId}`, each.name)),
      back,
    ),
    scene,
  );
}

/** Who is to see the plan through (帮扶责任人). */
export function fromResponsible(
  subject: PlanSubject,
  draft: PlanDraft,
  id: string,
  scene: Scene,
): Turn {
  if (id === 'back') return pick(subject, draft, 1, scene);
  const { staff } = scene.facts.account;
  if (id === 'mine' && staff !== null) {
    return check(
      subject,
      { ...draft, responsible: { staffId: staff.staffId, name: staff.name } },
      scene,
    );
  }
  const { colleagues } = scene.facts.answers;
  if (colleagues === undefined) return need({ need: 'colleagues', areaPath: subject.areaPath });
  const found = colleagues.find((each) => `staff-${each.staffId}` === id);
  if (found === undefined) return pass;
  const responsible = { staffId: found.staffId, name: found.name };
  return check(subject, { ...draft, responsible }, scene);
}

/** What the checker says of the plan as it would be. */
export function findingsOf(subject: PlanSubject, draft: PlanDraft): readonly PlanFinding[] {
  const kept = subject.measures.filter((each) => each.state !== 'stopped');
  const picked = pickedOf(subject, draft);
  return checkPlan({
    items: [
      ...kept.map((each) => ({ ...each, capYuanPerYear: each.capYuan })),
      ...picked.map((each) => ({ ...each, yuan: 0 })),
    ],
    members: subject.members,
    risks: subject.risks,
    dangerousHouse: subject.dangerousHouse,
    responsible: draft.responsible !== null,
    requestAsked: draft.requestAsked,
  });
}

const pickedOf = (subject: PlanSubject, draft: PlanDraft): readonly OfferedItem[] =>
  subject.offered.filter((item) => draft.codes.includes(item.code));

/** The plan as it would be, with 定下来 where nothing stands in the way. */
export function check(subject: PlanSubject, draft: PlanDraft, scene: Scene): Turn {
  const findings = findingsOf(subject, draft);
  const measures = choice('measures', text.planLabels.measures);
  const [first, ...others] = [
    ...(mayAdopt(findings) ? [choice('adopt', text.planLabels.adopt)] : []),
    measures,
    ...(subject.mayName ? [choice('responsible', text.askWhoLabel)] : []),
    back,
  ];
  return toPlan(
    { step: 'check', householdId: subject.householdId, draft },
    ask(
      text.checkText(subject, pickedOf(subject, draft), draft.responsible?.name ?? '', findings),
      first ?? back,
      ...others,
    ),
    scene,
  );
}

/** After the check: back to what can be mended, or adopting the plan. */
export function fromCheck(subject: PlanSubject, draft: PlanDraft, id: string, scene: Scene): Turn {
  const { householdId } = subject;
  switch (id) {
    case 'measures':
    case 'back':
      return pick(subject, draft, 1, scene);
    case 'responsible':
      return askResponsible(subject, draft, scene);
    case 'adopt': {
      if (draft.responsible === null) return askResponsible(subject, draft, scene);
      const place = { flow: 'plan', step: 'adopting', householdId, draft } as const;
      return done(
        at(scene.conversation, place),
        [],
        [
          {
            intent: 'adopt-plan',
            householdId,
            responsibleStaffId: draft.responsible.staffId,
            request: draft.request,
            codes: draft.codes,
          },
        ],
      );
    }
    default:
      return pass;
  }
}
