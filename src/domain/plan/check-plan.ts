/**
 * What a plan lacks (帮扶计划校验). `block` keeps it from being adopted, `warn` is shown and the officer decides. Nothing here is said
 * to farmers.
 */
import type { HouseholdMember } from '../assessment/workforce.ts';
import { hasLabour, isStudent, isZeroEmployment, workforceOf } from '../assessment/workforce.ts';
import type { RiskType } from '../declaration/risk.ts';
import type { MeasureClass, ToolboxItem } from '../policy/toolbox.ts';
import { answersRisk, isDevelopment } from './measure.ts';

/** A measure as far as the check looks: of the tool box, or already part of a plan. */
export type PlannedItem = Pick<
  ToolboxItem,
  'code' | 'title' | 'class' | 'risks' | 'handout' | 'capYuanPerYear'
> & {
  /** Whole yuan a year; 0 where it is no money or the sum is open. */
  readonly yuan: number;
};

export type PlanFacts = {
  readonly items: readonly PlannedItem[];
  readonly members: readonly HouseholdMember[];
  readonly risks: readonly RiskType[];
  readonly responsible: boolean;
  readonly requestAsked: boolean;
  /** A house of theirs was found dangerous by the appraisal and is not renovated yet. */
  readonly dangerousHouse: boolean;
};

export type PlanFinding =
  | { readonly code: 'nothing-planned'; readonly severity: 'block' }
  | { readonly code: 'nobody-responsible'; readonly severity: 'block' }
  | { readonly code: 'request-not-asked'; readonly severity: 'block' }
  | { readonly code: 'labour-without-development'; readonly severity: 'block' }
  | { readonly code: 'no-safety-net'; readonly severity: 'block' }
  | {
      readonly code: 'over-cap';
      readonly severity: 'block';
      readonly title: string;
      readonly cap: number;
    }
  | { readonly code: 'weak-labour-without-development'; readonly severity: 'warn' }
  | { readonly code: 'labour-unknown'; readonly severity: 'warn' }
  | { readonly code: 'only-handouts'; readonly severity: 'warn' }
  | { readonly code: 'only-safety-net'; readonly severity: 'warn' }
  | { readonly code: 'risk-unanswered'; readonly severity: 'warn'; readonly risk: RiskType }
  | { readonly code: 'student-without-aid'; readonly severity: 'warn' }
  | { readonly code: 'zero-employment'; readonly severity: 'warn' }
  | { readonly code: 'dangerous-house'; readonly severity: 'warn' };

const SAFETY_NET: ReadonlySet<MeasureClass> = new Set<MeasureClass>(['safety-net', 'social']);
const EDUCATION: ReadonlySet<MeasureClass> = new Set<MeasureClass>([
  'compulsory-education',
  'other-education',
]);
const JOBS: ReadonlySet<MeasureClass> = new Set<MeasureClass>(['employment', 'public-post']);

/** Everything the plan lacks, what blocks first. An empty list: it may be adopted as it is. */
export function checkPlan(facts: PlanFacts): readonly PlanFinding[] {
  const { items } = facts;
  if (items.length === 0) return [{ code: 'nothing-planned', severity: 'block' }];
  const found: PlanFinding[] = [...formOf(facts), ...labourOf(facts), ...capsOf(items)];
  // 巴南 第13项: 不得以简单发放钱物替代, said of households that can do something; where nobody can, the safety net is the plan.
  const canWork = workforceOf(facts.members) !== 'none';
  if (canWork && items.every((item) => item.handout))
    found.push({ code: 'only-handouts', severity: 'warn' });
  for (const risk of facts.risks) {
    if (!items.some((item) => answersRisk(item, risk))) {
      found.push({ code: 'risk-unanswered', severity: 'warn', risk });
    }
  }
  // 陇县 第22项: 经技术鉴定为危房的，及时纳入危房改造计划.
  if (facts.dangerousHouse && items.every((item) => item.code !== 'house-renovation')) {
    found.push({ code: 'dangerous-house', severity: 'warn' });
  }
  found.push(...membersOf(facts));
  return found.toSorted((a, b) => weight(a) - weight(b));
}

const weight = (finding: PlanFinding): number => (finding.severity === 'block' ? 0 : 1);

/** Whether it may be adopted: nothing blocks. */
export const mayAdopt = (findings: readonly PlanFinding[]): boolean =>
  findings.every((finding) => finding.severity !== 'block');

/** 巴南 第18项: 明确帮扶责任人，并根据风险类型和农户需求制定精准帮扶措施. */
const formOf = ({ responsible, requestAsked }: PlanFacts): readonly PlanFinding[] => [
  ...(responsible ? [] : [{ code: 'nobody-responsible', severity: 'block' } as const]),
  ...(requestAsked ? [] : [{ code: 'request-not-asked', severity: 'block' } as const]),
];

/**
 * 丰都 (一): 对家庭有劳动能力的监测户，至少落实一项开发式帮扶措施; 对没有劳动能力的，做好兜底保障; 对弱劳力半劳力，创造条件落实开发式
 * 帮扶措施, which is a wish and warns.
 */
function labourOf({ items, members }: PlanFacts): readonly PlanFinding[] {
  const develops = items.some(isDevelopment);
  switch (workforceOf(members)) {
    case 'able':
      if (develops) return [];
      return [
        { code: 'labour-without-development', severity: 'block' },
        ...(items.every((item) => SAFETY_NET.has(item.class))
          ? [{ code: 'only-safety-net', severity: 'warn' } as const]
          : []),
      ];
    case 'weak':
      return develops ? [] : [{ code: 'weak-labour-without-development', severity: 'warn' }];
    case 'none':
      return items.some((item) => item.class === 'safety-net')
        ? []
        : [{ code: 'no-safety-net', severity: 'block' }];
    case 'unknown':
      return [{ code: 'labour-unknown', severity: 'warn' }];
  }
}

/** 丰都 (十): 按照每户每年不高于2000元的标准给予奖补. The cap is the item's own; several of one kind count together. */
function capsOf(items: readonly PlannedItem[]): readonly PlanFinding[] {
  const codes = [...new Set(items.map((item) => item.code))];
  return codes.flatMap((code) => {
    const same = items.filter((item) => item.code === code);
    const cap = same[0]?.capYuanPerYear ?? null;
    const sum = same.reduce((total, item) => total + item.yuan, 0);
    return cap !== null && sum > cap
      ? [
          {
            code: 'over-cap' as const,
            severity: 'block' as const,
            title: same[0]?.title ?? '',
            cap,
          },
        ]
      : [];
  });
}

/** 巴南 第9项 (students of a household at risk get aid) and 陇县 第11项 (零就业家庭). */
function membersOf({ items, members }: PlanFacts): readonly PlanFinding[] {
  const aided = items.some((item) => EDUCATION.has(item.class));
  const placed = items.some((item) => JOBS.has(item.class));
  return [
    ...(members.some(isStudent) && !aided
      ? [{ code: 'student-without-aid', severity: 'warn' } as const]
      : []),
    ...(isZeroEmployment(members) && members.some(hasLabour) && !placed
      ? [{ code: 'zero-employment', severity: 'warn' } as const]
      : []),
  ];
}
