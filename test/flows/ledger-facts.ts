/** Reports, referrals, joint decisions, rectification and jobs as the shell would answer, for chats without one. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import { noNumbers } from '#src/domain/ledger/month-report.ts';
import { accepted, refused } from '#src/domain/result.ts';
import type { Facts } from '#src/flows/flow.ts';
import type { LedgerIntents } from '#src/flows/ledger.intents.ts';
import { monthReportBody } from '#src/flows/text/month-report.ts';

const dueOn = localDate('2026-11-20');
const place = { areaName: '云岭镇 桃源村', headName: '张大山' };

/** What the chats are shown when everything is there. */
export const ledgerAnswers: Facts['answers'] = {
  'month-report': {
    reportId: 'report-1',
    areaName: '云岭镇',
    body: monthReportBody({
      areaName: '云岭县',
      level: 'county',
      month: '2026-10',
      madeOn: localDate('2026-11-01'),
      numbers: {
        ...noNumbers,
        ...{
          monitored: 132,
          monitoredPeople: 410,
          visited: 120,
          identifying: 4,
          identifyingLate: 1,
        },
        ...{
          insured: 990,
          uninsured: 10,
          followedForInsurance: 1020,
          issuesOpen: 2,
          jobsDiffer: 3,
        },
        ...{ everEnrolled: 200, everEliminated: 123, rectificationOpen: 4, rectificationLate: 1 },
        ...{ withoutMeasure: 5, lowIncome: 9 },
      },
      lowIncomeYuan: 8700,
      terms: { object: '监测对象', household: '监测户', exitedPoverty: '脱贫户' },
      groups: [
        { category: 'unstable-exited', title: '脱贫不稳定户', listed: true },
        { category: 'marginal', title: '边缘易致贫户', listed: true },
        { category: 'sudden-hardship', title: '突发严重困难户', listed: true },
      ],
      insuredTarget: 0.99,
    }),
    sent: false,
    maySend: true,
    below: [
      { reportId: 'report-2', areaName: '桃源村' },
      { reportId: 'report-3', areaName: '松树村' },
    ],
    page: 2,
    pages: 3,
  },
  'desk-page': {
    desk: 'rectification',
    lines: [
      { desk: 'referrals', id: 'referral-1', ...place, dueOn: null, kind: 'uninsured' },
      { desk: 'joint', id: 'review-1', ...place, headName: '李秀兰', dueOn },
      {
        ...place,
        desk: 'rectification',
        id: 'z-1',
        headName: '',
        dueOn,
        category: 'funds',
        state: 'open',
      },
    ],
    page: 2,
    pages: 3,
    total: 12,
  },
  'referral-sheet': {
    ...place,
    ...{ referralId: 'referral-1', kind: 'no-job', people: 2, foundOn: localDate('2026-11-02') },
    phone: { title: '', name: '张大山', phone: '13800000002' },
  },
  'joint-sheet': {
    ...place,
    reviewId: 'review-1',
    selfPaidYuan: 42_000,
    dueOn,
    opinions: [{ department: 'civil', supports: true }],
    mayGive: ['medical', 'health', 'rural'],
    missing: ['medical', 'health', 'rural'],
    mayDecide: true,
  },
  'rectification-sheet': {
    ...{ rectificationId: 'z-1', number: 'ZG-2026-0001', source: 'audit', category: 'funds' },
    ...{ state: 'reported', areaName: '云岭镇', ownerName: '陈镇信', dueOn, returned: 1 },
    ...{ problem: '公示栏没有更新', measure: '三天内更新', evidence: '换了新表' },
    ...{ mayReport: true, mayConfirm: true },
  },
  'status-sheet': {
    householdId: 'household-1',
    headName: '李大山',
    members: [
      {
        memberId: 'member-1',
        name: '李大山',
        ofWorkingAge: true,
        insurance: {
          ...{ insured: 'resident', year: 2026, on: dueOn, source: 'staff', by: '王秀英' },
          doubted: true,
        },
        job: {
          ...{ job: 'away', place: 'other-province', on: dueOn, source: 'person', by: '' },
          doubted: false,
        },
      },
      { memberId: 'member-3', name: '李苗苗', ofWorkingAge: false, insurance: null, job: null },
    ],
  },
  'work-people': [
    { memberId: 'member-1', name: '李大山', job: 'away', place: 'other-province' },
    { memberId: 'member-2', name: '王小梅', job: null, place: null },
  ],
};

export const ledgerOutcomes = (
  well: boolean,
): { readonly [K in keyof LedgerIntents]: LedgerIntents[K]['outcome'] } => {
  const or = <T, R>(value: T, refusal: R) => (well ? accepted(value) : refused(refusal));
  const gone = { code: 'gone' } as const;
  return {
    'send-month-report': or({ areaName: '云岭镇' }, gone),
    'answer-referral': or({ headName: '张大山' }, gone),
    'give-joint-opinion': or({ left: 2 }, gone),
    'decide-joint': or({ headName: '张大山' }, { code: 'own-opinion' as const }),
    'report-rectification': or({ number: 'ZG-2026-0001' }, { code: 'evidence-missing' as const }),
    'judge-rectification': or(
      { number: 'ZG-2026-0001', good: true },
      { code: 'own-work' as const },
    ),
    'note-status': or({ name: '李大山' }, gone),
    'tell-job': or({ name: '李大山', changed: true }, { code: 'not-yours' as const }),
  };
};
