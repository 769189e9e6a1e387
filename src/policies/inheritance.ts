/** How a pack's own settings lie over its parent's: most replace, tables of names and lists of coded items are laid together. */
import type { Pack } from '#src/domain/policy/pack.ts';
import { inheritedFrom } from '#src/domain/policy/pack-on-day.ts';
import type { Source } from '#src/domain/policy/setting.ts';
import { type FileFinder, type Mistake, mistakeAt } from './mistake.ts';

/** Settings as files have them, not yet checked. */
export type RawSettings = Readonly<Record<string, unknown>>;

/** Names and routes: a county states only those it has its own words for. */
const BY_KEY: ReadonlySet<string> = new Set(['departments', 'posts.titles', 'routing.topics']);

/** Lists of items with codes: a county adds its own, replaces by the same code, and takes away with `without`. */
const BY_CODE: ReadonlySet<string> = new Set(['recurring_duties', 'toolbox']);

/** The parent's settings as a child takes them over: same value, source marked as inherited from where it was first given. */
export const inherited = (parent: Pack): RawSettings =>
  Object.fromEntries(
    Object.entries(parent.settings).map(([name, setting]) => [
      name,
      {
        ...setting,
        value: BY_CODE.has(name) ? itemsOf(setting.value).map(takenOver(parent.id)) : setting.value,
        source: inheritedFrom(setting.source, parent.id),
      },
    ]),
  );

/** Settings as far as they could be read, and what was wrong with the rest. */
export type ReadSettings = {
  readonly settings: RawSettings;
  readonly mistakes: readonly Mistake[];
};

/** A pack's own settings over its parent's. A `without` that names nothing the parent has is a mistake. */
export function mergedSettings(
  own: RawSettings,
  parent: Pack | null,
  fileOf: FileFinder,
): ReadSettings {
  if (parent === null) return { settings: own, mistakes: [] };
  const base = inherited(parent);
  const mistakes: Mistake[] = [];
  const merged: Record<string, unknown> = { ...base };
  for (const [name, setting] of Object.entries(own)) {
    const above = fieldsOf(base[name]);
    const given = fieldsOf(setting);
    if (above === null || given === null) {
      merged[name] = setting;
    } else if (BY_KEY.has(name)) {
      merged[name] = laidOver(given, above, parent.id);
    } else if (BY_CODE.has(name)) {
      const { without = [], ...rest } = given;
      const left = codesOf(without).filter((code) => !itemsOf(above['value']).some(isCode(code)));
      mistakes.push(
        ...left.map((code) =>
          mistakeAt(
            fileOf(['settings', name]),
            ['settings', name, 'without'],
            `${parent.id} 里没有代号 ${code}`,
            '删去，或改为现有的代号',
          ),
        ),
      );
      merged[name] = { ...rest, value: joined(given['value'], above['value'], codesOf(without)) };
    } else {
      merged[name] = setting;
    }
  }
  return { settings: merged, mistakes };
}

type Fields = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, unknown>> & { readonly source: Source };

const takenOver =
  (from: string) =>
  (item: unknown): unknown =>
    isItem(item) ? { ...item, source: inheritedFrom(item.source, from) } : item;

/** Items of a resolved pack always have a source in full. */
const isItem = (item: unknown): item is Item => fieldsOf(fieldsOf(item)?.['source']) !== null;

/** Own items first, so that a mistake is found at its place in the file. */
function joined(own: unknown, above: unknown, without: readonly string[]): unknown {
  if (!Array.isArray(own)) return own;
  const hidden = [...without, ...own.map((item) => fieldsOf(item)?.['code'])];
  return [...own, ...itemsOf(above).filter((item) => !hidden.includes(fieldsOf(item)?.['code']))];
}

/** A table's own keys over the parent's; each key the pack is silent about keeps where it comes from. */
function laidOver(own: Fields, above: Fields, from: string): unknown {
  const mine = fieldsOf(own['value']);
  const others = fieldsOf(above['value']);
  const source = sourceOf(above);
  if (mine === null || others === null || source === null) return own;
  const known = fieldsOf(above['inherited']);
  const silent = Object.keys(others).filter((key) => !Object.hasOwn(mine, key));
  return {
    ...own,
    value: { ...others, ...mine },
    inherited: Object.fromEntries(
      silent.map((key) => [key, known?.[key] ?? inheritedFrom(source, from)]),
    ),
  };
}

/** The source of a setting of a resolved pack, which stands in full. */
const sourceOf = (setting: Fields): Source | null => (isItem(setting) ? setting.source : null);

const isCode =
  (code: string) =>
  (item: unknown): boolean =>
    fieldsOf(item)?.['code'] === code;

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const codesOf = (value: unknown): readonly string[] =>
  itemsOf(value).filter((each) => typeof each === 'string');

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : null;
