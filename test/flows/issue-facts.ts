/** Tickets and alarms as the shell would answer, for chats without one. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import { accepted, refused } from '#src/domain/result.ts';
import type { Facts } from '#src/flows/flow.ts';
import type { AlarmSheet, IssueSheet } from '#src/flows/issue.needs.ts';
import type { IssueIntents } from '#src/flows/issue.intents.ts';

const contact = { title: '镇街信息员', name: '陈镇信', phone: '13800000009' };
const days = { verifyDueOn: localDate('2026-11-26'), fixDueOn: localDate('2026-12-03') };

export const issueSheet = (change: Partial<IssueSheet> = {}): IssueSheet => ({
  issueId: 'issue-1',
  number: 'G-00012',
  topic: 'housing',
  state: 'fixing',
  department: 'housing',
  office: '县住建局',
  areaName: '云岭镇 桃源村',
  headName: '张大山',
  householdId: 'household-1',
  words: '房子要塌了',
  photos: [
    { kind: 'photo', mediaId: 'media-1', shows: 'trouble' },
    { kind: 'photo', mediaId: 'media-2', shows: 'repair' },
  ],
  openedOn: localDate('2026-11-23'),
  ...days,
  emergency: true,
  reports: 2,
  reopened: 1,
  repeatScope: 'household',
  steps: [{ step: 'moved-out', on: localDate('2026-11-23'), byStaffId: 'staff-9' }],
  stepsOpen: ['appraised-safe', 'appraised-dangerous'],
  stepsMissing: ['appraised-dangerous'],
  ways: ['repaired', 'arranged'],
  phone: { title: '', name: '张大山', phone: '13800000002' },
  may: ['verify', 'fix', 'call-back'],
  offices: [
    { code: 'civil', name: '县民政局' },
    { code: 'water', name: '县水利局' },
    { code: 'labour', name: '县人力资源和社会保障局' },
    { code: 'medical', name: '县医疗保障局' },
    { code: 'education', name: '县教育体育局' },
    { code: 'rural', name: '县农业农村局' },
  ],
  ...change,
});

export const alarmSheet = (change: Partial<AlarmSheet> = {}): AlarmSheet => ({
  alarmId: 'alarm-1',
  number: 'Y-00003',
  kind: 'big-medical-cost',
  state: 'received',
  office: '县医疗保障局',
  areaName: '云岭镇 桃源村',
  headName: '张大山',
  memberName: '李秀兰',
  householdId: 'household-1',
  figures: { selfPaidYuan: 48_600 },
  receivedOn: localDate('2026-11-23'),
  ...days,
  phone: null,
  inCase: true,
  may: ['verify', 'fix'],
  ...change,
});

export const issueAnswers: Facts['answers'] = {
  'my-issues': [],
  'issue-households': [
    {
      householdId: 'household-2',
      headName: '王小河',
      areaName: '云岭镇 桃源村',
      groupName: '三组',
    },
  ],
  'issue-topics': {
    name: '',
    topics: ['drinking-water', 'housing', 'compulsory-education', 'unsold-produce', 'employment'],
  },
  'issue-sheet': issueSheet(),
  'alarm-sheet': alarmSheet(),
  'open-issues': {
    lines: [
      {
        subject: 'issue',
        id: 'issue-1',
        number: 'G-00012',
        topic: 'housing',
        alarm: null,
        areaName: '云岭镇 桃源村',
        headName: '张大山',
        fixDueOn: days.fixDueOn,
        emergency: true,
      },
      {
        subject: 'alarm',
        id: 'alarm-1',
        number: 'Y-00003',
        topic: null,
        alarm: 'unsold-produce',
        areaName: '云岭镇',
        headName: '',
        fixDueOn: days.fixDueOn,
        emergency: false,
      },
    ],
    page: 1,
    pages: 2,
    total: 7,
  },
  'month-drafts': [],
};

/** What comes of the intents; refused where the office would refuse. */
export const issueOutcomes = (
  well: boolean,
): { readonly [K in keyof IssueIntents]: IssueIntents[K]['outcome'] } => ({
  'open-issue': well
    ? accepted({
        ...{ issueId: 'issue-13', number: 'G-00013', topic: 'housing', office: '县住建局' },
        ...{ ...days, fresh: true, contact },
      })
    : refused({ code: 'area' }),
  'add-issue-photo': well ? accepted({ number: 'G-00013' }) : refused({ code: 'over' }),
  'answer-call-back': well
    ? accepted({ number: 'G-00013', topic: 'housing', solved: true, ...days, contact })
    : refused({ code: 'not-yours' }),
  'work-issue': well
    ? accepted({ number: 'G-00012', state: 'fixed', office: '县住建局' })
    : refused({ code: 'steps-missing', missing: ['renovated', 'accepted'] }),
  'work-alarm': well
    ? accepted({ number: 'Y-00003', state: 'verified', receiptNumber: '26-0009-1', linked: false })
    : refused({ code: 'wrong-state', state: 'fixed' }),
});
