/** 我的待办: what is to be done, by when, the late ones first; each opened by a tap or a number and done from there. */
import type { CloseGround } from '#src/domain/case/case.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Facts, type Input, type Intent, type Message, need } from './flow.ts';
import { storedOneOf } from './place.ts';
import { isCaseStep, openCaseStep } from './case-step.flow.ts';
import { choicesFor } from './staff-duty-choices.ts';
import {
  askBreach,
  askCall,
  askColleague,
  askMatch,
  askReason,
  back,
  to,
} from './staff-duties-questions.ts';
import { type DutiesState, type DutyPlace, restoreDuties } from './staff-duties-state.ts';
import { isPicture } from './issue-photo.ts';
import { showAlarm } from './staff-issue-alarm.ts';
import { showIssue } from './staff-issue.flow.ts';
import { openAgenda } from './village-meeting-agenda.ts';
import { isMeetingDuty } from './village-meeting.flow.ts';
import { startVisit } from './staff-visit-questions.ts';
import { breachReasons } from './staff.intents.ts';
import type { DutySheet } from './staff.needs.ts';
import { pageLabels } from './text/paging.ts';
import * as text from './text/staff-case.ts';
import { askRecordText, lastPhotos } from './text/recurring-work.ts';
import * as listed from './text/staff-list.ts';
import { dutyButton } from './text/staff-duty.ts';
import { dutyLabels, staffMenu } from './text/staff-menu.ts';
import { outcomeText } from './text/staff-outcome.ts';

const flow = defineFlow<DutiesState>({
  name: 'staff-duties',
  requires: 'staff',
  restore: restoreDuties,
  open: (scene) => list(1, scene),
  step: (state, input, scene) => {
    if (state.step === 'list') return fromList(state.page, input, scene);
    const { dutyId, page } = state;
    const place = { dutyId, page };
    if (input.kind === 'outcome') return decided(place, input, scene);
    if (state.step === 'record' && input.kind !== 'press') return record(state, input, scene);
    if (input.kind === 'text' && state.step === 'answer') return answer(place, input.text, scene);
    if (input.kind !== 'press') return pass;
    if (input.choice === 'back') {
      return state.step === 'duty' ? list(page, scene) : show(place, scene);
    }
    return pressed(state, input.choice, scene);
  },
});

/** A page of the list. */
function list(page: number, scene: Scene, lead: readonly Message[] = []): Turn {
  const found = scene.facts.answers['my-duties'];
  if (found === undefined) return need({ need: 'my-duties', page });
  const turning = [
    ...(found.page > 1 ? [choice('page-back', pageLabels.before)] : []),
    ...(found.page < found.pages ? [choice('page-on', pageLabels.after)] : []),
  ];
  const [first, ...others] = [
    ...found.duties.map((each, at) =>
      choice(`duty-${each.dutyId}`, `${at + 1}. ${dutyButton(each)}`),
    ),
    ...turning,
    back,
  ];
  if (first === undefined) return pass;
  return to(
    { step: 'list', page: found.page },
    ask(listed.listText(found, scene.facts.today), first, ...others),
    scene,
    lead,
  );
}

function fromList(page: number, input: Input, scene: Scene): Turn {
  if (input.kind !== 'press') return pass;
  const { choice: id } = input;
  if (id === 'back') return go('home', scene.conversation);
  if (id === 'page-on') return list(page + 1, scene);
  if (id === 'page-back') return list(page - 1, scene);
  return id.startsWith('duty-') ? show({ dutyId: id.slice('duty-'.length), page }, scene) : pass;
}

function withSheet(place: DutyPlace, scene: Scene, then: (sheet: DutySheet) => Turn): Turn {
  const sheet = scene.facts.answers['duty-sheet'];
  if (sheet === undefined) return need({ need: 'duty-sheet', dutyId: place.dutyId });
  return sheet === null
    ? list(place.page, scene, [{ text: text.refusalText({ code: 'gone' }) }])
    : then(sheet);
}

/** The duty with words, photos, voice and what the rule checks said. */
function show(place: DutyPlace, scene: Scene): Turn {
  return withSheet(place, scene, (sheet) => {
    // A ticket or an alarm has a conversation of its own.
    if (sheet.issueId !== null) return showIssue(sheet.issueId, scene);
    if (sheet.alarmId !== null) return showAlarm(sheet.alarmId, scene);
    // So has a step of a case, and the village's meeting.
    if (isCaseStep(sheet.kind)) return openCaseStep(place.dutyId, scene);
    if (isMeetingDuty(sheet.kind)) return openAgenda(place.dutyId, scene);
    const [first, ...others] = [...choicesFor(sheet), back];
    if (first === undefined) return pass;
    const { today } = scene.facts;
    const report = text.reportMessage(sheet, today, scene.facts.bureau.terms);
    return to(
      { step: 'duty', ...place },
      ask(text.dutyText(sheet, today), first, ...others),
      scene,
      [...(report === null ? [] : [report]), ...lastPhotos(sheet.recurring, today)],
    );
  });
}

function pressed(
  state: Exclude<DutiesState, { readonly step: 'list' }>,
  id: string,
  scene: Scene,
): Turn {
  const { dutyId, page } = state;
  const place = { dutyId, page };
  switch (state.step) {
    case 'duty':
      return chosen(place, id, scene);
    case 'call':
      return called(place, id, scene);
    case 'reason':
      return reasoned(place, state.ground, id, scene);
    case 'pass-on':
      return passOn(place, id, scene);
    case 'erase':
      return id === 'sure' ? act(place, { intent: 'erase-person', dutyId }, scene) : pass;
    case 'explain': {
      const reason = storedOneOf(id, breachReasons);
      return reason === null
        ? pass
        : act(place, { intent: 'explain-breach', dutyId, reason }, scene);
    }
    case 'match':
      return matched(place, id, scene);
    default:
      return pass;
  }
}

/** What was chosen under a duty. */
function chosen(place: DutyPlace, id: string, scene: Scene): Turn {
  return withSheet(place, scene, (sheet) => {
    const { caseId, householdId } = sheet;
    switch (id) {
      case 'take':
        return caseId === null ? pass : act(place, { intent: 'take-case', caseId }, scene);
      case 'visit':
        return householdId === null ? pass : startVisit(householdId, scene);
      case 'call':
        return askCall(place, sheet, scene);
      case 'pass-on':
        return askColleague(place, sheet, scene);
      case 'not-hardship':
      case 'duplicate':
        return askReason(place, id, scene);
      case 'confirm':
      case 'reject': {
        if (caseId === null) return pass;
        const confirm = id === 'confirm';
        return act(place, { intent: 'answer-proposal', caseId, confirm, reason: 'other' }, scene);
      }
      case 'record':
        return askRecord(place, [], scene);
      case 'told':
        return act(place, { intent: 'finish-duty', dutyId: place.dutyId }, scene);
      case 'answer':
        return to({ step: 'answer', ...place }, ask(listed.askAnswer(), back), scene);
      case 'erase':
        return to(
          { step: 'erase', ...place },
          ask(listed.askErase(), back, choice('sure', dutyLabels.eraseSure)),
          scene,
        );
      case 'explain':
        return askBreach(place, scene);
      case 'match':
        return askMatch(place, sheet, scene);
      default:
        return pass;
    }
  });
}

/** States an intent and waits for its outcome. */
const act = (place: DutyPlace, intent: Intent, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'staff-duties', step: 'waiting', ...place }), [], [intent]);

/** What came of it, and the list again. */
function decided(
  place: DutyPlace,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  const words = outcomeText(input, scene.facts.today);
  return words === null ? pass : list(place.page, scene, [{ text: words }]);
}

function called(place: DutyPlace, id: string, scene: Scene): Turn {
  const end = storedOneOf(id, [
    'reached',
    'not-reached',
    'goes-on',
    'withdrawn',
    're-review',
  ] as const);
  return end === null
    ? pass
    : act(place, { intent: 'finish-call', dutyId: place.dutyId, end }, scene);
}

function reasoned(place: DutyPlace, ground: CloseGround, id: string, scene: Scene): Turn {
  const reason = storedOneOf(id, text.closeReasons[ground]);
  if (reason === null) return pass;
  return withSheet(place, scene, ({ caseId }) =>
    caseId === null ? pass : act(place, { intent: 'propose-close', caseId, ground, reason }, scene),
  );
}

function passOn(place: DutyPlace, id: string, scene: Scene): Turn {
  if (!id.startsWith('staff-')) return pass;
  const toStaffId = id.slice('staff-'.length);
  return withSheet(place, scene, ({ caseId }) =>
    caseId === null ? pass : act(place, { intent: 'pass-on-case', caseId, toStaffId }, scene),
  );
}

function answer(place: DutyPlace, words: string, scene: Scene): Turn {
  const { dutyId } = place;
  return act(place, { intent: 'answer-ticket', dutyId, words: words.trim() }, scene);
}

/** What was done, in a sentence; photos before it go with it. */
const askRecord = (place: DutyPlace, mediaIds: readonly string[], scene: Scene): Turn =>
  withSheet(place, scene, ({ recurring }) =>
    to(
      { step: 'record', ...place, mediaIds },
      ask(askRecordText(recurring?.evidence ?? 'record', mediaIds.length), back),
      scene,
    ),
  );

function record(
  { dutyId, page, mediaIds }: DutyPlace & { readonly mediaIds: readonly string[] },
  input: Input,
  scene: Scene,
): Turn {
  const place = { dutyId, page };
  if (isPicture(input)) {
    return askRecord(place, [...new Set([...mediaIds, input.mediaId])], scene);
  }
  if (input.kind !== 'text' || input.text.trim() === '') return pass;
  const words = input.text.trim();
  return act(place, { intent: 'record-recurring-work', dutyId, words, mediaIds }, scene);
}

function matched(place: DutyPlace, id: string, scene: Scene): Turn {
  const householdId = id.startsWith('household-') ? id.slice('household-'.length) : null;
  if (householdId === null && id !== 'none') return pass;
  const { dutyId } = place;
  return act(place, { intent: 'match-household', dutyId, householdId }, scene);
}

const hasDuties = (facts: Facts): boolean =>
  facts.account.staff?.posts.some(
    (post) =>
      roleCarries(post.role, 'see-case') ||
      roleCarries(post.role, 'answer-ticket') ||
      roleCarries(post.role, 'see-issue'),
  ) ?? false;

const forStaff = (scene: Scene, then: () => Turn): Turn =>
  scene.facts.account.staff === null ? go('home', scene.conversation) : then();

export const staffDuties: Feature = {
  flows: [flow],
  labels: [
    { label: staffMenu.duties, flow: 'staff-duties', menu: 'staff', order: 10, visible: hasDuties },
  ],
  actions: {
    'duty-list': (_ref, scene) => forStaff(scene, () => list(1, scene)),
    'duty-open': (ref, scene) => forStaff(scene, () => show({ dutyId: ref, page: 1 }, scene)),
    'report-open': (ref, scene) =>
      forStaff(scene, () => {
        const dutyId = scene.facts.answers['duty-of-report'];
        if (dutyId === undefined) return need({ need: 'duty-of-report', declarationId: ref });
        return dutyId === null
          ? list(1, scene, [{ text: text.refusalText({ code: 'gone' }) }])
          : show({ dutyId, page: 1 }, scene);
      }),
  },
};
