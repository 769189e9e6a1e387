/** A household with an assessment and a plan of help, as conversations are given them. */
import { startAssessment } from '#src/domain/assessment/assessment.ts';
import { incomeWindow } from '#src/domain/assessment/income-window.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { riskTypes } from '#src/domain/declaration/risk.ts';
import { findingCodes } from '#src/domain/quality/finding.ts';
import { accepted, refused } from '#src/domain/result.ts';
import type { AssessmentSubject } from '#src/flows/assessment.needs.ts';
import type { Facts } from '#src/flows/flow.ts';
import type { PlanSubject } from '#src/flows/plan.needs.ts';
import { aMember, aPupil } from '#test/domain/assessment/people.ts';
import { toolbox } from '#test/domain/plan/toolbox.ts';
import type { World } from './chat.ts';

const day = localDate('2026-11-20');

export const assessmentSubject: AssessmentSubject = {
  householdId: 'household-1',
  headName: '阿卜杜热合曼·买买提艾力',
  areaName: '云岭镇 桃源村',
  members: ['张大山', 'Anna Müller', '沙马·阿依', '李𬭎', '杨㛃', '王小明'].map((name, at) => ({
    memberId: `member-${at}`,
    name,
    student: at === 5,
    ofSchoolAge: at === 5,
    disabled: at === 1,
  })),
  draft: startAssessment('identification', incomeWindow(day, 12), 6, ['因病']),
  begun: false,
  last: { wage: 30_000, business: 8120, transfer: 120 },
  riskTypes,
  expenseCauses: ['因病', '因残', '因学', '因自然灾害'],
  water: { minutes: 20, horizontalMetres: 800, verticalMetres: 80, supplyRate: 0.9 },
};

export const planSubject: PlanSubject = {
  householdId: 'household-1',
  headName: '张大山',
  areaName: '云岭镇 桃源村',
  areaPath: '500199/101/201/',
  monitored: true,
  members: [aMember(), aPupil()],
  risks: ['因病', '因学'],
  dangerousHouse: false,
  offered: toolbox.map((item, at) => ({
    ...item,
    office: '县人力资源和社会保障局',
    reasons: at < 3 ? [{ code: 'answers-risk' as const, risk: '因病' as const }] : [],
    withoutApplication: at === 1,
  })),
  plan: {
    planId: '00000000-0000-7000-8000-000000000001',
    version: 2,
    adoptedOn: day,
    responsibleName: '郑帮扶',
    request: '想在家门口找点活',
    objection: '想养猪',
    confirmedOn: null,
  },
  measures: (['planned', 'in-progress', 'done', 'stopped'] as const).map((state, at) => ({
    measureId: `measure-${at}`,
    code: `running-${at}`,
    title: ['乡村公益性岗位', 'VIP 培训', '到户产业奖补', '小额信贷'][at] ?? '',
    class: 'industry',
    department: 'rural',
    risks: [],
    handout: false,
    plannedOn: day,
    yuan: at === 2 ? 1200 : 0,
    state,
    startedOn: at === 0 ? null : day,
    endedOn: at > 1 ? day : null,
    stopReason: null,
    effect: at === 1 ? 'good' : null,
    capYuan: at === 2 ? 2000 : null,
  })),
  responsible: { staffId: 'staff-2', name: '郑帮扶' },
  mayPlan: true,
  mayName: true,
  incomeStep: { step: 'verify', dueOn: localDate('2026-12-31') },
};

/** `known`: the household is within reach and has a plan already. */
export const helpAnswers = (known: boolean): Facts['answers'] => ({
  'assessment-subject': assessmentSubject,
  'plan-subject': known ? planSubject : { ...planSubject, plan: null, responsible: null },
  'department-measures': {
    lines: planSubject.measures.map((each) => ({
      measureId: each.measureId,
      householdId: 'household-1',
      headName: 'Anna Müller',
      areaName: '云岭镇 桃源村',
      title: each.title,
      state: each.state,
      moneyDue: each.state === 'in-progress',
    })),
    page: 1,
    pages: 2,
    total: 7,
  },
  'quality-list': {
    lines: findingCodes.slice(0, 5).map((code, at) => ({
      householdId: `household-${at}`,
      headName: ['张大山', 'Anna Müller', '阿卜杜热合曼·买买提艾力'][at % 3] ?? '',
      areaName: '云岭镇 桃源村',
      code,
      about: at % 2 === 0 ? '' : '李𬭎',
      foundOn: day,
    })),
    page: 2,
    pages: 3,
    total: 12,
  },
});

export const helpOutcomes = (well: boolean): World['outcomes'] => {
  const no = refused({ code: 'own-interest' as const });
  const or = <T>(value: T) => (well ? accepted(value) : no);
  return {
    'record-assessment': or({
      complete: true,
      restBy: null,
      income: {
        people: 6,
        net: 31_400,
        netPerPerson: 5233,
        claims: 0,
        rigid: 120,
        reference: -1200,
        referencePerPerson: -200,
      },
      suggestion: {
        category: 'marginal' as const,
        restsOn: [
          { code: 'within-line' as const, perPerson: -200, line: 8300 },
          { code: 'general-household' as const },
        ],
      },
      titles: {
        'unstable-exited': '脱贫不稳定户',
        marginal: '边缘易致贫户',
        'sudden-hardship': '严重困难户',
      },
      exitClass: { title: '重点提升户', visitMonths: [3, 8, 11], stated: false },
      line: { kind: 'unpublished' },
      issues: ['饮水安全' as const],
      toExplain: ['car' as const],
      nextNet: 'relief' as const,
      terms: { object: '监测对象', household: '监测户', exitedPoverty: '脱贫户' },
    }),
    'adopt-plan': or({ asked: 0, confirmBy: localDate('2026-11-26') }),
    'change-measure': or({
      title: '乡村公益性岗位',
      state: 'in-progress' as const,
      effect: null,
    }),
    'confirm-plan-on-paper': or({}),
    'do-income-step': or({ asked: 1 }),
  };
};
