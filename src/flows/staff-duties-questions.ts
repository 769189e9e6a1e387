/** What is asked under a duty before something is done about it. */
import type { CloseGround } from '#src/domain/case/case.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { done, type Message, need } from './flow.ts';
import { callEnds } from './staff-duty-choices.ts';
import type { DutiesStep, DutyPlace } from './staff-duties-state.ts';
import { breachReasons } from './staff.intents.ts';
import type { DutySheet } from './staff.needs.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/staff-case.ts';
import * as listed from './text/staff-list.ts';
import { dutyLabels } from './text/staff-menu.ts';

/** 返回 */
export const back = choice('back', buttonLabels.back);

/** The conversation at a step of 我的待办, with the question that belongs there. */
export const to = (
  step: DutiesStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'staff-duties', ...step }), [...lead, question]);

/** How the call went. */
export function askCall(place: DutyPlace, sheet: DutySheet, scene: Scene): Turn {
  const [first, ...others] = [...callEnds(sheet.topic), back];
  if (first === undefined) return pass;
  return to({ step: 'call', ...place }, ask(text.callText(sheet), first, ...others), scene);
}

/** Why a report should be closed. */
export function askReason(place: DutyPlace, ground: CloseGround, scene: Scene): Turn {
  const [first, ...others] = text.closeReasons[ground].map((reason) =>
    choice(reason, text.reasonLabel(reason)),
  );
  if (first === undefined) return pass;
  const question = ask(listed.askCloseReason(ground), first, ...others, back);
  return to({ step: 'reason', ground, ...place }, question, scene);
}

/** To whom the case goes on: the colleagues of the place. */
export function askColleague(place: DutyPlace, sheet: DutySheet, scene: Scene): Turn {
  const { colleagues } = scene.facts.answers;
  if (colleagues === undefined) return need({ need: 'colleagues', areaPath: sheet.areaPath });
  const [first, ...others] = colleagues.map((each) =>
    choice(`staff-${each.staffId}`, `${each.name} ${each.title}`),
  );
  const question =
    first === undefined
      ? ask(listed.nobodyToPassOn(), back)
      : ask(listed.askColleague(), first, ...others, back);
  return to({ step: 'pass-on', ...place }, question, scene);
}

/** Why the day was missed. */
export function askBreach(place: DutyPlace, scene: Scene): Turn {
  const [first, ...others] = breachReasons.map((each) => choice(each, text.breachLabel(each)));
  if (first === undefined) return pass;
  return to({ step: 'explain', ...place }, ask(listed.askBreach(), first, ...others, back), scene);
}

/** Which household of the register this is, or none. */
export function askMatch(place: DutyPlace, sheet: DutySheet, scene: Scene): Turn {
  const [first, ...others] = [
    ...sheet.candidates.map((each) =>
      choice(`household-${each.householdId}`, listed.candidateLabel(each)),
    ),
    choice('none', dutyLabels.notInRegistry),
    back,
  ];
  if (first === undefined) return pass;
  const question = ask(listed.askMatch(sheet.headName, sheet.candidates), first, ...others);
  return to({ step: 'match', ...place }, question, scene);
}
