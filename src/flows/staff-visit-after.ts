/** After a visit was logged (走访记录). */
import { startAssessing } from './assessment.flow.ts';
import { ask, choice, lasting } from './choices.ts';
import { again, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message } from './flow.ts';
import { back, to, withSubject } from './staff-visit-turns.ts';
import { assessmentLabels } from './text/assessment.ts';
import { issueLabels } from './text/staff-issue.ts';
import { staffMenu, visitLabels } from './text/staff-menu.ts';
import * as text from './text/staff-visit.ts';

/** What can be done while still at the door: whom the officer met, the sheet of income, a trouble, the next household. */
export function after(
  householdId: string,
  toAssess: string | null,
  scene: Scene,
  lead: readonly Message[],
): Turn {
  return withSubject(householdId, scene, ({ unconfirmed }) => {
    const only = unconfirmed.length === 1;
    const met = unconfirmed.map((each) =>
      choice(`met-${each.accountId}`, text.metLabel(each, only)),
    );
    const [first, ...others] = [
      ...met,
      ...(toAssess === null ? [] : [choice('assess', assessmentLabels.open)]),
      lasting('issue-report', householdId, issueLabels.reportHere),
      choice('another', visitLabels.another),
      lasting('duty-list', '', staffMenu.duties),
    ];
    if (first === undefined) return pass;
    const told = [
      ...lead.map((each) => each.text),
      ...(toAssess === null ? [] : [text.sheetNext()]),
    ].join('\n');
    const words = met.length === 0 ? told : `${told}\n${text.askMet(unconfirmed)}`;
    return to({ step: 'after', householdId, toAssess }, ask(words, first, ...others, back), scene);
  });
}

/** A press, or what came of one. */
export function afterwards(
  householdId: string,
  toAssess: string | null,
  input: Input,
  scene: Scene,
): Turn {
  if (input.kind === 'outcome' && input.of === 'confirm-person') {
    const words = input.result.ok
      ? text.confirmed(input.result.value.name)
      : text.visitRefusalText(input.result.refusal);
    return after(householdId, toAssess, scene, [{ text: words }]);
  }
  if (input.kind !== 'press') return pass;
  if (input.choice === 'another') return go('staff-visit', scene.conversation);
  if (input.choice === 'back') return go('home', scene.conversation);
  if (input.choice === 'assess') return startAssessing(householdId, toAssess, scene);
  if (!input.choice.startsWith('met-')) return again(scene, text.noHouseholds());
  return done(
    scene.conversation,
    [],
    [{ intent: 'confirm-person', accountId: input.choice.slice('met-'.length) }],
  );
}
