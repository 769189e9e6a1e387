/** Every feature of the conversation, one line each. What a feature brings is described in `feature.ts`. */
import type {
  ActionHandler,
  AnyFlow,
  CommandHandler,
  Feature,
  MenuLabel,
  OutcomeHandler,
} from './feature.ts';
import { go } from './feature.ts';
import type { ActionName, Facts, Outcome } from './flow.ts';
import type { FlowName } from './place.ts';
import { askPolicy } from './ask-policy.flow.ts';
import { caseWork } from './case-work.flow.ts';
import { caseList } from './case-list.flow.ts';
import { caseStep } from './case-step.flow.ts';
import { danger } from './danger.flow.ts';
import { declare } from './declare.flow.ts';
import { firstContact } from './first-contact.flow.ts';
import { help } from './help.flow.ts';
import { home } from './home.flow.ts';
import { issue } from './issue.flow.ts';
import { keptWork } from './kept-work.flow.ts';
import { ledgerDesk } from './ledger-desk.flow.ts';
import { memberStatus } from './member-status.flow.ts';
import { workStatus } from './work-status.flow.ts';
import { invitation } from './invitation.flow.ts';
import { myInfo } from './my-info.flow.ts';
import { notices } from './notices.flow.ts';
import { objection } from './objection.flow.ts';
import { progress } from './progress.flow.ts';
import { staffAlert } from './staff-alert.flow.ts';
import { staffDeclare } from './staff-declare.flow.ts';
import { staffDuties } from './staff-duties.flow.ts';
import { staffIssue } from './staff-issue.flow.ts';
import { staffHouseholds } from './staff-households.flow.ts';
import { staffVisit } from './staff-visit.flow.ts';
import { villageMeeting } from './village-meeting.flow.ts';
import { sendNotice } from './send-notice.flow.ts';
import { assessment } from './assessment.flow.ts';
import { officerWords } from './officer-words.flow.ts';
import { plan } from './plan.flow.ts';
import { departmentMeasures } from './department-measures.flow.ts';
import { planAnswer } from './plan-answer.flow.ts';
import { quality } from './quality.flow.ts';

export const features: readonly Feature[] = [
  home,
  firstContact,
  declare,
  progress,
  notices,
  askPolicy,
  myInfo,
  help,
  danger,
  invitation,
  issue,
  staffDuties,
  staffVisit,
  staffHouseholds,
  staffDeclare,
  staffAlert,
  caseStep,
  villageMeeting,
  caseList,
  objection,
  staffIssue,
  ledgerDesk,
  workStatus,
  memberStatus,
  sendNotice,
  caseWork,
  assessment,
  plan,
  planAnswer,
  departmentMeasures,
  quality,
  keptWork,
  officerWords,
];

const flows = new Map(features.flatMap((each) => each.flows).map((flow) => [flow.name, flow]));

/** The flow of a name; null for one no feature brings (yet, or any more). */
export const flowNamed = (name: FlowName): AnyFlow | null => flows.get(name) ?? null;

/** What a slash command does; null when nobody knows it. */
export const commandHandler = (name: string): CommandHandler | null =>
  firstOf((each) => own(each.commands, name));

/** What a lasting button does; null when nobody knows it. */
export const actionHandler = (action: ActionName): ActionHandler | null =>
  firstOf((each) => each.actions?.[action]);

/** Who answers an outcome wherever the person is; null when it belongs to the step that waits for it. */
export const outcomeHandler = (of: Outcome['of']): OutcomeHandler | null =>
  firstOf((each) => each.outcomes?.[of]);

/** What words typed alone do: a menu label this person may use, or one of the features' own words. */
export function wordHandler(words: string, facts: Facts): CommandHandler | null {
  const label = menuLabels(facts).find((each) => each.label === words);
  if (label !== undefined) return (_payload, scene) => go(label.flow, scene.conversation);
  return firstOf((each) => own(each.words, words));
}

/** The menu entries this person may use, in order, staff entries first for staff. */
export const menuLabels = (facts: Facts): readonly MenuLabel[] =>
  features
    .flatMap((each) => each.labels ?? [])
    .filter((each) => each.menu === 'farmer' || facts.account.staff !== null)
    .filter((each) => each.visible?.(facts) ?? true)
    .toSorted((a, b) => a.order - b.order);

/** People type anything, `toString` included; only a feature's own entries count. */
const own = <T>(entries: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined;

const firstOf = <T>(pick: (feature: Feature) => T | undefined): T | null => {
  for (const feature of features) {
    const found = pick(feature);
    if (found !== undefined) return found;
  }
  return null;
};
