/**
 * 帮扶计划 (K3): what helps a household, chosen from the county's tool box with what fits first, checked before it holds, agreed to by the
 * household in its own chat or on paper, and each measure followed to its effect.
 */
import { roleCarries } from '#src/domain/people/permissions.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import type { Work } from './kept-work.ts';
import { done, type Input, need } from './flow.ts';
import {
  canPick,
  fromCheck,
  fromPick,
  fromRequest,
  fromResponsible,
  pick,
  toPlan,
} from './plan-make.ts';
import { fromMeasure, showMeasure } from './plan-measure.ts';
import { planPages, show } from './plan-show.ts';
import { emptyPlan, type PlanDraft, type PlanState, restorePlan } from './plan-state.ts';
import type { PlanSubject } from './plan.needs.ts';
import { wantSum } from './text/assessment.ts';
import { buttonLabels } from './text/engine.ts';
import { familyOf } from './text/format.ts';
import * as text from './text/plan.ts';
import * as measureText from './text/plan-measure.ts';
import { outOfReach } from './text/staff-visit.ts';
import { typedYuan } from './typed-yuan.ts';

const labels = text.planLabels;
const back = choice('back', buttonLabels.back);

const flow = defineFlow<PlanState>({
  name: 'plan',
  requires: 'staff',
  restore: restorePlan,
  open: (scene) => go('home', scene.conversation),
  step: (state, input, scene) =>
    withSubject(state.householdId, scene, (subject) => stepped(state, input, subject, scene)),
  takesNumbers: (state) => state.step === 'paid' || state.step === 'income',
  keeps: {
    work: (state) => ('draft' in state && state.step !== 'adopting' ? workOf(state) : null),
    takeUp: (state, scene) =>
      withSubject(state.householdId, scene, (subject) => takeUp(state, subject, scene)),
  },
});

const workOf = ({
  householdId,
  draft,
}: {
  readonly householdId: string;
  readonly draft: PlanDraft;
}): Work => ({
  subject: householdId,
  about: draft.headName === '' ? '' : familyOf(draft.headName),
  begun: draft.codes.length > 0,
});

/** What was picked and is running by now, or no longer offered, is left out and said. */
function takeUp(state: PlanState, subject: PlanSubject, scene: Scene): Turn {
  if (!('draft' in state)) return show(subject, 1, scene);
  if (!subject.mayPlan) return show(subject, 1, scene, [{ text: text.mayNotPlan() }]);
  const codes = state.draft.codes.filter((code) => canPick(subject, code));
  const gone = state.draft.codes.length - codes.length;
  const lead = gone === 0 ? [] : [{ text: text.picksGone(gone) }];
  return pick(subject, { ...state.draft, codes }, 1, scene, '', lead);
}

function withSubject(
  householdId: string,
  scene: Scene,
  then: (subject: PlanSubject) => Turn,
): Turn {
  const subject = scene.facts.answers['plan-subject'];
  if (subject === undefined) return need({ need: 'plan-subject', householdId });
  if (subject !== null) return then(subject);
  return go('home', scene.conversation, { messages: [{ text: outOfReach() }] });
}

function stepped(state: PlanState, input: Input, subject: PlanSubject, scene: Scene): Turn {
  if (input.kind === 'outcome') return decided(state, input, subject, scene);
  switch (state.step) {
    case 'show':
      return input.kind === 'press' ? fromShow(subject, state.page, input.choice, scene) : pass;
    case 'pick':
      return isBack(input) && state.find === ''
        ? show(subject, 1, scene)
        : fromPick(subject, state, input, scene);
    case 'request':
      return fromRequest(subject, state.draft, input, scene);
    case 'responsible':
      return input.kind === 'press'
        ? fromResponsible(subject, state.draft, input.choice, scene)
        : pass;
    case 'check':
      return input.kind === 'press' ? fromCheck(subject, state.draft, input.choice, scene) : pass;
    case 'measure':
    case 'stop':
    case 'rate':
    case 'paid': {
      const measure = subject.measures.find((each) => each.measureId === state.measureId);
      if (measure === undefined || (state.step === 'measure' && isBack(input))) {
        return show(subject, 1, scene);
      }
      return fromMeasure(state.step, subject, measure, input, scene);
    }
    case 'paper':
      return fromPaper(subject, input, scene);
    case 'income':
      return fromIncome(subject, state.income, input, scene);
    case 'adopting':
    case 'waiting':
      return pass;
  }
}

const isBack = (input: Input): boolean => input.kind === 'press' && input.choice === 'back';

function fromShow(subject: PlanSubject, page: number, id: string, scene: Scene): Turn {
  const { householdId, plan, incomeStep } = subject;
  switch (id) {
    case 'back':
      return go('home', scene.conversation);
    case 'more': {
      return show(subject, page >= planPages(subject) ? 1 : page + 1, scene);
    }
    case 'change':
      if (!subject.mayPlan) return pass;
      return pick(
        subject,
        {
          ...emptyPlan,
          headName: subject.headName,
          request: plan?.request ?? '',
          // What the household asked for is on record; an objection is a new wish and is asked about again.
          requestAsked: plan !== null && plan.objection === '',
          responsible: subject.responsible,
        },
        1,
        scene,
      );
    case 'paper':
      return askPaper(householdId, scene);
    case 'income':
      return incomeStep === null ? pass : askIncome(subject, scene);
    default: {
      const measure = subject.measures.find((each) => `measure-${each.measureId}` === id);
      return measure === undefined ? pass : showMeasure(subject, measure, scene);
    }
  }
}

const askPaper = (householdId: string, scene: Scene): Turn =>
  toPlan({ step: 'paper', householdId, page: 1 }, ask(text.askPaper(), back), scene);

function fromPaper(subject: PlanSubject, input: Input, scene: Scene): Turn {
  if (isBack(input) || subject.plan === null) return show(subject, 1, scene);
  if (input.kind === 'text') return askPaper(subject.householdId, scene);
  if (input.kind !== 'media' || input.media !== 'photo') return pass;
  return waiting(subject, scene, {
    intent: 'confirm-plan-on-paper',
    householdId: subject.householdId,
    version: subject.plan.version,
    mediaId: input.mediaId,
  });
}

function askIncome(subject: PlanSubject, scene: Scene, said = ''): Turn {
  const { incomeStep, householdId } = subject;
  if (incomeStep === null) return show(subject, 1, scene);
  const words = text.askIncome(incomeStep.step, incomeStep.dueOn, scene.facts.today);
  const asked = [said, words].filter((line) => line !== '').join('\n');
  return toPlan(
    { step: 'income', householdId, income: incomeStep.step },
    incomeStep.step === 'verify'
      ? ask(asked, back)
      : ask(asked, choice('done', labels.stepDone), back),
    scene,
  );
}

function fromIncome(
  subject: PlanSubject,
  step: Extract<PlanState, { readonly step: 'income' }>['income'],
  input: Input,
  scene: Scene,
): Turn {
  const { householdId } = subject;
  if (isBack(input)) return show(subject, 1, scene);
  if (step === 'verify' && (input.kind === 'text' || input.kind === 'transcript')) {
    const read = typedYuan(input.text);
    if (read.kind !== 'yuan') return askIncome(subject, scene, wantSum());
    const perPersonYuan = read.yuan;
    return waiting(subject, scene, { intent: 'do-income-step', householdId, step, perPersonYuan });
  }
  if (input.kind !== 'press' || input.choice !== 'done') return pass;
  return waiting(subject, scene, {
    intent: 'do-income-step',
    householdId,
    step,
    perPersonYuan: null,
  });
}

const waiting = (
  { householdId }: PlanSubject,
  scene: Scene,
  intent: Parameters<typeof done>[2] extends readonly (infer I)[] | undefined ? I : never,
): Turn =>
  done(
    at(scene.conversation, { flow: 'plan', step: 'waiting', householdId, page: 1 }),
    [],
    [intent],
  );

/** What came of it, and the plan as it is now. */
function decided(
  state: PlanState,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  subject: PlanSubject,
  scene: Scene,
): Turn {
  const told = (words: string): Turn => show(subject, 1, scene, [{ text: words }]);
  switch (input.of) {
    case 'adopt-plan': {
      const { result } = input;
      if (result.ok) return told(text.adopted(result.value, subject.headName, scene.facts.today));
      return result.refusal.code === 'plan-blocked' && 'draft' in state
        ? pick(subject, state.draft, 1, scene)
        : told(text.planRefusalText(result.refusal));
    }
    case 'change-measure':
      return told(
        input.result.ok
          ? measureText.measureChanged(input.result.value)
          : text.planRefusalText(input.result.refusal),
      );
    case 'confirm-plan-on-paper':
      return told(input.result.ok ? text.paperKept() : text.planRefusalText(input.result.refusal));
    case 'do-income-step':
      return told(
        input.result.ok
          ? text.incomeDone(input.result.value.asked)
          : text.planRefusalText(input.result.refusal),
      );
    default:
      return pass;
  }
}

const mayPlan = (scene: Scene): boolean =>
  scene.facts.account.staff?.posts.some((post) => roleCarries(post.role, 'change-measure')) ??
  false;

export const plan: Feature = {
  flows: [flow],
  actions: {
    'plan-open': (ref, scene) =>
      mayPlan(scene)
        ? withSubject(ref, scene, (subject) => show(subject, 1, scene))
        : go('home', scene.conversation),
  },
};
