/**
 * Whom a policy notice (政策通知) is for: the households of an area, or those of them in one group.
 * 丰都 2024（十五）: 全方位、多角度宣传相关政策. Which groups a county offers is pack data (`broadcast.groups`).
 */
import type { AreaPath } from '../people/areas.ts';

/** Groups of households that can be told from the registry. */
export const audienceGroups = [
  'everyone',
  'monitored',
  'exited-poverty',
  'with-student',
  'with-worker',
  'with-disabled',
] as const;
export type AudienceGroup = (typeof audienceGroups)[number];

export type Audience = { readonly area: AreaPath; readonly group: AudienceGroup };

const TITLES: Readonly<Record<AudienceGroup, string>> = {
  everyone: '全体农户',
  monitored: '监测户',
  'exited-poverty': '脱贫户',
  'with-student': '有学生',
  'with-worker': '有务工',
  'with-disabled': '有残疾',
};

/** The name a pack and staff know a group by. */
export const groupTitle = (group: AudienceGroup): string => TITLES[group];

/** The group of that name; null for one the registry cannot tell. */
export const groupNamed = (title: string): AudienceGroup | null =>
  audienceGroups.find((group) => TITLES[group] === title) ?? null;

/** Reads a stored group; null for anything else. */
export const readGroup = (value: unknown): AudienceGroup | null =>
  audienceGroups.find((group) => group === value) ?? null;

/** The groups a pack offers, in its order; names that no group carries are left out, each group comes once. */
export const offeredGroups = (titles: readonly string[]): readonly AudienceGroup[] => [
  ...new Set(titles.flatMap((title) => groupNamed(title) ?? [])),
];

/**
 * Whether getting the notice tells something about the household. Everything but “everyone in this area” does, so such a notice
 * goes to phone-matched and confirmed accounts only (个人信息保护法第二十八条: health and finances are sensitive).
 */
export const reveals = (group: AudienceGroup): boolean => group !== 'everyone';

/** Why a household gets no message. Each such household is told at the door instead. */
export const exclusions = [
  /** No account speaks for it. */
  'no-account',
  /** The audience reveals something, and those who speak for it only said a name. */
  'claimed-only',
  /** It has accounts, but no channel reaches them any more. */
  'channel-unreachable',
  /** Consent was refused, withdrawn or never given (个人信息保护法第十三条、第十五条). */
  'no-consent',
] as const;
export type Exclusion = (typeof exclusions)[number];

/** How many households an audience holds and what becomes of each; `total` is the sum of all others. */
export type AudienceCount = {
  readonly total: number;
  /** A message is sent to them. */
  readonly pushed: number;
  /** They find it in the web chat when they next look. */
  readonly waiting: number;
  readonly excluded: Readonly<Record<Exclusion, number>>;
};

/** Adds up counts by what becomes of a household; anything not named counts 0. */
export function audienceCount(
  by: Readonly<Partial<Record<Exclusion | 'queued' | 'waiting', number>>>,
): AudienceCount {
  const excluded = {
    'no-account': by['no-account'] ?? 0,
    'claimed-only': by['claimed-only'] ?? 0,
    'channel-unreachable': by['channel-unreachable'] ?? 0,
    'no-consent': by['no-consent'] ?? 0,
  };
  const pushed = by.queued ?? 0;
  const waiting = by.waiting ?? 0;
  const left = Object.values(excluded).reduce((sum, each) => sum + each, 0);
  return { total: pushed + waiting + left, pushed, waiting, excluded };
}
