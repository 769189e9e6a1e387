/**
 * Which items of the tool box fit a household, best first (分类精准帮扶). Suggestions with their reasons, for an officer to tap; none is
 * granted here and none is said to farmers as a promise.
 */
import type { MonitoredCategory } from '../assessment/category.ts';
import { hasLabour, isAble, isEmployed, workforceOf } from '../assessment/workforce.ts';
import type { GuaranteeIssue, RiskType } from '../declaration/risk.ts';
import type { ToolboxItem } from '../policy/toolbox.ts';
import { isFor, isIdle, isTaughtAtHome, type ItemFacts, needsPost } from './item-conditions.ts';
import { answersRisk, classAnswers } from './measure.ts';

export type SuggestionFacts = ItemFacts & {
  readonly risks: readonly RiskType[];
  readonly category: MonitoredCategory | null;
  readonly exitedPoverty: boolean;
  /** Income within the county's line; null while the sheet is not filled or no line is published. */
  readonly withinLine: boolean | null;
  /** A house of theirs was found dangerous by the appraisal and is not renovated yet (鉴定为危房). */
  readonly dangerousHouse: boolean;
  /** Codes of measures the household has already. */
  readonly running: readonly string[];
};

/** Why an item fits. */
export type SuggestionReason =
  | { readonly code: 'answers-risk'; readonly risk: RiskType }
  | { readonly code: 'guarantee-open'; readonly issue: GuaranteeIssue }
  /** 陇县 第22项: 经技术鉴定为危房的，及时纳入危房改造计划. */
  | { readonly code: 'house-dangerous' }
  /** 巴南 第9项, 潼南 (三): students of households at risk are aided. */
  | { readonly code: 'student' }
  /** 陇县 第15项: severely disabled children of 6 to 15 are taught at home. */
  | { readonly code: 'home-teaching' }
  /** 陇县 第11项, 潼南 (七), 西咸 二(2)3: able to work and nobody employed. */
  | { readonly code: 'nobody-employed' }
  /** 丰都 （九）, 巴南 第14项: who works far away is subsidised for the journey. */
  | { readonly code: 'works-away' }
  /** 巴南 第14项, 西咸 二(2)3: weak labour, cannot leave, or returned. */
  | { readonly code: 'post-of-last-resort' }
  /** 陇县 第4项, 第28项: no labour and low income. */
  | { readonly code: 'no-labour' }
  /** 陇县 第32项: sudden hardship is relieved before identification ends. */
  | { readonly code: 'sudden-hardship' }
  /** 陇县 第5项: every able household has something that earns. */
  | { readonly code: 'can-farm' };

export type Suggestion = {
  readonly item: ToolboxItem;
  readonly reasons: readonly SuggestionReason[];
  /**
   * 免申即享 (潼南 (九)): everything the item asks is on record, so the department can go ahead without an application. Still somebody
   * presses the button.
   */
  readonly withoutApplication: boolean;
};

/** Fitting items, those with the weightiest reasons first, in the order of the tool box among equals. Items that run already are left out. */
export function suggestMeasures(
  toolbox: readonly ToolboxItem[],
  facts: SuggestionFacts,
): readonly Suggestion[] {
  return toolbox
    .filter((item) => !facts.running.includes(item.code) && isFor(item.code, facts))
    .map((item) => {
      const reasons = reasonsFor(item, facts, toolbox);
      return { item, reasons, withoutApplication: reasons.some(onRecord) };
    })
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => weightOf(b) - weightOf(a));
}

/** What is lacking now and what the risk is answered by come before what would help as well; the order only, nothing is left out. */
const WEIGHTS: Readonly<Record<SuggestionReason['code'], number>> = {
  'house-dangerous': 9,
  'guarantee-open': 4,
  'no-labour': 4,
  'sudden-hardship': 4,
  'answers-risk': 2,
  'home-teaching': 3,
  student: 3,
  'nobody-employed': 3,
  'works-away': 3,
  'post-of-last-resort': 2,
  'can-farm': 1,
};

/** A measure of the class that answers a risk (health for illness) weighs more than one that merely helps such households. */
const weightOf = ({ item, reasons }: Suggestion): number =>
  reasons.reduce((sum, reason) => {
    const own = reason.code === 'answers-risk' && classAnswers(item.class, reason.risk) ? 2 : 0;
    return sum + WEIGHTS[reason.code] + own;
  }, 0);

/** Reasons that rest on the registry alone, not on a wish or on what somebody saw. */
const onRecord = ({ code }: SuggestionReason): boolean =>
  code === 'student' || code === 'home-teaching';

/** 危房改造, by its code in every tool box. */
const RENOVATION = 'house-renovation';

function reasonsFor(
  item: ToolboxItem,
  facts: SuggestionFacts,
  toolbox: readonly ToolboxItem[],
): readonly SuggestionReason[] {
  return [
    ...facts.risks
      .filter((risk) => fits(item, risk))
      .map((risk) => ({ code: 'answers-risk' as const, risk })),
    ...facts.issues
      .filter((issue) => mends(item, issue, toolbox))
      .map((issue) => ({ code: 'guarantee-open' as const, issue })),
    ...(facts.dangerousHouse && item.code === RENOVATION
      ? [{ code: 'house-dangerous' as const }]
      : []),
    ...byClass(item, facts),
  ];
}

/** The item's own list of risks decides; an item without one fits a risk its class answers. */
const fits = (item: ToolboxItem, risk: RiskType): boolean =>
  item.risks.length > 0 ? item.risks.includes(risk) : SPECIFIC.has(risk) && answersRisk(item, risk);

/** Risks that say which class answers them; 因自然灾害, 因意外事故 and 其他 are answered by what they broke. */
const SPECIFIC: ReadonlySet<RiskType> = new Set<RiskType>([
  '因病',
  '因残',
  '因学',
  '因产业项目失败',
  '因务工就业不稳',
  '因缺劳动力',
  '住房安全',
  '饮水安全',
]);

const ISSUE_CLASS: Readonly<Record<GuaranteeIssue, ToolboxItem['class']>> = {
  义务教育: 'compulsory-education',
  基本医疗: 'health',
  住房安全: 'housing',
  饮水安全: 'drinking-water',
};

/** Somebody who is not enrolled needs 参保资助, not every kind of medical help; without such an item the class has to do. */
function mends(item: ToolboxItem, issue: GuaranteeIssue, toolbox: readonly ToolboxItem[]): boolean {
  const own = issue === '基本医疗' && toolbox.some((each) => each.code === 'insurance-aid');
  return own ? item.code === 'insurance-aid' : ISSUE_CLASS[issue] === item.class;
}

function byClass(item: ToolboxItem, facts: SuggestionFacts): readonly SuggestionReason[] {
  const { members, wishes } = facts;
  const atRisk = facts.category !== null || facts.exitedPoverty;
  switch (item.class) {
    case 'compulsory-education':
      return members.some((each) => isTaughtAtHome(each, facts.taughtAtHome))
        ? [{ code: 'home-teaching' }]
        : [];
    case 'other-education':
      // Which of its students an item is for was asked before (`isFor`).
      return atRisk && members.some((each) => each.schooling !== null) ? [{ code: 'student' }] : [];
    case 'employment': {
      const wanted = members.some(isAble) && !members.some(isEmployed);
      const wished = wishes.includes('wants-job') && members.filter(isIdle).some(hasLabour);
      return [
        ...(wanted || wished ? [{ code: 'nobody-employed' } as const] : []),
        ...(item.code === 'travel-subsidy' && atRisk && members.some((each) => each.worksAway)
          ? [{ code: 'works-away' } as const]
          : []),
      ];
    }
    case 'public-post':
      return needsPost(facts) ? [{ code: 'post-of-last-resort' }] : [];
    case 'industry':
      return workforceOf(members) === 'able' && (atRisk || wishes.includes('wants-farming'))
        ? [{ code: 'can-farm' }]
        : [];
    case 'safety-net':
      return [
        ...(workforceOf(members) === 'none' && facts.withinLine !== false
          ? [{ code: 'no-labour' } as const]
          : []),
        ...(facts.category === 'sudden-hardship' ? [{ code: 'sudden-hardship' } as const] : []),
      ];
    default:
      return [];
  }
}
