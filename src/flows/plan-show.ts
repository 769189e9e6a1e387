/** The plan of a household as it stands, by the page, with what may be done about it. */
import { ask, choice } from './choices.ts';
import { go, type Scene, type Turn } from './feature.ts';
import type { Message } from './flow.ts';
import { toPlan } from './plan-make.ts';
import type { PlanSubject } from './plan.needs.ts';
import { buttonLabels } from './text/engine.ts';
import { shortened } from './text/format.ts';
import * as text from './text/plan.ts';

const labels = text.planLabels;
const back = choice('back', buttonLabels.back);

/** Measures on a page of the plan; with the buttons beside them they make eight. */
const PAGE = 3;

/** How many pages the measures of the plan fill, 1 for none. */
export const planPages = ({ measures }: PlanSubject): number =>
  Math.max(1, Math.ceil(measures.length / PAGE));

/** The plan as it stands. */
export function show(
  subject: PlanSubject,
  page: number,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn {
  const { plan, measures, householdId } = subject;
  const { today } = scene.facts;
  if (!subject.monitored && plan === null) {
    return go('home', scene.conversation, {
      messages: [{ text: text.notMonitored(subject.headName) }],
    });
  }
  const pages = planPages(subject);
  const from = (page - 1) * PAGE;
  const unconfirmed = plan !== null && plan.confirmedOn === null;
  const [first, ...others] = [
    ...(subject.mayPlan ? [choice('change', plan === null ? labels.make : labels.change)] : []),
    ...measures
      .slice(from, from + PAGE)
      .map((each, index) =>
        choice(`measure-${each.measureId}`, `${from + index + 1}. ${shortened(each.title, 14)}`),
      ),
    ...(pages > 1 ? [choice('more', labels.more)] : []),
    ...(unconfirmed ? [choice('paper', labels.paper)] : []),
    ...(subject.incomeStep === null ? [] : [choice('income', labels.income)]),
    back,
  ];
  return toPlan(
    { step: 'show', householdId, page },
    ask(text.planText(subject, today), first ?? back, ...others),
    scene,
    lead,
  );
}
