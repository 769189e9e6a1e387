import {
  type GuaranteeIssue,
  guaranteeIssues,
  type MemberFlag,
  type RiskType,
  riskTypes,
} from '../risk.ts';
import type { Concept, Evidence } from './cue.ts';
import type { Findings } from './findings.ts';
import { illPerson } from './flags.ts';
import { fromCompulsorySchool, type Person } from './person.ts';

/** Risk types and guarantee issues in their fixed order. */
export type Risks = {
  readonly riskTypes: readonly RiskType[];
  readonly issues: readonly GuaranteeIssue[];
};

const moneyReason = /没钱|交不|供不|拿不出|付不|凑不|缴不|穷|因为钱|为了钱|挣钱|家里困难/;
const injury = /人|头|腿|脚|手|腰|骨|伤|死|断|身|火|烧|摔|跌|车|坠/;

/** Weighs evidence into risk types and guarantee issues by rules R1–R13 of the reading. */
export function risksOf(findings: Findings, people: readonly Person[]): Risks {
  const evidence = withoutDoubles(findings.evidence);
  const found = new Set<RiskType>();
  const issues = new Set<GuaranteeIssue>();
  const all = (concept: Concept): readonly Evidence[] =>
    evidence.filter((e) => e.concept === concept);
  const has = (concept: Concept): boolean => all(concept).length > 0;
  // R2: a mental illness with a card, or called a disability, is 因残.
  const card =
    /残疾证|[一二三四]级/.test(findings.text) &&
    !/没(?:办|有|评)?[^，。]{0,3}残疾证/.test(findings.text);
  const mentalOnly = people.some((p) => p.flags.has('精神障碍'));
  if (
    illPerson(people) &&
    !(card && mentalOnly && people.every((p) => !p.flags.has('大病') && !p.flags.has('慢性病')))
  )
    found.add('因病');
  if (has('disability') || (has('mental-illness') && card)) found.add('因残');
  if (has('schooling-cost')) found.add('因学');
  if (has('natural-disaster')) found.add('因自然灾害');
  // Poisoning not yet in care is danger alone; its bill is an accident's.
  const violent = findings.dangers.some((d) => d.kind === 'violence');
  const assaulted = people.some((p) => p.flags.has('受侵害') && p.evidence.length > 0);
  // Paralysed by an accident: the disability says it all (R2).
  const paralysed =
    people.some((p) => p.flags.has('残疾') && p.evidence.some((e) => e.concept === 'accident')) &&
    people.every((p) => !p.flags.has('受伤')) &&
    all('accident').every((e) => people.some((p) => p.flags.has('残疾') && p.evidence.includes(e)));
  if (
    !paralysed &&
    all('accident').some(
      (e) =>
        (findings.dangers.length === 0 || !/中毒/.test(e.words)) &&
        !(assaulted && /打|砸|砍|捅|断|推|烫|烧|摔/.test(e.words)) &&
        !(
          violent &&
          /打得|打[断伤]|踢|砍|捅|揍/.test(findings.text.slice(Math.max(0, e.start - 10), e.end))
        ),
    )
  )
    found.add('因意外事故');
  if (has('business')) found.add('因产业项目失败');
  const unfit: readonly MemberFlag[] = ['大病', '慢性病', '残疾', '精神障碍', '受伤', '无劳动能力'];
  // Once the sick have died, nobody stays at home for them.
  const buried = people.length > 0 && people.every((p) => !unfit.some((flag) => p.flags.has(flag)));
  const idleByCare =
    (!buried &&
      (has('grave-illness') ||
        has('chronic-illness') ||
        has('treatment') ||
        has('disability') ||
        has('accident'))) ||
    /照顾|服侍|看护|带娃/.test(findings.text);
  // Where illness explains every job lost (R3), no person is left unemployed.
  const jobless = (p: Person): boolean => p.evidence.some((e) => e.concept === 'job-loss');
  const explained = people.some(jobless) && !people.some((p) => p.flags.has('失业'));
  if ((has('job-loss') && !explained) || has('unpaid-wage') || (has('stopped-work') && !idleByCare))
    found.add('因务工就业不稳');
  if (has('no-labour')) found.add('因缺劳动力');
  if (has('dwelling')) {
    found.add('住房安全');
    issues.add('住房安全');
  }
  if (has('water')) {
    found.add('饮水安全');
    issues.add('饮水安全');
  }
  if (has('uninsured')) issues.add('基本医疗');
  for (const dropout of all('dropout')) {
    const money = moneyReason.test(
      findings.text.slice(Math.max(0, dropout.start - 30), dropout.end + 20),
    );
    if (fromCompulsorySchool(findings, dropout)) issues.add('义务教育');
    if (money) found.add('因学');
  }
  const gone = all('death').some(() => people.some((p) => p.flags.has('去世')));
  // A divorce is no hardship beside the violence that is told.
  const left = all('earner-gone').some(
    (e) =>
      !(/离婚|离了婚|改嫁/.test(e.words) && findings.dangers.some((d) => d.kind === 'violence')),
  );
  if (found.size === 0 && (has('fraud') || left || has('child-left') || gone)) found.add('其他');
  return {
    riskTypes: riskTypes.filter((type) => found.has(type)),
    issues: guaranteeIssues.filter((issue) => issues.has(issue)),
  };
}

/** One event, one cause: what a storm, fire or crash did is not counted again as an accident or a failed business. */
function withoutDoubles(evidence: readonly Evidence[]): readonly Evidence[] {
  const disaster = evidence.some((e) => e.concept === 'natural-disaster');
  const accident = evidence.some((e) => e.concept === 'accident');
  return evidence.filter((e) => {
    if (e.concept === 'accident' && disaster && !injury.test(e.words.replaceAll('石头', '')))
      return false;
    if (e.concept === 'business') {
      const market = /瘟|价|卖不|没人|滞销|不收|合作社|病死|病|口蹄/.test(e.words);
      if (disaster && !market) return false;
      if (accident && /^(?:赔|亏|投进)|烧|撞|电/.test(e.words) && !market) return false;
      if (
        /^赔/.test(e.words) &&
        evidence.every((o) => o.concept !== 'business' || /^赔/.test(o.words)) &&
        accident
      )
        return false;
    }
    return true;
  });
}
