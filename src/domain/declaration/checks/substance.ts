/** Checks of what is told: contradictions with the household as known, implausible sums, urgency, and hints for the officer. */
import type { Amount } from '../reader/reading.ts';
import type { CheckFacts, MemberFacts, Rule } from './check.ts';

const LINT = '全国防返贫监测信息系统数据核查规则';

/** Nothing says what the trouble is: the case opens all the same and the person is asked. */
export const causeMissing: Rule = ({ content }) =>
  content.riskTypes.length === 0 &&
  content.guaranteeIssues.length === 0 &&
  content.words.length === 0 &&
  content.mediaIds.length === 0
    ? { code: 'cause-missing', severity: 'ask', clause: '丰都 2024（一）', inputs: {} }
    : null;

/** The pack of this county lists other causes (西咸: 病、残、学、灾). Shown to the officer, never a reason against. */
export const causeNotListed: Rule = ({ content, packRiskTypes }) => {
  const outside = content.riskTypes.filter((type) => !packRiskTypes.includes(type));
  return outside.length === 0
    ? null
    : {
        code: 'cause-not-listed',
        severity: 'note',
        clause: '西咸 二（1）1 病、残、学、灾等关键因素',
        inputs: { types: outside },
      };
};

/** 因学 without anybody of school age in the registry. Students of up to 25 years are usual beyond secondary school. */
export const schoolWithoutStudent: Rule = ({ content, household }) =>
  content.riskTypes.includes('因学') &&
  household !== null &&
  household.members.length > 0 &&
  !household.members.some((m) => m.student || (m.age !== null && m.age >= 3 && m.age <= 25))
    ? { code: 'school-without-student', severity: 'note', clause: LINT, inputs: {} }
    : null;

/** 缺劳动力 although at least half of the members can work. */
export const labourNotLacking: Rule = ({ content, household }) => {
  if (!content.riskTypes.includes('因缺劳动力') || household === null) return null;
  const able = withLabour(household.members);
  return household.members.length > 0 && able * 2 >= household.members.length
    ? {
        code: 'labour-not-lacking',
        severity: 'note',
        clause: LINT,
        inputs: { able, members: household.members.length },
      }
    : null;
};

/** 因务工就业不稳 although nobody in the household can work. */
export const jobsWithoutLabour: Rule = ({ content, household }) =>
  content.riskTypes.includes('因务工就业不稳') &&
  household !== null &&
  household.members.length > 0 &&
  household.members.every((m) => m.labour === false)
    ? { code: 'jobs-without-labour', severity: 'note', clause: LINT, inputs: {} }
    : null;

/** 因自然灾害 needs its kind (洪涝、地质、旱、生物、气象、地震、其他); asked at the visit, not of the farmer. */
export const disasterKindMissing: Rule = ({ content }) =>
  content.riskTypes.includes('因自然灾害')
    ? { code: 'disaster-kind-missing', severity: 'note', clause: LINT, inputs: {} }
    : null;

/** 因病 without any sum the household paid itself: the visitor asks for the bills (合规自付支出). */
export const illnessWithoutCost: Rule = ({ content }) =>
  content.riskTypes.includes('因病') && !content.amounts.some((a) => a.kind.startsWith('medical_'))
    ? { code: 'illness-without-cost', severity: 'note', clause: LINT, inputs: {} }
    : null;

/** Above this a sum is asked for again: 万 and 元 are easily mixed up when typing. In yuan. */
const CONFIRM_ABOVE = 500_000;
/** No household of the county moves this much; somebody's finger slipped. In yuan. */
const IMPLAUSIBLE_ABOVE = 10_000_000;
/** A month's wage or running cost above this is a year's, or a slip. In yuan. */
const MONTHLY_ABOVE = 100_000;

const upper = (a: Amount): number => a.max ?? a.min;

export const amountImplausible: Rule = ({ content }) => {
  const odd = content.amounts.find(
    (a) => upper(a) > IMPLAUSIBLE_ABOVE || (a.period === 'month' && upper(a) > MONTHLY_ABOVE),
  );
  return odd === undefined
    ? null
    : {
        code: 'amount-implausible',
        severity: 'ask',
        clause: LINT,
        inputs: { kind: odd.kind, yuan: upper(odd), period: odd.period },
      };
};

export const amountToConfirm: Rule = ({ content }) => {
  const large = content.amounts.find(
    (a) => upper(a) > CONFIRM_ABOVE && upper(a) <= IMPLAUSIBLE_ABOVE && a.period !== 'month',
  );
  return large === undefined
    ? null
    : {
        code: 'amount-to-confirm',
        severity: 'note',
        clause: LINT,
        inputs: { kind: large.kind, yuan: upper(large) },
      };
};

/** 巴南 2022 第十七条: 因灾、因病等突发严重困难要及时开展预警识别; an urgent clue never waits for the monthly meeting (BN-57). */
export const urgent: Rule = ({ content }) =>
  content.urgency === 'high' || content.urgency === 'emergency'
    ? {
        code: 'urgent',
        severity: 'note',
        clause: '巴南 2022 第十七条',
        inputs: { urgency: content.urgency },
      }
    : null;

const SUDDEN = new Set<string>(['因自然灾害', '因意外事故', '因病']);

/** 陇县 2021 第32项: sudden hardship → 临时救助 at once, before identification is over. Advice to the officer. */
export const reliefFirst: Rule = ({ content }) =>
  (content.urgency === 'high' || content.urgency === 'emergency') &&
  content.riskTypes.some((type) => SUDDEN.has(type))
    ? {
        code: 'relief-first',
        severity: 'note',
        clause: '陇县 2021 第32项',
        inputs: { types: content.riskTypes.filter((type) => SUDDEN.has(type)) },
      }
    : null;

/**
 * The category people might confirm (三类监测对象, 中农组发〔2021〕7号; 突发严重困难户 as 陇县 2021 第32项 describes it). Income is not
 * known from a chat, so this never says more than which of the three to look at first; the farmer never sees it.
 */
export const suggestedCategory: Rule = ({ content, household }) => {
  if (content.riskTypes.length === 0 || household?.monitored === true) return null;
  const sudden = content.urgency !== 'normal' && content.riskTypes.some((type) => SUDDEN.has(type));
  const category = sudden
    ? '突发严重困难户'
    : household?.exitedPoverty === true
      ? '脱贫不稳定户'
      : '边缘易致贫户';
  return {
    code: 'suggested-category',
    severity: 'note',
    clause: sudden ? '陇县 2021 第32项' : '中农组发〔2021〕7号',
    inputs: { category, income: 'unknown' },
  };
};

/**
 * 免申即享 (潼南 2025（九）): help this household may have a right to without asking, from what the registry already knows, so that
 * the officer can prepare it. Names of measures, never a promise to the farmer.
 */
export const entitlementHint: Rule = (facts) => {
  const hints = hintsFor(facts);
  return hints.length === 0
    ? null
    : {
        code: 'entitlement-hint',
        severity: 'note',
        clause: '潼南 2025（九）免申即享',
        inputs: { measures: hints },
      };
};

function hintsFor({ content, household }: CheckFacts): readonly string[] {
  const members = household?.members ?? [];
  const hints: string[] = [];
  if (members.some((m) => m.disabled)) hints.push('残疾人两项补贴');
  if (members.some((m) => m.gravelyIll)) hints.push('医疗救助');
  if (members.some((m) => m.student) && content.riskTypes.includes('因学')) hints.push('教育资助');
  if (content.guaranteeIssues.includes('基本医疗')) hints.push('参保资助');
  if (content.guaranteeIssues.includes('住房安全')) hints.push('住房安全鉴定');
  return hints;
}

const withLabour = (members: readonly MemberFacts[]): number =>
  members.filter((m) => m.labour === true).length;
