/**
 * 台账和月报 in an officer's chat: the month's report in one message, what was passed on to a department, joint decisions, and
 * rectification with its evidence. Opened from the menu, by its words, or from a duty; each desk has a file of its own.
 */
import { fromReport, report, reportWorked } from './desk-month-report.ts';
import { decideOn, fromJoint, fromMeans, fromYuan, joint, jointWorked } from './desk-joint.ts';
import { type DeskOutcome, deskList, deskMenu, menuChoices } from './desk-page.ts';
import {
  fromEvidence,
  fromRectification,
  rectification,
  rectificationWorked,
} from './desk-rectification.ts';
import { fromReferral, referral, referralWorked } from './desk-referral.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import type { Message } from './flow.ts';
import { type DeskState, restoreDesk } from './ledger-desk-state.ts';
import { type Desk, desks } from './ledger.needs.ts';
import { storedOneOf } from './place.ts';
import { deskLabels as labels } from './text/ledger-desk.ts';

const flow = defineFlow<DeskState>({
  name: 'ledger-desk',
  requires: 'staff',
  restore: restoreDesk,
  open: (scene) => deskMenu(scene),
  takesNumbers: (state) => state.step === 'yuan',
  keeps: {
    work: (state) =>
      state.step === 'means' || state.step === 'yuan'
        ? { subject: state.id, about: '', begun: state.means.length > 0 }
        : null,
    takeUp: (state, scene) => ('means' in state ? decideOn(state, scene) : deskMenu(scene)),
  },
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return worked(input, scene);
    switch (state.step) {
      case 'menu':
        return input.kind === 'press' ? fromMenu(input.choice, scene) : pass;
      case 'report':
        return input.kind === 'press' ? fromReport(state, input.choice, scene) : pass;
      case 'list':
        return input.kind === 'press' ? fromList(state, input.choice, scene) : pass;
      case 'referral':
        return input.kind === 'press' ? fromReferral(state.id, input.choice, scene) : pass;
      case 'joint':
        return input.kind === 'press' ? fromJoint(state.id, input.choice, scene) : pass;
      case 'means':
        return input.kind === 'press' ? fromMeans(state, input.choice, scene) : pass;
      case 'yuan':
        return fromYuan(state, input, scene);
      case 'rectification':
        return input.kind === 'press' ? fromRectification(state.id, input.choice, scene) : pass;
      case 'evidence':
        return fromEvidence(state.id, input, scene);
      case 'waiting':
        return pass;
    }
  },
});

function fromMenu(id: string, scene: Scene): Turn {
  if (id === 'back') return go('home', scene.conversation);
  if (id === 'report') return report({ reportId: null, page: 1 }, scene);
  const desk = storedOneOf(id, desks);
  return desk === null ? pass : deskList(desk, 1, scene);
}

function fromList(
  { desk, page }: { readonly desk: Desk; readonly page: number },
  id: string,
  scene: Scene,
): Turn {
  if (id === 'back') return deskMenu(scene);
  if (id === 'page-on') return deskList(desk, page + 1, scene);
  if (id === 'page-back') return deskList(desk, page - 1, scene);
  return id.startsWith('open-') ? show(desk, id.slice('open-'.length), scene) : pass;
}

/** One matter of a desk. */
function show(desk: Desk, id: string, scene: Scene, lead: readonly Message[] = []): Turn {
  switch (desk) {
    case 'referrals':
      return referral(id, scene, lead);
    case 'joint':
      return joint(id, scene, lead);
    case 'rectification':
      return rectification(id, scene, lead);
  }
}

/** What came of it, above what is open next. */
function worked(input: DeskOutcome, scene: Scene): Turn {
  switch (input.of) {
    case 'send-month-report':
      return reportWorked(input, scene);
    case 'answer-referral':
      return referralWorked(input, scene);
    case 'give-joint-opinion':
    case 'decide-joint':
      return jointWorked(input, scene);
    case 'report-rectification':
    case 'judge-rectification':
      return rectificationWorked(input, scene);
    default:
      return pass;
  }
}

export const ledgerDesk: Feature = {
  flows: [flow],
  labels: [
    {
      label: labels.open,
      flow: 'ledger-desk',
      menu: 'staff',
      order: 60,
      visible: (facts) => menuChoices(facts).length > 0,
    },
  ],
  words: {
    月报: (_payload, scene) => report({ reportId: null, page: 1 }, scene),
    本月月报: (_payload, scene) => report({ reportId: null, page: 1 }, scene),
    整改台账: (_payload, scene) => deskList('rectification', 1, scene),
    一事一议: (_payload, scene) => deskList('joint', 1, scene),
  },
  actions: {
    // 'report', a desk's name, or 'desk:id' of one matter on it.
    'desk-open': (ref, scene) => {
      if (scene.facts.account.staff === null) return go('home', scene.conversation);
      const [name = '', id = ''] = ref.split(':');
      if (name === 'report') return report({ reportId: id === '' ? null : id, page: 1 }, scene);
      const desk = storedOneOf(name, desks);
      if (desk === null) return deskMenu(scene);
      return id === '' ? deskList(desk, 1, scene) : show(desk, id, scene);
    },
  },
};
