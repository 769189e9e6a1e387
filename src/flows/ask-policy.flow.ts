/**
 * 问政策: common questions are answered plainly, with what the documents in force where the person lives say of it (FD-17); anything
 * else becomes a numbered question for a person.
 */
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { isAbuse } from './abuse.ts';
import { heardAs } from './complaint-words.ts';
import { isEmptyDraft } from './draft.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import type { CountyPolicy } from '#src/domain/policy/county-policy.ts';
import { type Choice, done, type Input, type Message, need } from './flow.ts';
import { storedText } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { issueReportLabels } from './text/issue-report.ts';
import { farmerMenu } from './text/menu.ts';
import * as text from './text/policy.ts';
import { type PolicyTopic, policyTopics } from './text/policy-topic.ts';

type PolicyState =
  | { readonly flow: 'ask-policy'; readonly step: 'question' }
  | { readonly flow: 'ask-policy'; readonly step: 'more-topics' }
  /** An answer was given; `asked` goes to a person if it did not help. */
  | { readonly flow: 'ask-policy'; readonly step: 'answered'; readonly asked: string }
  | { readonly flow: 'ask-policy'; readonly step: 'waiting-for-ticket'; readonly asked: string };

const back = choice('back', buttonLabels.back);

/** Six first; with 更多 and 返回 they make eight. The rest stand behind 更多. */
const FIRST_TOPICS: readonly PolicyTopic[] = [
  'how-to',
  'insurance',
  'low-income',
  'temporary-relief',
  'school',
  'housing',
];
const MORE_TOPICS: readonly PolicyTopic[] = [
  'disability',
  'water',
  'work',
  'industry',
  'loan',
  'how-long',
  'fees',
];

const flow = defineFlow<PolicyState>({
  name: 'ask-policy',
  requires: 'nothing',
  restore: (stored) => {
    const { step } = { step: storedText(stored['step']) };
    const asked = storedText(stored['asked']);
    if (step === 'question' || step === 'more-topics') return { flow: 'ask-policy', step };
    if (step === 'answered' || step === 'waiting-for-ticket')
      return { flow: 'ask-policy', step, asked };
    return null;
  },
  open: (scene, input) =>
    input?.kind === 'text' ? answer(input.text, scene) : topics(FIRST_TOPICS, scene),
  step: (state, input, scene) => {
    switch (input.kind) {
      case 'press':
        return pressed(state, input.choice, scene);
      case 'text':
        return typed(input, scene);
      case 'outcome':
        return input.of === 'open-ticket' ? opened(input.result, scene) : pass;
      default:
        return pass;
    }
  },
});

function topics(shown: readonly PolicyTopic[], scene: Scene): Turn {
  const [first, ...others] = shown.map((topic) => choice(topic, text.topicLabel(topic)));
  if (first === undefined) return pass;
  const step = shown === FIRST_TOPICS ? 'question' : 'more-topics';
  const more = shown === FIRST_TOPICS ? [choice('more', text.moreLabel)] : [];
  return done(at(scene.conversation, { flow: 'ask-policy', step }), [
    ask(text.policyQuestion(), first, ...others, ...more, back),
  ]);
}

function pressed(state: PolicyState, id: string, scene: Scene): Turn {
  if (id === 'more') return topics(MORE_TOPICS, scene);
  if (id === 'topics') return topics(FIRST_TOPICS, scene);
  if (id === 'person') return askPerson('asked' in state ? state.asked : '', scene);
  if (id === 'back') {
    return state.step === 'more-topics'
      ? topics(FIRST_TOPICS, scene)
      : go('home', scene.conversation);
  }
  const topic = policyTopics.find((each) => each === id);
  return topic === undefined
    ? pass
    : answered({ kind: 'topic', topic }, text.topicLabel(topic), scene);
}

/** A hardship told while asking is a hardship; greetings and complaints go their own way. */
function typed(input: Extract<Input, { readonly kind: 'text' }>, scene: Scene): Turn {
  const { intent, subIntent } = heardAs(input.text, scene.facts.bureau);
  // “吃水有什么规定” reads like a mere greeting; asked here it is a question.
  const isQuestionAfterAll = subIntent === 'greeting' && text.isCommonQuestion(input.text);
  const elsewhere =
    isAbuse(input.text) ||
    intent === 'declaration' ||
    intent === 'complaint' ||
    (intent === 'other' && subIntent !== 'off_topic' && !isQuestionAfterAll) ||
    subIntent === 'progress_query';
  return elsewhere ? pass : answer(input.text, scene);
}

function answer(question: string, scene: Scene): Turn {
  return withPolicy(scene, (policy) => {
    const asked = text.askedAbout(question, policy);
    return asked === null ? askPerson(question, scene) : answered(asked, question, scene);
  });
}

/** With what the county's documents say. */
function withPolicy(scene: Scene, then: (policy: CountyPolicy) => Turn): Turn {
  const policy = scene.facts.answers['county-policy'];
  return policy === undefined ? need({ need: 'county-policy' }) : then(policy);
}

const answered = (about: text.Asked, asked: string, scene: Scene): Turn =>
  withPolicy(scene, (policy) => {
    const { bureau, today } = scene.facts;
    return say(wordsOf(about, policy, bureau, today), asked, scene);
  });

function wordsOf(
  about: text.Asked,
  policy: CountyPolicy,
  bureau: Scene['facts']['bureau'],
  today: Scene['facts']['today'],
): string {
  switch (about.kind) {
    case 'item':
      return text.itemAnswer(about.item, policy, bureau, today);
    case 'who':
      return text.whoAnswer(about.who, bureau);
    case 'topic':
      return text.topicAnswer(about.topic, policy, bureau, today);
  }
}

function say(words: string, asked: string, scene: Scene): Turn {
  const { conversation } = scene;
  const { draft } = conversation;
  const onward: readonly Choice[] =
    draft === null || isEmptyDraft(draft)
      ? [lasting('declare', '', farmerMenu.declare)]
      : [lasting('declare', '', buttonLabels.continueDraft)];
  const [first, ...others] = [
    ...onward,
    choice('topics', text.askMoreLabel),
    choice('person', text.askPersonLabel),
    lasting('issue-report', '', issueReportLabels.report),
    back,
  ];
  if (first === undefined) return pass;
  const question: Message = ask(words, first, ...others);
  return done(at(conversation, { flow: 'ask-policy', step: 'answered', asked }), [question]);
}

/** Nobody is asked to wait for an answer we could not address: without a person known, whom to phone is said instead. */
function askPerson(asked: string, scene: Scene): Turn {
  const { conversation, facts } = scene;
  if (asked === '') return topics(FIRST_TOPICS, scene);
  if (facts.account.person === null) {
    const question = ask(
      text.phoneInstead(facts.bureau),
      choice('topics', text.askMoreLabel),
      back,
    );
    return done(at(conversation, { flow: 'ask-policy', step: 'answered', asked }), [question]);
  }
  const place = { flow: 'ask-policy', step: 'waiting-for-ticket', asked } as const;
  return done(
    at(conversation, place),
    [{ text: text.openingTicket() }],
    [{ intent: 'open-ticket', kind: 'question', words: asked, about: '' }],
  );
}

function opened(
  ticket: Extract<Input, { readonly kind: 'outcome'; readonly of: 'open-ticket' }>['result'],
  scene: Scene,
): Turn {
  const { bureau, today } = scene.facts;
  const words = text.ticketOpened(ticket.number, ticket.dueOn, bureau, today);
  return done(at(scene.conversation, { flow: 'ask-policy', step: 'question' }), [
    ask(words, choice('topics', text.askMoreLabel), back),
  ]);
}

export const askPolicy: Feature = {
  flows: [flow],
  labels: [{ label: farmerMenu.policy, flow: 'ask-policy', menu: 'farmer', order: 40 }],
  commands: { ask: (_payload, scene) => go('ask-policy', scene.conversation) },
};
