/**
 * A pack as it reads on one day. Some values hold for other days than their document does (丰都县 2024（一）: 8300 元 is the line of
 * 2024); outside them the parent's value holds, and the wording is another version, so that a case shows which one it began under.
 */
import { type LocalDate, plusDays } from '../calendar/local-date.ts';
import { inForce, type Pack } from './pack.ts';
import type { Setting, Source } from './setting.ts';
import type { PolicySettings } from './settings.ts';

/** Finds a pack by id: the parents a pack extends. */
export type PackFinder = (id: string) => Pack | undefined;

/** The pack's wording on `day`; the pack itself while all its values hold. */
export function packOn(pack: Pack, day: LocalDate, find: PackFinder): Pack {
  const lapsed = Object.entries(pack.settings).filter(([, setting]) => !holds(setting, day));
  const parent = pack.extends === null ? undefined : find(pack.extends);
  if (lapsed.length === 0 || parent === undefined) return pack;
  const fallback = new Map<string, Setting<unknown>>(
    Object.entries(packOn(parent, day, find).settings),
  );
  const instead = lapsed.flatMap(([name]) => {
    const setting = fallback.get(name);
    return setting === undefined ? [] : [[name, takenOver(setting, parent.id)] as const];
  });
  const since = boundaries(pack).findLast((each) => each <= day);
  return {
    ...pack,
    version: `${pack.version}${since === undefined ? '' : `+${since}`}`,
    settings: withSettings(pack.settings, instead),
  };
}

/**
 * The wording a case begins under on `day` in an area assigned `packId` (null: none). A pack that is not there or out of force
 * decides no new case: the default carries on, and `doctor` says so.
 */
export function packInForce(
  { packs, defaultPack }: { readonly packs: ReadonlyMap<string, Pack>; readonly defaultPack: Pack },
  packId: string | null,
  day: LocalDate,
): Pack {
  const named = packId === null ? undefined : packs.get(packId);
  const pack = named !== undefined && inForce(named, day) ? named : defaultPack;
  return packOn(pack, day, (id) => packs.get(id));
}

/** Every wording a pack has over the years, the one with all values first; what is stored for the cases that begin under it. */
export function packWordings(pack: Pack, find: PackFinder): readonly Pack[] {
  const wordings = [pack, ...boundaries(pack).map((day) => packOn(pack, day, find))];
  const first = boundaries(pack)[0];
  if (first !== undefined) wordings.push(packOn(pack, plusDays(first, -1), find));
  return [...new Map(wordings.map((each) => [each.version, each])).values()];
}

const holds = ({ from, to }: Pick<Setting<unknown>, 'from' | 'to'>, day: LocalDate): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

/** Days on which the wording changes, in order. */
const boundaries = (pack: Pack): readonly LocalDate[] =>
  [
    ...new Set(
      Object.values(pack.settings).flatMap(({ from, to }: Setting<unknown>) => [
        ...(from === undefined ? [] : [from]),
        ...(to === undefined ? [] : [plusDays(to, 1)]),
      ]),
    ),
  ].sort();

const takenOver = (setting: Setting<unknown>, from: string): Setting<unknown> => ({
  ...setting,
  source: inheritedFrom(setting.source, from),
});

/** A source as the child of the pack `from` shows it; what was inherited before keeps its first origin. */
export const inheritedFrom = (source: Source, from: string): Source =>
  source.kind === 'inherited' ? source : { kind: 'inherited', from, source };

/** The settings with some replaced by their namesakes of another pack, which have the same shapes. */
const withSettings = (
  settings: PolicySettings,
  instead: readonly (readonly [string, Setting<unknown>])[],
): PolicySettings => ({ ...settings, ...Object.fromEntries(instead) });
