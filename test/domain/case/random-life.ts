/** Everything anybody could try on a case: all commands by all people, sensible or not, so that random lives reach every corner. */
import { type LocalDate, plusDays } from '#src/domain/calendar/local-date.ts';
import { type Case, workingStateOf } from '#src/domain/case/case.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { categories } from '#src/domain/case/dossier.ts';
import { fastTrackGrounds, suspensionReasons } from '#src/domain/case/reasons.ts';
import * as act from './acts.ts';

export const people = [
  'officer',
  'secretary',
  'helper',
  'town',
  'town-2',
  'leader',
  'county',
  'county-2',
] as const;

/** Commands that take a case on; the others lead aside, back or out. */
const FORWARD: ReadonlySet<CaseCommand['kind']> = new Set<CaseCommand['kind']>([
  'take',
  'record-verification',
  'authorise',
  'record-review',
  'post-publicity',
  'check-objection',
  'close-publicity',
  'pass-town-review',
  'enrol',
  'reject-close',
  'refuse-withdrawal',
  'name-responsible',
  'adopt-plan',
  'confirm-plan',
  'change-measure',
  'apply-elimination',
  'pass-elimination',
  'post-elimination',
  'close-elimination-publicity',
  'mark-eliminated',
]);

export function leadsOn({ state, dossier, assistance }: Case, { kind }: CaseCommand): boolean {
  switch (kind) {
    case 'authorise':
      return dossier.authorisation === null;
    case 'record-verification':
      return dossier.verification === null || state.tag !== 'identifying';
    case 'adopt-plan':
      return assistance?.planId === null;
    case 'name-responsible':
      return assistance?.responsibleStaffId === null;
    default:
      return FORWARD.has(kind);
  }
}

/** All commands this person could give on this day; `nth` makes the ids of what they record new. */
export const everythingBy = (
  byStaffId: string,
  file: Case,
  today: LocalDate,
  nth: number,
): readonly CaseCommand[] => [
  ...early(file, byStaffId, nth),
  ...steps(file, today, byStaffId, nth),
  ...beside(today, byStaffId, nth),
  ...help(file, byStaffId, nth),
];

function early(file: Case, byStaffId: string, nth: number): readonly CaseCommand[] {
  const other = people[(people.findIndex((each) => each === byStaffId) + 1) % people.length];
  const visitId = `visit-${nth}`;
  return [
    { kind: 'take', byStaffId },
    { kind: 'pass-on', byStaffId, toStaffId: other ?? byStaffId },
    act.verify({ visitId, verifiers: [byStaffId, other ?? byStaffId] }),
    act.verify({ visitId, verifiers: [byStaffId], finding: 'untrue', reason: 'hardship-over' }),
    act.verify({ visitId, verifiers: [byStaffId], finding: 'partly' }),
    act.verify({ visitId, verifiers: [] }),
    { kind: 'propose-close', byStaffId, ground: 'not-hardship', reason: 'no-hardship-found' },
    { kind: 'confirm-close', byStaffId },
    { kind: 'reject-close', byStaffId, reason: 'other' },
    { kind: 'request-withdrawal', reason: 'no-longer-needed' },
    { kind: 'confirm-withdrawal', byStaffId },
    { kind: 'refuse-withdrawal', byStaffId, reason: 'other' },
    { kind: 'merge', byStaffId, intoCaseId: nth % 5 === 0 ? file.caseId : 'case-2' },
  ];
}

function steps(
  file: Case,
  today: LocalDate,
  byStaffId: string,
  nth: number,
): readonly CaseCommand[] {
  const working = workingStateOf(file.state);
  const open = [
    ...(file.dossier.publicity?.objections ?? []),
    ...(file.elimination?.publicity?.objections ?? []),
  ].map(({ objectionId }) => objectionId);
  const category = categories[nth % categories.length] ?? 'marginal';
  const meetingId = `meeting-${nth}`;
  const held = [today, plusDays(today, -1), plusDays(today, 1)][nth % 3] ?? today;
  return [
    act.authorise({ recordedBy: byStaffId }),
    act.review(today, { meetingId, category, recordedBy: byStaffId }),
    act.review(held, { meetingId, category: null, reason: 'can-cope', recordedBy: byStaffId }),
    act.review(held, { meetingId, present: nth % 2, recordedBy: byStaffId }),
    act.post(`notice-${nth}`, byStaffId),
    act.object(`objection-${nth}`),
    ...['objection-0', ...open].flatMap((id) => [
      act.check(id, false, byStaffId),
      act.check(id, true, byStaffId),
    ]),
    act.takeDown(byStaffId),
    act.passTown(byStaffId),
    { kind: 'pass-town-review', byStaffId, reason: 'no-hardship-found' },
    ...(['verification', ...file.steps] as const).map((to) =>
      act.sendBack(to, 'evidence-missing', byStaffId),
    ),
    ...categories.map((each) => act.enrol(each, byStaffId)),
    act.refuse(byStaffId),
    ...(working === null ? [{ kind: 'request-re-review' } as const] : []),
  ];
}

function beside(today: LocalDate, byStaffId: string, nth: number): readonly CaseCommand[] {
  return [
    {
      kind: 'propose-fast-track',
      byStaffId,
      ground: fastTrackGrounds[nth % fastTrackGrounds.length] ?? 'disaster',
    },
    { kind: 'approve-fast-track', byStaffId },
    { kind: 'reject-fast-track', byStaffId },
    { kind: 'record-relief', byStaffId, reliefId: `relief-${nth}` },
    {
      kind: 'propose-suspension',
      byStaffId,
      reason: suspensionReasons[nth % suspensionReasons.length] ?? 'away',
      until: plusDays(today, nth % 20),
    },
    { kind: 'approve-suspension', byStaffId },
    { kind: 'reject-suspension', byStaffId },
    { kind: 'resume', byStaffId },
  ];
}

function help(file: Case, byStaffId: string, nth: number): readonly CaseCommand[] {
  const measures = file.assistance?.measures ?? [];
  return [
    { kind: 'name-responsible', byStaffId, responsibleStaffId: 'helper' },
    { kind: 'name-responsible', byStaffId, responsibleStaffId: 'officer' },
    act.adopt(`plan-${nth}`, [
      ['measure-1', 'public-post'],
      [`measure-${nth}`, 'safety-net'],
    ]),
    act.adopt(`plan-${nth}`, []),
    act.agree(),
    act.agree(byStaffId),
    ...['measure-0', ...measures.map(({ measureId }) => measureId)].flatMap((id) =>
      (['in-progress', 'done', 'stopped'] as const).map((state) => act.measure(state, id)),
    ),
    { kind: 'review-long-case', byStaffId, result: 'other-plan' },
    act.apply({ byStaffId }),
    act.apply({ byStaffId, unmet: ['income-above-line'] }),
    act.passStage('village', byStaffId),
    act.passStage('town', byStaffId),
    act.passStage('county-check', byStaffId),
    { kind: 'return-elimination', byStaffId, doubt: 'risk-still-there' },
    act.postElimination(`notice-${nth}`),
    act.takeDownElimination,
    { kind: 'mark-eliminated', byStaffId, checks: [] },
    { kind: 'reopen', byStaffId },
  ];
}
