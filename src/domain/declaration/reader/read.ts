import type { AmountKind, SecondaryIntent, SubIntent } from '../risk.ts';
import type { MoneyTheme } from './amount-kind.ts';
import { amountsIn, withoutRepeats } from './amounts.ts';
import { dangersIn } from './danger.ts';
import { evidenceIn } from './evidence.ts';
import type { Findings } from './findings.ts';
import { householdSize, isThirdParty, reporterOf } from './household.ts';
import { isDeclaration, otherIntent, withoutInjection } from './intent.ts';
import * as cues from './lexicon/intent-cues.ts';
import { membersOf, peopleOf } from './members.ts';
import { fold, plain } from './normalise.ts';
import { mentionsIn } from './people.ts';
import { findPersonalData } from './personal-data.ts';
import type { Amount, Reading } from './reading.ts';
import { risksOf } from './risk-types.ts';
import { clauseAt, clausesOf } from './scope.ts';
import { urgencyOf } from './urgency.ts';

/** Reads a farmer's message by fixed rules: what it is, what weighs on whom, how urgent it is. Never throws; any text has a reading. */
export function readMessage(text: string): Reading {
  const folded = fold(text);
  const { pii, masked } = findPersonalData(text, folded);
  const whole = plain(masked);
  const ordered = cues.injection.test(whole);
  const spoken = ordered ? withoutInjection(whole) : whole;
  const findings = findingsIn(spoken);
  const { clauses, evidence, dangers } = findings;
  const people = peopleOf(findings);
  const risks = risksOf(findings, people);
  const declared = isDeclaration(findings, risks, whole, ordered);
  const has = (...concepts: readonly string[]): boolean =>
    evidence.some((e) => concepts.includes(e.concept));
  const theme: MoneyTheme = {
    medical:
      has('grave-illness', 'chronic-illness', 'treatment', 'mental-illness', 'disability') ||
      (!has('business') && /医|药|病|手术|住院|输液|发烧|打针|生娃|顺产|剖腹|产检/.test(spoken)),
    education: /学费|读书|上学|大学|高中|学校|幼儿园|娃/.test(spoken),
    business:
      has('natural-disaster') ||
      evidence.some((e) => e.concept === 'business' && !/^赔/.test(e.words)) ||
      /养(?!老|家|病|伤)|种(?!地|田|类|种)|生意|投/.test(spoken),
    accident: has('accident'),
    work: has('job-loss', 'unpaid-wage') || /老板|工头|打工|上班|挣|干活|工地|厂/.test(spoken),
  };
  const kept = amountsIn(spoken, theme).filter((amount) => {
    const clause = clauseAt(clauses, amount.start);
    return (
      clause !== undefined &&
      !clause.hypothetical &&
      !clause.general &&
      !(clause.past && /还清|好了/.test(spoken))
    );
  });
  const amounts = withoutRepeats(kept, spoken);
  const size = householdSize(spoken);
  const relatives =
    people.length > 0 &&
    people.every((p) => p.relation === '亲属' || p.relation === '姐妹' || p.relation === '兄弟');
  const reporter = reporterOf(spoken, findings.thirdParty, relatives);
  if (declared) {
    const secondaryIntents: SecondaryIntent[] = [];
    if (cues.asking.test(spoken)) secondaryIntents.push('question');
    if (cues.office.test(spoken) && cues.misconduct.test(spoken))
      secondaryIntents.push('complaint');
    return {
      intent: 'declaration',
      subIntent: 'declare',
      secondaryIntents,
      riskTypes: risks.riskTypes,
      guaranteeIssues: risks.issues,
      urgency: dangers.length > 0 ? 'emergency' : urgencyOf(findings, risks, amounts),
      reporter,
      householdSize: size,
      membersAffected: membersOf(findings, people),
      amounts,
      pii,
    };
  }
  const other = otherIntent(findings, whole, ordered);
  const crisis = other.subIntent === 'crisis';
  return {
    ...other,
    secondaryIntents: [],
    riskTypes: [],
    guaranteeIssues: [],
    urgency: crisis ? 'emergency' : 'none',
    reporter,
    householdSize: size,
    membersAffected: crisis ? membersOf(findings, people) : [],
    amounts: realMoney(other.subIntent, amounts, spoken),
    pii,
  };
}

function findingsIn(text: string): Findings {
  const clauses = clausesOf(text);
  const evidence = evidenceIn(text, clauses);
  const dangers = dangersIn(text, clauses, evidence);
  const named = mentionsIn(text);
  const thirdParty = isThirdParty(text, [...evidence, ...dangers], named);
  // In an own report neighbours only lend, fetch and watch.
  const mentions = thirdParty ? named : named.filter((mention) => !mention.outside);
  return { text, clauses, evidence, dangers, mentions, thirdParty };
}

/** Kinds that in a question about rules are the asker's own money, not the rule's. */
const ownCosts: ReadonlySet<AmountKind> = new Set([
  'education_cost',
  'medical_recurring',
  'medical_self_paid',
  'medical_total',
  'debt',
  'debt_payment',
  'unpaid_wage',
]);

/** Outside a declaration a sum counts only if it is the household's own: no rates, advertising or ordered sums. */
function realMoney(
  subIntent: SubIntent,
  amounts: readonly Amount[],
  text: string,
): readonly Amount[] {
  if (subIntent === 'injection' || subIntent === 'spam') return [];
  if (subIntent === 'complaint_unfair' && /他|别人|人家|亲戚/.test(text)) return [];
  if (
    subIntent === 'policy_question' &&
    /补贴|补助|低保|标准|政策/.test(text) &&
    !/花了|欠|学费|自费|生活费/.test(text)
  ) {
    if (/邻居|隔壁|人家|别人|他家/.test(text)) return [];
    return amounts.filter((a) => ownCosts.has(a.kind) && /娃|孩子|儿|女|我/.test(text));
  }
  const own = /我|一个?月|工资|家里|娃|自己|老公|老婆|欠|花了|借/.test(text);
  return own ? amounts : [];
}
