/** The questions of a report: the text of each with its buttons. */
import { type RiskType, riskTypes } from '#src/domain/declaration/risk.ts';
import { ask, choice } from './choices.ts';
import type { Draft } from './draft.ts';
import type { PersonFacts } from './facts.ts';
import type { Choice, Message } from './flow.ts';
import type { ModelProposal } from './model-proposal.ts';
import * as text from './text/declare.ts';
import { buttonLabels } from './text/engine.ts';
import { guaranteeLabel, riskLabel } from './text/risk.ts';

const labels = text.declareLabels;
const back = choice('back', buttonLabels.back);
const cancel = choice('cancel', buttonLabels.cancel);

/** The six asked first; with 更多 and 取消 they make eight. */
const commonTypes: readonly RiskType[] = [
  '因病',
  '因学',
  '因自然灾害',
  '因意外事故',
  '因务工就业不稳',
  '住房安全',
];

const typeChoice = (type: RiskType): Choice =>
  choice(`type-${riskTypes.indexOf(type)}`, riskLabel(type));

/** The type a button stands for. */
export const chosenType = (id: string): RiskType | null =>
  riskTypes.find((_type, index) => id === `type-${index}`) ?? null;

/** The type named by its own term (因病) or by the words on its button. */
export const namedType = (words: string): RiskType | null =>
  riskTypes.find((type) => type === words || riskLabel(type) === words) ?? null;

/** 困难类型: the second of the three taps. */
export function typeMessage(draft: Draft): Message {
  const [first, ...others] = commonTypes.map(typeChoice);
  const question = typeQuestion(draft);
  return first === undefined
    ? { text: question }
    : ask(question, first, ...others, choice('more', labels.more), cancel);
}

function typeQuestion(draft: Draft): string {
  const words = draft.words.at(-1);
  if (draft.riskTypes.length > 0) return text.typeQuestion();
  if (words !== undefined) return text.typeQuestionAfter(words);
  return draft.media.length > 0 ? text.typeQuestionAfterMedia() : text.typeQuestion();
}

/** The other types, somebody else's household, and the way out for who cannot say. */
export function moreTypesMessage(): Message {
  const [first, ...others] = riskTypes
    .filter((type) => !commonTypes.includes(type))
    .map(typeChoice);
  return first === undefined
    ? { text: text.moreTypesQuestion() }
    : ask(
        text.moreTypesQuestion(),
        first,
        ...others,
        choice('someone-else', labels.someoneElse),
        back,
      );
}

/** The read-back. 提交 is the third of the three taps. */
export const summaryMessage = (draft: Draft, person: PersonFacts | null): Message =>
  ask(
    text.summary(draft, person),
    choice('submit', buttonLabels.submit),
    choice('another', labels.another),
    choice('add', buttonLabels.add),
    choice('change', buttonLabels.change),
    cancel,
  );

export const resumeMessage = (draft: Draft): Message =>
  ask(
    text.resumeQuestion(draft),
    choice('resume', labels.resume),
    choice('restart', labels.restart),
    cancel,
  );

export const addMessage = (question: string): Message => ({
  ...ask(question, choice('done', labels.done), back),
  ask: 'location',
});

/** Only what there is to change is offered. */
export function changeMessage(draft: Draft): Message {
  const offered = [
    ...(draft.riskTypes.length + draft.guaranteeIssues.length > 0
      ? [choice('drop-type', labels.dropType)]
      : []),
    ...(draft.words.length > 0 ? [choice('rewrite', labels.rewrite)] : []),
    choice('whom', labels.addWho),
    ...(draft.media.length > 0 ? [choice('drop-media', labels.dropMedia)] : []),
    ...(draft.place !== null ? [choice('drop-place', labels.dropPlace)] : []),
    choice('restart', labels.restart),
  ];
  const [first, ...others] = offered;
  return first === undefined
    ? { text: text.changeQuestion() }
    : ask(text.changeQuestion(), first, ...others, back);
}

/** Types of the draft to take out. More than seven at once do not happen to one household; the first seven are offered. */
export function dropTypeMessage(draft: Draft): Message {
  const [first, ...others] = draft.riskTypes.map(typeChoice).slice(0, 7);
  return first === undefined
    ? ask(text.changeQuestion(), back)
    : ask(text.dropTypeQuestion(), first, ...others, back);
}

export const sameReportMessage = (receiptNumber: string): Message =>
  ask(
    text.sameReportQuestion(receiptNumber),
    choice('same', labels.sameReport),
    choice('new', labels.newReport),
    back,
  );

export const rewriteMessage = (): Message => ask(text.rewriteQuestion(), back);

export const whomMessage = (): Message =>
  ask(
    text.whomQuestion(),
    choice('self', labels.whomSelf),
    choice('relative', labels.whomRelative),
    choice('third-party', labels.whomNeighbour),
    back,
  );

/** What a model read beyond the reader, to be accepted or not. */
export const proposalMessage = (draft: Draft, proposal: ModelProposal): Message => {
  const types = proposal.riskTypes.filter((each) => !draft.riskTypes.includes(each)).map(riskLabel);
  const issues = proposal.guaranteeIssues
    .filter((each) => !draft.guaranteeIssues.includes(each))
    .map(guaranteeLabel);
  const named = [...types, ...issues].filter((each, index, all) => all.indexOf(each) === index);
  const rest = [
    ...(proposal.amounts.length > 0 ? [text.proposalAmounts] : []),
    ...(proposal.members.length > 0 ? [text.proposalMembers] : []),
    ...(named.length === 0 && proposal.amounts.length + proposal.members.length === 0
      ? [text.proposalUrgent]
      : []),
  ];
  return ask(
    text.proposal([...named, ...rest]),
    choice('accept', labels.yesAdd),
    choice('leave', labels.noLeave),
    back,
  );
};
