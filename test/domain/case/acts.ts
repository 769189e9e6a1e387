/** What the people of one village, town and county do in these tests, each command with the person who usually gives it. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { CaseCommand, StepCommand } from '#src/domain/case/commands.ts';
import type { Category } from '#src/domain/case/dossier.ts';
import type { EliminationCheck, EliminationWay } from '#src/domain/case/elimination.ts';
import type { EliminationAnswer } from '#src/domain/case/reasons.ts';
import type { MeasureClass } from '#src/domain/policy/toolbox.ts';

type Kind<K extends CaseCommand['kind']> = Extract<CaseCommand, { readonly kind: K }>;

export const take = (byStaffId = 'officer'): Kind<'take'> => ({ kind: 'take', byStaffId });

export const verify = (over: Partial<Kind<'record-verification'>> = {}): CaseCommand => ({
  kind: 'record-verification',
  visitId: 'visit-1',
  finding: 'true',
  reason: null,
  verifiers: ['officer', 'helper'],
  ...over,
});

export const authorise = (
  over: Partial<Extract<StepCommand, { kind: 'authorise' }>['authorisation']> = {},
): CaseCommand => ({
  kind: 'authorise',
  authorisation: {
    form: 'signature',
    by: 'household',
    readAloudBy: null,
    mediaId: 'photo-1',
    recordedBy: 'officer',
    ...over,
  },
});

export const review = (
  on: string,
  over: Partial<Omit<Kind<'record-review'>, 'kind' | 'on'>> = {},
): CaseCommand => ({
  kind: 'record-review',
  meetingId: 'meeting-1',
  on: localDate(on),
  present: 12,
  category: 'marginal',
  reason: null,
  recordedBy: 'secretary',
  ...over,
});

export const post = (noticeId = 'notice-1', byStaffId = 'officer'): CaseCommand => ({
  kind: 'post-publicity',
  byStaffId,
  noticeId,
});

export const object = (objectionId: string): CaseCommand => ({
  kind: 'file-objection',
  objectionId,
  source: 'paper',
});

export const check = (objectionId: string, upheld = false, byStaffId = 'town'): CaseCommand => ({
  kind: 'check-objection',
  byStaffId,
  objectionId,
  upheld,
});

export const takeDown = (byStaffId = 'officer'): CaseCommand => ({
  kind: 'close-publicity',
  byStaffId,
});

export const passTown = (byStaffId = 'town'): CaseCommand => ({
  kind: 'pass-town-review',
  byStaffId,
  reason: null,
});

export const enrol = (category: Category = 'marginal', byStaffId = 'county'): CaseCommand => ({
  kind: 'enrol',
  byStaffId,
  category,
  comparisonId: 'comparison-1',
});

export const refuse = (byStaffId = 'county'): CaseCommand => ({
  kind: 'refuse',
  byStaffId,
  reason: 'no-hardship-found',
  comparisonId: null,
});

export const sendBack = (
  to: Kind<'return'>['to'],
  correction: Kind<'return'>['correction'] = 'income-unclear',
  byStaffId = 'town',
): CaseCommand => ({ kind: 'return', byStaffId, to, correction });

export const nameResponsible = (responsibleStaffId = 'helper'): CaseCommand => ({
  kind: 'name-responsible',
  byStaffId: 'town',
  responsibleStaffId,
});

export const adopt = (
  planId = 'plan-1',
  measures: readonly (readonly [string, MeasureClass])[] = [['measure-1', 'public-post']],
): CaseCommand => ({
  kind: 'adopt-plan',
  byStaffId: 'town',
  planId,
  measures: measures.map(([measureId, each]) => ({ measureId, class: each })),
  blocking: [],
});

export const agree = (byStaffId: string | null = null): CaseCommand => ({
  kind: 'confirm-plan',
  how: byStaffId === null ? 'chat' : 'paper',
  byStaffId,
});

export const measure = (
  state: Kind<'change-measure'>['state'],
  measureId = 'measure-1',
): CaseCommand => ({ kind: 'change-measure', byStaffId: 'helper', measureId, state });

/** Conditions as the record contradicts them. */
const against = (
  conditions: readonly string[],
  strength: EliminationCheck['strength'],
): readonly EliminationCheck[] =>
  conditions.map((condition) => ({ condition, met: false, strength, inputs: {} }));

/** `unmet` blocks, `doubted` wants a reason. */
export const apply = ({
  unmet = [],
  doubted = [],
  ...over
}: {
  way?: EliminationWay;
  unmet?: readonly string[];
  doubted?: readonly string[];
  answer?: EliminationAnswer;
  byStaffId?: string;
} = {}): CaseCommand => ({
  kind: 'apply-elimination',
  byStaffId: 'helper',
  way: 'assisted',
  checks: [...against(unmet, 'hard'), ...against(doubted, 'soft')],
  answer: null,
  ...over,
});

export const passStage = (
  stage: Kind<'pass-elimination'>['stage'],
  byStaffId: string,
  unmet: readonly string[] = [],
): CaseCommand => ({
  kind: 'pass-elimination',
  byStaffId,
  stage,
  checks: against(unmet, 'hard'),
});

export const postElimination = (noticeId = 'notice-9'): CaseCommand => ({
  kind: 'post-elimination',
  byStaffId: 'officer',
  noticeId,
});

export const takeDownElimination: CaseCommand = {
  kind: 'close-elimination-publicity',
  byStaffId: 'officer',
};

export const mark: CaseCommand = { kind: 'mark-eliminated', byStaffId: 'county', checks: [] };
