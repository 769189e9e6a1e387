/** Facts and outcomes of the identification steps for chats without a shell. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { accepted, refused } from '#src/domain/result.ts';
import type { CaseStepIntents } from '#src/flows/case-step.intents.ts';
import type { CaseFacts, CaseStepSheet, VillageAgenda } from '#src/flows/case-step.needs.ts';
import type { DutySheet } from '#src/flows/staff.needs.ts';
import type { Facts } from '#src/flows/flow.ts';

const day = localDate('2026-11-20');
const titles = {
  'unstable-exited': '脱贫不稳定户',
  marginal: '边缘易致贫户',
  'sudden-hardship': '突发严重困难户',
};

/** A case about which everything is known and everything was done. */
export const fullFacts: CaseFacts = {
  caseNumber: '2026-000123',
  state: 'county-decision',
  headName: '买买提·阿不都热合曼',
  areaName: '云岭镇 桃源村',
  groupName: '三组',
  size: 8,
  exitedPoverty: true,
  places: { county: '县', town: '乡镇' },
  terms: { object: '监测对象', household: '监测户', exitedPoverty: '脱贫户' },
  members: ['户主', '配偶', '之子', '之儿媳', '之孙子', '之孙女', '之父', '之母'].map(
    (relation, at) => ({
      relation,
      age: 60 - at,
      labour: 'weak',
      health: ['grave-illness', 'disabled'],
    }),
  ),
  riskTypes: ['因病', '因学', '因自然灾害', '住房安全', '饮水安全'],
  words: ['屋顶漏雨，老人住院花了3.8万元，牛也死了两头，孩子上大学没有钱交学费'.repeat(4)],
  reports: 3,
  verification: {
    on: day,
    by: ['王秀英', '李书记'],
    finding: 'partly',
    reason: 'hardship-over',
    secondMissing: true,
  },
  income: {
    ...{ netPerPerson: 12_345, referencePerPerson: 6_789, line: 8_300, rigid: 24_000 },
    madeOn: day,
  },
  found: {
    housing: 'unsafe-lived-in',
    schooling: 'dropped-out',
    uninsured: 2,
    water: ['long-trip', 'far', 'steep', 'dry', 'unclean'],
    coping: 'with-help',
    toExplain: ['flat', 'car', 'public-payroll', 'company', 'large-savings'],
  },
  suggested: 'sudden-hardship',
  authorisation: { on: day, form: 'fingerprint', by: 'relative', readAloud: true },
  review: { on: day, present: 17, category: 'sudden-hardship', reason: null },
  publicity: { postedOn: day, closedOn: day, objections: 2, open: 1 },
  townReview: { on: day, byName: '陈镇信', reason: null },
  correction: 'income-unclear',
  findings: [
    { kind: 'big-medical-cost', month: '2026-11' },
    { kind: 'dangerous-house', month: '2026-10' },
    { kind: 'not-insured', month: '2026-10' },
  ],
  compared: true,
  clueOn: localDate('2026-11-10'),
  grossDays: 14,
  netDays: 9,
  identifyDueOn: localDate('2026-11-25'),
};

/** The same case when nobody has done anything. */
export const bareFacts: CaseFacts = {
  ...fullFacts,
  size: 0,
  exitedPoverty: false,
  members: [],
  riskTypes: [],
  words: [],
  reports: 1,
  verification: null,
  income: null,
  found: null,
  suggested: null,
  authorisation: null,
  review: null,
  publicity: null,
  townReview: null,
  correction: null,
  findings: [],
  compared: false,
  netDays: 14,
};

/** A step as it stands on a sheet. */
export const stepSheet = (kind: DutyKind, facts: CaseFacts = fullFacts): CaseStepSheet => ({
  dutyId: 'duty-0',
  kind,
  caseId: 'case-1',
  householdId: 'household-1',
  dueOn: localDate('2026-11-27'),
  strength: 'hard',
  clause: '《巴南区坚决防止规模性返贫的具体措施》（2022）第18项',
  areaPath: '500199/101/201/',
  facts,
  categoryTitles: titles,
  householdAccounts: [
    { accountId: 'account-2', name: '李大山' },
    { accountId: 'account-3', name: '李小山' },
  ],
  notice: {
    kind: 'enrol',
    fields: { 'head-name': '李大山', 'village-group': '桃源村三组', category: '突发严重困难户' },
    minDays: 5,
    postedOn: kind === 'post-publicity' ? null : day,
    closesOn: localDate('2026-11-26'),
    mayClose: facts === bareFacts,
    openObjections: 1,
    term: '防止返贫致贫对象',
  },
  objection: kind === 'check-objection' ? { objectionId: 'o-1', words: '他家有车' } : null,
  backTo: ['publicity', 'village-review', 'authorisation', 'verification'],
});

/** The duty itself, without a report. */
export const dutyOf = (kind: DutyKind): DutySheet => ({
  dutyId: 'duty-0',
  kind,
  areaId: 'taoyuan',
  areaPath: '500199/101/201/',
  areaName: '云岭镇 桃源村',
  headName: '李大山',
  label: '',
  ownerName: '',
  dueOn: localDate('2026-11-27'),
  strength: 'hard',
  urgent: false,
  householdId: 'household-1',
  noticeId: null,
  caseId: 'case-1',
  declarationId: null,
  ticketId: null,
  issueId: null,
  alarmId: null,
  desk: null,
  clause: '',
  caseState: 'town-review',
  asked: null,
  stoodStill: null,
  report: null,
  otherReports: 0,
  ticket: null,
  topic: null,
  proposal: null,
  refusalReason: null,
  breached: null,
  phone: { title: '', name: '李大山', phone: '13800000002' },
  candidates: [],
});

export const agenda = (cases: number): VillageAgenda => ({
  dutyId: 'duty-0',
  areaId: 'taoyuan',
  areaPath: '500199/101/201/',
  areaName: '云岭镇 桃源村',
  period: 'week',
  recurringDutyId: 'duty-0',
  dueOn: localDate('2026-11-29'),
  clause: '陇县 2021 第1项',
  cases: Array.from({ length: cases }, (_, n) => ({
    caseId: `case-${n}`,
    headName: `张大${'一二三四五六七八九'[n] ?? '山'}`,
    dueOn: n === 0 ? null : localDate('2026-11-25'),
    facts: n % 2 === 0 ? fullFacts : bareFacts,
  })),
  categories: ['unstable-exited', 'marginal', 'sudden-hardship'],
  categoryTitles: titles,
});

export const caseStepAnswers = {
  'case-step': stepSheet('county-decision'),
  'village-agenda': agenda(6),
  'sheet-link': 'https://fangpin.example/sheet/token',
  'case-list': {
    lines: Array.from({ length: 5 }, (_, n) => ({
      caseId: `case-${n}`,
      caseNumber: `2026-00000${n}`,
      headName: '张大山',
      areaName: '云岭镇 桃源村',
      state: 'village-review' as const,
      clueOn: localDate('2025-12-30'),
      days: 40 + n,
      reason: n === 0 ? null : ('can-cope' as const),
      holderName: '王秀英',
    })),
    page: 2,
    pages: 3,
    total: 12,
    days: 15,
  },
} satisfies Facts['answers'];

type Outcomes = { readonly [K in keyof CaseStepIntents]: CaseStepIntents[K]['outcome'] };

/** What becomes of each intent, well or refused. */
export function caseStepOutcomes(well: boolean): Outcomes {
  const no = refused({ code: 'own-work' as const });
  const or = <T>(value: T) => (well ? accepted(value) : no);
  const next = { step: 'town-review', dueOn: localDate('2026-11-27') } as const;
  return {
    'record-authorisation': or(next),
    'ask-authorisation': or({ name: '李大山' }),
    'answer-authorisation': well
      ? accepted({ given: true, officer: '王秀英' })
      : refused({ code: 'over' as const }),
    'record-meeting': well
      ? accepted({ recorded: 2, refused: [{ headName: '张大山', refusal: no.refusal }] })
      : refused({ code: 'minutes-missing' as const }),
    'no-clues': well ? accepted({}) : refused({ code: 'cases-waiting' as const, count: 2 }),
    'post-publicity': or({ closesOn: localDate('2026-11-30') }),
    'close-publicity': or(next),
    'file-objection': or({ checkBy: localDate('2026-11-27') }),
    object: { answerBy: well ? localDate('2026-11-27') : null },
    'check-objection': or({ upheld: true }),
    'review-case': or({ ...next, decided: 'passed-on' as const }),
    'decide-case': or({
      step: null,
      dueOn: localDate('2026-12-08'),
      decided: 'enrolled' as const,
    }),
    'bring-re-review': or({ visitBy: localDate('2026-11-27') }),
    're-review': well
      ? accepted({ receiptNumber: '26-0001-7', visitBy: localDate('2026-11-27') })
      : refused({ code: 'already-open' as const }),
  };
}
