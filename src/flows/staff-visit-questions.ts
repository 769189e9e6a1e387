/** The questions of a visit record in the order in which they come: finding or outcome, reason, summary, second visitor. */
import type { Finding } from '#src/domain/case/dossier.ts';
import { visitWants } from '#src/domain/visit/visit.ts';
import { ask, choice } from './choices.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { type Message, need } from './flow.ts';
import type { VisitSubject } from './staff.needs.ts';
import { back, to, withSubject } from './staff-visit-turns.ts';
import type { VisitDraft } from './visit-draft.ts';
import { buttonLabels } from './text/engine.ts';
import { closeReasons, reasonLabel } from './text/staff-case.ts';
import { visitLabels } from './text/staff-menu.ts';
import * as text from './text/staff-visit.ts';

/** Why a report may be found untrue. */
export const untrueReasons = closeReasons['not-hardship'];

/** Begins a visit to a household: a report waiting for verification is asked about first. */
export function startVisit(
  householdId: string,
  scene: Scene,
  told: VisitDraft | null = null,
  lead: readonly Message[] = [],
): Turn {
  return withSubject(householdId, scene, (subject) =>
    subject.verification === null
      ? askOutcome(subject, told, scene, lead)
      : askFinding(subject, told, scene, lead),
  );
}

const askFinding = (
  subject: VisitSubject,
  told: VisitDraft | null,
  scene: Scene,
  lead: readonly Message[],
): Turn =>
  to(
    { step: 'finding', householdId: subject.householdId, told },
    ask(
      text.askFinding(subject),
      choice('true', visitLabels.true),
      choice('partly', visitLabels.partly),
      choice('untrue', visitLabels.untrue),
      choice('routine', visitLabels.routine),
      back,
    ),
    scene,
    lead,
  );

/** How the household is getting on. */
export const askOutcome = (
  subject: VisitSubject,
  told: VisitDraft | null,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn =>
  to(
    { step: 'outcome', householdId: subject.householdId, told },
    ask(
      text.askOutcome(subject),
      choice('all-well', visitLabels.allWell),
      choice('changed', visitLabels.changed),
      choice('hardship', visitLabels.hardship),
      back,
    ),
    scene,
    lead,
  );

/** Why a report was found untrue or only partly true. */
export function askReason(visit: VisitDraft, finding: Finding, scene: Scene): Turn {
  const [first, ...others] = untrueReasons.map((reason) => choice(reason, reasonLabel(reason)));
  if (first === undefined) return pass;
  return to({ step: 'reason', visit }, ask(text.askReason(finding), first, ...others, back), scene);
}

/** Everything that will be sent, with what may still be added before 提交. */
export const summary = (visit: VisitDraft, scene: Scene, lead: readonly Message[] = []): Turn =>
  to(
    { step: 'summary', visit },
    {
      ...ask(
        text.summary(visit, scene.facts.today),
        choice('submit', buttonLabels.submit),
        ...visitWants.map((want) => choice(want, text.wantLabel(want, visit.wants.includes(want)))),
        choice('second', visitLabels.second),
        choice('change', buttonLabels.change),
        choice('cancel', buttonLabels.cancel),
      ),
      ask: 'location',
    },
    scene,
    lead,
  );

/** Who came along: the colleagues of the place, or nobody. */
export function askSecond(visit: VisitDraft, scene: Scene): Turn {
  const { colleagues } = scene.facts.answers;
  if (colleagues === undefined) return need({ need: 'colleagues', areaPath: visit.areaPath });
  const [first, ...others] = [
    ...colleagues.map((each) => choice(`staff-${each.staffId}`, each.name)),
    choice('alone', visitLabels.alone),
  ];
  if (first === undefined) return pass;
  return to({ step: 'second', visit }, ask(text.askSecond(), first, ...others, back), scene);
}
