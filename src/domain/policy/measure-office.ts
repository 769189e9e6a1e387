/**
 * Whose a measure is, as people read it: the lead as the document names it for this very measure, else the department's name. One
 * department of ours may be two offices of the county: 丰都 2024 （十） names 县农业农村委 for 到户产业奖补, （一） 县乡村振兴局 for monitoring.
 * Who gets the work is settled by the department (`lead`) alone.
 */
import type { DepartmentCode } from './departments.ts';
import type { Pack } from './pack.ts';
import type { ToolboxItem } from './toolbox.ts';

type Offices = Pick<Pack, 'settings'>;

export const itemOffice = (
  { settings }: Offices,
  { office, lead }: Pick<ToolboxItem, 'office' | 'lead'>,
): string => office ?? settings.departments.value[lead];

/** Of a measure already planned, known by its code; a department it was given to since, or a code the pack no longer has, is named as such. */
export function measureOffice(
  pack: Offices,
  { code, department }: { readonly code: string; readonly department: DepartmentCode },
): string {
  const item = pack.settings.toolbox.value.find((each) => each.code === code);
  return item?.lead === department
    ? itemOffice(pack, item)
    : pack.settings.departments.value[department];
}
