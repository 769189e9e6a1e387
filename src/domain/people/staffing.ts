/**
 * Whether the information officers a document asks for are in post (巴南 2022 第17项: 按照区2名、镇街2名、村1名标准，配备专兼职防止返贫监测
 * 信息员队伍; 陇县 2021 第1项: 分片区监测所有农户). A gap is shown to the county; it never stops a report, which passes to the next post up.
 */
import type { AreaPath } from './areas.ts';
import type { Level, Role } from './roles.ts';

/** An area and the level it is staffed at. */
export type StaffedArea = { readonly area: AreaPath; readonly level: Level };

/** A post with a holder, for counting. */
export type StaffedPost = {
  readonly role: Role;
  readonly area: AreaPath;
  readonly staffId: string | null;
};

/** Fewer information officers than asked for. */
export type StaffingGap = {
  readonly area: AreaPath;
  readonly role: Role;
  readonly have: number;
  readonly need: number;
};

const OFFICER: Readonly<Record<Level, Role>> = {
  village: 'village-officer',
  town: 'town-officer',
  county: 'county-officer',
};

/** Areas with fewer information officers than `needed` (`staff.info_officers` of the pack). One person with two posts counts once. */
export function staffingGaps(
  areas: readonly StaffedArea[],
  posts: readonly StaffedPost[],
  needed: Readonly<Record<Level, number>>,
): readonly StaffingGap[] {
  const holders = new Map<string, Set<string>>();
  for (const { role, area, staffId } of posts) {
    if (staffId === null) continue;
    const key = `${role} ${area}`;
    holders.set(key, (holders.get(key) ?? new Set()).add(staffId));
  }
  return areas
    .map(({ area, level }) => {
      const role = OFFICER[level];
      const have = holders.get(`${role} ${area}`)?.size ?? 0;
      return { area, role, have, need: needed[level] };
    })
    .filter((gap) => gap.have < gap.need);
}
