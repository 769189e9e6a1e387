/**
 * Which tickets a report of hardship asks for beside its case. 丰都 2024（二）: problems with the guarantees go their own short way
 * (3 and 10 days) and never wait for the fifteen days of 识别认定.
 */
import type { DeclarationContent } from '../declaration/declaration.ts';
import type { RoutingTopic } from '../policy/routing.ts';

/** A topic, and whether life is in danger by it. */
export type AskedFor = { readonly topic: RoutingTopic; readonly emergency: boolean };

type Told = Pick<
  DeclarationContent,
  'guaranteeIssues' | 'riskTypes' | 'members' | 'amounts' | 'words'
>;

/** 报销少了、没报上 (陇县 2021 第18项). */
const REIMBURSED_TOO_LITTLE =
  /报销(?:得)?(?:太|特别|很)?(?:少|低|不了|不上|不到)|(?:没|未|不给|不能)(?:有)?报销|没报上|漏报|少报/;
const UNPAID_WAGES =
  /欠薪|拖欠(?:我|我们|了)?(?:的)?(?:工资|工钱)|(?:工资|工钱)(?:一直|都|还)?(?:没|不)(?:有)?(?:发|给|结|付|要到|拿到)/;
const UNSOLD = /卖不(?:出去|掉|脱|动)|没(?:有)?人(?:来)?收|滞销|烂在(?:地里|家里|树上)/;
const OUT_OF_SCHOOL = /(?:不|没)(?:有)?(?:去)?(?:上学|读书|念书)了?|辍学|失学|退学/;
/** 房子要塌、危房: people are in it unless they say that they have moved out. */
const FALLING_HOUSE =
  /(?:房子|屋子|墙|屋顶|房顶|梁)[^，。；！]{0,6}(?:要|快|会|就)(?:要)?(?:塌|倒|垮)|D\s?级|住(?:在|的是?)(?:危房|土坯房)/i;
const MOVED_OUT = /搬(?:出|走|到|去)|没(?:有)?人住|不住(?:人|那|在)|借住/;

/** Topics the report names by its codes or its words, each once, in a fixed order. */
export function issuesIn(report: Told): readonly AskedFor[] {
  const said = report.words.join('\n');
  const flagged = (flag: Told['members'][number]['flags'][number]): boolean =>
    report.members.some((member) => member.flags.includes(flag));
  const lacks = (issue: Told['guaranteeIssues'][number]): boolean =>
    report.guaranteeIssues.includes(issue);
  const wages =
    flagged('被欠薪') ||
    UNPAID_WAGES.test(said) ||
    report.amounts.some((amount) => amount.kind === 'unpaid_wage');
  const housing = lacks('住房安全') || report.riskTypes.includes('住房安全');
  const found: readonly (readonly [RoutingTopic, boolean])[] = [
    ['compulsory-education', lacks('义务教育') || flagged('失学') || OUT_OF_SCHOOL.test(said)],
    [
      'medical-insurance',
      lacks('基本医疗') || flagged('未参保') || REIMBURSED_TOO_LITTLE.test(said),
    ],
    ['housing', housing || FALLING_HOUSE.test(said)],
    ['drinking-water', lacks('饮水安全') || report.riskTypes.includes('饮水安全')],
    ['unpaid-wages', wages],
    ['unsold-produce', UNSOLD.test(said)],
  ];
  return found
    .filter(([, asked]) => asked)
    .map(([topic]) => ({
      topic,
      emergency: topic === 'housing' && FALLING_HOUSE.test(said) && !MOVED_OUT.test(said),
    }));
}
