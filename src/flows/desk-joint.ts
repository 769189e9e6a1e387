/** 一事一议: departments say their word on a large medical bill one after the other, and the county decides by what and how much. */
import { jointMeans, type JointMeans } from '#src/domain/ledger/joint-review.ts';
import { departmentNamed } from '#src/domain/policy/departments.ts';
import { choice } from './choices.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { type Input, type Message, need } from './flow.ts';
import {
  type DeskOutcome,
  deskGone,
  deskList,
  deskQuestion,
  toDesk,
  deskTold,
  deskWaiting,
} from './desk-page.ts';
import { storedOneOf } from './place.ts';
import * as text from './text/ledger-desk.ts';
import { typedYuan } from './typed-yuan.ts';

const labels = text.deskLabels;

/** A bill with what each department said; the buttons are what this person may say or decide. */
export function joint(id: string, scene: Scene, lead: readonly Message[]): Turn {
  const sheet = scene.facts.answers['joint-sheet'];
  if (sheet === undefined) return need({ need: 'joint-sheet', reviewId: id });
  if (sheet === null) return deskGone('joint', scene);
  // Whoever may speak for several departments takes them one after the other; eight buttons hold three.
  const words = sheet.mayGive
    .slice(0, 2)
    .flatMap((department) => [
      choice(`yes-${department}`, text.opinionLabel(department, true)),
      choice(`no-${department}`, text.opinionLabel(department, false)),
    ]);
  const choices = [
    ...(sheet.mayDecide ? [choice('grant', labels.grant), choice('refuse', labels.refuse)] : []),
    ...words,
  ];
  return toDesk(
    { step: 'joint', id },
    deskQuestion(text.jointText(sheet, scene.facts.today), choices),
    scene,
    lead,
  );
}

/** A word for a department, or the beginning of the decision. */
export function fromJoint(id: string, pressed: string, scene: Scene): Turn {
  if (pressed === 'back') return deskList('joint', 1, scene);
  if (pressed === 'grant') return askMeans({ id, means: [] }, scene);
  if (pressed === 'refuse') {
    const decision = { decision: 'not-granted' } as const;
    return deskWaiting({ intent: 'decide-joint', reviewId: id, decision }, scene);
  }
  const supports = pressed.startsWith('yes-');
  const department = departmentNamed(pressed.slice(supports ? 4 : 3));
  return department === null
    ? pass
    : deskWaiting({ intent: 'give-joint-opinion', reviewId: id, department, supports }, scene);
}

type Chosen = { readonly id: string; readonly means: readonly JointMeans[] };

/** What is decided about, without the step it was chosen at. */
const only = ({ id, means }: Chosen): Chosen => ({ id, means });

const askMeans = (chosen: Chosen, scene: Scene): Turn =>
  toDesk(
    { ...only(chosen), step: 'means' },
    deskQuestion(text.askMeans(), [
      ...jointMeans.map((means) =>
        choice(means, text.meansLabel(means, chosen.means.includes(means))),
      ),
      ...(chosen.means.length === 0 ? [] : [choice('done', labels.meansDone)]),
    ]),
    scene,
  );

/** Goes on with a decision; one that was taken meanwhile is said to be over. */
export function decideOn(chosen: Chosen & { readonly step: 'means' | 'yuan' }, scene: Scene): Turn {
  const sheet = scene.facts.answers['joint-sheet'];
  if (sheet === undefined) return need({ need: 'joint-sheet', reviewId: chosen.id });
  if (sheet === null || !sheet.mayDecide) return deskGone('joint', scene);
  return chosen.step === 'yuan' ? askYuan(chosen, scene) : askMeans(chosen, scene);
}

const askYuan = (chosen: Chosen, scene: Scene): Turn =>
  toDesk({ ...only(chosen), step: 'yuan' }, deskQuestion(text.askYuan(), []), scene);

/** By what it is paid, one tap each. */
export function fromMeans(chosen: Chosen, pressed: string, scene: Scene): Turn {
  if (pressed === 'back') return joint(chosen.id, scene, []);
  if (pressed === 'done') return askYuan(chosen, scene);
  const means = storedOneOf(pressed, jointMeans);
  if (means === null) return pass;
  const others = chosen.means.filter((each) => each !== means);
  const all = others.length < chosen.means.length ? others : [...others, means];
  return askMeans({ ...chosen, means: all }, scene);
}

/** How much is given. */
export function fromYuan(chosen: Chosen, input: Input, scene: Scene): Turn {
  if (input.kind === 'press') return input.choice === 'back' ? askMeans(chosen, scene) : pass;
  if (input.kind !== 'text') return pass;
  const read = typedYuan(input.text);
  if (read.kind !== 'yuan') {
    return toDesk({ ...only(chosen), step: 'yuan' }, deskQuestion(text.notYuan(), []), scene);
  }
  const decision = { decision: 'granted', means: chosen.means, yuan: read.yuan } as const;
  return deskWaiting({ intent: 'decide-joint', reviewId: chosen.id, decision }, scene);
}

/** What came of a word or a decision. */
export function jointWorked(
  input: Extract<DeskOutcome, { readonly of: 'give-joint-opinion' | 'decide-joint' }>,
  scene: Scene,
): Turn {
  const said =
    input.of === 'give-joint-opinion'
      ? deskTold(input.result, ({ left }) => text.opinionGiven(left, scene.facts.bureau.places))
      : deskTold(input.result, ({ headName }) => text.jointDone(headName));
  return deskList('joint', 1, scene, said);
}
