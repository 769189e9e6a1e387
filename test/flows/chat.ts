/**
 * One person chatting with the flows: inputs in, messages and intents out; facts and outcomes are canned plain data. Every message
 * is held against the wording rules; a breach throws.
 */
import { instant, plusMs } from '#src/domain/calendar/instant.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { accepted } from '#src/domain/result.ts';
import { type Conversation, startConversation } from '#src/flows/conversation.ts';
import { converse } from '#src/flows/converse.ts';
import type { AccountFacts, BureauFacts, PersonFacts } from '#src/flows/facts.ts';
import type { NoticeGlance, ReportProgress } from '#src/flows/farmer.needs.ts';
import type { Choice, Facts, Input, Intent, Message, Need, Outcome } from '#src/flows/flow.ts';
import type { AreaHit } from '#src/flows/needs.ts';
import { countyPolicy } from '#src/domain/policy/county-policy.ts';
import { fallback } from '#test/policies/packs.ts';
import { breaches } from './wording-rules.ts';
import { caseStepAnswers, caseStepOutcomes } from './case-step-facts.ts';
import { issueAnswers, issueOutcomes } from './issue-facts.ts';
import { ledgerAnswers, ledgerOutcomes } from './ledger-facts.ts';

export const today = localDate('2026-11-24');
export const now = instant(Date.UTC(2026, 10, 24, 2, 0, 0));

export const taoyuan: AreaHit = {
  areaId: 'taoyuan',
  areaPath: '500199/101/201/',
  level: 'village',
  name: '桃源村',
  fullName: '云岭镇 桃源村',
};

const officer = { title: '村信息员', name: '王秀英', phone: '13800000001' };

export const bureau: BureauFacts = {
  name: '云岭县农业农村局',
  hotline: '023-61230000',
  officer,
  town: { title: '镇值班', name: '', phone: '023-61231111' },
  emergency: { police: '110', ambulance: '120', fire: '119', mentalHealth: '12356' },
  places: { county: '县', town: '乡镇' },
  terms: { object: '防止返贫致贫对象', household: '监测户', exitedPoverty: '脱贫户' },
};

export const person: PersonFacts = {
  name: '李大山',
  phone: '13800000002',
  areaId: 'taoyuan',
  areaPath: taoyuan.areaPath,
  areaName: '云岭镇 桃源村',
  groupName: '',
  householdId: 'household-1',
  trust: 'phone-matched',
};

export const stranger: AccountFacts = {
  accountId: 'account-1',
  channel: 'test',
  provesContact: true,
  consent: null,
  person: null,
  staff: null,
  elderMode: false,
};

export const farmer: AccountFacts = { ...stranger, consent: 'given', person };

export const report: ReportProgress = {
  declarationId: 'declaration-1',
  receiptNumber: '26-0001-7',
  receivedAt: now,
  riskTypes: ['因病'],
  subjectName: null,
  state: 'accepted',
  steps: [
    { name: 'received', doneOn: today, dueOn: null },
    { name: 'visited', doneOn: null, dueOn: localDate('2026-11-27') },
  ],
  holder: officer,
  next: { what: 'visit', by: localDate('2026-11-27') },
  openQuestion: null,
  reReviewOf: null,
};

export const notice: NoticeGlance = {
  recipientId: 'recipient-1',
  title: '医保缴费到12月底',
  body: '请到村里或者手机上交。',
  sentOn: today,
  read: false,
};

/** What the shell would know; each test changes what it is about. */
export type World = {
  readonly areas: readonly AreaHit[];
  readonly children: readonly AreaHit[];
  /** 村民小组 below any village. */
  readonly groups: readonly AreaHit[];
  readonly areaOfCode: AreaHit | null;
  readonly reports: readonly ReportProgress[];
  readonly notices: readonly NoticeGlance[];
  readonly invitation: Facts['answers']['invitation'];
  readonly joinCode: boolean;
  readonly outcomes: { readonly [K in Outcome['of']]?: Extract<Outcome, { of: K }>['result'] };
  /** Anything features of others ask for. */
  readonly answers: Facts['answers'];
};

/** An officer's lists with nothing in them: words typed anywhere may lead to them. */
const nobody: Facts['answers'] = {
  'household-search': [],
  'my-households': { households: [], next: null, assigned: false, total: 0 },
  'my-duties': { duties: [], page: 1, pages: 1, total: 0, late: 0 },
  'visit-subject': null,
};

const plainWorld: World = {
  areas: [taoyuan],
  children: [],
  groups: [],
  areaOfCode: taoyuan,
  reports: [report],
  notices: [notice],
  invitation: null,
  joinCode: true,
  outcomes: {},
  answers: {},
};

export type Chat = {
  readonly send: (input: Input) => readonly Message[];
  /** Types a text. */
  readonly say: (text: string) => readonly Message[];
  /** Presses a button of the last question by its label. */
  readonly press: (label: string) => readonly Message[];
  readonly command: (name: string, payload?: string) => readonly Message[];
  readonly conversation: () => Conversation;
  /** Everything of the last turn in one string. */
  readonly heard: () => string;
  readonly labels: () => readonly string[];
  readonly all: Message[];
  readonly intents: Intent[];
  readonly become: (account: AccountFacts) => void;
  readonly know: (world: Partial<World>) => void;
  /** Goes on with a conversation read back from storage. */
  readonly restore: (conversation: Conversation) => void;
};

/** Starts a chat of `account` in a world that differs from the plain one by `changes`. */
export function startChat(account: AccountFacts = farmer, changes: Partial<World> = {}): Chat {
  let conversation = startConversation();
  let who = account;
  let world: World = { ...plainWorld, ...changes };
  let last: readonly Message[] = [];
  let receipts = 0;
  let clock = now;
  const all: Message[] = [];
  const intents: Intent[] = [];

  const answerTo = (need: Need): Facts['answers'] => {
    switch (need.need) {
      case 'areas':
        return { areas: world.areas.filter((each) => each.fullName.includes(need.text)) };
      case 'area-children':
        return { 'area-children': need.areaId === null ? world.children : world.groups };
      case 'area-code':
        return { 'area-code': world.areaOfCode };
      case 'receipt-number':
        receipts += 1;
        return { 'receipt-number': `26-000${receipts}-7` };
      case 'my-reports':
        return { 'my-reports': world.reports };
      case 'my-notices':
        return { 'my-notices': world.notices };
      case 'invitation':
        return { invitation: world.invitation ?? null };
      case 'join-code':
        return { 'join-code': world.joinCode };
      case 'alert-reach':
        return {
          'alert-reach': world.answers['alert-reach'] ?? {
            open: intents.some((each) => each.intent === 'raise-alert'),
            hears: 1,
            area: world.areas.find((each) => need.words.includes(each.name)) ?? null,
          },
        };
      case 'my-help':
        return { 'my-help': world.answers['my-help'] ?? [] };
      case 'county-policy':
        return { 'county-policy': world.answers['county-policy'] ?? countyPolicy(fallback) };
      default:
        return {
          ...nobody,
          ...caseStepAnswers,
          ...issueAnswers,
          ...ledgerAnswers,
          ...world.answers,
        };
    }
  };

  const outcomeOf = (intent: Intent): Outcome | null => {
    const given: Partial<Record<string, unknown>> = world.outcomes;
    const result = given[intent.intent];
    // The canned result belongs to the intent of the same name by the type of `World`.
    if (result !== undefined) return { kind: 'outcome', of: intent.intent, result } as Outcome;
    switch (intent.intent) {
      case 'give-consent':
        who = { ...who, consent: 'given' };
        return { kind: 'outcome', of: 'give-consent', result: null };
      case 'refuse-consent':
        who = { ...who, consent: 'refused', person: null };
        return { kind: 'outcome', of: 'refuse-consent', result: null };
      case 'bind':
        who = {
          ...who,
          person: { ...person, name: intent.name, phone: intent.phone, trust: 'claimed' },
        };
        return { kind: 'outcome', of: 'bind', result: { done: true } };
      case 'submit-report':
        return {
          kind: 'outcome',
          of: 'submit-report',
          result: {
            declarationId: intent.draftId,
            receiptNumber: intent.receiptNumber,
            repeated: false,
            visitBy: localDate('2026-11-27'),
            holder: officer,
          },
        };
      case 'add-to-report':
      case 'withdraw-report':
        return {
          kind: 'outcome',
          of: intent.intent,
          result: accepted({ receiptNumber: report.receiptNumber }),
        };
      case 'open-ticket':
        return {
          kind: 'outcome',
          of: 'open-ticket',
          result: { ticketId: 'ticket-1', number: 'W-0001-3', dueOn: localDate('2026-11-27') },
        };
      case 'raise-alert':
        return { kind: 'outcome', of: 'raise-alert', result: { alertId: 'alert-1' } };
      case 'note-alert':
        return { kind: 'outcome', of: 'note-alert', result: { hears: 1 } };
      case 'mark-notice-read':
        return { kind: 'outcome', of: 'mark-notice-read', result: { known: true } };
      case 'correct-person':
      case 'set-elder-mode':
      case 'ask-model':
      case 'name-complaint':
        return { kind: 'outcome', of: intent.intent, result: null };
      case 'issue-join-code':
        return {
          kind: 'outcome',
          of: 'issue-join-code',
          result: { code: '482913', validMinutes: 10 },
        };
      case 'redeem-join-code':
        return {
          kind: 'outcome',
          of: 'redeem-join-code',
          result: accepted({ name: '李大山', draft: null }),
        };
      case 'redeem-invitation':
        return {
          kind: 'outcome',
          of: 'redeem-invitation',
          result: accepted({ role: 'village-officer', areaName: '桃源村', name: '王秀英' }),
        };
      case 'object':
      case 'answer-authorisation':
      case 're-review':
        return {
          kind: 'outcome',
          of: intent.intent,
          result: caseStepOutcomes(true)[intent.intent],
        } as Outcome; // the result has the name of its intent
      case 'open-issue':
      case 'answer-call-back':
      case 'add-issue-photo':
      case 'work-issue':
      case 'work-alarm':
        return {
          kind: 'outcome',
          of: intent.intent,
          result: issueOutcomes(true)[intent.intent],
        } as Outcome; // the result has the name of its intent
      case 'tell-job':
      case 'note-status':
      case 'send-month-report':
      case 'answer-referral':
      case 'give-joint-opinion':
      case 'decide-joint':
      case 'report-rectification':
      case 'judge-rectification':
        return {
          kind: 'outcome',
          of: intent.intent,
          result: ledgerOutcomes(true)[intent.intent],
        } as Outcome; // the result has the name of its intent
      default:
        return null;
    }
  };

  /** One input as the shell runs it: needs answered, intents done, outcomes fed back, facts fresh every time. */
  const run = (input: Input): readonly Message[] => {
    let answers: Facts['answers'] = {};
    for (let round = 0; round < 8; round += 1) {
      const step = converse(conversation, input, {
        now: clock,
        today,
        account: who,
        bureau,
        answers,
      });
      if (step.kind === 'need') {
        for (const need of step.needs) answers = { ...answers, ...answerTo(need) };
        continue;
      }
      conversation = step.state;
      intents.push(...step.intents);
      const outcomes = step.intents.map(outcomeOf);
      return [...step.messages, ...outcomes.flatMap((each) => (each === null ? [] : run(each)))];
    }
    throw new Error(`asks for facts without end: ${JSON.stringify(input)}`);
  };

  const send = (input: Input): readonly Message[] => {
    clock = plusMs(clock, 1000);
    last = run(input);
    const broken = last.flatMap(breaches);
    if (broken.length > 0) throw new Error(broken.join('\n'));
    all.push(...last);
    return last;
  };

  const press = (label: string): readonly Message[] => {
    const chosen: Choice | undefined = conversation.offered.find((each) => each.label === label);
    if (chosen === undefined) {
      throw new Error(`no button ${label} among ${conversation.offered.map((each) => each.label)}`);
    }
    // A page is opened by the phone itself; who types its name is given the address.
    if ('url' in chosen) return send({ kind: 'text', text: label, edited: false });
    return 'id' in chosen
      ? send({ kind: 'press', token: conversation.token, choice: chosen.id })
      : send({ kind: 'action', action: chosen.action, ref: chosen.ref });
  };

  return {
    send,
    press,
    say: (text) => send({ kind: 'text', text, edited: false }),
    command: (name, payload = '') => send({ kind: 'command', name, payload }),
    conversation: () => conversation,
    heard: () => last.map((each) => each.text).join('\n'),
    labels: () => conversation.offered.map((each) => each.label),
    all,
    intents,
    become: (next) => {
      who = next;
    },
    know: (next) => {
      world = { ...world, ...next };
    },
    restore: (stored) => {
      conversation = stored;
    },
  };
}
