/** Where among tickets and alarms an officer is, as it is stored, and how their questions are laid out. */
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import type { Scene, Turn } from './feature.ts';
import { type Choice, done, type Message } from './flow.ts';
import { type Stored, storedNumber, storedOneOf, storedText, storedTexts } from './place.ts';
import { buttonLabels } from './text/engine.ts';

const steps = ['issue', 'not-so', 'step', 'way', 'office', 'waiting'] as const;
const alarmSteps = ['alarm', 'unreal', 'alarm-way', 'alarm-waiting'] as const;
export type StaffIssueStep =
  | { readonly step: 'list'; readonly page: number }
  | {
      readonly step: (typeof steps)[number];
      readonly issueId: string;
      /** Of the list of offices. */
      readonly page: number;
      /** Photos of what was put right, sent before 办好了 is settled. */
      readonly mediaIds: readonly string[];
    }
  | { readonly step: (typeof alarmSteps)[number]; readonly alarmId: string };
export type StaffIssueState = StaffIssueStep & { readonly flow: 'staff-issue' };

/** Reads stored data of a step; null when this version does not know it. */
export function restoreStaffIssue(stored: Stored): StaffIssueState | null {
  const flow = 'staff-issue' as const;
  const page = storedNumber(stored['page'], 1);
  if (stored['step'] === 'list') return { flow, step: 'list', page };
  const issueId = storedText(stored['issueId']);
  const alarmId = storedText(stored['alarmId']);
  const step = storedOneOf(stored['step'], steps);
  if (step !== null && issueId !== '') {
    return { flow, step, issueId, page, mediaIds: storedTexts(stored['mediaIds']) };
  }
  const alarmStep = storedOneOf(stored['step'], alarmSteps);
  return alarmStep === null || alarmId === '' ? null : { flow, step: alarmStep, alarmId };
}

const back = choice('back', buttonLabels.back);

/** Goes to a step with its question. */
export const toIssueStep = (
  step: StaffIssueStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'staff-issue', ...step }), [...lead, question]);

/** A question with 返回 as its last button. */
export function issueQuestion(lines: string, choices: readonly Choice[]): Message {
  const [first, ...others] = [...choices, back];
  return first === undefined ? { text: lines } : ask(lines, first, ...others);
}
