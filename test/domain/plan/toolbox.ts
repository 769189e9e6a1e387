/** A small tool box for tests of the rules. */
import type { ToolboxItem } from '#src/domain/policy/toolbox.ts';

export const anItem = (
  code: string,
  of: ToolboxItem['class'],
  but: Partial<ToolboxItem> = {},
): ToolboxItem => ({
  code,
  title: code,
  class: of,
  risks: [],
  lead: 'rural',
  capYuanPerYear: null,
  condition: null,
  handout: false,
  source: { kind: 'own-default', reason: 'a test' },
  ...but,
});

export const toolbox: readonly ToolboxItem[] = [
  anItem('industry-award', 'industry', { capYuanPerYear: 2000 }),
  anItem('courtyard', 'industry'),
  anItem('job-placement', 'employment', { lead: 'labour' }),
  anItem('public-post', 'public-post', { lead: 'labour' }),
  anItem('small-loan', 'finance', { risks: ['因产业项目失败'], lead: 'banking' }),
  anItem('medical-relief', 'health', { risks: ['因病'], lead: 'medical' }),
  anItem('home-teaching', 'compulsory-education', { risks: ['因学', '因残'], lead: 'education' }),
  anItem('education-aid', 'other-education', { risks: ['因学'], lead: 'education' }),
  anItem('yulu-plan', 'other-education', { risks: ['因学'] }),
  anItem('insurance-aid', 'health', { risks: ['因病'], lead: 'medical' }),
  anItem('house-repair', 'housing', { lead: 'housing' }),
  anItem('water-works', 'drinking-water', { lead: 'water' }),
  anItem('poverty-insurance', 'finance', { risks: ['因病'] }),
  anItem('minimum-living', 'safety-net', { lead: 'civil' }),
  anItem('temporary-relief', 'safety-net', { lead: 'civil', handout: true }),
  anItem('gift', 'social', { handout: true }),
];

export const item = (code: string): ToolboxItem => {
  const found = toolbox.find((each) => each.code === code);
  if (found === undefined) throw new Error(`no ${code} in the test tool box`);
  return found;
};
