/** The roles staff hold (岗位), their Chinese titles and who comes next up when one is late, empty or not reachable. */

/** What a post is for. A person may hold several posts, each a role with an area. */
export type Role =
  | 'village-officer'
  | 'village-secretary'
  | 'resident-team'
  | 'helper'
  | 'town-officer'
  | 'town-leader'
  | 'county-officer'
  | 'county-leader'
  | 'department-officer'
  | 'on-call'
  | 'auditor'
  | 'administrator';

/** Where in the hierarchy a role works. The depth of the tree below is data; a 信息员 of a 新城 is a town-officer here. */
export type Level = 'village' | 'town' | 'county';

type RoleFacts = {
  /** Title shown to people; a pack may call it otherwise (`posts.titles`: 扶贫专干, 信息监测员). */
  readonly title: string;
  readonly level: Level;
  /** Who takes over and who is told when a duty is late; null at the top and for roles without duties. */
  readonly nextUp: Role | null;
};

const FACTS: Readonly<Record<Role, RoleFacts>> = {
  'village-officer': { title: '村信息员', level: 'village', nextUp: 'village-secretary' },
  'village-secretary': { title: '村党组织书记', level: 'village', nextUp: 'town-officer' },
  'resident-team': { title: '驻村工作队员', level: 'village', nextUp: 'village-secretary' },
  helper: { title: '帮扶责任人', level: 'village', nextUp: 'town-officer' },
  'town-officer': { title: '镇街信息员', level: 'town', nextUp: 'town-leader' },
  'town-leader': { title: '镇街分管领导', level: 'town', nextUp: 'county-officer' },
  'county-officer': { title: '县信息员', level: 'county', nextUp: 'county-leader' },
  'county-leader': { title: '县主管部门负责人', level: 'county', nextUp: null },
  'department-officer': { title: '行业部门联络员', level: 'county', nextUp: 'county-officer' },
  'on-call': { title: '值班员', level: 'county', nextUp: 'town-leader' },
  auditor: { title: '监督检查员', level: 'county', nextUp: null },
  administrator: { title: '系统管理员', level: 'county', nextUp: null },
};

/** All roles, in the order they are listed to people. */
export const roles: readonly Role[] = [
  'village-officer',
  'village-secretary',
  'resident-team',
  'helper',
  'town-officer',
  'town-leader',
  'county-officer',
  'county-leader',
  'department-officer',
  'on-call',
  'auditor',
  'administrator',
];

/** Whether a text names a role. */
export const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** The role's Chinese title, unless the pack gives another. */
export const roleTitle = (role: Role): string => FACTS[role].title;

/** The level a role works at. */
export const levelOf = (role: Role): Level => FACTS[role].level;

/** Levels of areas at which a post of each level may stand. */
const STANDS: Readonly<Record<Level, readonly string[]>> = {
  village: ['village', 'group'],
  town: ['town'],
  county: ['county'],
};

/** Posts of the county that a town may have of its own: its night duty, its own office of a department, its own inspector. */
const ALSO_OF_TOWNS: ReadonlySet<Role> = new Set(['on-call', 'department-officer', 'auditor']);

/**
 * Whether a post of this role may be held over an area of this level (`area.level`). Somebody's rights reach all that lies in the
 * area of the post, so a village officer of a town would see the households of every village. What a county calls 其他
 * (`other`: a 新城, a 林场) takes any post: only the county knows what it stands for.
 */
export const mayStandAt = (role: Role, areaLevel: string): boolean =>
  areaLevel === 'other' ||
  STANDS[levelOf(role)].includes(areaLevel) ||
  (areaLevel === 'town' && ALSO_OF_TOWNS.has(role));

/** The next post up (上一级岗位), null when there is none. */
export const nextUp = (role: Role): Role | null => FACTS[role].nextUp;

/** The roles above `role`, nearest first, ending with the county leader for every role that has duties. */
export function chainAbove(role: Role): readonly Role[] {
  const next = nextUp(role);
  return next === null ? [] : [next, ...chainAbove(next)];
}
