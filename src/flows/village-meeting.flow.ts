/**
 * 村级研判: the agenda made from what waits, 本周没有要议的线索 with one tap, and the record of a meeting: day, who was there, what was said
 * of each household, minutes.
 */
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import type { Input } from './flow.ts';
import { type MeetingDraft, newMeeting } from './meeting-draft.ts';
import { refusalText } from './text/staff-case.ts';
import * as text from './text/village-meeting.ts';
import { act, openAgenda, withAgenda } from './village-meeting-agenda.ts';
import {
  askDay,
  askPresent,
  askVillagers,
  day,
  present,
  villagers,
} from './village-meeting-present.ts';
import { askMinutes, askResult, minutes, said, summary } from './village-meeting-results.ts';
import { type MeetingState, restoreMeetingPlace } from './village-meeting-state.ts';

/** Duties the village's meeting answers. */
export const isMeetingDuty = (kind: DutyKind): boolean =>
  kind === 'village-agenda' || kind === 'village-review';

const flow = defineFlow<MeetingState>({
  name: 'village-meeting',
  requires: 'staff',
  restore: restoreMeetingPlace,
  open: (scene) => go('staff-duties', scene.conversation),
  takesNumbers: (state) => state.step === 'villagers',
  keeps: {
    work: (state) =>
      'meeting' in state && state.step !== 'sending'
        ? {
            subject: state.meeting.areaPath,
            about: state.meeting.areaName,
            begun: state.meeting.heldOn !== null,
          }
        : null,
    takeUp: (state, scene) =>
      'meeting' in state
        ? takeUp(state.dutyId, state.meeting, state.step, scene)
        : go('staff-duties', scene.conversation),
  },
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return ended(state, input, scene);
    if (input.kind === 'press' && input.choice === 'back') {
      return state.step === 'agenda'
        ? go('staff-duties', scene.conversation)
        : openAgenda(state.dutyId, scene);
    }
    switch (state.step) {
      case 'agenda':
        return input.kind === 'press' ? fromAgenda(state, input.choice, scene) : pass;
      case 'day':
        return day(state.dutyId, state.meeting, input, scene);
      case 'present':
        return input.kind === 'press'
          ? present(state.dutyId, state.meeting, input.choice, scene)
          : pass;
      case 'villagers':
        return villagers(state.dutyId, state.meeting, input, scene);
      case 'result':
      case 'reason':
        return input.kind === 'press' ? said(state, input.choice, scene) : pass;
      case 'minutes':
      case 'summary':
        return minutes(state, input, scene);
      default:
        return pass;
    }
  },
});

/** Goes on with a record. Households decided elsewhere meanwhile are left out and named. */
function takeUp(
  dutyId: string,
  stored: MeetingDraft,
  step: MeetingState['step'],
  scene: Scene,
): Turn {
  return withAgenda(dutyId, scene, (agenda) => {
    const open = new Set(agenda.cases.map((each) => each.caseId));
    const gone = stored.results.filter((each) => !open.has(each.caseId));
    const meeting = { ...stored, results: stored.results.filter((each) => open.has(each.caseId)) };
    const lead =
      gone.length === 0 ? [] : [{ text: text.decidedMeanwhile(gone.map((each) => each.headName)) }];
    if (agenda.cases.length === 0) return openAgenda(dutyId, scene, 1, lead);
    if (step === 'day') return askDay(dutyId, meeting, scene, lead);
    if (step === 'present') return askPresent(dutyId, meeting, scene);
    if (step === 'villagers') return askVillagers(dutyId, meeting, scene, lead);
    const written = meeting.minutes !== '' || meeting.mediaIds.length > 0;
    if (step === 'minutes' || (step === 'summary' && !written)) {
      return askMinutes(dutyId, meeting, scene, lead);
    }
    if (step === 'summary') return summary(dutyId, meeting, scene, lead);
    const said = new Set(meeting.results.map((each) => each.caseId));
    const next = agenda.cases.findIndex((each) => !said.has(each.caseId));
    return askResult(dutyId, meeting, next < 0 ? agenda.cases.length : next, scene, lead);
  });
}

function fromAgenda(
  state: Extract<MeetingState, { readonly step: 'agenda' }>,
  id: string,
  scene: Scene,
): Turn {
  const { dutyId, page } = state;
  return withAgenda(dutyId, scene, (agenda) => {
    const { today } = scene.facts;
    const opened = agenda.cases.find((each) => `case-${each.caseId}` === id);
    if (opened !== undefined) {
      const words = text.caseText(opened, agenda.categoryTitles, today);
      return openAgenda(dutyId, scene, page, [{ text: words }]);
    }
    switch (id) {
      case 'record':
        return askDay(dutyId, newMeeting(agenda, scene.facts), scene);
      case 'none':
        return agenda.recurringDutyId === null
          ? pass
          : act(dutyId, { intent: 'no-clues', dutyId: agenda.recurringDutyId }, scene);
      case 'page-on':
        return openAgenda(dutyId, scene, page + 1);
      case 'page-back':
        return openAgenda(dutyId, scene, page - 1);
      default:
        return pass;
    }
  });
}

function ended(
  state: MeetingState,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  const leave = (words: string): Turn =>
    go('staff-duties', scene.conversation, { messages: [{ text: words }] });
  if (input.of === 'no-clues') {
    const { result } = input;
    if (result.ok) return leave(text.noCluesDone());
    return result.refusal.code === 'cases-waiting'
      ? openAgenda(state.dutyId, scene, 1, [{ text: text.casesWaiting(result.refusal.count) }])
      : leave(refusalText(result.refusal));
  }
  if (input.of !== 'record-meeting') return pass;
  const { result } = input;
  if (result.ok) return leave(text.recorded(result.value));
  const { refusal } = result;
  if (refusal.code === 'minutes-missing' && 'meeting' in state) {
    const lead = [{ text: text.minutesMissing() }];
    return askMinutes(state.dutyId, state.meeting, scene, lead);
  }
  return leave(refusal.code === 'minutes-missing' ? text.minutesMissing() : refusalText(refusal));
}

export const villageMeeting: Feature = { flows: [flow] };
