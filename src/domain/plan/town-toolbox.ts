/**
 * A town's own tool box (潼南 2025（二）: 以镇街为单位，完善帮扶政策“工具箱”): the county's measures, with those the town adds, words anew or does not
 * have.
 */
import type { ToolboxItem } from '../policy/toolbox.ts';

/** What a town says of one code: its own item, or null for one it does not offer. */
export type TownMeasure = { readonly code: string; readonly item: ToolboxItem | null };

/** The tool box that holds in the town: the county's order, the town's own measures at the end. */
export function townToolbox(
  county: readonly ToolboxItem[],
  town: readonly TownMeasure[],
): readonly ToolboxItem[] {
  const said = new Map(town.map(({ code, item }) => [code, item]));
  const known = new Set(county.map(({ code }) => code));
  return [
    ...county.flatMap((each) => {
      const own = said.get(each.code);
      if (own === undefined) return [each];
      return own === null ? [] : [own];
    }),
    ...town.flatMap(({ code, item }) => (item === null || known.has(code) ? [] : [item])),
  ];
}
