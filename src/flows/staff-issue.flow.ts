/**
 * Tickets and alarms in an officer's chat: a list by the page, everything about one in a message, and one tap for each decision.
 * Opened from 我的待办, from the list, or by a lasting button.
 */
import { type DepartmentCode, departmentCodes } from '#src/domain/policy/departments.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { levelOf } from '#src/domain/people/roles.ts';
import { fixWays, issueSteps, notSoReasons } from '#src/domain/ticket/issue.ts';
import { choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { type Choice, done, type Facts, type Input, type Message, need } from './flow.ts';
import type { IssueOrder } from './issue.intents.ts';
import type { IssueSheet } from './issue.needs.ts';
import { isPicture } from './issue-photo.ts';
import { PICK } from './issue.flow.ts';
import type { Attachment } from './media.ts';
import { storedOneOf } from './place.ts';
import { fromAlarm, showAlarm } from './staff-issue-alarm.ts';
import { issueChoices } from './staff-issue-choices.ts';
import {
  issueQuestion,
  restoreStaffIssue,
  type StaffIssueState,
  toIssueStep,
} from './staff-issue-state.ts';
import * as words from './text/issue.ts';
import { pageLabels } from './text/paging.ts';
import { refusalText } from './text/staff-case.ts';
import * as text from './text/staff-issue.ts';

const labels = text.issueLabels;
/** Offices on a page; with two page buttons and 返回 they make eight. */
const OFFICES = 5;

const flow = defineFlow<StaffIssueState>({
  name: 'staff-issue',
  requires: 'staff',
  restore: restoreStaffIssue,
  open: (scene) => list(1, scene),
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return worked(state, input, scene);
    if (state.step === 'way' && isPicture(input)) return withProof(state, input.mediaId, scene);
    if (input.kind !== 'press') return pass;
    const { choice: id } = input;
    if (state.step === 'list') return fromList(state.page, id, scene);
    if ('alarmId' in state) return fromAlarm(state, id, scene);
    if (id === 'back') {
      return state.step === 'issue' ? list(1, scene) : showIssue(state.issueId, scene);
    }
    return fromIssue(state, id, scene);
  },
});

/** A page of what is open. */
function list(page: number, scene: Scene, lead: readonly Message[] = []): Turn {
  const found = scene.facts.answers['open-issues'];
  if (found === undefined) return need({ need: 'open-issues', page });
  const choices = [
    ...found.lines.map((line, place) =>
      choice(`${line.subject}-${line.id}`, `${place + 1}. ${text.lineButton(line)}`),
    ),
    ...(found.page > 1 ? [choice('page-back', pageLabels.before)] : []),
    ...(found.page < found.pages ? [choice('page-on', pageLabels.after)] : []),
    ...villageOf(scene),
  ];
  const shown = issueQuestion(text.listText(found, scene.facts.today), choices);
  return toIssueStep({ step: 'list', page: found.page }, shown, scene, lead);
}

/** A trouble of a whole village, such as no water, is nobody's in particular; who has no village of their own says which. */
function villageOf({ facts }: Scene): readonly Choice[] {
  const posts = facts.account.staff?.posts.filter(({ role }) => roleCarries(role, 'open-issue'));
  if (posts === undefined || posts.length === 0) return [];
  const village = posts.find(({ role }) => levelOf(role) === 'village');
  const ref = village === undefined ? PICK : `area:${village.areaId}`;
  return [
    lasting('issue-report', ref, village === undefined ? labels.report : labels.reportVillage),
  ];
}

function fromList(page: number, id: string, scene: Scene): Turn {
  if (id === 'back') return go('home', scene.conversation);
  if (id === 'page-on') return list(page + 1, scene);
  if (id === 'page-back') return list(page - 1, scene);
  if (id.startsWith('issue-')) return showIssue(id.slice('issue-'.length), scene);
  return id.startsWith('alarm-') ? showAlarm(id.slice('alarm-'.length), scene) : pass;
}

const gone = (scene: Scene): Turn => list(1, scene, [{ text: refusalText({ code: 'gone' }) }]);

function withIssue(issueId: string, scene: Scene, then: (sheet: IssueSheet) => Turn): Turn {
  const sheet = scene.facts.answers['issue-sheet'];
  if (sheet === undefined) return need({ need: 'issue-sheet', issueId });
  return sheet === null ? gone(scene) : then(sheet);
}

/** A ticket with its words, days and history; the buttons are what this person may do with it now. */
export function showIssue(issueId: string, scene: Scene, lead: readonly Message[] = []): Turn {
  return withIssue(issueId, scene, (sheet) =>
    toIssueStep(
      { step: 'issue', issueId, page: 1, mediaIds: [] },
      {
        ...issueQuestion(text.issueText(sheet, scene.facts.today), issueChoices(sheet)),
        ...(sheet.photos.length === 0 ? {} : { attachments: attachmentsOf(sheet) }),
      },
      scene,
      lead,
    ),
  );
}

const attachmentsOf = ({ photos }: IssueSheet): readonly Attachment[] =>
  photos.map(({ kind, mediaId }) => ({ kind, mediaId }));

type IssuePlace = Extract<StaffIssueState, { readonly issueId: string }>;

function fromIssue(state: IssuePlace, id: string, scene: Scene): Turn {
  const { issueId } = state;
  switch (state.step) {
    case 'issue':
      return chosen(issueId, id, scene);
    case 'not-so': {
      const reason = storedOneOf(id, notSoReasons);
      return reason === null ? pass : order(issueId, { kind: 'find-not-so', reason }, scene);
    }
    case 'step': {
      const step = storedOneOf(id, issueSteps);
      return step === null ? pass : order(issueId, { kind: 'do-step', step }, scene);
    }
    case 'way': {
      const way = storedOneOf(id, fixWays);
      return way === null ? pass : order(issueId, { kind: 'fix', way }, scene, state.mediaIds);
    }
    case 'office': {
      if (id === 'page-on') return askOffice(issueId, state.page + 1, scene);
      if (id === 'page-back') return askOffice(issueId, state.page - 1, scene);
      const department: DepartmentCode | null = storedOneOf(id, departmentCodes);
      return department === null ? pass : order(issueId, { kind: 'pass-on', department }, scene);
    }
    case 'waiting':
      return pass;
  }
}

function chosen(issueId: string, id: string, scene: Scene): Turn {
  switch (id) {
    case 'verify':
      return order(issueId, { kind: 'verify' }, scene);
    case 'solved':
    case 'unsolved':
      return order(issueId, { kind: 'answer-call-back', solved: id === 'solved' }, scene);
    case 'unheard':
      return order(issueId, { kind: 'close-unheard' }, scene);
    case 'not-so': {
      const reasons = notSoReasons.map((each) => choice(each, words.notSoLabel(each)));
      return toIssueStep(
        { step: 'not-so', issueId, page: 1, mediaIds: [] },
        issueQuestion(text.askNotSo(), reasons),
        scene,
      );
    }
    case 'step':
      return withIssue(issueId, scene, ({ stepsOpen }) =>
        toIssueStep(
          { step: 'step', issueId, page: 1, mediaIds: [] },
          issueQuestion(
            text.askStep(),
            stepsOpen.map((each) => choice(each, words.stepLabel(each))),
          ),
          scene,
        ),
      );
    case 'way':
      return askWay(issueId, [], scene);
    case 'office':
      return askOffice(issueId, 1, scene);
    default:
      return pass;
  }
}

function askOffice(issueId: string, asked: number, scene: Scene): Turn {
  return withIssue(issueId, scene, ({ offices }) => {
    const pages = Math.max(1, Math.ceil(offices.length / OFFICES));
    const page = Math.min(Math.max(1, asked), pages);
    const choices = [
      ...offices
        .slice((page - 1) * OFFICES, page * OFFICES)
        .map((each) => choice(each.code, [...each.name].slice(0, 24).join(''))),
      ...(page > 1 ? [choice('page-back', pageLabels.before)] : []),
      ...(page < pages ? [choice('page-on', pageLabels.after)] : []),
    ];
    return toIssueStep(
      { step: 'office', issueId, page, mediaIds: [] },
      issueQuestion(text.askOffice(), choices),
      scene,
    );
  });
}

/** How it was put right; photos sent before the tap are its proof. */
const askWay = (issueId: string, mediaIds: readonly string[], scene: Scene): Turn =>
  withIssue(issueId, scene, ({ ways }) =>
    toIssueStep(
      { step: 'way', issueId, page: 1, mediaIds },
      issueQuestion(
        text.askWay(mediaIds.length),
        ways.map((each) => choice(each, words.wayLabel(each))),
      ),
      scene,
    ),
  );

const withProof = (state: IssuePlace, mediaId: string, scene: Scene): Turn =>
  askWay(state.issueId, [...new Set([...state.mediaIds, mediaId])], scene);

const order = (
  issueId: string,
  given: IssueOrder,
  scene: Scene,
  mediaIds: readonly string[] = [],
): Turn =>
  done(
    at(scene.conversation, {
      flow: 'staff-issue',
      step: 'waiting',
      issueId,
      page: 1,
      mediaIds: [],
    }),
    [],
    [{ intent: 'work-issue', issueId, order: given, mediaIds }],
  );

/** What came of it: a refusal shows the ticket as it is now, anything else leads back to what is to be done. */
function worked(
  state: StaffIssueState,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  if (input.of === 'work-issue') {
    const { result } = input;
    if (!result.ok) {
      const lead = [{ text: text.issueRefusal(result.refusal) }];
      return 'issueId' in state && result.refusal.code !== 'gone'
        ? showIssue(state.issueId, scene, lead)
        : list(1, scene, lead);
    }
    const lead = [{ text: text.workedText(result.value, result.value.state) }];
    return go('staff-duties', scene.conversation, { messages: lead });
  }
  if (input.of !== 'work-alarm') return pass;
  const { result } = input;
  const lead = [
    { text: result.ok ? text.alarmWorkedText(result.value) : text.issueRefusal(result.refusal) },
  ];
  return go('staff-duties', scene.conversation, { messages: lead });
}

const maySee = (facts: Facts): boolean =>
  facts.account.staff?.posts.some((post) => roleCarries(post.role, 'see-issue')) ?? false;

export const staffIssue: Feature = {
  flows: [flow],
  labels: [{ label: labels.list, flow: 'staff-issue', menu: 'staff', order: 45, visible: maySee }],
  actions: {
    'issue-open': (ref, scene) =>
      scene.facts.account.staff === null ? go('home', scene.conversation) : showIssue(ref, scene),
  },
};
