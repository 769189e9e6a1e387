/** 务工情况 (LX-20, FD-41): “我回来了”, “换厂了”, “在外打工” in two taps – what, and where. */
import {
  type JobState,
  jobPlaces,
  jobStates,
  isWorking,
} from '#src/domain/ledger/member-status.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import {
  type CommandHandler,
  defineFlow,
  type Feature,
  go,
  pass,
  type Scene,
  type Turn,
} from './feature.ts';
import { type Choice, done, type Message, need } from './flow.ts';
import { type Stored, storedOneOf, storedText } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/work-status.ts';

type WorkStep =
  | { readonly step: 'who' | 'waiting' }
  | { readonly step: 'job'; readonly memberId: string }
  | { readonly step: 'place'; readonly memberId: string; readonly job: JobState };
type WorkState = WorkStep & { readonly flow: 'work-status' };

const back = choice('back', buttonLabels.back);

/** What people can say of themselves; `working` is only ever a list's word. */
const SAID: readonly JobState[] = ['away', 'nearby', 'home', 'looking', 'unable'];

/** Six people and 返回: a larger family types the name. */
const MOST_PEOPLE = 6;

const flow = defineFlow<WorkState>({
  name: 'work-status',
  requires: 'person',
  restore,
  open: (scene) => start(scene),
  step: (state, input, scene) => {
    if (input.kind === 'outcome') {
      if (input.of !== 'tell-job') return pass;
      const words = input.result.ok
        ? text.noted(input.result.value.name, input.result.value.changed)
        : text.notKnown(scene.facts.bureau);
      return go('home', scene.conversation, { messages: [{ text: words }] });
    }
    if (input.kind !== 'press') return pass;
    if (input.choice === 'back') {
      return state.step === 'place'
        ? askJob(state.memberId, scene)
        : go('home', scene.conversation);
    }
    switch (state.step) {
      case 'who':
        return input.choice.startsWith('member-')
          ? askJob(input.choice.slice('member-'.length), scene)
          : pass;
      case 'job': {
        const job = storedOneOf(input.choice, SAID);
        if (input.choice === 'another') return askWho(scene);
        return job === null ? pass : told(state.memberId, job, scene);
      }
      case 'place': {
        const place = storedOneOf(input.choice, jobPlaces);
        const { memberId, job } = state;
        return place === null ? pass : tell({ memberId, job, place }, scene);
      }
      case 'waiting':
        return pass;
    }
  },
});

function restore(stored: Stored): WorkState | null {
  const flow = 'work-status' as const;
  const step = storedText(stored['step']);
  if (step === 'who' || step === 'waiting') return { flow, step };
  const memberId = storedText(stored['memberId']);
  if (memberId === '') return null;
  if (step === 'job') return { flow, step, memberId };
  const job = storedOneOf(stored['job'], jobStates);
  return step !== 'place' || job === null ? null : { flow, step, memberId, job };
}

const to = (step: WorkStep, question: Message, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'work-status', ...step }), [question]);

type People = NonNullable<Scene['facts']['answers']['work-people']>;

function withPeople(scene: Scene, then: (people: People) => Turn): Turn {
  const people = scene.facts.answers['work-people'];
  if (people === undefined) return need({ need: 'work-people' });
  return people.length === 0
    ? go('home', scene.conversation, { messages: [{ text: text.notKnown(scene.facts.bureau) }] })
    : then(people);
}

/** The person themselves first: what somebody says is mostly about themselves. */
const start = (scene: Scene, job: JobState | null = null): Turn =>
  withPeople(scene, (people) => {
    const own = people.find((each) => each.name === scene.facts.account.person?.name) ?? null;
    const one = own ?? (people.length === 1 ? (people[0] ?? null) : null);
    if (one === null) return askWho(scene);
    return job === null ? askJob(one.memberId, scene) : told(one.memberId, job, scene);
  });

const askWho = (scene: Scene): Turn =>
  withPeople(scene, (people) => {
    const named: readonly Choice[] = people
      .slice(0, MOST_PEOPLE)
      .map((each) => choice(`member-${each.memberId}`, each.name));
    const [first, ...others] = named;
    return first === undefined
      ? pass
      : to({ step: 'who' }, ask(text.askWho(), first, ...others, back), scene);
  });

const askJob = (memberId: string, scene: Scene): Turn =>
  withPeople(scene, (people) => {
    const member = people.find((each) => each.memberId === memberId);
    if (member === undefined) return askWho(scene);
    const [first, ...others] = [
      ...SAID.map((job) => choice(job, text.jobLabel(job))),
      ...(people.length > 1 ? [choice('another', text.workLabels.another)] : []),
    ];
    if (first === undefined) return pass;
    const words = text.askJob(member.name, member.job, member.place, scene.facts.bureau.places);
    return to({ step: 'job', memberId }, ask(words, first, ...others, back), scene);
  });

/** Who works is asked where; who is at home has said everything. */
const told = (memberId: string, job: JobState, scene: Scene): Turn =>
  !isWorking(job)
    ? tell({ memberId, job, place: null }, scene)
    : withPeople(scene, (people) => {
        const name = people.find((each) => each.memberId === memberId)?.name ?? '';
        const [first, ...others] = jobPlaces.map((place) =>
          choice(place, text.placeLabel(place, scene.facts.bureau.places)),
        );
        return first === undefined
          ? pass
          : to(
              { step: 'place', memberId, job },
              ask(text.askPlace(name), first, ...others, back),
              scene,
            );
      });

const tell = (said: Parameters<typeof intentOf>[0], scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'work-status', step: 'waiting' }), [], [intentOf(said)]);

const intentOf = (said: {
  readonly memberId: string;
  readonly job: JobState;
  readonly place: (typeof jobPlaces)[number] | null;
}) => ({ intent: 'tell-job', ...said }) as const;

/** Words that say it without the menu; a stranger is led through first contact by the flow itself. */
const says =
  (job: JobState | null): CommandHandler =>
  (_payload, scene) =>
    scene.facts.account.person === null ? go('work-status', scene.conversation) : start(scene, job);

export const workStatus: Feature = {
  flows: [flow],
  words: {
    [text.workLabels.open]: says(null),
    我回来了: says('home'),
    回来了: says('home'),
    换厂了: says('away'),
    我换厂了: says('away'),
    在外打工: says('away'),
    我在外打工: says('away'),
    在外面打工: says('away'),
    我在外面打工: says('away'),
    在找活: says('looking'),
    在找活干: says('looking'),
  },
};
