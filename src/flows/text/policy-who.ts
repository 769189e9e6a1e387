/** 谁来管: the office a matter belongs to, by the document's own table. */
import type { CountyPolicy } from '#src/domain/policy/county-policy.ts';
import type { Responsible } from '#src/domain/policy/responsible.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import { spaced } from './format.ts';

/** By which words people name a matter; the narrower ones first. */
const MATTERS: readonly (readonly [RoutingTopic, RegExp])[] = [
  ['unpaid-wages', /欠薪|工钱|讨薪|欠.*工资/],
  ['small-loans', /小额|贷款/],
  ['education-aid', /资助|助学|学费|雨露/],
  ['compulsory-education', /辍学|上学|读书|送教/],
  ['medical-relief', /医疗救助|大病/],
  ['village-clinic', /卫生室|村医/],
  ['medical-insurance', /医保|参保|合作医疗|报销/],
  ['drinking-water', /饮水|吃水|自来水|水管|停水/],
  ['housing', /危房|房子|住房/],
  ['disability', /残疾|残联/],
  ['social-assistance', /低保|特困|救助/],
  ['unsold-produce', /卖不(?:掉|出)|滞销|销路/],
  ['relocation', /搬迁/],
  ['employment', /就业|务工|打工|找活|公益岗|培训/],
  ['insurance', /保险/],
  ['resident-teams', /驻村/],
  ['identification', /监测|认定|返贫/],
];

/** Who answers for what the question names; null where it asks for nobody or names nothing. */
export function responsibleAsked(
  question: string,
  { responsible }: CountyPolicy,
): Responsible | null {
  if (
    !/谁管|谁来管|归谁|归哪|哪个(?:单位|部门|局)|什么(?:单位|部门)|找谁|找哪个|哪个管/.test(
      question,
    )
  ) {
    return null;
  }
  const topic = MATTERS.find(([, words]) => words.test(question))?.[0];
  return responsible.find((each) => each.topic === topic) ?? null;
}

/** The office, the item that says so, and who is charged with it together. */
export function responsibleLines({ office, row }: Responsible): readonly string[] {
  const own = office.replace(/（.*）$/, '');
  if (row === null) return [`这件事归${own}管。`];
  const all = row.support.length === 0 ? row.lead : [...row.lead, ...row.support];
  return [
    `这件事归${own}管。`,
    `${spaced(row.document)}里是${placeOf(row.number)}“${spaced(row.item)}”。`,
    ...(all.length > 1 ? [`一起负责的单位：${all.join('、')}。`] : []),
    '不用自己跑，在这里说，会转给他们。',
  ];
}

/** 第22项; a number in brackets stands as it is: （二）. */
const placeOf = (number: string): string => (/^\d+$/.test(number) ? `第${number}项` : number);
