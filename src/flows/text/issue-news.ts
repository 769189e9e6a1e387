/** What the person who told of a trouble hears of each step, in plain words, with the next day and whom to phone. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { IssueEvent } from '#src/domain/ticket/events.ts';
import type { FixWay, IssueStep, NotSoReason } from '#src/domain/ticket/issue.ts';
import { lasting } from '../choices.ts';
import type { ContactFacts } from '../facts.ts';
import type { Message } from '../flow.ts';
import { formatContact, formatDay } from './format.ts';
import { issueOutlook, issueTopic } from './issue.ts';

export type IssueNews = {
  readonly issueId: string;
  readonly number: string;
  readonly topic: RoutingTopic;
  /** The office that puts it right, as the county calls it. */
  readonly office: string;
  readonly verifyDueOn: LocalDate;
  readonly fixDueOn: LocalDate;
  /** Whom to phone; null when nobody is known. */
  readonly contact: ContactFacts | null;
  readonly today: LocalDate;
};

export const callBackLabels = {
  solved: '解决了',
  unsolved: '没解决',
  notTrue: '情况不是这样',
} as const;

/** Null for steps the person need not hear of. */
export function issueNews(event: IssueEvent, news: IssueNews): Message | null {
  const { number, topic, office, today } = news;
  const head = `编号 ${number}（${issueTopic(topic)}）`;
  const outlook = (verified: boolean) =>
    issueOutlook(topic, formatDay(news.fixDueOn, today), verified);
  const visitBy = formatDay(news.verifyDueOn, today);
  switch (event.kind) {
    case 'opened':
      return told([
        `您说的“${issueTopic(topic)}”另外记了一件，编号 ${number}，不耽误申报。`,
        `${visitBy}前有人来核实。${outlook(false)}，由${office}负责。`,
        ...phone(news),
      ]);
    case 'told-again':
      return told([
        `${head}：您又说的情况记下了，和前面的放在一起办。`,
        `${outlook(false)}，由${office}负责。`,
        ...phone(news),
      ]);
    case 'verified':
      return told([
        `${head}：情况核实了，是这样。`,
        `接下来由${office}来办，${outlook(true)}。`,
        ...phone(news),
      ]);
    case 'found-not-so':
      return {
        text: [
          `${head}：${NOT_SO[event.reason]}，这件先不往下办。`,
          '不是这样的话，点下面的按钮，换一位同志再来看。',
          ...phone(news),
        ].join('\n'),
        choices: [[lasting('issue-unsolved', news.issueId, callBackLabels.notTrue)]],
      };
    case 'step-done':
      return told([
        `${head}：${STEPS[event.step]}`,
        `${outlook(true)}，由${office}负责。`,
        ...phone(news),
      ]);
    case 'passed-on':
      return told([`${head}：改由${office}来办，日子不变。${outlook(false)}。`, ...phone(news)]);
    case 'fixed':
      return {
        text: [`${head}：${WAYS[event.way]}`, ...phone(news), '您看解决了吗？'].join('\n'),
        choices: [
          [lasting('issue-solved', news.issueId, callBackLabels.solved)],
          [lasting('issue-unsolved', news.issueId, callBackLabels.unsolved)],
        ],
      };
    case 'closed':
      return event.heard === 'person'
        ? null
        : told([`${head}：办结了。以后又有问题，随时再说。`, ...phone(news)]);
    case 'reopened':
      return told([
        `${head}：重新办。`,
        `${visitBy}前再来核实。${outlook(false)}，由${office}负责。`,
        ...phone(news),
      ]);
  }
}

const told = (lines: readonly string[]): Message => ({
  text: lines.join('\n'),
  choices: [[lasting('progress', '', '我的进度')]],
});

const phone = ({ contact }: Pick<IssueNews, 'contact'>): readonly string[] =>
  contact === null ? [] : [`有事找${formatContact(contact)}。`];

const NOT_SO: Readonly<Record<NotSoReason, string>> = {
  'no-such-trouble': '去看过了，没有看到说的情况',
  'over-already': '去看过了，问题已经解决',
  'in-hand-elsewhere': '这件已经有别的单位在办',
};

const STEPS: Readonly<Record<IssueStep, string>> = {
  begun: '已经动手办了。',
  'moved-out': '人先搬到安全的地方了，老房子先别回去住。',
  'appraised-safe': '房子鉴定过了，可以住。',
  'appraised-dangerous': '房子鉴定过了，不能再住，接下来安排改造。',
  renovated: '房子改造完了，等验收。',
  accepted: '房子验收合格了。',
  persuaded: '老师和干部来家里劝过了，过几天再来。',
  'back-at-school': '孩子回学校了。',
  'body-reason': '孩子身体不便上学，这一点记下了。',
  'home-teaching': '安排了老师上门教。',
  'water-carried': '先安排了送水，再接着修。',
};

const WAYS: Readonly<Record<FixWay, string>> = {
  repaired: '修好了。',
  paid: '钱补上了。',
  arranged: '安排好了。',
  explained: '按政策该办的都办了，原因当面跟您讲过。',
  'over-by-itself': '问题已经没有了。',
};
