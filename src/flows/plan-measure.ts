/** One measure of a plan: begun, done, given up, and how well it works. */
import { effects, stopReasons } from '#src/domain/plan/measure.ts';
import { paysMoney } from '#src/domain/plan/payment.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { done, type Input } from './flow.ts';
import { storedOneOf } from './place.ts';
import { toPlan } from './plan-make.ts';
import type { MeasureChange } from './plan.intents.ts';
import type { PlannedMeasure, PlanSubject } from './plan.needs.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/plan.ts';
import * as measureText from './text/plan-measure.ts';
import { wantSum } from './text/assessment.ts';
import { typedYuan } from './typed-yuan.ts';

const labels = text.planLabels;
const back = choice('back', buttonLabels.back);

/** One measure with what may be done about it in its state. */
export function showMeasure(subject: PlanSubject, measure: PlannedMeasure, scene: Scene): Turn {
  const { state } = measure;
  const begun = state === 'in-progress' || state === 'done';
  const [first, ...others] = [
    ...(state === 'planned' || state === 'stopped' ? [choice('start', labels.start)] : []),
    ...(state === 'planned' || state === 'in-progress'
      ? [choice('finish', labels.finish), choice('stop', labels.stop)]
      : []),
    ...(begun ? [choice('rate', labels.rate)] : []),
    back,
  ];
  return toPlan(
    { step: 'measure', ...placeOf(subject, measure) },
    ask(measureText.measureText(measure, scene.facts.today), first ?? back, ...others),
    scene,
  );
}

const placeOf = (subject: PlanSubject, measure: PlannedMeasure) => ({
  householdId: subject.householdId,
  measureId: measure.measureId,
});

/** What was pressed under a measure, or a step further down. */
export function fromMeasure(
  step: 'measure' | 'stop' | 'rate' | 'paid',
  subject: PlanSubject,
  measure: PlannedMeasure,
  input: Input,
  scene: Scene,
): Turn {
  if (step === 'paid' && (input.kind === 'text' || input.kind === 'transcript')) {
    const read = typedYuan(input.text);
    return read.kind === 'yuan'
      ? change(subject, measure, { kind: 'finish', yuan: read.yuan }, scene)
      : askPaid(subject, measure, scene, wantSum());
  }
  if (input.kind !== 'press') return pass;
  const { choice: id } = input;
  if (step !== 'measure' && id === 'back') return showMeasure(subject, measure, scene);
  switch (step) {
    case 'measure':
      return pressed(subject, measure, id, scene);
    case 'stop': {
      const reason = storedOneOf(id, stopReasons);
      return reason === null ? pass : change(subject, measure, { kind: 'stop', reason }, scene);
    }
    case 'rate': {
      const effect = storedOneOf(id, effects);
      return effect === null ? pass : change(subject, measure, { kind: 'rate', effect }, scene);
    }
    case 'paid':
      return id === 'none' ? change(subject, measure, { kind: 'finish', yuan: 0 }, scene) : pass;
  }
}

function pressed(subject: PlanSubject, measure: PlannedMeasure, id: string, scene: Scene): Turn {
  const place = placeOf(subject, measure);
  switch (id) {
    case 'start':
      return change(subject, measure, { kind: 'start' }, scene);
    case 'finish':
      return paysMoney(measure)
        ? askPaid(subject, measure, scene)
        : change(subject, measure, { kind: 'finish', yuan: null }, scene);
    case 'stop': {
      const [first, ...others] = stopReasons.map((each) =>
        choice(each, measureText.stopLabel[each]),
      );
      return toPlan(
        { step: 'stop', ...place },
        ask(measureText.askStop(), first ?? back, ...others, back),
        scene,
      );
    }
    case 'rate': {
      const [first, ...others] = effects.map((each) => choice(each, measureText.effectLabel[each]));
      return toPlan(
        { step: 'rate', ...place },
        ask(measureText.askEffect(measure.title), first ?? back, ...others, back),
        scene,
      );
    }
    default:
      return pass;
  }
}

/** Where it is money, the sum that was paid is part of the record (LX-30). */
const askPaid = (subject: PlanSubject, measure: PlannedMeasure, scene: Scene, said = ''): Turn =>
  toPlan(
    { step: 'paid', ...placeOf(subject, measure) },
    ask(
      [said, measureText.askPaid(measure.title, measure.capYuan)]
        .filter((line) => line !== '')
        .join('\n'),
      choice('none', measureText.notPaid),
      back,
    ),
    scene,
  );

const change = (
  subject: PlanSubject,
  measure: PlannedMeasure,
  what: MeasureChange,
  scene: Scene,
): Turn =>
  done(
    at(scene.conversation, {
      flow: 'plan',
      step: 'waiting',
      householdId: subject.householdId,
      page: 1,
    }),
    [],
    [{ intent: 'change-measure', measureId: measure.measureId, change: what }],
  );
