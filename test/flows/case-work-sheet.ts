/** A case as flows are shown it, for conversations without a database. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import { type DeedName, deedNames } from '#src/domain/case/deeds.ts';
import { suspensionReasons } from '#src/domain/case/reasons.ts';
import {
  checkElimination,
  type EliminationFacts,
  eliminationRules,
} from '#src/domain/plan/elimination.ts';
import type { CaseWork, MarkingList } from '#src/flows/case-work.needs.ts';
import { fallback } from '#test/policies/packs.ts';
import type { World } from './chat.ts';
import { accepted, refused } from '#src/domain/result.ts';

const day = localDate('2026-11-27');

/** Something of everything the record can say. */
const onRecord: EliminationFacts = {
  allowedFrom: day,
  rules: eliminationRules(fallback),
  workforce: 'able',
  record: {
    today: day,
    lineYuan: 8700,
    maxDays: 92,
    sheets: [
      {
        assessmentId: 'sheet-2',
        madeOn: localDate('2026-07-03'),
        forIdentification: false,
        netPerPerson: 9120,
        netYuan: 36_480,
        rigidYuan: 20_000,
        openIssues: ['饮水安全'],
      },
      {
        assessmentId: 'sheet-1',
        madeOn: localDate('2025-12-03'),
        forIdentification: true,
        netPerPerson: 11_000,
        netYuan: 44_000,
        rigidYuan: 0,
        openIssues: [],
      },
    ],
    measures: [],
    risks: ['因病'],
    openTickets: [{ issue: '住房安全', openedOn: localDate('2026-11-02') }],
    openAlarms: [{ kind: 'grave-illness', receivedOn: localDate('2026-11-03') }],
    bigCostMonth: '2026-10',
    lastVisit: null,
  },
};

export const work = (over: Partial<CaseWork> = {}): CaseWork => ({
  caseId: '00000000-0000-7000-9000-000000000001',
  number: '2026-000001',
  headName: '阿卜杜热合曼·买买提艾力',
  areaName: '云岭镇 桃源村',
  areaPath: '500230/101/201/',
  state: 'accepted',
  clueOn: localDate('2026-11-20'),
  urgent: true,
  may: deedNames,
  clock: { dueOn: localDate('2026-12-05'), grossDays: 4, netDays: 2 },
  fastTrack: {
    ground: 'grave-illness',
    byName: '王秀英',
    approvedOn: day,
    relief: { title: '临时救助', yuan: 500, on: day, days: 1 },
  },
  suspension: { reason: 'road-closed', until: day, byName: '王秀英', approved: false },
  suspensionReasons,
  suspensionDaysLeft: 30,
  reliefKinds: [
    { code: 'temporary-relief', title: '临时救助', money: true },
    { code: 'emergency-supplies', title: '应急物资', money: false },
  ],
  enrolledOn: localDate('2026-11-10'),
  reviewedOn: null,
  handedOver: { office: '县民政局', on: day, answer: 'not-eligible', answeredOn: day },
  responsibleName: '郑帮扶',
  newClues: 1,
  elimination: {
    way: 'assisted',
    stage: 'county-check',
    appliedOn: day,
    byName: '郑帮扶',
    spotCheck: { drawn: true, share: 0.2, stated: false },
    mayCloseOn: day,
  },
  record: {
    measures: ['公益性岗位', '小额信贷'],
    checked: checkElimination(onRecord),
    answer: 'papers-seen',
  },
  obstacles: {
    from: localDate('2027-02-10'),
    unmet: ['long-enough', 'helped', 'income-above-line', 'guarantees-met', 'has-labour'],
    toAnswer: ['income-steady', 'spending-settled', 'risk-gone'],
    sheetWanted: true,
  },
  eliminatedOn: null,
  ...over,
});

/** A list with this many waiting. */
export const markingList = (waiting: number): MarkingList => ({
  month: '2026-11',
  waiting: Array.from({ length: waiting }, (_, n) => ({
    caseId: `case-${n}`,
    headName: '张大山',
    areaName: '云岭镇 桃源村',
    appliedOn: day,
  })),
  marked: 3,
  rate: { now: 0.456, target: 0.6 },
});

export const workAnswers = (may: readonly DeedName[], ready: boolean) => ({
  'case-work': work({
    may,
    ...(ready
      ? {
          obstacles: {
            from: day,
            unmet: [],
            toAnswer: ['income-steady'] as const,
            sheetWanted: false,
          },
        }
      : {}),
    suspensionDaysLeft: ready ? 30 : 2,
  }),
  'same-household': ready
    ? [{ ...work(), caseId: '00000000-0000-7000-9000-000000000002', headName: '张大山' }]
    : [],
  'marking-list': ready ? markingList(40) : null,
});

export const workOutcomes = (well: boolean): World['outcomes'] => {
  const or = <T>(value: T) => (well ? accepted(value) : refused({ code: 'own-work' as const }));
  return {
    'propose-fast-track': or({ answerBy: day }),
    'answer-fast-track': or({ approved: true, reliefBy: day }),
    'record-relief': or({ days: 1 }),
    'propose-suspension': or({ answerBy: null }),
    'answer-suspension': or({ approved: true, identifyDueOn: day }),
    'resume-clock': or({ identifyDueOn: day }),
    'merge-cases': or({ number: '2026-000001', headName: '张大山' }),
    'name-responsible': or({ name: '郑帮扶', planBy: day }),
    'review-long-case': or({
      result: 'safety-net' as const,
      handedOver: { office: '县民政局', answerBy: day },
    }),
    'apply-elimination': or({ nextBy: day }),
    'ask-elimination-sheet': or({ dueOn: day }),
    'pass-elimination': or({ nextBy: null }),
    'return-elimination': or({}),
    'post-elimination': or({ mayCloseOn: day }),
    'close-elimination': or({}),
    'mark-eliminated': or({ marked: 38, left: 2 }),
    'reopen-case': or({ visitBy: day }),
  };
};
