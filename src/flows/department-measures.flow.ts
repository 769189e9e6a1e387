/** 部门帮扶: what a department has in hand for which household, each opened where it is begun, finished and rated (陇县 2021 第3项). */
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Facts, need } from './flow.ts';
import { type Stored, storedNumber } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { shortened } from './text/format.ts';
import { pageLabels } from './text/paging.ts';
import * as text from './text/plan.ts';
import * as measureText from './text/plan-measure.ts';

type MeasuresState = {
  readonly flow: 'department-measures';
  readonly step: 'list';
  readonly page: number;
};

const flow = defineFlow<MeasuresState>({
  name: 'department-measures',
  requires: 'staff',
  restore,
  open: (scene) => list(1, scene),
  step: (state, input, scene) => {
    if (input.kind !== 'press') return pass;
    if (input.choice === 'back') return go('home', scene.conversation);
    if (input.choice === 'page-on') return list(state.page + 1, scene);
    return input.choice === 'page-back' ? list(state.page - 1, scene) : pass;
  },
});

function restore(stored: Stored): MeasuresState | null {
  return stored['step'] === 'list'
    ? { flow: 'department-measures', step: 'list', page: storedNumber(stored['page'], 1) }
    : null;
}

function list(page: number, scene: Scene): Turn {
  const found = scene.facts.answers['department-measures'];
  if (found === undefined) return need({ need: 'department-measures', page });
  const [first, ...others] = [
    ...found.lines.map((line, index) =>
      lasting('plan-open', line.householdId, `${index + 1}. ${shortened(line.headName, 20)}`),
    ),
    ...(found.page > 1 ? [choice('page-back', pageLabels.before)] : []),
    ...(found.page < found.pages ? [choice('page-on', pageLabels.after)] : []),
    choice('back', buttonLabels.back),
  ];
  if (first === undefined) return pass;
  return done(
    at(scene.conversation, { flow: 'department-measures', step: 'list', page: found.page }),
    [ask(measureText.inHandText(found), first, ...others)],
  );
}

const ofDepartment = (facts: Facts): boolean =>
  facts.account.staff?.posts.some((post) => post.department !== null) ?? false;

export const departmentMeasures: Feature = {
  flows: [flow],
  labels: [
    {
      label: text.planLabels.department,
      flow: 'department-measures',
      menu: 'staff',
      order: 25,
      visible: ofDepartment,
    },
  ],
};
