/** The packs that come with the program, by name, for tests of what they say. */
import type { Pack } from '#src/domain/policy/pack.ts';
import type { SettingName } from '#src/domain/policy/settings.ts';
import type { ToolboxItem } from '#src/domain/policy/toolbox.ts';
import { loadPolicies } from '#src/policies/load.ts';

const { packs } = await loadPolicies();

const packNamed = (id: string): Pack => {
  const pack = packs.get(id);
  if (pack === undefined) throw new Error(`no pack ${id}`);
  return pack;
};

export const fallback = packNamed('default');
export const banan = packNamed('banan');
export const longxian = packNamed('longxian');
export const tongnan = packNamed('tongnan');
export const xixian = packNamed('xixian');
export const fengdu = packNamed('fengdu');

/** The packs of the five documents, in the order of their dates. */
export const countyPacks: readonly Pack[] = [xixian, longxian, banan, fengdu, tongnan];
export const allPacks: readonly Pack[] = [fallback, ...countyPacks];

/** The packs whose own document gives this setting. */
export const statedBy = (name: SettingName): readonly string[] =>
  countyPacks
    .filter((pack) => pack.settings[name].source.kind === 'clause')
    .map(({ id }) => id)
    .sort();

/** A measure of a pack's tool box that its own document names; fails where it is only inherited. */
export function ownMeasure(pack: Pack, code: string): ToolboxItem {
  const item = pack.settings.toolbox.value.find((each) => each.code === code);
  if (item === undefined) throw new Error(`${pack.id} has no ${code}`);
  if (item.source.kind !== 'clause') throw new Error(`${pack.id} only inherits ${code}`);
  return item;
}

/** Titles of all measures a pack's own document names, in its order. */
export const ownTitles = (pack: Pack): readonly string[] =>
  pack.settings.toolbox.value
    .filter(({ source }) => source.kind === 'clause')
    .map(({ title }) => title);
