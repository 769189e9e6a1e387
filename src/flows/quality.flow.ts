/** 数据体检: what the data checks found in the person's villages, by the page, each leading to where it is mended. */
import { roleCarries } from '#src/domain/people/permissions.ts';
import type { FindingCode } from '#src/domain/quality/finding.ts';
import { startAssessing } from './assessment.flow.ts';
import type { QualityLine } from './assessment.needs.ts';
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Facts, need } from './flow.ts';
import { type Stored, storedNumber } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { pageLabels } from './text/paging.ts';
import * as text from './text/quality.ts';

type QualityState = { readonly flow: 'quality'; readonly step: 'list'; readonly page: number };

const flow = defineFlow<QualityState>({
  name: 'quality',
  requires: 'staff',
  restore,
  open: (scene) => list(1, scene),
  step: (state, input, scene) => {
    if (input.kind !== 'press') return pass;
    const { choice: id } = input;
    if (id === 'back') return go('home', scene.conversation);
    if (id === 'page-on') return list(state.page + 1, scene);
    if (id === 'page-back') return list(state.page - 1, scene);
    return id.startsWith('assess-')
      ? startAssessing(id.slice('assess-'.length), null, scene)
      : pass;
  },
});

function restore(stored: Stored): QualityState | null {
  return stored['step'] === 'list'
    ? { flow: 'quality', step: 'list', page: storedNumber(stored['page'], 1) }
    : null;
}

function list(page: number, scene: Scene): Turn {
  const found = scene.facts.answers['quality-list'];
  if (found === undefined) return need({ need: 'quality-list', page });
  const words = found.total === 0 ? text.allWell() : text.listText(found, scene.facts.today);
  const [first, ...others] = [
    ...found.lines.map(lineChoice),
    ...(found.page > 1 ? [choice('page-back', pageLabels.before)] : []),
    ...(found.page < found.pages ? [choice('page-on', pageLabels.after)] : []),
    choice('back', buttonLabels.back),
  ];
  if (first === undefined) return pass;
  return done(at(scene.conversation, { flow: 'quality', step: 'list', page: found.page }), [
    ask(words, first, ...others),
  ]);
}

/**
 * What is mended in the plan leads there; sums and answers of the door lead to the sheet; insurance and jobs to where they are
 * entered; the register to a visit.
 */
const lineChoice = (line: QualityLine, index: number) => {
  const label = text.lineButton(line, index);
  switch (PLACE[line.code]) {
    case 'plan':
      return lasting('plan-open', line.householdId, label);
    case 'sheet':
      return choice(`assess-${line.householdId}`, label);
    case 'status':
      return lasting('status-open', line.householdId, label);
    case 'register':
      return lasting('visit', line.householdId, label);
  }
};

const PLACE: Readonly<Record<FindingCode, 'plan' | 'sheet' | 'register' | 'status'>> = {
  'id-number': 'register',
  'disability-card': 'register',
  'able-marked-weak': 'register',
  'student-with-job': 'register',
  'no-labour-not-marked': 'register',
  'insurance-differs': 'status',
  'job-differs': 'status',
  'illness-without-cost': 'sheet',
  'disaster-without-kind': 'sheet',
  'lack-of-labour-doubtful': 'sheet',
  'unstable-work-without-worker': 'sheet',
  'no-measure': 'plan',
  'no-development-measure': 'plan',
  'only-safety-net': 'plan',
  'development-not-started': 'plan',
  'job-measure-without-wage': 'sheet',
  'eliminated-too-soon': 'plan',
  'eliminated-below-line': 'sheet',
  'eliminated-not-assessed': 'sheet',
  'illness-not-helped': 'plan',
  'schooling-not-helped': 'plan',
  'housing-not-helped': 'plan',
  'water-not-helped': 'plan',
};

const mayLook = (facts: Facts): boolean =>
  facts.account.staff?.posts.some((post) => roleCarries(post.role, 'assess-household')) ?? false;

export const quality: Feature = {
  flows: [flow],
  labels: [
    {
      label: text.qualityLabels.open,
      flow: 'quality',
      menu: 'staff',
      order: 90,
      visible: mayLook,
    },
  ],
  actions: {
    'quality-open': (_ref, scene) =>
      mayLook(scene.facts) ? list(1, scene) : go('home', scene.conversation),
  },
};
