/** One alarm of a department in an officer's chat: what the list said, and one tap for each decision. */
import { unrealReasons } from '#src/domain/alarm/alarm.ts';
import { fixWays } from '#src/domain/ticket/issue.ts';
import { choice } from './choices.ts';
import { at } from './conversation.ts';
import { go, pass, type Scene, type Turn } from './feature.ts';
import { done, need } from './flow.ts';
import type { AlarmOrder } from './issue.intents.ts';
import type { AlarmSheet } from './issue.needs.ts';
import { storedOneOf } from './place.ts';
import { issueQuestion, type StaffIssueState, toIssueStep } from './staff-issue-state.ts';
import * as words from './text/issue.ts';
import { refusalText } from './text/staff-case.ts';
import * as text from './text/staff-issue.ts';

const labels = text.issueLabels;

const orderAlarm = (alarmId: string, given: AlarmOrder, scene: Scene): Turn =>
  done(
    at(scene.conversation, { flow: 'staff-issue', step: 'alarm-waiting', alarmId }),
    [],
    [{ intent: 'work-alarm', alarmId, order: given }],
  );

function withAlarm(alarmId: string, scene: Scene, then: (sheet: AlarmSheet) => Turn): Turn {
  const sheet = scene.facts.answers['alarm-sheet'];
  if (sheet === undefined) return need({ need: 'alarm-sheet', alarmId });
  return sheet === null
    ? go('staff-issue', scene.conversation, { messages: [{ text: refusalText({ code: 'gone' }) }] })
    : then(sheet);
}

/** An alarm with what the list said. */
export function showAlarm(alarmId: string, scene: Scene): Turn {
  return withAlarm(alarmId, scene, (sheet) => {
    const choices =
      sheet.state === 'received' && sheet.may.includes('verify')
        ? [choice('real', labels.real), choice('unreal', labels.unreal)]
        : sheet.state === 'verified' && sheet.may.includes('fix')
          ? [choice('way', labels.fix)]
          : [];
    const shown = issueQuestion(text.alarmText(sheet, scene.facts.today), choices);
    return toIssueStep({ step: 'alarm', alarmId }, shown, scene);
  });
}

/** What was chosen under an alarm. */
export function fromAlarm(
  state: Extract<StaffIssueState, { readonly alarmId: string }>,
  id: string,
  scene: Scene,
): Turn {
  const { alarmId } = state;
  if (id === 'back') {
    return state.step === 'alarm'
      ? go('staff-issue', scene.conversation)
      : showAlarm(alarmId, scene);
  }
  switch (state.step) {
    case 'alarm':
      if (id === 'real') return orderAlarm(alarmId, { kind: 'verify' }, scene);
      if (id === 'unreal') {
        const reasons = unrealReasons.map((each) => choice(each, words.unrealLabel(each)));
        return toIssueStep(
          { step: 'unreal', alarmId },
          issueQuestion(text.askUnreal(), reasons),
          scene,
        );
      }
      if (id === 'way') {
        const ways = fixWays.map((each) => choice(each, words.wayLabel(each)));
        return toIssueStep(
          { step: 'alarm-way', alarmId },
          issueQuestion(text.askAlarmWay(), ways),
          scene,
        );
      }
      return pass;
    case 'unreal': {
      const reason = storedOneOf(id, unrealReasons);
      return reason === null ? pass : orderAlarm(alarmId, { kind: 'find-not-real', reason }, scene);
    }
    case 'alarm-way': {
      const way = storedOneOf(id, fixWays);
      return way === null ? pass : orderAlarm(alarmId, { kind: 'fix', way }, scene);
    }
    case 'alarm-waiting':
      return pass;
  }
}
