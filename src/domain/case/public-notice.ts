/**
 * What a public notice in the village may show (公示内容). The list is closed: who is meant, where they live, how many they are and
 * under which category they are proposed; never a number, an illness or a sum (个人信息保护法第六条、第二十五条).
 */
import type { Pack } from '../policy/pack.ts';
import type { PublicityField } from '../policy/settings.ts';
import type { Category } from './dossier.ts';

/** Proposed for recognition (拟纳入), or its risk is said to be eliminated (拟消除). */
export type NoticeKind = 'enrol' | 'eliminate';

/** All fields there are, in the order they stand on the sheet. A pack can leave some out and add none. */
export const publicityFields: readonly PublicityField[] = [
  'head-name',
  'village-group',
  'household-size',
  'category',
];

/** A field with what is written beside it. */
export type NoticeFields = Readonly<Partial<Record<PublicityField, string>>>;

/** What is known of a household as far as a notice needs it; anything else it may hold is not looked at. */
export type NoticeHousehold = {
  readonly headName: string;
  readonly villageName: string;
  /** 村民小组; '' when unknown. */
  readonly groupName: string;
  /** 家庭人口; 0 when unknown. */
  readonly size: number;
};

/** What the county calls a category (三类监测对象). */
export const categoryTitle = (pack: Pack, category: Category): string =>
  pack.settings.target_groups.value.find((each) => each.category === category)?.title ??
  TITLES[category];

const TITLES: Readonly<Record<Category, string>> = {
  'unstable-exited': '脱贫不稳定户',
  marginal: '边缘易致贫户',
  'sudden-hardship': '突发严重困难户',
};

/** The words of a notice: the pack's choice out of the closed list, nothing beside it. */
export function noticeFields(
  household: NoticeHousehold,
  category: Category,
  pack: Pack,
): NoticeFields {
  const values: Readonly<Record<PublicityField, string>> = {
    'head-name': household.headName,
    'village-group': `${household.villageName}${household.groupName}`,
    'household-size': household.size === 0 ? '' : `${household.size}人`,
    category: categoryTitle(pack, category),
  };
  const wanted = pack.settings['publicity.fields'].value;
  return Object.fromEntries(
    publicityFields
      .filter((field) => wanted.includes(field) && values[field] !== '')
      .map((field) => [field, values[field]]),
  );
}
