/**
 * 请人来解决: a farmer tells of a trouble (water, school, house, wages …), or an officer of one they see at a household. Topic, one
 * question where it matters, words or none, and it has a number, two days and somebody to phone.
 */
import { type RoutingTopic, routingTopics } from '#src/domain/policy/routing.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, need } from './flow.ts';
import { askPhoto, fromPhoto, isPicture } from './issue-photo.ts';
import { askHousehold, askVillage, householdTyped, villageTyped } from './issue-place.ts';
import {
  back,
  type IssueFlowState,
  restoreIssue,
  toIssue,
  type Told,
  type Trouble,
  troubleOf,
  wholeArea,
} from './issue-state.ts';
import { storedOneOf } from './place.ts';
import { issueTopic } from './text/issue.ts';
import * as text from './text/issue-report.ts';
import { refusalText } from './text/staff-case.ts';

const labels = text.issueReportLabels;

/** Instead of whose trouble it is: a village is asked for. */
export const PICK = 'pick';

/** What farmers are troubled by most comes first; with 看别的 and 返回 they make eight. */
const FIRST: readonly RoutingTopic[] = [
  'drinking-water',
  'housing',
  'compulsory-education',
  'medical-insurance',
  'unpaid-wages',
  'unsold-produce',
];

const flow = defineFlow<IssueFlowState>({
  name: 'issue',
  requires: 'nothing',
  restore: restoreIssue,
  keeps: {
    // One trouble in hand for a household or village; with a topic or a photo it is worth coming back to.
    work: (state) =>
      !('whose' in state) || state.step === 'waiting'
        ? null
        : {
            subject: state.whose,
            about: '',
            begun: 'topic' in state || state.mediaIds.length > 0,
          },
    takeUp: (state, scene) => {
      if (state.step === 'words') return askWords(state, state.emergency, scene, state.said);
      if ('topic' in state) return chosen({ ...toldOf(state), topic: state.topic }, scene);
      return 'whose' in state ? askTopic(state, scene) : go('home', scene.conversation);
    },
  },
  open: (scene) => askTopic(nothingTold(''), scene),
  step: (state, input, scene) => {
    if (state.step === 'photo') return fromPhoto(state, input, scene);
    if (input.kind === 'outcome') return outcome(state, input, scene);
    if (input.kind === 'press') return pressed(state, input.choice, scene);
    if (input.kind === 'text') return typed(state, input, scene);
    if ('mediaIds' in state && state.step !== 'waiting') return sent(state, input, scene);
    return pass;
  },
});

const nothingTold = (whose: string): Told => ({ whose, mediaIds: [] });

function typed(
  state: IssueFlowState,
  input: Extract<Input, { readonly kind: 'text' }>,
  scene: Scene,
): Turn {
  switch (state.step) {
    case 'village':
      return villageTyped(input.text, scene);
    case 'household':
      return householdTyped(state.areaId, input, scene);
    case 'words':
      return submit(state, state.emergency, joined(state.said, input.text.trim()), scene);
    default:
      return pass;
  }
}

const joined = (...said: readonly string[]): string =>
  said.filter((part) => part !== '').join('\n');

/** A photo is kept wherever it is sent, and the question stands; what is said aloud counts as words where words are asked for. */
function sent(
  state: Extract<IssueFlowState, { readonly mediaIds: readonly string[] }>,
  input: Input,
  scene: Scene,
): Turn {
  if (input.kind === 'transcript' && state.step === 'words') {
    return submit(state, state.emergency, joined(state.said, input.text.trim()), scene);
  }
  const spoken = input.kind === 'media' && state.step === 'words';
  if (input.kind !== 'media' || !(isPicture(input) || spoken)) return pass;
  const mediaIds = [...new Set([...state.mediaIds, input.mediaId])];
  const { question } = scene.conversation;
  const kept =
    state.step === 'words'
      ? { ...state, mediaIds, said: joined(state.said, input.caption) }
      : { ...state, mediaIds };
  if (question === null) return pass;
  const asked = state.step === 'words' ? text.askMoreWords() : question.text;
  return toIssue(kept, { ...question, text: text.photoKept(mediaIds.length, asked) }, scene);
}

/** An officer tells of a household's trouble, a farmer of their own, who must be known to hear of it again. */
function askTopic(told: Told, scene: Scene, more = false): Turn {
  const { conversation, facts } = scene;
  const { whose, mediaIds } = told;
  if (whose === '' && facts.account.person === null) {
    const visitor = { ...conversation.visitor, wanted: 'issue' as const };
    return facts.account.staff === null
      ? go('first-contact', { ...conversation, visitor })
      : go('home', conversation, { messages: [{ text: text.outOfReach() }] });
  }
  const subject = facts.answers['issue-topics'];
  if (subject === undefined) {
    return need({ need: 'issue-topics', whose: troubleOf(whose) });
  }
  if (subject === null) {
    return go('home', conversation, { messages: [{ text: text.outOfReach() }] });
  }
  const common = FIRST.filter((topic) => subject.topics.includes(topic));
  const rest = subject.topics.filter((topic) => !FIRST.includes(topic));
  const [first, ...others] = [
    ...(more ? rest.slice(0, FIRST.length + 1) : common).map((topic) =>
      choice(`topic-${topic}`, issueTopic(topic)),
    ),
    ...(!more && rest.length > 0 ? [choice('more', labels.more)] : []),
    back,
  ];
  if (first === undefined) return pass;
  const question = ask(text.askTopic(subject.name), first, ...others);
  return toIssue({ step: more ? 'more-topics' : 'topic', whose, mediaIds }, question, scene);
}

function pressed(state: IssueFlowState, id: string, scene: Scene): Turn {
  if (id === 'back') return backFrom(state, scene);
  switch (state.step) {
    case 'village':
      if (id.startsWith('household-')) return ofHousehold(id, scene);
      return id.startsWith('area-') ? askHousehold(id.slice('area-'.length), scene) : pass;
    case 'household':
      if (id === 'all') return askTopic(nothingTold(wholeArea(state.areaId)), scene);
      return id.startsWith('household-') ? ofHousehold(id, scene) : pass;
    case 'topic':
    case 'more-topics': {
      if (id === 'more') return askTopic(state, scene, true);
      const topic = storedOneOf(id.slice('topic-'.length), routingTopics);
      return topic === null ? pass : chosen({ ...toldOf(state), topic }, scene);
    }
    case 'lived-in':
      return id === 'yes' || id === 'no' ? askWords(state, id === 'yes', scene) : pass;
    case 'water': {
      const said = storedOneOf(id, ['noWater', 'dirty', 'far'] as const);
      if (id === 'another') return askWords(state, false, scene);
      return said === null ? pass : submit(state, false, labels[said], scene);
    }
    case 'words':
      return id === 'submit' ? submit(state, state.emergency, state.said, scene) : pass;
    case 'waiting':
    case 'photo':
      return pass;
  }
}

const ofHousehold = (id: string, scene: Scene): Turn =>
  askTopic(nothingTold(id.slice('household-'.length)), scene);

const toldOf = ({ whose, mediaIds }: Told): Told => ({ whose, mediaIds });

function backFrom(state: IssueFlowState, scene: Scene): Turn {
  switch (state.step) {
    case 'household':
      return askVillage(text.askVillage(), scene);
    case 'village':
    case 'topic':
    case 'photo':
      return go('home', scene.conversation);
    default:
      return askTopic(state, scene);
  }
}

/** People in a dangerous house are asked about first of all; for water three taps say enough. */
function chosen(trouble: Trouble, scene: Scene): Turn {
  switch (trouble.topic) {
    case 'housing':
      return toIssue(
        { step: 'lived-in', ...trouble },
        ask(text.askLivedIn(), choice('yes', labels.livedIn), choice('no', labels.movedOut), back),
        scene,
      );
    case 'drinking-water':
      return toIssue(
        { step: 'water', ...trouble },
        ask(
          text.askWater(),
          choice('noWater', labels.noWater),
          choice('dirty', labels.dirty),
          choice('far', labels.far),
          choice('another', labels.another),
          back,
        ),
        scene,
      );
    default:
      return askWords(trouble, false, scene);
  }
}

const askWords = (trouble: Trouble, emergency: boolean, scene: Scene, said = ''): Turn =>
  toIssue(
    { step: 'words', ...toldOf(trouble), topic: trouble.topic, emergency, said },
    ask(text.askWords(trouble.topic), choice('submit', labels.asItIs), back),
    scene,
  );

function submit(trouble: Trouble, emergency: boolean, words: string, scene: Scene): Turn {
  const { whose, mediaIds, topic } = trouble;
  return done(
    at(scene.conversation, {
      ...{ flow: 'issue', step: 'waiting', whose, mediaIds, topic, emergency },
      said: '',
    }),
    [],
    [{ intent: 'open-issue', topic, emergency, words, mediaIds, whose: troubleOf(whose) }],
  );
}

function outcome(
  state: IssueFlowState,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  if (input.of !== 'open-issue') return pass;
  const { result } = input;
  const emergency = state.step === 'waiting' && state.emergency;
  if (!result.ok) {
    return go('home', scene.conversation, { messages: [{ text: refusalText(result.refusal) }] });
  }
  // The receipt waits for photos: whoever has one sends it now, everybody else goes on.
  const words = text.opened(result.value, emergency, scene.facts.today);
  return askPhoto(result.value.issueId, scene, words);
}

const answer = (issueId: string, solved: boolean, scene: Scene): Turn =>
  done(scene.conversation, [], [{ intent: 'answer-call-back', issueId, solved }]);

export const issue: Feature = {
  flows: [flow],
  words: Object.fromEntries(
    [labels.report].map((word) => [
      word,
      (_payload: string, scene: Scene) => askTopic(nothingTold(''), scene),
    ]),
  ),
  actions: {
    'issue-report': (ref, scene) =>
      ref === PICK ? askVillage(text.askVillage(), scene) : askTopic(nothingTold(ref), scene),
    'issue-photo': (ref, scene) => askPhoto(ref, scene, text.askPhoto()),
    'issue-solved': (ref, scene) => answer(ref, true, scene),
    'issue-unsolved': (ref, scene) => answer(ref, false, scene),
  },
  outcomes: {
    'answer-call-back': (input, scene) => {
      if (input.of !== 'answer-call-back') return pass;
      const { result } = input;
      const words = result.ok
        ? text.answered(result.value, scene.facts.today)
        : text.notAnswered(result.refusal.code);
      return go('home', scene.conversation, { messages: [{ text: words }] });
    },
  },
};
