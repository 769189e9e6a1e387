/** 请人来解决: telling of a trouble that is to be put right, and what came of it. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { ContactFacts } from '../facts.ts';
import type { HouseholdHit, OwnIssue } from '../issue.needs.ts';
import { formatContact, formatDay } from './format.ts';
import { issueOutlook, issueTopic, ownIssueStateLabel } from './issue.ts';

export const issueReportLabels = {
  report: '请人来解决',
  more: '看别的',
  livedIn: '有人住',
  movedOut: '没人住',
  asItIs: '就这些，提交',
  noWater: '停水了',
  dirty: '水浑、有怪味',
  far: '取水太远',
  another: '别的',
  wholeVillage: '全村的事',
  addPhoto: '加照片',
} as const;

export const askVillage = (): string => '是哪个村的事？请打村名，打户主的姓名也行。';
export const whichVillage = (): string => '是下面哪一个？';
export const noSuchVillage = (): string => '没找到。请再打一次村名，或者户主的姓名。';

/** `village` '' when its button was pressed a moment ago. */
export const askHousehold = (village = ''): string =>
  `${village === '' ? '' : `${village}：`}是哪一户的事？请打姓名，或者身份证号的最后4位。`;
export const noSuchHousehold = (): string =>
  '这个村没找到这一户。请再打一次姓名，或者身份证号的最后4位。';
export const whichHousehold = (found: readonly HouseholdHit[]): string =>
  ['是下面哪一户？', ...found.map((hit, at) => `${at + 1}. ${hitLabel(hit)}`)].join('\n');
export const hitLabel = (hit: HouseholdHit): string =>
  [hit.headName, hit.areaName.split(' ').at(-1) ?? '', hit.groupName]
    .filter((part) => part !== '')
    .join(' ');

/** Above the question that stands, which is asked once more without the count before. */
export const photoKept = (count: number, question: string): string =>
  `收到 ${count} 张照片。\n${question.replace(/^收到 \d+ 张照片。\n/, '')}`;
export const askMoreWords = (): string => `再说几句也行。说完了，点“${issueReportLabels.asItIs}”。`;
export const askPhoto = (): string => '请把照片发过来，几张都行。';
export const photoAdded = (number: string): string =>
  `照片收到了，放进了编号 ${number}。还有就接着发。`;
export const photoRefused = (code: 'not-yours' | 'over'): string =>
  ({
    'not-yours': '没找到这件事，或者不归您办。照片没有放进去。',
    over: '这件事已经办结，照片没有放进去。又有问题，请另外登记一件。',
  })[code];

/** `name` '' for the person's own household. */
export const askTopic = (name: string): string =>
  name === '' ? '是哪方面的事？' : `${name}：是哪方面的事？`;

/** The first question to everybody whose house is not safe: who is in it. */
export const askLivedIn = (): string =>
  '房子要是有塌的危险，人先出来，再打 119。\n现在房子里有人住吗？';

export const askWater = (): string => '水是怎么了？有照片可以先发照片。';

export const askWords = (topic: RoutingTopic): string =>
  `${issueTopic(topic)}：请说说怎么回事，有照片先发照片。\n不想多说，点“${issueReportLabels.asItIs}”。`;

/** A ticket was opened: its number, who sees to it and by when. */
export function opened(
  ticket: {
    readonly topic: RoutingTopic;
    readonly number: string;
    readonly office: string;
    readonly verifyDueOn: LocalDate;
    readonly fixDueOn: LocalDate;
    readonly fresh: boolean;
    readonly contact: ContactFacts | null;
  },
  emergency: boolean,
  today: LocalDate,
): string {
  return [
    ...(emergency ? ['人先别住在里面。有危险马上打 119。'] : []),
    ticket.fresh
      ? `记下了，编号 ${ticket.number}。`
      : `这件事之前报过，还在办，编号 ${ticket.number}。您这次说的也记上了。`,
    `${formatDay(ticket.verifyDueOn, today)}前有人来核实。${issueOutlook(ticket.topic, formatDay(ticket.fixDueOn, today), false)}，由${ticket.office}负责。`,
    ...(ticket.contact === null ? [] : [`有事找${formatContact(ticket.contact)}。`]),
    '有照片，现在就可以发过来。',
  ].join('\n');
}

/** What follows from the answer whether a trouble is over: thanks, or the ticket goes back with new days. */
export function answered(
  ticket: {
    readonly topic: RoutingTopic;
    readonly number: string;
    readonly solved: boolean;
    readonly verifyDueOn: LocalDate;
    readonly fixDueOn: LocalDate;
    readonly contact: ContactFacts | null;
  },
  today: LocalDate,
): string {
  if (ticket.solved) return `好的，编号 ${ticket.number} 办结了。以后又有问题，随时再说。`;
  return [
    `记下了，编号 ${ticket.number} 重新办。`,
    `${formatDay(ticket.verifyDueOn, today)}前再来核实。${issueOutlook(ticket.topic, formatDay(ticket.fixDueOn, today), false)}。`,
    ...(ticket.contact === null ? [] : [`有事找${formatContact(ticket.contact)}。`]),
  ].join('\n');
}

export const notAnswered = (code: 'not-yours' | 'not-now'): string =>
  ({
    'not-yours': '没找到您的这件事。您说过的都在“我的进度”里。',
    'not-now': '这件事现在还在办，办好了会再来问您。',
  })[code];

export const outOfReach = (): string => '这一户找不到，或者不归您管。';

/** On a button of 我的进度: G-00012 吃水用水. */
export const ownIssueLabel = (issue: Pick<OwnIssue, 'number' | 'topic'>): string =>
  `${issue.number} ${issueTopic(issue.topic)}`;

/** One's own ticket with how far it is and what comes next by when. */
export function ownIssueText(issue: OwnIssue, today: LocalDate): string {
  const due =
    issue.state === 'reported'
      ? [`接下来：${formatDay(issue.verifyDueOn, today)}前有人来核实`]
      : issue.state === 'verified' || issue.state === 'fixing'
        ? [`接下来：${issueOutlook(issue.topic, formatDay(issue.fixDueOn, today), true)}`]
        : [];
  return [
    `编号 ${issue.number}，${issueTopic(issue.topic)}`,
    `收到：${formatDay(issue.openedOn, today)}`,
    `现在：${ownIssueStateLabel(issue.state)}`,
    ...due,
    `负责：${issue.office}`,
    ...(issue.contact === null ? [] : [`有事找${formatContact(issue.contact)}。`]),
    ...(issue.state === 'fixed' ? ['您看解决了吗？'] : []),
  ].join('\n');
}
