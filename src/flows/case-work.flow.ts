/**
 * 个案: what lies over or after the steps of a case, opened from a duty or from news and done by buttons. Each deed asks one or two
 * questions (`case-deeds.ts`); the county's 本月标注清单 is a step of its own.
 */
import { type DeedName, deedNames } from '#src/domain/case/deeds.ts';
import { type DeedAnswer, deeds } from './case-deeds.ts';
import { restoreWork, type WorkState, type WorkStep } from './case-work-state.ts';
import type { CaseWork } from './case-work.needs.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { type Choice, done, type Input, type Message, need } from './flow.ts';
import { storedOneOf } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { familyOf } from './text/format.ts';
import { doneMeanwhile } from './text/kept-work.ts';
import * as text from './text/case-work.ts';
import { workOutcome } from './text/case-work-outcome.ts';
import { refusalText } from './text/staff-case.ts';

const back = choice('back', buttonLabels.back);

const flow = defineFlow<WorkState>({
  name: 'case-work',
  requires: 'staff',
  restore: restoreWork,
  open: (scene) => go('staff-duties', scene.conversation),
  takesNumbers: (state) =>
    state.step === 'ask' && state.deed === 'give-relief' && state.answer !== '',
  keeps: {
    work: (state) =>
      state.step === 'ask'
        ? {
            subject: `${state.caseId}.${state.deed}`,
            about: state.headName === '' ? '' : familyOf(state.headName),
            begun: state.answer !== '',
          }
        : null,
    takeUp: (state, scene) =>
      state.step === 'ask' ? goOn(state, scene) : go('staff-duties', scene.conversation),
  },
  step: (state, input, scene) => {
    switch (state.step) {
      case 'view':
        return fromView(state.caseId, input, scene);
      case 'ask':
        return fromQuestion(state, input, scene);
      case 'waiting':
        return input.kind === 'outcome' ? decided(input, scene) : pass;
      case 'list':
        return fromList(state.caseIds, input, scene);
    }
  },
});

const to = (step: WorkStep, question: Message, scene: Scene, lead: readonly Message[] = []): Turn =>
  done(at(scene.conversation, { flow: 'case-work', ...step }), [...lead, question]);

/** Goes on with a deed. Somebody else may have done it meanwhile, or the case has moved on: then it says so and shows the case. */
const goOn = (
  { caseId, deed, answer }: Extract<WorkState, { readonly step: 'ask' }>,
  scene: Scene,
): Turn =>
  withWork(caseId, scene, (work) =>
    work.may.includes(deed)
      ? question(work, deed, answer, scene)
      : view(caseId, scene, [{ text: doneMeanwhile(text.deedLabel(deed)) }]),
  );

function withWork(caseId: string, scene: Scene, then: (work: CaseWork) => Turn): Turn {
  const work = scene.facts.answers['case-work'];
  if (work === undefined) return need({ need: 'case-work', caseId });
  return work === null
    ? go('staff-duties', scene.conversation, {
        messages: [{ text: refusalText({ code: 'gone' }) }],
      })
    : then(work);
}

/** Seven and 返回 make eight. */
const MOST = 7;

/** Where the case stands, and what this person can do. */
function view(caseId: string, scene: Scene, lead: readonly Message[] = []): Turn {
  return withWork(caseId, scene, (work) =>
    to(
      { step: 'view', caseId },
      withBack(
        text.workText(work, scene.facts.today),
        work.may.slice(0, MOST).map((deed) => choice(deed, text.deedLabel(deed))),
      ),
      scene,
      lead,
    ),
  );
}

function withBack(words: string, choices: readonly Choice[]): Message {
  const [first, ...others] = choices;
  return first === undefined ? ask(words, back) : ask(words, first, ...others, back);
}

function fromView(caseId: string, input: Input, scene: Scene): Turn {
  if (input.kind !== 'press') return pass;
  if (input.choice === 'back') return go('staff-duties', scene.conversation);
  const deed = storedOneOf(input.choice, deedNames);
  return deed === null ? pass : begin(caseId, deed, scene);
}

/** Starts a deed, if the case still allows it and the person may. */
export function begin(caseId: string, deed: DeedName, scene: Scene): Turn {
  return withWork(caseId, scene, (work) =>
    work.may.includes(deed) ? question(work, deed, '', scene) : view(caseId, scene),
  );
}

/** A deed of one question, answered with the press that opened it. */
function answered(caseId: string, deed: DeedName, id: string, scene: Scene): Turn {
  if (deed === 'mark-eliminated') return list(scene);
  return withWork(caseId, scene, (work) =>
    work.may.includes(deed)
      ? follow(
          deeds[deed].pressed(id, { work, answer: '', facts: scene.facts }),
          work,
          deed,
          '',
          scene,
        )
      : view(caseId, scene),
  );
}

function question(
  work: CaseWork,
  deed: DeedName,
  answer: string,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn {
  if (deed === 'mark-eliminated') return list(scene);
  const asked = deeds[deed].ask({ work, answer, facts: scene.facts });
  if ('need' in asked) return need(asked);
  const { caseId, headName } = work;
  return to(
    { step: 'ask', caseId, deed, answer, headName },
    withBack(asked.words, asked.choices),
    scene,
    lead,
  );
}

function fromQuestion(
  state: Extract<WorkState, { readonly step: 'ask' }>,
  input: Input,
  scene: Scene,
): Turn {
  const { caseId, deed, answer } = state;
  if (deed === 'mark-eliminated') return pass;
  if (input.kind === 'press' && input.choice === 'back') return view(caseId, scene);
  if (input.kind !== 'press' && input.kind !== 'text') return pass;
  return withWork(caseId, scene, (work) => {
    const asking = { work, answer, facts: scene.facts };
    const given =
      input.kind === 'press'
        ? deeds[deed].pressed(input.choice, asking)
        : (deeds[deed].said?.(input.text, asking) ?? null);
    return follow(given, work, deed, answer, scene);
  });
}

function follow(
  given: DeedAnswer,
  work: CaseWork,
  deed: DeedName,
  answer: string,
  scene: Scene,
): Turn {
  if (given === null) return pass;
  switch (given.kind) {
    case 'next':
      return question(work, deed, given.answer, scene);
    case 'again':
      return question(work, deed, answer, scene, [{ text: given.words }]);
    case 'do':
      return act(work.caseId, given.intent, scene);
  }
}

type Stated = Extract<DeedAnswer, { readonly kind: 'do' }>['intent'];

const act = (caseId: string, intent: Stated, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'case-work', step: 'waiting', caseId }), [], [intent]);

/** What came of it, and the list of duties again. */
function decided(input: Extract<Input, { readonly kind: 'outcome' }>, scene: Scene): Turn {
  const words = workOutcome(input, scene.facts.today);
  return words === null
    ? pass
    : go('staff-duties', scene.conversation, { messages: [{ text: words }] });
}

/** 本月标注清单. */
function list(scene: Scene): Turn {
  const found = scene.facts.answers['marking-list'];
  if (found === undefined) return need({ need: 'marking-list' });
  if (found === null) {
    return go('staff-duties', scene.conversation, {
      messages: [{ text: text.noList(scene.facts.bureau.places) }],
    });
  }
  const caseIds = found.waiting.map((each) => each.caseId);
  return to(
    { step: 'list', caseIds },
    withBack(
      text.listText(found, scene.facts.today, scene.facts.bureau.places),
      caseIds.length === 0 ? [] : [choice('mark-all', text.waysOut.markAll)],
    ),
    scene,
  );
}

function fromList(caseIds: readonly string[], input: Input, scene: Scene): Turn {
  if (input.kind !== 'press') return pass;
  if (input.choice === 'back') return go('staff-duties', scene.conversation);
  // Exactly what was shown is marked: whoever joined the list since waits for the next look.
  return input.choice === 'mark-all'
    ? act('', { intent: 'mark-eliminated', caseIds }, scene)
    : pass;
}

const forStaff = (scene: Scene, then: () => Turn): Turn =>
  scene.facts.account.staff === null ? go('home', scene.conversation) : then();

export const caseWork: Feature = {
  flows: [flow],
  actions: {
    'case-open': (ref, scene) => forStaff(scene, () => view(ref, scene)),
    // The reference names what is to be done and the case: `fast-track.<caseId>`; `.y` or `.n` behind it answers at once.
    deed: (ref, scene) =>
      forStaff(scene, () => {
        const [name, caseId = '', answer] = ref.split('.');
        const deed = storedOneOf(name, deedNames);
        if (deed === null) return go('home', scene.conversation);
        return answer === undefined
          ? begin(caseId, deed, scene)
          : answered(caseId, deed, answer === 'y' ? 'approve' : 'reject', scene);
      }),
    'marking-list': (_ref, scene) => forStaff(scene, () => list(scene)),
  },
};
