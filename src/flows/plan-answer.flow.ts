/** The household's word on its plan of help and its income plan: 同意, 想改一改, 是这样. Buttons of messages it was sent; valid for ever. */
import { incomeSteps } from '#src/domain/plan/income-plan.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input } from './flow.ts';
import { type Stored, storedNumber, storedOneOf, storedText } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/plan-farmer.ts';

type Asked = { readonly planId: string; readonly version: number };
type PlanAnswerState = Asked & { readonly flow: 'plan-answer'; readonly step: 'words' };

const flow = defineFlow<PlanAnswerState>({
  name: 'plan-answer',
  requires: 'person',
  restore,
  open: (scene) => go('home', scene.conversation),
  step: (state, input, scene) => {
    if (input.kind === 'press') return go('home', scene.conversation);
    if (input.kind !== 'text' && input.kind !== 'transcript') return pass;
    const { planId, version } = state;
    return answer({ planId, version, agree: false, words: input.text.trim() }, scene);
  },
});

function restore(stored: Stored): PlanAnswerState | null {
  const planId = storedText(stored['planId']);
  if (stored['step'] !== 'words' || planId === '') return null;
  return {
    flow: 'plan-answer',
    step: 'words',
    planId,
    version: storedNumber(stored['version'], 0),
  };
}

/** `<plan>-<version>`; null for anything else. */
function readRef(ref: string): Asked | null {
  const match = /^([0-9a-f-]{36})-(\d{1,6})$/.exec(ref);
  return match === null ? null : { planId: match[1] ?? '', version: Number(match[2]) };
}

const answer = (
  said: Asked & { readonly agree: boolean; readonly words: string },
  scene: Scene,
): Turn =>
  done(
    at(scene.conversation, { flow: 'home', step: 'menu' }),
    [],
    [{ intent: 'answer-plan', ...said }],
  );

function answered(input: Extract<Input, { readonly kind: 'outcome' }>, scene: Scene): Turn {
  const told = (words: string): Turn =>
    go('home', scene.conversation, { messages: [{ text: words }] });
  switch (input.of) {
    case 'answer-plan': {
      const { result } = input;
      if (result.ok) {
        const { agreed, responsibleName: name, phone } = result.value;
        return told(agreed ? text.planAgreed(name, phone) : text.changeKept(name, phone));
      }
      return told(refusalText(result.refusal.code));
    }
    case 'confirm-income-step':
      return told(input.result.ok ? text.incomeAgreed() : refusalText(input.result.refusal.code));
    default:
      return pass;
  }
}

const refusalText = (code: 'not-yours' | 'plan-changed' | 'said-already'): string =>
  ({
    'not-yours': text.notYours,
    'plan-changed': text.planGone,
    'said-already': text.saidAlready,
  })[code]();

/** Whose account has no household is asked nothing and told nothing. */
const ofPerson = (scene: Scene, then: () => Turn): Turn =>
  scene.facts.account.person === null ? go('home', scene.conversation) : then();

export const planAnswer: Feature = {
  flows: [flow],
  actions: {
    'plan-agree': (ref, scene) => {
      const asked = readRef(ref);
      if (asked === null) return go('home', scene.conversation);
      return ofPerson(scene, () => answer({ ...asked, agree: true, words: '' }, scene));
    },
    'plan-change': (ref, scene) => {
      const asked = readRef(ref);
      if (asked === null) return go('home', scene.conversation);
      return ofPerson(scene, () =>
        done(at(scene.conversation, { flow: 'plan-answer', step: 'words', ...asked }), [
          ask(text.askChange(), choice('back', buttonLabels.back)),
        ]),
      );
    },
    'income-agree': (ref, scene) => {
      const [year = '', ...rest] = ref.split('-');
      const step = storedOneOf(rest.join('-'), incomeSteps);
      if (step === null || !/^\d{4}$/.test(year)) return go('home', scene.conversation);
      return ofPerson(scene, () =>
        done(
          at(scene.conversation, { flow: 'home', step: 'menu' }),
          [],
          [{ intent: 'confirm-income-step', year: Number(year), step }],
        ),
      );
    },
  },
  outcomes: { 'answer-plan': answered, 'confirm-income-step': answered },
};
