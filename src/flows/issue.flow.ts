/**
 * 请人来解决: a farmer tells of a trouble (water, school, house, wages …), or an officer of one they see at a household. Topic, one
 * question where it matters, words or none, and it has a number, two days and somebody to phone.
 */
import { type RoutingTopic, routingTopics } from '#src/domain/policy/routing.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message, need } from './flow.ts';
import type { TroubleOf } from './issue.intents.ts';
import { type Stored, storedOneOf, storedText } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { issueTopic } from './text/issue.ts';
import * as text from './text/issue-report.ts';
import { refusalText } from './text/staff-case.ts';

/** What it is about, as it is stored: '' the person's own household, `area:ID` a whole village, else the id of a household. */
type Whose = { readonly whose: string };
type Trouble = Whose & { readonly topic: RoutingTopic };
type IssueStep =
  | ({ readonly step: 'village' } & Whose)
  | ({ readonly step: 'topic' | 'more-topics' } & Whose)
  | ({ readonly step: 'lived-in' | 'water' } & Trouble)
  | ({ readonly step: 'words' | 'waiting'; readonly emergency: boolean } & Trouble);
type IssueFlowState = IssueStep & { readonly flow: 'issue' };

const labels = text.issueReportLabels;
const back = choice('back', buttonLabels.back);

/** Before the id of an area, where a household's would stand. */
const AREA = 'area:';

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
  restore,
  open: (scene) => askTopic('', scene),
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return outcome(state, input, scene);
    if (input.kind === 'press') return pressed(state, input.choice, scene);
    if (input.kind === 'text' && state.step === 'village') return villages(input.text, scene);
    if (input.kind === 'text' && state.step === 'words') {
      return submit(state, state.emergency, input.text.trim(), scene);
    }
    return pass;
  },
});

function restore(stored: Stored): IssueFlowState | null {
  const whose = storedText(stored['whose']);
  const step = storedText(stored['step']);
  if (step === 'topic' || step === 'more-topics' || step === 'village')
    return { flow: 'issue', step, whose };
  const topic = storedOneOf(stored['topic'], routingTopics);
  if (topic === null) return null;
  switch (step) {
    case 'lived-in':
    case 'water':
      return { flow: 'issue', step, whose, topic };
    case 'words':
    case 'waiting': {
      const emergency = stored['emergency'] === true;
      return { flow: 'issue', step, whose, topic, emergency };
    }
    default:
      return null;
  }
}

function troubleOf(whose: string): TroubleOf {
  if (whose === '') return { kind: 'own' };
  return whose.startsWith(AREA)
    ? { kind: 'area', areaId: whose.slice(AREA.length) }
    : { kind: 'household', householdId: whose };
}

const to = (step: IssueStep, question: Message, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'issue', ...step }), [question]);

/** Officers of a town, the county or a department say which village first. */
const askVillage = (lead: string, scene: Scene): Turn =>
  to({ step: 'village', whose: '' }, ask(lead, back), scene);

function villages(name: string, scene: Scene): Turn {
  const { areas } = scene.facts.answers;
  if (areas === undefined) return need({ need: 'areas', text: name });
  const [first, ...others] = areas.map((each) => choice(`area-${each.areaId}`, each.fullName));
  return first === undefined
    ? askVillage(text.noSuchVillage(), scene)
    : to({ step: 'village', whose: '' }, ask(text.whichVillage(), first, ...others, back), scene);
}

/** An officer tells of a household's trouble, a farmer of their own, who must be known to hear of it again. */
function askTopic(whose: string, scene: Scene, more = false): Turn {
  const { conversation, facts } = scene;
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
  return to({ step: more ? 'more-topics' : 'topic', whose }, question, scene);
}

function pressed(state: IssueFlowState, id: string, scene: Scene): Turn {
  const { whose } = state;
  if (id === 'back') {
    return state.step === 'topic' || state.step === 'village'
      ? go('home', scene.conversation)
      : askTopic(whose, scene);
  }
  switch (state.step) {
    case 'topic':
    case 'more-topics': {
      if (id === 'more') return askTopic(whose, scene, true);
      const topic = storedOneOf(id.slice('topic-'.length), routingTopics);
      return topic === null ? pass : chosen({ whose, topic }, scene);
    }
    case 'village':
      return id.startsWith('area-') ? askTopic(`${AREA}${id.slice('area-'.length)}`, scene) : pass;
    case 'lived-in':
      return id === 'yes' || id === 'no' ? askWords(state, id === 'yes', scene) : pass;
    case 'water': {
      const said = storedOneOf(id, ['noWater', 'dirty', 'far'] as const);
      if (id === 'another') return askWords(state, false, scene);
      return said === null ? pass : submit(state, false, labels[said], scene);
    }
    case 'words':
      return id === 'submit' ? submit(state, state.emergency, '', scene) : pass;
    case 'waiting':
      return pass;
  }
}

/** People in a dangerous house are asked about first of all; for water three taps say enough. */
function chosen({ whose, topic }: Trouble, scene: Scene): Turn {
  switch (topic) {
    case 'housing':
      return to(
        { step: 'lived-in', whose, topic },
        ask(text.askLivedIn(), choice('yes', labels.livedIn), choice('no', labels.movedOut), back),
        scene,
      );
    case 'drinking-water':
      return to(
        { step: 'water', whose, topic },
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
      return askWords({ whose, topic }, false, scene);
  }
}

const askWords = ({ whose, topic }: Trouble, emergency: boolean, scene: Scene): Turn =>
  to(
    { step: 'words', whose, topic, emergency },
    ask(text.askWords(topic), choice('submit', labels.asItIs), back),
    scene,
  );

function submit({ whose, topic }: Trouble, emergency: boolean, words: string, scene: Scene): Turn {
  return done(
    at(scene.conversation, { flow: 'issue', step: 'waiting', whose, topic, emergency }),
    [],
    [
      {
        intent: 'open-issue',
        topic,
        emergency,
        words,
        whose: troubleOf(whose),
      },
    ],
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
  const words = result.ok
    ? text.opened(result.value, emergency, scene.facts.today)
    : refusalText(result.refusal);
  return go('home', scene.conversation, { messages: [{ text: words }] });
}

const answer = (issueId: string, solved: boolean, scene: Scene): Turn =>
  done(scene.conversation, [], [{ intent: 'answer-call-back', issueId, solved }]);

export const issue: Feature = {
  flows: [flow],
  words: Object.fromEntries(
    [labels.report].map((word) => [word, (_payload: string, scene: Scene) => askTopic('', scene)]),
  ),
  actions: {
    'issue-report': (ref, scene) =>
      ref === PICK ? askVillage(text.askVillage(), scene) : askTopic(ref, scene),
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
