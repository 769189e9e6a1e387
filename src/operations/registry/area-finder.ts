/** Finds the area a row means, by code or by the names of town and village, without asking the database for each row. */
import type { Area } from '#src/store/registry/areas.ts';

/** What a row says about where. Empty texts: not said. */
export type SpokenArea = {
  readonly code: string;
  readonly town: string;
  readonly village: string;
  readonly group: string;
};

export type AreaAnswer =
  | { readonly kind: 'found'; readonly area: Area }
  | { readonly kind: 'missing' | 'unknown' | 'ambiguous' };

export type AreaFinder = {
  readonly find: (spoken: SpokenArea) => AreaAnswer;
  /** A town by its name alone. */
  readonly findTown: (name: string) => AreaAnswer;
  /** The county, when there is exactly one. */
  readonly top: () => Area | null;
};

/** A name without what people add or leave off. */
const stemOf = (name: string): string => {
  const plain = name.normalize('NFKC').replace(/\s/g, '');
  const stem = plain.replace(
    /(?:村民委员会|居民委员会|村委会|居委会|社区|行政村|村|街道办事处|街道|镇|乡|村民小组|小组|组)$/,
    '',
  );
  return stem === '' ? plain : stem;
};

/** Builds the finder from all areas; answers are kept, since a roster names the same village thousands of times. */
export function areaFinder(areas: readonly Area[]): AreaFinder {
  const active = areas.filter((area) => area.active);
  const codes = new Map(active.map((area) => [area.code, area]));
  const stems = Map.groupBy(active, (area) => stemOf(area.name));
  const known = new Map<string, AreaAnswer>();

  const named = (level: (area: Area) => boolean, name: string): readonly Area[] => {
    const found = (stems.get(stemOf(name)) ?? []).filter(level);
    const exact = found.filter((area) => area.name === name.normalize('NFKC').replace(/\s/g, ''));
    return exact.length > 0 ? exact : found;
  };

  const search = ({ code, town, village, group }: SpokenArea): AreaAnswer => {
    if (code !== '') return narrowed(codes.get(code), group);
    if (village === '') return { kind: 'missing' };
    const villages = named((area) => area.level !== 'town' && area.level !== 'group', village);
    const towns = town === '' ? null : named((area) => area.level !== 'village', town);
    const inTown =
      towns === null
        ? villages
        : villages.filter((area) =>
            towns.some((above) => area.areaPath.startsWith(above.areaPath)),
          );
    if (inTown.length > 1) return { kind: 'ambiguous' };
    return narrowed(inTown[0], group);
  };

  /** A village whose groups are areas of their own leads to the group. */
  const narrowed = (area: Area | undefined, group: string): AreaAnswer => {
    if (area === undefined) return { kind: 'unknown' };
    if (group === '') return { kind: 'found', area };
    const inner = (stems.get(stemOf(group)) ?? []).find(
      (candidate) => candidate.level === 'group' && candidate.parentId === area.areaId,
    );
    return { kind: 'found', area: inner ?? area };
  };

  return {
    find: (spoken) => {
      const key = `${spoken.code}\0${spoken.town}\0${spoken.village}\0${spoken.group}`;
      let answer = known.get(key);
      if (answer === undefined) {
        answer = search(spoken);
        known.set(key, answer);
      }
      return answer;
    },
    findTown: (name) => {
      const [first, ...others] = named(
        (area) => area.level === 'town' || area.level === 'other',
        name,
      );
      if (first === undefined) return { kind: 'unknown' };
      return others.length > 0 ? { kind: 'ambiguous' } : { kind: 'found', area: first };
    },
    top: () => {
      const [first, ...others] = active.filter((area) => area.parentId === null);
      return first === undefined || others.length > 0 ? null : first;
    },
  };
}
