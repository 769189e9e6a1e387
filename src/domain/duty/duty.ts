/** A duty (待办): something one post must have done by a day, and the clause that says so. */
import type { Instant } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { Role } from '../people/roles.ts';
import type { Clause, PackVersion } from '../policy/pack.ts';

/** What is to be done. */
export type DutyKind =
  /** Take the clue over or pass it on (受理分派). */
  | 'accept-clue'
  /** Visit the household and find out (入户核实). */
  | 'verify-home'
  /** Bring the case to a decision (识别认定). */
  | 'identify'
  /** Confirm or reject an officer's “not a hardship” or “duplicate”. */
  | 'confirm-proposal'
  /** Phone a farmer: an answer nobody saw, a held report, a draft gone silent, a withdrawal to confirm. */
  | 'call-farmer'
  /** Fill what the verification left open of 收支和三保障. */
  | 'fill-assessment'
  /** Have the household sign (承诺授权). */
  | 'authorise'
  /** Hold the village review (村级研判/民主评议). */
  | 'village-review'
  /** Hold the village's regular review, or say that there is nothing to talk about (定期研判, K9). */
  | 'village-agenda'
  /** Tell a household why it was not recognised, and that it may ask for a re-review (K14). */
  | 'tell-refusal'
  /** Post the public notice in the village (村内公示). */
  | 'post-publicity'
  /** Take the public notice down, not before its days are over. */
  | 'close-publicity'
  /** Look into an objection (异议核查). */
  | 'check-objection'
  /** Review the case for the town (镇街审核). */
  | 'town-review'
  /** Decide the case for the county (县级审定). */
  | 'county-decision'
  /** Approve or reject help before the formalities (绿色通道). */
  | 'approve-fast-track'
  /** Give the relief a fast track was opened for. */
  | 'give-relief'
  /** Take up temporary assistance (临时救助) before identification ends. */
  | 'refer-relief'
  /** Approve or reject that a clock stands still. */
  | 'approve-suspension'
  /** Name who answers for the household and settle its plan (K3). */
  | 'make-plan'
  /** Have the household agree to its plan. */
  | 'confirm-plan'
  /** Get the first measure under way (K3b). */
  | 'start-measure'
  /** Look again at a household monitored for years (K12). */
  | 'long-case-review'
  /** Pass or return an application for elimination: village, town, county. */
  | 'elimination-village'
  | 'elimination-town'
  | 'elimination-county'
  /** Post that a risk is eliminated, and take the notice down in time. */
  | 'post-elimination'
  | 'close-elimination'
  /** Mark the eliminated in the national system, once a month (每月标注). */
  | 'mark-elimination'
  /** This quarter's step of the yearly income plan (增收计划, K13). */
  | 'income-plan'
  /** Mend what the data checks found in a village (数据体检). */
  | 'mend-data'
  /** The monthly visit to a monitored household (每月入户走访). */
  | 'monthly-visit'
  /** Approve a notice or send it back (通知审批). */
  | 'approve-notice'
  /** Say what becomes of a notice that was paused: it goes on or is called off. */
  | 'resume-notice'
  /** Tell people at the door what no channel could tell them. */
  | 'door-to-door'
  /** Say whether a person is a household of the registry. */
  | 'check-registry-match'
  /** Answer a question or complaint. */
  | 'answer-ticket'
  /** Answer a request to see, copy, correct or delete personal data. */
  | 'answer-rights-request'
  /** Give the reason for a missed hard limit. */
  | 'explain-breach'
  /** Look whether a told trouble is so (问题核实, K4). */
  | 'verify-issue'
  /** Put it right (问题整改, K5). */
  | 'fix-issue'
  /** Ask a child back to school once more (劝返). */
  | 'persuade-return'
  /** Ask the person whether it is really solved (回访, K15). */
  | 'call-back'
  /** Look whether a department's alarm is real (预警核实, K4). */
  | 'verify-alarm'
  /** Put right what it found (预警整改, K5). */
  | 'fix-alarm'
  /** Bring the month's open guarantee issues down to none (月清零, K11). */
  | 'month-zero'
  /** Compare the departments' lists of the month (数据比对, K10). */
  | 'data-comparison'
  /** Look through the month's report and send it (监测台账月报). */
  | 'send-month-report'
  /** Go through what was passed on to the department (部门转办). */
  | 'handle-referrals'
  /** Say the department's word on a large medical cost (一事一议), and decide once all have. */
  | 'joint-opinion'
  | 'joint-decision'
  /** Put right what an inspection found (整改), and look whether it is. */
  | 'rectify'
  | 'confirm-rectification'
  /** Do what comes back and has no mechanism of its own: a meeting, a report, a round (定期工作). */
  | 'recurring-work';

/** All kinds, in the order they are listed. */
export const dutyKinds: readonly DutyKind[] = [
  'accept-clue',
  'verify-home',
  'identify',
  'confirm-proposal',
  'call-farmer',
  'fill-assessment',
  'authorise',
  'village-review',
  'village-agenda',
  'tell-refusal',
  'post-publicity',
  'close-publicity',
  'check-objection',
  'town-review',
  'county-decision',
  'approve-fast-track',
  'give-relief',
  'refer-relief',
  'approve-suspension',
  'make-plan',
  'confirm-plan',
  'start-measure',
  'long-case-review',
  'elimination-village',
  'elimination-town',
  'elimination-county',
  'post-elimination',
  'close-elimination',
  'mark-elimination',
  'income-plan',
  'mend-data',
  'monthly-visit',
  'approve-notice',
  'resume-notice',
  'door-to-door',
  'check-registry-match',
  'answer-ticket',
  'answer-rights-request',
  'explain-breach',
  'verify-issue',
  'fix-issue',
  'persuade-return',
  'call-back',
  'verify-alarm',
  'fix-alarm',
  'month-zero',
  'data-comparison',
  'send-month-report',
  'handle-referrals',
  'joint-opinion',
  'joint-decision',
  'rectify',
  'confirm-rectification',
  'recurring-work',
];

/** Done and cancelled are final. */
export type DutyState =
  | { readonly tag: 'open' }
  | { readonly tag: 'done'; readonly at: Instant; readonly byStaffId: string }
  | { readonly tag: 'cancelled'; readonly at: Instant; readonly reason: CancelReason };

/** Why nobody has to do it any more. */
export type CancelReason = 'case-closed' | 'merged' | 'withdrawn' | 'superseded' | 'answered';

/**
 * When and by whom, worked out from the pack. `estimated`: counted across a year whose holidays are not published yet.
 * `strength` hard: missing the day is a recorded breach, red at once; soft: orange first.
 */
export type DutyTerms = {
  readonly kind: DutyKind;
  readonly ownerRole: Role;
  readonly openedAt: Instant;
  /** Last day on which it is in time. */
  readonly dueOn: LocalDate;
  readonly estimated: boolean;
  readonly strength: 'hard' | 'soft';
  readonly clause: Clause;
  readonly pack: PackVersion;
};

/** What the ladder and the colour need to know of a duty. */
export type DutyTiming = Pick<DutyTerms, 'openedAt' | 'dueOn' | 'strength'>;
