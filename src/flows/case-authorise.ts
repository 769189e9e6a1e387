/** 承诺授权: who gave it, whether it was read aloud, and the photo of the paper; or the farmer's own press. */
import { giverRelations } from '#src/domain/case/reasons.ts';
import type { CaseStepSheet } from './case-step.needs.ts';
import type { CaseStepState, GivenForm } from './case-step-state.ts';
import { act, back, to, withSheet } from './case-step-turns.ts';
import { ask, choice } from './choices.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import type { Choice, Input } from './flow.ts';
import { storedOneOf } from './place.ts';
import * as text from './text/case-step.ts';

const labels = text.stepLabels;
const forms = ['signature', 'fingerprint', 'pressed'] as const;

/** The forms in which a household can authorise the check of its finances. */
export const authoriseChoices = (sheet: CaseStepSheet): readonly Choice[] => [
  choice('signature', labels.signature),
  choice('fingerprint', labels.fingerprint),
  ...(sheet.householdAccounts.length === 0 ? [] : [choice('pressed', labels.pressed)]),
  choice('refuses', labels.refusesAuthorisation),
];

/** A press that belongs to the authorisation; null for any other. */
export function authorise(state: CaseStepState, id: string, scene: Scene): Turn | null {
  const { dutyId } = state;
  switch (state.step) {
    case 'view': {
      const form = storedOneOf(id, forms);
      if (form !== null) return askGiver(dutyId, form, scene);
      return id === 'refuses' ? refuse(dutyId, scene) : null;
    }
    case 'giver':
      return given(dutyId, state.form, id, scene);
    case 'relation': {
      const relation = storedOneOf(id, giverRelations);
      if (relation === null || state.form === 'pressed') return null;
      return askPhoto({ dutyId, form: state.form, relation, readAloud: true }, scene);
    }
    case 'account':
      return id.startsWith('account-')
        ? press(dutyId, id.slice('account-'.length), state.readAloud, scene)
        : null;
    default:
      return null;
  }
}

const askGiver = (dutyId: string, form: GivenForm, scene: Scene): Turn =>
  to(
    { step: 'giver', dutyId, form },
    ask(
      text.askGiver(),
      choice('read', labels.ownRead),
      choice('aloud', labels.ownAloud),
      // Nobody presses in somebody else's chat for them.
      ...(form === 'pressed' ? [] : [choice('relative', labels.relative)]),
      back,
    ),
    scene,
  );

function given(dutyId: string, form: GivenForm, id: string, scene: Scene): Turn | null {
  if (id === 'relative' && form !== 'pressed') return askRelation(dutyId, form, scene);
  if (id !== 'read' && id !== 'aloud') return null;
  const readAloud = id === 'aloud';
  return form === 'pressed'
    ? askAccount(dutyId, readAloud, scene)
    : askPhoto({ dutyId, form, relation: null, readAloud }, scene);
}

function askRelation(dutyId: string, form: GivenForm, scene: Scene): Turn {
  const [first, ...others] = giverRelations.map((each) => choice(each, text.relationLabel(each)));
  return to(
    { step: 'relation', dutyId, form },
    ask(text.askRelation(), first ?? back, ...others, back),
    scene,
  );
}

/** Asks again what stood open when the officer went elsewhere; null for a step of something else. */
export function authoriseAgain(state: CaseStepState, scene: Scene): Turn | null {
  switch (state.step) {
    case 'giver':
      return askGiver(state.dutyId, state.form, scene);
    case 'relation':
      return askRelation(state.dutyId, state.form, scene);
    case 'account':
      return askAccount(state.dutyId, state.readAloud, scene);
    case 'photo': {
      const { dutyId, form, relation, readAloud } = state;
      return askPhoto({ dutyId, form, relation, readAloud }, scene);
    }
    default:
      return null;
  }
}

type Photographed = Omit<Extract<CaseStepState, { readonly step: 'photo' }>, 'flow' | 'step'>;

const askPhoto = (known: Photographed, scene: Scene): Turn =>
  to({ step: 'photo', ...known }, ask(text.askPhoto(), back), scene);

/** The photo of the paper; words alone prove nothing. */
export function photo(
  state: Extract<CaseStepState, { readonly step: 'photo' }>,
  input: Input,
  scene: Scene,
): Turn {
  const { dutyId, form, relation, readAloud } = state;
  if (input.kind !== 'media') {
    return input.kind === 'text'
      ? to(
          { step: 'photo', dutyId, form, relation, readAloud },
          ask(text.photoWanted(), back),
          scene,
        )
      : pass;
  }
  const { mediaId } = input;
  return withSheet(dutyId, scene, ({ caseId }) =>
    act(
      dutyId,
      { intent: 'record-authorisation', caseId, form, relation, readAloud, mediaId },
      scene,
    ),
  );
}

function askAccount(dutyId: string, readAloud: boolean, scene: Scene): Turn {
  return withSheet(dutyId, scene, ({ householdAccounts }) => {
    const [first, ...others] = householdAccounts;
    if (first === undefined) return pass;
    if (others.length === 0) return press(dutyId, first.accountId, readAloud, scene);
    const [primary, ...rest] = householdAccounts.map((each, at) =>
      choice(`account-${each.accountId}`, `${at + 1}. ${each.name}`),
    );
    if (primary === undefined) return pass;
    return to(
      { step: 'account', dutyId, readAloud },
      ask(text.askAccount(), primary, ...rest, back),
      scene,
    );
  });
}

const press = (dutyId: string, accountId: string, readAloud: boolean, scene: Scene): Turn =>
  withSheet(dutyId, scene, ({ caseId }) =>
    act(dutyId, { intent: 'ask-authorisation', caseId, accountId, readAloud }, scene),
  );

/** A household that does not agree: a proposal to close, which a second person confirms. */
const refuse = (dutyId: string, scene: Scene): Turn =>
  withSheet(dutyId, scene, ({ caseId }) =>
    act(
      dutyId,
      {
        intent: 'propose-close',
        caseId,
        ground: 'authorisation-refused',
        reason: 'authorisation-refused',
      },
      scene,
    ),
  );
