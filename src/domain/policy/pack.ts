/**
 * A policy pack (政策包): what one county's documents say, as data, each value with the clause it comes from.
 * 丰都 2024 (十四) wants the 政策包 updated as rules change; so nothing numeric is written in code, and a case keeps the id and version
 * of the pack it began under. Settings carry the names of the parameter list people agree on with a county (`clock.identify`).
 */
import type { LocalDate } from '../calendar/local-date.ts';
import { type Role, roleTitle } from '../people/roles.ts';
import { areaWordsOf } from './area-words.ts';
import type { Source } from './setting.ts';
import type { PolicySettings } from './settings.ts';

/** Which pack, in which wording: stored with every case. */
export type PackVersion = { readonly id: string; readonly version: string };

/** A pack with every setting filled in, its own or inherited. Plain data: it can be stored as JSON and read back. */
export type Pack = PackVersion & {
  /** Name shown to staff: “丰都县 2024”. */
  readonly title: string;
  /** The pack it takes silent values from; null for `default`. */
  readonly extends: string | null;
  readonly effectiveFrom: LocalDate;
  /** Last day for new cases; null while in force. */
  readonly effectiveTo: LocalDate | null;
  /** What must be known of the whole pack (“原文未署日期”); null when there is nothing. */
  readonly note: string | null;
  readonly settings: PolicySettings;
};

/** Why a due date is what it is: the setting and its source, kept with the duty. */
export type Clause = { readonly setting: string; readonly source: Source };

/** The clause behind a setting. */
export const clauseOf = (pack: Pack, setting: keyof PolicySettings): Clause => ({
  setting,
  source: pack.settings[setting].source,
});

/** Whether two cases run under the same wording of the same pack. */
export const samePack = (a: PackVersion, b: PackVersion): boolean =>
  a.id === b.id && a.version === b.version;

/** Whether a case that begins on `day` can begin under this pack. */
export const inForce = (pack: Pack, day: LocalDate): boolean =>
  pack.effectiveFrom <= day && (pack.effectiveTo === null || day <= pack.effectiveTo);

/**
 * What a county calls a post (XX-06: 西咸新区's 村级扶贫专干 is the village officer here). Where it has no name of its own, the general
 * title with the words of its levels: 县信息员 is 区信息员 in 巴南 and 新区信息员 in 西咸新区, 镇街信息员 镇信息员 in 陇县. A pack that only
 * inherits the words of its levels keeps the general titles.
 */
export function postTitle({ settings }: Pick<Pack, 'settings'>, role: Role): string {
  const own = settings['posts.titles'].value[role];
  if (own !== undefined) return own;
  const title = roleTitle(role);
  if (settings['area.levels'].source.kind !== 'clause') return title;
  const { county, town } = areaWordsOf({ settings });
  return title.replace(/^县/, county).replace(/^镇街/, town);
}

/**
 * The bureau as people hear of it, behind the county's name. Documents of the county say 县乡村振兴局 or 新区扶贫办 of their own:
 * 陇县 and 县乡村振兴局 are 陇县乡村振兴局, 西咸新区 and 新区扶贫办 are 西咸新区扶贫办.
 */
export function bureauName(countyName: string, { settings }: Pick<Pack, 'settings'>): string {
  const own = settings['bureau.name'].value;
  let shared = Math.min(countyName.length, own.length);
  while (!countyName.endsWith(own.slice(0, shared))) shared -= 1;
  return `${countyName}${own.slice(shared)}`;
}
