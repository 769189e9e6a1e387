/** What 代农户申报 asks once the household is known: how one came to know, the cause, and the whole before 提交. */
import { type RiskType, riskTypes } from '#src/domain/declaration/risk.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { done, type Message } from './flow.ts';
import { type Filing, filingSources, type FilingStep } from './staff-declare-state.ts';
import { declareLabels } from './text/declare.ts';
import { buttonLabels } from './text/engine.ts';
import { riskLabel } from './text/risk.ts';
import * as text from './text/staff-declare.ts';
import { staffDeclareLabels } from './text/staff-menu.ts';

export const back = choice('back', buttonLabels.back);
export const cancel = choice('cancel', buttonLabels.cancel);

/** Asks a question of a step. */
export const to = (
  step: FilingStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'staff-declare', ...step }), [...lead, question]);

/** One tap says how the trouble came to be known; words told instead go on with the desk's own way. */
export function askSource(known: Filing, scene: Scene): Turn {
  const [first, ...others] = filingSources.map((each) =>
    choice(`source-${each}`, text.sourceLabel(each)),
  );
  if (first === undefined) return pass;
  const question = text.sourceQuestion(known.draft.subject?.name ?? '');
  return to({ step: 'source', ...known }, ask(question, first, ...others, cancel), scene);
}

const typeChoice = (each: RiskType) => choice(`type-${riskTypes.indexOf(each)}`, riskLabel(each));

/** The six asked first; with 更多 and 取消 they make eight. */
const COMMON: readonly RiskType[] = [
  '因病',
  '因学',
  '因自然灾害',
  '因意外事故',
  '因务工就业不稳',
  '住房安全',
];

/** The six causes asked first. */
export function type(known: Filing, scene: Scene, lead: readonly Message[] = []): Turn {
  const [first, ...others] = COMMON.map(typeChoice);
  if (first === undefined) return pass;
  const question = text.typeQuestion(known.draft.subject?.name ?? '');
  return to(
    { step: 'type', ...known },
    ask(question, first, ...others, choice('more', declareLabels.more), cancel),
    scene,
    lead,
  );
}

/** All other causes. */
export function moreTypes(known: Filing, scene: Scene): Turn {
  const [first, ...others] = riskTypes.filter((each) => !COMMON.includes(each)).map(typeChoice);
  if (first === undefined) return pass;
  return to(
    { step: 'more-types', ...known },
    ask(text.moreQuestion(), first, ...others, back),
    scene,
  );
}

/** The whole before it counts. */
export const summary = (known: Filing, scene: Scene, lead: readonly Message[] = []): Turn =>
  to(
    { step: 'summary', ...known },
    {
      ...ask(
        text.summary(known.draft),
        choice('submit', buttonLabels.submit),
        choice('another', staffDeclareLabels.another),
        cancel,
      ),
      ask: 'location',
    },
    scene,
    lead,
  );
