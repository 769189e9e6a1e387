/** Reporting for somebody else (替亲戚、邻居申报): name, village and phone as far as known; the visiting officer asks the person. */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { readPersonName } from '#src/domain/people/person-name.ts';
import { readPhone } from '#src/domain/people/phone.ts';
import type { Reporter } from '#src/domain/declaration/declaration.ts';
import { areaChoices, pickedArea, villageWords } from './areas.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { type DeclareState, type DeclareStep, nobody, type Proxy } from './declare-state.ts';
import { type Draft, withReporter } from './draft.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message, need } from './flow.ts';
import { draftOf } from './gather.ts';
import * as text from './text/declare.ts';
import { buttonLabels } from './text/engine.ts';

/** The household is named: the draft to go on with. */
type Named = { readonly draft: Draft };
type ProxyState = Extract<DeclareState, { readonly subject: unknown }>;

const labels = text.declareLabels;
const cancel = choice('cancel', buttonLabels.cancel);

/** First question about another household. */
export const askProxy = (reporter: Reporter, scene: Scene): Turn =>
  to({ step: 'proxy-name', reporter, subject: nobody }, nameMessage(), scene);

const nameMessage = (): Message =>
  ask(
    text.proxyNameQuestion(),
    choice('unknown-name', labels.unknownName),
    choice('self', labels.whomSelf),
    cancel,
  );

const villageMessage = (question: string): Message =>
  ask(question, choice('same-village', labels.sameVillage), cancel);

const phoneMessage = (): Message =>
  ask(text.proxyPhoneQuestion(), choice('unknown-phone', labels.unknownPhone), cancel);

/** One step of naming the household. */
export function stepProxy(state: ProxyState, input: Input, scene: Scene): Turn | Named {
  if (input.kind === 'press' && input.choice === 'self') {
    const draft = draftOf(scene.conversation, scene.facts);
    return { draft: { ...withReporter(draft, 'self', null), whomChosen: true } };
  }
  switch (state.step) {
    case 'proxy-name':
      return name(state, input, scene);
    case 'proxy-village':
      return village(state, input, scene);
    case 'proxy-phone':
      return phone(state, input, scene);
  }
}

function name(state: Proxy, input: Input, scene: Scene): Turn | Named {
  const village = (called: string): Turn =>
    to(
      {
        step: 'proxy-village',
        reporter: state.reporter,
        subject: { ...state.subject, name: called },
        hits: [],
      },
      villageMessage(text.proxyVillageQuestion()),
      scene,
    );
  if (input.kind === 'press') return input.choice === 'unknown-name' ? village('') : pass;
  if (input.kind !== 'text') return pass;
  const read = readPersonName(input.text);
  if (!read.ok || [...read.value].length > LONGEST_PLAIN_NAME) return pass;
  if (readMessage(input.text).intent === 'declaration') return pass;
  return village(read.value);
}

/** Longer texts are taken as more about the trouble, not as a name. */
const LONGEST_PLAIN_NAME = 16;

function village(
  state: Extract<ProxyState, { readonly step: 'proxy-village' }>,
  input: Input,
  scene: Scene,
): Turn | Named {
  const own = scene.facts.account.person;
  const settled = (areaId: string): Turn =>
    to(
      { step: 'proxy-phone', reporter: state.reporter, subject: { ...state.subject, areaId } },
      phoneMessage(),
      scene,
    );
  if (input.kind === 'press') {
    if (input.choice === 'same-village') return settled(own?.areaId ?? '');
    const hit = pickedArea(input.choice, state.hits);
    return hit === null ? pass : settled(hit.areaId);
  }
  if (input.kind !== 'text') return pass;
  if (readMessage(input.text).intent === 'declaration') return pass;
  const words = villageWords(input.text);
  const hits = scene.facts.answers.areas;
  if (hits === undefined) return need({ need: 'areas', text: words });
  const [first, ...others] = hits.slice(0, MOST_HITS);
  if (first === undefined) {
    return to(
      { ...withoutFlow(state), hits: [] },
      villageMessage(text.villageUnknown(words)),
      scene,
    );
  }
  if (others.length === 0) return settled(first.areaId);
  const [lead, ...rest] = areaChoices([first, ...others]);
  if (lead === undefined) return pass;
  const question = ask(
    text.villagePick(),
    lead,
    ...rest,
    choice('same-village', labels.sameVillage),
    cancel,
  );
  return to({ ...withoutFlow(state), hits: [first, ...others] }, question, scene);
}

/** Six hits, 和我同村 and 取消 make eight. */
const MOST_HITS = 6;

function phone(state: Proxy, input: Input, scene: Scene): Turn | Named {
  const draft = draftOf(scene.conversation, scene.facts);
  const named = (digits: string): Named => ({
    draft: {
      ...withReporter(draft, state.reporter, { ...state.subject, phone: digits }),
      whomChosen: true,
    },
  });
  if (input.kind === 'press') return input.choice === 'unknown-phone' ? named('') : pass;
  if (input.kind === 'contact') return named(readPhone(input.phone)?.digits ?? '');
  if (input.kind !== 'text') return pass;
  const read = readPhone(input.text);
  // Words with a number somewhere in them are more about the trouble; the number alone is the answer.
  return read === null || /\p{L}{3}/u.test(input.text) ? pass : named(read.digits);
}

const to = (step: DeclareStep, question: Message, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'declare', ...step }), [question]);

const withoutFlow = (
  state: Extract<ProxyState, { readonly step: 'proxy-village' }>,
): Extract<DeclareStep, { readonly step: 'proxy-village' }> => ({
  step: 'proxy-village',
  reporter: state.reporter,
  subject: state.subject,
  hits: state.hits,
});
